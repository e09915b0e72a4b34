//go:build unix

package source

import "syscall"

// nonblock opens a pipe without waiting for somebody who writes into it.
const nonblock = syscall.O_NONBLOCK
