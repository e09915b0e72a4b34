package publish

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"plenary/generator/diag"
)

// Problem is a path that cannot be published, or not beside the others.
type Problem struct {
	Path string
	Err  error // it names the path
}

// Paths are the paths of the files of a site, of which a [Writer] would report the
// same problems. The zero value is empty and ready to use, by several goroutines.
type Paths struct{ collected[struct{}] }

// Add adds the path of a file.
func (p *Paths) Add(path string) {
	if p.check(path) {
		p.take(path, struct{}{})
	}
}

// Problems returns what is wrong with the paths so far, sorted.
func (p *Paths) Problems() []Problem {
	p.mu.Lock()
	defer p.mu.Unlock()
	paths := slices.Sorted(maps.Keys(p.files))
	return p.together(paths, foldersOf(paths))
}

// collected is what is known of the files of a site, by path.
type collected[T any] struct {
	mu       sync.Mutex
	files    map[string]T
	problems []Problem
}

// check reports whether a file can have the path, and takes down why not.
func (c *collected[T]) check(path string) bool {
	err := checkPath(path)
	if err != nil {
		c.report(path, err)
	}
	return err == nil
}

func (c *collected[T]) report(path string, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.problems = append(c.problems, Problem{path, err})
}

// take takes a file in. Each path can be that of one file only.
func (c *collected[T]) take(path string, file T) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.files == nil {
		c.files = make(map[string]T)
	}
	if _, twice := c.files[path]; twice {
		c.problems = append(c.problems, Problem{path, fmt.Errorf("%s is made twice: give one of the two another path", diag.Quote(path))})
	}
	c.files[path] = file
}

// together returns the problems so far and those of paths that cannot stand in one
// folder together. The paths are sorted.
func (c *collected[T]) together(paths []string, folders map[string]bool) []Problem {
	problems := slices.SortedStableFunc(slices.Values(c.problems), func(a, b Problem) int { return cmp.Compare(a.Path, b.Path) })
	for _, p := range paths {
		if folders[p] {
			problems = append(problems, Problem{p, fmt.Errorf("%s is made as a file and as a folder: give one of the two another path", diag.Quote(p))})
		}
	}
	return problems
}

// foldersOf returns every folder that holds a file, without the root.
func foldersOf(paths []string) map[string]bool {
	folders := make(map[string]bool)
	for _, p := range paths {
		for dir := path.Dir(p); dir != "." && !folders[dir]; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	return folders
}

// checkPath refuses what would leave the folder, what a line of the manifest
// cannot hold without escapes, and what this system cannot store.
func checkPath(p string) error {
	first, _, _ := strings.Cut(p, "/")
	switch _, err := filepath.Localize(p); {
	case !fs.ValidPath(p) || p == ".":
		return fmt.Errorf("path %q is not relative and clean: write it like en/index.html", p)
	case strings.ContainsFunc(p, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' }):
		return fmt.Errorf("path %q has a control character or a backslash: leave it out", p)
	case err != nil:
		return fmt.Errorf("path %q cannot be a file name on this system: %w", p, err)
	case strings.EqualFold(first, ListName): // some file systems ignore case
		return fmt.Errorf("path %q is taken by the list of published files: choose another", p)
	}
	return nil
}

// joined returns problems as one error, nil if there are none.
func joined(problems []Problem) error {
	var all []error
	for _, p := range problems {
		all = append(all, p.Err)
	}
	return errors.Join(all...)
}
