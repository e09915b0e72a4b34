package watch

import "golang.org/x/sys/unix"

// unreliableFS names the kind of file system a folder is on if other machines can
// change files there: inotify reports only what this system does. The numbers are
// those of statfs(2).
func unreliableFS(path string) string {
	var stat unix.Statfs_t
	if err := unix.Statfs(path, &stat); err != nil {
		return "" // adding the watch returns the error
	}
	switch uint32(stat.Type) {
	case unix.NFS_SUPER_MAGIC:
		return "a network drive (NFS)"
	case unix.SMB_SUPER_MAGIC, unix.SMB2_SUPER_MAGIC, unix.CIFS_SUPER_MAGIC:
		return "a network drive (SMB)"
	case unix.AFS_SUPER_MAGIC, unix.AFS_FS_MAGIC, unix.CODA_SUPER_MAGIC, unix.NCP_SUPER_MAGIC,
		unix.CEPH_SUPER_MAGIC, unix.OCFS2_SUPER_MAGIC,
		0x01161970, // GFS2
		0x0bd00bd3, // Lustre
		0x47504653: // GPFS
		return "a network drive"
	case unix.V9FS_MAGIC:
		return "a drive of the host (9p)"
	case 0x786f4256, // vboxsf
		0xbacbacbc,              // VMware's hgfs
		0x7c7c6673,              // Parallels' prl_fs
		unix.HOSTFS_SUPER_MAGIC: // User Mode Linux
		return "a drive of the host"
	case unix.FUSE_SUPER_MAGIC: // sshfs, virtiofs and many others
		return "a drive that a program provides (FUSE)"
	}
	return ""
}
