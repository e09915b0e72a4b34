package publish

import (
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
)

const (
	filePerm   os.FileMode = 0o644
	folderPerm os.FileMode = 0o755
)

// added is the folder in the stage that takes the files that are to be written,
// until it is known that they can be published. They have numbers for names.
type added struct {
	path  string
	count atomic.Int64
	mu    sync.Mutex
	dir   *os.File // nil until there is a file
}

func (a *added) file(number int) string {
	return filepath.Join(a.path, strconv.Itoa(number))
}

// open makes the folder for the first file.
func (a *added) open() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.dir != nil {
		return nil
	}
	if err := os.Mkdir(a.path, 0o700); err != nil {
		return err
	}
	var err error
	a.dir, err = os.Open(a.path)
	return err
}

// write adds a file and returns its number, from 1 on.
func (a *added) write(data []byte) (number int, fp fingerprint, err error) {
	if err := a.open(); err != nil {
		return 0, fingerprint{}, err
	}
	number = int(a.count.Add(1))
	fp, err = writeFile(a.file(number), data)
	return number, fp, err
}

// remove removes the folder with what is in it.
func (a *added) remove() error {
	if a.dir != nil {
		a.dir.Close()
		a.dir = nil
	}
	return removeTree(a.path)
}

// writeFile writes a new file of ours, which is not yet on disk then.
func writeFile(path string, data []byte) (fingerprint, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, filePerm)
	if err != nil {
		return fingerprint{}, err
	}
	defer f.Close()
	if _, err := f.Write(data); err != nil {
		return fingerprint{}, err
	}
	info, err := f.Stat()
	if err != nil {
		return fingerprint{}, err
	}
	if info.Mode() != filePerm { // the umask has taken something away
		if err := f.Chmod(filePerm); err != nil {
			return fingerprint{}, err
		}
	}
	return newEntry(info).fingerprint(), f.Close()
}

// syncFile brings a file to disk.
func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0) // Windows syncs no file that is open for reading only
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}
