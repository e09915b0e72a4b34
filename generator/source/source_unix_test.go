//go:build unix

package source_test

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"plenary/generator/source"
)

// TestIrregular proves that nothing waits for what stands in the place of a file, be
// it on the way to one, and that nothing leads out of the folder.
func TestIrregular(t *testing.T) {
	dir, err := os.MkdirTemp("", "s") // the names of sockets are short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	at := func(name string) string { return filepath.Join(dir, name) }
	if err := errors.Join(
		syscall.Mkfifo(at("pipe"), 0o644),
		os.Symlink("pipe", at("link")),
		os.Symlink("link", at("link-to-link")),
		os.Symlink("/dev/zero", at("out")),
		os.WriteFile(at("file"), nil, 0o644),
	); err != nil {
		t.Fatal(err)
	}
	socket, err := net.Listen("unix", at("socket"))
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()

	fsys := open(t, dir)
	for name, want := range map[string]error{
		"pipe": source.ErrIrregular, "link": source.ErrIrregular, "link-to-link": source.ErrIrregular, "socket": source.ErrIrregular,
		"pipe/x": syscall.ENOTDIR, "link/x": syscall.ENOTDIR, "out": nil, "out/x": nil,
	} {
		for what, look := range map[string]func() error{
			"open": func() error { _, err := fsys.Open(name); return err },
			"read": func() error { _, err := fs.ReadFile(fsys, name); return err },
			"list": func() error { _, err := fs.ReadDir(fsys, name); return err },
			"stat": func() error { _, err := fs.Stat(fsys, name); return err },
			"sum":  func() error { _, err := source.Sum(fsys, name, func(string) bool { return false }); return err },
		} {
			done := make(chan error, 1)
			go func() { done <- look() }()
			select {
			case err := <-done:
				if err == nil || want != nil && !errors.Is(err, want) {
					t.Errorf("%s %s: %v, want %v", what, name, err, want)
				}
			case <-time.After(time.Minute):
				t.Fatalf("%s %s: it waits", what, name)
			}
		}
	}
	if _, err := source.Sum(fsys, ".", func(string) bool { return false }); err != nil {
		t.Errorf("the sum of the folder: %v", err)
	}
	if info, err := fs.Lstat(fsys, "pipe"); err != nil || info.Mode().Type() != fs.ModeNamedPipe {
		t.Errorf("the pipe is not seen as one: %v", err)
	}
}
