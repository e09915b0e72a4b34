package publish

import (
	"io/fs"
	"os"
	"path/filepath"
)

// entry is what is known of a file, a folder or a link without reading it.
type entry struct {
	mode     fs.FileMode
	size     int64 // bytes
	modified int64 // nanoseconds since 1970
	changed  int64 // the same of the last change to the entry itself, 0 if unknown
	mounted  bool  // something is mounted on it
	identity
}

// item is an entry of a folder.
type item struct {
	name string
	entry
}

func newEntry(info fs.FileInfo) entry {
	return entry{
		mode:     info.Mode(),
		size:     info.Size(),
		modified: info.ModTime().UnixNano(),
		identity: identityOf(info),
	}
}

func (e entry) isFile() bool   { return e.mode.IsRegular() }
func (e entry) isFolder() bool { return e.mode.IsDir() }
func (e entry) isLink() bool   { return e.mode.Type() == fs.ModeSymlink }

// lstatPlainly describes what stands at a path with what every system offers:
// it takes another file system in a folder for a mount, and sees no other.
func lstatPlainly(path string) (entry, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return entry{}, err
	}
	above, err := os.Lstat(filepath.Dir(path))
	if err != nil {
		return entry{}, err
	}
	e := newEntry(info)
	e.mounted = e.isFolder() && !e.sameDevice(newEntry(above))
	return e, nil
}

// listPlainly is lstatPlainly for everything in a folder.
func listPlainly(folder string) ([]item, error) {
	self, err := os.Lstat(folder)
	if err != nil {
		return nil, err
	}
	found, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	above := newEntry(self)
	items := make([]item, len(found))
	for i, d := range found {
		info, err := d.Info()
		if err != nil {
			return nil, err
		}
		e := newEntry(info)
		e.mounted = e.isFolder() && !e.sameDevice(above)
		items[i] = item{d.Name(), e}
	}
	return items, nil
}
