package publish

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// renames is a system whose file system knows no exchange.
func renames() system {
	return system{
		exchange: func(a, b string) error { return errors.ErrUnsupported },
		link:     os.Link,
		rename:   os.Rename,
	}
}

func TestWriteByRenames(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	sys := renames()
	for _, version := range []string{"1", "2", "3"} {
		if _, err := sys.write(t.Context(), dir, text(content{"index.html": version, "kept": "k"}), Options{}); err != nil {
			t.Fatal(err)
		}
		same(t, "folder", look(t, dir), content{"index.html": version, "kept": "k"})
		noStage(t, dir)
	}
}

// Whichever rename is refused, the former folder stays or is put back.
func TestWriteRenameRefused(t *testing.T) {
	refusal := errors.New("refused")
	for refused := range 2 {
		dir := filepath.Join(t.TempDir(), "public")
		mustWrite(t, dir, content{"index.html": "old"})
		sys := renames()
		count := 0
		sys.rename = func(from, to string) error {
			count++
			if count == refused+1 {
				return refusal
			}
			return os.Rename(from, to)
		}
		if _, err := sys.write(t.Context(), dir, text(content{"index.html": "new"}), Options{}); !errors.Is(err, refusal) {
			t.Errorf("rename %d: got %v, want the refusal", refused, err)
		}
		same(t, "folder", look(t, dir), content{"index.html": "old"})
		noStage(t, dir)
	}
}

// A former tree that cannot be put back stays in the stage until the next
// build puts it back.
func TestWriteRenamesRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, content{"index.html": "old"})
	put(t, dir, content{"foreign": "f"})
	sys := renames()
	count := 0
	sys.rename = func(from, to string) error {
		count++
		if count > 1 {
			return errors.New("refused")
		}
		return os.Rename(from, to)
	}
	_, err := sys.write(t.Context(), dir, text(content{"index.html": "new"}), Options{})
	if err == nil || !strings.Contains(err.Error(), "move it back") {
		t.Errorf("got %v, want an error that says where the former folder is", err)
	}
	mustWrite(t, dir, content{"index.html": "newer"})
	same(t, "folder", look(t, dir), content{"index.html": "newer", "foreign": "f"})
}

func TestWriteExchangeRefused(t *testing.T) {
	refusal := errors.New("refused")
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, content{"index.html": "old"})
	sys := renames()
	sys.exchange = func(a, b string) error { return refusal }
	if _, err := sys.write(t.Context(), dir, text(content{"index.html": "new"}), Options{}); !errors.Is(err, refusal) {
		t.Errorf("got %v, want the refusal", err)
	}
	same(t, "folder", look(t, dir), content{"index.html": "old"})
	noStage(t, dir)
}

func TestWriteLeftovers(t *testing.T) {
	tests := []struct {
		name       string
		left, want content // beside the folder to publish, before and after
	}{
		{"half a tree", content{".public.plenary/spare/half": "x", ".public.plenary/lock": "", "public/theirs": "t"},
			content{"public/theirs": "t", "public/index.html": "new"}},
		{"both trees", content{".public.plenary/old/gone": "x", ".public.plenary/spare/gone": "x", "public/theirs": "t"},
			content{"public/theirs": "t", "public/index.html": "new"}},
		{"killed between two renames", content{".public.plenary/old/theirs": "t", ".public.plenary/spare/index.html": "half"},
			content{"public/theirs": "t", "public/index.html": "new"}},
		{"something that is not ours", content{".public.plenary/mine": "m"},
			content{".public.plenary/mine": "m", "public/index.html": "new"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			base := t.TempDir()
			put(t, base, test.left)
			if _, err := Write(t.Context(), filepath.Join(base, "public"), text(content{"index.html": "new"}), Options{}); err != nil {
				t.Fatal(err)
			}
			same(t, "parent folder", look(t, base), test.want)
		})
	}
}

func TestWriteLocked(t *testing.T) {
	t.Chdir(t.TempDir())
	mustWrite(t, "public", content{"index.html": "old"})
	to, err := resolve("public")
	if err != nil {
		t.Fatal(err)
	}
	other, err := openStage(t.Context(), renames(), to)
	if err != nil {
		t.Fatal(err)
	}
	put(t, other.spare(), content{"half": "x"})

	_, err = Write(t.Context(), "public", text(content{"index.html": "new"}), Options{})
	if err == nil || !strings.Contains(err.Error(), "another build or eject is writing public/") {
		t.Errorf("got %v, want an error about another build", err)
	}
	same(t, "stage of the other build", look(t, other.spare()), content{"half": "x"})
	same(t, "folder", look(t, "public"), content{"index.html": "old"})

	if err := other.close(); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, "public", content{"index.html": "new"})
}

// However quickly stages come and go, a lock has one holder.
func TestStageLock(t *testing.T) {
	to, err := resolve(filepath.Join(t.TempDir(), "public"))
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	var holders, held atomic.Int32
	for range 8 {
		wg.Go(func() {
			for range 500 {
				s, err := openStage(t.Context(), renames(), to)
				if err != nil {
					continue // another one holds it
				}
				if n := holders.Add(1); n != 1 {
					t.Errorf("%d hold the lock", n)
				}
				held.Add(1)
				for range 50 {
					runtime.Gosched() // let others try
				}
				holders.Add(-1)
				if err := s.close(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if held.Load() == 0 {
		t.Error("nobody got the lock")
	}
	noStage(t, to.path)
}

// Many builds at once: each publishes or is told that another one does, and
// the folder is always that of one of them.
func TestWriteAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	var wg sync.WaitGroup
	var mu sync.Mutex
	published := 0
	for _, version := range strings.Split("abcdefgh", "") {
		wg.Go(func() {
			for range 20 {
				_, err := Write(t.Context(), dir, text(content{"x": version, "y/z": version}), Options{})
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
