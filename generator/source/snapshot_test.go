package source_test

import (
	"errors"
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"

	"plenary/generator/source"
)

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

func nothing(string) bool { return false }

// read returns what a file holds, or "missing".
func read(t *testing.T, fsys fs.FS, name string) string {
	t.Helper()
	data, err := fs.ReadFile(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return "missing"
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func names(t *testing.T, fsys fs.FS, dir string) []string {
	t.Helper()
	list, err := fs.ReadDir(fsys, dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range list {
		names = append(names, e.Name())
	}
	return names
}

func sum(t *testing.T, fsys fs.FS, dir string) [32]byte {
	t.Helper()
	got, err := source.Sum(fsys, dir, nothing)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestSnapshotStays changes everything after it was looked at first.
func TestSnapshotStays(t *testing.T) {
	files := fstest.MapFS{"a/b.txt": file("first"), "a/c.txt": file("first"), "a/d.txt": file("first"), "e/f.txt": file("first")}
	s := source.NewSnapshot(files)
	before := sum(t, files, "a")
	if got := read(t, s, "a/b.txt"); got != "first" {
		t.Errorf("a/b.txt holds %q", got)
	}
	if got := read(t, s, "a/new.txt"); got != "missing" {
		t.Errorf("a/new.txt holds %q", got)
	}
	info, err := fs.Lstat(s, "a/d.txt")
	if err != nil {
		t.Fatal(err)
	}

	files["a/b.txt"], files["a/new.txt"], files["a/d.txt"] = file("second"), file("second"), file("longer than before")
	for _, name := range []string{"a/b.txt", "a/b.txt"} {
		if got := read(t, s, name); got != "first" {
			t.Errorf("%s holds %q now", name, got)
		}
	}
	f, err := s.Open("a/b.txt")
	if err != nil {
		t.Fatal(err)
	}
	data := make([]byte, 10)
	if n, _ := f.Read(data); string(data[:n]) != "first" {
		t.Errorf("a/b.txt is opened with %q", data[:n])
	}
	if got := read(t, s, "a/new.txt"); got != "missing" {
		t.Errorf("a/new.txt holds %q now", got)
	}
	if _, err := fs.Lstat(s, "a/new.txt"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a/new.txt is there: %v", err)
	}
	if want := []string{"b.txt", "c.txt", "d.txt"}; !slices.Equal(names(t, s, "a"), want) {
		t.Errorf("the folder has %q, want %q", names(t, s, "a"), want)
	}
	if again, err := fs.Lstat(s, "a/d.txt"); err != nil || again.Size() != info.Size() {
		t.Errorf("a/d.txt changed its size (%v)", err)
	}
	if got := read(t, s, "e/f.txt"); got != "first" {
		t.Errorf("what nobody looked at holds %q", got)
	}

	files["a/b.txt"], files["a/d.txt"] = file("third"), file("first")
	delete(files, "a/new.txt")
	got, err := s.Sum("a", nothing)
	if err != nil || got != before {
		t.Errorf("the sum is not that of what was read: %v", err)
	}
}

// TestSnapshotOfGone removes a file between the list of its folder and a look at it.
func TestSnapshotOfGone(t *testing.T) {
	for name, look := range map[string]func(s *source.Snapshot) error{
		"lstat": func(s *source.Snapshot) error { _, err := s.Lstat("a/b.txt"); return err },
		"stat":  func(s *source.Snapshot) error { _, err := s.Stat("a/b.txt"); return err },
		"read":  func(s *source.Snapshot) error { _, err := s.ReadFile("a/b.txt"); return err },
		"open":  func(s *source.Snapshot) error { _, err := s.Open("a/b.txt"); return err },
	} {
		files := fstest.MapFS{"a/b.txt": file("first"), "a/c.txt": file("first")}
		s := source.NewSnapshot(files)
		if got := names(t, s, "a"); len(got) != 2 {
			t.Fatal(got)
		}
		delete(files, "a/b.txt")
		without := sum(t, files, "a")
		if err := look(s); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", name, err)
		}
		files["a/b.txt"] = file("again")
		for other, look := range map[string]func(s *source.Snapshot) error{
			"lstat": func(s *source.Snapshot) error { _, err := s.Lstat("a/b.txt"); return err },
			"read":  func(s *source.Snapshot) error { _, err := s.ReadFile("a/b.txt"); return err },
		} {
			if err := look(s); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%s after %s: it is there again (%v)", other, name, err)
			}
		}
		if got, err := s.Sum("a", nothing); err != nil || got != without {
			t.Errorf("after %s, the sum has the file (%v)", name, err)
		}
	}
}

// TestSum proves that the sum tells apart what differs, and nothing else.
func TestSum(t *testing.T) {
	base := fstest.MapFS{"a/b.txt": file("1"), "a/c.txt": file("2"), "other/d.txt": file("3")}
	same := fstest.MapFS{"a/b.txt": file("1"), "a/c.txt": file("2"), "other/d.txt": file("4")}
	if sum(t, base, "a") != sum(t, same, "a") {
		t.Error("the sum depends on another folder")
	}
	seen := map[[32]byte]string{sum(t, base, "a"): "base"}
	for name, files := range map[string]fstest.MapFS{
		"other bytes":  {"a/b.txt": file("1"), "a/c.txt": file("3")},
		"exchanged":    {"a/b.txt": file("2"), "a/c.txt": file("1")},
		"other name":   {"a/b.txt": file("1"), "a/d.txt": file("2")},
		"one fewer":    {"a/b.txt": file("1")},
		"one more":     {"a/b.txt": file("1"), "a/c.txt": file("2"), "a/d.txt": file("")},
		"a folder":     {"a/b.txt": file("1"), "a/c.txt/d.txt": file("2")},
		"a link":       {"a/b.txt": file("1"), "a/c.txt": {Data: []byte("b.txt"), Mode: fs.ModeSymlink}},
		"a pipe":       {"a/b.txt": file("1"), "a/c.txt": {Mode: fs.ModeNamedPipe}},
		"odd name":     {"a/b.txt": file("1"), "a/c.txt": file("2"), "a/\xff": file("3")},
		"odder name":   {"a/b.txt": file("1"), "a/c.txt": file("2"), "a/\xfe": file("3")},
		"names joined": {"a/b.txt 1": file(""), "a/c.txt": file("2")},
	} {
		got := sum(t, files, "a")
		if other, ok := seen[got]; ok {
			t.Errorf("%s: the same sum as %s", name, other)
		}
		seen[got] = name
	}
	got, err := source.Sum(base, "a", func(name string) bool { return name == "c.txt" })
	if err != nil || got != sum(t, fstest.MapFS{"a/b.txt": file("1")}, "a") {
		t.Errorf("what is to be skipped is in the sum (%v)", err)
	}
	if _, err := source.Sum(base, "b", nothing); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is missing: %v", err)
	}
}

// unlisted is a file system of which a folder cannot be listed.
type unlisted struct {
	fstest.MapFS
	dir string
}

func (u unlisted) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == u.dir {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return u.MapFS.ReadDir(name)
}

// TestSnapshotUnlisted proves that a folder that cannot be listed hides nothing.
func TestSnapshotUnlisted(t *testing.T) {
	s := source.NewSnapshot(unlisted{fstest.MapFS{"a/b.txt": file("text")}, "."})
	if got := names(t, s, "a"); !slices.Equal(got, []string{"b.txt"}) {
		t.Errorf("the folder has %q", got)
	}
	if info, err := fs.Stat(s, "a"); err != nil || !info.IsDir() {
		t.Errorf("the folder is not there: %v", err)
	}
	if _, err := fs.Stat(s, "c"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is missing: %v", err)
	}
	s = source.NewSnapshot(unlisted{fstest.MapFS{"a/b.txt": file("text")}, "a"})
	if got := read(t, s, "a/b.txt"); got != "text" {
		t.Errorf("the file holds %q", got)
	}
	if _, err := s.Sum("a", nothing); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("the sum of a folder that cannot be listed: %v", err)
	}
}
