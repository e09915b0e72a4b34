//go:build !unix

package publish

import "io/fs"

// keepOwner does nothing: owners do not matter to a web server here.
func keepOwner(path string, old fs.FileInfo) {}

// syncFolder does nothing: a folder cannot be synced here.
func syncFolder(path string) {}
