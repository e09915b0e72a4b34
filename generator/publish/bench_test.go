package publish

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// archive returns a site of 1,000 meetings with 20 files each, of 8 KiB, in 14
// folders.
func archive() []File {
	var files []File
	filler := strings.Repeat("All times are those of the place. ", 240)
	for meeting := range 1000 {
		folder := fmt.Sprintf("en/study-group-%d/meeting-%d", meeting%10, meeting)
		for i := range 20 {
			p := folder + "/index.html"
			switch {
			case i >= 14:
				p = fmt.Sprintf("%s/calendar-%d.ics", folder, i)
			case i > 0:
				p = fmt.Sprintf("%s/page-%d/index.html", folder, i)
			}
			files = append(files, File{Path: p, Data: []byte(p + filler)})
		}
	}
	return files
}

// publishAgain publishes what is not there already, as a caller does who knows
// the sums.
func publishAgain(b *testing.B, dir string, files []File, sums []Sum) Result {
	b.Helper()
	w, err := Open(b.Context(), dir, Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	for i, f := range files {
		if w.Holds(f.Path, sums[i]) {
			err = w.Keep(f.Path, sums[i])
		} else {
			err = w.Add(f)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	result, err := w.Commit(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	return result
}

func BenchmarkPublish(b *testing.B) {
	files := archive()
	sums := make([]Sum, len(files))
	for i, f := range files {
		sums[i] = SumOf(f.Data)
	}
	base := b.TempDir()
	dir := filepath.Join(base, "public")
	report := func(b *testing.B) {
		b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/build")
	}

	b.Run("first", func(b *testing.B) {
		for n := 0; b.Loop(); n++ {
			fresh := filepath.Join(b.TempDir(), fmt.Sprint(n), "public")
			if _, err := Write(b.Context(), fresh, files, Options{}); err != nil {
				b.Fatal(err)
			}
		}
		report(b)
	})

	if _, err := Write(b.Context(), dir, files, Options{}); err != nil {
		b.Fatal(err)
	}
	age(b, dir)
	b.Run("hashed", func(b *testing.B) {
		for b.Loop() {
			if _, err := Write(b.Context(), dir, files, Options{Verify: true}); err != nil {
				b.Fatal(err)
			}
		}
		report(b)
	})
	b.Run("unchanged", func(b *testing.B) {
		for b.Loop() {
			if r := publishAgain(b, dir, files, sums); r.Unchanged != len(files) {
				b.Fatal(r)
			}
		}
		report(b)
	})
	change := 0
	b.Run("20 changed", func(b *testing.B) {
		for b.Loop() {
			for i := range 20 {
				at := (change*20 + i*997) % len(files)
				files[at].Data = fmt.Append(nil, "changed ", change, i)
				sums[at] = SumOf(files[at].Data)
			}
			change++
			if r := publishAgain(b, dir, files, sums); r.Written != 20 {
				b.Fatal(r)
			}
		}
		report(b)
	})
}

// age makes all files in a folder look as if they had been written long ago.
func age(t testing.TB, dir string) {
	t.Helper()
	ageTo(t, dir, time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC))
}

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
