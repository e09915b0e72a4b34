package cache

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// keyOf returns the key of a text.
func keyOf(text string) Key { return sha256.Sum256([]byte(text)) }

// silent opens a cache that must not warn.
func silent(t testing.TB, dir string) *Cache {
	return Open(dir, func(message string) { t.Errorf("warning %q", message) })
}

// values are data of several kinds, by name.
func values() map[string][]byte {
	random := make([]byte, 300_000)
	_, _ = rand.NewChaCha8([32]byte{}).Read(random)
	return map[string][]byte{
		"empty":      {},
		"one byte":   {0},
		"text":       []byte(strings.Repeat("<p>Study Group 17 meets in Geneva.</p>\n", 60)),
		"random":     random,
		"repetitive": bytes.Repeat([]byte("a"), 1_000_000),
	}
}

func TestRoundTrip(t *testing.T) {
	c := silent(t, filepath.Join(t.TempDir(), "not", "there"))
	for name, want := range values() {
		if _, ok := c.Get(keyOf(name)); ok {
			t.Errorf("%s is there before it was put", name)
		}
		c.Put(keyOf(name), []byte("something else"))
		c.Put(keyOf(name), want)
		if got, ok := c.Get(keyOf(name)); !ok || !bytes.Equal(got, want) {
			t.Errorf("%s: got %d bytes and %v, want %d bytes", name, len(got), ok, len(want))
		}
	}
}

func TestNil(t *testing.T) {
	var c *Cache
	c.Put(Key{}, []byte("data"))
	if _, ok := c.Get(Key{}); ok {
		t.Error("a nil cache has an entry")
	}
	c.Trim()
}

