//go:build !unix

package watch

import "io/fs"

// inode returns 0: here, the number of a file is known only once it is open.
func inode(fs.FileInfo) uint64 { return 0 }
