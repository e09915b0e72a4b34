package watch

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/fsnotify/fsnotify"
)

// limited is a system that allows a number of watches.
func limited(watches int64, err error) system {
	sys := realSystem()
	var n atomic.Int64
	sys.add = func(watcher *fsnotify.Watcher, path string) error {
		if n.Add(1) > watches {
			return err
		}
		return watcher.Add(path)
	}
	return sys
}

// mounted is a system in which a folder is on a network drive.
func mounted(dir string) system {
	sys := realSystem()
	sys.unreliableFS = func(path string) string {
		if strings.HasSuffix(path, dir) {
			return "a network drive (NFS)"
		}
		return ""
	}
	return sys
}

func TestFallback(t *testing.T) {
	noInstance := realSystem()
	noInstance.open = func() (*fsnotify.Watcher, error) {
		return nil, fmt.Errorf("couldn't initialize inotify: %w", syscall.EMFILE)
	}
	const watches = 8 // of the project that newMirror makes: root, content and what is in it, i18n and static
	for _, test := range []struct {
		name  string
		sys   system
		later func(m *mirror) // nil when the watcher polls from the start
		want  string
	}{
		{"no watches", limited(0, syscall.ENOSPC), nil, "max_user_watches"},
		{"few watches", limited(3, syscall.ENOSPC), nil, "max_user_watches"},
		{"no instance", noInstance, nil, "ulimit -n"},
		{"no permission", limited(2, syscall.EACCES), nil, "content/sg17 cannot be watched: permission denied"},
		{"network", mounted("content"), nil, "content is on a network drive (NFS)"},
		{"no more watches", limited(watches, syscall.ENOSPC), func(m *mirror) { m.write("content/new/x.md", "new\n") }, "max_user_watches"},
		{"network, later", mounted("layouts"), func(m *mirror) { m.write("layouts/page.html", "<p>\n") }, "layouts is on a network drive (NFS)"},
		{"root moved", realSystem(), func(m *mirror) {
			m.rename("../project", "../moved")
			m.write("content/site.yaml", "title: another project in its place\n")
		}, "the watched folder itself was moved or removed"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			m := newMirror(t, options(false), test.sys)
			if polls := m.watcher.Polling() != ""; polls != (test.later == nil) {
				t.Fatalf("at the start, it polls: %t", polls)
			}
			if test.later != nil {
				test.later(m)
			}
			m.probe()
			if got := m.watcher.Polling(); !strings.Contains(got, test.want) {
				t.Errorf("it polls because %q, want something with %q", got, test.want)
			}
		})
	}
}

// opened is a system that hands out the watchers that it opens.
func opened() (system, chan *fsnotify.Watcher) {
	sys := realSystem()
	watchers := make(chan *fsnotify.Watcher, 2*maxErrors)
	sys.open = func() (*fsnotify.Watcher, error) {
		w, err := fsnotify.NewWatcher()
		watchers <- w
		return w, err
	}
	return sys, watchers
}

func TestErrors(t *testing.T) {
	t.Parallel()
	sys, watchers := opened()
	m := newMirror(t, options(false), sys)
	for range 3 {
		(<-watchers).Errors <- fsnotify.ErrEventOverflow
		if c := m.receive(); !c.All {
			t.Errorf("got %+v", c)
		}
		m.probe()
	}
	for range maxErrors + 1 {
		if got := m.watcher.Polling(); got != "" {
			t.Errorf("it polls because %q", got)
		}
		(<-watchers).Errors <- errors.New("broken")
		if c := m.receive(); !c.All {
			t.Errorf("got %+v", c)
		}
	}
	if got, want := m.watcher.Polling(), "changes can no longer be watched: broken"; got != want {
		t.Errorf("it polls because %q, want %q", got, want)
	}
	m.probe()
}

// TestOverflow fills the system's queue, which is not read meanwhile.
func TestOverflow(t *testing.T) {
	t.Parallel()
	limit, err := os.ReadFile("/proc/sys/fs/inotify/max_queued_events")
	if err != nil {
		t.Skip("there is no inotify")
	}
	var queue int
	if _, err := fmt.Sscan(string(limit), &queue); err != nil || queue > 50_000 {
		t.Skipf("the queue has %s elements", limit)
	}
	m := newMirror(t, options(false), realSystem())
	tree, err := newTree(m.dir, m.opt)
	m.must(err)
	n, err := newNotifier(tree, realSystem())
	m.must(err)
	defer n.close()
	n.events.mu.Lock() // from here on, nothing is read
	var files []*os.File
	for _, name := range []string{file, "content/site.yaml"} { // in turn, because the same event twice is one
		f, err := os.OpenFile(m.path(name), os.O_WRONLY|os.O_APPEND, 0)
		m.must(err)
		defer f.Close()
		files = append(files, f)
	}
	for i := range 2 * queue {
		_, err := files[i%2].WriteString("x")
		m.must(err)
	}
	n.events.mu.Unlock()
	for !n.dirsTouched {
		<-n.events.ready
		m.must(n.read())
	}
	if c, err := n.change(); !c.All || err != nil || n.dirsTouched {
		t.Errorf("got %+v, %v", c, err)
	}
}
