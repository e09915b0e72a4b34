//go:build unix && !linux

package publish

// isMountPoint tells whether another file system is mounted on a folder.
func isMountPoint(path string) (bool, error) {
	return onOtherDevice(path)
}
