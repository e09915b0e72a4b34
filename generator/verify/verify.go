// Package verify looks at files in the form in which they are published and tells
// what must not be published: whatever could run, or load something from another
// host, in a reader's browser. It is a second line of defence behind the checks of
// what editors write, and does not trust them, the layouts, Hugo or the minifier.
//
// [Page] reads a page as browsers do, tag by tag, and compares it with a short list:
// elements, the attributes of each, and what an attribute may hold. What is not on the
// list is a [Problem]:
//
//   - Addresses that a reader follows are relative, or begin with https://, http://,
//     mailto:, tel: or webcal://.
//   - What a browser loads with the page is a file of the site, named by a relative
//     address: pictures, style sheets, media, and scripts in files that end in .js.
//   - Inside a page, there is no script but JSON-LD, no style sheet, no event handler,
//     no frame, no form and no comment. A style attribute sets custom properties only.
//   - The first element of the head is [Policy].
//   - Hugo has left none of its internal marks behind, and the page is valid UTF-8.
//
// [SVG], [CSS] and [Atom] look for the same in files that are not pages.
//
// HTML, SVG and CSS have rules by which what is text in one place is markup in another.
// Where browsers could disagree with this package about where a tag begins, the page is
// refused: comments, raw text with a "<" in it, elements that change how text is read.
package verify

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// Policy is what a page tells browsers that it may load and run. It has to be the
// content of a meta element that is the first element of the head:
//
//	<meta http-equiv="Content-Security-Policy" content="…">
//
// Style attributes are allowed in style-src, and style elements taken back in
// style-src-elem, because older browsers do not know style-src-attr.
const Policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; style-src-elem 'self'; " +
	"img-src 'self'; font-src 'self'; media-src 'self'; manifest-src 'self'; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'"

// Problem is something that must not be published.
type Problem struct {
	Tag     string // the tag in question as far as it matters, as in <a href="x">; "" for a file as a whole
	Message string // lower-case: what is wrong and what to write instead

	// Traces are texts by which the place that the problem comes from can be found in
	// a layout or a content file; the first that is found there is the best. A file
	// that has the text Unless, if any, is not the place.
	Traces []string
	Unless string
}

// Page returns the problems of a page, nil if it can be published.
func Page(page []byte) []Problem { return new(Verifier).Page(page) }

// Verifier verifies many pages faster than [Page] does, because it remembers the tags
// that it has found right. It is for one goroutine at a time; the zero value is ready.
type Verifier struct {
	right map[string]tag // by the bytes of the tag
	spare []attribute    // room for the next tag
}

// Page is like the function of that name.
func (v *Verifier) Page(page []byte) []Problem {
	r := reader{Verifier: v, problems: text(page), next: wantDoctype}
	return r.read(page)
}

// fragment returns the problems of a piece of HTML, such as is in a feed.
func fragment(piece []byte) []Problem {
	r := reader{Verifier: new(Verifier), problems: text(piece), next: wantNothing}
	return r.read(piece)
}

// marks are what Hugo puts into texts for its own use and takes out again, and what
// Go's templates put in the place of what they refuse.
var marks = [][]byte{
	[]byte("HAHAHUGOSHORTCODE"), []byte("__hugo_ctx"), []byte("HUGOMORE42"), []byte("__hdeferred/"),
	[]byte("__h_pp_l1"), []byte("__field_not_supported"), []byte("___hugonl_"), []byte("_h__isBlock"), []byte("_h__ordinal"), []byte("ZgotmplZ"),
}

// text returns what is wrong with a file as a text.
func text(data []byte) []Problem {
	var problems []Problem
	if !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 {
		problems = append(problems, Problem{Message: "this is not text in UTF-8; a layout may cut a text in the middle of a character"})
	}
	for _, mark := range marks {
		if bytes.Contains(data, mark) {
			problems = append(problems, Problem{
				Message: fmt.Sprintf("%q, an internal mark of Hugo, is left in the text; a shortcode or a layout uses it where Hugo does not replace it", mark),
				Traces:  []string{string(mark)},
			})
		}
	}
	return problems
}

// kind is what a tag means for what follows it.
type kind int

const (
	other kind = iota
	htmlTag
	headTag
	policyTag
	titleTag
	scriptTag // that names a file
	dataTag   // a script element with JSON-LD
)

