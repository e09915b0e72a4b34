package watch

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"plenary/generator/diag"
)

// tree is the part of a folder that matters. Its methods take and return
// slash-separated paths below root, where "." is root itself.
type tree struct {
	root   string // absolute, without symbolic links
	dirs   []string
	ignore func(string) bool
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
	if err != nil {
		return tree{}, err
	}
	if !info.IsDir() {
		return tree{}, fmt.Errorf("%s is no folder", root)
	}
	for _, dir := range opt.Dirs {
		if !fs.ValidPath(dir) || dir == "." {
			return tree{}, fmt.Errorf("%q is no path of a folder below %s", dir, root)
		}
	}
	t := tree{root: root, dirs: opt.Dirs, ignore: opt.Ignore}
	if t.ignore == nil {
		t.ignore = func(string) bool { return false }
	}
	return t, nil
}

// path returns the path in the file system.
func (t tree) path(rel string) string {
	return filepath.Join(t.root, filepath.FromSlash(rel))
}

// called returns what to call a path towards people.
func (t tree) called(rel string) string {
	if rel == "." {
		rel = t.root
	}
	return diag.Quote(rel)
}

// rel is the inverse of path.
func (t tree) rel(path string) string {
	rel, err := filepath.Rel(t.root, path)
	if err != nil { // on another volume, which nothing here is
		return ".."
	}
	return filepath.ToSlash(rel)
}

// holds tells whether a path is one of the folders or in one of them, and is not
// to be ignored.
func (t tree) holds(rel string) bool {
	within := false
	for _, dir := range t.dirs {
		if rel == dir {
			return true
		}
		within = within || strings.HasPrefix(rel, dir+"/")
	}
	return within && !t.ignore(rel)
}

// below returns those of the folders that are below a path.
func (t tree) below(rel string) []string {
	if rel == "." {
		return t.dirs
	}
	var list []string
	for _, dir := range t.dirs {
		if strings.HasPrefix(dir, rel+"/") {
			list = append(list, dir)
		}
	}
	return list
}

// isFolder tells whether there is a folder. One of dirs, or a folder above one,
// may be a symbolic link: people link content from elsewhere, and it is read.
func (t tree) isFolder(rel string) bool {
	stat := os.Lstat
	if t.isTop(rel) {
		stat = os.Stat
	}
	info, err := stat(t.path(rel))
	return err == nil && info.IsDir()
}

// folders returns the folders directly in a folder, as far as they matter.
func (t tree) folders(rel string, entries []fs.DirEntry) []string {
	var list []string
	for _, e := range entries {
		name := join(rel, e.Name())
		if t.isTop(name) && t.isFolder(name) || e.IsDir() && t.holds(name) {
			list = append(list, name)
		}
	}
	return list
}

// isTop tells whether a path is one of the folders or above one.
func (t tree) isTop(rel string) bool {
	for _, dir := range t.dirs {
		if rel == dir || rel == "." || strings.HasPrefix(dir, rel+"/") {
			return true
		}
	}
	return false
}

func join(dir, name string) string {
	if dir == "." {
		return name
	}
	return dir + "/" + name
}
