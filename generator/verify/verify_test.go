package verify

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"plenary"
)

const head = `<!doctype html><html lang="en"><head>
<meta http-equiv="Content-Security-Policy" content="` + Policy + `">
<meta charset="utf-8"><title>A &lt; B</title>`

// page returns a page with something in its head and in its body.
func page(inHead, inBody string) string {
	return head + inHead + "</head>\n<body>" + inBody + "</body></html>\n"
}

func TestPage(t *testing.T) {
	right := map[string][2]string{ // in the head, in the body
		"nothing":           {"", ""},
		"prose":             {"", `<h1 id="a">第17研究组</h1><p class="x" lang="en" hidden>a &lt; b < 3 &amp; c<br>d <wbr>e</p><hr>`},
		"links":             {"", `<a href="../../en/#a">x</a> <a href="https://x.example/?a=b&amp;c=d:e" rel="noopener" target="_blank">y</a> <a href="http://x.example:8080/">z</a>`},
		"other addresses":   {"", `<a href="mailto:a@x.example?cc=b@x.example">x</a> <a href="tel:+41225550100">y</a> <a href="webcal://x.example/a.ics">z</a> <a href="" download>w</a> <a href="/en/">v</a>`},
		"a colon in a path": {"", `<a href="./a:b">x</a> <a href="?a:b">x</a> <a href="#a:b">x</a>`},
		"a picture": {"", `<picture><source srcset="a.avif 1x, b.avif 2x" type="image/avif" media="(min-width: 1px)"><img src="../img/a.png" alt="A" width="1" height="2" loading="lazy"></picture>` +
			`<figure><img src="/img/a.png?v=1a2b3c4d" alt=""><figcaption>F</figcaption></figure>`},
		"media":       {"", `<video controls poster="a.jpg" width="1" height="1"><source src="a.mp4" type="video/mp4"><track src="a.vtt" kind="captions" srclang="en" label="English" default></video><audio src="a.mp3" controls></audio>`},
		"a drawing":   {"", `<svg viewBox="0 0 1 1" role="img" aria-label="x"><title>A</title><defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs><path d="M0 0h1" fill="url(#g)"/><use href="#a" xlink:href="#a"/><image href="a.png"/></svg>`},
		"a table":     {"", `<table><caption>C</caption><colgroup><col span="2"></colgroup><thead><tr><th scope="col" colspan="2">x</th></tr></thead><tbody><tr><td headers="a">y</td></tr></tbody></table>`},
		"details":     {"", `<details open><summary>S</summary><dl><dt>T</dt><dd>D</dd></dl></details>`},
		"own data":    {"", `<div data-next="javascript:x" aria-label="&lt;script>" role="group" tabindex="0">x</div>`},
		"positions":   {"", `<li style="--at:12.5%;--up:2; --gap:-3;"></li>`},
		"a filter":    {"", `<label for="q">Q</label><input id="q" type="search" list="l" placeholder="x"><datalist id="l"><option value="a">A</option></datalist><button type="button" data-copy="q">B</button>`},
		"footnotes":   {"", `<sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref">1</a></sup>`},
		"ruby":        {"", `<ruby>汉<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>`},
		"a script":    {`<script src="../js/a.js?v=12345678" defer></script><script type="module" src="/js/b.mjs"></script>`, ""},
		"a style":     {`<link rel="stylesheet" href="../css/a.css?v=12345678" media="print"><link rel="icon" href="../img/mark.svg" type="image/svg+xml">`, ""},
		"linked data": {`<script type="application/ld+json">{"@type": "Event", "name": "\u003cb> & c"}</script>`, ""},
		"what programs follow": {`<link rel="canonical" href="https://x.example/"><link rel="alternate" hreflang="zh" href="https://x.example/zh/"><link rel="alternate" type="application/atom+xml" title="T" href="../changes.atom">` +
			`<meta name="viewport" content="width=device-width"><meta property="og:image" content="https://x.example/img/card.png">`, ""},
	}
	for name, parts := range right {
		t.Run(name, func(t *testing.T) {
			for _, p := range Page([]byte(page(parts[0], parts[1]))) {
				t.Errorf("refused: %s: %s", p.Tag, p.Message)
			}
		})
	}
}

