package publish

import (
	"io/fs"

	"golang.org/x/sys/unix"
)

// lstat describes what stands at a path.
func lstat(path string) (entry, error) {
	e, err := statx(unix.AT_FDCWD, path)
	if err == unix.ENOSYS {
		return lstatPlainly(path)
	}
	if err != nil {
		return entry{}, &fs.PathError{Op: "statx", Path: path, Err: err}
	}
	return e, nil
}

// list describes everything in a folder, which must not be a link. One call
// for each entry tells all that is needed of it, mounts included. A build in
// which nothing changes does little else, hence no detour by an [os.File].
func list(folder string) ([]item, error) {
	fd, err := uninterrupted(func() (int, error) {
		return unix.Open(folder, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	})
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: folder, Err: err}
	}
	defer unix.Close(fd)
	names, err := readNames(fd)
	if err != nil {
		return nil, &fs.PathError{Op: "readdirent", Path: folder, Err: err}
	}
	items := make([]item, len(names))
	for i, name := range names {
		e, err := statx(fd, name)
		if err == unix.ENOSYS {
			return listPlainly(folder)
		}
		if err != nil {
			return nil, &fs.PathError{Op: "statx", Path: join(folder, name), Err: err}
		}
		items[i] = item{name, e}
	}
	return items, nil
}

// readNames returns the names in an open folder.
func readNames(fd int) ([]string, error) {
	var names []string
	var buffer [8192]byte
	for {
		n, err := uninterrupted(func() (int, error) { return unix.ReadDirent(fd, buffer[:]) })
		if n <= 0 || err != nil {
			return names, err
		}
		_, _, names = unix.ParseDirent(buffer[:n], -1, names)
	}
}

// uninterrupted repeats a call for as long as signals interrupt it, as they do
// on some file systems.
func uninterrupted(call func() (int, error)) (int, error) {
	for {
		n, err := call()
		if err != unix.EINTR {
			return n, err
		}
	}
}

// statx calls statx(2). It knows bind mounts as well, from Linux 5.8 on; what
// an older kernel cannot tell is ENOSYS too.
func statx(folder int, name string) (entry, error) {
	var stat unix.Statx_t
	_, err := uninterrupted(func() (int, error) {
		return 0, unix.Statx(folder, name, unix.AT_SYMLINK_NOFOLLOW|unix.AT_NO_AUTOMOUNT, unix.STATX_BASIC_STATS, &stat)
	})
	if err != nil {
		return entry{}, err
	}
	if stat.Attributes_mask&unix.STATX_ATTR_MOUNT_ROOT == 0 {
		return entry{}, unix.ENOSYS
	}
	nanoseconds := func(t unix.StatxTimestamp) int64 { return t.Sec*1e9 + int64(t.Nsec) }
	return entry{
		mode:     modeOf(stat.Mode),
		size:     int64(stat.Size),
		modified: nanoseconds(stat.Mtime),
		changed:  nanoseconds(stat.Ctime),
		mounted:  stat.Attributes&unix.STATX_ATTR_MOUNT_ROOT != 0,
		identity: identity{
			device: unix.Mkdev(stat.Dev_major, stat.Dev_minor),
			inode:  stat.Ino,
			user:   stat.Uid,
			group:  stat.Gid,
		},
	}, nil
}

// modeOf translates st_mode.
func modeOf(mode uint16) fs.FileMode {
	m := fs.FileMode(mode & 0o777)
	switch mode & unix.S_IFMT {
	case unix.S_IFREG:
	case unix.S_IFDIR:
		m |= fs.ModeDir
	case unix.S_IFLNK:
		m |= fs.ModeSymlink
	case unix.S_IFIFO:
		m |= fs.ModeNamedPipe
	case unix.S_IFSOCK:
		m |= fs.ModeSocket
	case unix.S_IFCHR:
		m |= fs.ModeDevice | fs.ModeCharDevice
	default:
		m |= fs.ModeDevice
	}
	if mode&unix.S_ISUID != 0 {
		m |= fs.ModeSetuid
	}
	if mode&unix.S_ISGID != 0 {
		m |= fs.ModeSetgid
	}
	if mode&unix.S_ISVTX != 0 {
		m |= fs.ModeSticky
	}
	return m
}
