//go:build unix

package publish

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestRandom: whatever people do to a published folder between builds, the outcome is that of
// a build without fingerprints.
func TestRandom(t *testing.T) {
	runs, builds := 12, 12
	if testing.Short() {
		runs = 3
	}
	random := dice(t)
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
		clone(c.T, c.dir(), reference)
	}
	guards, before := content{}, c.inodes()
	if n > 0 {
		guards = c.guard(n)
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
	for at, data := range guards {
		if now, err := os.ReadFile(at); err != nil || string(now) != data {
			c.Errorf("build %d wrote into a published file in place: got %q, %v, want %q", n, now, err, data)
		}
	}
	after := c.inodes()
	for _, p := range got.Foreign {
		if before[p] != after[p] {
			c.Errorf("build %d: %s is another file", n, p)
		}
	}
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

// guard links all published files from outside, and returns their content.
func (c *chaos) guard(n int) content {
	guards := content{}
	folder := filepath.Join(c.base, fmt.Sprint("guard", n))
	os.Mkdir(folder, 0o755)
	for p, data := range look(c.T, c.dir()) {
		at, link := join(c.dir(), p), filepath.Join(folder, strconv.Itoa(len(guards)))
		if !stat(c.T, at)[0].Mode().IsRegular() {
			continue
		}
		if err := os.Link(at, link); err != nil {
			c.Fatal(err)
		}
		guards[link] = data
	}
	return guards
}

// inodes returns which file is where in the published folder.
func (c *chaos) inodes() map[string]uint64 {
	found, err := target{path: c.dir()}.read(c.Context())
	if err != nil {
		c.Fatal(err)
	}
	inodes := make(map[string]uint64)
	for p, info := range found {
		if info.Mode().IsRegular() {
			inodes[p] = inodeOf(info)
		}
	}
	return inodes
}

// describe returns all of a folder: mode and content by path, the folder
// itself and the manifest included.
func describe(t *testing.T, dir string) content {
	t.Helper()
	found := make(content)
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		data := ""
		switch {
		case d.Type().IsRegular():
			content, err := os.ReadFile(p)
			if err != nil {
				return err
			}
			data = string(content)
		case d.Type() == fs.ModeSymlink:
			if data, err = os.Readlink(p); err != nil {
				return err
			}
		}
		found[strings.TrimPrefix(p, dir)] = fmt.Sprintf("%v %s", info.Mode(), data)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// clone copies a folder as described.
func clone(t *testing.T, from, to string) {
	t.Helper()
	var paths []string
	err := filepath.WalkDir(from, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		at := to + strings.TrimPrefix(p, from)
		switch d.Type() {
		case fs.ModeDir:
			paths = append(paths, p)
			return os.Mkdir(at, 0o755)
		case fs.ModeSymlink:
			target, err := os.Readlink(p)
			if err != nil {
				return err
			}
			return os.Symlink(target, at)
		}
		paths = append(paths, p)
		data, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		return os.WriteFile(at, data, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range slices.Backward(paths) {
		if err := os.Chmod(to+strings.TrimPrefix(p, from), stat(t, p)[0].Mode()); err != nil {
			t.Fatal(err)
		}
	}
}
