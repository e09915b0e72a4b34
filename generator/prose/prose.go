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
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"plenary/generator/diag"
	"plenary/generator/hugomark"
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
	lines lines
}

// mark says that the words from an offset on are in the file, letter for
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
	return d.position(d.marks[i].file + at - d.marks[i].words)
}

// position returns the position of a byte offset in the file.
func (d *Document) position(at int) diag.Pos { return d.lines.position(d.File, d.Source, at) }

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
// rest. It is nil for a text that is beyond the limits and was not read.
func Parse(file string, src []byte, body int) (*Document, diag.List) {
	r, root := parse(file, src, body)
	if root == nil {
		return nil, r.diags
	}
	return r.doc, r.diags
}

// parse reads a document and returns its syntax tree too, or nil for a text that is
// beyond the limits.
func parse(file string, src []byte, body int) (*reader, ast.Node) {
	doc := &Document{File: file, Source: src, lines: linesOf(src)}
	r := &reader{doc: doc, offset: body, ids: map[string]int{}}
	if at, problem := beyondLimits(src[body:]); problem != "" {
		r.diags.Errorf(r.posOf(at), "%s", problem)
		return r, nil
	}
	r.text = r.expand(src[body:])
	root := markdown().Parse(text.NewReader(r.text), parser.WithContext(parser.NewContext()))
	_ = ast.Walk(root, r.visit) // visit never fails
	r.misplaced()
	doc.Words = r.words.String()
	r.reserved(doc.Words, doc.WordsPos)
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
	text   []byte // that Markdown sees: the body with placeholders for shortcodes
	spans  []span // what the placeholders replace, in order
	words  strings.Builder
	ids    map[string]int // the names of headings and their lines
	depth  int            // of the block that is visited
	diags  diag.List
}

// pos returns the position in the file of a byte offset in the text that Markdown
// sees.
func (r *reader) pos(at int) diag.Pos { return r.posOf(r.bodyOffset(at)) }

// posOf returns the position in the file of a byte offset in the body.
func (r *reader) posOf(at int) diag.Pos { return r.doc.position(r.offset + at) }

// lines are the offsets in bytes at which the lines of a file begin.
type lines []int

func linesOf(src []byte) lines {
	list := lines{0}
	for i, c := range src {
		if c == '\n' {
			list = append(list, i+1)
		}
	}
	return list
}

func (l lines) position(file string, src []byte, at int) diag.Pos {
	at = min(max(at, 0), len(src))
	line := sort.SearchInts(l, at+1) // the first line begins at 0
	return diag.Pos{File: file, Line: line, Column: utf8.RuneCount(src[l[line-1]:at]) + 1}
}

func (r *reader) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		r.leave(n)
		return ast.WalkContinue, nil
	}
	switch n := n.(type) {
	case *ast.Heading:
		r.heading(n)
	case *ast.List:
		r.nested(n.Pos())
	case *ast.HTMLBlock:
		at := n.Pos()
		if n.Lines().Len() > 0 {
			at = n.Lines().At(0).Start
		}
		r.rawHTML(at)
	case *ast.RawHTML:
		r.rawHTML(n.Segments.At(0).Start)
	case *ast.Blockquote:
		r.nested(n.Pos())
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
	case *ast.FencedCodeBlock:
		if n.Info != nil && !infoPattern.Match(n.Info.Value(r.text)) {
			r.diags.Errorf(r.pos(n.Info.Segment.Start), "this is not a language of code; write one word of letters and digits after the fence, or nothing")
		}
		r.code(n)
	case *ast.CodeBlock:
		r.code(n)
	case *ast.Text:
		r.running(n)
	}
	return ast.WalkContinue, nil
}

// leave finishes a node after its children.
func (r *reader) leave(n ast.Node) {
	switch n := n.(type) {
	case *ast.Link:
		r.link(n)
	case *ast.List, *ast.Blockquote:
		r.depth--
	}
	if n.Type() == ast.TypeBlock {
		r.words.WriteByte('\n')
	}
}

// infoPattern is the language after the fence of a block of code.
var infoPattern = regexp.MustCompile(`^[A-Za-z0-9+#.-]*$`)

// nested reports lists and quotations that are deeper than anybody prints.
func (r *reader) nested(at int) {
	if r.depth++; r.depth == maxDepth+1 {
		r.diags.Errorf(r.pos(at), "lists and quotations can be nested %d deep at most; take this one out", maxDepth)
	}
}

// code adds the lines of a block of code to the words.
func (r *reader) code(n ast.Node) {
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		r.write(line.Start, line.Stop, false)
	}
}

// link notes a link, whose words have been read.
func (r *reader) link(n *ast.Link) {
	pos := r.pos(n.Pos())
	if len(n.Destination) > maxAddress || len(n.Title) > maxAddress {
		r.diags.Errorf(pos, "the address or the title of this link is longer than %d characters; shorten it", maxAddress)
		return
	}
	if bytes.Contains(n.Destination, []byte(hugomark.Shortcode)) {
		return // a shortcode in it is reported
	}
	dest := string(unescapeAll(n.Destination))
	if dest != string(n.Destination) { // Hugo writes it into the page as it is in the file
		r.diags.Errorf(pos, "the address of this link has %s in it, which does not work there; write the character itself", escape.Find(n.Destination))
	}
	r.reserved(dest, func(int) diag.Pos { return pos })
	r.doc.Links = append(r.doc.Links, Link{Pos: pos, Dest: dest, end: r.words.Len()})
}

