package cache

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// look returns the slash-separated names in a folder and the modes, sorted.
func look(t *testing.T, dir string) (names []string, modes map[string]fs.FileMode) {
	t.Helper()
	modes = map[string]fs.FileMode{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		modes[name] = info.Mode()
		if !entry.IsDir() {
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(names)
	return names, modes
}

func TestFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "home", "cache")
	c, warnings := open(t, dir)
	for _, key := range []Key{{0x01}, {0x01, 0x02}, {0xff}} {
		c.Put(t.Context(), key, []byte("data"))
		c.Put(t.Context(), key, []byte("data"))
	}
	names, modes := look(t, dir)
	want := []string{Key{0x01}.name(), Key{0x01, 0x02}.name(), Key{0xff}.name()}
	if !slices.Equal(names, want) {
		t.Errorf("files\n%q, want\n%q", names, want)
	}
	for name, mode := range modes {
		if runtime.GOOS != "windows" && mode != 0o600 && mode != fs.ModeDir|0o700 {
			t.Errorf("%s has mode %v", name, mode)
		}
	}
	quiet(t, warnings)
}

// TestUnfinishedWrite has something in the place of an entry.
func TestUnfinishedWrite(t *testing.T) {
	c, warnings := open(t, t.TempDir())
	dir := c.store.(*folder).path
	key := Key{1}
	file := c.store.(*folder).file(key.name())
	if err := os.MkdirAll(filepath.Join(file, "in the way"), 0o700); err != nil {
		t.Fatal(err)
	}
	c.Put(t.Context(), key, []byte("data"))
	if names, _ := look(t, dir); len(names) > 0 {
		t.Errorf("a Put that failed leaves %q", names)
	}
	if len(*warnings) != 1 {
		t.Errorf("warnings %q, want one", *warnings)
	}
}

func TestLastUse(t *testing.T) {
	c, warnings := open(t, t.TempDir())
	f := c.store.(*folder)
	now := time.Date(2025, time.June, 30, 12, 0, 0, 0, time.UTC)
	f.now = func() time.Time { return now }
	tests := map[string]struct{ before, after time.Time }{
		"an hour ago":   {now.Add(-time.Hour), now.Add(-time.Hour)},
		"two days ago":  {now.Add(-2 * day), now},
		"in the future": {now.Add(2 * day), now.Add(2 * day)},
	}
	for name, test := range tests {
		key := keyOf(name)
		file := f.file(key.name())
		c.Put(t.Context(), key, []byte("data"))
		if err := os.Chtimes(file, test.before, test.before); err != nil {
			t.Fatal(err)
		}
		if _, ok := c.Get(t.Context(), key); !ok {
			t.Errorf("%s: got nothing", name)
		}
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		if !info.ModTime().Equal(test.after) {
			t.Errorf("%s: last used at %v, want %v", name, info.ModTime(), test.after)
		}
	}
	quiet(t, warnings)
}

// age sets the last use of a file in a folder.
func age(t *testing.T, f *folder, name string, age time.Duration) {
	t.Helper()
	at := f.now().Add(-age)
	if err := os.Chtimes(f.file(name), at, at); err != nil {
		t.Fatal(err)
	}
}

