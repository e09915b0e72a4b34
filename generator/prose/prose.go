// Package prose reads the Markdown that editors write: CommonMark with tables,
// and shortcodes that stand for facts.
//
// Hugo turns prose into pages. This package looks at the same text beforehand:
// it finds the headings, links and shortcodes with their positions, reports what
// the site cannot show (raw HTML, pictures, emphasis that does not close), and
// turns inline Markdown into the plain text that calendars need.
package prose

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"plenary/generator/diag"
	"plenary/generator/strictyaml"
)

// Document is one Markdown file in one language.
type Document struct {
	File        string // slash-separated, relative to the project
	Source      []byte // the whole file
	Title       string // from the front matter
	Description string
	Headings    []Heading
	Calls       []Call
	Links       []Link
	Words       string // the text as a reader sees it, without the shortcodes

	marks []mark // sorted
}

// mark says that the words from an offset on stand in the file, letter for
// letter, from another offset on.
type mark struct{ words, file int } // in bytes

// WordsPos returns the position in the file of a byte offset in Words.
func (d *Document) WordsPos(at int) diag.Pos {
	i, found := slices.BinarySearchFunc(d.marks, at, func(m mark, at int) int { return cmp.Compare(m.words, at) })
	if !found {
		i--
	}
	if i < 0 {
		return diag.Pos{File: d.File}
	}
	return Position(d.File, d.Source, d.marks[i].file+at-d.marks[i].words)
}

// Heading is a section's heading.
type Heading struct {
	Pos   diag.Pos
	Level int // 2 to 6
	ID    string
}

// Link is a link or an automatic link.
type Link struct {
	Pos  diag.Pos
	Dest string
	auto bool // its words are the address
	end  int  // of its words, as an offset in Words
}

// Parse reads a Markdown file whose body begins at byte offset body, after the
// front matter. What the site cannot show is reported; the document holds the
// rest.
func Parse(file string, src []byte, body int) (*Document, diag.List) {
	r, _ := parse(file, src, body)
	return r.doc, r.diags
}

// parse reads a document and returns its syntax tree too.
func parse(file string, src []byte, body int) (*reader, ast.Node) {
	r := &reader{doc: &Document{File: file, Source: src}, offset: body, ids: map[string]int{}}
	r.masked = r.shortcodes(bytes.Clone(src[body:]))
	root := markdown().Parse(text.NewReader(r.masked), parser.WithContext(parser.NewContext()))
	_ = ast.Walk(root, r.visit) // visit never fails
	r.doc.Words = r.words.String()
	return r, root
}

// markdown returns a parser that understands what Hugo is configured to
// understand.
func markdown() parser.Parser {
	return goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Linkify, extension.DefinitionList, extension.Footnote),
		goldmark.WithParserOptions(parser.WithAttribute()),
	).Parser()
}

// reader collects a document while it walks the syntax tree.
type reader struct {
	doc    *Document
	offset int    // of the body in the file
	masked []byte // the body with shortcodes overwritten by letters
	words  strings.Builder
	ids    map[string]int // the names of headings and their lines
	diags  diag.List
}

// pos returns the position of a byte offset in the body.
func (r *reader) pos(at int) diag.Pos { return Position(r.doc.File, r.doc.Source, r.offset+at) }

// Position returns the position of a byte offset in a file.
func Position(file string, src []byte, at int) diag.Pos {
	at = min(max(at, 0), len(src))
	start := bytes.LastIndexByte(src[:at], '\n') + 1
	return diag.Pos{
		File:   file,
		Line:   bytes.Count(src[:at], []byte("\n")) + 1,
		Column: utf8.RuneCount(src[start:at]) + 1,
	}
}

