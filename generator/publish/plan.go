package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"

	"plenary/generator/diag"
)

// plan says what the new tree is made of, besides the files that are written already.
type plan struct {
	folders []string // a folder comes before what is in it, the tree itself first
	links   []string // entries of the old tree that are carried over, without folders
	changed bool     // whether the new tree has other entries than the old one
	result  Result
}

// plan compares the new files with the old tree. All foreign files in the way are reported.
func (w *Writer) plan() (plan, error) {
	var p plan
	folders := map[string]bool{".": true}
	add := func(folder string) {
		for ; !folders[folder]; folder = path.Dir(folder) {
			folders[folder] = true
		}
	}
	for folder := range w.paths.folders {
		add(folder)
	}
	filled := make(map[string]bool) // folders of the old tree that have something in them
	var inTheWay []string
	for name, info := range w.old {
		filled[path.Dir(name)] = true
		if info.IsDir() || name == ListName && info.Mode().IsRegular() {
			continue
		}
		switch w.fate(name) {
		case unchanged:
			p.links = append(p.links, name)
			p.result.Unchanged++
		case removed:
			p.result.Removed++
		case foreign:
			p.links = append(p.links, name)
			p.result.Foreign = append(p.result.Foreign, name)
			add(path.Dir(name))
		case obstacle:
			inTheWay = append(inTheWay, name)
		}
	}
	for name, info := range w.old {
		if info.IsDir() && !filled[name] && !w.opt.Clean {
			add(name)
		}
	}
	for folder := range folders {
		if _, isFile := w.pieces[folder]; isFile || folder == ListName {
			inTheWay = append(inTheWay, folder)
		}
	}
	if len(inTheWay) > 0 {
		return plan{}, w.obstacles(inTheWay)
	}
	p.folders = slices.Sorted(maps.Keys(folders))
	slices.Sort(p.result.Foreign)
	p.result.Written = len(w.pieces) - p.result.Unchanged
	p.changed = w.old == nil || p.result.Written > 0 || p.result.Removed > 0
	for name, info := range w.old {
		p.changed = p.changed || info.IsDir() && !folders[name]
	}
	return p, nil
}

// fate is what becomes of a file or link of the old tree.
type fate int

const (
	unchanged fate = iota // ours, with the bytes that it shall have
	replaced              // ours, to be written anew
	removed               // ours, and no longer made
	foreign               // not ours, carried over
	obstacle              // not ours, and in the place of something of ours
)

// fate depends on whether the manifest lists a file, and whether it has the expected bytes.
// A listed file with other bytes was changed by somebody: it is overwritten if the new site
// has it too, but not removed if not.
func (w *Writer) fate(name string) fate {
	piece, isMade := w.pieces[name]
	sum, isListed := w.listed[name]
	isListed = isListed && w.old[name].Mode().IsRegular()
	switch {
	case isMade && !piece.written:
		return unchanged
	case isMade && (isListed || w.opt.Clean):
		return replaced
	case w.opt.Clean, !isMade && isListed && w.Holds(name, sum):
		return removed
	case isMade, w.paths.folders[name], name == ListName:
		return obstacle
	}
	return foreign
}

// obstacles returns an error about foreign files in the way, of which it names the first.
func (w *Writer) obstacles(names []string) error {
	const most = 20
	slices.Sort(names)
	var problems []error
	for _, name := range names[:min(most, len(names))] {
		what, ok := map[fs.FileMode]string{0: "file", fs.ModeDir: "folder", fs.ModeSymlink: "symbolic link"}[w.old[name].Mode().Type()]
		if !ok {
			what = "special file"
		}
		wanted := "file"
		if w.paths.folders[name] {
			wanted = "folder"
		}
		problems = append(problems, fmt.Errorf("%s is a %s that no earlier build has made, where a %s must go: move it away, or let --clean replace it",
			diag.Quote(w.shown+name), what, wanted))
	}
	if more := len(names) - most; more > 0 {
		problems = append(problems, fmt.Errorf("and %d more", more))
	}
	return errors.Join(problems...)
}
