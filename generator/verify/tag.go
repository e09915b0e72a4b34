package verify

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// startTag reads the start tag at which the tokenizer is.
func (v *Verifier) startTag(z *html.Tokenizer) (tag, []Problem) {
	name, more := z.TagName()
	e := element{name: atom.String(name), attributes: v.attributes[:0]}
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		e.attributes = append(e.attributes, attribute{atom.String(key), string(value)})
	}
	v.attributes = e.attributes
	e.check()
	return tag{e.kind()}, e.problems
}

// element is a start tag.
type element struct {
	name       string
	attributes []attribute
	problems   []Problem
}

type attribute struct{ name, value string }

// get returns the value of an attribute, and whether there is one.
func (e *element) get(name string) (string, bool) {
	for _, a := range e.attributes {
		if a.name == name {
			return a.value, true
		}
	}
	return "", false
}

// add adds a problem of an attribute.
func (e *element) add(attribute, message string) {
	value, _ := e.get(attribute)
	e.problems = append(e.problems, Problem{
		Tag:     fmt.Sprintf("<%s %s=%q>", e.name, attribute, short(value)),
		Message: message,
		Traces:  traces(attribute, value),
		Hints:   []string{attribute + "=", "<" + e.name},
	})
}

// traces are by what an attribute can be found in a source. A short value may be in
// other places too.
func traces(attribute, value string) []string {
	const long = 8
	all := []string{attribute + `="` + value + `"`, attribute + "='" + value + "'"}
	if len(value) >= long {
		all = append(all, value)
	}
	return all
}

// check compares the element with the list.
func (e *element) check() {
	own, ok := htmlElements[e.name]
	if !ok {
		own, ok = svgElements[e.name]
	}
	if !ok {
		e.problems = append(e.problems, Problem{
			Tag:     "<" + e.name + ">",
			Message: "a page cannot have this element" + instead[e.name],
			Traces:  []string{"<" + e.name},
		})
		return
	}
	for _, a := range e.attributes {
		if own[a.name] || everywhere[a.name] || strings.HasPrefix(a.name, "data-") || strings.HasPrefix(a.name, "aria-") {
			e.value(a.name, a.value)
		} else {
			e.unknown(a.name)
		}
	}
	switch e.name {
	case "link":
		e.link()
	case "script":
		e.script()
	case "meta":
		e.meta()
	}
}

// instead says what to do in the place of some elements.
var instead = map[string]string{
	"style":    "; write it into a style sheet in static/css/",
	"iframe":   "; link to it",
	"object":   "; link to it, or show an image",
	"embed":    "; link to it, or show an image",
	"form":     "; link to a page that has it",
	"base":     "; write addresses that are relative to the page",
	"noscript": "; write what readers without scripts see, and let a script hide it",
}

func (e *element) unknown(name string) {
	switch {
	case strings.HasPrefix(name, "on"):
		e.add(name, "a page cannot have an event handler; let a script in static/js/ listen for the event")
	default:
		e.add(name, fmt.Sprintf("the element has no such attribute here; write data-%s if a script needs it", name))
	}
}

// value looks at the value of an attribute, as far as that needs no other attribute.
func (e *element) value(name, value string) {
	_, drawn := svgElements[e.name]
	wrong := ""
	switch {
	case name == "style":
		wrong = customProperties(value)
	case name == "href" && e.name == "link", name == "src" && e.name == "script":
		// looked at with the others
	case (name == "href" || name == "xlink:href") && e.name == "image", name == "src", name == "poster":
		wrong = ownFile(value)
	case (name == "href" || name == "xlink:href") && drawn:
		if !strings.HasPrefix(value, "#") {
			wrong = `a drawing may refer to its own parts only; write, for example, "#part"`
		}
	case name == "href", name == "cite":
		wrong = toFollow(value)
	case name == "srcset":
		wrong = candidates(value)
	case svgElements[e.name][name]:
		wrong = inDrawing(value)
	}
	if wrong != "" {
		e.add(name, wrong)
	}
}

