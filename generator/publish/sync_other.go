//go:build !linux

package publish

// syncFileSystem does nothing: the system writes to disk in its own time.
func syncFileSystem(folder string) error { return nil }
