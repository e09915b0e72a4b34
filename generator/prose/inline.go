package prose

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"plenary/generator/diag"
)

// Inline is a text of one paragraph in Markdown, as a value in YAML.
type Inline struct {
	Plain string // without the marks; a link's full address follows its words in parentheses
	Links []string
}

// ParseInline reads inline Markdown. The diagnostics are at pos: a position
// inside a YAML scalar would need its quoting undone.
func ParseInline(pos diag.Pos, markdown string) (Inline, diag.List) {
	r, root := parse(pos.File, []byte(markdown), 0)
	diags := r.diags
	for i := range diags {
		diags[i].Pos = pos
	}
	if root == nil {
		return Inline{}, diags
	}
	if p := root.FirstChild(); p != nil && (p.Kind() != ast.KindParagraph || root.ChildCount() > 1) && len(diags) == 0 {
		diags.Errorf(pos, "this text is one paragraph; remove headings, lists and empty lines")
	}
	for _, c := range r.doc.Calls {
		diags.Errorf(pos, "shortcodes such as %s work in Markdown files only; write the words, or a link", c)
	}
	in := Inline{Plain: plain(r.doc)}
	for _, l := range r.doc.Links {
		in.Links = append(in.Links, l.Dest)
	}
	return in, diags
}

// plain returns the words of a document on one line, with the addresses of its
// links: paper and calendars cannot be clicked. A link to a page of the meeting
// has no address there.
func plain(doc *Document) string {
	var b strings.Builder
	from := 0
	for _, l := range doc.Links {
		words := doc.Words[from:l.end]
		b.WriteString(words)
		from = l.end
		scheme, rest, full := strings.Cut(l.Dest, ":")
		switch {
		case l.auto || !full || strings.HasSuffix(words, rest):
		case scheme == "mailto":
			b.WriteString(" (" + rest + ")")
		default:
			b.WriteString(" (" + l.Dest + ")")
		}
	}
	b.WriteString(doc.Words[from:])
	return strings.Join(strings.Fields(b.String()), " ")
}
