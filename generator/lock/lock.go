// Package lock lets one process at a time work in a place on disk, by means of a
// lock file there.
//
//	held, err := lock.Try(".public.plenary/lock")
//	if errors.Is(err, lock.ErrHeld) {
//		// another process is at work
//	}
//	defer held.Release()
//
// A lock ends with its process, however that ends. What counts is that the system
// has locked the file, not that the file exists: a lock file that a killed process
// has left is in nobody's way. [Lock.Release] removes the file, so nothing is left
// between runs. Whoever reaches the same folder by another path meets the same file.
//
// The file is never written to, and a symbolic link in its place is not followed.
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

// ErrHeld says that another process holds the lock.
var ErrHeld = errors.New("another process holds the lock")

// errRemoved says that the file was locked after its owner had removed it, so that
// the next process would not meet it.
var errRemoved = errors.New("the lock file was removed")

// Lock is a lock file that this process holds.
type Lock struct {
	file *flock.Flock
	info fs.FileInfo
}

// Try takes the lock with the given path, or returns [ErrHeld]. The folder of the
// file must exist; the error is [fs.ErrNotExist] if it does not.
func Try(path string) (*Lock, error) {
	// Each further attempt means that an owner has released the lock meanwhile.
	const attempts = 100
	for range attempts {
		if l, err := try(path); !errors.Is(err, errRemoved) {
			return l, err
		}
	}
	return nil, ErrHeld
}

// Wait takes the lock as [Try] does, and waits for that as long as another process
// holds it and ctx has not ended.
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
	// Any user who may read the file can lock it, and so take over what a killed
	// process of somebody else has left.
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

// inPlace reports whether others that want the lock would meet this file.
func (l *Lock) inPlace() bool {
	there, err := os.Lstat(l.file.Path())
	return err == nil && os.SameFile(l.info, there)
}

// Modified returns the modification time of the lock file, which is not later than
// when the lock was taken, by the clock of its file system.
func (l *Lock) Modified() time.Time { return l.info.ModTime() }

// Release gives the lock back and removes its file.
func (l *Lock) Release() error {
	// The file goes while it is still locked: once it is gone, another process may
	// have a lock of its own here. Windows removes no open file, and there no other
	// process can have it open when the second attempt succeeds.
	removed := !l.inPlace() || os.Remove(l.file.Path()) == nil
	err := l.file.Unlock()
	if !removed {
		_ = os.Remove(l.file.Path()) // one that stays is in nobody's way
	}
	return err
}
