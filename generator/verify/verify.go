// Package verify looks at files in the form in which they are published and reports
// what must not be published: whatever could run, or load something from another
// host, in a reader's browser. It is a second line of defence behind the checks of
// what editors write, and does not trust them, the layouts, Hugo or the minifier.
//
// [Page] reads a page as browsers do, tag by tag, and compares it with a short list:
// elements, the attributes of each, and what an attribute may have. What is not on the
// list is a [Problem]:
//
//   - Addresses that a reader follows are relative, or begin with https://, http://,
//     mailto:, tel: or webcal://.
//   - What a browser loads with the page is a file of the site, named by a relative
//     address: pictures, style sheets, media, and scripts in files that end in .js.
//   - Inside a page, there is no script but JSON-LD, no style sheet, no event handler,
//     no frame, no form and no comment. A style attribute sets custom properties only.
//   - The head begins with [Policy] and with the encoding, UTF-8.
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
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"plenary/generator/hugomark"
)

// Policy says what a page may load and run. It has to be the
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
	// a layout or a content file; the first that is found there is the best. Hints are
	// such texts too, but what is right has them as well: only if one file alone has
	// one, it is the place. A file that has the text Unless, if any, is not.
	Traces, Hints []string
	Unless        string
}

// Page returns the problems of a page, nil if it can be published.
func Page(page []byte) []Problem { return new(Verifier).Page(page) }

// Verifier verifies many pages faster than [Page] does, because it remembers the tags
// that it has found valid. It is for one goroutine at a time; the zero value is ready.
type Verifier struct {
	valid      map[string]tag // by the bytes of the tag
	attributes []attribute    // of the tag, to use their memory again
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

// refusedValue is what Go's templates put in the place of what they refuse.
const refusedValue = "ZgotmplZ"

// text returns what is wrong with a file as a text.
func text(data []byte) []Problem {
	var problems []Problem
	if !utf8.Valid(data) {
		problems = append(problems, Problem{Message: "this is not text in UTF-8; a layout may cut a text in the middle of a character"})
	}
	if i := slices.IndexFunc(data, isControl); i >= 0 {
		problems = append(problems, Problem{Message: fmt.Sprintf("a control character, U+%04X, is in the text; leave it out", data[i]), Traces: []string{string(data[i : i+1])}})
	}
	if _, mark := hugomark.Find(data); mark != "" {
		problems = append(problems, Problem{
			Message: fmt.Sprintf("%q, an internal mark of Hugo, is left in the text; a shortcode or a layout uses it where Hugo does not replace it", mark),
			Traces:  []string{mark},
		})
	}
	if bytes.Contains(data, []byte(refusedValue)) {
		problems = append(problems, Problem{
			Message: fmt.Sprintf("%q is what a template writes instead of a value that would not be safe there; write the value in another place", refusedValue),
		})
	}
	return problems
}

// isControl reports whether a byte is a character that only another encoding could need.
func isControl(c byte) bool { return c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' }

// kind is what a tag means for what follows it.
type kind int

const (
	other kind = iota
	htmlTag
	headTag
	policyTag
	charsetTag
	titleTag
	linkTag
	scriptTag // that names a file
	dataTag   // a script element with JSON-LD
)

// tag is a valid start tag.
type tag struct{ kind kind }

// The beginning of a page: each of these must come before the next.
const (
	wantDoctype = iota
	wantHTML
	wantHead
	wantPolicy
	wantCharset
	wantNothing
)

// reader reads one page.
type reader struct {
	*Verifier
	problems []Problem
	next     int  // what the page must have next
	inside   kind // of the element whose content is text
	inLink   bool
}

// enough is how many problems of a page are reported.
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
			if bytes.EqualFold(z.Raw(), []byte("</a>")) {
				r.inLink = false
			}
			r.begin(other)
		case html.CommentToken:
			r.comment(z.Raw())
		case html.DoctypeToken:
			if r.next == wantDoctype && strings.EqualFold(string(z.Raw()), "<!doctype html>") {
				r.next = wantHTML
			} else {
				r.add("a page has one document type, at its very beginning: write <!doctype html>").Hints = []string{"<!doctype", "<!DOCTYPE"}
			}
		}
		done += len(z.Raw())
	}
	return r.problems
}

// add adds a problem and returns it, to add where it may come from.
func (r *reader) add(message string) *Problem {
	r.problems = append(r.problems, Problem{Message: message})
	return &r.problems[len(r.problems)-1]
}

// begin takes notice of a tag at the beginning of a page.
func (r *reader) begin(k kind) {
	switch {
	case r.next == wantNothing:
	case r.next == wantHTML && k == htmlTag, r.next == wantHead && k == headTag, r.next == wantPolicy && k == policyTag, r.next == wantCharset && k == charsetTag:
		r.next++
	case r.next == wantCharset:
		r.next = wantNothing
		r.add(`the page does not say its encoding; write <meta charset="utf-8"> directly after {{ partial "csp.html" . }}`).Hints = []string{`"csp.html"`}
	default:
		r.noPolicy()
	}
}

func (r *reader) noPolicy() {
	r.next = wantNothing
	problem := r.add(`the page does not begin with <!doctype html>, <html>, <head> and its policy; write {{ partial "csp.html" . }} directly after <head>`)
	problem.Traces, problem.Unless = []string{"<head>", "<head", "<html"}, `"csp.html"`
}

// start checks a start tag, unless one with the same bytes was valid before.
func (r *reader) start(z *html.Tokenizer) {
	raw := z.Raw()
	t, ok := r.valid[string(raw)]
	if !ok {
		key := string(raw) // the tokenizer changes the bytes
		var problems []Problem
		if t, problems = r.startTag(z); len(problems) > 0 {
			r.problems = append(r.problems, problems...)
		} else {
			if r.valid == nil {
				r.valid = map[string]tag{}
			}
			r.valid[key] = t
		}
	}
	if t.kind == linkTag {
		if r.inLink {
			r.add("a link has another link in it, of which browsers make two; end the first before it: " + short(string(raw)))
		}
		r.inLink = true
	}
	r.inside = t.kind
	r.begin(t.kind)
}

// text looks at a text between two tags. A "<" in it is markup for browsers where an
// element such as title is not where it seems to be, as in a drawing.
func (r *reader) text(raw []byte) {
	if r.next != wantNothing && len(bytes.TrimSpace(raw)) > 0 {
		r.noPolicy()
	}
	switch r.inside {
	case titleTag:
		if bytes.IndexByte(raw, '<') >= 0 {
			r.add(`a title has a "<" in it; write &lt; or another sign`).Hints = []string{"<title"}
		}
	case scriptTag:
		if len(bytes.TrimSpace(raw)) > 0 {
			r.add("a script element that names a file has a content too; leave it out").Hints = []string{"<script"}
		}
	case dataTag:
		switch {
		case bytes.IndexByte(raw, '<') >= 0:
			r.add(`JSON-LD has a "<" in it; write \u003c, as jsonify does`).Hints = jsonHints
		case !json.Valid(raw):
			r.add("this JSON-LD is not valid JSON").Hints = jsonHints
		}
	}
}

// jsonHints are where JSON-LD may come from.
var jsonHints = []string{jsonLD}

func (r *reader) comment(raw []byte) {
	if r.next != wantNothing {
		r.noPolicy()
	}
	problem := r.add(fmt.Sprintf("%s is a comment for browsers; leave it out, or write a comment of the template, {{/* … */}}", short(string(raw))))
	problem.Traces, problem.Hints = []string{string(raw)}, []string{"<!--", "<?"}
}

// short returns a text that is not too long for a message.
func short(s string) string {
	const most = 60
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}
