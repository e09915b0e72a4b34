package minify

import (
	"bytes"
	"strings"
	"testing"
)

func TestFile(t *testing.T) {
	tests := []struct{ name, path, in, want string }{
		{
			"page", "a.html",
			"<!DOCTYPE html>\n<html lang=\"fr\">\n  <head>\n    <title> A </title>\n  </head>\n  <body>\n    <!-- c -->\n    <ul>\n      <li>a</li>\n      <li>b</li>\n    </ul>\n  </body>\n</html>\n",
			"<!doctype html><html lang=\"fr\">\n<head>\n<title> A </title>\n</head>\n<body>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n</body>\n</html>",
		},
		{
			"space between inline elements", "a.html",
			`<p>From <time datetime="2025-01-01T10:00Z">10:00</time>  <b>to</b> <i>11:00</i>, <a href="x">x</a> y</p>`,
			`<p>From <time datetime="2025-01-01T10:00Z">10:00</time> <b>to</b> <i>11:00</i>, <a href="x">x</a> y</p>`,
		},
		{
			"space around inline blocks", "a.html",
			`<p>Starts <noscript>10:00</noscript> UTC <style>a{b:c}</style> now</p>`,
			`<p>Starts <noscript>10:00</noscript> UTC <style>a{b:c}</style> now</p>`,
		},
		{
			"preformatted text", "a.html",
			"<pre>  a\n\n    b</pre><textarea>  c\n  d</textarea>",
			"<pre>  a\n\n    b</pre><textarea>  c\n  d</textarea>",
		},
		{
			"special spaces", "a.html",
			"<p>10\u00a0h\u202f30 \u2009 x\u2003y&nbsp;z</p>",
			"<p>10\u00a0h\u202f30 \u2009 x\u2003y&nbsp;z</p>",
		},
		{
			"tags, quotes and default values stay", "a.html",
			`<table><tbody><tr><td colspan="1">a</td></tr></tbody></table><script type="text/javascript" src="a.js"></script><input type="text" name="q"><div hidden="until-found">1.50</div>`,
			`<table><tbody><tr><td colspan="1">a</td></tr></tbody></table><script type="text/javascript" src="a.js"></script><input type="text" name="q"><div hidden="until-found">1.50</div>`,
		},
		{
			"JSON-LD in a page", "a.html",
			`<script type="application/ld+json">{ "price": 1.50, "n": 1e3, "name": "a  b <\/script>" }</script>`,
			`<script type="application/ld+json">{"price":1.50,"n":1e3,"name":"a  b <\/script>"}</script>`,
		},
		{
			"styles in a page", "a.html",
			"<style>\n  a { color: red; }\n</style><p style=\"color: red; margin: 0 \">x</p>",
			"<style>a{color:red}</style><p style=\"color:red;margin:0\">x</p>",
		},
		{
			"scripts in a page", "a.html",
			`<script type="module">let a = "<\/script>" // c</script><script>let b = "<\/script>"</script>`,
			`<script type="module">let a="<\/script>"</script><script>let b="<\/script>"</script>`,
		},
		{
			"script with a template", "a.html",
			"<script>let a = `  <\\/script> ${ 1.50 }`</script><button onclick=\"f( 'x' )\">x</button>",
			"<script>let a=`  <\\/script> ${1.5}`</script><button onclick='f(\"x\")'>x</button>",
		},
		{
			"drawing in a page", "a.html",
			"<p>a <svg viewBox=\"0 0 24 24\" aria-label=\"2.50\">\n  <!-- c -->\n  <path d=\"M 1.50 2\"/>\n</svg> b</p>",
			"<p>a <svg viewBox=\"0 0 24 24\" aria-label=\"2.50\">\n<path d=\"M 1.50 2\"/>\n</svg> b</p>",
		},
		{"style sheet", "a.css", "/* c */\n:root { --gap: 1.50rem }\na { margin-inline: 0.125em; &:hover { color: #123456 } }\n", ":root{--gap:1.50rem}a{margin-inline:.125em;&:hover{color:#123456}}"},
		{"script", "a.js", "// c\nconst name = a != null ? a : 12345678901234567890;\n", "const name=a!=null?a:12345678901234567890"},
		{"script module", "a.mjs", "export const a = 1;\n", "export const a=1"},
		{"data", "a.json", "{ \"a\": [ 1.50, -0.0, 1e3, 12345678901234567890 ],\n \"b\": \"\\u00e9  x\" }\n", `{"a":[1.50,-0.0,1e3,12345678901234567890],"b":"\u00e9  x"}`},
		{"web manifest", "site.webmanifest", "{ \"name\": \"x\" }", `{"name":"x"}`},
		{"upper-case ending", "A.JSON", "[ 1 ]", "[1]"},
		{
			"drawing", "a.svg",
			"<?xml version=\"1.0\"?>\n<!-- c -->\n<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"fr\">\n  <text id=\"007\">Room <tspan>A</tspan> is  free</text>\n</svg>",
			"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"fr\">\n<text id=\"007\">Room <tspan>A</tspan> is free</text>\n</svg>",
		},
		{
			"drawing that sets its own spaces", "a.svg",
			"<svg xml:space=\"preserve\"><text>a   b</text></svg>",
			"<svg xml:space=\"preserve\"><text>a   b</text></svg>",
		},
		{
			"feed", "index.xml",
			"<?xml version=\"1.0\"?>\n<feed>\n  <!-- c -->\n  <title>a  &amp; b</title>\n</feed>",
			"<?xml version=\"1.0\"?><feed>\n<title>a &amp; b</title>\n</feed>",
		},
		{
			"feed with preformatted HTML", "index.xml",
			"<feed>  <content>&lt;pre&gt;a\n\n  b&lt;/pre&gt;</content></feed>",
			"<feed>  <content>&lt;pre&gt;a\n\n  b&lt;/pre&gt;</content></feed>",
		},
		{"calendar", "a.ics", "BEGIN:VCALENDAR\r\n X:  y\r\n", "BEGIN:VCALENDAR\r\n X:  y\r\n"},
		{"text", "robots.txt", "a:  b\n\n", "a:  b\n\n"},
		{"picture", "a.png", "\x89PNG  \n", "\x89PNG  \n"},
		{"no ending", "html", "<p>  x", "<p>  x"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			in := []byte(test.in)
			got, err := File(test.path, in)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
			if string(in) != test.in {
				t.Errorf("the given bytes were changed to %q", in)
			}
		})
	}
}

func TestUnreadable(t *testing.T) {
	for name, data := range map[string]string{
		"b.html": "<script>let = = 3</script>",
		"a.json": `{"a": }`,
		"c.html": `<script type="application/ld+json">{a</script>`,
	} {
		if got, err := File(name, []byte(data)); err == nil {
			t.Errorf("%s: got %q, want an error", name, got)
		}
	}
}

func TestManyReferences(t *testing.T) {
	for n, changed := range map[int]bool{10_000: true, 10_001: false, 400_000: false} {
		page := []byte("<!doctype html><title>x</title><p>" + strings.Repeat("&quot;", n) + "</p>\n\n<p>x</p>")
		got, err := File("index.html", page)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Equal(got, page) == changed {
			t.Errorf("%d references: changed %t, want %t", n, !changed, changed)
		}
	}
}
