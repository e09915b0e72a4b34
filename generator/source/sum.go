package source

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"unicode/utf8"
)

// Sum returns a sum of everything in a folder: the names, the kind of
// each entry, and the content of regular files. Names for which skip is true are left out.
// It reads the files piece by piece and keeps none.
func Sum(fsys fs.FS, dir string, skip func(name string) bool) ([sha256.Size]byte, error) {
	return NewSnapshot(fsys).Sum(dir, skip)
}

// Sum is like the function of that name, and takes the bytes that the snapshot has
// returned for the content of files. The others it reads as they are now, and
// does not remember: it is to be called when all that matters was read.
func (s *Snapshot) Sum(dir string, skip func(name string) bool) ([sha256.Size]byte, error) {
	list, err := s.list(dir)
	if err != nil {
		return [sha256.Size]byte{}, err
	}
	h := sha256.New()
	for _, e := range list {
		if skip(e.Name()) {
			continue
		}
		what := e.Type().String()
		if e.Type().IsRegular() && utf8.ValidString(e.Name()) { // package fs opens no other names
			switch sum, err := s.sumFile(path.Join(dir, e.Name())); {
			case errors.Is(err, fs.ErrNotExist): // removed in the meantime
				continue
			case errors.Is(err, ErrIrregular): // replaced in the meantime
				what = err.Error()
			case err != nil:
				return [sha256.Size]byte{}, err
			default:
				what = fmt.Sprintf("%x", sum)
			}
		}
		fmt.Fprintf(h, "%q %s\n", e.Name(), what)
	}
	return [sha256.Size]byte(h.Sum(nil)), nil
}

// sumFile returns the sum of the content of a file.
func (s *Snapshot) sumFile(name string) ([]byte, error) {
	f, err := s.lookUp(name)
	if err != nil {
		return nil, err
	}
	h := sha256.New()
	if f.data.known {
		h.Write(f.data.value)
		return h.Sum(nil), f.data.err
	}
	in, err := s.fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	_, err = io.Copy(h, in)
	return h.Sum(nil), err
}
