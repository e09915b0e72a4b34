//go:build !linux

package publish

import (
	"errors"
	"os"
)

// syncFileSystem is not possible on this system.
func syncFileSystem(folder *os.File) error { return errors.ErrUnsupported }
