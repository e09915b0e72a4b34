//go:build unix

package publish

import (
	"io/fs"
	"os"
	"syscall"
)

// hasInodes tells whether a number in every entry says which file it is.
const hasInodes = true

// identity says which file an entry is and to whom it belongs.
type identity struct {
	device, inode uint64
	user, group   uint32
}

func identityOf(info fs.FileInfo) identity {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return identity{}
	}
	return identity{device: uint64(stat.Dev), inode: stat.Ino, user: stat.Uid, group: stat.Gid}
}

func (e entry) sameFile(other entry) bool {
	return e.device == other.device && e.inode == other.inode
}

func (e entry) sameDevice(other entry) bool { return e.device == other.device }

func (e entry) sameOwner(other entry) bool {
	return e.user == other.user && e.group == other.group
}

// keepOwner gives a new entry the owner and group of an old one. Where that is
// not permitted, the entry belongs to whoever builds.
func keepOwner(path string, old entry) {
	_ = os.Lchown(path, int(old.user), int(old.group))
}

// syncFolder brings the names in a folder to disk, on file systems that can:
// it guards against a loss of power, which a build must not depend on.
func syncFolder(path string) {
	if f, err := os.Open(path); err == nil {
		_ = f.Sync()
		f.Close()
	}
}
