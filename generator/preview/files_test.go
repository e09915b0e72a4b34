package preview

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestCalendar(t *testing.T) {
	site := newSite(t)
	s := newServer(site)
	text := string(site.files["en/calendar.ics"].Data)

	r := ask(s, "/en/calendar.ics")
	if got := body(t, r); r.StatusCode != http.StatusOK || got != text {
		t.Errorf("got %d %q", r.StatusCode, got)
	}
	tag := r.Header.Get("ETag")
	want := map[string]string{
		"Accept-Ranges":          "bytes",
		"Cache-Control":          "no-cache",
		"Content-Length":         strconv.Itoa(len(text)),
		"Content-Type":           "text/calendar; charset=utf-8",
		"Last-Modified":          "Thu, 29 Jun 2023 08:00:00 GMT",
		"X-Content-Type-Options": "nosniff",
	}
	wantHeaders(t, r, want)
	if len(tag) < 10 || tag[0] != '"' {
		t.Errorf("the ETag %s is not strong", tag)
	}
	r = ask(s, "HEAD /en/calendar.ics")
	wantHeaders(t, r, want)
	if got := body(t, r); got != "" {
		t.Errorf("HEAD has the body %q", got)
	}

	site.fail("en/calendar.ics", "no zone")
	r = ask(s, "/en/calendar.ics")
	if got := body(t, r); r.StatusCode != http.StatusInternalServerError || !strings.Contains(got, "no zone") {
		t.Errorf("failing: got %d %q", r.StatusCode, got)
	}
}

// Package http decides what is still good; this shows that it is asked.
func TestNotModified(t *testing.T) {
	site := newSite(t)
	s := newServer(site)
	tag := ask(s, "/en/calendar.ics").Header.Get("ETag")
	for _, c := range []struct {
		name, header string
		status       int
	}{
		{"same", "If-None-Match: " + tag, 304},
		{"other", `If-None-Match: "x"`, 200},
		{"not since", "If-Modified-Since: Thu, 29 Jun 2023 08:00:00 GMT", 304},
		{"since", "If-Modified-Since: Thu, 29 Jun 2023 07:59:59 GMT", 200},
	} {
		for _, method := range []string{"GET", "HEAD"} {
			r := ask(s, method+" /en/calendar.ics", c.header)
			if text := body(t, r); r.StatusCode != c.status || (text != "") != (method == "GET" && c.status == 200) {
				t.Errorf("%s, %s: got %d with %d bytes, want %d", method, c.name, r.StatusCode, len(text), c.status)
			}
			wantHeaders(t, r, map[string]string{"Cache-Control": "no-cache", "ETag": tag})
		}
	}
	// Within a second, a date does not show a further change.
	for name, changed := range map[string]time.Time{"unknown": {}, "just now": time.Now().Add(time.Hour)} {
		site.files["en/calendar.ics"] = File{Data: []byte("x"), Changed: changed}
		r := ask(s, "/en/calendar.ics", "If-Modified-Since: "+time.Now().Add(24*time.Hour).Format(http.TimeFormat))
		if r.StatusCode != http.StatusOK || r.Header.Get("Last-Modified") != "" {
			t.Errorf("%s: got %d, %s", name, r.StatusCode, r.Header.Get("Last-Modified"))
		}
	}
}

func TestTypes(t *testing.T) {
	site := newSite(t)
	s := newServer(site)
	for name, want := range map[string]string{
		"a.css": "text/css; charset=utf-8", "a.js": "text/javascript; charset=utf-8", "a.mjs": "text/javascript; charset=utf-8",
		"a.svg": "image/svg+xml", "a.png": "image/png", "a.PNG": "image/png", "a.ico": "image/vnd.microsoft.icon", "a.woff2": "font/woff2",
		"a.ics": "text/calendar; charset=utf-8", "a.xml": "application/xml", "a.txt": "text/plain; charset=utf-8", "a.pdf": "application/pdf",
		"a.strange": "application/octet-stream", "a": "application/octet-stream",
	} {
		site.set(name, "<html>")
		wantHeaders(t, ask(s, "/"+name), map[string]string{"Content-Type": want, "X-Content-Type-Options": "nosniff"})
	}
}

func TestOwnFiles(t *testing.T) {
	s := newServer(newSite(t))
	for _, name := range []string{"page.css", "panel.css", "panel.js", "preview.js", "session.js", "words.js"} {
		r := ask(s, "/_plenary/"+name)
		text := body(t, r)
		if r.StatusCode != http.StatusOK || r.Header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s: got %d", name, r.StatusCode)
		}
		for _, foreign := range []string{"http:", "https:", "//cdn", " onclick", "eval(", "<style", "style="} {
			if strings.Contains(text, foreign) {
				t.Errorf("%s has %q", name, foreign)
			}
		}
	}
	page := string(ownPage(false, "en", []Problem{mistake}))
	for _, inline := range []string{"<style", "style=", "<script", "data:"} { // as a strict policy forbids
		if strings.Contains(page, inline) {
			t.Errorf("the page has %q", inline)
		}
	}
	for _, path := range []string{"", "page.html", "../preview.go", "client/preview.js", "no.js", "preview.js/"} {
		if r := ask(s, "/_plenary/"+path); r.StatusCode != http.StatusNotFound {
			t.Errorf("%q: got %d", path, r.StatusCode)
		}
	}
}
