package preview

import (
	"compress/gzip"
	"io"
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
	plain := r.Header.Get("ETag")
	want := map[string]string{
		"Accept-Ranges":          "bytes",
		"Cache-Control":          "no-cache",
		"Content-Encoding":       "",
		"Content-Length":         strconv.Itoa(len(text)),
		"Content-Type":           "text/calendar; charset=utf-8",
		"Last-Modified":          "Thu, 29 Jun 2023 08:00:01 GMT",
		"Vary":                   "Accept-Encoding",
		"X-Content-Type-Options": "nosniff",
	}
	wantHeaders(t, r, want)
	if len(plain) < 10 || plain[0] != '"' {
		t.Errorf("the ETag %s is not strong", plain)
	}
	r = ask(s, "HEAD /en/calendar.ics")
	wantHeaders(t, r, want)
	if got := body(t, r); got != "" {
		t.Errorf("HEAD has the body %q", got)
	}

	r = ask(s, "/en/calendar.ics", "Accept-Encoding: gzip")
	zipped := r.Header.Get("ETag")
	data := body(t, r)
	want["Content-Encoding"], want["Content-Length"] = "gzip", strconv.Itoa(len(data))
	wantHeaders(t, r, want)
	z, err := gzip.NewReader(strings.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(z); err != nil || string(got) != text || len(data) >= len(text) {
		t.Errorf("got %q, %v of %d bytes", got, err, len(data))
	}
	if zipped == plain {
		t.Error("both encodings have the same ETag")
	}
	wantHeaders(t, ask(s, "HEAD /en/calendar.ics", "Accept-Encoding: gzip"), want)

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
	plain := ask(s, "/en/calendar.ics").Header.Get("ETag")
	zipped := ask(s, "/en/calendar.ics", "Accept-Encoding: gzip").Header.Get("ETag")
	for _, c := range []struct {
		name    string
		headers []string
		status  int
		tag     string
	}{
		{"nothing known", nil, 200, plain},
		{"same", []string{"If-None-Match: " + plain}, 304, plain},
		{"same, weak", []string{"If-None-Match: W/" + plain}, 304, plain},
		{"one of several", []string{`If-None-Match: "x", ` + plain}, 304, plain},
		{"any", []string{"If-None-Match: *"}, 304, plain},
		{"other", []string{`If-None-Match: "x"`}, 200, plain},
		{"part of the tag", []string{"If-None-Match: " + plain[:8] + `"`}, 200, plain},
		{"without quotes", []string{"If-None-Match: " + strings.Trim(plain, `"`)}, 200, plain},
		{"same, gzip", []string{"If-None-Match: " + zipped, "Accept-Encoding: gzip"}, 304, zipped},
		{"plain known, gzip wanted", []string{"If-None-Match: " + plain, "Accept-Encoding: gzip"}, 304, plain},
		{"gzip known, plain wanted", []string{"If-None-Match: " + zipped}, 304, zipped},
		{"both known", []string{"If-None-Match: " + plain + ", " + zipped, "Accept-Encoding: gzip"}, 304, zipped},
		{"not since", []string{since}, 304, plain},
		{"not since, later", []string{later}, 304, plain},
		{"since", []string{before}, 200, plain},
		{"no date", []string{"If-Modified-Since: yesterday"}, 200, plain},
		{"the tag wins: other", []string{`If-None-Match: "x"`, later}, 200, plain},
		{"the tag wins: same", []string{"If-None-Match: " + plain, before}, 304, plain},
	} {
		for _, method := range []string{"GET", "HEAD"} {
			r := ask(s, method+" /en/calendar.ics", c.headers...)
			text := body(t, r)
			if r.StatusCode != c.status || r.Header.Get("ETag") != c.tag {
				t.Errorf("%s, %s: got %d %s, want %d %s", method, c.name, r.StatusCode, r.Header.Get("ETag"), c.status, c.tag)
			}
			if r.StatusCode == 304 {
				wantHeaders(t, r, map[string]string{"Cache-Control": "no-cache", "Vary": "Accept-Encoding", "Content-Encoding": "", "Content-Length": ""})
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

func TestAcceptsGzip(t *testing.T) {
	for header, want := range map[string]string{
		"":                            "",
		"gzip":                        "gzip",
		"GZIP":                        "gzip",
		"x-gzip":                      "gzip",
		"br, gzip;q=0.8":              "gzip",
		"gzip;q=0":                    "",
		"gzip; q=0.0":                 "",
		"gzip;Q=0.001":                "gzip",
		"gzip;q=high":                 "",
		"identity":                    "",
		"br":                          "",
		"*":                           "gzip",
		"*;q=0":                       "",
		"gzip;q=0, *":                 "",
		"*;q=0, gzip":                 "gzip",
		"deflate, gzip;q=1.0, *;q=.5": "gzip",
		",;=,":                        "",
	} {
		r := ask(newServer(newSite(t)), "/css/plenary.css", "Accept-Encoding: "+header)
		if got := r.Header.Get("Content-Encoding"); got != want {
			t.Errorf("%q: got %q, want %q", header, got, want)
		}
	}
}

// What asks for a part, or under conditions, is answered from the file as it is.
func TestParts(t *testing.T) {
	s := newServer(newSite(t))
	tag := ask(s, "/css/plenary.css").Header.Get("ETag")
	zipped := ask(s, "/css/plenary.css", "Accept-Encoding: gzip").Header.Get("ETag")
	for _, c := range []struct {
		headers []string
		status  int
		body    string
	}{
		{[]string{"Range: bytes=4-8"}, 206, "color"},
		{[]string{"Range: bytes=4-8", "If-Range: " + tag}, 206, "color"},
		{[]string{"Range: bytes=4-8", `If-Range: "x"`}, 200, strings.Repeat("p { color: red }\n", 20)},
		{[]string{"Range: bytes=4-8", "If-Range: " + zipped}, 200, strings.Repeat("p { color: red }\n", 20)},
		{[]string{"Range: bytes=9999-"}, 416, "invalid range: failed to overlap\n"},
		{[]string{`If-Match: "x"`}, 412, ""},
	} {
		r := ask(s, "/css/plenary.css", append(c.headers, "Accept-Encoding: gzip")...)
		if got := body(t, r); r.StatusCode != c.status || got != c.body || r.Header.Get("Content-Encoding") != "" {
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
		for _, foreign := range []string{"http:", "https:", "//cdn", " onclick", "eval("} {
			if strings.Contains(text, foreign) {
				t.Errorf("%s has %q", name, foreign)
			}
		}
	}
	for _, path := range []string{"", "page.html", "../preview.go", "client/preview.js", "no.js", "preview.js/"} {
		if r := ask(s, "/_plenary/"+path); r.StatusCode != http.StatusNotFound {
			t.Errorf("%q: got %d", path, r.StatusCode)
		}
	}
}
