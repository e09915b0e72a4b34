package preview

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/diag"
)

// live is a server on a real port.
type live struct {
	*Server
	t    *testing.T
	url  string
	done chan struct{} // gets one for every request that was answered
}

func newLive(t *testing.T, site Site) *live {
	l := &live{Server: New(site, Options{}), t: t, done: make(chan struct{}, 1000)}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		l.ServeHTTP(w, r)
		l.done <- struct{}{}
	}))
	t.Cleanup(server.Close)
	l.url = server.URL
	return l
}

// load returns the state of the page at an address, as a browser gets it.
func (l *live) load(path string) string {
	l.t.Helper()
	r, err := http.Get(l.url + path)
	if err != nil {
		l.t.Fatal(err)
	}
	text := body(l.t, r)
	<-l.done
	return stateIn(l.t, text)
}

// listen opens the stream of a page that shows a state.
func (l *live) listen(path, state string) *events {
	l.t.Helper()
	ctx, cancel := context.WithCancel(l.t.Context())
	query := url.Values{"page": {path}, "state": {state}}.Encode()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, l.url+"/_plenary/events?"+query, nil)
	if err != nil {
		l.t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		l.t.Fatal(err)
	}
	wantHeaders(l.t, response, map[string]string{"Content-Type": "text/event-stream", "Cache-Control": "no-store", "Content-Encoding": ""})
	scanner := bufio.NewScanner(response.Body)
	scanner.Buffer(nil, 1<<20)
	e := &events{t: l.t, scanner: scanner, close: func() { cancel(); _ = response.Body.Close() }}
	l.t.Cleanup(e.close)
	return e
}

// open loads a page and opens its stream, which begins with the problems.
func (l *live) open(path string) *events {
	l.t.Helper()
	e := l.listen(path, l.load(path))
	e.want("problems")
	return e
}

// wantStreams compares the number of open streams.
func (l *live) wantStreams(want int) {
	l.t.Helper()
	if got := len(l.streams); got != want {
		l.t.Errorf("%d streams are open, want %d", got, want)
	}
}

// Of several open pages, those that changed are told, and no others.
func TestPageEvent(t *testing.T) {
	site := newSite(t)
	l := newLive(t, site)
	en, again, zh, deep := l.open("/en/"), l.open("/en/?x=1"), l.open("/zh/"), l.open("/zh/%E4%BC%9A%E8%AE%AE/")

	site.replace("en/index.html", "one", "two")
	l.Changed()
	en.want("page")
	again.want("page")

	site.replace("zh/会议/index.html", "首页", "会议")
	l.Changed()
	deep.want("page")

	site.setProblems(mistake) // a sign for all pages that all the rest was told
	l.Changed()
	for name, e := range map[string]*events{"/en/": en, "/en/?x=1": again, "/zh/": zh, "/zh/会议/": deep} {
		if got := e.next(); !strings.HasPrefix(got, "problems ") {
			t.Errorf("%s: got %s", name, got)
		}
	}
}

func TestStyleEvent(t *testing.T) {
	site := newSite(t)
	site.replace("en/index.html", "</head>", `<link rel="stylesheet" href="/css/other.css"></head>`)
	site.set("css/other.css", "a {}")
	l := newLive(t, site)
	en, zh := l.open("/en/"), l.open("/zh/")

	var told styleEvent
	for i, c := range []struct{ color, mark string }{{"green", "11111111"}, {"blue", "33333333"}} {
		site.set("css/plenary.css", "p { color: "+c.color+" }")
		site.replace("en/index.html", "plenary.css?v=11111111", "plenary.css?v="+c.mark)
		l.Changed()
		if err := json.Unmarshal([]byte(en.want("style")), &told); err != nil {
			t.Fatal(err)
		}
		if len(told.Sheets) != 1 || !strings.HasPrefix(told.Sheets[0], "/css/plenary.css?v=") {
			t.Errorf("change %d: got the sheets %q", i, told.Sheets)
		}
		if want := l.load("/en/"); told.State != want {
			t.Errorf("change %d: got the state %s, want %s", i, told.State, want)
		}
	}

	// Whoever asks with the new state lacks nothing; with an old one, all sheets.
	l.listen("/en/", told.State).want("problems")
	before := told.State
	site.set("css/other.css", "b {}")
	if err := json.Unmarshal([]byte(l.listen("/en/", before).want("style")), &told); err != nil || len(told.Sheets) != 2 {
		t.Errorf("got the sheets %q, %v", told.Sheets, err)
	}

	// A change of both is a new page.
	site.set("css/plenary.css", "p { color: red }")
	site.replace("en/index.html", "one", "two")
	l.Changed()
	en.want("page")

	site.setProblems(mistake)
	l.Changed()
	zh.want("problems")
}

