//go:build unix

package watch

import (
	"io/fs"
	"syscall"
)

// inode returns a number that distinguishes a file from a former one of its name.
func inode(info fs.FileInfo) uint64 {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(stat.Ino)
	}
	return 0
}
