package publish

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
)

// tree is what stands in the target before a build. Symbolic links are
// entries, they are not followed.
type tree struct {
	target
	exists  bool
	root    fs.FileInfo            // of the target itself, if it exists
	entries map[string]fs.FileInfo // by slash-separated path, without the root
}

// read lists the target. A mount point in it is an error: it can be neither
// moved nor linked, and its content would be lost with the former tree.
func (t target) read(ctx context.Context) (tree, error) {
	found := tree{target: t, entries: make(map[string]fs.FileInfo)}
	err := filepath.WalkDir(t.path, func(path string, d fs.DirEntry, err error) error {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if d.IsDir() {
			if mounted, err := isMountPoint(path); err != nil {
				return err
			} else if mounted {
				return t.mountError(path)
			}
		}
		if path == t.path {
			found.exists, found.root = true, info
			return nil
		}
		relative, err := filepath.Rel(t.path, path)
		if err != nil {
			return err
		}
		found.entries[filepath.ToSlash(relative)] = info
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) && !found.exists {
		return found, nil
	}
	return found, err
}

func (t target) mountError(path string) error {
	if path == t.path {
		return fmt.Errorf("%s is a mount point and cannot be replaced as a whole: mount %s instead, or publish to a folder inside",
			t.shown, filepath.Dir(t.path))
	}
	return fmt.Errorf("%s is a mount point, and %s is replaced as a whole: unmount it, or publish elsewhere", path, t.shown)
}

// paths returns the paths of the entries in order, a folder before what is in
// it.
func (t tree) paths() []string {
	return slices.Sorted(maps.Keys(t.entries))
}

// manifest returns what the manifest in the target lists.
func (t tree) manifest() (data []byte, listed map[string]sum, err error) {
	info, ok := t.entries[manifestName]
	if !ok || !info.Mode().IsRegular() {
		return nil, nil, nil
	}
	data, err = os.ReadFile(join(t.path, manifestName))
	if err != nil {
		return nil, nil, err
	}
	return data, parseManifest(data), nil
}

// matching returns the paths at which a regular file stands whose bytes have
// the wanted sum.
func (t tree) matching(ctx context.Context, want map[string]sum) (map[string]bool, error) {
	var candidates []string
	for p := range want {
		if info, ok := t.entries[p]; ok && info.Mode().IsRegular() {
			candidates = append(candidates, p)
		}
	}
	equal := make([]bool, len(candidates))
	err := each(ctx, len(candidates), runtime.GOMAXPROCS(0), func(i int) error {
		got, err := sumOf(join(t.path, candidates[i]))
		equal[i] = got == want[candidates[i]]
		return err
	})
	matches := make(map[string]bool)
	for i, p := range candidates {
		if equal[i] {
			matches[p] = true
		}
	}
	return matches, err
}

func sumOf(path string) (sum, error) {
	f, err := os.Open(path)
	if err != nil {
		return sum{}, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return sum{}, err
	}
	return sum(h.Sum(nil)), nil
}

// unaltered reads the target again and reports what has come, gone or been
// replaced since the first time: the new tree knows nothing of it, and it
// would be lost. What was written into a file in place does not matter,
// because the new tree has the same file.
func (t tree) unaltered(ctx context.Context) error {
	now, err := t.target.read(ctx)
	if err != nil {
		return err
	}
	altered := func(p string) error {
		return fmt.Errorf("%s%s was changed by someone else during the build: build again", t.shown, p)
	}
	if t.exists != now.exists || t.exists && !os.SameFile(t.root, now.root) {
		return altered("")
	}
	for _, p := range now.paths() {
		before, ok := t.entries[p]
		if !ok || !os.SameFile(before, now.entries[p]) {
			return altered(p)
		}
	}
	for _, p := range t.paths() {
		if _, ok := now.entries[p]; !ok {
			return altered(p)
		}
	}
	return nil
}
