package publish

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// renames returns a system whose file system has no exchange.
func renames() system {
	sys := realSystem()
	sys.exchange = func(a, b string) error { return errors.ErrUnsupported }
	return sys
}

func TestRenames(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	for _, version := range []string{"1", "2", "3"} {
		site := content{"index.html": version, "kept": "k"}
		if _, err := renames().write(t.Context(), dir, site, Options{}); err != nil {
			t.Fatal(err)
		}
		same(t, "folder", look(t, dir), site)
		noStage(t, dir)
	}
}

// TestRefused refuses each call that moves a folder: the former folder stays or is put back,
// at the latest by the next build.
func TestRefused(t *testing.T) {
	refusal := errors.New("refused")
	tests := []struct {
		name string
		sys  func(calls *int) system
		want string // in the error, besides the refusal
	}{
		{"exchange", func(*int) system {
			sys := realSystem()
			sys.exchange = func(a, b string) error { return refusal }
			return sys
		}, ""},
		{"first rename", refuse(1, 1, refusal), ""},
		{"second rename", refuse(2, 2, refusal), ""},
		{"second rename and putting back", refuse(2, 3, refusal), "move it back"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			mustWrite(t, dir, content{"index.html": "old"})
			put(t, dir, content{"foreign": "f"})
			calls := 0
			_, err := test.sys(&calls).write(t.Context(), dir, content{"index.html": "new"}, Options{})
			if !errors.Is(err, refusal) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want the refusal and %q", err, test.want)
			}
			if test.want == "" {
				same(t, "folder", look(t, dir), content{"index.html": "old", "foreign": "f"})
				noStage(t, dir)
			}
			mustWrite(t, dir, content{"index.html": "newer"})
			same(t, "folder", look(t, dir), content{"index.html": "newer", "foreign": "f"})
		})
	}
}

// refuse returns a system without exchange that refuses some of the renames, counted from 1.
func refuse(first, last int, refusal error) func(calls *int) system {
	return func(calls *int) system {
		sys := renames()
		sys.rename = func(from, to string) error {
			if *calls++; *calls >= first && *calls <= last {
				return refusal
			}
			return os.Rename(from, to)
		}
		return sys
	}
}

// TestLeftovers publishes where builds have left something in the stage.
func TestLeftovers(t *testing.T) {
	tests := []struct {
		name       string
		left, want content // beside the folder to publish, before and after
	}{
		{"half a tree", content{".public.plenary/new/half": "x", ".public.plenary/lock": "", "public/theirs": "t"}, content{"public/theirs": "t"}},
		{"both trees", content{".public.plenary/old/x": "x", ".public.plenary/new/x": "x", "public/theirs": "t"}, content{"public/theirs": "t"}},
		{"killed between two renames", content{".public.plenary/old/theirs": "t", ".public.plenary/new/index.html": "half"}, content{"public/theirs": "t"}},
		{"an earlier version", content{
			".public.plenary/spare/index.html": "x", ".public.plenary/spare/a/b": "x", ".public.plenary/added/1": "x",
			".public.plenary/fingerprints": "plenary fingerprints 1\n", "public/theirs": "t",
		}, content{"public/theirs": "t"}},
		{"something else", content{".public.plenary/mine": "m"}, content{".public.plenary/mine": "m"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			base := t.TempDir()
			put(t, base, test.left)
			if _, err := realSystem().write(t.Context(), filepath.Join(base, "public"), content{"index.html": "new"}, Options{}); err != nil {
				t.Fatal(err)
			}
			want := maps.Clone(test.want)
			want["public/index.html"] = "new"
			same(t, "parent folder", look(t, base), want)
		})
	}
}

// TestAtOnce runs many builds at once: each publishes or reports that another one does, and
// the folder is always that of one of them.
func TestAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	var wg sync.WaitGroup
	var mu sync.Mutex
	published := 0
	for _, version := range strings.Split("abcdefgh", "") {
		wg.Go(func() {
			for range 20 {
				_, err := realSystem().write(t.Context(), dir, content{"x": version, "y/z": version}, Options{})
				if err == nil {
					mu.Lock()
					published++
					mu.Unlock()
				} else if !strings.Contains(err.Error(), "another build or eject is writing") {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	got := look(t, dir)
	if published == 0 || got["x"] == "" || got["x"] != got["y/z"] || len(got) != 2 {
		t.Errorf("published %d times, got %v", published, got)
	}
	noStage(t, dir)
}
