package pipeline

import (
	"errors"
	"io/fs"
)

// Overlay lays file systems over each other: a file of an earlier one hides
// those of the same name in later ones.
type Overlay []fs.FS

// Open opens the first file of that name.
func (o Overlay) Open(name string) (fs.File, error) {
	return first(o, name, fs.FS.Open)
}

// ReadFile reads the first file of that name.
func (o Overlay) ReadFile(name string) ([]byte, error) {
	return first(o, name, fs.ReadFile)
}

func first[T any](o Overlay, name string, read func(fs.FS, string) (T, error)) (T, error) {
	for _, fsys := range o {
		got, err := read(fsys, name)
		if !errors.Is(err, fs.ErrNotExist) {
			return got, err
		}
	}
	var none T
	return none, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}
