//go:build !linux

package publish

// lstat describes what stands at a path.
func lstat(path string) (entry, error) { return lstatPlainly(path) }

// list describes everything in a folder.
func list(folder string) ([]item, error) { return listPlainly(folder) }
