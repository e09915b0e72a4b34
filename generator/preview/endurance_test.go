package preview

import (
	"fmt"
	"net"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// A browser that reads nothing blocks nobody, and is given up.
func TestSlowBrowser(t *testing.T) {
	site := newSite(t)
	l := newLive(t, site)
	l.limits.write = 100 * time.Millisecond
	e := l.open("/zh/")
	conn, err := net.Dial("tcp", strings.TrimPrefix(l.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if _, err := fmt.Fprintf(conn, "GET /_plenary/events?page=/en/&state= HTTP/1.1\r\nHost: localhost\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	many := slices.Repeat([]Problem{mistake}, maxProblems)
	many[0].Message = strings.Repeat("x", maxMessage)
	for i := 0; ; i++ {
		many = slices.Clone(many)
		many[0].Line = i
		site.setProblems(many...)
		l.Changed()
		e.want("problems")
		select {
		case <-l.done:
			l.wantStreams(1)
			return
		default:
		}
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
	for i := range 10_000 {
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

type use struct {
	goroutines int
	heap       uint64 // bytes
}

func usage() use {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return use{runtime.NumGoroutine(), m.HeapAlloc}
}
