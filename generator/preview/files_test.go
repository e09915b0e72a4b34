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
		"Last-Modified":          "Thu, 29 Jun 2023 08:00:01 GMT",
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

func TestNotModified(t *testing.T) {
	const (
		before = "If-Modified-Since: Thu, 29 Jun 2023 08:00:00 GMT" // the second of the change
		since  = "If-Modified-Since: Thu, 29 Jun 2023 08:00:01 GMT" // as Last-Modified says
		later  = "If-Modified-Since: Thu, 29 Jun 2023 09:00:00 GMT"
	)
	s := newServer(newSite(t))
	tag := ask(s, "/en/calendar.ics").Header.Get("ETag")
	for _, c := range []struct {
		name    string
		headers []string
		status  int
	}{
		{"nothing known", nil, 200},
		{"same", []string{"If-None-Match: " + tag}, 304},
		{"same, weak", []string{"If-None-Match: W/" + tag}, 304},
		{"one of several", []string{`If-None-Match: "x", ` + tag}, 304},
		{"any", []string{"If-None-Match: *"}, 304},
		{"other", []string{`If-None-Match: "x"`}, 200},
		{"part of the tag", []string{"If-None-Match: " + tag[:8] + `"`}, 200},
		{"without quotes", []string{"If-None-Match: " + strings.Trim(tag, `"`)}, 200},
		{"more than a tag", []string{"If-None-Match: x" + tag}, 200},
		{"more within the quotes", []string{`If-None-Match: "x` + tag[1:]}, 200},
		{"not since", []string{since}, 304},
		{"not since, later", []string{later}, 304},
		{"since", []string{before}, 200},
		{"no date", []string{"If-Modified-Since: yesterday"}, 200},
		{"the tag wins: other", []string{`If-None-Match: "x"`, later}, 200},
		{"the tag wins: same", []string{"If-None-Match: " + tag, before}, 304},
	} {
		for _, method := range []string{"GET", "HEAD"} {
			r := ask(s, method+" /en/calendar.ics", c.headers...)
			text := body(t, r)
			if r.StatusCode != c.status || r.Header.Get("ETag") != tag {
				t.Errorf("%s, %s: got %d %s, want %d %s", method, c.name, r.StatusCode, r.Header.Get("ETag"), c.status, tag)
			}
			if r.StatusCode == 304 {
				wantHeaders(t, r, map[string]string{"Cache-Control": "no-cache", "Content-Length": ""})
			}
			if (text != "") != (method == "GET" && c.status == 200) {
				t.Errorf("%s, %s: got %d bytes", method, c.name, len(text))
			}
		}
	}
}

// Two changes within a second are told apart, whenever a client looked.
func TestTwoChangesInOneSecond(t *testing.T) {
	site := newSite(t)
	s := newServer(site)
	second := clock.Truncate(time.Second)
	for first := range 10 {
		for last := first + 1; last < 20; last++ {
			for looked := first; looked < last; looked++ {
				at := func(tenth int) time.Time { return second.Add(time.Duration(tenth) * 100 * time.Millisecond) }
				site.files["en/a.ics"] = File{Data: []byte("old"), Changed: at(first)}
				s.now = func() time.Time { return at(looked) }
				known := ask(s, "/en/a.ics").Header.Get("Last-Modified")
				for _, date := range []string{known, at(looked).Format(http.TimeFormat)} {
					site.files["en/a.ics"] = File{Data: []byte("new"), Changed: at(last)}
					for now := last; now < 40; now += 5 {
						s.now = func() time.Time { return at(now) }
						if r := ask(s, "/en/a.ics", "If-Modified-Since: "+date); r.StatusCode != http.StatusOK {
							t.Fatalf("changed at .%d and .%d, looked at .%d and .%d: got %d", first, last, looked, now, r.StatusCode)
						}
					}
				}
			}
		}
	}
}

func TestNoDate(t *testing.T) {
	site := newSite(t)
	s := newServer(site)
	for name, changed := range map[string]time.Time{"unknown": {}, "in the future": s.now().Add(time.Minute), "just now": s.now()} {
		site.files["en/calendar.ics"] = File{Data: []byte("x"), Changed: changed}
		r := ask(s, "/en/calendar.ics", "If-Modified-Since: "+s.now().Add(24*time.Hour).Format(http.TimeFormat))
		if r.StatusCode != http.StatusOK || r.Header.Get("Last-Modified") != "" {
			t.Errorf("%s: got %d, %s", name, r.StatusCode, r.Header.Get("Last-Modified"))
		}
	}
}

// Media players and download programs ask for parts of files.
func TestParts(t *testing.T) {
	s := newServer(newSite(t))
	tag := ask(s, "/css/plenary.css").Header.Get("ETag")
	for _, c := range []struct {
		headers []string
		status  int
		body    string
	}{
		{[]string{"Range: bytes=4-8"}, 206, "color"},
		{[]string{"Range: bytes=4-8", "If-Range: " + tag}, 206, "color"},
		{[]string{"Range: bytes=4-8", `If-Range: "x"`}, 200, strings.Repeat("p { color: red }\n", 20)},
		{[]string{"Range: bytes=9999-"}, 416, "invalid range: failed to overlap\n"},
		{[]string{`If-Match: "x"`}, 412, ""},
	} {
		r := ask(s, "/css/plenary.css", c.headers...)
		if got := body(t, r); r.StatusCode != c.status || got != c.body {
			t.Errorf("%q: got %d %q", c.headers, r.StatusCode, got)
		}
	}
}

func TestTypes(t *testing.T) {
	site := newSite(t)
	s := newServer(site)
	for name, want := range map[string]string{
		"a.css": "text/css; charset=utf-8", "a.js": "text/javascript; charset=utf-8", "a.svg": "image/svg+xml",
		"a.png": "image/png", "a.PNG": "image/png", "a.ico": "image/vnd.microsoft.icon", "a.jpg": "image/jpeg", "a.webp": "image/webp",
		"a.avif": "image/avif", "a.woff2": "font/woff2", "a.ics": "text/calendar; charset=utf-8", "a.xml": "application/xml",
		"a.txt": "text/plain; charset=utf-8", "a.json": "application/json", "a.pdf": "application/pdf",
		"a.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "a.doc": "application/msword",
		"a.xls": "application/vnd.ms-excel", "a.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		"a.odt": "application/vnd.oasis.opendocument.text", "a.ods": "application/vnd.oasis.opendocument.spreadsheet",
		"a.zip": "application/zip", "a.csv": "text/csv; charset=utf-8", "a.strange": "application/octet-stream", "a": "application/octet-stream",
	} {
		site.set(name, "<html>")
		wantHeaders(t, ask(s, "/"+name), map[string]string{"Content-Type": want, "X-Content-Type-Options": "nosniff"})
	}
}

func TestOwnFiles(t *testing.T) {
	s := newServer(newSite(t))
	for name := range s.client.files {
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
	page := string(s.client.write(pageFailed, "en", []Problem{mistake}))
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
