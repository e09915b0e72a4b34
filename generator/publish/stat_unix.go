//go:build unix

package publish

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// inodeOf returns the number of a file on its file system.
func inodeOf(info fs.FileInfo) uint64 {
	return uint64(info.Sys().(*syscall.Stat_t).Ino)
}

// keepOwner gives a new entry the owner and group of an old one, where that is permitted.
func keepOwner(path string, old fs.FileInfo) {
	stat := old.Sys().(*syscall.Stat_t)
	_ = os.Lchown(path, int(stat.Uid), int(stat.Gid))
}

// otherDevice returns a folder of a tree that is on another file system than the folder
// above the tree, or "".
func otherDevice(root string, found tree) string {
	above, err := os.Lstat(filepath.Dir(root))
	if err != nil {
		return ""
	}
	device := above.Sys().(*syscall.Stat_t).Dev
	for name, info := range found {
		if info.IsDir() && info.Sys().(*syscall.Stat_t).Dev != device {
			return join(root, name)
		}
	}
	return ""
}
