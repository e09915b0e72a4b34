//go:build unix

package publish

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

var longAgo = time.Date(2001, 2, 3, 4, 5, 6, 789, time.UTC)

// remembered publishes a file so long ago that its fingerprint is trusted.
func remembered(t *testing.T) (dir string, site content) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "public")
	site = content{"index.html": "aaaa", "en/other.html": "bbbb"}
	publishSpare(t, dir, site)
	ageTo(t, dir, longAgo)
	same(t, "result", publishSpare(t, dir, site), Result{Unchanged: 2}) // reads them and remembers
	return dir, site
}

// edit writes into a file in place and sets its time.
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

// A published file of ours that somebody has written to is written again. Only
// one whose time was forged as well must be searched for.
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
			dir, site := remembered(t)
			edit(t, filepath.Join(dir, "index.html"), test.data, test.when)
			got, err := spares().write(t.Context(), dir, text(site), Options{Verify: test.verify})
			if err != nil {
				t.Fatal(err)
			}
			if !test.want {
				same(t, "result", got, Result{Unchanged: 2})
				same(t, "folder", look(t, dir), content{"index.html": test.data, "en/other.html": "bbbb"})
				return
			}
			same(t, "result", got, Result{Written: 1, Unchanged: 1})
			same(t, "folder", look(t, dir), site)
			site["en/other.html"] = "cccc" // and the edited one is not in the spare
			publishSpare(t, dir, site)
			same(t, "folder", look(t, dir), site)
		})
	}
}

// Two files that change places keep size and time.
func TestFingerprintSwapped(t *testing.T) {
	dir, site := remembered(t)
	a, b, c := filepath.Join(dir, "index.html"), filepath.Join(dir, "en", "other.html"), filepath.Join(dir, "c")
	for _, move := range [][2]string{{a, c}, {b, a}, {c, b}} {
		if err := os.Rename(move[0], move[1]); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "result", publishSpare(t, dir, site), Result{Written: 2})
	same(t, "folder", look(t, dir), site)
}

// A file that was written shortly before it was remembered could be written to
// again without any trace. It is read.
func TestFingerprintTooRecent(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	site := content{"index.html": "aaaa"}
	publishSpare(t, dir, site)
	for range 3 {
		written := stat(t, filepath.Join(dir, "index.html"))[0].ModTime()
		edit(t, filepath.Join(dir, "index.html"), "AAAA", written)
		same(t, "result", publishSpare(t, dir, site), Result{Written: 1})
		same(t, "folder", look(t, dir), site)
		same(t, "result", publishSpare(t, dir, site), Result{Unchanged: 1})
	}
	future := time.Now().Add(time.Hour)
	for range 2 {
		edit(t, filepath.Join(dir, "index.html"), "aaaa", future)
		same(t, "result", publishSpare(t, dir, site), Result{Unchanged: 1})
		edit(t, filepath.Join(dir, "index.html"), "AAAA", future)
		same(t, "result", publishSpare(t, dir, site), Result{Written: 1})
	}
}

