package preview

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

var script = regexp.MustCompile(`<script type="module" src="/_plenary/preview\.js" data-plenary="([0-9a-z]+-[0-9a-f]+)"></script>`)

// stateIn returns the state that a page carries.
func stateIn(t *testing.T, page string) string {
	t.Helper()
	found := script.FindAllStringSubmatch(page, -1)
	if len(found) != 1 {
		t.Fatalf("there are %d scripts of the preview in %s", len(found), page)
	}
	return found[0][1]
}

func TestPage(t *testing.T) {
	s := newServer(newSite(t))
	r := ask(s, "/en/")
	text := body(t, r)
	wantHeaders(t, r, map[string]string{
		"Cache-Control":  "no-store",
		"Content-Type":   "text/html; charset=utf-8",
		"Content-Length": fmt.Sprint(len(text)),
		"ETag":           "",
		"Last-Modified":  "",
	})
	element := script.FindString(text)
	if want := strings.Replace(pageHTML, "</body>", element+"</body>", 1); element == "" || text != want {
		t.Errorf("got %s", text)
	}
	if got := body(t, ask(s, "/en/?plenary=plain")); got != pageHTML {
		t.Errorf("plain: got %s", got)
	}
	r = ask(s, "HEAD /en/")
	if got := body(t, r); got != "" || r.Header.Get("Content-Length") != fmt.Sprint(len(text)) {
		t.Errorf("HEAD: got %q, %s", got, r.Header.Get("Content-Length"))
	}
	r = ask(s, "/en/", "If-Modified-Since: Thu, 29 Jun 2090 08:00:00 GMT", "If-None-Match: *", "Range: bytes=0-3")
	if got := body(t, r); got != text || r.StatusCode != http.StatusOK {
		t.Errorf("conditions: got %d %s", r.StatusCode, got)
	}
}

func TestBodyEnd(t *testing.T) {
	for page, want := range map[string]string{
		"":                            "X",
		"<p>no end":                   "<p>no endX",
		"<body></body></html>":        "<body>X</body></html>",
		"<pre></body></pre></body>\n": "<pre></body></pre>X</body>\n",
		"<body>\u0130\u0130\u2126会议</body></html>": "<body>\u0130\u0130\u2126会议X</body></html>",
	} {
		end := bodyEnd([]byte(page))
		if got := page[:end] + "X" + page[end:]; got != want {
			t.Errorf("%q: got %q", page, got)
		}
	}
}

func TestLost(t *testing.T) {
	site := newSite(t)
	s := newServer(site)
	for _, path := range []string{"/en/no/", "/no", "/en/no.ics", "/no.css?v=11111111"} {
		r := ask(s, path)
		text := body(t, r)
		if r.StatusCode != http.StatusNotFound || !strings.HasPrefix(text, "<!doctype html><body>lost<script") {
			t.Errorf("%s: got %d %s", path, r.StatusCode, text)
		}
		stateIn(t, text)
		wantHeaders(t, r, map[string]string{"Cache-Control": "no-store", "Content-Type": "text/html; charset=utf-8", "ETag": ""})
	}
	site.set("404.html", "")
	for path, first := range map[string]string{"/en/no/": "There is no page", "/zh/no/": "这个地址没有页面", "/no": "这个地址没有页面", "/..": "这个地址没有页面"} {
		r := ask(s, path)
		text := body(t, r)
		if _, after, _ := strings.Cut(text, "<h1>"); r.StatusCode != http.StatusNotFound || !strings.HasPrefix(after, first) {
			t.Errorf("%s: got %d %s", path, r.StatusCode, text)
		}
		stateIn(t, text)
	}
}

func TestFailedPage(t *testing.T) {
	for _, c := range []struct {
		name     string
		path     string
		problems []Problem
		first    string
		listed   string
	}{
		{"with problems", "/en/", []Problem{mistake}, "This page cannot be shown yet", `content/deadlines.yaml:19:8: &#34;2023-07-32&#34; is impossible`},
		{"without problems", "/zh/", nil, "此页暂时无法显示", "template &lt;b&gt; is wrong"},
	} {
		t.Run(c.name, func(t *testing.T) {
			site := newSite(t)
			s := newServer(site)
			site.setProblems(c.problems...)
			site.fail("en/index.html", "template <b> is wrong")
			site.fail("zh/index.html", "template <b> is wrong")
			r := ask(s, c.path)
			text := body(t, r)
			_, after, _ := strings.Cut(text, "<h1>")
			if r.StatusCode != http.StatusInternalServerError || !strings.HasPrefix(after, c.first) || !strings.Contains(text, c.listed) {
				t.Errorf("got %d %s", r.StatusCode, text)
			}
			if got := stateIn(t, text); !strings.HasPrefix(got, "failed-") {
				t.Errorf("got the state %s", got)
			}
			wantHeaders(t, r, map[string]string{"Cache-Control": "no-store", "ETag": ""})
		})
	}
}