func TestPageRefused(t *testing.T) {
	const (
		event   = "a page cannot have an event handler"
		toWrite = "write an address that is relative"
		unclean = "no spaces, control characters or backslashes"
		own     = "files of its own site only"
		style   = "custom properties only"
		comment = "a comment for browsers"
	)
	body := []struct{ name, html, want string }{
		{"an address that is a script", `<a href="javascript:alert(1)">x</a>`, toWrite},
		{"in capitals", `<A HREF="JavaScript:alert(1)">x</A>`, toWrite},
		{"in entities", `<a href="&#106;avascript&colon;alert(1)">x</a>`, toWrite},
		{"with a line break", "<a href=\"java\nscript:alert(1)\">x</a>", unclean},
		{"with a tab as an entity", `<a href="java&Tab;script:alert(1)">x</a>`, unclean},
		{"after a space", `<a href=" javascript:alert(1)">x</a>`, unclean},
		{"without quotes", `<a href=javascript:alert(1)>x</a>`, toWrite},
		{"after a slash", `<a/href="javascript:alert(1)">x</a>`, toWrite},
		{"data", `<a href="data:text/html,x">x</a>`, toWrite},
		{"vbscript", `<a href="vbscript:x">x</a>`, toWrite},
		{"a blob", `<a href="blob:https://x.example/1">x</a>`, toWrite},
		{"a file", `<a href="file:///etc/passwd">x</a>`, toWrite},
		{"another host without a scheme", `<a href="//x.example/">x</a>`, toWrite},
		{"another host by backslashes", `<a href="/\x.example/">x</a>`, unclean},
		{"no host", `<a href="https:x.example">x</a>`, toWrite},
		{"an empty host", `<a href="https:///x.example">x</a>`, toWrite},
		{"an empty scheme", `<a href=":x">x</a>`, toWrite},
		{"a quotation", `<q cite="javascript:x">x</q>`, toWrite},
		{"a ping", `<a href="a/" ping="https://x.example/">x</a>`, "<a "},
		{"a handler", `<p onclick="x()">x</p>`, event},
		{"a handler in a drawing", `<svg onload="x()"></svg>`, event},
		{"a handler without quotes", `<img src=a.png alt onerror=x()>`, event},
		{"a handler after a slash", `<svg/onload=x()>`, event},
		{"an unknown attribute", `<p align="left">x</p>`, "<p "},
		{"a nonce", `<p nonce="x">x</p>`, "no such attribute"},
		{"an unknown element", `<blink>x</blink>`, "<blink>: a page cannot have this element"},
		{"a frame", `<iframe src="a.html"></iframe>`, "<iframe>: a page cannot have this element; link to it"},
		{"an object", `<object data="a.svg"></object>`, "<object>: a page cannot have this element"},
		{"an embedded thing", `<embed src="a.svg">`, "<embed>: a page cannot have this element"},
		{"a form", `<form action="/x"><input></form>`, "<form>: a page cannot have this element"},
		{"where a button sends", `<button formaction="https://x.example/">x</button>`, "<button "},
		{"a style element", `<style>p { color: red }</style>`, "static/css/"},
		{"noscript", `<noscript><p title="</noscript><img src=x onerror=x()>">x</p></noscript>`, "<noscript>: a page cannot have this element"},
		{"a template", `<template><p>x</p></template>`, "<template>: a page cannot have this element"},
		{"mathematics", `<math><mi>x</mi></math>`, "<math>: a page cannot have this element"},
		{"an inline script", `<script>x()</script>`, "static/js/"},
		{"a script of another type", `<script type="text/x">x</script>`, `<script type="text/x">`},
		{"a script from another host", `<script src="https://x.example/a.js"></script>`, own},
		{"a script without a scheme", `<script src="//x.example/a.js"></script>`, own},
		{"a script in data", `<script src="data:text/javascript,x()"></script>`, own},
		{"a script in an attachment", `<script src="../form.txt"></script>`, "ends in .js"},
		{"a script that hides its ending", `<script src="../form.txt?a.js"></script>`, "ends in .js"},
		{"a script with a content", `<script src="a.js">x()</script>`, "a content too"},
		{"a script with a way out", `<script type="application/ld+json">{"a": "<!--<script>"}</script>`, `a "<" in it`},
		{"data that is none", `<script type="application/ld+json">x()</script>`, "not valid JSON"},
		{"data in a file", `<script type="application/ld+json" src="a.js"></script>`, "JSON-LD is written inside"},
		{"another base", `<base href="https://x.example/">`, "<base>: a page cannot have this element"},
		{"a refresh", `<meta http-equiv="refresh" content="0;url=https://x.example/">`, "no other such element"},
		{"a cookie", `<meta http-equiv="Set-Cookie" content="a=b">`, "no other such element"},
		{"a weaker policy", `<meta http-equiv="content-security-policy" content="default-src *">`, "not the policy of pages"},
		{"an image from another host", `<img src="https://x.example/a.png" alt="">`, own},
		{"an image in data", `<img src="data:image/png;base64,AAAA" alt="">`, own},
		{"an image without a name", `<img src="" alt="">`, own},
		{"another size from another host", `<img srcset="a.png 1x, https://x.example/b.png 2x" alt="">`, own},
		{"sizes that are none", `<img srcset="a.png 1x 2x" alt="">`, "write files and their sizes"},
		{"a poster from another host", `<video poster="//x.example/a.png"></video>`, own},
		{"a style sheet from another host", `<link rel="stylesheet" href="https://x.example/a.css">`, own},
		{"a style sheet that is none", `<link rel="stylesheet" href="../form.txt">`, "ends in .css"},
		{"another style sheet", `<link rel="alternate stylesheet" href="https://x.example/a.css">`, own},
		{"an icon from another host", `<link rel="ICON" href="https://x.example/a.png">`, own},
		{"what is loaded ahead", `<link rel="preload" as="font" href="https://x.example/a.woff2">`, own},
		{"a connection to another host", `<link rel="preconnect" href="https://x.example/">`, "a link of a page is one of"},
		{"a link without a meaning", `<link href="a/">`, "it must say what the link is"},
		{"a link that is a script", `<link rel="alternate" href="javascript:x">`, toWrite},
		{"a style", `<p style="color: red">x</p>`, style},
		{"a style with an image", `<p style="--a:url(https://x.example/a.png)">x</p>`, style},
		{"a style with an escape", `<p style="--a:u\72l(//x.example/)">x</p>`, style},
		{"a style with a quote", `<p style="--a:&quot;;background:url(x)">x</p>`, style},
		{"a style that imports", `<p style="@import 'x.css'">x</p>`, style},
		{"a drawing from another host", `<svg><use href="https://x.example/a.svg#a"/></svg>`, "its own parts only"},
		{"a drawing with another's colours", `<svg><path d="M0 0" fill="URL( 'https://x.example/a.svg#a')"/></svg>`, "its own parts only"},
		{"a drawing with an escape", `<svg><path d="M0 0" fill="u\72l(//x.example/)"/></svg>`, "no backslash"},
		{"an image of a drawing", `<svg><image xlink:href="https://x.example/a.png"/></svg>`, own},
		{"HTML in a drawing", `<svg><foreignObject><p>x</p></foreignObject></svg>`, "<foreignobject>: a page cannot have this element"},
		{"an animation", `<svg><a href="#"><animate attributeName="href" values="javascript:x"/></a></svg>`, "<animate>: a page cannot have this element"},
		{"a style in a drawing", `<svg><style><img src=x onerror=x()></style></svg>`, "<style>: a page cannot have this element"},
		{"a script in a drawing", `<svg><script href="https://x.example/a.js"></script></svg>`, "<script "},
		{"a title with markup", `<svg><title><img src=x onerror=x()></title></svg>`, `a title has a "<" in it`},
		{"a link in a link", `<a href="a/"><b>x <a href="b/">y</a></b></a>`, "another link in it"},
		{"a link in a link, in capitals", `<A HREF="a/">x <a href="b/">y</a></A>`, "another link in it"},
		{"another encoding", `<meta charset="iso-2022-jp">`, `<meta charset="iso-2022-jp">: all pages are in UTF-8`},
		{"a comment", `<!-- x -->`, comment},
		{"a comment for old browsers", `<!--[if IE]><script src="a.js"></script><![endif]-->`, comment},
		{"a section of text", `<svg><![CDATA[><p title="]]><img src=x onerror=x()>">]]></svg>`, comment},
		{"an instruction", `<?xml-stylesheet href="x"?>`, comment},
		{"an end tag without a name", `</>x`, comment},
		{"a tag without an end", `<p title="x`, "ends within a tag"},
		{"another type", `<!doctype html>`, "one document type"},
		{"a shortcode's mark", `<p>HAHAHUGOSHORTCODE17s3HBHB</p>`, "internal mark of Hugo"},
		{"a shortcode's mark in an attribute", `<a href="HAHAHUGOSHORTCODE17s3HBHB">x</a>`, "internal mark of Hugo"},
		{"a context's mark", `<p>{{__hugo_ctx pid=3}}</p>`, "internal mark of Hugo"},
		{"what html/template refused", `<a href="#ZgotmplZ">x</a>`, "would not be safe there"},
		{"half a character", "<p>\xe7\xac</p>", "not text in UTF-8"},
		{"a zero byte", "<p>\x00</p>", "a control character, U+0000"},
		{"a change of encoding", "<p>\x1b$B</p>", "a control character, U+001B"},
	}
	for _, c := range body {
		t.Run(c.name, func(t *testing.T) { refused(t, page("", c.html), c.want) })
	}
}

