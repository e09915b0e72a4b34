//go:build !unix

package publish

import "io/fs"

// inodeOf returns 0: only an open file has a number here.
func inodeOf(info fs.FileInfo) uint64 { return 0 }

// keepOwner does nothing: owners do not matter to a web server here.
func keepOwner(path string, old fs.FileInfo) {}

// otherDevice returns "": what is mounted in a folder here is a link to it.
func otherDevice(root string, found tree) string { return "" }
