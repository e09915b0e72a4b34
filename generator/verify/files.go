package verify

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// SVG returns the problems of a drawing in a file of its own, nil if it can be
// published. Programs that draw put much into their files that browsers do not know;
// what a browser could run, or load from another host, is refused.
func SVG(data []byte) []Problem {
	f := file{problems: text(data)}
	var styles bytes.Buffer // the text of style elements, which browsers put together
	inStyle := 0            // how many elements deep
	f.each(data, func(token xml.Token) {
		switch t := token.(type) {
		case xml.StartElement:
			switch {
			case inStyle > 0:
				f.add("a style element has text only; leave the elements in it out", "<"+t.Name.Local)
				inStyle++
			case t.Name.Local == "style":
				inStyle = 1
			}
			f.drawing(t)
		case xml.EndElement:
			inStyle = max(0, inStyle-1)
			styles.WriteByte('\n')
		case xml.CharData:
			if inStyle > 0 {
				styles.Write(t)
			}
		case xml.ProcInst:
			if t.Target != "xml" {
				f.add(fmt.Sprintf("a drawing has no <?%s?>; leave it out", t.Target), "<?"+t.Target)
			}
		case xml.Directive:
			if !drawingType.Match(t) {
				f.add("a drawing has the document type of SVG or none, and declares no entities or attributes of its own; leave it out", "<!DOCTYPE")
			}
		}
	})
	checkCSS(styles.Bytes(), func(message, trace string) { f.add(message, trace) })
	return f.problems
}

// drawingType is a document type that programs write, and of which browsers load nothing.
var drawingType = regexp.MustCompile(`^DOCTYPE\s+svg(\s+PUBLIC\s+"-//W3C//DTD SVG [^"]*"\s+"https?://www\.w3\.org/[^"]*")?\s*$`)

// CSS returns the problems of a style sheet, nil if it can be published.
func CSS(data []byte) []Problem {
	f := file{problems: text(data)}
	checkCSS(data, func(message, trace string) { f.add(message, trace) })
	return f.problems
}

// Atom returns the problems of a feed of news, nil if it can be published.
func Atom(data []byte) []Problem {
	f := file{problems: text(data)}
	var markup strings.Builder
	isHTML := false
	f.each(data, func(token xml.Token) {
		switch t := token.(type) {
		case xml.StartElement:
			markup.Reset()
			isHTML = false
			for _, a := range t.Attr {
				isHTML = isHTML || a.Name.Local == "type" && a.Value == "html"
				if a.Name.Local == "href" && (toFollow(a.Value) != "" || scheme(a.Value) == "") {
					f.add(fmt.Sprintf("%q is not the full address of a page", short(a.Value)), a.Value)
				}
			}
		case xml.CharData:
			markup.Write(t)
		case xml.EndElement:
			if isHTML {
				f.problems = append(f.problems, fragment([]byte(markup.String()))...)
			}
			isHTML = false
		}
	})
	return f.problems
}

// file is a file that is being looked at.
type file struct{ problems []Problem }

func (f *file) add(message string, traces ...string) {
	f.problems = append(f.problems, Problem{Message: message, Traces: traces})
}

// each calls do for each token of a file of XML.
func (f *file) each(data []byte, do func(xml.Token)) {
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			f.add(fmt.Sprintf("this is not XML that can be read: %v", err))
			return
		}
		do(token)
	}
}

// inDrawings are elements that have no place in a drawing, in small letters.
var inDrawings = set([]string{"script", "handler", "listener", "foreignobject", "iframe", "object", "embed", "audio", "video"})

// xhtml is the name space of the elements of a page.
const xhtml = "http://www.w3.org/1999/xhtml"

// drawing looks at an element of a drawing. Its name counts without the prefix of a
// name space, which could be any.
func (f *file) drawing(t xml.StartElement) {
	name := strings.ToLower(t.Name.Local)
	if inDrawings[name] {
		f.problems = append(f.problems, Problem{
			Tag: "<" + t.Name.Local + ">", Message: "a drawing cannot have this element; leave it out", Traces: []string{"<" + t.Name.Local},
		})
		return
	}
	for _, a := range t.Attr {
		wrong := ""
		switch key := strings.ToLower(a.Name.Local); {
		case strings.HasPrefix(key, "on"):
			wrong = "a drawing cannot have an event handler; leave it out"
		case key == "ping":
			wrong = "a link in a drawing must not report that it was followed; remove this"
		case a.Value == xhtml:
			wrong = "a drawing cannot have elements of a page; leave them out"
		case key == "attributename" && strings.HasSuffix(strings.ToLower(a.Value), "href"):
			wrong = "a drawing cannot change where a link leads; leave the animation out"
		case key == "href" && name == "a":
			wrong = toFollow(a.Value)
		case key == "href" && (name == "image" || name == "feimage"):
			if !pictureInside.MatchString(a.Value) {
				wrong = ownFile(a.Value)
			}
		case key == "href" && !strings.HasPrefix(a.Value, "#"):
			wrong = `a drawing may refer to its own parts only; write, for example, "#part"`
		default:
			wrong = inDrawing(a.Value)
		}
		if wrong != "" {
			f.problems = append(f.problems, Problem{
				Tag:     fmt.Sprintf("<%s %s=%q>", t.Name.Local, a.Name.Local, short(a.Value)),
				Message: wrong,
				Traces:  traces(a.Name.Local, a.Value),
				Hints:   []string{a.Name.Local + "=", "<" + t.Name.Local},
			})
		}
	}
}

// pictureInside is a picture inside a drawing.
var pictureInside = regexp.MustCompile(`^data:image/(png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/=\s]*$`)
