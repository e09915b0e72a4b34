package preview

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// hang is when a test gives up waiting for what must come at any time.
const hang = time.Minute

// listener counts connections. Their buffers in the system are small, so that little
// of an answer is out of the server's memory before it is read.
type listener struct {
	net.Listener
	address string
	closed  chan struct{} // gets one for each connection

	mu         sync.Mutex
	open, most int
	wanted     int           // bytes of requests that are still to come
	received   chan struct{} // is closed when they have
}

// serveOn serves on a real port, by its names only, until the test ends.
func serveOn(t *testing.T, s *Server) *listener {
	t.Helper()
	inner, _, err := Listen("", 0)
	if err != nil {
		t.Fatal(err)
	}
	s.hosts = newHosts(inner.Addr(), nil)
	l := &listener{Listener: inner, address: inner.Addr().String(), closed: make(chan struct{}, 2000)}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, l, s) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return l
}

func (l *listener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	_ = c.(*net.TCPConn).SetWriteBuffer(4096)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.open++
	l.most = max(l.most, l.open)
	return &connection{Conn: c, l: l}, nil
}

type connection struct {
	net.Conn // a TCP connection
	l        *listener
	once     sync.Once
}

func (c *connection) Read(data []byte) (int, error) {
	n, err := c.Conn.Read(data)
	c.l.mu.Lock()
	defer c.l.mu.Unlock()
	if before := c.l.wanted; before > 0 {
		if c.l.wanted -= n; c.l.wanted <= 0 {
			close(c.l.received)
		}
	}
	return n, err
}

func (c *connection) CloseWrite() error { return c.Conn.(*net.TCPConn).CloseWrite() }

func (c *connection) Close() error {
	c.once.Do(func() {
		c.l.mu.Lock()
		defer c.l.mu.Unlock()
		c.l.open--
		c.l.closed <- struct{}{}
	})
	return c.Conn.Close()
}

// dial opens a connection on which little can be received without being read, and
// sends something.
func (l *listener) dial(t *testing.T, send string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", l.address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	_ = c.(*net.TCPConn).SetReadBuffer(4096)
	_ = c.SetDeadline(time.Now().Add(hang))
	_, _ = io.WriteString(c, send) // the server may have had enough before the end
	return c
}

func (l *listener) get(path string) string {
	return "GET " + path + " HTTP/1.1\r\nHost: " + l.address + "\r\n\r\n"
}

