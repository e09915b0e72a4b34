package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"

	"plenary/generator/diag"
)

// plan says what the new tree is made of.
type plan struct {
	made     *site
	old      tree
	folders  []string // all but the root, a folder before what is in it, if anything changes
	keep     []string // entries of the old tree that go over as they are, folders left out
	write    []string // files of ours that are in the stage
	manifest []byte
	unlisted bool // the new tree has no manifest
	changed  bool // whether the new tree differs from the old
	result   Result
}

// comparison is what the decisions about the entries of the old tree rest on.
type comparison struct {
	made   *site
	old    tree
	listed map[string]Sum  // by the manifest of the old tree
	same   map[string]bool // the file is listed and not made, and has the bytes listed
	clean  bool

	unlisted bool // the new tree has no manifest
}

// plan compares the files to publish with the folder that stands. It reports
// every foreign file in the way.
func (c comparison) plan(manifest []byte) (*plan, error) {
	p := &plan{made: c.made, old: c.old, unlisted: c.unlisted}
	if !c.unlisted {
		p.manifest = c.made.manifest()
	}
	files, folders := c.split()
	full := make(map[string]bool) // folders with something in them that stays
	var inTheWay []string
	for _, name := range files {
		switch c.fate(name) {
		case unchanged:
			p.keep = append(p.keep, name)
			p.result.Unchanged++
		case replaced: // counted as written
		case dropped:
			p.result.Removed++
		case foreign:
			p.keep = append(p.keep, name)
			p.result.Foreign = append(p.result.Foreign, name)
			full[path.Dir(name)] = true
		case obstacle:
			inTheWay = append(inTheWay, name)
		}
	}
	kept, emptied := c.foreignFolders(folders, full)
	for _, name := range kept {
		if _, isFile := c.made.pieces[name]; isFile || name == ListName {
			inTheWay = append(inTheWay, name)
		}
	}
	if len(inTheWay) > 0 {
		return nil, c.obstacles(inTheWay)
	}

	for _, name := range c.made.paths {
		if c.made.pieces[name].added != 0 {
			p.write = append(p.write, name)
		}
	}
	p.result.Written = len(p.write)
	slices.Sort(p.result.Foreign)
	p.changed = !c.old.exists || emptied || p.result.Written > 0 || p.result.Removed > 0 ||
		!bytes.Equal(manifest, p.manifest)
	if p.changed {
		p.folders = slices.AppendSeq(kept, maps.Keys(c.made.folders))
		slices.Sort(p.folders)
	}
	return p, nil
}

// split returns the paths of the old tree, the manifest and folders of ours
// left out. The folders are in order, one before what is in it.
func (c comparison) split() (files, folders []string) {
	for name, e := range c.old.entries {
		switch {
		case e.isFolder():
			if !c.made.folders[name] {
				folders = append(folders, name)
			}
		case name != ListName || !e.isFile():
			files = append(files, name)
		}
	}
	slices.Sort(folders)
	return files, folders
}

// fate is what becomes of a file or link of the old tree.
type fate int

const (
	unchanged fate = iota // ours, with the bytes it shall have
	replaced              // ours to be written anew
	dropped               // ours, and no longer made
	foreign               // not ours, stays
	obstacle              // not ours, and where something of ours must go
)

// fate decides by two things: whether the manifest lists the file, and whether
// it has the expected bytes. A file that is listed but has other bytes than
// those is overwritten if it is still made; it is not dropped, because then
// somebody has put it there.
func (c comparison) fate(name string) fate {
	piece, isMade := c.made.pieces[name]
	_, isListed := c.listed[name]
	isListed = isListed && c.old.entries[name].isFile()
	switch {
	case isMade && piece.added == 0:
		return unchanged
	case isMade && (isListed || c.clean):
		return replaced
	case isListed && c.same[name], c.clean:
		return dropped
	case isMade, c.made.folders[name], name == ListName:
		return obstacle
	}
	return foreign
}

// foreignFolders returns which of the folders stay though no file of ours is in
// them: those with something that stays, and those that were empty already.
// Emptied tells whether any folder goes.
func (c comparison) foreignFolders(folders []string, full map[string]bool) (kept []string, emptied bool) {
	for _, name := range slices.Backward(folders) { // what is in a folder before it
		if c.clean || !full[name] && c.old.sizes[name] > 0 {
			emptied = true
			continue
		}
		kept = append(kept, name)
		full[path.Dir(name)] = true
	}
	return kept, emptied
}

// obstacles reports what is in the way, as far as a reader can take it in.
func (c comparison) obstacles(names []string) error {
	const most = 20
	slices.Sort(names)
	var problems []error
	for i, name := range names {
		if i == most {
			problems = append(problems, fmt.Errorf("and %d more", len(names)-most))
			break
		}
		problems = append(problems, c.obstacle(name))
	}
	return errors.Join(problems...)
}

func (c comparison) obstacle(name string) error {
	what := map[fs.FileMode]string{0: "file", fs.ModeDir: "folder", fs.ModeSymlink: "symbolic link"}[c.old.entries[name].mode.Type()]
	if what == "" {
		what = "special file"
	}
	wanted := "file"
	if c.made.folders[name] {
		wanted = "folder"
	}
	return fmt.Errorf("%s is a %s that no earlier build has made, where a %s must go: move it away, or let --clean replace it",
		diag.Quote(c.old.shown+name), what, wanted)
}
