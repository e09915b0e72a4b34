package preview

import (
	"context"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestListen(t *testing.T) {
	first, taken, err := Listen("", 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = first.Close() }()
	addr := first.Addr().(*net.TCPAddr)
	if taken || !addr.IP.Equal(net.IPv4(127, 0, 0, 1)) || addr.Port == 0 {
		t.Errorf("got %v, %t", addr, taken)
	}

	second, taken, err := Listen("127.0.0.1", addr.Port)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = second.Close() }()
	if next := second.Addr().(*net.TCPAddr).Port; !taken || next <= addr.Port || next >= addr.Port+maxPorts {
		t.Errorf("got %d after %d, %t", next, addr.Port, taken)
	}
}

func TestListenWhereNoneIsFree(t *testing.T) {
	last, err := net.Listen("tcp", "127.0.0.1:65535")
	if err == nil { // else another program has it, which is as good
		defer func() { _ = last.Close() }()
	}
	for _, c := range []struct {
		bind  string
		port  int
		taken bool
		want  string
	}{
		{"", 65535, true, "the ports 65535 to 65535 of 127.0.0.1 are all taken"},
		{"", 70000, false, "70000 is not a port"},
		{"", -1, false, "invalid port"},
		{"198.51.100.7", 1313, false, "198.51.100.7"},
	} {
		l, taken, err := Listen(c.bind, c.port)
		if l != nil || taken != c.taken || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s, %d: got %v, %t, %v", c.bind, c.port, l, taken, err)
		}
	}
}

// The end comes whatever is still open, and nothing remains.
func TestServeEnds(t *testing.T) {
	site := newSite(t)
	listener, _, err := Listen("", 0)
	if err != nil {
		t.Fatal(err)
	}
	s := New(site, Options{Addr: listener.Addr()})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, listener, s) }()

	transport := &http.Transport{}
	client := http.Client{Transport: transport}
	url := "http://" + listener.Addr().String()
	for range 10 {
		r, err := client.Get(url + "/_plenary/events?page=/en/")
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = r.Body.Close() }()
		if _, err := r.Body.Read(make([]byte, 1)); err != nil {
			t.Fatal(err)
		}
	}
	r, err := client.Get(url + "/en/")
	if err != nil {
		t.Fatal(err)
	}
	body(t, r)                                           // its connection is idle now
	silent, err := net.Dial("tcp", url[len("http://"):]) // as browsers open ahead of their needs
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = silent.Close() }()

	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	transport.CloseIdleConnections()
	wantGone(t, "http.(*conn).serve", "preview.Serve", "preview.(*Server)")
	if _, err := client.Get(url + "/en/"); err == nil {
		t.Error("it still answers")
	}
}

func TestServeAfterTheEnd(t *testing.T) {
	listener, _, err := Listen("", 0)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Serve(ctx, listener, newServer(newSite(t))); err != nil {
		t.Error(err)
	}
	if _, err := net.Dial("tcp", listener.Addr().String()); err == nil {
		t.Error("the port is still open")
	}
}

func TestServeWithoutListener(t *testing.T) {
	listener, _, err := Listen("", 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	if err := Serve(t.Context(), listener, newServer(newSite(t))); err == nil {
		t.Error("there is no error")
	}
	wantGone(t, "preview.Serve")
}

// wantGone waits until no goroutine is in any of the functions. A goroutine that has
// said that it is done may take a moment more to end.
func wantGone(t *testing.T, functions ...string) {
	t.Helper()
	buffer := make([]byte, 1<<20)
	for deadline := time.Now().Add(hang); ; runtime.Gosched() {
		stacks := string(buffer[:runtime.Stack(buffer, true)])
		left := ""
		for _, f := range functions {
			if strings.Contains(stacks, f+"(") {
				left = f
			}
		}
		if left == "" {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s goes on:\n%s", left, stacks)
		}
	}
}