// files returns the files of a cache, sorted.
func files(t *testing.T, dir string) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(dir, "??", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestDamaged changes the files of an entry, or puts something else in their place.
func TestDamaged(t *testing.T) {
	key, want := keyOf("text"), values()["text"]
	for name, damage := range map[string]func(file string) error{
		"empty":  func(file string) error { return os.WriteFile(file, nil, 0o600) },
		"other":  func(file string) error { return os.WriteFile(file, []byte("<!DOCTYPE html>"), 0o600) },
		"torn":   func(file string) error { return os.Truncate(file, 20) },
		"longer": func(file string) error { return os.Truncate(file, 1000) },
		"large":  func(file string) error { return os.Truncate(file, maxSize+1) },
		"folder": func(file string) error { return errors.Join(os.Remove(file), os.Mkdir(file, 0o700)) },
		"link to itself": func(file string) error {
			return errors.Join(os.Remove(file), os.Symlink(filepath.Base(file), file))
		},
		"gone": os.Remove,
	} {
		for i := range 2 { // the index, and the data
			dir := t.TempDir()
			c := silent(t, dir)
			c.Put(key, want)
			all := files(t, dir)
			slices.SortFunc(all, func(a, b string) int { return strings.Compare(a[len(a)-1:], b[len(b)-1:]) })
			if len(all) != 2 {
				t.Fatalf("an entry has the files %q", all)
			}
			if err := damage(all[i]); err != nil {
				t.Fatal(err)
			}
			if data, ok := c.Get(key); ok {
				t.Errorf("%s, %s: got %d bytes, want nothing", name, filepath.Base(all[i]), len(data))
			}
			c.Put(key, want)
			if got, _ := c.Get(key); !bytes.Equal(got, want) {
				t.Errorf("%s, %s: got %d bytes after another Put, want %d", name, filepath.Base(all[i]), len(got), len(want))
			}
		}
	}
}

// TestBomb proves that an entry cannot unpack into more than an entry may hold.
func TestBomb(t *testing.T) {
	c := silent(t, t.TempDir())
	bomb := []byte{0x28, 0xb5, 0x2f, 0xfd, 0, 0x58} // a frame with a window of 2 MB that does not give its size
	const block, blocks = 128 << 10, maxSize>>17 + 1
	for i := range blocks {
		header := uint32(block<<3 | 1<<1) // one byte, repeated
		if i == blocks-1 {
			header |= 1
		}
		bomb = append(bomb, byte(header), byte(header>>8), byte(header>>16), 0)
	}
	if err := c.open().PutBytes([32]byte(keyOf("bomb")), bomb); err != nil {
		t.Fatal(err)
	}
	if data, ok := c.Get(keyOf("bomb")); ok {
		t.Errorf("got %d bytes, want nothing", len(data))
	}
}

// TestLinks proves that a cache writes to its own folder only, whatever is in it.
func TestLinks(t *testing.T) {
	outside, dir := t.TempDir(), t.TempDir()
	target := filepath.Join(outside, "target")
	c := silent(t, dir)
	var folders, names []string
	for _, name := range []string{"a", "b", "c", "d"} {
		c.Put(keyOf(name), []byte(name))
	}
	names = files(t, dir)
	for i, file := range names {
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
		if i%2 == 0 {
			if err := os.Symlink(target, file); err != nil {
				t.Skip(err)
			}
		} else if os.Remove(filepath.Dir(file)) == nil {
			folders = append(folders, filepath.Dir(file))
			if err := os.Symlink(outside, filepath.Dir(file)); err != nil {
				t.Skip(err)
			}
		}
	}
	if err := os.Symlink(target, filepath.Join(dir, "trim.txt")); err != nil || len(folders) == 0 {
		t.Fatal(err, folders)
	}
	for _, name := range []string{"a", "b", "c", "d"} {
		c.Put(keyOf(name), []byte(name))
	}
	c.Trim()
	if list, err := os.ReadDir(outside); err != nil || len(list) > 0 {
		t.Errorf("outside there is %v (%v)", list, err)
	}
}

// TestShared lets several processes, here several caches, use the same entries at
// the same time.
func TestShared(t *testing.T) {
	dir, data := t.TempDir(), values()
	var group sync.WaitGroup
	for range 4 {
		c := silent(t, dir)
		for range 2 {
			group.Go(func() {
				for range 20 {
					for name, want := range data {
						if got, ok := c.Get(keyOf(name)); ok && !bytes.Equal(got, want) {
							t.Errorf("%s: got %d bytes, want %d", name, len(got), len(want))
						}
						c.Put(keyOf(name), want)
					}
				}
			})
		}
	}
	group.Wait()
}

func TestTrim(t *testing.T) {
	dir := t.TempDir()
	c := silent(t, dir)
	c.Put(keyOf("old"), []byte("old"))
	for _, file := range files(t, dir) {
		ago := time.Now().Add(-6 * 24 * time.Hour)
		if err := os.Chtimes(file, ago, ago); err != nil {
			t.Fatal(err)
		}
	}
	c.Put(keyOf("new"), []byte("new"))
	c.Trim()
	if _, ok := c.Get(keyOf("old")); ok {
		t.Error("an entry of six days ago is still there")
	}
	if _, ok := c.Get(keyOf("new")); !ok {
		t.Error("a new entry is gone")
	}
}

// TestUnusable proves that a folder that cannot be used is reported once.
func TestUnusable(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var warnings []string
	c := Open(file, func(message string) { warnings = append(warnings, message) })
	for range 3 {
		c.Put(keyOf("x"), []byte("x"))
		if _, ok := c.Get(keyOf("x")); ok {
			t.Error("an entry is there")
		}
		c.Trim()
	}
	if len(warnings) != 1 || !strings.HasPrefix(warnings[0], "the cache in "+file+" cannot be used: ") {
		t.Errorf("warnings %q", warnings)
	}
}

// TestPrivate proves that other users cannot read what a new cache holds.
func TestPrivate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	silent(t, dir).Put(keyOf("x"), []byte("x"))
	if info, err := os.Stat(dir); err != nil || info.Mode()&fs.ModePerm != 0o700 {
		t.Errorf("%v, %v", info, err)
	}
}
