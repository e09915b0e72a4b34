package verify

import (
	"strings"
	"testing"

	"plenary"
)

// found returns the messages of problems, a line each.
func found(problems []Problem) string {
	var b strings.Builder
	for _, p := range problems {
		b.WriteString(p.Tag + ": " + p.Message + "\n")
	}
	return b.String()
}

func TestFiles(t *testing.T) {
	const (
		svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 1 1">`
		end = `</svg>`
	)
	feed := func(link, html string) string {
		return `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="` + link +
			`"/><entry><title>a &lt; b</title><content type="html">` + html + `</content></entry></feed>`
	}
	cases := []struct {
		name   string
		verify func([]byte) []Problem
		data   string
		want   string // "" if it can be published
	}{
		{"a drawing", SVG, svg + `<style>path { fill: url(#a) } @media print { path { fill: red } }</style><a href="https://x.example/"><path d="M0 0" style="fill:red"/></a>` + end, ""},
		{"as programs draw it", SVG, `<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><!-- x -->` + svg + `<sodipodi:namedview inkscape:zoom="1"/><metadata><rdf:RDF/></metadata><use xlink:href="#a"/><image xlink:href="data:image/png;base64,iVBORw0K"/><image href="a.png"/>` + end, ""},
		{"a script", SVG, svg + `<script>x()</script>` + end, "<script>: a drawing cannot have this element"},
		{"a script in another name space", SVG, svg + `<x:script xmlns:x="http://www.w3.org/1999/xhtml" src="a.js"/>` + end, "<script>: a drawing cannot have this element"},
		{"a handler", SVG, svg + `<path onclick="x()"/>` + end, "an event handler"},
		{"a link that is a script", SVG, svg + `<a xlink:href="javascript:x()"/>` + end, "write an address"},
		{"an animated link", SVG, svg + `<set attributeName="xlink:href" to="javascript:x()"/>` + end, "cannot change where a link leads"},
		{"HTML", SVG, svg + `<foreignObject/>` + end, "a drawing cannot have this element"},
		{"an image from another host", SVG, svg + `<image href="https://x.example/a.png"/>` + end, "files of its own site only"},
		{"an image that is a drawing in data", SVG, svg + `<image href="data:image/svg+xml;base64,AAAA"/>` + end, "files of its own site only"},
		{"parts from another host", SVG, svg + `<use href="https://x.example/a.svg#a"/>` + end, "its own parts only"},
		{"a style with an image", SVG, svg + `<path style="fill:url(https://x.example/a)"/>` + end, "its own parts only"},
		{"a style that imports", SVG, svg + `<style>@import "https://x.example/a.css";</style>` + end, "files of its own site only"},
		{"entities", SVG, `<!DOCTYPE svg [<!ENTITY a "b">]>` + svg + end, "declares no entities or attributes"},
		{"attributes in the declaration", SVG, `<!DOCTYPE svg [<!ATTLIST svg onload CDATA "x()">]>` + svg + end, "declares no entities or attributes"},
		{"an element of a page", SVG, svg + `<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="https://x.example/a.png"/>` + end, "cannot have elements of a page"},
		{"a style with a comment in a word", SVG, svg + `<style>@imp<!-- -->ort "https://x.example/a.css";</style>` + end, "files of its own site only"},
		{"names that look like functions", SVG, svg + `<g id="src(a)" label="image(1)"/>` + end, ""},
		{"an instruction", SVG, `<?xml-stylesheet href="https://x.example/a.css"?>` + svg + end, "has no <?xml-stylesheet?>"},
		{"no drawing", SVG, svg + "<", "not XML that can be read"},

		{"a style sheet", CSS, `@import "b.css"; @font-face { src: url("../font/a.woff2") } p { background: url(/img/a.png); fill: url(#a) }`, ""},
		{"a font from another host", CSS, `@font-face { src: url("https://x.example/a.woff2") }`, "files of its own site only"},
		{"a style sheet of another host", CSS, `@import url(//x.example/a.css);`, "files of its own site only"},
		{"imported by name", CSS, `@IMPORT 'HTTPS://x.example/a.css';`, "files of its own site only"},
		{"a set of images", CSS, `p { background: image-set("https://x.example/a.png" 1x) }`, "files of its own site only"},
		{"a set of images in a property", CSS, `p { --a: "//x.example/a.png"; background: image-set(var(--a) 1x) }`, "files of its own site only"},
		{"a function with a backslash", CSS, `p { background: u\72l(https://x.example/a.png) }`, "without a backslash"},
		{"a rule with a backslash", CSS, `@im\70ort "https://x.example/a.css";`, "without a backslash"},
		{"an address with a backslash", CSS, `p { background: url("\68ttps://x.example/a.png") }`, "files of its own site only"},
		{"an address without an end", CSS, `p { background: url(https://x.example/a.png`, "files of its own site only"},
		{"text in a style sheet", CSS, `/* url(https://x.example/) */ a:not([href^="https:"])::after { content: "see: https://x.example/" counters(a, ". ") }`, ""},
		{"a set of images in a drawing", SVG, svg + `<g style="mask:image-set('https://x.example/a.svg' 1x)"/>` + end, "files of its own site only"},
		{"a tab in an address", CSS, "a { background: url(\"/\t/x.example/a.png\") }", "files of its own site only"},
		{"a control character", CSS, "a { background: url(\"\x01//x.example/a.png\") }", "a control character"},
		{"braces in a function", CSS, `a { --d: ; background: image-set(var(--d,{}) "http://x.example/a.png" 1x) }`, "files of its own site only"},
		{"braces in a property", CSS, `a { --e: ; --d: var(--e,{};) "http://x.example/a.png"; background: image-set(var(--d) 1x) }`, "files of its own site only"},
		{"the encoding", CSS, `@charset "UTF-8"; a { color: red }`, ""},
		{"another encoding", CSS, `@charset "iso-2022-jp"; a { color: red }`, "leave @charset out"},
		{"a style with an element", SVG, svg + `<style>a { fill: red } <g/>@import "http://x.example/a.css";</style>` + end, "has text only"},
		{"a declaration from another host", SVG, `<!DOCTYPE svg SYSTEM "https://x.example/a.dtd">` + svg + end, "the document type of SVG or none"},
		{"a ping", SVG, svg + `<a href="https://x.example/" ping="https://x.example/"/>` + end, "must not report"},
		{"an image in data", CSS, `p { background: url(data:image/png;base64,AAAA) }`, "files of its own site only"},

		{"news", Atom, feed("https://x.example/a.atom", "&lt;p&gt;New &amp;lt; &lt;del&gt;old&lt;/del&gt;&lt;/p&gt;"), ""},
		{"news from nowhere", Atom, feed("a.atom", ""), "not the full address"},
		{"news from a script", Atom, feed("javascript:x()", ""), "not the full address"},
		{"news with a script", Atom, feed("https://x.example/", "&lt;script&gt;x()&lt;/script&gt;"), "a script inside a page"},
		{"news with a handler", Atom, feed("https://x.example/", "&lt;img src=x onerror=x()&gt;"), "an event handler"},
		{"news with a bad link", Atom, feed("https://x.example/", `&lt;a href="javascript:x()"&gt;`), "write an address"},
		{"news with a mark", Atom, feed("https://x.example/", `HAHAHUGOSHORTCODE1s1HBHB`), "internal mark"},
		{"no feed", Atom, "<feed", "not XML that can be read"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := found(c.verify([]byte(c.data)))
			if c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("found %q, want %q", got, c.want)
			}
		})
	}
}

func TestOwnFiles(t *testing.T) {
	for name, verify := range map[string]func([]byte) []Problem{"static/img/mark.svg": SVG, "static/css/plenary.css": CSS} {
		data, err := plenary.Theme.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := found(verify(data)); got != "" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// FuzzFiles: nothing makes the readers of other files panic or hang.
func FuzzFiles(f *testing.F) {
	f.Add([]byte(`<svg xmlns="http://www.w3.org/2000/svg"><a xlink:href="#"/><style>p{fill:url(#a)}</style></svg>`))
	f.Add([]byte(`<feed><content type="html">&lt;p&gt;</content><link href="https://x.example/"/></feed>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, p := range append(append(SVG(data), Atom(data)...), CSS(data)...) {
			if p.Message == "" {
				t.Error("a problem without a message")
			}
		}
	})
}
