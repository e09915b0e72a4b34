package site

import (
	"bytes"
	"regexp"
)

// KeepNames sets the names of bodies and documents in a page, such as ITU-T X.1333,
// so that no line breaks inside them: browsers would break them after the hyphen.
// It changes what readers see as text only, not tags, titles or scripts.
func KeepNames(page []byte) []byte {
	var out bytes.Buffer
	out.Grow(len(page) + len(page)/16)
	for rest := page; len(rest) > 0; {
		text := rest
		if i := bytes.IndexByte(rest, '<'); i >= 0 {
			text = rest[:i]
		}
		keepNames(&out, text)
		rest = rest[len(text):]
		n := markup(rest)
		out.Write(rest[:n])
		rest = rest[n:]
	}
	return out.Bytes()
}

// namePattern matches a body's name with a hyphen, and the number of a document
// after it.
var namePattern = regexp.MustCompile(`\b[A-Z][A-Z0-9]+-[A-Z][A-Za-z0-9]*(?: [A-Z]\.\d+)?\b`)

func keepNames(out *bytes.Buffer, text []byte) {
	if bytes.IndexByte(text, '-') < 0 { // most have none
		out.Write(text)
		return
	}
	at := 0
	for _, m := range namePattern.FindAllIndex(text, -1) {
		out.Write(text[at:m[0]])
		out.WriteString(`<span class="nb">`)
		out.Write(text[m[0]:m[1]])
		out.WriteString(`</span>`)
		at = m[1]
	}
	out.Write(text[at:])
}

// opaque are elements whose content is no text that readers see in lines.
var opaque = [][]byte{[]byte("script"), []byte("style"), []byte("title"), []byte("textarea"), []byte("option")}

// markup returns the length of the tag or comment at the start of a piece of HTML,
// or of the whole element if its content is opaque.
func markup(html []byte) int {
	if len(html) == 0 {
		return 0
	}
	if bytes.HasPrefix(html, []byte("<!--")) {
		return through(html, []byte("-->"))
	}
	for _, element := range opaque {
		rest, ok := bytes.CutPrefix(html[1:], element)
		if ok && len(rest) > 0 && bytes.IndexByte([]byte(" \t\n/>"), rest[0]) >= 0 {
			return through(html, append([]byte("</"), element...))
		}
	}
	if end := bytes.IndexByte(html, '>') + 1; end > 0 && !bytes.ContainsAny(html[:end], `"'`) {
		return end // as most are
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

// through returns the length of a piece of HTML up to an end and with it.
func through(html, end []byte) int {
	if i := bytes.Index(html, end); i >= 0 {
		return i + len(end)
	}
	return len(html)
}
