package prose

import (
	"bytes"
	"fmt"
	"regexp"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"plenary/generator/diag"
	"plenary/generator/hugomark"
)

// Call is a shortcode: {{< name "argument" >}}, or the opening or closing half
// of a pair.
type Call struct {
	Pos     diag.Pos
	Name    string
	Args    []Arg
	Closing bool // {{< /name >}}
	InLink  bool // in the words of a link
	Alone   bool // a table or a list may take its place

	start, end int // in bytes of the body
}

// Arg is an argument of a shortcode.
type Arg struct {
	Pos   diag.Pos
	Value string
}

// String returns the call as it would be written.
func (c Call) String() string {
	var b strings.Builder
	b.WriteString("{{< ")
	if c.Closing {
		b.WriteByte('/')
	}
	b.WriteString(c.Name)
	for _, a := range c.Args {
		b.WriteString(` "` + a.Value + `"`)
	}
	b.WriteString(" >}}")
	return b.String()
}

const call = `\{\{<[ \t]*(/?)([a-z][a-z0-9-]*)((?:[ \t]+"[^"\\\n]*")*)[ \t]*>\}\}`

var (
	callPattern  = regexp.MustCompile(`^` + call)
	callAnywhere = regexp.MustCompile(call)
	argPattern   = regexp.MustCompile(`"([^"\\\n]*)"`)
)

// calls finds the shortcodes in a body.
func (r *reader) calls(body []byte) []Call {
	var list []Call
	for at := 0; ; {
		i := nextOpening(body[at:])
		if i < 0 {
			return list
		}
		at += i
		m := callPattern.FindSubmatchIndex(body[at:])
		if m == nil {
			r.diags.Errorf(r.posOf(at), "this shortcode cannot be read; write {{< name \"argument\" >}}, with straight quotes and on one line")
			at += len("{{<")
			continue
		}
		call := Call{
			Pos: r.posOf(at), Name: string(body[at+m[4] : at+m[5]]), Closing: m[3] > m[2],
			start: at, end: at + m[1],
		}
		for _, a := range argPattern.FindAllSubmatchIndex(body[at+m[6]:at+m[7]], -1) {
			from := at + m[6] + a[2]
			call.Args = append(call.Args, Arg{r.posOf(from), string(body[from : at+m[6]+a[3]])})
		}
		list = append(list, call)
		at = call.end
	}
}

// nextOpening returns the offset of the next shortcode of either kind, or -1.
func nextOpening(b []byte) int {
	i, j := bytes.Index(b, []byte("{{<")), bytes.Index(b, []byte("{{%"))
	if i < 0 || (j >= 0 && j < i) {
		return j
	}
	return i
}

// langCall is the one shortcode that has content: words in another language.
const langCall = "lang"

// span is a part of the body that Hugo replaces with a placeholder before it reads
// the Markdown, and the placeholder with HTML afterwards: a shortcode, or a pair
// with its content.
type span struct {
	call       Call
	number     int    // of the call in the document
	start, end int    // in bytes of the body
	content    []byte // of a pair; a part of the body
	contentAt  int    // where it begins in the body

	at, stop int  // the placeholder, in bytes of the text that Markdown sees
	placed   bool // Markdown sees it in running text
}

// expand returns the text that Markdown sees in the page engine: the body with a
// placeholder for each shortcode. What is legal is decided on that text alone, so
// that the check and the page engine cannot read one file in two ways.
func (r *reader) expand(body []byte) []byte {
	calls := r.calls(body)
	for i := 0; i < len(calls); i++ {
		c := calls[i]
		s := span{call: c, number: len(r.doc.Calls), start: c.start, end: c.end}
		r.doc.Calls = append(r.doc.Calls, c)
		if c.Name == langCall && !c.Closing {
			if n := closing(calls[i+1:]); n >= 0 {
				end := calls[i+1+n]
				s.end, s.contentAt, s.content = end.end, c.end, body[c.end:end.start]
				r.plainOnly(s, calls[i+1:i+1+n])
				r.doc.Calls = append(r.doc.Calls, end)
				i += n + 1
			}
		}
		r.spans = append(r.spans, s)
	}
	if len(r.spans) == 0 {
		return body
	}
	var out bytes.Buffer
	from := 0
	for i := range r.spans {
		s := &r.spans[i]
		out.Write(body[from:s.start])
		s.at = out.Len()
		fmt.Fprintf(&out, hugomark.Shortcode+"0s%dHBHB", i)
		s.stop, from = out.Len(), s.end
	}
	out.Write(body[from:])
	return out.Bytes()
}

