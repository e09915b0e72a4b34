//go:build !linux && !darwin

package publish

import "errors"

// exchange is not possible on this system.
func exchange(a, b string) error {
	return errors.ErrUnsupported
}