// reserved reports a mark of the page engine in what escapes stand for; what is
// written as it is was found when the file was read.
func (r *reader) reserved(s string, pos func(at int) diag.Pos) {
	if at, mark := hugomark.FindString(s); mark != "" {
		r.diags.Errorf(pos(at), "%s", strictyaml.ReservedMessage(mark))
	}
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
	m := alertPattern.FindSubmatch(line.Value(r.text))
	switch {
	case m == nil:
	case !slices.Contains(alerts, string(m[1])):
		r.diags.Errorf(r.pos(line.Start), "[!%s] is not a kind of box; write [!KEY] for the key fact of a topic or [!NOTE] for an editor's note", m[1])
	case len(bytes.TrimSpace(line.Value(r.text))) > len(bytes.TrimSpace(m[0])):
		r.diags.Errorf(r.pos(line.Start+len(m[0])), "the text of a box begins in the line after [!%s]; break the line here", m[1])
	case p.Lines().Len() == 1 && n.ChildCount() == 1:
		r.diags.Errorf(r.pos(line.Start), "this box has no text; write it in the next line, after another >")
	}
}

func (r *reader) rawHTML(at int) {
	r.diags.Errorf(r.pos(at), "raw HTML is not shown; write Markdown or a shortcode instead")
}

func (r *reader) autoLink(n *ast.AutoLink) {
	dest := string(n.URL(r.text))
	if n.AutoLinkType == ast.AutoLinkEmail {
		dest = "mailto:" + dest
	}
	at := n.Pos()
	label := n.Label(r.text)
	from := at + max(bytes.Index(r.text[at:], label), 0)
	if r.text[at] != '<' {
		at = from // that of a bare address is one before it
	}
	r.copy(r.bodyOffset(from), label)
	r.doc.Links = append(r.doc.Links, Link{Pos: r.pos(at), Dest: dest, auto: true, end: r.words.Len()})
}

// running reads a piece of running text.
func (r *reader) running(n *ast.Text) {
	value := n.Segment.Value(r.text)
	if i := bytes.Index(value, []byte("**")); i >= 0 {
		r.diags.Errorf(r.pos(n.Segment.Start+i), "this ** does not open or close an emphasis, so readers would see it; "+
			"put it directly beside a letter, with the punctuation outside: **重要**。")
	}
	if i := bytes.Index(value, []byte("{{")); i >= 0 && nextOpening(r.text[n.Segment.Start+i:]) != 0 {
		r.diags.Errorf(r.pos(n.Segment.Start+i), "this {{ does not begin a shortcode, so readers would see it; write {{< name \"argument\" >}}, or put it into backquotes as code")
	}
	r.place(n)
	r.write(n.Segment.Start, n.Segment.Stop, !n.IsRaw())
	if n.SoftLineBreak() || n.HardLineBreak() {
		r.words.WriteByte('\n')
	}
}

// inside reports whether a node is in one of some kind.
func inside(n ast.Node, kind ast.NodeKind) bool {
	for ; n != nil; n = n.Parent() {
		if n.Kind() == kind {
			return true
		}
	}
	return false
}

// escape matches what stands for another character (CommonMark 0.31.2, 2.4 and
// 2.5).
var escape = regexp.MustCompile(`\\[!-/:-@\[-` + "`" + `{-~]|&(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});`)

// write adds a part of the text to the words: without shortcodes, with the words in
// another language and, when asked to, with escapes as the characters that they
// stand for.
func (r *reader) write(from, to int, escaped bool) {
	for _, s := range r.spans[r.spansBefore(from):] {
		if s.at >= to {
			break
		}
		r.writeText(from, s.at, escaped)
		r.copy(s.contentAt, s.content)
		from = s.stop
	}
	r.writeText(from, to, escaped)
}

// writeText adds a part of the text that has no placeholders.
func (r *reader) writeText(from, to int, escaped bool) {
	for escaped && from < to {
		m := escape.FindIndex(r.text[from:to])
		if m == nil {
			break
		}
		r.copy(r.bodyOffset(from), r.text[from:from+m[0]])
		written := r.text[from+m[0] : from+m[1]]
		char := unescape(written)
		if c, _ := utf8.DecodeRune(char); strictyaml.IsMisplaced(c) {
			name, why := strictyaml.Misplaced(c)
			r.diags.Errorf(r.pos(from+m[0]), "%s stands for the %s, %s; remove it", written, name, why)
		}
		r.copy(r.bodyOffset(from+m[0]), char)
		from += m[1]
	}
	if from < to {
		r.copy(r.bodyOffset(from), r.text[from:to])
	}
}

// copy adds words that are at an offset of the body.
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
