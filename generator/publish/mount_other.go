//go:build !unix

package publish

// isMountPoint is false: what is mounted in a folder here is a link to it.
func isMountPoint(path string) (bool, error) {
	return false, nil
}
