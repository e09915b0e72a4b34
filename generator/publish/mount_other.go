//go:build !linux

package publish

// mountIn returns a mount point in a folder, or the folder if it is one itself, or "".
func mountIn(folder string, found tree) (string, error) { return otherDevice(folder, found), nil }
