package publish

import (
	"os"

	"golang.org/x/sys/unix"
)

// syncFileSystem brings everything to disk that was written to the file system
// of an open folder. An error of anything written since the folder was opened
// is returned, from Linux 5.8 on.
func syncFileSystem(folder *os.File) error {
	return os.NewSyscallError("syncfs", unix.Syncfs(int(folder.Fd())))
}
