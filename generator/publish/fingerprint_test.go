//go:build unix

package publish

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// printing returns a system that keeps fingerprints for every site.
func printing() system {
	sys := realSystem()
	sys.fingerprintsFrom = 1
	return sys
}

func mustPrint(t *testing.T, dir string, site content) Result {
	t.Helper()
	result, err := printing().write(t.Context(), dir, site, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// published returns a folder whose files are so old that their fingerprints are trusted.
func published(t *testing.T) (dir string, site content) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "public")
	site = content{"index.html": "aaaa", "en/other.html": "bbbb"}
	mustPrint(t, dir, site)
	ageTo(t, dir, longAgo)
	same(t, "result", mustPrint(t, dir, site), Result{Unchanged: 2}) // reads them
	return dir, site
}

// ageTo sets the modification time of all files in a folder.
func ageTo(t testing.TB, dir string, when time.Time) {
	t.Helper()
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		return os.Chtimes(p, when, when)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// edit writes into a file in place and sets its time, unless that is zero.
func edit(t *testing.T, name, data string, when time.Time) {
	t.Helper()
	if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
	if when.IsZero() {
		return
	}
	if err := os.Chtimes(name, when, when); err != nil {
		t.Fatal(err)
	}
}

// TestFingerprintEdited: a published file that somebody has edited is written again. Only one
// whose time was forged as well needs [Options.Verify].
func TestFingerprintEdited(t *testing.T) {
	tests := []struct {
		name   string
		data   string
		when   time.Time // zero if it is not set
		verify bool
		want   bool // whether it is noticed
	}{
		{"other bytes", "AAAA", time.Time{}, false, true},
		{"other size, same time", "AAAAA", longAgo, false, true},
		{"a nanosecond later", "AAAA", longAgo.Add(1), false, true},
		{"earlier", "AAAA", longAgo.Add(-time.Hour), false, true},
		{"same size and time", "AAAA", longAgo, false, false},
		{"same size and time, verified", "AAAA", longAgo, true, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir, site := published(t)
			edit(t, filepath.Join(dir, "index.html"), test.data, test.when)
			got, err := printing().write(t.Context(), dir, site, Options{Verify: test.verify})
			if err != nil {
				t.Fatal(err)
			}
			if !test.want {
				same(t, "result", got, Result{Unchanged: 2})
				return
			}
			same(t, "result", got, Result{Written: 1, Unchanged: 1})
			same(t, "folder", look(t, dir), site)
		})
	}
}

// TestFingerprintSwapped swaps two files, which keep size and time.
func TestFingerprintSwapped(t *testing.T) {
	dir, site := published(t)
	a, b, c := filepath.Join(dir, "index.html"), filepath.Join(dir, "en", "other.html"), filepath.Join(dir, "c")
	if err := errors.Join(os.Rename(a, c), os.Rename(b, a), os.Rename(c, b)); err != nil {
		t.Fatal(err)
	}
	same(t, "result", mustPrint(t, dir, site), Result{Written: 2})
	same(t, "folder", look(t, dir), site)
}

// TestFingerprintTooRecent writes to a file twice within the resolution of clocks, be it now
// or in the future.
func TestFingerprintTooRecent(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	site := content{"index.html": "aaaa"}
	name := filepath.Join(dir, "index.html")
	mustPrint(t, dir, site)
	for _, when := range []time.Time{stat(t, name)[0].ModTime(), time.Now().Add(time.Hour)} {
		edit(t, name, "aaaa", when)
		same(t, "result", mustPrint(t, dir, site), Result{Unchanged: 1})
		edit(t, name, "AAAA", when)
		same(t, "result", mustPrint(t, dir, site), Result{Written: 1})
	}
}

// TestFingerprintsInvalid edits a file in a way that fingerprints would hide, if they were
// believed.
func TestFingerprintsInvalid(t *testing.T) {
	encode := func(manifest []byte) func([]byte) []byte {
		return func(data []byte) []byte {
			var kept fingerprints
			if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&kept); err != nil || len(kept.Files) != 2 {
				panic(fmt.Sprint("got ", kept.Files, " want two fingerprints ", err))
			}
			kept.Manifest = SumOf(manifest)
			var out bytes.Buffer
			_ = gob.NewEncoder(&out).Encode(kept)
			return out.Bytes()
		}
	}
	tests := []struct {
		name  string
		forge func(data []byte) []byte
	}{
		{"empty", func(data []byte) []byte { return nil }},
		{"torn at the end", func(data []byte) []byte { return data[:len(data)-1] }},
		{"torn in the middle", func(data []byte) []byte { return data[:len(data)/2] }},
		{"zeros", func(data []byte) []byte { return make([]byte, len(data)) }},
		{"text", func([]byte) []byte { return []byte("plenary fingerprints 1\n") }},
		{"of another manifest", encode([]byte("other"))},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir, site := published(t)
			name := filepath.Join(stageOf(dir), "fingerprints")
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			edit(t, name, string(test.forge(data)), time.Time{})
			edit(t, filepath.Join(dir, "index.html"), "AAAA", longAgo)
			same(t, "result", mustPrint(t, dir, site), Result{Written: 1, Unchanged: 1})
			same(t, "folder", look(t, dir), site)
		})
	}
	for _, kind := range []string{"folder", "-> ../public/index.html"} {
		t.Run(kind, func(t *testing.T) {
			dir, site := published(t)
			if err := os.Remove(filepath.Join(stageOf(dir), "fingerprints")); err != nil {
				t.Fatal(err)
			}
			put(t, stageOf(dir), content{"fingerprints": kind})
			edit(t, filepath.Join(dir, "index.html"), "AAAA", longAgo)
			same(t, "result", mustPrint(t, dir, site), Result{Written: 1, Unchanged: 1})
			same(t, "folder", look(t, dir), site)
		})
	}
}

// TestFingerprintsKept: the stage of a large site keeps fingerprints and nothing else.
func TestFingerprintsKept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	site := content{}
	sys := realSystem()
	sys.fingerprintsFrom = 10
	for i := range sys.fingerprintsFrom {
		site[fmt.Sprintf("%d/index.html", i)] = "x"
	}
	build := func(want ...string) {
		t.Helper()
		if _, err := sys.write(t.Context(), dir, site, Options{}); err != nil {
			t.Fatal(err)
		}
		found, err := os.ReadDir(stageOf(dir))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		var names []string
		for _, d := range found {
			names = append(names, d.Name())
		}
		same(t, "stage", names, want)
		same(t, "folder", look(t, dir), site)
	}
	mustWrite(t, dir, site)
	ageTo(t, dir, longAgo)
	build("fingerprints")
	site["0/index.html"] = "y"
	build("fingerprints")
	delete(site, "0/index.html")
	build()
}
