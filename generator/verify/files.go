package verify

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/tdewolff/parse/v2"
	style "github.com/tdewolff/parse/v2/css"
)

// SVG returns the problems of a drawing in a file of its own, nil if it can be
// published. Programs that draw put much into their files that browsers do not know;
// what a browser could run, or load from another host, is refused.
func SVG(data []byte) []Problem {
	f := file{problems: text(data)}
	inStyle := false
	f.each(data, func(token xml.Token) {
		switch t := token.(type) {
		case xml.StartElement:
			inStyle = t.Name.Local == "style"
			f.drawing(t)
		case xml.EndElement:
			inStyle = false
		case xml.CharData:
			if inStyle {
				f.css(t)
			}
		case xml.ProcInst:
			if t.Target != "xml" {
				f.add(fmt.Sprintf("a drawing has no <?%s?>; leave it out", t.Target), "<?"+t.Target)
			}
		case xml.Directive:
			if bytes.Contains(t, []byte("ENTITY")) {
				f.add("a drawing has no entities of its own; write what they stand for", "ENTITY")
			}
		}
	})
	return f.problems
}

// CSS returns the problems of a style sheet, nil if it can be published.
func CSS(data []byte) []Problem {
	f := file{problems: text(data)}
	f.css(data)
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

// drawing looks at an element of a drawing. Its name counts without the prefix of a
// name space, which could be any.
func (f *file) drawing(t xml.StartElement) {
	name := strings.ToLower(t.Name.Local)
	if inDrawings[name] {
		f.problems = append(f.problems, Problem{
			Tag: "<" + t.Name.Local + ">", Message: "this element cannot stand in a drawing; leave it out", Traces: []string{"<" + t.Name.Local},
		})
		return
	}
	for _, a := range t.Attr {
		wrong := ""
		switch key := strings.ToLower(a.Name.Local); {
		case strings.HasPrefix(key, "on"):
			wrong = "an event handler cannot stand in a drawing; leave it out"
		case key == "attributename" && strings.HasSuffix(strings.ToLower(a.Value), "href"):
			wrong = "a drawing cannot change where a link leads; leave the animation out"
		case key == "href" && name == "a":
			wrong = toFollow(a.Value)
		case key == "href" && (name == "image" || name == "feimage"):
			if !pictureInside.MatchString(a.Value) {
				wrong = ownFile(a.Value)
			}
		case key == "href" && !strings.HasPrefix(a.Value, "#"):
			wrong = `a drawing refers to its own parts only; write as in "#part"`
		default:
			wrong = inDrawing(a.Value)
		}
		if wrong != "" {
			f.problems = append(f.problems, Problem{
				Tag:     fmt.Sprintf("<%s %s=%q>", t.Name.Local, a.Name.Local, short(a.Value)),
				Message: wrong,
				Traces:  traces(t.Name.Local, a.Name.Local, a.Value),
			})
		}
	}
}

// pictureInside is a picture that a drawing holds itself.
var pictureInside = regexp.MustCompile(`^data:image/(png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/=\s]*$`)

// css looks at a style sheet, or at the content of a style element. A string may name a
// file in a function, such as image-set, after @import and in a custom property; within
// brackets it is the value of an attribute.
func (f *file) css(css []byte) {
	lexer := style.NewLexer(parse.NewInputBytes(bytes.Clone(css))) // which writes into its input
	depth, bracket, rule := 0, false, false                        // of parentheses; in [ ]; in @import or a custom property
	for {
		kind, token := lexer.Next()
		value := string(token)
		switch kind {
		case style.ErrorToken:
			return
		case style.FunctionToken:
			f.name(value)
			depth++
		case style.AtKeywordToken:
			f.name(value)
			rule = strings.EqualFold(value, "@import")
		case style.CustomPropertyNameToken:
			rule = true
		case style.LeftParenthesisToken:
			depth++
		case style.RightParenthesisToken:
			depth = max(0, depth-1)
		case style.LeftBracketToken, style.RightBracketToken:
			bracket = kind == style.LeftBracketToken
		case style.SemicolonToken, style.LeftBraceToken, style.RightBraceToken:
			depth, bracket, rule = 0, false, false
		case style.URLToken:
			_, address, _ := strings.Cut(strings.TrimSuffix(value, ")"), "(")
			f.loaded(strings.TrimSpace(address))
		case style.StringToken:
			if (depth > 0 || rule) && !bracket {
				f.loaded(value)
			}
		case style.BadStringToken, style.BadURLToken:
			f.add(fmt.Sprintf("%q: a quotation mark or a parenthesis is missing here", short(value)), value)
		}
	}
}

// name looks at the name of a function or a rule.
func (f *file) name(name string) {
	if strings.Contains(name, `\`) {
		f.add(fmt.Sprintf("%q: write this name without a backslash", short(name)), name)
	}
}

// loaded looks at the address of a file that a style sheet loads, perhaps in quotation
// marks.
func (f *file) loaded(address string) {
	address = strings.TrimSpace(strings.Trim(address, `"'`))
	if scheme(address) != "" || strings.HasPrefix(address, "//") || strings.Contains(address, `\`) {
		f.add(fmt.Sprintf("%q: a style sheet loads files of its own site only; put the file into static/ and write its address relative to the style sheet", short(address)), address)
	}
}
