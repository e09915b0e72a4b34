//go:build unix

package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// spares is a system that keeps a spare for every site.
func spares() system {
	sys := realSystem()
	sys.spareFrom = 1
	return sys
}

// publishSpare publishes and keeps a spare.
func publishSpare(t *testing.T, dir string, site content) Result {
	t.Helper()
	result, err := spares().write(t.Context(), dir, text(site), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// stageOf returns the folder in which a folder is prepared.
func stageOf(dir string) string {
	return filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+".plenary")
}

func spareOf(dir string) string { return filepath.Join(stageOf(dir), "spare") }

// staged returns the names in the stage.
func staged(t *testing.T, dir string) []string {
	t.Helper()
	found, err := os.ReadDir(stageOf(dir))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	var names []string
	for _, d := range found {
		names = append(names, d.Name())
	}
	return names
}

// A spare is kept for a large site only.
func TestSpareWorth(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	site := content{}
	for i := range 1000 {
		site[fmt.Sprintf("%d/index.html", i)] = "x"
	}
	steps := []struct {
		name string
		edit func()
		want []string // in the stage afterwards
	}{
		{"first build", func() {}, []string{"fingerprints"}},
		{"nothing changed", func() {}, []string{"fingerprints"}},
		{"second build", func() { site["0/index.html"] = "y" }, []string{"fingerprints", "spare"}},
		{"third build", func() { site["1/index.html"] = "y" }, []string{"fingerprints", "spare"}},
		{"nothing changed again", func() {}, []string{"fingerprints", "spare"}},
		{"small site", func() { delete(site, "0/index.html") }, nil},
		{"large again", func() { site["0/index.html"] = "z" }, []string{"fingerprints", "spare"}},
		{"empty site", func() { clear(site) }, nil},
	}
	for _, step := range steps {
		step.edit()
		if _, err := Write(t.Context(), dir, text(site), Options{}); err != nil {
			t.Fatal(err)
		}
		same(t, step.name+": stage", staged(t, dir), step.want)
		if got := look(t, dir); !equal(got, site) {
			t.Errorf("%s: got %d files, want %d", step.name, len(got), len(site))
		}
	}
}

// Without links a spare would save nothing and take twice the room.
func TestSpareWithoutLinks(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	sys := spares()
	sys.link = func(from, to string) error {
		return &os.LinkError{Op: "link", Old: from, New: to, Err: errors.ErrUnsupported}
	}
	for _, version := range []string{"1", "2", "3"} {
		site := content{"index.html": version, "a/kept.html": "k", "b/kept.html": "k"}
		if _, err := sys.write(t.Context(), dir, text(site), Options{}); err != nil {
			t.Fatal(err)
		}
		same(t, "folder", look(t, dir), site)
	}
	noStage(t, dir)
}

// Files and folders that need no change are the same from build to build, in
// the published folder and in the spare.
func TestSpareReused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	site := content{"a/b/kept.html": "k", "changed.html": "1"}
	publishSpare(t, dir, site)
	kept := func() fs.FileInfo { return stat(t, filepath.Join(dir, "a", "b", "kept.html"))[0] }
	first := kept()
	var folders []fs.FileInfo // of the builds
	for i := range 5 {
		folders = append(folders, stat(t, filepath.Join(dir, "a", "b"))[0])
		site["changed.html"] = fmt.Sprint(i)
		same(t, "result", publishSpare(t, dir, site), Result{Written: 1, Unchanged: 1})
		same(t, "folder", look(t, dir), site)
		if !os.SameFile(first, kept()) {
			t.Errorf("build %d: an unchanged file is another one", i)
		}
	}
	for i, info := range folders[2:] {
		if !os.SameFile(folders[i], info) {
			t.Errorf("build %d: the spare was not used", i+2)
		}
	}
}

