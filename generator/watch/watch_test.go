package watch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// What does not matter is not reported, save that polling may report everything.
func TestWhatIsNotReported(t *testing.T) {
	old := time.Now().Add(-time.Hour)
	eachWay(t, func(t *testing.T, m *mirror) {
		m.must(os.Chtimes(m.path(file), old, old))
		m.write("content/.git/index", "ignored\n")
		m.write("content/sg17/2023/4913", "")
		m.remove("content/sg17/2023/4913")
		m.write("content/.stage/deep/x.md", "ignored with its folder\n")
		m.write("public/new/index.html", "<p>\n")
		m.write("README.md", "# Read me too\n")
		m.rename("public", "public.old")
		m.write("i18n/en.yaml", "what matters\n")
		m.catchUp()
		if m.watcher.Polling() != "" {
			return
		}
		for _, c := range m.seen { // kqueue reports a change of times, because it does so when a file is emptied
			c.Paths = slices.DeleteFunc(c.Paths, func(name string) bool { return name == file })
			if (c.All || len(c.Paths) > 0) && !cmp.Equal(c, Change{Paths: []string{"i18n/en.yaml"}}) {
				t.Errorf("got %+v", c)
			}
		}
	})
}

// TestBusyReceiver does not read while things happen, and finds them merged.
func TestBusyReceiver(t *testing.T) {
	eachWay(t, func(t *testing.T, m *mirror) {
		for i := range 100 {
			m.write(fmt.Sprintf("content/new/f%d.md", i), "new\n")
			m.write(file, fmt.Sprint(i))
		}
		m.catchUp()
		if n := len(m.seen); n > 20 {
			t.Errorf("%d changes", n)
		}
	})
}

// TestWritingWithoutAPause goes on until changes are reported.
func TestWritingWithoutAPause(t *testing.T) {
	for _, way := range ways {
		t.Run(way.name, func(t *testing.T) {
			t.Parallel()
			slow := timing{quiet: time.Hour, longest: 30 * time.Millisecond, interval: 5 * time.Millisecond, again: time.Hour}
			if way.poll {
				slow.quiet = time.Millisecond
			}
			m := newMirrorIn(t, t.TempDir(), options(way.poll), slow, way.system())
			stop, done := make(chan struct{}), make(chan struct{})
			go func() {
				defer close(done)
				for i := 0; ; i++ {
					select {
					case <-stop:
						return
					default:
						_ = os.WriteFile(m.path(file), fmt.Append(nil, i), 0o666)
					}
				}
			}()
			for range 3 {
				m.receive()
			}
			close(stop)
			<-done
			m.catchUp()
		})
	}
}

func TestFingerprint(t *testing.T) {
	old := time.Now().Add(-time.Hour).Truncate(time.Second)
	const folder = "content/sg17/2023"
	for _, test := range []struct {
		name string
		do   func(m *mirror)
		want bool // whether the fingerprint differs
	}{
		{"nothing", func(m *mirror) {}, false},
		{"size", func(m *mirror) { m.write(file, "longer than before\n"); m.must(os.Chtimes(m.path(file), old, old)) }, true},
		{"100 nanoseconds", func(m *mirror) { m.must(os.Chtimes(m.path(file), old, old.Add(100))) }, true},
		{"mode", func(m *mirror) { m.must(os.Chmod(m.path(file), 0o600)) }, true},
		{"inode", func(m *mirror) {
			m.write("x", "# Announcement\n")
			m.must(os.Chtimes(m.path("x"), old, old))
			m.rename("x", file)
			m.must(os.Chtimes(m.path(folder), old, old))
		}, true},
		{"name", func(m *mirror) { m.rename(file, folder+"/c.md"); m.must(os.Chtimes(m.path(folder), old, old)) }, true},
		{"removed", func(m *mirror) { m.remove(file); m.must(os.Chtimes(m.path(folder), old, old)) }, true},
		{"appeared and vanished", func(m *mirror) { m.write(folder+"/x.md", ""); m.remove(folder + "/x.md") }, true},
		{"ignored", func(m *mirror) { m.write(folder+"/.git/x", ""); m.must(os.Chtimes(m.path(folder), old, old)) }, false},
		{"elsewhere", func(m *mirror) { m.write("public/new/x.html", ""); m.write("README.md", "") }, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			m := newMirror(t, options(false), realSystem())
			for name := range m.known {
				m.must(os.Chtimes(m.path(name), old, old))
			}
			tree, err := newTree(m.dir, m.opt)
			m.must(err)
			before := tree.fingerprint(t.Context())
			test.do(m)
			if got := tree.fingerprint(t.Context()) != before; got != test.want {
				t.Errorf("it differs: %t", got)
			}
		})
	}
}

