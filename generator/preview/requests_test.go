package preview

import (
	"bufio"
	"bytes"
	"context"
	"log"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
)

// rawRequests are requests as no browser sends them, with the status of the answer.
// HOST stands for the name of the server.
var rawRequests = []struct {
	name, raw, status string
}{
	{"usual", "GET /en/ HTTP/1.1\r\nHost: HOST\r\n\r\n", "200"},
	{"old version without a host", "GET /en/ HTTP/1.0\r\n\r\n", "421"},
	{"empty host", "GET /en/ HTTP/1.1\r\nHost:\r\n\r\n", "421"},
	{"host with a list", "GET /en/ HTTP/1.1\r\nHost: HOST,evil.example\r\n\r\n", "421"},
	{"host of a proxy", "GET /en/ HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: HOST\r\nForwarded: host=HOST\r\n\r\n", "421"},
	{"absolute", "GET http://HOST/en/ HTTP/1.1\r\nHost: HOST\r\n\r\n", "200"},
	{"absolute, which counts more than the header", "GET http://evil.example/en/ HTTP/1.1\r\nHost: HOST\r\n\r\n", "421"},
	{"absolute without a host", "GET http:/en/ HTTP/1.1\r\nHost: evil.example\r\n\r\n", "421"},
	{"opaque", "GET http:en HTTP/1.1\r\nHost: evil.example\r\n\r\n", "421"},
	{"all of the server", "OPTIONS * HTTP/1.1\r\nHost: HOST\r\n\r\n", "405"},
	{"all of another server", "OPTIONS * HTTP/1.1\r\nHost: evil.example\r\n\r\n", "421"},
	{"star", "GET * HTTP/1.1\r\nHost: HOST\r\n\r\n", "404"},
	{"tunnel", "CONNECT HOST HTTP/1.1\r\nHost: HOST\r\n\r\n", "405"},
	{"tunnel to elsewhere", "CONNECT evil.example:443 HTTP/1.1\r\nHost: HOST\r\n\r\n", "421"},
	{"small letters", "get /en/ HTTP/1.1\r\nHost: HOST\r\n\r\n", "405"},
	{"deep path", "GET /en/" + strings.Repeat("a/", 10_000) + " HTTP/1.1\r\nHost: HOST\r\n\r\n", "404"},
	{"endless path", "GET /en/" + strings.Repeat("a", 100_000), "431"},
	{"endless header", "GET /en/ HTTP/1.1\r\nHost: HOST\r\nX: " + strings.Repeat("x", 100_000), "431"},
	{"as many cookies as browsers send", "GET /en/ HTTP/1.1\r\nHost: HOST\r\nCookie: " + strings.Repeat("x", 30_000) + "\r\n\r\n", "200"},
	{"line break in a folder", "GET /en%0d%0aX:%20y HTTP/1.1\r\nHost: HOST\r\n\r\n", "404"},
	{"line break in the query of a folder", "GET /en?%0d%0aX:%20y HTTP/1.1\r\nHost: HOST\r\n\r\n", "308"},
	{"bytes in the query of a folder", "GET /en?\xff\xfe\"<b> HTTP/1.1\r\nHost: HOST\r\n\r\n", "308"},
	{"a body of both kinds", "GET /en/ HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "413"},
}

func TestRawRequests(t *testing.T) {
	s := New(newSite(t), Options{})
	l := serveOn(t, s)
	var said bytes.Buffer // by the HTTP server, of panics
	log.SetOutput(&said)
	t.Cleanup(func() { log.SetOutput(os.Stderr) })
	for _, c := range rawRequests {
		conn := l.dial(t, strings.ReplaceAll(c.raw, "HOST", l.address))
		r, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		text := body(t, r)
		if got, _, _ := strings.Cut(r.Status, " "); got != c.status {
			t.Errorf("%s: got %s %s, want %s", c.name, r.Status, text, c.status)
		}
		if hasContent(text) != (c.status == "200" || c.status == "404") {
			t.Errorf("%s: got %s %s", c.name, r.Status, text)
		}
		if r.Header.Get("X") != "" || strings.HasPrefix(r.Header.Get("Location"), "//") {
			t.Errorf("%s: got the headers %q", c.name, r.Header)
		}
		if text != "" && r.StatusCode >= 400 && r.StatusCode != 404 && !strings.HasPrefix(r.Header.Get("Content-Type"), "text/plain") {
			t.Errorf("%s: the error is told as %s", c.name, r.Header.Get("Content-Type"))
		}
		_ = conn.Close()
	}
	for range rawRequests {
		wait(t, l.closed, "the end of a connection")
	}
	if said.Len() > 0 {
		t.Error(said.String())
	}
}

// Whatever is sent, nothing panics, and nothing of the site goes to another host.
func FuzzRequest(f *testing.F) {
	for _, c := range rawRequests {
		f.Add([]byte(strings.ReplaceAll(c.raw, "HOST", "localhost:1313")))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		s := newServer(newSite(t))
		r, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(raw)))
		if err != nil {
			return // the HTTP server answers by itself
		}
		if strings.HasSuffix(r.URL.Path, "/events") { // else it does not end
			ctx, cancel := context.WithCancel(r.Context())
			cancel()
			r = r.WithContext(ctx)
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if own := isOwn(r.Host); hasContent(w.Body.String()) && !own || w.Code == http.StatusMisdirectedRequest && own {
			t.Errorf("%q got %d %s", r.Host, w.Code, w.Body)
		}
		to, err := url.Parse(w.Header().Get("Location"))
		if err != nil || to.Host != "" || to.Scheme != "" {
			t.Errorf("%q leads to %s, %v", r.URL, to, err)
		}
	})
}

// hasContent reports whether an answer has something of [newSite] in it.
func hasContent(answer string) bool {
	return slices.ContainsFunc([]string{"<p>one", "首页", "BEGIN:VCALENDAR", "<body>front", "<body>lost", "p { color: red"},
		func(text string) bool { return strings.Contains(answer, text) })
}

// isOwn reports whether a Host header is that of the server on port 1313 of 127.0.0.1.
func isOwn(host string) bool {
	u, err := url.Parse("http://" + host)
	if err != nil || u.Host != host || u.Port() != "1313" {
		return false
	}
	ip, _ := netip.ParseAddr(u.Hostname())
	ip = ip.Unmap().WithZone("")
	return strings.EqualFold(u.Hostname(), "localhost") || ip == netip.IPv6Loopback() || ip == netip.AddrFrom4([4]byte{127, 0, 0, 1})
}
