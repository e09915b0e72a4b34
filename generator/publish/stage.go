package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"plenary/generator/lock"
)

// stage is the folder beside the target in which the new tree is made. Whoever holds the lock
// in it may replace the target.
type stage struct {
	system
	target
	folder string
	lock   *lock.Lock
	opened int64 // by the clock of the file system, in nanoseconds since 1970
}

// stageSuffix ends the name of a stage: .public.plenary is that of public.
const stageSuffix = ".plenary"

// InStage reports whether a path is a stage or in one, where a build replaces and removes
// things without asking.
func InStage(path string) bool {
	for ; path != filepath.Dir(path); path = filepath.Dir(path) {
		if base := strings.ToLower(filepath.Base(path)); base[0] == '.' && strings.HasSuffix(base, stageSuffix) && base != stageSuffix {
			return true
		}
	}
	return false
}

// next returns the place of a path in the new tree. After an exchange the former tree is there.
func (s *stage) next(name string) string { return join(filepath.Join(s.folder, "new"), name) }

// former returns where the former tree is between two renames in the place of an exchange.
func (s *stage) former() string { return filepath.Join(s.folder, "old") }

func (s *stage) fingerprints() string { return filepath.Join(s.folder, "fingerprints") }

// openStage makes the stage and locks it.
func openStage(ctx context.Context, sys system, to target) (*stage, error) {
	parent, base := filepath.Split(to.path)
	s := &stage{system: sys, target: to, folder: filepath.Join(parent, "."+base+stageSuffix)}
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return nil, to.advise(err)
	}
	// Each further attempt means that another build has ended meanwhile.
	const attempts = 100
	for range attempts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		locked, err := s.tryLock()
		if err != nil {
			return nil, err
		}
		if locked {
			return s, nil
		}
	}
	return nil, s.busy()
}

func (s *stage) busy() error {
	return fmt.Errorf("another build or eject is writing %s: wait for it to end", s.shown)
}

// tryLock makes the stage and locks it. It returns false if another build has removed the
// stage meanwhile.
func (s *stage) tryLock() (bool, error) {
	if err := os.Mkdir(s.folder, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return false, s.advise(err)
	}
	switch info, err := os.Lstat(s.folder); {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	case !info.IsDir():
		return false, fmt.Errorf("%s must be free for building %s: move it away", s.folder, s.shown)
	}
	held, err := lock.Try(filepath.Join(s.folder, "lock"))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case errors.Is(err, fs.ErrPermission):
		return false, fmt.Errorf("%s, in which %s is built, belongs to another user: remove it, or build as that user: %w",
			s.folder, s.shown, err)
	case errors.Is(err, lock.ErrHeld):
		return false, s.busy()
	case err != nil:
		return false, fmt.Errorf("lock %s: %w", s.shown, err)
	}
	s.lock, s.opened = held, held.Modified().UnixNano()
	return true, nil
}

// restore undoes what a build has left that did not come to its end. A former tree that cannot
// be put back is not removed either.
func (s *stage) restore() error {
	_, targetErr := os.Lstat(s.path)
	_, formerErr := os.Lstat(s.former())
	if errors.Is(targetErr, fs.ErrNotExist) && formerErr == nil {
		if err := s.rename(s.former(), s.path); err != nil {
			return fmt.Errorf("%s is missing, and its content is in %s: move it back: %w", s.shown, s.former(), err)
		}
	}
	var err error
	for _, name := range []string{"new", "old", "spare", "added"} { // the last two are of earlier versions
		err = errors.Join(err, removeTree(filepath.Join(s.folder, name)))
	}
	return err
}

// close removes the stage, except for fingerprints.
func (s *stage) close() error {
	err := errors.Join(s.restore(), s.lock.Release())
	gone := os.Remove(s.folder)
	if err == nil && !errors.Is(gone, fs.ErrExist) && !errors.Is(gone, fs.ErrNotExist) {
		err = gone // if the folder is not empty, it has fingerprints or is that of another build
	}
	return err
}

// replace puts the new tree in the place of the target.
func (s *stage) replace(targetExists bool) error {
	if !targetExists {
		return s.rename(s.next("."), s.path)
	}
	err := s.exchange(s.next("."), s.path)
	if !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	if err := s.rename(s.path, s.former()); err != nil {
		return err
	}
	return s.rename(s.next("."), s.path) // if this fails, close puts the former tree back
}

// removeTree removes a folder and everything in it, write-protected folders included.
func removeTree(root string) error {
	err := os.RemoveAll(root)
	if !errors.Is(err, fs.ErrPermission) {
		return err
	}
	walk := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		return os.Chmod(path, 0o700)
	})
	if walk != nil {
		return walk
	}
	return os.RemoveAll(root)
}
