package publish

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
)

// plan says what the new tree is made of.
type plan struct {
	old      tree
	folders  []string // all but the root, a folder before what is in it
	keep     []string // entries of the old tree that go over as they are, folders left out
	write    []File
	manifest []byte
	changed  bool // whether the new tree differs from the old
	result   Result
}

// newPlan compares the files to publish with the folder that stands. It writes
// nothing, and reports every foreign file in the way.
func newPlan(ctx context.Context, made *site, old tree, opt Options) (*plan, error) {
	manifest, listed, err := old.manifest()
	if err != nil {
		return nil, err
	}
	want := maps.Clone(listed)
	if want == nil {
		want = make(map[string]sum)
	}
	maps.Copy(want, made.sums)
	same, err := old.matching(ctx, want)
	if err != nil {
		return nil, err
	}
	c := comparison{made: made, old: old, listed: listed, same: same, clean: opt.Clean}
	return c.plan(manifest)
}

// comparison is what the decisions about the entries of the old tree rest on.
type comparison struct {
	made   *site
	old    tree
	listed map[string]sum
	same   map[string]bool // the file has the bytes of the one made there or, if none is, those listed
	clean  bool
}

func (c comparison) plan(manifest []byte) (*plan, error) {
	p := &plan{old: c.old, manifest: c.made.manifest()}
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
		if _, isFile := c.made.sums[name]; isFile || name == manifestName {
			inTheWay = append(inTheWay, name)
		}
	}
	if len(inTheWay) > 0 {
		return nil, c.obstacles(inTheWay)
	}

	for _, f := range c.made.files {
		if !c.same[f.Path] {
			p.write = append(p.write, f)
		}
	}
	p.result.Written = len(p.write)
	p.folders = slices.AppendSeq(kept, maps.Keys(c.made.folders))
	slices.Sort(p.folders)
	p.changed = !c.old.exists || emptied || p.result.Written > 0 || p.result.Removed > 0 ||
		!bytes.Equal(manifest, p.manifest)
	return p, nil
}

// split returns the paths of the old tree in order, the manifest left out.
func (c comparison) split() (files, folders []string) {
	for _, name := range c.old.paths() {
		switch mode := c.old.entries[name].Mode(); {
		case mode.IsDir():
			folders = append(folders, name)
		case name != manifestName || !mode.IsRegular():
			files = append(files, name)
		}
	}
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
	_, isMade := c.made.sums[name]
	_, isListed := c.listed[name]
	isListed = isListed && c.old.entries[name].Mode().IsRegular()
	switch {
	case isMade && c.same[name]:
		return unchanged
	case isMade && (isListed || c.clean):
		return replaced
	case isListed && c.same[name], c.clean:
		return dropped
	case isMade, c.made.folders[name], name == manifestName:
		return obstacle
	}
	return foreign
}

// foreignFolders returns the folders that stay though no file of ours is in
// them: those with something that stays, and those that were empty already.
// Emptied tells whether any folder goes.
func (c comparison) foreignFolders(folders []string, full map[string]bool) (kept []string, emptied bool) {
	had := make(map[string]bool)
	for name := range c.old.entries {
		had[path.Dir(name)] = true
	}
	for _, name := range slices.Backward(folders) { // what is in a folder before it
		switch {
		case c.made.folders[name]:
		case !c.clean && (full[name] || !had[name]):
			kept = append(kept, name)
			full[path.Dir(name)] = true
		default:
			emptied = true
		}
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
	what := map[fs.FileMode]string{0: "file", fs.ModeDir: "folder", fs.ModeSymlink: "symbolic link"}[c.old.entries[name].Mode().Type()]
	if what == "" {
		what = "special file"
	}
	wanted := "file"
	if c.made.folders[name] {
		wanted = "folder"
	}
	return fmt.Errorf("%s%s is a %s that no earlier build has made, where a %s must go: move it away, or let --clean replace it",
		c.old.shown, name, what, wanted)
}