// refused looks for a problem of a page.
func refused(t *testing.T, page, want string) {
	t.Helper()
	var all []string
	for _, p := range Page([]byte(page)) {
		got := p.Tag + ": " + p.Message
		if strings.Contains(got, want) {
			return
		}
		all = append(all, got)
	}
	t.Errorf("no problem has %q:\n%s", want, strings.Join(all, "\n"))
}

func TestPolicy(t *testing.T) {
	meta := `<meta http-equiv="Content-Security-Policy" content="` + Policy + `">`
	for name, page := range map[string]string{
		"none":           `<!doctype html><html><head><meta charset="utf-8"></head></html>`,
		"nothing":        ``,
		"no head":        `<!doctype html><html>` + meta + `</html>`,
		"in the body":    `<!doctype html><html><head></head><body>` + meta + `</body></html>`,
		"after a script": `<!doctype html><html><head><script src="a.js"></script>` + meta + `</head></html>`,
		"after a text":   `<!doctype html><html>x<head>` + meta + `</head></html>`,
		"no type":        `<html><head>` + meta + `</head></html>`,
		"after an end":   `<!doctype html><html><head></p>` + meta + `</head></html>`,
		"after a remark": `<!doctype html><html><!-- x --><head>` + meta + `</head></html>`,
	} {
		t.Run(name, func(t *testing.T) { refused(t, page, `write {{ partial "csp.html" . }} directly after <head>`) })
	}
}

