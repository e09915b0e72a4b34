package publish

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestWrite(t *testing.T) {
	tests := []struct {
		name          string
		before, after content
		result        Result
	}{
		{
			name:   "new folder",
			after:  content{"index.html": "a", "en/index.html": "b"},
			result: Result{Written: 2},
		},
		{
			name:   "changed file",
			before: content{"index.html": "a", "en/index.html": "b"},
			after:  content{"index.html": "a", "en/index.html": "c"},
			result: Result{Written: 1, Unchanged: 1},
		},
		{
			name:   "same length, other bytes",
			before: content{"index.html": "2025-01-01"},
			after:  content{"index.html": "2025-01-02"},
			result: Result{Written: 1},
		},
		{
			name:   "dropped files take their folders along",
			before: content{"index.html": "a", "en/2024/a/index.html": "b", "en/2024/a/b.ics": "c", "en/index.html": "d"},
			after:  content{"index.html": "a", "en/index.html": "d"},
			result: Result{Unchanged: 2, Removed: 2},
		},
		{
			name:   "file becomes folder",
			before: content{"a": "1", "b": "2"},
			after:  content{"a/index.html": "1", "b": "2"},
			result: Result{Written: 1, Unchanged: 1, Removed: 1},
		},
		{
			name:   "folder becomes file",
			before: content{"a/b/index.html": "1", "b": "2"},
			after:  content{"a": "1", "b": "2"},
			result: Result{Written: 1, Unchanged: 1, Removed: 1},
		},
		{
			name:   "nothing is made any more",
			before: content{"a/b": "1"},
			after:  content{},
			result: Result{Removed: 1},
		},
		{
			name:   "empty file, and names that are not ASCII",
			before: content{"fr/réunion/index.html": "", "zh/会议 1.html": "x"},
			after:  content{"fr/réunion/index.html": "", "zh/会议 1.html": "y"},
			result: Result{Written: 1, Unchanged: 1},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			if test.before != nil {
				mustWrite(t, dir, test.before)
			}
			result := mustWrite(t, dir, test.after)
			same(t, "result", result, test.result)
			same(t, "folder", look(t, dir), test.after)
		})
	}
}

// An unchanged file keeps its inode and modification time, be it linked or
// copied; a folder in which nothing changes is not touched at all.
func TestWriteUnchanged(t *testing.T) {
	noLinks := func(from, to string) error {
		return &os.LinkError{Op: "link", Old: from, New: to, Err: errors.ErrUnsupported}
	}
	tests := []struct {
		name     string
		link     func(from, to string) error
		sameFile bool
	}{
		{"linked", os.Link, true},
		{"copied", noLinks, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			sys := realSystem()
			sys.link = test.link
			dir := filepath.Join(t.TempDir(), "public")
			first := content{"a/kept.html": "a", "b.html": "b"}
			mustWrite(t, dir, first)
			kept := filepath.Join(dir, "a", "kept.html")
			long := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
			if err := os.Chtimes(kept, long, long); err != nil {
				t.Fatal(err)
			}
			before := stat(t, kept, dir)

			if result, err := sys.write(t.Context(), dir, first, Options{}); err != nil || result.Unchanged != 2 {
				t.Fatalf("got %+v, %v, want two unchanged files", result, err)
			}
			after := stat(t, kept, dir)
			if !os.SameFile(before[1], after[1]) || !before[1].ModTime().Equal(after[1].ModTime()) {
				t.Error("nothing was changed, and yet the folder was touched")
			}

			if _, err := sys.write(t.Context(), dir, content{"a/kept.html": "a", "b.html": "c"}, Options{}); err != nil {
				t.Fatal(err)
			}
			after = stat(t, kept, dir)
			if os.SameFile(before[1], after[1]) {
				t.Error("a file was changed, and yet the folder was not exchanged")
			}
			if !after[0].ModTime().Equal(long) || after[0].Mode() != before[0].Mode() {
				t.Errorf("unchanged file: got %v %v, want %v %v", after[0].Mode(), after[0].ModTime(), before[0].Mode(), long)
			}
			if os.SameFile(before[0], after[0]) != test.sameFile {
				t.Errorf("unchanged file: same inode is %v, want %v", !test.sameFile, test.sameFile)
			}
			noStage(t, dir)
		})
	}
}

