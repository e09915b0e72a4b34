package publish

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// open begins to replace a folder and closes the writer at the end at the
// latest.
func open(t *testing.T, dir string, opt Options) *Writer {
	t.Helper()
	w, err := Open(t.Context(), dir, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

func add(t *testing.T, w *Writer, files content) {
	t.Helper()
	for _, f := range text(files) {
		if err := w.Add(f); err != nil {
			t.Fatal(err)
		}
	}
}

func commit(t *testing.T, w *Writer) Result {
	t.Helper()
	result, err := w.Commit(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return result
}

func TestWriter(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, content{"kept.html": "k", "added.html": "a", "changed.html": "1", "dropped.html": "d"})
	put(t, dir, content{"foreign.txt": "f"})

	w := open(t, dir, Options{})
	if err := w.Keep("kept.html", SumOf([]byte("k"))); err != nil {
		t.Fatal(err)
	}
	add(t, w, content{"added.html": "a", "changed.html": "2", "new/index.html": "n"})
	same(t, "folder before the end", look(t, dir),
		content{"kept.html": "k", "added.html": "a", "changed.html": "1", "dropped.html": "d", "foreign.txt": "f"})
	same(t, "result", commit(t, w), Result{Written: 2, Unchanged: 2, Removed: 1, Foreign: []string{"foreign.txt"}})
	same(t, "folder", look(t, dir),
		content{"kept.html": "k", "added.html": "a", "changed.html": "2", "new/index.html": "n", "foreign.txt": "f"})
	noStage(t, dir)
}

func TestWriterHolds(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, content{"a/index.html": "a", "edited.html": "e"})
	put(t, dir, content{"foreign.txt": "f", "link.html": "-> edited.html", "edited.html": "E"})
	tests := []struct {
		path, data string
		want       bool
	}{
		{"a/index.html", "a", true},
		{"a/index.html", "b", false},
		{"edited.html", "e", false},
		{"edited.html", "E", true},
		{"foreign.txt", "f", true}, // it would be adopted
		{"link.html", "E", false},
		{"a", "", false},
		{"missing.html", "", false},
		{"../public/foreign.txt", "f", false},
		{"", "", false},
	}
	for _, test := range tests {
		w, sum := open(t, dir, Options{}), SumOf([]byte(test.data))
		if got := w.Holds(test.path, sum); got != test.want {
			t.Errorf("holds %q %q: got %v, want %v", test.path, test.data, got, test.want)
		}
		if err := w.Keep(test.path, sum); test.want && err != nil || !test.want && checkPath(test.path) == nil && err == nil {
			t.Errorf("keep %q %q: got error %v, want %v", test.path, test.data, err, !test.want)
		}
		w.Close()
	}
}

// Without Commit nothing happens, whatever was added.
func TestWriterGivenUp(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	mustWrite(t, dir, content{"index.html": "old"})
	w := open(t, dir, Options{})
	add(t, w, content{"index.html": "new", "more.html": "m"})
	if _, err := Open(t.Context(), dir, Options{}); err == nil || !strings.Contains(err.Error(), "another build or eject is writing") {
		t.Errorf("second writer: got %v, want an error about another build", err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	second := open(t, dir, Options{})
	if err := w.Close(); err != nil { // must not free what is no longer its own
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), dir, Options{}); err == nil {
		t.Error("a writer closed twice lets a third one in")
	}
	second.Close()
	same(t, "parent folder", look(t, parent), content{"public/index.html": "old"})
}

// Much can happen between the first file and the last.
func TestWriterAlteredMeanwhile(t *testing.T) {
	for _, gone := range []bool{false, true} {
		dir := filepath.Join(t.TempDir(), "public")
		mustWrite(t, dir, content{"a/kept.html": "k", "changed.html": "1", "same.html": "s", "dropped/x.html": "d"})
		put(t, dir, content{"old.txt": "o", "a/old.txt": "o"})
		w := open(t, dir, Options{})
		if err := w.Keep("a/kept.html", SumOf([]byte("k"))); err != nil {
			t.Fatal(err)
		}
		add(t, w, content{"changed.html": "2", "new.html": "n", "same.html": "s"})
		for _, p := range []string{"old.txt", "changed.html", "dropped"} {
			if err := os.RemoveAll(filepath.Join(dir, p)); err != nil {
				t.Fatal(err)
			}
		}
		put(t, dir, content{"new.txt": "n", "a/b/new.txt": "n", "a/old.txt": "newer"})
		if !gone {
			same(t, "result", commit(t, w), Result{Written: 2, Unchanged: 2, Foreign: []string{"a/b/new.txt", "a/old.txt", "new.txt"}})
			same(t, "folder", look(t, dir), content{"a/kept.html": "k", "changed.html": "2", "new.html": "n", "same.html": "s",
				"new.txt": "n", "a/b/new.txt": "n", "a/old.txt": "newer"})
			continue
		}
		if err := os.Remove(filepath.Join(dir, "a", "kept.html")); err != nil {
			t.Fatal(err)
		}
		put(t, dir, content{"a/kept.html": "K", "same.html": "S"})
		_, err := w.Commit(t.Context())
		if err == nil || !strings.Contains(err.Error(), "a/kept.html was changed by someone else during the build") {
			t.Errorf("got %v, want an error that names a/kept.html", err)
		}
	}
}

// A folder that comes up meanwhile is not overwritten.
func TestWriterFolderMeanwhile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	w := open(t, dir, Options{})
	add(t, w, content{"index.html": "1"})
	put(t, dir, content{"foreign.txt": "f"})
	same(t, "result", commit(t, w), Result{Written: 1, Foreign: []string{"foreign.txt"}})
	same(t, "folder", look(t, dir), content{"index.html": "1", "foreign.txt": "f"})
}

// Files may come from many goroutines.
func TestWriterConcurrent(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	before, after := content{}, content{}
	for i := range 400 {
		p := fmt.Sprintf("%d/%d.html", i%7, i)
		before[p], after[p] = "same", "same"
		if i%3 == 0 {
			after[p] = "changed"
		}
	}
	mustWrite(t, dir, before)
	w := open(t, dir, Options{})
	var wg sync.WaitGroup
	for chunk := range slices.Chunk(text(after), 50) {
		wg.Go(func() {
			for _, f := range chunk {
				var err error
				if sum := SumOf(f.Data); w.Holds(f.Path, sum) {
					err = w.Keep(f.Path, sum)
				} else {
					err = w.Add(f)
				}
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	same(t, "result", commit(t, w), Result{Written: 134, Unchanged: 266})
	same(t, "folder", look(t, dir), after)
}

// TestStageCleared lets the stage disappear during a build: a site of which files are missing
// is not published.
func TestStageCleared(t *testing.T) {
	tests := []struct {
		name  string
		clear func(next string) error
		want  string
	}{
		{"a file", func(next string) error { return os.Remove(filepath.Join(next, "a", "first.html")) }, "a/first.html cannot be written: it is no longer in the stage"},
		{"a folder", func(next string) error { return os.RemoveAll(filepath.Join(next, "a")) }, "a/first.html cannot be written: it is no longer in the stage"},
		{"all", os.RemoveAll, "a/first.html cannot be written: it is no longer in the stage"},
		{"all, with a file in its place", func(next string) error {
			return errors.Join(os.RemoveAll(next), os.WriteFile(next, nil, 0o644))
		}, "last.html cannot be written"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			mustWrite(t, dir, content{"index.html": "old"})
			w := open(t, dir, Options{})
			add(t, w, content{"a/first.html": "new"})
			if err := test.clear(w.next(".")); err != nil {
				t.Fatal(err)
			}
			_ = w.Add(File{Path: "last.html"}) // Commit returns the error too
			if _, err := w.Commit(t.Context()); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error that contains %q", err, test.want)
			}
			w.Close()
			noStage(t, dir)
			same(t, "folder", look(t, dir), content{"index.html": "old"})
		})
	}
}
