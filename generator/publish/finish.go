package publish

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"path"
	"regexp"
	"runtime"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/json"
	"github.com/tdewolff/minify/v2/xml"
)

// Finish minifies every HTML, CSS, JavaScript, SVG, JSON and XML file, on all
// cores, and returns all files sorted by path. What a file is follows from the
// end of its name. Other files, such as calendars and pictures, pass
// unchanged. The given files are not altered.
//
// Content keeps its value: numbers keep their digits in JSON and in drawings,
// a run of white space becomes one space or line break but never none between
// words, and tags, quotes and attributes stay that a validator or a reader of
// a diff expects. Scripts, styles, JSON-LD and drawings inside HTML are
// minified too.
//
// A page with more than 10,000 character references stays as it is: the minifier takes
// time with the square of those in one text.
//
// Files that their minifiers cannot read make an [UnreadableError].
func Finish(ctx context.Context, files []File) ([]File, error) {
	m := newMinifier()
	finished := sorted(files)
	problems := make([]error, len(finished))
	err := each(ctx, len(finished), runtime.GOMAXPROCS(0), func(i int) error {
		f := &finished[i]
		mediaType := mediaTypeOf(f.Path)
		if mediaType == "" || mediaType == "text/html" && bytes.Count(f.Data, []byte("&")) > maxReferences {
			return nil
		}
		// A bytes.Reader, because the minifiers write into the bytes of a
		// reader that hands them out.
		var out bytes.Buffer
		out.Grow(len(f.Data))
		if err := m.Minify(mediaType, &out, bytes.NewReader(f.Data)); err != nil {
			problems[i] = err
			return nil
		}
		f.Data = out.Bytes()
		return nil
	})
	if err != nil {
		return nil, err
	}
	var unreadable UnreadableError
	for i, err := range problems {
		if err != nil {
			unreadable = append(unreadable, Unreadable{finished[i].Path, err})
		}
	}
	if len(unreadable) > 0 {
		return nil, unreadable
	}
	return finished, nil
}

const maxReferences = 10_000

// UnreadableError is the error of files that their minifiers cannot read, sorted by path.
type UnreadableError []Unreadable

// Unreadable is a file that its minifier cannot read.
type Unreadable struct {
	Path string
	Err  error // what is wrong with the file, or with a script or other data inside it
}

// Error returns a line for each file, and what is wrong with it.
func (e UnreadableError) Error() string {
	var lines []string
	for _, u := range e {
		lines = append(lines, fmt.Sprintf("%s: %v", u.Path, u.Err))
	}
	return strings.Join(lines, "\n")
}

// mediaTypeOf returns the type of the minifier for a file, or "".
func mediaTypeOf(p string) string {
	switch strings.ToLower(path.Ext(p)) {
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

// These match media types as they occur in files and in the type attribute of
// a script element. A script of another type is data that passes unchanged.
var (
	scriptType = regexp.MustCompile(`^(module|(application|text)/(x-)?(java|ecma)script)$`)
	jsonType   = regexp.MustCompile(`^(importmap|speculationrules|.*[/+]json)$`)
	xmlType    = regexp.MustCompile(`[/+]xml$`)
)

// newMinifier returns the minifiers for files and for what is embedded in
// them. A precision of zero, everywhere the default, keeps all digits.
func newMinifier() *minify.M {
	m := minify.New()
	m.Add("text/html", &html.Minifier{
		KeepDefaultAttrVals: true,
		KeepDocumentTags:    true,
		KeepEndTags:         true,
		KeepQuotes:          true,
		// Without it the space around an inline <noscript> or <style> is lost,
		// and around any list item or cell that a style sheet sets inline. It
		// also leaves lines, which a diff needs.
		KeepWhitespace: true,
	})
	m.Add("text/css", &css.Minifier{})
	m.AddFuncRegexp(scriptType, minifyScript)
	m.AddRegexp(jsonType, &json.Minifier{KeepNumbers: true})
	m.AddFuncRegexp(xmlType, minifyXML)
	return m
}

// minifyScript keeps names, for the sake of error reports from browsers. The
// version keeps it from writing ?? and other syntax that a browser may not
// know, unless the source has it.
func minifyScript(m *minify.M, w io.Writer, r io.Reader, params map[string]string) error {
	// Without escape-html a module's "<\/script>" becomes "</script>", which
	// ends the element it stands in.
	with := map[string]string{"escape-html": "1"}
	maps.Copy(with, params)
	return (&js.Minifier{KeepVarNames: true, Version: 2015}).Minify(m, w, r, with)
}

// spaceMatters finds XML whose runs of white space are content, be it that of
// a drawing or of HTML inside a feed.
var spaceMatters = regexp.MustCompile(`(?i)(<|&lt;)(pre|textarea)\b|xml:space|foreignObject|white-space`)

// minifyXML serves SVG as well: the minifier made for SVG joins the words of
// neighbouring text spans and shortens any attribute that looks like a number,
// so that the label "2.50" becomes "2.5" and the id "007" becomes "7".
func minifyXML(m *minify.M, w io.Writer, r io.Reader, params map[string]string) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if spaceMatters.Match(data) {
		_, err := w.Write(data)
		return err
	}
	return (&xml.Minifier{KeepWhitespace: true}).Minify(m, w, bytes.NewReader(data), params)
}
