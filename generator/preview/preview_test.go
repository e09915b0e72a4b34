package preview

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/diag"
)

// A page as the site makes it: it names a style sheet, a script and an image.
const (
	pageHTML = `<!doctype html><html lang="en"><head><link rel="stylesheet" href="../css/plenary.css?v=11111111">` +
		`<script src="../js/plenary.js?v=22222222" defer></script></head><body><p>one</p><img src="../img/mark.svg"></body></html>`
	homeHTML = `<!doctype html><html lang="zh"><body>首页</body></html>`
)

var clock = time.Date(2023, 6, 29, 8, 0, 0, 250_000_000, time.UTC)

// fakeSite is a site in memory.
type fakeSite struct {
	t *testing.T

	mu       sync.Mutex
	files    map[string]File
	failing  map[string]error
	problems []Problem
}

// newSite returns a site with a page in each language and what belongs to them.
func newSite(t *testing.T) *fakeSite {
	s := &fakeSite{t: t, files: map[string]File{}, failing: map[string]error{}}
	for name, text := range map[string]string{
		"404.html":           "<!doctype html><body>lost</body>",
		"css/plenary.css":    strings.Repeat("p { color: red }\n", 20),
		"en/a/index.html":    strings.ReplaceAll(pageHTML, "../", "../../"),
		"en/calendar.ics":    strings.Repeat("BEGIN:VCALENDAR\r\n", 20),
		"en/index.html":      pageHTML,
		"img/mark.svg":       "<svg/>",
		"img/photo.png":      "png",
		"index.html":         "<!doctype html><body>front</body>",
		"js/plenary.js":      "// script",
		"zh/index.html":      homeHTML,
		"zh/会议/index.html":   homeHTML,
		"en/letter.docx":     "letter",
		"en/unknown.strange": "?",
	} {
		s.files[name] = File{Data: []byte(text), Changed: clock}
	}
	return s
}

func (s *fakeSite) File(ctx context.Context, path string) (File, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !fs.ValidPath(path) || strings.ContainsAny(path, "\\\x00") {
		s.t.Errorf("the site was asked for %q", path)
	}
	if err := s.failing[path]; err != nil {
		return File{}, err
	}
	f, ok := s.files[path]
	if !ok {
		return File{}, fmt.Errorf("%s: %w", path, fs.ErrNotExist)
	}
	return f, ctx.Err()
}

func (s *fakeSite) Problems() []Problem {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.problems
}

func (s *fakeSite) Languages() []string { return []string{"zh", "en"} }

// set changes a file, or removes it if the text is empty.
func (s *fakeSite) set(name, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if text == "" {
		delete(s.files, name)
		return
	}
	s.files[name] = File{Data: []byte(text), Changed: clock}
}

// replace changes a part of a file.
func (s *fakeSite) replace(name, old, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	before := string(s.files[name].Data)
	if !strings.Contains(before, old) {
		s.t.Fatalf("%s has no %q", name, old)
	}
	s.files[name] = File{Data: []byte(strings.ReplaceAll(before, old, text)), Changed: clock}
}

// setStale says whether a mistake keeps a file from being made anew.
func (s *fakeSite) setStale(name string, stale bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.files[name]
	f.Stale = stale
	s.files[name] = f
}

// fail makes a file impossible, or possible again if the message is empty.
func (s *fakeSite) fail(name, message string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.failing, name)
	if message != "" {
		s.failing[name] = errors.New(message)
	}
}

func (s *fakeSite) setProblems(problems ...Problem) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.problems = problems
}

var mistake = Problem{
	Diagnostic: diag.Diagnostic{Pos: diag.Pos{File: "content/deadlines.yaml", Line: 19, Column: 8}, Message: `"2023-07-32" is impossible`},
	Source:     "  due: 2023-07-32",
}

// newServer returns a server as one on port 1313.
func newServer(site Site) *Server {
	return New(site, Options{Addr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1313}})
}

// ask sends a request, with headers given as "Name: value". A target may begin with
// a method other than GET. A stream of events ends at once.
func ask(s *Server, target string, headers ...string) *http.Response {
	method := http.MethodGet
	if m, rest, ok := strings.Cut(target, " "); ok {
		method, target = m, rest
	}
	r := httptest.NewRequest(method, target, nil)
	r.Host = "localhost:1313"
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		if name == "Host" {
			r.Host = value
		}
		r.Header.Add(name, value)
	}
	if strings.Contains(target, "/events?") {
		ctx, cancel := context.WithCancel(r.Context())
		cancel()
		r = r.WithContext(ctx)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	defer func() { _ = r.Body.Close() }()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// wantHeaders compares headers, of which "" means that there is none.
func wantHeaders(t *testing.T, r *http.Response, want map[string]string) {
	t.Helper()
	got := map[string]string{}
	for name := range want {
		got[name] = strings.Join(r.Header.Values(name), ", ")
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("headers (-want +got):\n%s", d)
	}
}

func TestMethods(t *testing.T) {
	s := newServer(newSite(t))
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "TRACE"} {
		for _, path := range []string{"/en/", "/_plenary/events?page=/en/", "/_plenary/preview.js"} {
			r := ask(s, method+" "+path)
			if r.StatusCode != http.StatusMethodNotAllowed || r.Header.Get("Allow") != "GET, HEAD" {
				t.Errorf("%s %s: got %d, allowed %q", method, path, r.StatusCode, r.Header.Get("Allow"))
			}
		}
	}
}

func TestURL(t *testing.T) {
	for want, opt := range map[string]Options{
		"http://localhost/":                {},
		"http://127.0.0.1:1313/":           {Addr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1313}},
		"http://127.0.0.1:1314/a/b/":       {Addr: &net.TCPAddr{IP: net.IPv4zero, Port: 1314}, Base: "a/b"},
		"http://127.0.0.1:1315/":           {Addr: &net.TCPAddr{IP: net.IPv6unspecified, Port: 1315}, Base: "/"},
		"http://[::1]:1316/a/":             {Addr: &net.TCPAddr{IP: net.IPv6loopback, Port: 1316}, Base: "/a/"},
		"http://192.168.1.5:1317/":         {Addr: &net.TCPAddr{IP: net.IPv4(192, 168, 1, 5), Port: 1317}},
		"http://127.0.0.1:1318/%E4%BC%9A/": {Addr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1318}, Base: "/会/"},
	} {
		if got := opt.URL(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// events reads a stream of server-sent events.
type events struct {
	t       *testing.T
	scanner *bufio.Scanner
	close   func()
}

// event is what a stream brings, as "name data".
func (e *events) next() string {
	e.t.Helper()
	var name string
	for e.scanner.Scan() {
		line := e.scanner.Text()
		if after, ok := strings.CutPrefix(line, "event: "); ok {
			name = after
		}
		if after, ok := strings.CutPrefix(line, "data: "); ok && name != "tick" {
			return name + " " + after
		}
	}
	e.t.Fatalf("the stream ended: %v", e.scanner.Err())
	return ""
}

// want reads the next event and compares its name.
func (e *events) want(name string) string {
	e.t.Helper()
	got, data, _ := strings.Cut(e.next(), " ")
	if got != name {
		e.t.Fatalf("got the event %s %s, want %s", got, data, name)
	}
	return data
}
