//go:build !unix

package watch

import "io/fs"

// inode returns 0: what would be the inode's number here can only be had by
// opening the file.
func inode(info fs.FileInfo) uint64 { return 0 }
