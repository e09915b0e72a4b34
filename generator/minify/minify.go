// Package minify makes the files of a site smaller without changing what they say.
//
// What a file is follows from the end of its name: HTML, CSS, JavaScript, SVG, JSON and
// XML are minified, and so are scripts, styles, JSON-LD and drawings inside HTML.
// Calendars, pictures and other files pass unchanged.
//
// Content keeps its value: numbers keep their digits in JSON and in drawings, a run of
// white space becomes one space or line break but is never lost between words, and tags,
// quotes and attributes that a validator or a reader of a diff expects stay.
package minify

import (
	"bytes"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/json"
	"github.com/tdewolff/minify/v2/xml"
)

// maxReferences is the largest number of character references in a page that is minified:
// the time that takes grows with the square of their number.
const maxReferences = 10_000

// File returns the minified content of a file. The error says what is wrong with the
// file, or with a script or other data inside it, that makes it unreadable.
func File(name string, data []byte) ([]byte, error) {
	mediaType := mediaTypeOf(name)
	if mediaType == "" || mediaType == "text/html" && bytes.Count(data, []byte("&")) > maxReferences {
		return data, nil
	}
	var out bytes.Buffer
	out.Grow(len(data))
	// The minifiers would write into the bytes of a *bytes.Buffer that they read.
	if err := minifiers.Minify(mediaType, &out, bytes.NewReader(data)); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// mediaTypeOf returns the media type of a file that has a minifier, or "".
func mediaTypeOf(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm":
		return "text/html"
	case ".css":
		return "text/css"
	case ".js", ".mjs":
		return "text/javascript"
	case ".json", ".jsonld", ".webmanifest":
		return "application/json"
	case ".svg":
		return "image/svg+xml"
	case ".xml":
		return "application/xml"
	}
	return ""
}

// These match media types of files and the type attribute of script elements. A script
// of another type is data and passes unchanged.
var (
	scriptType = regexp.MustCompile(`^(module|(application|text)/(x-)?(java|ecma)script)$`)
	jsonType   = regexp.MustCompile(`^(importmap|speculationrules|.*[/+]json)$`)
	xmlType    = regexp.MustCompile(`[/+]xml$`)
)

// minifiers are those for files and for what is embedded in them.
var minifiers = newMinifiers()

// newMinifiers leaves every precision at zero, which keeps all digits.
func newMinifiers() *minify.M {
	m := minify.New()
	m.Add("text/html", &html.Minifier{
		KeepDefaultAttrVals: true,
		KeepDocumentTags:    true,
		KeepEndTags:         true,
		KeepQuotes:          true,
		// Otherwise the space is lost around an inline <noscript> or <style>, and around
		// list items and cells that a style sheet sets inline. A diff needs the lines, too.
		KeepWhitespace: true,
	})
	m.Add("text/css", &css.Minifier{})
	m.AddFuncRegexp(scriptType, minifyScript)
	m.AddRegexp(jsonType, &json.Minifier{KeepNumbers: true})
	m.AddFuncRegexp(xmlType, minifyXML)
	return m
}

// minifyScript keeps names, so that error reports from browsers can be read. The version
// excludes ?? and other syntax that a browser may not know, unless the source has it.
func minifyScript(m *minify.M, w io.Writer, r io.Reader, params map[string]string) error {
	// Without escape-html the "<\/script>" of a module becomes "</script>", which ends
	// the element.
	with := map[string]string{"escape-html": "1"}
	maps.Copy(with, params)
	return (&js.Minifier{KeepVarNames: true, Version: 2015}).Minify(m, w, r, with)
}

// spaceMatters finds XML in which a run of white space is content, in a drawing or in
// HTML inside a feed. Each match has one of the spaceWords, which are found much faster.
var (
	spaceMatters = regexp.MustCompile(`(?i)(<|&lt;)(pre|textarea)\b|xml:space|foreignObject|white-space`)
	spaceWords   = []string{"<pre", ";pre", "<textarea", ";textarea", "xml:space", "foreignobject", "white-space"}
)

func keepsSpace(data []byte) bool {
	lower := bytes.ToLower(data)
	has := func(word string) bool { return bytes.Contains(lower, []byte(word)) }
	return slices.ContainsFunc(spaceWords, has) && spaceMatters.Match(data)
}

// minifyXML is used for SVG as well: the library's own minifier for SVG joins the words
// of neighbouring text spans and shortens every attribute that looks like a number, so
// that the label "2.50" becomes "2.5" and the id "007" becomes "7".
func minifyXML(m *minify.M, w io.Writer, r io.Reader, params map[string]string) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if keepsSpace(data) {
		_, err := w.Write(data)
		return err
	}
	return (&xml.Minifier{KeepWhitespace: true}).Minify(m, w, bytes.NewReader(data), params)
}
