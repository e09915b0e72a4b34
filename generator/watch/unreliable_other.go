//go:build !linux

package watch

// unreliableFS returns "": on these systems, watching such a file system is an error.
func unreliableFS(string) string { return "" }