func TestTrimByAge(t *testing.T) {
	c, warnings := open(t, t.TempDir())
	f := c.store.(*folder)
	for key, days := range map[Key]int{{1}: 0, {2}: 30, {3}: 32, {3, 1}: 1000, {4}: -10} {
		c.Put(t.Context(), key, []byte("data"))
		age(t, f, key.name(), time.Duration(days)*day)
	}
	foreign := []string{
		"README",
		"zz/" + Key{0x22}.String(),
		"03/" + Key{0x22}.String(),          // the folder of another
		"03/" + Key{3, 2}.String() + ".txt", // longer
		"03/03",
		"03/new-old/file",
	}
	for _, name := range append(foreign, "03/new-1", "03/new-2") {
		if err := os.MkdirAll(filepath.Dir(f.file(name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(f.file(name), []byte("text"), 0o600); err != nil {
			t.Fatal(err)
		}
		age(t, f, name, 1000*day)
	}
	age(t, f, "03/new-2", time.Hour) // being written
	c.Trim(t.Context())
	got, _ := look(t, f.path)
	want := slices.Sorted(slices.Values(append(foreign, "03/new-2", trimmed, Key{1}.name(), Key{2}.name(), Key{4}.name())))
	if !slices.Equal(got, want) {
		t.Errorf("kept\n%s, want\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	quiet(t, warnings)
}

func TestTrimBySize(t *testing.T) {
	for _, test := range []struct{ entries, want int }{
		{4, 4},
		{0, 2}, // those of the last two days stay in any case
	} {
		c, warnings := open(t, t.TempDir())
		f := c.store.(*folder)
		for i := range byte(10) {
			c.Put(t.Context(), Key{i}, []byte("data"))
			age(t, f, Key{i}.name(), time.Duration(i)*day)
		}
		info, err := os.Stat(f.file(Key{}.name()))
		if err != nil {
			t.Fatal(err)
		}
		f.maxSize = int64(test.entries)*info.Size() + 1
		c.Trim(t.Context())
		got, _ := look(t, f.path)
		var want []string
		for i := range byte(test.want) {
			want = append(want, Key{i}.name())
		}
		if want = append(want, trimmed); !slices.Equal(got, want) {
			t.Errorf("%d entries: kept\n%q, want\n%q", test.entries, got, want)
		}
		quiet(t, warnings)
	}
}

func TestTrimOnceADay(t *testing.T) {
	c, warnings := open(t, t.TempDir())
	f := c.store.(*folder)
	start := time.Now()
	for _, test := range []struct {
		after time.Duration // since the first
		trims bool
	}{{0, true}, {time.Hour, false}, {day - time.Minute, false}, {day + time.Minute, true}, {-3 * day, true}} {
		f.now = func() time.Time { return start.Add(test.after) }
		c.Put(t.Context(), Key{}, []byte("data"))
		age(t, f, Key{}.name(), 100*day)
		c.Trim(t.Context())
		if _, err := os.Stat(f.file(Key{}.name())); errors.Is(err, fs.ErrNotExist) != test.trims {
			t.Errorf("after %v: trims %v, want %v", test.after, !test.trims, test.trims)
		}
	}
	quiet(t, warnings)
}

func TestTrimNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	c, warnings := open(t, dir)
	c.Trim(t.Context())
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Trim makes the folder: %v", err)
	}
	quiet(t, warnings)
}

// TestTrimTogether lets processes trim the same folder while others use it.
func TestTrimTogether(t *testing.T) {
	dir := t.TempDir()
	var group sync.WaitGroup
	for i := range 4 {
		c, warnings := open(t, dir)
		c.store.(*folder).maxSize = 0
		group.Go(func() {
			for n := range 50 {
				key := keyOf(fmt.Sprint(n % (i + 1)))
				c.Put(t.Context(), key, []byte("data"))
				_ = os.Remove(filepath.Join(dir, trimmed)) // another may have
				c.Trim(t.Context())
				c.Get(t.Context(), key)
			}
		})
		t.Cleanup(func() { quiet(t, warnings) })
	}
	group.Wait()
}

// TestLost removes the folder again and again while it is in use. That may be
// told, if no folder can be made, but harms nobody.
func TestLost(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	var group sync.WaitGroup
	for range 4 {
		c, _ := open(t, dir)
		group.Go(func() {
			for n := range 100 {
				key := keyOf(fmt.Sprint(n % 3))
				c.Put(t.Context(), key, []byte("data"))
				if data, ok := c.Get(t.Context(), key); ok && string(data) != "data" {
					t.Errorf("got %q", data)
				}
				c.Trim(t.Context())
			}
		})
	}
	group.Go(func() {
		for range 100 {
			_ = os.RemoveAll(dir) // which fails where an entry is just written
		}
	})
	group.Wait()
}

func TestReplace(t *testing.T) {
	dir := t.TempDir()
	if err := replace(filepath.Join(dir, "gone", "new-1"), filepath.Join(dir, "gone", "entry")); err != nil {
		t.Errorf("a cache that has just been removed: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "new-1"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "entry", "in the way"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := replace(filepath.Join(dir, "new-1"), filepath.Join(dir, "entry")); err == nil {
		t.Error("no error where something is in the place of an entry")
	}
}

func BenchmarkTrim(b *testing.B) {
	c, _ := open(b, b.TempDir())
	f := c.store.(*folder)
	for i := range 2000 {
		c.Put(b.Context(), keyOf(fmt.Sprint(i)), []byte("data"))
	}
	b.Run("nothing to do", func(b *testing.B) {
		for b.Loop() {
			c.Trim(b.Context())
		}
	})
	b.Run("2000 entries", func(b *testing.B) {
		for b.Loop() {
			if err := os.Remove(filepath.Join(f.path, trimmed)); err != nil {
				b.Fatal(err)
			}
			c.Trim(b.Context())
		}
	})
}