// closing returns the index of the call that closes words in another language, or
// -1.
func closing(calls []Call) int {
	for i, c := range calls {
		if c.Name == langCall && c.Closing {
			return i
		}
	}
	return -1
}

// plainOnly reports what would not be shown as it was meant in words in another
// language: they are plain text, on the page and here.
func (r *reader) plainOnly(s span, inner []Call) {
	for _, c := range inner {
		r.diags.Errorf(c.Pos, "the words of %s are shown as they are written; take %s out, or close the words before it with {{< /%s >}}", s.call, c, langCall)
	}
	if len(inner) > 0 {
		return
	}
	if i := blankLine.FindIndex(s.content); i != nil {
		r.diags.Errorf(s.call.Pos, "the words of %s end with their paragraph; write {{< /%s >}} before the empty line", s.call, langCall)
		return
	}
	if m := escape.FindIndex(s.content); m != nil {
		r.diags.Errorf(r.posOf(s.contentAt+m[0]), "the words of %s are shown as they are written; write the character itself instead of %s", s.call, s.content[m[0]:m[1]])
		return
	}
	// A letter before it keeps what looks like a list or a heading a paragraph.
	line := append([]byte("x"), bytes.ReplaceAll(s.content, []byte("\n"), []byte(" "))...)
	marked := false
	_ = ast.Walk(markdown().Parse(text.NewReader(line)), func(n ast.Node, _ bool) (ast.WalkStatus, error) {
		switch n.(type) {
		case *ast.Document, *ast.Paragraph, *ast.Text, *ast.AutoLink:
		default:
			marked = true
		}
		return ast.WalkContinue, nil
	})
	if marked {
		r.diags.Errorf(r.posOf(s.contentAt), "the words of %s are shown as they are written, without Markdown; put the marks around the shortcode, as in **%s…{{< /%s >}}**", s.call, s.call, langCall)
	}
}

var blankLine = regexp.MustCompile(`\n[ \t\r]*\n`)

// bodyOffset returns the offset in the body of an offset in the text that Markdown
// sees. A placeholder is where its shortcode begins.
func (r *reader) bodyOffset(at int) int {
	i := r.spansBefore(at)
	switch {
	case i < len(r.spans) && r.spans[i].at <= at:
		return r.spans[i].start
	case i > 0:
		return at - r.spans[i-1].stop + r.spans[i-1].end
	}
	return at
}

// spansBefore returns how many spans end before or at an offset in the text that
// Markdown sees.
func (r *reader) spansBefore(at int) int {
	return sort.Search(len(r.spans), func(i int) bool { return r.spans[i].stop > at })
}

// place takes note of the shortcodes in a piece of running text.
func (r *reader) place(n *ast.Text) {
	from, to := n.Segment.Start, n.Segment.Stop
	heading, link := inside(n, ast.KindHeading), inside(n, ast.KindLink)
	for i := r.spansBefore(from); i < len(r.spans) && r.spans[i].stop <= to; i++ {
		s := &r.spans[i]
		if s.at < from {
			continue
		}
		s.placed = true
		c := &r.doc.Calls[s.number]
		c.InLink, c.Alone = link, holdsBlocks(n.Parent()) || n.Parent().Kind() == ast.KindParagraph && n.Parent().ChildCount() == 1 && s.at == from && s.stop == to
		if heading {
			r.diags.Errorf(s.call.Pos, "a heading cannot have a shortcode, because the list of contents repeats it; write its words")
		}
	}
}

// holdsBlocks reports whether tables and lists may be in a node that holds running text.
func holdsBlocks(n ast.Node) bool {
	return n.Kind() == ast.KindTextBlock || n.Kind() == extast.KindTableCell
}

// misplaced reports the shortcodes that are not in running text, where the HTML that
// replaces them would end up in an attribute, in code or nowhere.
func (r *reader) misplaced() {
	for _, s := range r.spans {
		if !s.placed {
			r.diags.Errorf(s.call.Pos, "a shortcode works in running text only, and %s is part of code, of an address, of a reference or of HTML; write a space between it and an address, or the words themselves", s.call)
		}
	}
}
