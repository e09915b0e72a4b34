// Package source reads the files of a project: safely, and each of them once.
//
// [FS] opens nothing but regular files and folders, and never waits for one. A
// [Snapshot] remembers what it has read, so that all who look at a file see the
// same bytes while people go on saving. [Snapshot.Sum] is the sum of the very
// bytes that a snapshot has handed out; [Sum] is that of a folder that nobody
// needs to look into, with the same result for the same files.
package source

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrIrregular is the error of opening what is neither a regular file nor a
// folder, such as a pipe, a socket or a device, or a symbolic link to one.
var ErrIrregular = errors.New("not a regular file")

// FS returns the files of an open folder, for reading only. Nothing outside the
// folder can be opened, nor anything that is not a regular file or a folder, see
// [ErrIrregular]. Opening does not block: a pipe would keep its reader waiting
// until somebody writes into it.
func FS(root *os.Root) fs.FS {
	return folder{ReadLinkFS: root.FS().(fs.ReadLinkFS), root: root} // os.Root promises it
}

// folder has no methods ReadFile, ReadDir and Stat, so that package fs calls Open.
type folder struct {
	fs.ReadLinkFS // for Lstat and ReadLink, which open nothing
	root          *os.Root
}

func (f folder) Open(name string) (fs.File, error) {
	local, err := filepath.Localize(name)
	if err != nil || !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	file, err := f.root.OpenFile(local, os.O_RDONLY|nonblock, 0)
	if err != nil {
		if info, failed := f.root.Stat(local); failed == nil && !readable(info.Mode()) { // a socket
			err = &fs.PathError{Op: "open", Path: name, Err: ErrIrregular}
		}
		return nil, err
	}
	info, err := file.Stat()
	if err == nil && !readable(info.Mode()) {
		err = &fs.PathError{Op: "open", Path: name, Err: ErrIrregular}
	}
	if err != nil {
		_ = file.Close() // nothing was read
		return nil, err
	}
	return file, nil
}

func readable(mode fs.FileMode) bool { return mode.IsRegular() || mode.IsDir() }