// TestEncoding: a page says its encoding before anything that a browser could read in
// another one.
func TestEncoding(t *testing.T) {
	head := `<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="` + Policy + `">`
	for name, page := range map[string]string{
		"none":          head + `<title>x</title></head></html>`,
		"after a title": head + `<title>x</title><meta charset="utf-8"></head></html>`,
		"nothing":       head + `</head></html>`,
	} {
		t.Run(name, func(t *testing.T) { refused(t, page, `write <meta charset="utf-8"> directly after`) })
	}
}

// TestPartial: what the message tells authors to write is what pages must have.
func TestPartial(t *testing.T) {
	partial, err := plenary.Theme.ReadFile("layouts/_partials/csp.html")
	if err != nil {
		t.Fatal(err)
	}
	if want := `content="` + Policy + `"`; !strings.Contains(string(partial), want) {
		t.Errorf("layouts/_partials/csp.html does not have %s", want)
	}
}

// TestRemembered: what was wrong once is wrong again, and what was right says nothing
// of a tag that begins in the same way.
func TestRemembered(t *testing.T) {
	var v Verifier
	good, bad := page("", `<a href="a">x</a>`), page("", `<a href="a" onclick="x">x</a>`)
	for i, want := range []bool{false, true, false, true} {
		p := []byte(good)
		if want {
			p = []byte(bad)
		}
		if got := len(v.Page(p)) > 0; got != want {
			t.Errorf("page %d: refused %t, want %t", i, got, want)
		}
	}
}

