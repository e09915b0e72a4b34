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

func TestWhatDoesNotWake(t *testing.T) {
	old := time.Now().Add(-time.Hour)
	for way := range ways {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			m := newMirror(t, options(way), realSystem())
			if way == "told" { // looks see a change of mode
				m.must(os.Chmod(m.path(file), 0o600))
				m.must(os.Chtimes(m.path(file), old, old))
			}
			m.write("content/.git/index", "ignored\n")
			m.write("content/sg17/2023/.a.en.md.swp", "swap")
			m.write("content/sg17/2023/4913", "")
			m.remove("content/sg17/2023/4913")
			m.write("content/.stage/deep/x.md", "ignored with its folder\n")
			m.write("public/new/index.html", "<p>\n")
			m.write("node_modules/x/index.js", ";\n")
			m.write("README.md", "# Read me too\n")
			m.rename("public", "public.old")
			m.write("i18n/en.yaml", "the first that matters\n")
			c := m.wait()
			if want := (Change{Paths: []string{"i18n/en.yaml"}}); way == "told" && !cmp.Equal(c, want) {
				t.Errorf("woken by %+v", c)
			}
			for !slices.Contains(c.Paths, "i18n/en.yaml") { // polling reports folders in which something came or went
				c = m.wait()
			}
			for _, c := range m.seen {
				for _, name := range c.Paths {
					if _, ok := m.known[name]; !ok {
						t.Errorf("reported: %s", name)
					}
				}
			}
		})
	}
}

// TestBusyReceiver does not read while things happen, and finds them merged.
func TestBusyReceiver(t *testing.T) {
	for way := range ways {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			m := newMirror(t, options(way), realSystem())
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
}

// TestLongest writes without a pause, for as long as it takes.
func TestLongest(t *testing.T) {
	for way := range ways {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			opt := options(way)
			opt.Quiet, opt.Longest = time.Hour, 30*time.Millisecond
			if opt.Poll {
				opt.Quiet = time.Millisecond
			}
			m := newMirror(t, opt, realSystem())
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
				m.wait()
			}
			close(stop)
			<-done
			m.catchUp()
		})
	}
}

func TestChange(t *testing.T) {
	var p pending
	if !p.empty() {
		t.Error("not empty at first")
	}
	p.add("content/b", "content/a/x", "content/a-b", "content/a", "content/a/y/z", "content/b")
	want := Change{Paths: []string{"content/a", "content/a-b", "content/b"}}
	if diff := cmp.Diff(want, p.change()); diff != "" {
		t.Error(diff)
	}
	p.all, p.polling = true, "why"
	if diff := cmp.Diff(Change{All: true, Polling: "why"}, p.change()); diff != "" {
		t.Error(diff)
	}
}

func TestStartErrors(t *testing.T) {
	dir := t.TempDir()
	notFolder := filepath.Join(dir, "file")
	if err := os.WriteFile(notFolder, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, root string
		dirs       []string
	}{
		{"no such root", filepath.Join(dir, "missing"), []string{"content"}},
		{"root is a file", notFolder, []string{"content"}},
		{"root itself", dir, []string{"."}},
		{"outside", dir, []string{"../content"}},
		{"absolute", dir, []string{"/content"}},
	}
	for _, test := range tests {
		if _, err := Start(t.Context(), test.root, Options{Dirs: test.dirs}); err == nil {
			t.Errorf("%s: no error", test.name)
		}
	}
}

// TestNothingIsLeft is not parallel, because it counts goroutines.
func TestNothingIsLeft(t *testing.T) {
	goroutines, files := runtime.NumGoroutine(), openFiles()
	for _, opt := range ways {
		dir := t.TempDir()
		opt.Dirs = []string{"content"}
		for i := range 30 {
			ctx, stop := context.WithCancel(t.Context())
			w, err := Start(ctx, dir, opt)
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

// openFiles counts open files, where the system tells.
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
		fmt.Fprintln(os.Stderr, "looking for changes twice a second:", reason)
	}

	if err := os.MkdirAll(filepath.Join(root, "content", "sg17"), 0o777); err != nil {
		panic(err)
	}
	fmt.Println(<-w.Changes())

	stop()
	for range w.Changes() { // until everything is cleaned up
	}
	// Output: {[content] false }
}
