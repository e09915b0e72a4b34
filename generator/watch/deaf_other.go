//go:build !linux

package watch

// deaf knows of no drive here; where changes cannot be watched, there will be an
// error.
func deaf(path string) string { return "" }