// pieces are what FuzzPage puts together: what begins, ends or hides markup.
var pieces = []string{
	"<svg>", "</svg>", "<title>", "</title>", "<desc>", "</desc>", "<table>", "</table>", "<tr>", "<td>", "<select>", "<option>", "</select>",
	"<a href=\"", "<p title=\"", "<p title='", "\">", "'>", "\"", "'", ">", "<", "</", "/>", "</p>", "</br>", "<br>", "<b>", "</b>", "<a href=\"a\">", "</a>",
	"<script type=\"application/ld+json\">", "</script>", "{}", "<script>", "<img src=x onerror=x()>", "javascript:x()", "onclick=\"x()\" ",
	"<!--", "-->", "--!>", "<![CDATA[", "]]>", "<?", "<!", "<textarea>", "</textarea>", "<style>", "</style>", "<noscript>", "</noscript>",
	"<math>", "<mtext>", "<annotation-xml encoding=\"text/html\">", "<foreignObject>", "<iframe>", "<xmp>", "<plaintext>", "<template>", "<frameset>",
	"<form>", "<input type=\"text\">", "<button>", "<image href=\"a.png\"/>", "<use href=\"#a\"/>", "&#106;", "&Tab;", "&lt;", " ", "\n", "=", "x",
}

// FuzzPage holds what is let through against how a parser of HTML understands it, with
// and without scripts: whatever element or attribute it finds must be on the list.
func FuzzPage(f *testing.F) {
	for _, body := range []string{
		`<svg><title>a</title><path d="M0 0"/></svg><table><img src="a.png" alt="">x</table>`,
		`<p title="</p><script>">x</p><svg><desc><p>x</desc></svg><select><option>a<img src=x onerror=x()>`,
		`<svg><title><img src=x onerror=x()></title></svg><a href="java&#10;script:x">`,
		`<script type="application/ld+json">{"a":"b"}</script><title>x</title><!-- x --><![CDATA[x]]>`,
		`<noscript><p title="</noscript><img src=x onerror=x()>">`,
		`<math><mtext><table><mglyph><style><img src=x onerror=x()>`,
		`<textarea></textarea><xmp><iframe><plaintext><frameset>`,
		"<a href=\"\xbc\xbc:x\">",
	} {
		f.Add(body, []byte("\x00\x02\x04\x03\x01"))
	}
	f.Fuzz(func(t *testing.T, body string, picks []byte) {
		for _, n := range picks {
			body += pieces[int(n)%len(pieces)]
		}
		text := page("", body)
		if len(Page([]byte(text))) > 0 {
			return
		}
		for _, scripts := range []bool{true, false} {
			root, err := html.ParseWithOptions(strings.NewReader(text), html.ParseOptionEnableScripting(scripts))
			if err != nil {
				t.Fatal(err)
			}
			for node := range root.Descendants() {
				if wrong := suspicious(node); wrong != "" {
					t.Fatalf("scripts %t: %s in\n%s", scripts, wrong, body)
				}
			}
		}
	})
}

// suspicious says what a node of a parsed page must not be. It knows nothing of the
// list's form.
func suspicious(node *html.Node) string {
	if node.Type == html.CommentNode {
		return "a comment"
	}
	if node.Type != html.ElementNode {
		return ""
	}
	name := strings.ToLower(node.Data)
	if htmlElements[name] == nil && svgElements[name] == nil {
		return "an element " + node.Data
	}
	for _, a := range node.Attr {
		key, value := strings.ToLower(a.Key), strings.ToLower(strings.TrimSpace(a.Val))
		switch {
		case strings.HasPrefix(key, "on"), strings.HasPrefix(key, "form"), key == "srcdoc":
			return fmt.Sprintf("an attribute %s", key)
		case (key == "href" || key == "src") && (strings.HasPrefix(value, "javascript:") || strings.HasPrefix(value, "data:")):
			return fmt.Sprintf("%s=%q", key, a.Val)
		case (key == "src" || key == "poster") && strings.HasPrefix(value, "http"):
			return fmt.Sprintf("%s=%q", key, a.Val)
		}
	}
	if name == "script" && node.FirstChild != nil {
		for _, a := range node.Attr {
			if a.Key == "type" && a.Val == "application/ld+json" {
				return ""
			}
		}
		return "a script"
	}
	return ""
}
