package source

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// A Snapshot is a file system in which everything stays as it was when it was
// first looked at. It reads nothing before it is asked for it. Before a file, its
// folder is listed, if that is possible: a file that the list lacks does not exist.
// One that is listed and turns out to be missing does not exist from then on.
//
// A snapshot keeps all that it has read, and is used by one goroutine.
type Snapshot struct {
	fsys    fs.FS
	folders map[string]result[[]fs.DirEntry] // sorted by name
	files   map[string]*file
}

// file is what is known of something in a folder.
type file struct {
	itself result[fs.FileInfo] // a symbolic link, where it is one
	target result[fs.FileInfo]
	data   result[[]byte]
	gone   bool
}

// result is what was read, or why it could not be.
type result[T any] struct {
	known bool
	value T
	err   error
}

// NewSnapshot returns a snapshot of a file system of which nothing was read yet.
func NewSnapshot(fsys fs.FS) *Snapshot {
	return &Snapshot{fsys: fsys, folders: map[string]result[[]fs.DirEntry]{}, files: map[string]*file{}}
}

// ReadDir lists a folder, sorted by name.
func (s *Snapshot) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := s.list(name)
	return slices.Clone(list), err
}

func (s *Snapshot) list(name string) ([]fs.DirEntry, error) {
	list := s.folders[name]
	if !list.known {
		list.known = true
		list.value, list.err = fs.ReadDir(s.fsys, name)
		s.folders[name] = list
	}
	return list.value, list.err
}

// Lstat describes a file, a folder or a symbolic link.
func (s *Snapshot) Lstat(name string) (fs.FileInfo, error) {
	return remember(s, name, fs.Lstat, func(f *file) *result[fs.FileInfo] { return &f.itself })
}

// Stat describes a file or a folder, or what a symbolic link points to.
func (s *Snapshot) Stat(name string) (fs.FileInfo, error) {
	return remember(s, name, fs.Stat, func(f *file) *result[fs.FileInfo] { return &f.target })
}

// ReadFile returns the content of a file. The bytes are the snapshot's own and must
// not be changed.
func (s *Snapshot) ReadFile(name string) ([]byte, error) {
	return remember(s, name, fs.ReadFile, func(f *file) *result[[]byte] { return &f.data })
}

// ReadLink returns where a symbolic link points now.
func (s *Snapshot) ReadLink(name string) (string, error) { return fs.ReadLink(s.fsys, name) }

// Open opens a file, or a folder as it is now.
func (s *Snapshot) Open(name string) (fs.File, error) {
	info, err := s.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return s.fsys.Open(name)
	}
	data, err := s.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return opened{info, bytes.NewReader(data)}, nil
}

// remember reads something about a name, unless that was done before.
func remember[T any](s *Snapshot, name string, read func(fs.FS, string) (T, error), of func(*file) *result[T]) (T, error) {
	var none T
	f, err := s.lookUp(name)
	if err != nil {
		return none, err
	}
	r := of(f)
	if !r.known {
		r.known = true
		r.value, r.err = read(s.fsys, name)
		f.gone = errors.Is(r.err, fs.ErrNotExist)
	}
	return r.value, r.err
}

// lookUp returns what is known of something that its folder lists.
func (s *Snapshot) lookUp(name string) (*file, error) {
	f := s.files[name]
	if f == nil {
		f = &file{}
		if name != "." {
			list, err := s.list(path.Dir(name))
			f.gone = errors.Is(err, fs.ErrNotExist) || err == nil && !lists(list, path.Base(name))
		}
		s.files[name] = f
	}
	if f.gone {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return f, nil
}

func lists(entries []fs.DirEntry, name string) bool {
	_, ok := slices.BinarySearchFunc(entries, name, func(e fs.DirEntry, name string) int { return strings.Compare(e.Name(), name) })
	return ok
}

// opened is a file that was read.
type opened struct {
	info fs.FileInfo
	*bytes.Reader
}

func (o opened) Stat() (fs.FileInfo, error) { return o.info, nil }
func (opened) Close() error                 { return nil }