func (r *reader) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		if link, ok := n.(*ast.Link); ok {
			r.link(r.pos(n.Pos()), string(link.Destination))
		}
		if n.Type() == ast.TypeBlock {
			r.words.WriteByte('\n')
		}
		return ast.WalkContinue, nil
	}
	switch n := n.(type) {
	case *ast.Heading:
		r.heading(n)
	case *ast.HTMLBlock:
		at := n.Pos()
		if n.Lines().Len() > 0 {
			at = n.Lines().At(0).Start
		}
		r.rawHTML(at)
	case *ast.RawHTML:
		r.rawHTML(n.Segments.At(0).Start)
	case *ast.Blockquote:
		r.alert(n)
	case *ast.Image:
		r.diags.Errorf(r.pos(n.Pos()), "pictures are not shown; link to a file or a page instead")
	case *ast.AutoLink:
		r.autoLink(n)
	case *ast.CodeSpan:
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if t, ok := c.(*ast.Text); ok {
				r.write(t.Segment.Start, t.Segment.Stop, false)
			}
		}
		return ast.WalkSkipChildren, nil
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		for i := range n.Lines().Len() {
			line := n.Lines().At(i)
			r.write(line.Start, line.Stop, false)
		}
	case *ast.Text:
		r.text(n)
	}
	return ast.WalkContinue, nil
}

// alerts are the kinds of quotations that the site shows in a way of their own.
var alerts = []string{"KEY", "NOTE"}

var alertPattern = regexp.MustCompile(`^\[!([^\]]*)\][-+]?[ \t]*`)

// alert reports a quotation that is marked as something the site does not know,
// and one of which Hugo would not show the text: to Hugo, the rest of the first
// line is a title.
func (r *reader) alert(n *ast.Blockquote) {
	p, ok := n.FirstChild().(*ast.Paragraph)
	if !ok {
		return
	}
	line := p.Lines().At(0)
	m := alertPattern.FindSubmatch(line.Value(r.masked))
	switch {
	case m == nil:
	case !slices.Contains(alerts, string(m[1])):
		r.diags.Errorf(r.pos(line.Start), "[!%s] is no kind of box; write [!KEY] for the key fact of a topic or [!NOTE] for an editor's note", m[1])
	case len(bytes.TrimSpace(line.Value(r.masked))) > len(bytes.TrimSpace(m[0])):
		r.diags.Errorf(r.pos(line.Start+len(m[0])), "the text of a box begins in the line after [!%s]; break the line here", m[1])
	case p.Lines().Len() == 1 && n.ChildCount() == 1:
		r.diags.Errorf(r.pos(line.Start), "this box has no text; write it in the next line, after another >")
	}
}

func (r *reader) rawHTML(at int) {
	r.diags.Errorf(r.pos(at), "raw HTML is not shown; write Markdown or a shortcode instead")
}

// link adds a link. Hugo writes its address into the page as it is in the file, so
// escapes would be a part of it.
func (r *reader) link(pos diag.Pos, dest string) {
	if meant := string(unescapeAll([]byte(dest))); meant != dest {
		r.diags.Errorf(pos, "the address of this link has %s in it, which does not work there; write the character itself", escape.FindString(dest))
		dest = meant
	}
	r.doc.Links = append(r.doc.Links, Link{Pos: pos, Dest: dest, end: r.words.Len()})
}

func (r *reader) autoLink(n *ast.AutoLink) {
	dest := string(n.URL(r.masked))
	if n.AutoLinkType == ast.AutoLinkEmail {
		dest = "mailto:" + dest
	}
	at := n.Pos()
	label := n.Label(r.masked)
	from := at + max(bytes.Index(r.masked[at:], label), 0)
	if r.masked[at] != '<' {
		at = from // that of a bare address is one before it
	}
	r.copy(from, label)
	r.doc.Links = append(r.doc.Links, Link{Pos: r.pos(at), Dest: dest, auto: true, end: r.words.Len()})
}

func (r *reader) text(n *ast.Text) {
	value := n.Segment.Value(r.masked)
	if i := bytes.Index(value, []byte("**")); i >= 0 {
		r.diags.Errorf(r.pos(n.Segment.Start+i), "this ** does not open or close an emphasis, so readers would see it; "+
			"put it directly beside a letter, with the punctuation outside: **重要**。")
	}
	r.write(n.Segment.Start, n.Segment.Stop, !n.IsRaw())
	if n.SoftLineBreak() || n.HardLineBreak() {
		r.words.WriteByte('\n')
	}
}

