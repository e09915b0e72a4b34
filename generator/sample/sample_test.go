package sample

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/check"
	"plenary/generator/content"
)

// problems returns what is wrong with a project.
func problems(t *testing.T, fsys fs.FS) []string {
	t.Helper()
	archive, diags, err := content.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, d := range append(diags, check.Run(archive)...) {
		list = append(list, d.String())
	}
	return list
}

// The archive has no problems, whatever the seed, early and late.
func TestNoProblems(t *testing.T) {
	for _, c := range []struct {
		seed           uint64
		n, first, step int // of n meetings, those that are read
	}{
		{seed: 0, n: 0, step: 1},
		{seed: 1, n: 40, step: 1},
		{seed: 2, n: 900, first: 7, step: 23},
		{seed: 1<<64 - 1, n: 12_000, first: 99, step: 301},
	} {
		t.Run(fmt.Sprintf("seed %d, %d meetings", c.seed, c.n), func(t *testing.T) {
			files := Frame(c.n)
			for i := c.first; i < c.n; i += c.step {
				_, more := Meeting(c.seed, i)
				files = append(files, more...)
			}
			fsys := fstest.MapFS{}
			for _, f := range files {
				fsys[f.Path] = &fstest.MapFile{Data: f.Data}
			}
			if len(fsys) != len(files) {
				t.Error("two files have the same path")
			}
			if d := cmp.Diff([]string(nil), problems(t, fsys)); d != "" {
				t.Errorf("problems (-want +got):\n%s", d)
			}
		})
	}
}

// sums returns the checksums of the files of an archive.
func sums(t *testing.T, seed uint64, n int) map[string][sha256.Size]byte {
	m := map[string][sha256.Size]byte{}
	for name, data := range Files(seed, n) {
		if _, twice := m[name]; twice {
			t.Errorf("two files are %s", name)
		}
		m[name] = sha256.Sum256(data)
	}
	return m
}

func TestSameSeed(t *testing.T) {
	first := sums(t, 7, 20)
	if d := cmp.Diff(first, sums(t, 7, 20)); d != "" {
		t.Errorf("the second run differs:\n%s", d)
	}
	other := sums(t, 8, 20)
	for name := range first {
		if path.Base(name) == "meeting.yaml" && first[name] == other[name] {
			t.Errorf("%s is the same for another seed", name)
		}
	}
}

// A larger archive has all files of a smaller one, unchanged.
func TestGrowing(t *testing.T) {
	small, large := sums(t, 3, 30), sums(t, 3, 130)
	for name, sum := range small {
		if large[name] != sum {
			t.Errorf("%s differs in a larger archive", name)
		}
	}
	folder, files := Meeting(3, 120)
	for _, f := range files {
		if large[f.Path] != sha256.Sum256(f.Data) {
			t.Errorf("%s differs when its meeting is made alone", f.Path)
		}
		if path.Dir(f.Path) != path.Join(Dir, folder) {
			t.Errorf("%s is not in %s", f.Path, folder)
		}
	}
}

// paths yields the paths of the files of an archive.
func paths(seed uint64, n int) func(func(string) bool) {
	return func(yield func(string) bool) {
		for name := range Files(seed, n) {
			if !yield(name) {
				return
			}
		}
	}
}

func TestWrite(t *testing.T) {
	dir := path.Join(t.TempDir(), "new")
	if err := Write(dir, 5, 6); err != nil {
		t.Fatal(err)
	}
	want := slices.Sorted(paths(5, 6))
	var got []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			got = append(got, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(got)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("files (-want +got):\n%s", d)
	}
	for name, data := range Files(5, 6) {
		if written, err := os.ReadFile(path.Join(dir, name)); err != nil || string(written) != string(data) {
			t.Errorf("%s differs from what was asked for: %v", name, err)
		}
	}
	if err := Write(path.Join(dir, "content", "site.yaml"), 5, 6); err == nil {
		t.Error("a file was taken for a folder")
	}
}

// Whoever has seen enough can stop.
func TestStopping(t *testing.T) {
	frame := len(Frame(3))
	for _, enough := range []int{1, frame, frame + 2} {
		n := 0
		for range Files(1, 3) {
			if n++; n == enough {
				break
			}
		}
		if n != enough {
			t.Errorf("%d files came, %d were wanted", n, enough)
		}
	}
}

func ExampleFiles() {
	meetings := 0
	for name := range Files(1, 25) {
		if path.Base(name) == "meeting.yaml" {
			meetings++
		}
	}
	fmt.Println(meetings, "meetings")
	// Output: 25 meetings
}

func BenchmarkMeeting(b *testing.B) {
	size := 0
	for i := 0; b.Loop(); i++ {
		_, files := Meeting(1, i)
		for _, f := range files {
			size += len(f.Data)
		}
	}
	b.ReportMetric(float64(size)/float64(b.N), "B/meeting")
}
