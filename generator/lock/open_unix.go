//go:build unix

package lock

import (
	"os"
	"syscall"
)

// openFlags open a lock file. They do not follow a link or wait for the other end of a pipe.
const openFlags = os.O_CREATE | os.O_RDONLY | syscall.O_NOFOLLOW | syscall.O_NONBLOCK