// tag is a start tag that is right.
type tag struct{ kind kind }

// The beginning of a page: each of these must come before the next.
const (
	wantDoctype = iota
	wantHTML
	wantHead
	wantPolicy
	wantNothing
)

// reader reads one page.
type reader struct {
	*Verifier
	problems []Problem
	next     int  // what the page must have next
	inside   kind // of the element whose content is text
}

// enough is how many problems of a page are told.
const enough = 20

// read reads a page to its end, or until there are enough problems.
func (r *reader) read(page []byte) []Problem {
	z := html.NewTokenizer(bytes.NewReader(page))
	done := 0
	for len(r.problems) < enough {
		tokenType := z.Next()
		switch tokenType {
		case html.ErrorToken:
			if z.Err() != io.EOF || done < len(page) {
				r.add("the page ends within a tag")
			}
			if r.next != wantNothing {
				r.noPolicy()
			}
			return r.problems
		case html.TextToken:
			r.text(z.Raw())
		case html.StartTagToken, html.SelfClosingTagToken:
			r.inside = other
			r.start(z)
		case html.EndTagToken:
			r.inside = other
			r.begin(other)
		case html.CommentToken:
			r.comment(z.Raw())
		case html.DoctypeToken:
			if r.next == wantDoctype && strings.EqualFold(string(z.Raw()), "<!doctype html>") {
				r.next = wantHTML
			} else {
				r.add("a page has one document type, at its very beginning: write <!doctype html>", "<!doctype", "<!DOCTYPE")
			}
		}
		done += len(z.Raw())
	}
	return r.problems
}

func (r *reader) add(message string, traces ...string) {
	r.problems = append(r.problems, Problem{Message: message, Traces: traces})
}

// begin takes notice of a tag at the beginning of a page.
func (r *reader) begin(k kind) {
	switch {
	case r.next == wantNothing:
	case r.next == wantHTML && k == htmlTag, r.next == wantHead && k == headTag, r.next == wantPolicy && k == policyTag:
		r.next++
	default:
		r.noPolicy()
	}
}

func (r *reader) noPolicy() {
	r.next = wantNothing
	r.problems = append(r.problems, Problem{
		Message: `the page does not begin with <!doctype html>, <html>, <head> and its policy; write {{ partial "csp.html" . }} directly after <head>`,
		Traces:  []string{"<head>", "<head", "<html"},
		Unless:  `"csp.html"`,
	})
}

// start looks at a start tag, unless one with the same bytes was right before.
func (r *reader) start(z *html.Tokenizer) {
	raw := z.Raw()
	t, ok := r.right[string(raw)]
	if !ok {
		key := string(raw) // the tokenizer changes the bytes
		var problems []Problem
		if t, problems = r.startTag(z); len(problems) > 0 {
			r.problems = append(r.problems, problems...)
		} else {
			if r.right == nil {
				r.right = map[string]tag{}
			}
			r.right[key] = t
		}
	}
	r.inside = t.kind
	r.begin(t.kind)
}

// text looks at a text between two tags. A "<" in it is markup for browsers where an
// element such as title does not stand where it seems to, as in a drawing.
func (r *reader) text(raw []byte) {
	if r.next != wantNothing && len(bytes.TrimSpace(raw)) > 0 {
		r.noPolicy()
	}
	switch r.inside {
	case titleTag:
		if bytes.IndexByte(raw, '<') >= 0 {
			r.add(`a title has a "<" in it; write &lt; or another sign`, "<title")
		}
	case scriptTag:
		if len(bytes.TrimSpace(raw)) > 0 {
			r.add("a script element that names a file has a content too; leave it out", "<script")
		}
	case dataTag:
		switch {
		case bytes.IndexByte(raw, '<') >= 0:
			r.add(`JSON-LD has a "<" in it; write \u003c, as jsonify does`, "application/ld+json")
		case !json.Valid(raw):
			r.add("this JSON-LD is not valid JSON", "application/ld+json")
		}
	}
}

func (r *reader) comment(raw []byte) {
	if r.next != wantNothing {
		r.noPolicy()
	}
	r.add(fmt.Sprintf("%s is a comment for browsers; leave it out, or write a comment of the template, {{/* … */}}", short(string(raw))), string(raw), "<!--", "<!", "<?")
}

// short returns a text that is not too long for a message.
func short(s string) string {
	const most = 60
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}
