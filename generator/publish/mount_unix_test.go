//go:build unix && !linux

package publish

import "fmt"

func runMountChild(task, dir string) error {
	return fmt.Errorf("unknown task %q", task)
}