func TestProblemsEvent(t *testing.T) {
	const none = `{"problems":[],"errors":0,"findings":0,"warnings":0,"notes":0,"stale":false}`
	site := newSite(t)
	l := newLive(t, site)
	e := l.listen("/en/", l.load("/en/"))
	if d := cmp.Diff(none, e.want("problems")); d != "" {
		t.Errorf("at first (-want +got):\n%s", d)
	}

	warning := mistake
	warning.Severity, warning.Message, warning.Source = diag.Warning, "会议 looks odd\nhere", ""
	site.setProblems(warning, mistake)
	l.Changed()
	const want = `{"problems":[` +
		`{"file":"content/deadlines.yaml","line":19,"column":8,"severity":"error","message":"\"2023-07-32\" is impossible","source":"  due: 2023-07-32","at":8},` +
		`{"file":"content/deadlines.yaml","line":19,"column":8,"severity":"warning","message":"会议 looks odd\nhere","at":8}],` +
		`"errors":1,"findings":0,"warnings":1,"notes":0,"stale":false}`
	if d := cmp.Diff(want, e.want("problems")); d != "" {
		t.Errorf("two problems (-want +got):\n%s", d)
	}
	if d := cmp.Diff(want, l.listen("/zh/", l.load("/zh/")).want("problems")); d != "" {
		t.Errorf("another page (-want +got):\n%s", d)
	}

	many := make([]Problem, 3*maxProblems)
	for i := range many {
		many[i] = mistake
		many[i].Line = i + 1
	}
	site.setProblems(many...)
	l.Changed()
	var told problemsEvent
	data := e.want("problems")
	if err := json.Unmarshal([]byte(data), &told); err != nil {
		t.Fatal(err)
	}
	if len(told.Problems) != maxProblems || told.Errors != len(many) {
		t.Errorf("%d of %d problems are told", len(told.Problems), told.Errors)
	}

	site.setProblems()
	l.Changed()
	if d := cmp.Diff(none, e.want("problems")); d != "" {
		t.Errorf("mended (-want +got):\n%s", d)
	}
}

// What happens between loading a page and opening its stream is not missed.
func TestMissedChange(t *testing.T) {
	site := newSite(t)
	l := newLive(t, site)
	page, style := l.load("/en/"), l.load("/en/a/")
	site.replace("en/index.html", "one", "two")
	site.replace("css/plenary.css", "red", "blue")
	l.Changed()
	l.listen("/en/", page).want("page")
	l.listen("/en/a/", style).want("style")
	l.listen("/en/", l.load("/en/")).want("problems")
	l.listen("/en/", "").want("page")
	l.listen("/en/", "garbage").want("page")
}

// A page that cannot be made stays until it can.
func TestMistakeAndMending(t *testing.T) {
	site := newSite(t)
	l := newLive(t, site)
	e := l.open("/en/")
	before := l.load("/en/")

	site.setStale("en/index.html", true)
	l.Changed()
	const want = `{"problems":[{"file":"","severity":"error","message":"a mistake keeps this page from being made"}],"errors":1,"findings":0,"warnings":0,"notes":0,"stale":true}`
	if d := cmp.Diff(want, e.want("problems")); d != "" {
		t.Errorf("wrong (-want +got):\n%s", d)
	}
	if after := l.load("/en/"); after != before {
		t.Errorf("the last good page has the state %s, want %s", after, before)
	}
	if d := cmp.Diff(want, l.listen("/en/", before).want("problems")); d != "" {
		t.Errorf("loaded again (-want +got):\n%s", d)
	}

	// Mended into what it was, it does not change.
	site.setStale("en/index.html", false)
	l.Changed()
	if data := e.want("problems"); !strings.Contains(data, `"stale":false`) {
		t.Errorf("mended: got %s", data)
	}
	site.replace("en/index.html", "one", "two")
	l.Changed()
	e.want("page")
}

