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

// What counts is the time for one build, so run it with -benchtime 5x or so.
// The kernel is slow to make files where many were removed in the last minute.
func BenchmarkPublish(b *testing.B) {
	files := archive()
	sums := make([]Sum, len(files))
	for i, f := range files {
		sums[i] = SumOf(f.Data)
	}
	run := func(name string, build func(b *testing.B) Result, want Result) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if got := build(b); got.Written != want.Written || got.Unchanged != want.Unchanged {
					b.Fatalf("got %+v, want %+v", got, want)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/build")
		})
	}
	write := func(b *testing.B, dir string, opt Options) Result {
		result, err := Write(b.Context(), dir, files, opt)
		if err != nil {
			b.Fatal(err)
		}
		return result
	}

	all := len(files)
	run("first", func(b *testing.B) Result {
		return write(b, filepath.Join(b.TempDir(), "public"), Options{})
	}, Result{Written: all})

	dir := filepath.Join(b.TempDir(), "public")
	write(b, dir, Options{})
	age(b, dir)
	run("unchanged, verified", func(b *testing.B) Result {
		return write(b, dir, Options{Verify: true})
	}, Result{Unchanged: all})
	run("unchanged", func(b *testing.B) Result {
		return publishAgain(b, dir, files, sums)
	}, Result{Unchanged: all})

	changes := 0
	change := func(b *testing.B) Result {
		for i := range 20 {
			at := (changes*20 + i*997) % all
			files[at].Data = fmt.Append(nil, "changed ", changes, i)
			sums[at] = SumOf(files[at].Data)
		}
		changes++
		return publishAgain(b, dir, files, sums)
	}
	change(b) // makes what the next build finds as its spare
	run("20 changed", change, Result{Written: 20, Unchanged: all - 20})
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
