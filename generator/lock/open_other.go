//go:build !unix

package lock

import "os"

// openFlags open a lock file.
const openFlags = os.O_CREATE | os.O_RDONLY
