//go:build unix

package publish

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"plenary/generator/internal/seed"
)

// TestRandom: whatever people do to a published folder between builds, the outcome is that of
// a build without fingerprints.
func TestRandom(t *testing.T) {
	runs, builds := 12, 12
	if testing.Short() {
		runs = 3
	}
	random := seed.Rand(t)
	for run := range runs {
		seed := random.Uint64()
		t.Run(strconv.Itoa(run), func(t *testing.T) {
			t.Parallel()
			c := chaos{T: t, Rand: rand.New(rand.NewPCG(seed, 0)), base: t.TempDir()}
			t.Cleanup(func() { removeTree(c.base) })
			for build := range builds {
				c.build(build)
				if t.Failed() {
					return
				}
			}
		})
	}
}

// chaos makes random sites and random changes.
type chaos struct {
	*testing.T
	*rand.Rand
	base string
	aged int  // number of times
	bad  bool // a foreign file was in the way of the last build
}

func (c *chaos) dir() string { return filepath.Join(c.base, "public") }

func (c *chaos) build(n int) {
	c.Helper()
	if n > 0 {
		for range c.IntN(5) {
			c.meddle()
		}
		if c.IntN(4) == 0 {
			c.tear(filepath.Join(stageOf(c.dir()), "fingerprints"))
		}
		if c.IntN(3) > 0 {
			c.age()
		}
	}
	reference := filepath.Join(c.base, fmt.Sprint("reference", n))
	if n > 0 {
		if out, err := exec.Command("cp", "-a", c.dir(), reference).CombinedOutput(); err != nil {
			c.Fatalf("cp: %v\n%s", err, out)
		}
	}
	site, opt := c.site(), Options{Clean: c.bad || c.IntN(10) == 0, Verify: c.IntN(5) == 0}
	want, wantErr := realSystem().write(c.Context(), reference, site, opt)
	got, err := printing().write(c.Context(), c.dir(), site, opt)
	c.bad = err != nil
	if (err == nil) != (wantErr == nil) {
		c.Fatalf("build %d: got error %v, want %v", n, err, wantErr)
	}
	same(c.T, fmt.Sprintf("build %d: result", n), got, want)
	same(c.T, fmt.Sprintf("build %d: folder", n), describe(c.T, c.dir()), describe(c.T, reference))
	if err != nil {
		return
	}
	for p, data := range site {
		if now, err := os.ReadFile(join(c.dir(), p)); err != nil || string(now) != data {
			c.Errorf("build %d: %s: got %q, %v, want %q", n, p, now, err, data)
		}
	}
}

// site returns some files, of which the next site has many as well.
func (c *chaos) site() content {
	site := content{}
	var fill func(folder string, depth int)
	fill = func(folder string, depth int) {
		for _, name := range []string{"a", "b", "c", "d"} {
			switch p := path.Join(folder, name); {
			case c.IntN(5) == 0:
			case depth < 3 && c.IntN(3) == 0:
				fill(p, depth+1)
			default:
				site[p] = fmt.Sprint(c.IntN(2))
			}
		}
	}
	fill("", 0)
	return site
}

// meddle does to the published folder what people do.
func (c *chaos) meddle() {
	c.Helper()
	dir := c.dir()
	var all, folders []string
	filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && p != dir {
			all = append(all, p)
		}
		if err == nil && d.IsDir() {
			folders = append(folders, p)
		}
		return nil
	})
	if len(all) == 0 || len(folders) == 0 {
		return
	}
	one, folder := all[c.IntN(len(all))], folders[c.IntN(len(folders))]
	fresh := filepath.Join(folder, string("axyzuvw"[c.IntN(7)]))
	switch c.IntN(14) {
	case 0, 1:
		os.WriteFile(fresh, []byte("foreign"), 0o640)
	case 2, 10, 11, 12, 13: // in place
		os.WriteFile(one, []byte(strconv.Itoa(c.IntN(2))), 0o644)
	case 3:
		other := filepath.Join(c.base, "other")
		os.WriteFile(other, []byte(strconv.Itoa(c.IntN(2))), 0o644)
		os.Rename(other, one)
	case 4:
		os.RemoveAll(one)
	case 5:
		os.Rename(one, fresh)
	case 6:
		os.Chmod(folder, []fs.FileMode{0o755, 0o700, 0o770, 0o775 | fs.ModeSetgid}[c.IntN(4)])
	case 7:
		os.Chmod(one, []fs.FileMode{0o755, 0o700}[c.IntN(2)])
	case 8:
		os.Symlink("a", fresh)
	case 9:
		os.Mkdir(fresh, 0o755)
	}
}

// age makes all files look as if they had been written long ago, each time at
// another time.
func (c *chaos) age() {
	c.aged++
	ageTo(c.T, c.dir(), time.Date(2001, 1, 1, 0, 0, c.aged, 0, time.UTC))
}

// tear cuts off the end of a file.
func (c *chaos) tear(name string) {
	if info, err := os.Stat(name); err == nil {
		os.Truncate(name, c.Int64N(info.Size()+1))
	}
}

// describe returns mode and content of everything in a folder.
func describe(t *testing.T, dir string) content {
	t.Helper()
	found, err := target{path: dir}.read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	all := look(t, dir)
	for name, info := range found {
		all[name] = info.Mode().String() + " " + all[name]
	}
	if data, err := os.ReadFile(filepath.Join(dir, ListName)); err == nil {
		all[ListName] += string(data)
	}
	return all
}
