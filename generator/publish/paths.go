package publish

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
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

// Paths are the paths of the files of a site, about which a [Writer] would report the same
// problems. The zero value is empty and ready for use by several goroutines.
type Paths struct {
	mu       sync.Mutex
	files    map[string]bool
	folders  map[string]bool // every folder that holds a file, without the root
	problems []Problem
}

// Add adds the path of a file.
func (p *Paths) Add(path string) { p.add(path) }

// Problems returns what is wrong with the paths so far, sorted by path.
func (p *Paths) Problems() []Problem {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.SortedStableFunc(slices.Values(p.problems), func(a, b Problem) int { return cmp.Compare(a.Path, b.Path) })
}

// add reports whether a file can have the path beside those so far.
func (p *Paths) add(name string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.files == nil {
		p.files, p.folders = make(map[string]bool), make(map[string]bool)
	}
	before := len(p.problems)
	report := func(name string, err error) { p.problems = append(p.problems, Problem{name, err}) }
	bothKinds := func(name string) {
		report(name, fmt.Errorf("%s is made as a file and as a folder: give one of the two another path", diag.Quote(name)))
	}
	if err := checkPath(name); err != nil {
		report(name, err)
		return false
	}
	switch {
	case p.files[name]:
		report(name, fmt.Errorf("%s is made twice: give one of the two another path", diag.Quote(name)))
	case p.folders[name]:
		bothKinds(name)
	}
	p.files[name] = true
	for folder := path.Dir(name); folder != "." && !p.folders[folder]; folder = path.Dir(folder) {
		p.folders[folder] = true
		if p.files[folder] {
			bothKinds(folder)
		}
	}
	return len(p.problems) == before
}

// checkPath returns an error for a path that leads out of the folder, that a line of the
// manifest could hold with escapes only, or that this system cannot store.
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
