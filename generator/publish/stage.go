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

// stage is the folder beside the target in which the new tree is prepared.
// Whoever holds the lock in it owns it, and the right to replace the target.
type stage struct {
	system
	target
	folder    string
	lock      *lock.Lock
	opened    int64 // by the clock of the file system, in nanoseconds since 1970
	added     added
	keepSpare bool // with the fingerprints, when the stage is closed
}

// stageSuffix ends the name of a stage: .public.plenary is that of public.
const stageSuffix = ".plenary"

// InStage reports whether a path is that of a folder in which a tree is prepared, or of
// something in one: whatever is there is replaced and removed without a question.
func InStage(path string) bool {
	for ; path != filepath.Dir(path); path = filepath.Dir(path) {
		if base := strings.ToLower(filepath.Base(path)); base[0] == '.' && strings.HasSuffix(base, stageSuffix) && base != stageSuffix {
			return true
		}
	}
	return false
}

// spare becomes the new tree and is, after the exchange, the former one.
// Between builds it waits there, if it is worth it. It can be in any state.
func (s *stage) spare() string { return filepath.Join(s.folder, "spare") }

// former holds the former tree between the two renames that take the place of
// an exchange.
func (s *stage) former() string { return filepath.Join(s.folder, "old") }

func (s *stage) fingerprints() string { return filepath.Join(s.folder, "fingerprints") }

func (s *stage) lockFile() string { return filepath.Join(s.folder, "lock") }

// openStage makes the stage and locks it.
func openStage(ctx context.Context, sys system, to target) (*stage, error) {
	parent, base := filepath.Split(to.path)
	s := &stage{system: sys, target: to, folder: filepath.Join(parent, "."+base+stageSuffix)}
	s.added.path = filepath.Join(s.folder, "added")
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return nil, to.advise(err)
	}
	// Each further attempt means that another build has ended since the last.
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

// tryLock returns false if the stage was removed by its owner meanwhile.
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
		return false, fmt.Errorf("%s must be free for preparing %s: move it away", s.folder, s.shown)
	}
	held, err := lock.Try(s.lockFile())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case errors.Is(err, fs.ErrPermission):
		return false, fmt.Errorf("%s, in which %s is prepared, belongs to another user: remove it, or build as that user: %w",
			s.folder, s.shown, err)
	case errors.Is(err, lock.ErrHeld):
		return false, s.busy()
	case err != nil:
		return false, fmt.Errorf("lock %s: %w", s.shown, err)
	}
	s.lock, s.opened = held, held.Modified().UnixNano()
	return true, nil
}

// restore brings back the order that a killed build may have disturbed. A
// former tree that cannot be put back is not removed either.
func (s *stage) restore() error {
	_, targetErr := os.Lstat(s.path)
	_, formerErr := os.Lstat(s.former())
	if errors.Is(targetErr, fs.ErrNotExist) && formerErr == nil {
		if err := s.rename(s.former(), s.path); err != nil {
			return fmt.Errorf("%s is missing and stands in %s: move it back: %w", s.shown, s.former(), err)
		}
	}
	return errors.Join(s.added.remove(), removeTree(s.former()))
}

// close removes the stage, except for what the next build can use.
func (s *stage) close() error {
	err := s.restore()
	if err == nil && !s.keepSpare {
		err = errors.Join(removeTree(s.spare()), removeTree(s.fingerprints()))
	}
	err = errors.Join(err, s.lock.Release())
	if gone := os.Remove(s.folder); err == nil && !errors.Is(gone, fs.ErrExist) && !errors.Is(gone, fs.ErrNotExist) {
		err = gone // not empty is fine: the spare is in it, or another build
	}
	return err
}

// publish puts the new tree in the place of the target.
func (s *stage) publish(targetExists bool) error {
	err := s.replace(targetExists)
	if err != nil {
		return s.advise(err)
	}
	syncFolder(filepath.Dir(s.path))
	return nil
}

func (s *stage) replace(targetExists bool) error {
	if !targetExists {
		return s.rename(s.spare(), s.path)
	}
	err := s.exchange(s.spare(), s.path)
	if !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	if err := s.rename(s.path, s.former()); err != nil {
		return err
	}
	if err := s.rename(s.spare(), s.path); err != nil {
		return err // close puts the former tree back
	}
	return s.rename(s.former(), s.spare()) // as it would be after an exchange
}

// removeTree removes a folder and everything in it, folders included that are
// write-protected.
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
