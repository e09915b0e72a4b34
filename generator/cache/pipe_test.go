//go:build unix

package cache

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestPipe proves that the cache does not wait for whoever should write to a pipe in
// the place of one of its files.
func TestPipe(t *testing.T) {
	dir := t.TempDir()
	c := silent(t, dir)
	c.Put(keyOf("x"), []byte("x"))
	pipes := append(files(t, dir), filepath.Join(dir, "trim.txt"))
	for _, file := range pipes {
		_ = os.Remove(file) // trim.txt is not there yet
		if err := syscall.Mkfifo(file, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	done := make(chan struct{})
	go func() {
		c.Get(keyOf("x"))
		c.Put(keyOf("x"), []byte("x"))
		c.Trim()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(time.Minute):
		t.Fatal("the cache waits")
	}
}