// wait waits for a signal.
func wait(t *testing.T, signal <-chan struct{}, what string) {
	t.Helper()
	select {
	case <-signal:
	case <-time.After(hang):
		t.Fatalf("%s did not come", what)
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

// wantHeap compares what is held with what was held before.
func wantHeap(t *testing.T, before use, more uint64) {
	t.Helper()
	if after := usage(); after.heap > before.heap+more {
		t.Errorf("%d MiB are held, %d MiB more than before", after.heap>>20, (after.heap-before.heap)>>20)
	}
}

// Clients that ask and never read cost little each, and are given up.
func TestReadersThatNeverRead(t *testing.T) {
	const readers = 100
	site := newSite(t)
	site.set("en/index.html", "<!doctype html><body>"+strings.Repeat("word ", 200_000)+"</body>")
	site.set("en/calendar.ics", strings.Repeat("BEGIN:VCALENDAR\r\n", 60_000))
	big := mistake
	big.Message, big.Source = strings.Repeat("x", maxMessage), strings.Repeat("x", 3000)
	site.setProblems(slices.Repeat([]Problem{big}, maxProblems)...)
	for _, path := range []string{"/en/", "/en/calendar.ics", "/_plenary/events?page=/en/&state="} {
		t.Run(path, func(t *testing.T) {
			s := New(site, Options{})
			s.limits.write = hang
			l := serveOn(t, s)
			before := usage()
			for range readers {
				if _, err := io.ReadFull(l.dial(t, l.get(path)), make([]byte, 1)); err != nil {
					t.Fatal(err) // the answer was begun: all is held that will be held
				}
			}
			wantHeap(t, before, 16<<20)
		})
	}
	t.Run("given up", func(t *testing.T) {
		s := New(site, Options{})
		s.limits.write = 10 * time.Millisecond
		l := serveOn(t, s)
		for _, path := range []string{"/en/", "/en/?plenary=plain", "/en/calendar.ics", "/_plenary/events?page=/en/&state="} {
			l.dial(t, l.get(path))
			wait(t, l.closed, "the end of "+path)
		}
		// Of small answers, too, when there are many.
		l.dial(t, strings.Repeat(l.get("/en"), 1000))
		wait(t, l.closed, "the end of redirects")
	})
}

// A client that reads slowly gets new time for each piece of an answer.
func TestTimeForEachPiece(t *testing.T) {
	for size, want := range map[int]int{0: 0, 1: 1, pieceSize: 1, pieceSize + 1: 2, 10*pieceSize - 1: 10} {
		w := &deadlines{ResponseRecorder: httptest.NewRecorder()}
		n, err := (&pieceWriter{w, time.Second}).Write(make([]byte, size))
		if n != size || err != nil || w.Body.Len() != size || w.set != want {
			t.Errorf("%d bytes: wrote %d, %v, with %d deadlines, want %d", size, n, err, w.set, want)
		}
	}
}

// deadlines counts write deadlines, without which nothing may be written.
type deadlines struct {
	*httptest.ResponseRecorder
	set, written int
}

func (w *deadlines) SetWriteDeadline(time.Time) error {
	w.set++
	return nil
}

func (w *deadlines) Write(data []byte) (int, error) {
	if w.written++; w.written != w.set || len(data) > pieceSize {
		return 0, fmt.Errorf("write %d of %d bytes has %d deadlines", w.written, len(data), w.set)
	}
	return w.ResponseRecorder.Write(data)
}

// Many connections that send endless headers cost little, and when they are
// gone the server answers.
func TestManyConnections(t *testing.T) {
	s := New(newSite(t), Options{})
	s.limits.read, s.limits.connections = hang, 100
	l := serveOn(t, s)
	header := "GET /en/ HTTP/1.1\r\nHost: " + l.address + "\r\nX: " + strings.Repeat("x", 30_000)
	l.mu.Lock()
	l.received, l.wanted = make(chan struct{}), s.limits.connections*len(header)
	l.mu.Unlock()
	before := usage()
	ctx, cancel := context.WithCancel(t.Context())
	var clients sync.WaitGroup
	for range 2 * s.limits.connections { // systems differ in how many they let wait
		clients.Go(func() {
			c, err := new(net.Dialer).DialContext(ctx, "tcp", l.address)
			if err != nil {
				return
			}
			defer func() { _ = c.Close() }()
			_, _ = io.WriteString(c, header) // some get into the system's buffers only
			<-ctx.Done()
		})
	}
	wait(t, l.received, "the headers of as many connections as may be open")
	wantHeap(t, before, 20<<20)
	l.mu.Lock()
	if l.most > s.limits.connections+1 { // one is accepted and has to wait
		t.Errorf("%d connections were open", l.most)
	}
	l.mu.Unlock()
	cancel()
	clients.Wait()
	r, err := http.Get("http://" + l.address + "/en/")
	if err != nil {
		t.Fatal(err)
	}
	stateIn(t, body(t, r))
}

// A connection that has to wait is served when another one is closed.
func TestConnectionWaits(t *testing.T) {
	s := New(newSite(t), Options{})
	s.limits.connections = 2
	l := serveOn(t, s)
	first, second := l.dial(t, l.get("/en/calendar.ics")), l.dial(t, l.get("/en/calendar.ics"))
	for _, c := range []net.Conn{first, second} {
		if _, err := io.ReadFull(c, make([]byte, 1)); err != nil {
			t.Fatal(err)
		}
	}
	third := l.dial(t, l.get("/en/calendar.ics"))
	l.dial(t, "GET") // waits when the server ends
	_ = first.Close()
	if _, err := io.ReadFull(third, make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
}

// Requests that do not come to their end are given up.
func TestSlowRequests(t *testing.T) {
	s := New(newSite(t), Options{})
	s.limits.read, s.limits.idle = time.Second, time.Second
	l := serveOn(t, s)
	host := "Host: " + l.address + "\r\n"
	for _, c := range []struct{ name, send, answer string }{
		{"nothing", "", ""},
		{"part of a line", "GET /en", "400"},
		{"part of the headers", "GET /en/ HTTP/1.1\r\n" + host, ""},
		{"nothing after an answer", l.get("/en"), "308"},
		{"part of a second request", l.get("/en") + "GET", "308"},
		{"part of a body", "GET /en/ HTTP/1.1\r\n" + host + "Content-Length: 9\r\n\r\nx", "413"},
		{"part of a large body", "GET /en/ HTTP/1.1\r\n" + host + "Content-Length: 999999999\r\n\r\nx", "413"},
		{"part of a body in chunks", "GET /en/ HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n9\r\nx", "413"},
		{"a body that waits to be wanted", "GET /en/ HTTP/1.1\r\n" + host + "Content-Length: 9\r\nExpect: 100-continue\r\n\r\n", "413"},
		{"part of the body of an event stream", "GET /_plenary/events?page=/en/ HTTP/1.1\r\n" + host + "Content-Length: 9\r\n\r\nx", "413"},
		{"part of a body that is posted", "POST /en/ HTTP/1.1\r\n" + host + "Content-Length: 9\r\n\r\nx", "405"},
		{"part of a body to another host", "GET /en/ HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 9\r\n\r\nx", "421"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := io.ReadAll(l.dial(t, c.send)) // until the server closes the connection
			if err != nil {
				t.Error(err)
			}
			if _, status, _ := strings.Cut(string(got), " "); !strings.HasPrefix(status, c.answer) || (len(got) > 0) != (c.answer != "") {
				t.Errorf("got %q, want %s", got, c.answer)
			}
		})
	}
}

// A body that does not end is not read for ever.
func TestEndlessBody(t *testing.T) {
	s := New(newSite(t), Options{})
	l := serveOn(t, s)
	c := l.dial(t, "GET /en/ HTTP/1.1\r\nHost: "+l.address+"\r\nTransfer-Encoding: chunked\r\n\r\n")
	piece := append([]byte("10000\r\n"), append(bytes.Repeat([]byte("x"), 1<<16), "\r\n"...)...)
	for range 1 << 14 { // a gigabyte
		if _, err := c.Write(piece); err != nil {
			wait(t, l.closed, "the end")
			return
		}
	}
	t.Error("all of it was taken")
}