// A change that does not show in modification times is reported a little later.
func TestPollingReportsAgain(t *testing.T) {
	t.Parallel()
	m := newMirror(t, options(true), realSystem())
	m.receive() // after the start
	m.write(file, "longer than before\n")
	m.catchUp()
	m.receive()
}

func TestMerge(t *testing.T) {
	var c Change
	c.merge(Change{Paths: []string{"c", "b"}})
	c.merge(Change{Paths: []string{"a", "b"}})
	if diff := cmp.Diff(Change{Paths: []string{"a", "b", "c"}}, c); diff != "" {
		t.Error(diff)
	}
	c.merge(Change{All: true})
	c.merge(Change{Paths: []string{"a"}})
	if diff := cmp.Diff(Change{All: true}, c); diff != "" {
		t.Error(diff)
	}
}

func TestStartErrors(t *testing.T) {
	dir := t.TempDir()
	notFolder := filepath.Join(dir, "file")
	if err := os.WriteFile(notFolder, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, root := range []string{filepath.Join(dir, "missing"), notFolder} {
		if _, err := Start(t.Context(), root, Options{Dirs: []string{"content"}}); err == nil {
			t.Errorf("%s: no error", root)
		}
	}
}

// TestNothingIsLeft is not parallel, because it counts goroutines.
func TestNothingIsLeft(t *testing.T) {
	goroutines, files := runtime.NumGoroutine(), openFiles()
	for i := range 60 {
		dir := t.TempDir()
		ctx, stop := context.WithCancel(t.Context())
		w, err := start(ctx, dir, options(i%2 == 0), fast, realSystem())
		if err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Join(dir, "content", fmt.Sprint(i)), 0o777); err != nil {
			t.Fatal(err)
		}
		if i%3 > 0 { // otherwise end before anything is reported
			<-w.Changes()
		}
		stop()
		for range w.Changes() {
		}
	}
	// fsnotify says that it has ended a moment before it has.
	for end := time.Now().Add(deadline); ; runtime.Gosched() {
		g, f := runtime.NumGoroutine(), openFiles()
		if g <= goroutines && f <= files {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%d goroutines and %d files, where there were %d and %d", g, f, goroutines, files)
		}
	}
}

// openFiles counts open files, where the system lists them.
func openFiles() int {
	entries, _ := os.ReadDir("/proc/self/fd")
	return len(entries)
}

func ExampleStart() {
	root, err := os.MkdirTemp("", "plenary")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(root)

	ctx, stop := context.WithCancel(context.Background())
	w, err := Start(ctx, root, Options{Dirs: []string{"content", "layouts"}})
	if err != nil {
		panic(err)
	}
	if reason := w.Polling(); reason != "" {
		fmt.Fprintln(os.Stderr, "polling:", reason)
	}

	if err := os.MkdirAll(filepath.Join(root, "content", "sg17"), 0o777); err != nil {
		panic(err)
	}
	fmt.Printf("%+v\n", <-w.Changes())

	stop()
	for range w.Changes() { // until everything has ended
	}
	// Output: {Paths:[] All:true}
}
