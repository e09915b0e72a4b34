package cache

import (
	"context"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

const (
	// maxAge is for how long an entry is kept. Its modification time can be a
	// day behind its last use, so that those of 30 days ago are still there.
	maxAge  = 31 * day
	maxSize = 2 << 30 // in bytes, of all entries but those that were used lately
	lately  = 2 * day // what an archive of any size needs for its next build

	trimmed    = "trimmed" // the file whose modification time is when the folder was last trimmed
	unfinished = "new-"    // begins the names of entries that are being written
)

// A stored entry is one in the folder.
type stored struct {
	path string
	last time.Time // of use, to a day
	size int64     // in bytes
}

func (f *folder) trim(ctx context.Context) error {
	now := f.now()
	marker := filepath.Join(f.path, trimmed)
	if info, err := os.Lstat(marker); err == nil && now.Sub(info.ModTime()).Abs() < day {
		return nil
	}
	// First the marker: other processes need not do the same. A folder in which
	// it cannot be made may only be read, or is not there at all.
	if err := mark(marker, now); err != nil {
		return nil
	}
	entries, err := f.entries(ctx)
	if err != nil {
		return err
	}
	slices.SortFunc(entries, func(a, b stored) int { return b.last.Compare(a.last) })
	var size int64
	for _, e := range entries {
		age := now.Sub(e.last)
		if size += e.size; age <= lately || size <= f.maxSize && age <= maxAge {
			continue
		}
		if err := remove(ctx, e.path); err != nil {
			return err
		}
	}
	return nil
}

// mark makes an empty file, if there is none, and sets its modification time. It
// touches nothing else that may be in the place of the file.
func mark(path string, at time.Time) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if errors.Is(err, fs.ErrExist) {
		info, err := os.Lstat(path)
		if err != nil || !info.Mode().IsRegular() {
			return errors.Join(err, fs.ErrExist)
		}
		return os.Chtimes(path, time.Time{}, at)
	}
	if err != nil {
		return err
	}
	return errors.Join(file.Close(), os.Chtimes(path, time.Time{}, at))
}

// entries returns the entries in the folder. On its way it removes those that
// were never finished.
func (f *folder) entries(ctx context.Context) ([]stored, error) {
	var entries []stored
	for i := range 256 {
		sub := hex.EncodeToString([]byte{byte(i)})
		files, err := os.ReadDir(filepath.Join(f.path, sub))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		for _, file := range files {
			info, err := file.Info()
			if err != nil || !info.Mode().IsRegular() {
				continue // gone by now, or not ours
			}
			path := filepath.Join(f.path, sub, file.Name())
			switch {
			case isEntry(sub, file.Name()):
				entries = append(entries, stored{path, info.ModTime(), info.Size()})
			case strings.HasPrefix(file.Name(), unfinished) && f.now().Sub(info.ModTime()) > day:
				if err := remove(ctx, path); err != nil {
					return nil, err
				}
			}
		}
	}
	return entries, nil
}

// isEntry reports whether a file in a subfolder has the name of an entry.
func isEntry(sub, name string) bool {
	_, err := hex.DecodeString(name)
	return err == nil && len(name) == 2*len(Key{}) && strings.HasPrefix(name, sub)
}

// remove removes a file that may be gone already.
func remove(ctx context.Context, path string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
