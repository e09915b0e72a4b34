package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"plenary/generator/diag"
)

// tree is what is in a folder, by slash-separated path. The folder itself is "."; a tree
// without it is that of a folder that does not exist. Symbolic links are not followed.
type tree map[string]fs.FileInfo

// read returns the tree of the target. A mount point in it is an error: it can be neither
// moved nor linked, and what is mounted would be removed with the former tree.
func (t target) read(ctx context.Context) (tree, error) {
	if _, err := os.Lstat(t.path); errors.Is(err, fs.ErrNotExist) {
		return nil, ctx.Err()
	}
	found := make(tree)
	err := filepath.WalkDir(t.path, func(path string, d fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		name := "."
		if path != t.path {
			name = filepath.ToSlash(path[len(t.path)+1:])
		}
		if err == nil {
			found[name], err = d.Info()
		}
		if errors.Is(err, fs.ErrNotExist) { // it is gone since its folder was read
			return t.altered([]string{name})
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	at, err := mountIn(t.path, found)
	switch {
	case err != nil:
		return nil, err
	case at == t.path:
		return nil, fmt.Errorf("%s is a mount point and cannot be replaced as a whole: mount %s instead, or publish to a folder inside",
			t.shown, filepath.Dir(t.path))
	case at != "":
		return nil, fmt.Errorf("%s is a mount point, and %s is replaced as a whole: unmount it, or publish elsewhere", diag.Quote(at), t.shown)
	}
	return found, nil
}

// untouched reports whether nothing was added, removed or replaced in the target since its
// tree was read, which was after a time in nanoseconds since 1970. That is so if the times of
// all folders are the same; it is false when they are too recent to tell.
func (t tree) untouched(in target, opened int64) bool {
	for name, info := range t {
		if !info.IsDir() {
			continue
		}
		now, err := os.Lstat(join(in.path, name))
		if err != nil || !os.SameFile(now, info) || !now.ModTime().Equal(info.ModTime()) ||
			now.ModTime().UnixNano() >= opened-int64(coarse) {
			return false
		}
	}
	return t != nil
}

// differences returns the paths at which two trees do not have the same file or folder.
func (t tree) differences(other tree) []string {
	var names []string
	for name, info := range t {
		// Systems give the number of a removed folder to a new file.
		if was := other[name]; !os.SameFile(info, was) || info.Mode().Type() != was.Mode().Type() {
			names = append(names, name)
		}
	}
	for name := range other {
		if t[name] == nil {
			names = append(names, name)
		}
	}
	return names
}

// altered returns an error about the first of the paths that somebody else has changed, if
// there are any.
func (t target) altered(names []string) error {
	if len(names) == 0 {
		return nil
	}
	name := slices.Min(names)
	if name == "." {
		name = ""
	}
	return fmt.Errorf("%s was changed by someone else during the build: build again", diag.Quote(t.shown+name))
}
