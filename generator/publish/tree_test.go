package publish

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What comes, goes or is replaced is noticed, be it that times tell or that
// they are too recent to tell, and a folder is read.
func TestUnaltered(t *testing.T) {
	tests := []struct {
		name   string
		meddle func(dir string) error
		want   string // what the error names, "" if there is none
	}{
		{"nothing", func(dir string) error { return nil }, ""},
		{"written in place", func(dir string) error { return os.WriteFile(filepath.Join(dir, "a", "f"), []byte("x"), 0o644) }, ""},
		{"other mode", func(dir string) error { return os.Chmod(filepath.Join(dir, "a"), 0o700) }, ""},
		{"file added", func(dir string) error { return os.WriteFile(filepath.Join(dir, "a", "b", "new"), nil, 0o644) }, "public/a/b/new"},
		{"folder added", func(dir string) error { return os.Mkdir(filepath.Join(dir, "new"), 0o755) }, "public/new"},
		{"file removed", func(dir string) error { return os.Remove(filepath.Join(dir, "a", "f")) }, "public/a/f"},
		{"folder removed", func(dir string) error { return os.RemoveAll(filepath.Join(dir, "a", "b")) }, "public/a"},
		{"folder emptied", func(dir string) error { return os.Remove(filepath.Join(dir, "a", "b", "f")) }, "public/a/b/f"},
		{"file renamed", func(dir string) error { return os.Rename(filepath.Join(dir, "a", "f"), filepath.Join(dir, "a", "g")) }, "public/a/"},
		{"file replaced", func(dir string) error {
			return os.Rename(filepath.Join(dir, "a", "b", "f"), filepath.Join(dir, "a", "f"))
		}, "public/a/"},
		{"folder replaced", func(dir string) error {
			if err := os.Rename(filepath.Join(dir, "a"), filepath.Join(dir, "..", "a")); err != nil {
				return err
			}
			return os.Mkdir(filepath.Join(dir, "a"), 0o755)
		}, "public/a"},
		{"first of many", func(dir string) error {
			for _, p := range []string{"c", filepath.Join("a", "b", "f"), filepath.Join("a", "f")} {
				if err := os.Remove(filepath.Join(dir, p)); err != nil {
					return err
				}
			}
			return nil
		}, "public/c"},
		{"folder becomes file", func(dir string) error {
			if err := os.RemoveAll(filepath.Join(dir, "a")); err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(dir, "a"), nil, 0o644)
		}, "public/a "},
		{"all replaced", func(dir string) error {
			if err := os.Rename(dir, filepath.Join(dir, "..", "other")); err != nil {
				return err
			}
			return os.Mkdir(dir, 0o755)
		}, "public/ "},
		{"all removed", os.RemoveAll, "public/"},
	}
	for _, test := range tests {
		for name, start := range map[string]int64{"times": math.MaxInt64, "names": 0} {
			t.Run(test.name+", by "+name, func(t *testing.T) {
				base := t.TempDir()
				dir := filepath.Join(base, "public")
				put(t, dir, content{"a/f": "1", "a/b/f": "2", "c": "folder"})
				found, err := target{path: dir, shown: "public/"}.read(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				tick(t, base, found.root)
				if err := test.meddle(dir); err != nil {
					t.Fatal(err)
				}
				err = found.unaltered(t.Context(), start)
				if test.want == "" && err != nil {
					t.Errorf("got %v, want no error", err)
				}
				if test.want != "" && (err == nil || !strings.HasPrefix(err.Error(), test.want)) {
					t.Errorf("got %v, want an error about %s", err, test.want)
				}
			})
		}
	}
}

func TestUnalteredMissing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	missing, err := target{path: dir, shown: "public/"}.read(t.Context())
	if err != nil || missing.exists {
		t.Fatalf("got %v, %v, want no folder", missing.exists, err)
	}
	if err := missing.unaltered(t.Context(), 0); err != nil {
		t.Errorf("got %v, want no error", err)
	}
	put(t, dir, content{"f": "f"})
	if err := missing.unaltered(t.Context(), 0); err == nil || !strings.Contains(err.Error(), "public/ was changed") {
		t.Errorf("got %v, want an error about the folder", err)
	}
}

// tick waits for the clock of the file system to go on from a time at which an
// entry was changed.
func tick(t *testing.T, base string, since entry) {
	t.Helper()
	for {
		name := filepath.Join(base, "tick")
		if err := os.WriteFile(name, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		now, err := lstat(name)
		if err != nil {
			t.Fatal(err)
		}
		if now.modified > since.modified {
			return
		}
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
}
