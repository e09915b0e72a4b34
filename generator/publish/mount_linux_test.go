package publish

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// runMountChild mounts something in a mount namespace of its own, which ends
// with the process, and publishes version 1.
func runMountChild(task, dir string) error {
	var err error
	switch task {
	case "mount":
		err = syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1m")
	case "file":
		err = syscall.Mount(filepath.Join(dir, "foreign.txt"), filepath.Join(dir, "foreign.txt"), "", syscall.MS_BIND, "")
	case "bind":
		err = syscall.Mount(filepath.Join(dir, "same"), filepath.Join(dir, "same"), "", syscall.MS_BIND, "")
	case "full":
		if err = syscall.Mount("tmpfs", filepath.Dir(dir), "tmpfs", 0, "size=64k"); err != nil {
			break
		}
		if _, err := realSystem().write(context.Background(), dir, version(0), Options{}); err == nil {
			return fmt.Errorf("a disk of 64 KiB holds a site of 31 files")
		}
		left, err := os.ReadDir(filepath.Dir(dir))
		if err != nil || len(left) > 0 {
			return fmt.Errorf("left on the full disk: %v, %v", left, err)
		}
	default:
		return fmt.Errorf("unknown task %q", task)
	}
	if err != nil {
		return fmt.Errorf("cannot mount: %w", err)
	}
	_, err = realSystem().write(context.Background(), dir, version(1), Options{})
	return err
}

// unshared runs a child that may mount something.
func unshared(t *testing.T, task, dir string) ([]byte, error) {
	t.Helper()
	cmd := child(t.Context(), t, task, dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	out, err := cmd.CombinedOutput()
	if err != nil && (len(out) == 0 || strings.Contains(string(out), "cannot mount")) {
		t.Skipf("no mount namespaces here: %v %s", err, out)
	}
	return out, err
}

func TestMounts(t *testing.T) {
	tests := []struct{ task, want string }{
		{"mount", "public/ is a mount point and cannot be replaced as a whole: mount "},
		{"bind", "public/same is a mount point"},
		{"file", "public/foreign.txt is a mount point"},
		{"full", syscall.ENOSPC.Error()},
	}
	for _, test := range tests {
		t.Run(test.task, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), `a b\c`, "public") // which the kernel's list escapes
			publishFirst(t, dir)
			out, err := unshared(t, test.task, dir)
			if err == nil || !strings.Contains(string(out), test.want) {
				t.Errorf("got %v %s, want an error that contains %q", err, out, test.want)
			}
			noStage(t, dir)
			if n, ok := intact(t, dir); ok && n != 0 {
				t.Errorf("got version %d, want 0", n)
			}
		})
	}
}
