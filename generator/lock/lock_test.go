package lock

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
)

// holderPath names the lock that this test program is to hold as a process of its
// own, until it is killed.
const holderPath = "PLENARY_LOCK_TEST_PATH"

func TestMain(m *testing.M) {
	path := os.Getenv(holderPath)
	if path == "" {
		os.Exit(m.Run())
	}
	if _, err := Try(path); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("held")
	_, _ = io.Copy(io.Discard, os.Stdin) // until the test ends
}

// hold starts a process that holds a lock.
func hold(t *testing.T, path string) *exec.Cmd {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program)
	cmd.Env = append(os.Environ(), holderPath+"="+path)
	if _, err := cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if line != "held\n" {
		t.Fatalf("the process says %q: %v", line, err)
	}
	return cmd
}

func TestKilledOwner(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	owner := hold(t, path)
	if _, err := Try(path); !errors.Is(err, ErrHeld) {
		t.Fatalf("while another process holds the lock: %v", err)
	}
	if err := owner.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = owner.Wait() // it was killed
	if _, err := os.Lstat(path); err != nil {
		t.Fatalf("the killed process should have left its file: %v", err)
	}
	l, err := Wait(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Release(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the file is still there after release: %v", err)
	}
}

// TestOneOwner takes and releases a lock in many goroutines: there is never more
// than one owner, although the file comes and goes.
func TestOneOwner(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	var all sync.WaitGroup
	var owners, times atomic.Int32
	for range 8 {
		all.Go(func() {
			for range 500 {
				l, err := Try(path)
				if errors.Is(err, ErrHeld) {
					continue
				}
				if err != nil {
					t.Error(err)
					return
				}
				if n := owners.Add(1); n != 1 {
					t.Errorf("%d owners", n)
				}
				times.Add(1)
				for range 50 {
					runtime.Gosched() // let others try
				}
				owners.Add(-1)
				if err := l.Release(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if times.Load() == 0 {
		t.Error("nobody got the lock")
	}
}

// TestRemovedByHand: an owner whose file was removed by hand does not remove that of
// the next owner.
func TestRemovedByHand(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	first, err := Try(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Skipf("this system removes no open file: %v", err)
	}
	second, err := Try(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Release(); err != nil {
		t.Fatal(err)
	}
	if _, err := Try(path); !errors.Is(err, ErrHeld) {
		t.Errorf("the second owner has lost its lock: %v", err)
	}
	if err := second.Release(); err != nil {
		t.Fatal(err)
	}
}

func TestNoLockFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "lock")
	if _, err := Try(filepath.Join(dir, "missing", "lock")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("in a folder that does not exist: %v", err)
	}
	if err := os.Mkdir(path, 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := Try(path); err == nil || errors.Is(err, ErrHeld) {
		t.Errorf("where a folder is: %v", err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	target := filepath.Join(dir, "target")
	if err := os.Symlink(target, path); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	if _, err := Try(path); err == nil || errors.Is(err, ErrHeld) {
		t.Errorf("where a link is: %v", err)
	}
	if _, err := os.Lstat(target); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the link was followed: %v", err)
	}
}
