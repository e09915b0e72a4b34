package publish

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestWriteForeign(t *testing.T) {
	tests := []struct {
		name          string
		ours, foreign content // the earlier build, and what was added to it
		build         content
		clean         bool
		want          content // of the folder, nil if it is an error
		result        Result
		errs          []string // parts of the message
	}{
		{
			name:    "files, links and folders are carried over",
			ours:    content{"index.html": "1", "en/index.html": "2"},
			foreign: content{"CNAME": "example.org", "en/photo.jpg": "p", "up/loads/a.pdf": "a", "empty/er": "folder", "latest": "-> en", "up/broken": "-> nowhere", "abs": "-> /etc"},
			build:   content{"index.html": "new"},
			want:    content{"index.html": "new", "CNAME": "example.org", "en/photo.jpg": "p", "up/loads/a.pdf": "a", "empty/er": "folder", "latest": "-> en", "up/broken": "-> nowhere", "abs": "-> /etc"},
			result:  Result{Written: 1, Removed: 1, Foreign: []string{"CNAME", "abs", "en/photo.jpg", "latest", "up/broken", "up/loads/a.pdf"}},
		},
		{
			name:    "an empty folder keeps the folder it is in",
			ours:    content{"a/index.html": "1"},
			foreign: content{"a/b": "folder"},
			build:   content{"index.html": "new"},
			want:    content{"index.html": "new", "a/b": "folder"},
			result:  Result{Written: 1, Removed: 1},
		},
		{
			name:    "the same bytes are adopted",
			foreign: content{"index.html": "1", "x": "x"},
			build:   content{"index.html": "1"},
			want:    content{"index.html": "1", "x": "x"},
			result:  Result{Unchanged: 1, Foreign: []string{"x"}},
		},
		{
			name:    "a published file that somebody has changed is written again",
			ours:    content{"index.html": "1"},
			foreign: content{"index.html": "edited"},
			build:   content{"index.html": "2"},
			want:    content{"index.html": "2"},
			result:  Result{Written: 1},
		},
		{
			name:    "a published file that somebody has changed is not dropped",
			ours:    content{"index.html": "1", "robots.txt": "ours"},
			foreign: content{"robots.txt": "theirs"},
			build:   content{"index.html": "1"},
			want:    content{"index.html": "1", "robots.txt": "theirs"},
			result:  Result{Unchanged: 1, Foreign: []string{"robots.txt"}},
		},
		{
			name:    "files in the way are all named",
			foreign: content{"index.html": "theirs", "en": "file", "about": "-> index.html", "fr/x": "folder"},
			build:   content{"index.html": "ours", "en/index.html": "1", "about/index.html": "2", "fr/x": "3"},
			errs: []string{
				"public/index.html is a file that no earlier build has made, where a file must go: move it away, or let --clean replace it",
				"public/en is a file that no earlier build has made, where a folder must go",
				"public/about is a symbolic link that no earlier build has made, where a folder must go",
				"public/fr/x is a folder that no earlier build has made, where a file must go",
			},
		},
		{
			name:    "names that do not print are quoted",
			foreign: content{"a\u202eb": "theirs", "c\u009bd": "theirs"},
			build:   content{"a\u202eb": "ours", "c\u009bd/index.html": "1"},
			errs: []string{
				`"public/a\u202eb" is a file that no earlier build has made`,
				`"public/c\u009bd" is a file that no earlier build has made`,
			},
		},
		{
			name:    "a link is in the way even if its target has the same bytes",
			foreign: content{"x": "1", "index.html": "-> x"},
			build:   content{"index.html": "1"},
			errs:    []string{"public/index.html is a symbolic link"},
		},
		{
			name:    "a folder of ours with a foreign file in it is in the way of a file",
			ours:    content{"a/index.html": "1"},
			foreign: content{"a/photo.jpg": "p"},
			build:   content{"a": "2"},
			errs:    []string{"public/a is a folder"},
		},
		{
			name:    "a folder in the place of the manifest",
			foreign: content{ListName + "/x": "1"},
			build:   content{"index.html": "1"},
			errs:    []string{"public/" + ListName + " is a folder"},
		},
		{
			name:    "clean drops what is foreign",
			ours:    content{"index.html": "1"},
			foreign: content{"CNAME": "x", "a/b/c": "y", "link": "-> /etc", "empty": "folder"},
			build:   content{"index.html": "1"},
			clean:   true,
			want:    content{"index.html": "1"},
			result:  Result{Unchanged: 1, Removed: 3},
		},
		{
			name:    "clean drops an empty folder even if nothing else changes",
			ours:    content{"index.html": "1"},
			foreign: content{"empty": "folder"},
			build:   content{"index.html": "1"},
			clean:   true,
			want:    content{"index.html": "1"},
			result:  Result{Unchanged: 1},
		},
		{
			name:    "clean replaces what is in the way",
			foreign: content{"index.html": "theirs", "en": "file", "fr": "-> /etc", "about/x": "1", ListName + "/x": "1"},
			build:   content{"index.html": "ours", "en/index.html": "1", "fr/index.html": "2", "about": "2"},
			clean:   true,
			want:    content{"index.html": "ours", "en/index.html": "1", "fr/index.html": "2", "about": "2"},
			result:  Result{Written: 4, Removed: 4},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			if test.ours != nil {
				mustWrite(t, "public", test.ours)
			}
			put(t, "public", test.foreign)
			before := look(t, "public")
			result, err := write(t, "public", test.build, Options{Clean: test.clean})
			same(t, "result", result, test.result)
			if test.want != nil {
				if err != nil {
					t.Fatal(err)
				}
				same(t, "folder", look(t, "public"), test.want)
				return
			}
			if err == nil {
				t.Fatal("got no error")
			}
			for _, want := range test.errs {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("got %q, want it to contain %q", err, want)
				}
			}
			same(t, "folder", look(t, "public"), before)
		})
	}
}

func TestWriteManyObstacles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	theirs, ours := content{}, content{}
	for _, c := range strings.Split("abcdefghijklmnopqrstuvwxyz", "") {
		theirs[c], ours[c] = "theirs", "ours"
	}
	put(t, dir, theirs)
	_, err := write(t, dir, ours, Options{})
	if err == nil || !strings.HasSuffix(err.Error(), "\nand 6 more") {
		t.Errorf("got %v, want 20 obstacles and 6 more", err)
	}
}

// Foreign entries keep inode, mode and modification time, whatever the file
// system can do.
func TestWriteForeignModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("file modes are those of Unix")
	}
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, content{"index.html": "1"})
	put(t, dir, content{"run.sh": "x", "in/box/a": "y"})
	modes := map[string]fs.FileMode{
		"run.sh": 0o750,
		"in":     0o775 | fs.ModeSetgid,
		"in/box": 0o555,
		".":      0o775,
	}
	for p, mode := range modes {
		if err := os.Chmod(join(dir, p), mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { os.Chmod(filepath.Join(dir, "in", "box"), 0o755) })
	paths := []string{filepath.Join(dir, "run.sh"), filepath.Join(dir, "in"), filepath.Join(dir, "in", "box"), dir}
	before := stat(t, paths...)
	mustWrite(t, dir, content{"index.html": "2"})
	after := stat(t, paths...)
	for i, p := range paths {
		if before[i].Mode() != after[i].Mode() {
			t.Errorf("%s: got mode %v, want %v", p, after[i].Mode(), before[i].Mode())
		}
	}
	if !os.SameFile(before[0], after[0]) {
		t.Error("run.sh is another file now")
	}
}
