package cache

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

const (
	fileMode   fs.FileMode = 0o600 // that of os.CreateTemp
	folderMode fs.FileMode = 0o700

	day = 24 * time.Hour
)

// A folder is a store in the file system. It uses the os package itself: Trim
// and the time of last use need it in any case, and gocloud.dev/blob/fileblob
// takes twice as long for small entries.
type folder struct {
	path    string
	now     func() time.Time
	maxSize int64 // in bytes, of all entries after trimming
}

func newFolder(path string) *folder {
	return &folder{path: path, now: time.Now, maxSize: maxSize}
}

func (f *folder) file(name string) string { return filepath.Join(f.path, filepath.FromSlash(name)) }

func (f *folder) read(ctx context.Context, name string) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	path := f.file(name)
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, syscall.ENOTDIR): // a file is in the place of the folder
		return nil, fs.ErrNotExist
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular() || info.Size() > int64(maxEntry):
		return nil, errDamaged
	}
	entry, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if now := f.now(); now.Sub(info.ModTime()) > day {
		_ = os.Chtimes(path, time.Time{}, now) // it may be another user's
	}
	return entry, nil
}

// write does not wait until the entry is on disk: one that a power failure tears
// reads as missing.
func (f *folder) write(ctx context.Context, name string, entry []byte) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	path := f.file(name)
	dir := filepath.Dir(path)
	info, err := os.Lstat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		err = os.MkdirAll(dir, folderMode)
	case err == nil && !info.IsDir(): // a symbolic link could lead out of the cache
		err = &fs.PathError{Op: "write to", Path: dir, Err: syscall.ENOTDIR}
	}
	if err != nil {
		return err
	}
	made, err := os.CreateTemp(dir, unfinished+"*")
	if err != nil {
		return err
	}
	_, err = made.Write(entry)
	err = errors.Join(err, made.Close())
	if err == nil {
		err = replace(made.Name(), path)
	}
	if err != nil {
		_ = os.Remove(made.Name()) // if it stays, Trim removes it
	}
	return err
}

// replace gives a file another name, in two cases only as far as it can: when the
// whole cache has just been removed, which is nobody's fault, and on Windows when
// another process is reading the same entry, which then is as good as ours.
func replace(from, to string) error {
	err := os.Rename(from, to)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case errors.Is(err, fs.ErrPermission):
		if info, missing := os.Lstat(to); missing == nil && info.Mode().IsRegular() {
			return os.Remove(from)
		}
	}
	return err
}

func (f *folder) discard(name string) {
	_ = os.Remove(f.file(name)) // the next Put replaces what stays
}

func (f *folder) close() error { return nil }