func TestFailedPageIsReplaced(t *testing.T) {
	site := newSite(t)
	l := newLive(t, site)
	site.fail("en/index.html", "template is wrong")
	e := l.listen("/en/", l.load("/en/"))
	if data := e.want("problems"); !strings.Contains(data, "template is wrong") || !strings.Contains(data, `"stale":false`) {
		t.Errorf("got %s", data)
	}
	site.fail("en/index.html", "template is still wrong")
	l.Changed()
	e.want("problems")
	site.fail("en/index.html", "")
	l.Changed()
	e.want("page")
}

func TestLostPageIsReplaced(t *testing.T) {
	for _, own := range []bool{false, true} {
		site := newSite(t)
		if own {
			site.set("404.html", "")
		}
		l := newLive(t, site)
		page, folder, file, other := l.open("/en/new/"), l.open("/en/new"), l.open("/en/new.pdf"), l.open("/en/other/")
		site.set("en/new/index.html", pageHTML)
		l.Changed()
		page.want("page")
		folder.want("page")
		site.set("en/new.pdf", "pdf")
		l.Changed()
		file.want("page")
		site.setProblems(mistake)
		l.Changed()
		other.want("problems")

		// And the other way round.
		e := l.open("/en/new/")
		site.set("en/new/index.html", "")
		l.Changed()
		e.want("page")
	}
}

func TestEventsNeedAPage(t *testing.T) {
	s := newServer(newSite(t))
	for _, query := range []string{"", "?page=", "?page=en/", "?page=%25zz", "?state=x"} {
		r := httptest.NewRequest(http.MethodGet, "/_plenary/events"+query, nil)
		r.Host = "localhost:1313"
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != http.StatusBadRequest {
			t.Errorf("%q: got %d", query, w.Code)
		}
	}
	if r := ask(s, "HEAD /_plenary/events?page=/en/"); r.StatusCode != http.StatusOK {
		t.Errorf("HEAD: got %d", r.StatusCode)
	}
}

func TestTick(t *testing.T) {
	l := newLive(t, newSite(t))
	l.tick = time.Millisecond
	e := l.open("/en/")
	for ticks := 0; ticks < 3 && e.scanner.Scan(); {
		if e.scanner.Text() == "event: tick" {
			ticks++
		}
	}
	if err := e.scanner.Err(); err != nil {
		t.Error(err)
	}
}

func TestTooManyStreams(t *testing.T) {
	s := newServer(newSite(t))
	for range maxStreams {
		s.streams <- struct{}{}
	}
	if r := ask(s, "/_plenary/events?page=/en/"); r.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("got %d", r.StatusCode)
	}
	<-s.streams
	if r := ask(s, "/_plenary/events?page=/en/"); r.StatusCode != http.StatusOK {
		t.Errorf("after one was closed: got %d", r.StatusCode)
	}
}

// Streams of browsers that have gone are forgotten.
func TestBrowserGoes(t *testing.T) {
	l := newLive(t, newSite(t))
	e := l.open("/en/")
	e.close()
	<-l.done
	l.wantStreams(0)
}

// However often the site changes, neither goroutines nor memory become more.
func TestManyChanges(t *testing.T) {
	site := newSite(t)
	l := newLive(t, site)
	en, zh := l.open("/en/"), l.open("/zh/")
	before := usage()
	for i := range 1000 {
		site.set("css/plenary.css", fmt.Sprintf("p { order: %d }", i))
		l.Changed()
		if i%100 == 0 {
			en.want("style")
		}
	}
	site.setProblems(mistake)
	l.Changed()
	zh.want("problems")
	for !strings.HasPrefix(en.next(), "problems") {
	}
	after := usage()
	if after.goroutines > before.goroutines || after.heap > before.heap+1<<20 {
		t.Errorf("before: %+v, after: %+v", before, after)
	}
}