// A file with fingerprints that cannot be believed is as good as none. Each
// time a file was edited in a way that fingerprints would hide.
func TestFingerprintsForged(t *testing.T) {
	root := func(t *testing.T, dir string) entry {
		t.Helper()
		e, err := lstat(dir)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	tests := []struct {
		name  string
		forge func(t *testing.T, dir string, data []byte) []byte
	}{
		{"empty", func(t *testing.T, dir string, data []byte) []byte { return nil }},
		{"torn at the end", func(t *testing.T, dir string, data []byte) []byte { return data[:len(data)-1] }},
		{"torn in the middle", func(t *testing.T, dir string, data []byte) []byte { return data[:len(data)/2] }},
		{"torn in the first line", func(t *testing.T, dir string, data []byte) []byte { return data[:9] }},
		{"zeros", func(t *testing.T, dir string, data []byte) []byte { return make([]byte, len(data)) }},
		{"something behind it", func(t *testing.T, dir string, data []byte) []byte { return append(data, 0) }},
		{"twice", func(t *testing.T, dir string, data []byte) []byte { return append(data, data...) }},
		{"one bit", func(t *testing.T, dir string, data []byte) []byte { data[len(data)/2] ^= 1; return data }},
		{"of another folder", func(t *testing.T, dir string, data []byte) []byte {
			return encodeFingerprints(root(t, filepath.Dir(dir)), recordsIn(data))
		}},
		{"of another format", func(t *testing.T, dir string, data []byte) []byte {
			data = bytes.Replace(data[:len(data)-len(Sum{})], []byte("1\n"), []byte("2\n"), 1)
			sum := SumOf(data)
			return append(data, sum[:]...)
		}},
		{"part of a record", func(t *testing.T, dir string, data []byte) []byte {
			data = data[:len(data)-len(Sum{})-1]
			sum := SumOf(data)
			return append(data, sum[:]...)
		}},
		{"sums that are not listed", func(t *testing.T, dir string, data []byte) []byte {
			records := recordsIn(data)
			for i := range records {
				records[i].sum = SumOf([]byte("wanted"))
			}
			return encodeFingerprints(root(t, dir), records)
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir, site := remembered(t)
			name := filepath.Join(stageOf(dir), "fingerprints")
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if n := len(recordsIn(data)); n != 2 {
				t.Fatalf("got %d fingerprints, want 2", n)
			}
			if err := os.WriteFile(name, test.forge(t, dir, data), 0o600); err != nil {
				t.Fatal(err)
			}
			edit(t, filepath.Join(dir, "index.html"), "AAAA", longAgo)
			site["en/other.html"] = "wanted"
			same(t, "result", publishSpare(t, dir, site), Result{Written: 2})
			same(t, "folder", look(t, dir), site)
		})
	}
	for _, kind := range []string{"folder", "-> ../public/index.html"} {
		t.Run(kind, func(t *testing.T) {
			dir, site := remembered(t)
			if err := os.Remove(filepath.Join(stageOf(dir), "fingerprints")); err != nil {
				t.Fatal(err)
			}
			put(t, stageOf(dir), content{"fingerprints": kind})
			edit(t, filepath.Join(dir, "index.html"), "AAAA", longAgo)
			same(t, "result", publishSpare(t, dir, site), Result{Written: 1, Unchanged: 1})
			same(t, "folder", look(t, dir), site)
		})
	}
}

// recordsIn returns the records in whole data.
func recordsIn(data []byte) []record {
	var records []record
	data = data[len(fingerprintHeader)+16 : len(data)-len(Sum{})]
	for ; len(data) > 0; data = data[recordSize:] {
		r := record{sum: Sum(data[24:recordSize])}
		r.fp.inode = binary.LittleEndian.Uint64(data)
		r.fp.size = int64(binary.LittleEndian.Uint64(data[8:]))
		r.fp.modified = int64(binary.LittleEndian.Uint64(data[16:]))
		records = append(records, r)
	}
	return records
}

func FuzzFingerprints(f *testing.F) {
	folder := entry{identity: identity{device: 1, inode: 2}}
	f.Add(encodeFingerprints(folder, nil))
	f.Add(encodeFingerprints(folder, []record{{fingerprint{3, 4, 5}, SumOf(nil)}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		decodeFingerprints(data, folder)
		sum := SumOf(data)
		decodeFingerprints(append(data, sum[:]...), folder)
	})
}

func TestFingerprintsEncoded(t *testing.T) {
	folder := entry{identity: identity{device: 1, inode: 2}}
	want := map[fingerprint]Sum{}
	var records []record
	for i := range 100 {
		r := record{fingerprint{uint64(i) << 32, int64(i), -int64(i)}, SumOf(fmt.Append(nil, i))}
		records = append(records, r)
		want[r.fp] = r.sum
	}
	same(t, "fingerprints", len(decodeFingerprints(encodeFingerprints(folder, records), folder)), len(want))
	for fp, sum := range decodeFingerprints(encodeFingerprints(folder, records), folder) {
		if want[fp] != sum {
			t.Errorf("%v: got %x, want %x", fp, sum, want[fp])
		}
	}
}