// escape matches what stands for another character (CommonMark 0.31.2, 2.4 and
// 2.5).
var escape = regexp.MustCompile(`\\[!-/:-@\[-` + "`" + `{-~]|&(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});`)

// write adds a part of the body to the words: without shortcodes and, when asked
// to, with escapes as the characters that they stand for.
func (r *reader) write(from, to int, escaped bool) {
	for _, c := range r.doc.Calls[r.callsBefore(from):] {
		if c.start >= to {
			break
		}
		if c.start > from {
			r.write(from, c.start, escaped)
		}
		from = min(c.end, to)
	}
	for escaped {
		m := escape.FindIndex(r.masked[from:to])
		if m == nil {
			break
		}
		r.copy(from, r.masked[from:from+m[0]])
		written := r.masked[from+m[0] : from+m[1]]
		char := unescape(written)
		if c, _ := utf8.DecodeRune(char); strictyaml.IsMisplaced(c) {
			name, why := strictyaml.Misplaced(c)
			r.diags.Errorf(r.pos(from+m[0]), "%s stands for the %s, %s; take it out", written, name, why)
		}
		r.copy(from+m[0], char)
		from += m[1]
	}
	r.copy(from, r.masked[from:to])
}

// copy adds words that stand at an offset of the body.
func (r *reader) copy(at int, words []byte) {
	if len(words) > 0 {
		r.doc.marks = append(r.doc.marks, mark{r.words.Len(), r.offset + at})
		r.words.Write(words)
	}
}

func unescapeAll(s []byte) []byte { return escape.ReplaceAllFunc(s, unescape) }

// unescape returns what an escape stands for; an unknown entity stands for
// itself.
func unescape(s []byte) []byte {
	if s[0] == '\\' {
		return s[1:]
	}
	return util.ResolveEntityNames(util.ResolveNumericReferences(s))
}

func (r *reader) heading(n *ast.Heading) {
	h := Heading{Pos: r.pos(n.Pos()), Level: n.Level}
	if id, ok := n.AttributeString("id"); ok {
		if b, ok := id.([]byte); ok {
			h.ID = string(b)
		}
	}
	last := 1
	if k := len(r.doc.Headings); k > 0 {
		last = r.doc.Headings[k-1].Level
	}
	switch {
	case n.Level == 1:
		r.diags.Errorf(h.Pos, "a page has one heading of level 1, its title; begin with ##")
	case n.Level > last+1:
		r.diags.Errorf(h.Pos, "this heading skips a level; after level %d comes %d at most", last, last+1)
	}
	switch {
	case h.ID == "":
		r.diags.Errorf(h.Pos, "this heading has no name to link to; end it with one, the same in all languages, as in {#visa}")
	case !IsSlug(h.ID):
		r.diags.Errorf(h.Pos, "%q cannot be linked to; use small letters a to z, digits and hyphens", h.ID)
	}
	if line, taken := r.ids[h.ID]; taken {
		r.diags.Errorf(h.Pos, "the name %q was given to the heading in line %d already", h.ID, line)
	} else if h.ID != "" {
		r.ids[h.ID] = h.Pos.Line
	}
	for _, c := range r.doc.Calls {
		for i := range n.Lines().Len() {
			if line := n.Lines().At(i); line.Start <= c.start && c.start < line.Stop {
				r.diags.Errorf(c.Pos, "a heading cannot have a shortcode, because the list of contents repeats it; write its words")
			}
		}
	}
	r.doc.Headings = append(r.doc.Headings, h)
}

// IsSlug reports whether s is a name made of small letters a to z, digits and
// single hyphens between them, beginning with a letter: "annex-a", "visa".
func IsSlug(s string) bool {
	if s == "" || s[0] < 'a' || s[0] > 'z' || s[len(s)-1] == '-' || strings.Contains(s, "--") {
		return false
	}
	for _, c := range []byte(s) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return true
}
