package prose

import (
	"strings"

	"plenary/generator/diag"
)

// Inline is a text of one paragraph in Markdown, as YAML holds it.
type Inline struct {
	Plain string // without the marks; a link's address follows its words in parentheses
	Links []string
}

// ParseInline reads inline Markdown. The diagnostics are at pos: a position
// inside a YAML scalar would need its quoting undone.
func ParseInline(pos diag.Pos, markdown string) (Inline, diag.List) {
	doc, diags := Parse(pos.File, []byte(markdown), 0)
	for i := range diags {
		diags[i].Pos = pos
	}
	for _, c := range doc.Calls {
		diags.Errorf(pos, "shortcodes such as %s work in Markdown files only; write the words, or a link", c)
	}
	in := Inline{Plain: plain(doc)}
	for _, l := range doc.Links {
		in.Links = append(in.Links, l.Dest)
	}
	return in, diags
}

// plain returns the words of a document on one line.
func plain(doc *Document) string { return strings.Join(strings.Fields(doc.Words), " ") }
