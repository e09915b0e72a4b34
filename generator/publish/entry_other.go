//go:build !unix

package publish

import (
	"io/fs"
	"os"
)

// hasInodes tells whether a number in every entry says which file it is.
const hasInodes = false

// identity says which file an entry is.
type identity struct {
	device, inode uint64 // always 0
	info          fs.FileInfo
}

func identityOf(info fs.FileInfo) identity { return identity{info: info} }

func (e entry) sameFile(other entry) bool {
	return e.info != nil && other.info != nil && os.SameFile(e.info, other.info)
}

// sameDevice is true: what is mounted in a folder here is a link to it.
func (e entry) sameDevice(other entry) bool { return true }

// sameOwner is true: owners do not matter to a web server here.
func (e entry) sameOwner(other entry) bool { return true }

// keepOwner does nothing, as owners do not matter.
func keepOwner(path string, old entry) {}

// syncFolder does nothing: a folder cannot be synced here.
func syncFolder(path string) {}
