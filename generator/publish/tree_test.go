package publish

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var longAgo = time.Date(2001, 2, 3, 4, 5, 6, 789, time.UTC)

// TestUnaltered changes a folder whose times are old, and one whose times are too recent to
// show a change.
func TestUnaltered(t *testing.T) {
	tests := []struct {
		name   string
		meddle func(dir string) error
		want   string // what the error names, "" if there is none
	}{
		{"nothing", func(dir string) error { return nil }, ""},
		{"written in place", func(dir string) error { return os.WriteFile(filepath.Join(dir, "a", "f"), []byte("x"), 0o644) }, ""},
		{"other mode", func(dir string) error { return os.Chmod(filepath.Join(dir, "a"), 0o700) }, ""},
		{"file added", func(dir string) error { return os.WriteFile(filepath.Join(dir, "a", "b", "new"), nil, 0o644) }, "a/b/new"},
		{"folder added", func(dir string) error { return os.Mkdir(filepath.Join(dir, "new"), 0o755) }, "new"},
		{"file removed", func(dir string) error { return os.Remove(filepath.Join(dir, "a", "f")) }, "a/f"},
		{"folder removed", func(dir string) error { return os.RemoveAll(filepath.Join(dir, "a", "b")) }, "a/b"},
		{"folder emptied", func(dir string) error { return os.Remove(filepath.Join(dir, "a", "b", "f")) }, "a/b/f"},
		{"file renamed", func(dir string) error { return os.Rename(filepath.Join(dir, "a", "f"), filepath.Join(dir, "a", "g")) }, "a/"},
		{"file replaced", func(dir string) error {
			return os.Rename(filepath.Join(dir, "a", "b", "f"), filepath.Join(dir, "a", "f"))
		}, "a/"},
		{"folder replaced", func(dir string) error {
			if err := os.Rename(filepath.Join(dir, "a"), filepath.Join(dir, "..", "a")); err != nil {
				return err
			}
			return os.Mkdir(filepath.Join(dir, "a"), 0o755)
		}, "a"},
		{"first of many", func(dir string) error {
			for _, p := range []string{"c", filepath.Join("a", "b", "f"), filepath.Join("a", "f")} {
				if err := os.Remove(filepath.Join(dir, p)); err != nil {
					return err
				}
			}
			return nil
		}, "a/b/f"},
		{"folder becomes file", func(dir string) error {
			if err := os.RemoveAll(filepath.Join(dir, "a")); err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(dir, "a"), nil, 0o644)
		}, "a"},
		{"empty folder becomes file", func(dir string) error {
			return errors.Join(os.Remove(filepath.Join(dir, "c")), os.WriteFile(filepath.Join(dir, "c"), nil, 0o644))
		}, "c "},
		{"all replaced", func(dir string) error {
			if err := os.Rename(dir, filepath.Join(dir, "..", "other")); err != nil {
				return err
			}
			return os.Mkdir(dir, 0o755)
		}, " "},
		{"all removed", os.RemoveAll, " "},
	}
	for _, test := range tests {
		for _, by := range []string{"times", "names"} {
			t.Run(test.name+", by "+by, func(t *testing.T) {
				base := t.TempDir()
				dir := filepath.Join(base, "public")
				put(t, dir, content{"a/f": "1", "a/b/f": "2", "c": "folder"})
				if by == "times" {
					for _, folder := range []string{"a/b", "a", "c", "."} {
						if err := os.Chtimes(join(dir, folder), longAgo, longAgo); err != nil {
							t.Fatal(err)
						}
					}
				}
				w := open(t, dir, Options{})
				if err := test.meddle(dir); err != nil {
					t.Fatal(err)
				}
				err := w.unaltered(t.Context())
				if test.want == "" && err != nil {
					t.Errorf("got %v, want no error", err)
				}
				if test.want != "" && (err == nil || !strings.HasPrefix(err.Error(), w.shown+test.want)) {
					t.Errorf("got %v, want an error about %s", err, test.want)
				}
				if untouched := w.old.untouched(w.target, w.opened); untouched != (by == "times" && test.want == "") {
					t.Errorf("untouched by the times of folders: %v", untouched)
				}
			})
		}
	}
}
