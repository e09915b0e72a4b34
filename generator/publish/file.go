package publish

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"runtime"
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
	files   []File          // sorted by path
	sums    map[string]sum  // of the files, by path
	folders map[string]bool // every folder that holds a file, without the root
}

type sum [sha256.Size]byte

// newSite reports every path that cannot be published.
func newSite(ctx context.Context, files []File) (*site, error) {
	s := &site{
		files:   sorted(files),
		sums:    make(map[string]sum, len(files)),
		folders: make(map[string]bool),
	}
	sums := make([]sum, len(s.files))
	err := each(ctx, len(s.files), runtime.GOMAXPROCS(0), func(i int) error {
		sums[i] = sha256.Sum256(s.files[i].Data)
		return nil
	})
	if err != nil {
		return nil, err
	}

	var problems []error
	for i, f := range s.files {
		if err := checkPath(f.Path); err != nil {
			problems = append(problems, err)
			continue
		}
		if _, twice := s.sums[f.Path]; twice {
			problems = append(problems, fmt.Errorf("%s is made twice: give one of the two another path", f.Path))
		}
		s.sums[f.Path] = sums[i]
		for dir := path.Dir(f.Path); dir != "." && !s.folders[dir]; dir = path.Dir(dir) {
			s.folders[dir] = true
		}
	}
	for _, f := range s.files {
		if s.folders[f.Path] {
			problems = append(problems, fmt.Errorf("%s is made as a file and as a folder: give one of the two another path", f.Path))
		}
	}
	if len(problems) > 0 {
		return nil, errors.Join(problems...)
	}
	return s, nil
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
	case strings.EqualFold(first, manifestName): // some file systems ignore case
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
