//go:build unix

package publish

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// keepOwner gives a new entry the owner and group of an old one. Where that is
// not permitted, the entry belongs to whoever builds.
func keepOwner(path string, old fs.FileInfo) {
	if stat, ok := old.Sys().(*syscall.Stat_t); ok {
		_ = os.Lchown(path, int(stat.Uid), int(stat.Gid))
	}
}

// syncFolder brings the names in a folder to disk, on file systems that can:
// it guards against a loss of power, which a build must not depend on.
func syncFolder(path string) {
	if f, err := os.Open(path); err == nil {
		_ = f.Sync()
		f.Close()
	}
}

// onOtherDevice tells whether a folder is on another file system than the one
// above it.
func onOtherDevice(path string) (bool, error) {
	here, err := os.Lstat(path)
	if err != nil {
		return false, err
	}
	above, err := os.Lstat(filepath.Dir(path))
	if err != nil {
		return false, err
	}
	a, ok := here.Sys().(*syscall.Stat_t)
	b, okToo := above.Sys().(*syscall.Stat_t)
	return ok && okToo && a.Dev != b.Dev, nil
}
