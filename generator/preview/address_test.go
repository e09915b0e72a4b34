package preview

import (
	"net/http"
	"strings"
	"testing"
)

func TestFolders(t *testing.T) {
	site := newSite(t)
	s := newServer(site)
	for _, c := range []struct{ path, want string }{
		{"/en", "/en/"},
		{"/en/a", "/en/a/"},
		{"/en/a?x=1&y=%2F", "/en/a/?x=1&y=%2F"},
		{"/zh/%E4%BC%9A%E8%AE%AE", "/zh/%E4%BC%9A%E8%AE%AE/"},
	} {
		r := ask(s, c.path)
		if r.StatusCode != http.StatusPermanentRedirect || r.Header.Get("Location") != c.want {
			t.Errorf("%s: got %d %s, want %s", c.path, r.StatusCode, r.Header.Get("Location"), c.want)
		}
	}
	for path, status := range map[string]int{
		"/": 200, "/en/": 200, "/en/index.html": 200, "/en/a/": 200, "/zh/%E4%BC%9A%E8%AE%AE/": 200, "/zh/会议/": 200,
		"/en/b": 404, "/en/b/": 404, "/en/index": 404, "/css": 404, "/css/": 404, "/EN/": 404, "/no.css": 404,
	} {
		if r := ask(s, path); r.StatusCode != status {
			t.Errorf("%s: got %d, want %d", path, r.StatusCode, status)
		}
	}
	site.fail("en/a/index.html", "wrong")
	if r := ask(s, "/en/a"); r.StatusCode != http.StatusPermanentRedirect {
		t.Errorf("a page that cannot be made: got %d", r.StatusCode)
	}
}

func TestBase(t *testing.T) {
	for _, base := range []string{"/a/b/", "a/b", "/a/b"} {
		s := New(newSite(t), Options{Base: base})
		for _, c := range []struct {
			path     string
			status   int
			location string
		}{
			{"/", 302, "/a/b/"},
			{"/a/b", 302, "/a/b/"},
			{"/a/b/", 200, ""},
			{"/a/b/index.html", 200, ""},
			{"/a/b/en", 308, "/a/b/en/"},
			{"/a/b/en/", 200, ""},
			{"/a/b/css/plenary.css", 200, ""},
			{"/a/", 404, ""},
			{"/en/", 404, ""},
			{"/a/ben/", 404, ""},
			{"/a/b/a/b/en/", 404, ""},
			{"/_plenary/preview.js", 200, ""},
		} {
			r := ask(s, c.path, "Host: localhost")
			if r.StatusCode != c.status || r.Header.Get("Location") != c.location {
				t.Errorf("%s, %s: got %d %s, want %d %s", base, c.path, r.StatusCode, r.Header.Get("Location"), c.status, c.location)
			}
		}
	}
}

// traversal are paths that shall give nothing.
var traversal = []string{
	"/../preview.go", "/en/../../go.mod", "/en/..", "/en/../en/", "/./en/", "/en/./", "/..", "/...", "/.",
	"/%2e%2e/go.mod", "/%2E%2E/%2E%2E/etc/passwd", "/en/%2e%2e/en/", "/en/%2e/", "/%252e%252e/go.mod",
	"/..%2fgo.mod", "/en%2findex.html", "/en%2Fa/", "/%2fen/", "/..%5cgo.mod", `/..\go.mod`, `/en\index.html`, "/en%5Cindex.html",
	"//en/", "/en//", "/en//index.html", "//etc/passwd", "///", "/en/%00", "/en/index.html%00", "/%00", "/en/index.html%00.css",
	"/C:/Windows/win.ini", "/file:///etc/passwd", "/etc/passwd", "/en/index.html/", "/en/index.html/..", "/~root/", "/%ff%fe/",
	"//evil.example/..", "//evil.example/en/..", "/%2fevil.example/en", `/\evil.example/`, "/%5c%5cevil.example/", "/en/a%0d%0aSet-Cookie:a=b",
	"/" + strings.Repeat("a/", 10_000), "/" + strings.Repeat("a", 30_000), "/_plenary", "/en/_plenary/preview.js", "//localhost:1313/en/", "//evil.example/", "//evil.example/en",
}

func TestTraversal(t *testing.T) {
	s := newServer(newSite(t))
	for _, path := range traversal {
		r := ask(s, path)
		if text := body(t, r); r.StatusCode != http.StatusNotFound || !strings.Contains(text, "lost") {
			t.Errorf("%s: got %d %s", path, r.StatusCode, r.Header.Get("Location"))
		}
	}
	for _, path := range []string{"/_plenary/../en/", "/_plenary/..%2fpreview.go", "/_plenary/%2e%2e/"} {
		if r := ask(s, path); r.StatusCode != http.StatusNotFound {
			t.Errorf("%s: got %d", path, r.StatusCode)
		}
	}
}
