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
)

// File is one file to publish.
type File struct {
	Path string // slash-separated, relative and clean, as in "en/index.html"
	Data []byte
}

// site is a set of files that can stand in one folder together.
type site struct {
	pieces  map[string]piece // by path
	paths   []string         // of the pieces, sorted
	folders map[string]bool  // every folder that holds a file, without the root
}

// piece is a file of a site: where its bytes come from.
type piece struct {
	sum   Sum
	added int         // number among the files added to the stage, 0 if the published file stays
	fp    fingerprint // of the published file or the added one
}

// newSite reports every path that cannot stand beside the others.
func newSite(pieces map[string]piece) (*site, error) {
	s := &site{pieces: pieces, paths: slices.Sorted(maps.Keys(pieces)), folders: make(map[string]bool)}
	for _, p := range s.paths {
		for dir := path.Dir(p); dir != "." && !s.folders[dir]; dir = path.Dir(dir) {
			s.folders[dir] = true
		}
	}
	var problems []error
	for _, p := range s.paths {
		if s.folders[p] {
			problems = append(problems, fmt.Errorf("%s is made as a file and as a folder: give one of the two another path", p))
		}
	}
	return s, errors.Join(problems...)
}

// manifest returns the manifest of the files.
func (s *site) manifest() []byte {
	var lines []byte
	for _, p := range s.paths {
		lines = manifestLine(lines, p, s.pieces[p].sum)
	}
	return lines
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

// sorted returns a copy of files in the order of their paths.
func sorted(files []File) []File {
	return slices.SortedStableFunc(slices.Values(files), func(a, b File) int {
		return cmp.Compare(a.Path, b.Path)
	})
}
