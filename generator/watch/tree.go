package watch

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// tree is the part of a folder that matters. Its methods take and return
// slash-separated paths below root, where "." is root itself.
type tree struct {
	root string // absolute, without symbolic links
	Options
}

func newTree(root string, opt Options) (tree, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return tree{}, err
	}
	if real, err := filepath.EvalSymlinks(root); err == nil {
		root = real
	}
	info, err := os.Stat(root)
	if err == nil && !info.IsDir() {
		err = fmt.Errorf("%s is not a folder", root)
	}
	return tree{root, opt}, err
}

// path returns the path in the file system.
func (t tree) path(rel string) string { return filepath.Join(t.root, filepath.FromSlash(rel)) }

// rel is the inverse of path. It returns "", where nothing matters, on another volume.
func (t tree) rel(path string) string {
	rel, _ := filepath.Rel(t.root, path)
	return filepath.ToSlash(rel)
}

// holds reports whether a path is one of Dirs, or below one and not ignored.
func (t tree) holds(rel string) bool {
	top, _, below := strings.Cut(rel, "/")
	return slices.Contains(t.Dirs, top) && !(below && t.Ignore != nil && t.Ignore(rel))
}

// isTop reports whether a path is root or one of Dirs.
func (t tree) isTop(rel string) bool { return rel == "." || slices.Contains(t.Dirs, rel) }

// stat describes a file or folder. One of Dirs may be a symbolic link: people link content
// from elsewhere.
func (t tree) stat(rel string) (fs.FileInfo, error) {
	if t.isTop(rel) {
		return os.Stat(t.path(rel))
	}
	return os.Lstat(t.path(rel))
}

func (t tree) isDir(rel string) bool {
	info, err := t.stat(rel)
	return err == nil && info.IsDir()
}

// walk calls visit for a folder, then lists it and walks what is in it, as far as it
// matters. What cannot be listed has vanished or is as good as empty.
func (t tree) walk(rel string, visit func(rel string, isDir bool) error) error {
	if err := visit(rel, true); err != nil {
		return err
	}
	entries, _ := os.ReadDir(t.path(rel))
	for _, e := range entries {
		var err error
		switch name := path.Join(rel, e.Name()); {
		case t.isTop(name) && t.isDir(name) || e.IsDir() && t.holds(name):
			err = t.walk(name, visit)
		case t.holds(name):
			err = visit(name, false)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
