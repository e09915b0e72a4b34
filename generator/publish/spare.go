package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"sync/atomic"

	"plenary/generator/diag"
)

// build makes the spare the new tree. When it returns, the tree is on disk.
func (s *stage) build(ctx context.Context, p *plan) (*update, error) {
	u := &update{stage: s, plan: p, root: s.spare()}
	steps := []func(context.Context) error{
		u.inspect, u.choose, u.clear, u.makeFolders, u.carry, u.place, u.finishFolders, u.sync,
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return u, nil
}

// update turns the spare into the new tree by as few changes as it takes.
type update struct {
	stage *stage
	plan  *plan
	root  string // of the spare
	found tree   // the spare as it was found

	stays   map[string]bool // entries of the spare that are part of the new tree
	excess  []string        // entries of the spare to remove; what is in a folder goes with it
	folders []string        // to make, in order
	kept    []string        // entries of the old tree to carry over
	locked  []string        // folders that stay and are write-protected, in order

	copied   atomic.Int64 // number of files that could not be linked
	finished int64        // when the last file was written, as in an entry
}

// linked tells whether the old tree and the new one share files, without which
// a spare saves nothing.
func (u *update) linked() bool { return int(u.copied.Load()) <= len(u.plan.keep)/2 }

// at returns the place of an entry of the new tree.
func (u *update) at(name string) string { return join(u.root, name) }

// inspect reads the spare. One that cannot become like the old tree is removed.
func (u *update) inspect(ctx context.Context) error {
	found, err := target{path: u.root, shown: u.root}.read(ctx)
	if err != nil && found.root.isFolder() && !errors.Is(err, fs.ErrPermission) {
		return u.stage.explain(".", err)
	}
	if err == nil && u.alike(".", found.root, u.plan.old.root) {
		u.found = found
		return nil
	}
	u.folders = append(u.folders, ".")
	return u.stage.explain(".", removeTree(u.root))
}

// alike tells whether what the spare has can serve as a folder of the old
// tree, and gives it the same mode if so.
func (u *update) alike(name string, there, old entry) bool {
	if !there.isFolder() || !old.isFolder() || !there.sameOwner(old) {
		return false
	}
	if there.mode != old.mode && os.Chmod(u.at(name), old.mode) != nil {
		return false
	}
	if old.mode&0o700 != 0o700 {
		u.locked = append(u.locked, name)
	}
	return true
}

// choose decides what stays. A file stays if it is the very file that stands
// in the published folder. A folder stays if there is one in the published
// folder and it can be made like that.
func (u *update) choose(context.Context) error {
	u.stays = make(map[string]bool, len(u.found.entries))
	for _, name := range u.plan.folders {
		if u.alike(name, u.found.entries[name], u.plan.old.entries[name]) {
			u.stays[name] = true
		} else {
			u.folders = append(u.folders, name)
		}
	}
	for _, name := range u.plan.keep {
		there, ok := u.found.entries[name]
		if ok && there.sameFile(u.plan.old.entries[name]) {
			u.stays[name] = true
		} else {
			u.kept = append(u.kept, name)
		}
	}
	for name := range u.found.entries {
		if above := path.Dir(name); !u.stays[name] && (above == "." || u.stays[above]) {
			u.excess = append(u.excess, name)
		}
	}
	return nil
}

// clear removes what is not part of the new tree.
func (u *update) clear(ctx context.Context) error {
	for _, name := range u.locked {
		if err := os.Chmod(u.at(name), folderPerm); err != nil {
			return u.stage.explain(name, err)
		}
	}
	return each(ctx, len(u.excess), atOnce, func(i int) error {
		return u.stage.explain(u.excess[i], removeTree(u.at(u.excess[i])))
	})
}

// makeFolders makes the folders that are missing, one after the other: at once
// they only get in each other's way.
func (u *update) makeFolders(ctx context.Context) error {
	for _, name := range u.folders {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := makeFolder(u.at(name)); err != nil {
			return u.stage.explain(name, err)
		}
	}
	return nil
}

// carry makes entries of the old tree entries of the new one.
func (u *update) carry(ctx context.Context) error {
	old := u.plan.old
	return each(ctx, len(u.kept), atOnce, func(i int) error {
		name := u.kept[i]
		return u.stage.explain(name, u.carryOne(join(old.path, name), u.at(name), old.entries[name]))
	})
}

// place moves the added files to their places and writes the manifest.
func (u *update) place(ctx context.Context) error {
	write := u.plan.write
	err := each(ctx, len(write), atOnce, func(i int) error {
		from := u.stage.added.file(u.plan.made.pieces[write[i]].added)
		return u.stage.explain(write[i], os.Rename(from, u.at(write[i])))
	})
	if err != nil {
		return err
	}
	if u.plan.unlisted {
		return nil
	}
	fp, err := writeFile(u.at(ListName), u.plan.manifest)
	u.finished = fp.modified
	return u.stage.explain(ListName, err)
}

// finishFolders gives new folders and those that were write-protected the mode
// and owner of those in the old tree, what is in a folder before the folder.
func (u *update) finishFolders(context.Context) error {
	for _, name := range slices.Backward(slices.Concat(u.locked, u.folders)) {
		old := u.plan.old.entries[name]
		if name == "." {
			old = u.plan.old.root
		}
		if err := likeBefore(u.at(name), old); err != nil {
			return u.stage.explain(name, err)
		}
	}
	return nil
}

// sync brings the new tree to disk. Many files are faster on disk when the
// whole file system is synced once.
func (u *update) sync(ctx context.Context) error {
	const many = 48
	names := u.plan.write
	if !u.plan.unlisted {
		names = append(slices.Clip(names), ListName)
	}
	err := errors.ErrUnsupported
	if len(names) > many {
		err = syncFileSystem(u.stage.added.dir)
	}
	if errors.Is(err, errors.ErrUnsupported) {
		err = each(ctx, len(names), atOnce, func(i int) error {
			return u.stage.explain(names[i], syncFile(u.at(names[i])))
		})
		// The files are on disk. A journal keeps the order of names, so that
		// with the last one all are.
		syncFolder(u.root)
		return err
	}
	return u.stage.explain(".", err)
}

// explain names the file that an error is about: the error itself knows only
// its place in the stage.
func (s *stage) explain(name string, err error) error {
	if err == nil {
		return nil
	}
	if name == "." {
		name = "the folder"
	}
	return fmt.Errorf("%s stays as it was, because %s cannot be written: %w", s.shown, diag.Quote(name), err)
}

// makeFolder makes a folder that everybody can read, whatever the umask.
func makeFolder(path string) error {
	if err := os.Mkdir(path, folderPerm); err != nil {
		return err
	}
	made, err := os.Lstat(path)
	if err != nil || made.Mode() == fs.ModeDir|folderPerm {
		return err
	}
	return os.Chmod(path, folderPerm)
}

// likeBefore gives a filled folder the mode and owner of the folder in the old
// tree, if there was one.
func likeBefore(path string, old entry) error {
	if !old.isFolder() {
		return nil
	}
	keepOwner(path, old)
	return os.Chmod(path, old.mode)
}
