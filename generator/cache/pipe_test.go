//go:build unix

package cache

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestPipe proves that trimming waits for nobody who reads a pipe in the place of its
// marker.
func TestPipe(t *testing.T) {
	dir := t.TempDir()
	marker := filepath.Join(dir, trimmed)
	if err := syscall.Mkfifo(marker, 0o600); err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-3 * day)
	if err := os.Chtimes(marker, old, old); err != nil {
		t.Fatal(err)
	}
	c, _ := open(t, dir)
	done := make(chan struct{})
	go func() { c.Trim(t.Context()); close(done) }()
	select {
	case <-done:
	case <-time.After(time.Minute):
		t.Fatal("it waits")
	}
}
