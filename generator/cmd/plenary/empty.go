package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"plenary/generator/lock"
	"plenary/generator/publish"
)

// The names that an eject uses in the folder that it fills.
const (
	ejectPrefix = ".plenary-eject"        // of all of them
	ejectLock   = ejectPrefix + ".lock"   // held while the folder is being filled
	ejectStage  = ejectPrefix             // the folder with the other two
	ejectTree   = ejectStage + "/project" // where the project grows
	ejectMoves  = ejectStage + "/moves"   // the names that are moved from there, while that goes on
)

// emptyFolder takes files into a folder that was empty, all of them or none. They are
// collected in a hidden folder inside; finish moves them up. One process at a time can
// do that, and undoes first what a killed one has left. It is used by one goroutine.
type emptyFolder struct {
	shown string // the folder as the user named it
	path  string
	isNew bool // whether this process has made it
	lock  *lock.Lock
	root  *os.Root
	files int
}

// openEmpty opens a folder that is empty or does not exist yet. It must be closed.
func openEmpty(path, shown string) (*emptyFolder, error) {
	f := &emptyFolder{shown: shown, path: path}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, f.unwritable(err)
	}
	// Each further attempt means that another eject has failed and removed the
	// folder meanwhile.
	const attempts = 100
	for range attempts {
		err := f.take()
		switch {
		case err == nil:
			if err = f.open(); err == nil {
				return f, nil
			}
			return nil, errors.Join(err, f.close())
		case errors.Is(err, lock.ErrHeld):
			return nil, f.busy()
		case !errors.Is(err, fs.ErrNotExist):
			return nil, err
		}
	}
	return nil, f.busy()
}

func (f *emptyFolder) busy() error {
	return fmt.Errorf("another eject is writing %s: wait for it to end", f.shown)
}

func (f *emptyFolder) unwritable(err error) error {
	return fmt.Errorf("%s cannot be written to: %w", f.shown, err)
}

// take makes the folder if need be and locks it. It leaves a folder alone in which
// there is anything but what an eject has left.
func (f *emptyFolder) take() error {
	err := os.Mkdir(f.path, 0o755)
	if f.isNew = err == nil; !f.isNew && !errors.Is(err, fs.ErrExist) {
		return f.unwritable(err)
	}
	if _, err := os.Lstat(filepath.Join(f.path, ejectStage)); err != nil {
		if err := f.checkEmpty(); err != nil {
			return err
		}
	}
	f.lock, err = lock.Try(filepath.Join(f.path, ejectLock))
	if err != nil && f.isNew {
		_ = os.Remove(f.path) // unless another eject is in it
	}
	if err != nil && !errors.Is(err, lock.ErrHeld) {
		return f.unwritable(err)
	}
	return err
}

// open prepares the folder, which is locked.
func (f *emptyFolder) open() (err error) {
	if f.root, err = os.OpenRoot(f.path); err != nil {
		return err
	}
	if err := f.undo(); err != nil {
		err = fmt.Errorf("%s has files of an eject that was killed; remove them, or name another folder: %w", f.shown, errors.Join(err, f.root.Close()))
		f.root = nil // it would be tried again
		return err
	}
	if err := f.checkEmpty(); err != nil {
		return err
	}
	return f.root.MkdirAll(ejectTree, 0o755)
}

func (f *emptyFolder) checkEmpty() error {
	list, err := os.ReadDir(f.path)
	if err != nil {
		return err
	}
	for _, e := range list {
		if !strings.HasPrefix(e.Name(), ejectPrefix) {
			return fmt.Errorf("%s is not empty; name an empty folder, or one that does not exist yet", f.shown)
		}
	}
	return nil
}

// undo removes all that this eject, or one that was killed, has written. Of what is
// in the folder itself, that is what has a name in the list of moves and is no longer
// where it was moved from.
func (f *emptyFolder) undo() error {
	moves, err := f.root.ReadFile(ejectMoves)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for name := range strings.Lines(string(moves)) {
		name = strings.TrimSuffix(name, "\n")
		if _, err := f.root.Lstat(path.Join(ejectTree, name)); errors.Is(err, fs.ErrNotExist) {
			if err := f.root.RemoveAll(name); err != nil {
				return err
			}
		}
	}
	// The list goes first: without the project, it would tell that all was moved.
	if err := f.root.Remove(ejectMoves); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	list, err := os.ReadDir(f.path)
	if err != nil {
		return err
	}
	for _, e := range list {
		if strings.HasPrefix(e.Name(), ejectPrefix) && e.Name() != ejectLock {
			if err := f.root.RemoveAll(e.Name()); err != nil {
				return err
			}
		}
	}
	return nil
}

// finish moves the collected files to their place.
func (f *emptyFolder) finish() error {
	if err := f.checkEmpty(); err != nil { // it may have taken long
		return err
	}
	list, err := os.ReadDir(filepath.Join(f.path, ejectTree))
	if err != nil {
		return err
	}
	var moves strings.Builder
	for _, e := range list {
		moves.WriteString(e.Name() + "\n")
	}
	written := ejectMoves + ".new" // so that the list is whole where it is read
	if err := f.root.WriteFile(written, []byte(moves.String()), 0o600); err != nil {
		return err
	}
	if err := f.root.Rename(written, ejectMoves); err != nil {
		return err
	}
	for _, e := range list {
		if err := f.root.Rename(path.Join(ejectTree, e.Name()), e.Name()); err != nil {
			return err
		}
	}
	return f.root.Remove(ejectMoves) // with it goes the right to undo
}

// close removes what is not finished, gives the folder back to others, and removes it
// if it was made in vain.
func (f *emptyFolder) close() error {
	var err error
	if f.root != nil {
		err = errors.Join(f.undo(), f.root.Close())
	}
	err = errors.Join(err, f.lock.Release())
	if f.isNew {
		_ = os.Remove(f.path) // unless there is something in it
	}
	return err
}

func (*emptyFolder) Holds(string, publish.Sum) bool { return false }

func (*emptyFolder) Keep(path string, _ publish.Sum) error {
	return fmt.Errorf("%s is kept, and not there", path) // what Holds makes impossible
}

func (f *emptyFolder) Add(file publish.File) error {
	name := path.Join(ejectTree, file.Path)
	if err := f.root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	f.files++
	return f.root.WriteFile(name, file.Data, 0o644)
}
