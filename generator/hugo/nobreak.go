package hugo

import (
	"bytes"
	"regexp"
)

// NoBreakNames marks the names of bodies and documents in a page, such as ITU-T
// X.1333, so that browsers do not break them after the hyphen. It changes only text
// that readers see, not attributes, titles or scripts. Templates could only do it with
// regular expressions, which took a tenth of the build, and the tokenizer of
// golang.org/x/net/html takes three times as long.
func NoBreakNames(page []byte) []byte {
	var out bytes.Buffer
	out.Grow(len(page) + len(page)/16)
	for rest := page; len(rest) > 0; {
		text := rest
		if i := bytes.IndexByte(rest, '<'); i >= 0 {
			text = rest[:i]
		}
		noBreakNames(&out, text)
		rest = rest[len(text):]
		n := markupLen(rest)
		out.Write(rest[:n])
		rest = rest[n:]
	}
	return out.Bytes()
}

// namePattern matches the name of a body with a hyphen, and the number of a document
// after it.
var namePattern = regexp.MustCompile(`\b[A-Z][A-Z0-9]+-[A-Z][A-Za-z0-9]*(?: [A-Z]\.\d+)?\b`)

func noBreakNames(out *bytes.Buffer, text []byte) {
	if bytes.IndexByte(text, '-') < 0 { // most texts have none
		out.Write(text)
		return
	}
	end := 0
	for _, m := range namePattern.FindAllIndex(text, -1) {
		out.Write(text[end:m[0]])
		out.WriteString(`<span class="nb">`)
		out.Write(text[m[0]:m[1]])
		out.WriteString(`</span>`)
		end = m[1]
	}
	out.Write(text[end:])
}

// opaque lists elements whose content is not set in lines.
var opaque = [][]byte{[]byte("script"), []byte("style"), []byte("title"), []byte("textarea"), []byte("option")}

// markupLen returns the length of the tag or comment at the start of a piece of HTML,
// or of the whole element if it is opaque.
func markupLen(html []byte) int {
	if len(html) == 0 {
		return 0
	}
	if bytes.HasPrefix(html, []byte("<!--")) {
		return lenThrough(html, []byte("-->"))
	}
	for _, element := range opaque {
		rest, ok := bytes.CutPrefix(html[1:], element)
		if ok && len(rest) > 0 && bytes.IndexByte([]byte(" \t\n/>"), rest[0]) >= 0 {
			return lenThrough(html, append([]byte("</"), element...))
		}
	}
	if end := bytes.IndexByte(html, '>') + 1; end > 0 && !bytes.ContainsAny(html[:end], `"'`) {
		return end // as in most tags
	}
	var quote byte
	for i, c := range html {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return len(html)
}

// lenThrough returns the length of a piece of HTML up to and including end.
func lenThrough(html, end []byte) int {
	if i := bytes.Index(html, end); i >= 0 {
		return i + len(end)
	}
	return len(html)
}
