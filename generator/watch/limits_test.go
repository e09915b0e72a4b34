package watch

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// fastLooks lets a watcher that goes over to polling look often.
func fastLooks() Options {
	opt := options("told")
	opt.Interval = 5 * time.Millisecond
	return opt
}

// limited is a system that allows a number of watches.
func limited(watches int64, err error) system {
	sys := realSystem()
	var n atomic.Int64
	sys.add = func(notifier *fsnotify.Watcher, path string) error {
		if n.Add(1) > watches {
			return err
		}
		return notifier.Add(path)
	}
	return sys
}

func TestPollingFromTheStart(t *testing.T) {
	noInstance := realSystem()
	noInstance.open = func() (*fsnotify.Watcher, error) {
		return nil, fmt.Errorf("couldn't initialize inotify: %w", syscall.EMFILE)
	}
	network := realSystem()
	network.deaf = func(path string) string {
		if strings.HasSuffix(path, "content") {
			return "a network drive (NFS)"
		}
		return ""
	}
	tests := []struct {
		name string
		sys  system
		want string
	}{
		{"no watches", limited(0, syscall.ENOSPC), "max_user_watches"},
		{"few watches", limited(3, syscall.ENOSPC), "max_user_watches"},
		{"no instance", noInstance, "ulimit -n"},
		{"no permission", limited(2, syscall.EACCES), "content/sg17 cannot be watched: permission denied"},
		{"network", network, "content is on a network drive (NFS)"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			m := newMirror(t, fastLooks(), test.sys)
			if got := m.watcher.Polling(); !strings.Contains(got, test.want) {
				t.Errorf("polls because %q, want something with %q", got, test.want)
			}
			m.write(file, "changed\n")
			m.catchUp()
			m.probe("probe")
			for _, c := range m.seen {
				if c.All || c.Polling != "" {
					t.Errorf("change %+v", c)
				}
			}
		})
	}
	m := newMirror(t, options("told"), realSystem())
	if got := m.watcher.Polling(); got != "" {
		t.Errorf("polls because %q", got)
	}
}

func TestPollingLater(t *testing.T) {
	const watches = 8 // of the project that newMirror makes: root, content and what is in it, i18n and static
	mounted := realSystem()
	mounted.deaf = func(path string) string {
		if strings.HasSuffix(path, "layouts") {
			return "a network drive (SMB)"
		}
		return ""
	}
	tests := []struct {
		name string
		sys  system
		do   func(m *mirror)
		want string
	}{
		{"no more watches", limited(watches, syscall.ENOSPC), func(m *mirror) { m.write("content/new/x.md", "new\n") }, "max_user_watches"},
		{"a network drive", mounted, func(m *mirror) { m.write("layouts/page.html", "<p>\n") }, "layouts is on a network drive (SMB)"},
		{"root moved", realSystem(), func(m *mirror) {
			m.rename("../project", "../moved")
			m.write("content/site.yaml", "title: another project in its place\n")
		}, "the watched folder itself was moved or removed"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			m := newMirror(t, fastLooks(), test.sys)
			if got := m.watcher.Polling(); got != "" {
				t.Fatalf("polls because %q before anything happened", got)
			}
			test.do(m)
			m.catchUp()
			m.probe("probe")
			got := m.watcher.Polling()
			if !strings.Contains(got, test.want) {
				t.Errorf("polls because %q, want something with %q", got, test.want)
			}
			told := 0
			for _, c := range m.seen {
				if c.Polling == got && c.All {
					told++
				}
			}
			if told != 1 {
				t.Errorf("%d changes tell of polling: %+v", told, m.seen)
			}
		})
	}
}

// notifiers is a system that lets a test speak as fsnotify.
func notifiers(t *testing.T) (system, chan *fsnotify.Watcher) {
	sys := realSystem()
	opened := make(chan *fsnotify.Watcher, 2*tooManyFaults)
	sys.open = func() (*fsnotify.Watcher, error) {
		notifier, err := fsnotify.NewWatcher()
		if err == nil {
			opened <- notifier
		}
		return notifier, err
	}
	return sys, opened
}

func TestLostEvents(t *testing.T) {
	for _, err := range []error{fsnotify.ErrEventOverflow, errors.New("something unheard of")} {
		t.Run(err.Error(), func(t *testing.T) {
			t.Parallel()
			sys, opened := notifiers(t)
			m := newMirror(t, fastLooks(), sys)
			for range 3 {
				(<-opened).Errors <- err
				if c := m.wait(); !c.All || c.Polling != "" {
					t.Errorf("change %+v", c)
				}
				m.probe("probe")
			}
			if got := m.watcher.Polling(); got != "" {
				t.Errorf("polls because %q", got)
			}
		})
	}
}

func TestEndlessFaults(t *testing.T) {
	t.Parallel()
	sys, opened := notifiers(t)
	opt := fastLooks()
	opt.Quiet = time.Millisecond
	m := newMirror(t, opt, sys)
	for range tooManyFaults + 1 {
		(<-opened).Errors <- errors.New("broken")
		if c := m.wait(); c.Polling != "" {
			break
		}
	}
	if got, want := m.watcher.Polling(), "changes can no longer be watched: broken"; got != want {
		t.Errorf("polls because %q, want %q", got, want)
	}
	m.probe("probe")
}

// TestOverflow fills the system's queue, which the watcher cannot read
// meanwhile.
func TestOverflow(t *testing.T) {
	t.Parallel()
	limit, err := os.ReadFile("/proc/sys/fs/inotify/max_queued_events")
	if err != nil {
		t.Skip("no inotify here")
	}
	var queue int
	if _, err := fmt.Sscan(string(limit), &queue); err != nil || queue > 50_000 {
		t.Skipf("the queue has %s elements", limit)
	}
	tree, err := newTree(newMirror(t, options("told"), realSystem()).dir, options("told"))
	if err != nil {
		t.Fatal(err)
	}
	told, err := listen(tree, realSystem())
	if err != nil {
		t.Fatal(err)
	}
	defer told.close()
	told.ear.mu.Lock() // from here on, nothing is read
	a, b := openFile(t, told.path(file)), openFile(t, told.path("content/site.yaml"))
	for range queue { // two files in turn, because the same event twice is one
		for _, f := range []*os.File{a, b} {
			if _, err := f.WriteString("x"); err != nil {
				t.Fatal(err)
			}
		}
	}
	told.ear.mu.Unlock()
	for end := time.After(deadline); !told.lost; {
		select {
		case <-told.ear.rang:
			if _, err := told.hear(); err != nil {
				t.Fatal(err)
			}
		case <-end:
			t.Fatal("no overflow")
		}
	}
	if _, all, err := told.settle(); !all || err != nil {
		t.Errorf("all is %v, the error %v", all, err)
	}
	if told.lost {
		t.Error("the watches were not set up anew")
	}
}

func openFile(t *testing.T, name string) *os.File {
	t.Helper()
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}
