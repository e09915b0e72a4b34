//go:build unix

package lock

import (
	"os"
	"syscall"
)

// openFlags open a lock file. A link is not followed, and nobody waits for the other
// end of a pipe.
const openFlags = os.O_CREATE | os.O_RDONLY | syscall.O_NOFOLLOW | syscall.O_NONBLOCK