// What a link element may be: an address that programs and readers follow, or a file
// that the browser loads with the page.
var (
	relFollowed = []string{"alternate", "author", "canonical", "help", "license", "me", "next", "prev", "search"}
	relLoaded   = []string{"apple-touch-icon", "icon", "manifest", "mask-icon", "modulepreload", "preload", "shortcut", "stylesheet"}
)

func (e *element) link() {
	address, _ := e.get("href")
	rel, _ := e.get("rel")
	rels, loaded := strings.Fields(strings.ToLower(rel)), false
	for _, rel := range rels {
		if slices.Contains(relLoaded, rel) {
			loaded = true
		} else if !slices.Contains(relFollowed, rel) {
			e.add("rel", fmt.Sprintf("a link of a page is one of %s", strings.Join(append(relFollowed, relLoaded...), ", ")))
			return
		}
	}
	wrong := ""
	switch {
	case len(rels) == 0:
		e.add("rel", "it must say what the link is")
	case slices.Contains(rels, "stylesheet"):
		wrong = ownFile(address, ".css")
	case slices.Contains(rels, "modulepreload"):
		wrong = ownFile(address, ".js", ".mjs")
	case loaded:
		wrong = ownFile(address)
	default:
		wrong = toFollow(address)
	}
	if wrong != "" {
		e.add("href", wrong)
	}
}

func (e *element) script() {
	src, isFile := e.get("src")
	switch kind, _ := e.get("type"); kind {
	case jsonLD:
		if isFile {
			e.add("src", "JSON-LD is written inside the element")
		}
	case "", "module", "text/javascript":
		if !isFile {
			e.problems = append(e.problems, Problem{
				Tag:     "<script>",
				Message: "a script inside a page does not run; write it into a file in static/js/ and name that in src",
				Traces:  inlineScript(kind),
				Hints:   []string{"<script"},
			})
			return
		}
		if wrong := ownFile(src, ".js", ".mjs"); wrong != "" {
			e.add("src", wrong)
		}
	default:
		e.add("type", `a script is "module", "text/javascript" or "application/ld+json"`)
	}
}

// inlineScript returns how the start tag of a script of some type may be written.
func inlineScript(kind string) []string {
	if kind == "" {
		return []string{"<script>"}
	}
	return []string{`<script type="` + kind + `">`, "<script type=" + kind + ">"}
}

// jsonLD is the type of data in a page.
const jsonLD = "application/ld+json"

const policyName = "content-security-policy"

func (e *element) meta() {
	if charset, ok := e.get("charset"); ok && !strings.EqualFold(charset, "utf-8") {
		e.add("charset", `all pages are in UTF-8; write charset="utf-8"`)
	}
	equiv, ok := e.get("http-equiv")
	content, _ := e.get("content")
	switch {
	case !ok:
	case !strings.EqualFold(equiv, policyName):
		e.add("http-equiv", "a page has no other such element than its policy; let the server send headers")
	case content != Policy:
		e.add("content", fmt.Sprintf(`this is not the policy of pages; write {{ partial "csp.html" . }}, and in an own csp.html: %s`, Policy))
		e.problems[len(e.problems)-1].Traces = []string{equiv}
	}
}

// kind returns what the tag means for what follows it.
func (e *element) kind() kind {
	switch e.name {
	case "html":
		return htmlTag
	case "head":
		return headTag
	case "title":
		return titleTag
	case "meta":
		if _, ok := e.get("http-equiv"); ok {
			return policyTag
		}
		if _, ok := e.get("charset"); ok {
			return charsetTag
		}
	case "script":
		if _, ok := e.get("src"); ok {
			return scriptTag
		}
		if kind, _ := e.get("type"); kind == jsonLD {
			return dataTag
		}
	case "a":
		return linkTag
	}
	return other
}
