// Package lock gives one process at a time the right to write in a folder, by a lock file.
//
//	held, err := lock.Try(".public.plenary/lock")
//	if errors.Is(err, lock.ErrHeld) {
//		// another process is at work
//	}
//	defer held.Release()
//
// A lock ends with its process, however that ends, because the system locks the file: a file
// that a killed process has left locks nothing. [Lock.Release] removes the file. It is never
// written to, and a symbolic link in its place is not followed.
package lock

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/gofrs/flock"
)

// ErrHeld is the error when another process holds the lock.
var ErrHeld = errors.New("another process holds the lock")

// errRemoved is the error when the owner removed the file before it was locked, so that other
// processes would lock another file.
var errRemoved = errors.New("the lock file was removed")

// Lock is a lock file that this process holds.
type Lock struct {
	file *flock.Flock
	info fs.FileInfo
}

// Try takes the lock with the given path, or returns [ErrHeld]. The folder of the
// file must exist; the error is [fs.ErrNotExist] if it does not.
func Try(path string) (*Lock, error) {
	// Each further attempt means that an owner has just released the lock.
	const attempts = 100
	for range attempts {
		if l, err := try(path); !errors.Is(err, errRemoved) {
			return l, err
		}
	}
	return nil, ErrHeld
}

// Wait takes the lock as [Try] does, and waits while another process holds it, until ctx ends.
func Wait(ctx context.Context, path string) (*Lock, error) {
	const interval = 50 * time.Millisecond
	for {
		l, err := Try(path)
		if !errors.Is(err, ErrHeld) {
			return l, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(interval):
		}
	}
}

func try(path string) (*Lock, error) {
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is in the place of a lock file: move it away", path)
	}
	// Any user who may read the file can lock it, also one that a killed process of another
	// user has left.
	l := &Lock{file: flock.New(path, flock.SetFlag(openFlags), flock.SetPermissions(0o644))}
	switch locked, err := l.file.TryLock(); {
	case err != nil:
		return nil, err
	case !locked:
		return nil, ErrHeld
	}
	var err error
	switch l.info, err = l.file.Stat(); {
	case err != nil:
		return nil, errors.Join(err, l.file.Unlock())
	case !l.inPlace():
		return nil, errors.Join(errRemoved, l.file.Unlock())
	}
	return l, nil
}

// inPlace reports whether other processes would lock the same file.
func (l *Lock) inPlace() bool {
	there, err := os.Lstat(l.file.Path())
	return err == nil && os.SameFile(l.info, there)
}

// Modified returns the modification time of the lock file. By the clock of its file system,
// that is not later than when the lock was taken.
func (l *Lock) Modified() time.Time { return l.info.ModTime() }

// Release removes the file and gives up the lock.
func (l *Lock) Release() error {
	// The file must be removed while it is locked: afterwards another process may have its
	// own here. Windows does not remove open files; if the second attempt succeeds there, no
	// other process has the file open.
	removed := !l.inPlace() || os.Remove(l.file.Path()) == nil
	err := l.file.Unlock()
	if !removed {
		_ = os.Remove(l.file.Path()) // without success, the file does no harm
	}
	return err
}