func TestWriteRefusesPaths(t *testing.T) {
	tests := []struct {
		name  string
		paths []string
		want  []string // parts of the message
	}{
		{"empty", []string{""}, []string{`"" is not relative and clean`}},
		{"dot", []string{"."}, []string{`"." is not relative`}},
		{"absolute", []string{"/etc/passwd"}, []string{`"/etc/passwd" is not relative`}},
		{"above", []string{"../a"}, []string{`"../a" is not relative`}},
		{"above in the middle", []string{"a/../../b"}, []string{`"a/../../b" is not relative`}},
		{"not clean", []string{"a//b", "a/", "./c"}, []string{`"a//b"`, `"a/"`, `"./c"`}},
		{"backslash", []string{`..\a`}, []string{"backslash"}},
		{"line break", []string{"a\nb"}, []string{"control character"}},
		{"not UTF-8", []string{"a\xff"}, []string{"not relative and clean"}},
		{"manifest", []string{ListName}, []string{"list of published files"}},
		{"folder named like the manifest", []string{".Plenary-Files/a"}, []string{"list of published files"}},
		{"twice", []string{"a", "a"}, []string{"a is made twice"}},
		{"file and folder", []string{"a/b/c", "a/b"}, []string{"a/b is made as a file and as a folder"}},
		{"many, sorted", []string{"z", "../up", "b/c", "z", "b", "a\\b", "z"},
			[]string{"\"../up\" is not relative and clean: write it like en/index.html\npath \"a\\\\b\"", "\nb is made as a file and as a folder", "\nz is made twice: give one of the two another path\nz is made twice"}},
		{"file and folder, far apart", []string{"a", "a-b", "a/b/c/d"}, []string{"a is made as a file and as a folder"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			parent := t.TempDir()
			files := []File{{Path: "fine.html"}}
			for _, p := range test.paths {
				files = append(files, File{Path: p})
			}
			w := open(t, filepath.Join(parent, "public"), Options{})
			for _, f := range files {
				if err := w.Add(f); err != nil {
					t.Errorf("%q: got %v, want the error at the end", f.Path, err)
				}
			}
			_, err := w.Commit(t.Context())
			if err == nil {
				t.Fatal("got no error")
			}
			w.Close()
			for _, want := range test.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("got %q, want it to contain %q", err, want)
				}
			}
			same(t, "parent folder", look(t, parent), content{".": "folder"})

			var paths Paths
			for _, f := range files {
				paths.Add(f.Path)
			}
			if got := joined(paths.Problems()); got == nil || got.Error() != err.Error() {
				t.Errorf("of the paths alone: got %v, want %v", got, err)
			}
		})
	}
}

func TestWriteTarget(t *testing.T) {
	site := content{"index.html": "new"}
	tests := []struct {
		name   string
		before content
		dir    string  // in the folder laid out by before
		want   content // nil if it is an error
		err    string
	}{
		{"parents missing", nil, "a/b/public", content{"a/b/public/index.html": "new"}, ""},
		{"empty folder", content{"public": "folder"}, "public/", content{"public/index.html": "new"}, ""},
		{"link", content{"srv/site": "folder", "public": "-> srv/site"}, "public",
			content{"srv/site/index.html": "new", "public": "-> srv/site"}, ""},
		{"link to a link", content{"srv/site": "folder", "x/b": "-> ../srv/site", "a": "-> x/b"}, "a",
			content{"srv/site/index.html": "new", "x/b": "-> ../srv/site", "a": "-> x/b"}, ""},
		{"link to nothing", content{"srv": "folder", "public": "-> srv/site"}, "public",
			content{"srv/site/index.html": "new", "public": "-> srv/site"}, ""},
		{"parent is a link", content{"srv": "folder", "www": "-> srv"}, "www/public",
			content{"srv/public/index.html": "new", "www": "-> srv"}, ""},
		{"link to itself", content{"public": "-> public"}, "public", nil, "too many links"},
		{"file", content{"public": "x"}, "public", nil, "public is a file: name a folder"},
		{"stage taken by a file", content{".public.plenary": "x"}, "public", nil, "must be free for building public/"},
		{"stage is a link", content{".public.plenary": "-> b", "b": "folder"}, "public", nil, "must be free for building public/"},
		{"no name", nil, "", nil, "has no name"},
		{"root", nil, "/", nil, "root of a file system"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			base := t.TempDir()
			put(t, base, test.before)
			t.Chdir(base)
			_, err := realSystem().write(t.Context(), test.dir, site, Options{})
			if test.want != nil {
				if err != nil {
					t.Fatal(err)
				}
				same(t, "folder", look(t, base), test.want)
				return
			}
			if err == nil || !strings.Contains(err.Error(), test.err) {
				t.Errorf("got %v, want an error that contains %q", err, test.err)
			}
			if len(test.before) > 0 {
				same(t, "folder", look(t, base), test.before)
			}
		})
	}
}

func TestCancelled(t *testing.T) {
	before := content{"index.html": "old", "a/b.html": "kept"}
	after := content{"index.html": "new", "a/b.html": "kept"}
	for _, when := range []string{"before", "during"} {
		t.Run(when, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			mustWrite(t, dir, before)
			ctx, cancel := context.WithCancel(t.Context())
			sys := realSystem()
			sys.link = func(from, to string) error {
				cancel()
				return os.Link(from, to)
			}
			if when == "before" {
				cancel()
			}
			if _, err := sys.write(ctx, dir, after, Options{}); !errors.Is(err, context.Canceled) {
				t.Errorf("got %v, want context.Canceled", err)
			}
			same(t, "folder", look(t, dir), before)
			noStage(t, dir)
		})
	}
}
