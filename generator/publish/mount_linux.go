package publish

import (
	"io/fs"

	"golang.org/x/sys/unix"
)

// isMountPoint tells whether something is mounted on a folder. statx(2) knows
// bind mounts as well, from Linux 5.8 on.
func isMountPoint(path string) (bool, error) {
	var stat unix.Statx_t
	err := unix.Statx(unix.AT_FDCWD, path, unix.AT_SYMLINK_NOFOLLOW|unix.AT_NO_AUTOMOUNT, 0, &stat)
	switch {
	case err == unix.ENOSYS, err == nil && stat.Attributes_mask&unix.STATX_ATTR_MOUNT_ROOT == 0:
		return onOtherDevice(path)
	case err != nil:
		return false, &fs.PathError{Op: "statx", Path: path, Err: err}
	}
	return stat.Attributes&unix.STATX_ATTR_MOUNT_ROOT != 0, nil
}