func TestSpareForeign(t *testing.T) {
	ours := content{"index.html": "1", "en/index.html": "e"}
	tests := []struct {
		name    string
		foreign content           // put beside ours and carried through two builds
		meddle  func(dir string)  // then
		want    map[string]string // beside ours; a folder that is empty or not
		modes   map[string]os.FileMode
	}{
		{
			name:   "added",
			meddle: func(dir string) { os.WriteFile(filepath.Join(dir, "en", "new.txt"), []byte("n"), 0o640) },
			want:   content{"en/new.txt": "n"},
			modes:  map[string]os.FileMode{"en/new.txt": 0o640},
		},
		{
			name:    "written in place",
			foreign: content{"f.txt": "old"},
			meddle:  func(dir string) { os.WriteFile(filepath.Join(dir, "f.txt"), []byte("new"), 0o644) },
			want:    content{"f.txt": "new"},
		},
		{
			name:    "replaced",
			foreign: content{"f.txt": "old"},
			meddle: func(dir string) {
				os.WriteFile(filepath.Join(dir, "other"), []byte("new"), 0o644)
				os.Rename(filepath.Join(dir, "other"), filepath.Join(dir, "f.txt"))
			},
			want: content{"f.txt": "new"},
		},
		{
			name:    "removed",
			foreign: content{"f.txt": "old", "en/f.txt": "old", "x/y/z.txt": "z"},
			meddle: func(dir string) {
				os.Remove(filepath.Join(dir, "f.txt"))
				os.Remove(filepath.Join(dir, "en", "f.txt"))
				os.RemoveAll(filepath.Join(dir, "x"))
			},
			want: content{},
		},
		{
			name:    "moved",
			foreign: content{"x/f.txt": "f"},
			meddle:  func(dir string) { os.Rename(filepath.Join(dir, "x"), filepath.Join(dir, "en", "y")) },
			want:    content{"en/y/f.txt": "f"},
		},
		{
			name:    "two files swapped",
			foreign: content{"f.txt": "f", "g.txt": "g"},
			meddle: func(dir string) {
				os.Rename(filepath.Join(dir, "f.txt"), filepath.Join(dir, "h.txt"))
				os.Rename(filepath.Join(dir, "g.txt"), filepath.Join(dir, "f.txt"))
				os.Rename(filepath.Join(dir, "h.txt"), filepath.Join(dir, "g.txt"))
			},
			want: content{"f.txt": "g", "g.txt": "f"},
		},
		{
			name:    "link to elsewhere",
			foreign: content{"link": "-> en"},
			meddle: func(dir string) {
				os.Remove(filepath.Join(dir, "link"))
				os.Symlink("index.html", filepath.Join(dir, "link"))
			},
			want: content{"link": "-> index.html"},
		},
		{
			name:    "file becomes folder and folder becomes file",
			foreign: content{"f": "f", "g/h": "h"},
			meddle: func(dir string) {
				os.Remove(filepath.Join(dir, "f"))
				os.MkdirAll(filepath.Join(dir, "f", "e"), 0o755)
				os.RemoveAll(filepath.Join(dir, "g"))
				os.WriteFile(filepath.Join(dir, "g"), []byte("g"), 0o644)
			},
			want: content{"f/e": "folder", "g": "g"},
		},
		{
			name:    "other modes",
			foreign: content{"x/f.txt": "f"},
			meddle: func(dir string) {
				os.Chmod(dir, 0o711)
				os.Chmod(filepath.Join(dir, "en"), 0o775)
				os.Chmod(filepath.Join(dir, "x"), 0o555)
				os.Chmod(filepath.Join(dir, "x", "f.txt"), 0o600)
			},
			want: content{"x/f.txt": "f"},
			modes: map[string]os.FileMode{
				".": os.ModeDir | 0o711, "en": os.ModeDir | 0o775, "x": os.ModeDir | 0o555, "x/f.txt": 0o600,
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			site := maps.Clone(ours)
			publishSpare(t, dir, site)
			put(t, dir, test.foreign)
			for _, version := range []string{"2", "3"} {
				site["index.html"] = version
				publishSpare(t, dir, site)
			}
			test.meddle(dir)
			t.Cleanup(func() { removeTree(filepath.Dir(dir)) })
			for _, version := range []string{"4", "5", "6"} { // the spare comes round
				site["index.html"] = version
				publishSpare(t, dir, site)
				want := maps.Clone(site)
				maps.Copy(want, test.want)
				same(t, "folder", look(t, dir), want)
				for p, mode := range test.modes {
					if got := stat(t, join(dir, p))[0].Mode(); got != mode {
						t.Errorf("%s: got mode %v, want %v", p, got, mode)
					}
				}
			}
		})
	}
}

// Whatever happens to a spare costs time only, and nothing outside of it is
// touched.
func TestSpareTampered(t *testing.T) {
	tests := []struct {
		name   string
		tamper func(spare string) error
	}{
		{"file removed", func(spare string) error { return os.Remove(filepath.Join(spare, "same", "1.html")) }},
		{"folder removed", func(spare string) error { return os.RemoveAll(filepath.Join(spare, "same")) }},
		{"all removed", os.RemoveAll},
		{"file replaced", func(spare string) error {
			os.Remove(filepath.Join(spare, "same", "1.html"))
			return os.WriteFile(filepath.Join(spare, "same", "1.html"), []byte("evil"), 0o644)
		}},
		{"file and folder added", func(spare string) error {
			os.WriteFile(filepath.Join(spare, "same", "evil.html"), nil, 0o644)
			return os.MkdirAll(filepath.Join(spare, "evil", "folder"), 0o755)
		}},
		{"file becomes folder", func(spare string) error {
			os.Remove(filepath.Join(spare, "same", "1.html"))
			return os.MkdirAll(filepath.Join(spare, "same", "1.html", "x"), 0o755)
		}},
		{"folder becomes file", func(spare string) error {
			os.RemoveAll(filepath.Join(spare, "same"))
			return os.WriteFile(filepath.Join(spare, "same"), nil, 0o644)
		}},
		{"folder becomes link", func(spare string) error {
			os.RemoveAll(filepath.Join(spare, "same"))
			return os.Symlink("../../outside", filepath.Join(spare, "same"))
		}},
		{"spare becomes link", func(spare string) error {
			os.RemoveAll(spare)
			return os.Symlink("../outside", spare)
		}},
		{"spare becomes file", func(spare string) error {
			os.RemoveAll(spare)
			return os.WriteFile(spare, []byte("x"), 0o644)
		}},
		{"manifest becomes folder", func(spare string) error {
			os.Remove(filepath.Join(spare, ListName))
			return os.MkdirAll(filepath.Join(spare, ListName, "x"), 0o755)
		}},
		{"foreign file gone", func(spare string) error { return os.Remove(filepath.Join(spare, "foreign.txt")) }},
		{"files swapped", func(spare string) error {
			os.Remove(filepath.Join(spare, "same", "1.html"))
			return os.Link(filepath.Join(spare, "same", "2.html"), filepath.Join(spare, "same", "1.html"))
		}},
		{"no permission", func(spare string) error {
			os.Chmod(filepath.Join(spare, "same"), 0)
			return os.Chmod(spare, 0o500)
		}},
		{"special file", func(spare string) error { return syscall.Mkfifo(filepath.Join(spare, "same", "fifo"), 0o644) }},
		{"left by a killed build", func(spare string) error {
			os.MkdirAll(filepath.Join(spare, "..", "added"), 0o700)
			os.WriteFile(filepath.Join(spare, "..", "added", "1"), []byte("half"), 0o644)
			return os.MkdirAll(filepath.Join(spare, "..", "old", "half"), 0o755)
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			base := t.TempDir()
			dir := filepath.Join(base, "public")
			put(t, base, content{"outside/secret.txt": "s"})
			publishSpare(t, dir, version(0))
			put(t, dir, content{"foreign.txt": "foreign"})
			publishSpare(t, dir, version(1))
			if err := test.tamper(spareOf(dir)); err != nil {
				t.Fatal(err)
			}
			for i := range 3 {
				result := publishSpare(t, dir, version(i%2))
				want := Result{Written: 21, Unchanged: 10, Removed: 11, Foreign: []string{"foreign.txt"}}
				same(t, "result", result, want)
				if n, ok := intact(t, dir); ok && n != i%2 {
					t.Errorf("got version %d, want %d", n, i%2)
				}
				same(t, "stage", staged(t, dir), []string{"fingerprints", "spare"})
			}
			same(t, "outside", look(t, filepath.Join(base, "outside")), content{"secret.txt": "s"})
		})
	}
}

// A build that fails leaves no spare that may be what the disk has no room
// for, and does not hinder the next.
func TestSpareAfterFailure(t *testing.T) {
	refusal := errors.New("refused")
	tests := []struct {
		name  string
		fail  func(sys *system)
		build content // besides version 1
		want  []string
	}{
		{"exchange", func(sys *system) { sys.exchange = func(a, b string) error { return refusal } }, nil, nil},
		{"link", func(sys *system) { sys.link = func(from, to string) error { return refusal } }, nil, nil},
		{"path", func(*system) {}, content{"../up": ""}, []string{"fingerprints", "spare"}},
		{"obstacle", func(*system) {}, content{"foreign.txt": "ours"}, []string{"fingerprints", "spare"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			publishSpare(t, dir, version(1))
			publishFirstSpare(t, dir)
			// A link that fails is a file that is copied, unless it is special.
			if err := syscall.Mkfifo(filepath.Join(dir, "fifo"), 0o644); err != nil {
				t.Fatal(err)
			}
			site := version(1)
			maps.Copy(site, test.build)
			sys := spares()
			test.fail(&sys)
			if _, err := sys.write(t.Context(), dir, text(site), Options{}); err == nil {
				t.Fatal("got no error")
			}
			same(t, "stage", staged(t, dir), test.want)
			if err := os.Remove(filepath.Join(dir, "fifo")); err != nil {
				t.Fatal(err)
			}
			if n, ok := intact(t, dir); ok && n != 0 {
				t.Errorf("got version %d, want 0", n)
			}
			publishSpare(t, dir, version(1))
			if n, ok := intact(t, dir); ok && n != 1 {
				t.Errorf("got version %d after the next build, want 1", n)
			}
		})
	}
}

// publishFirstSpare is publishFirst with a spare.
func publishFirstSpare(t *testing.T, dir string) {
	t.Helper()
	publishSpare(t, dir, version(0))
	put(t, dir, content{"foreign.txt": "foreign"})
}
