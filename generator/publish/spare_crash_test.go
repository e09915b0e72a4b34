//go:build unix

package publish

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// runSpareChild does what a process must do that is killed or limited.
func runSpareChild(task, argument, dir string) error {
	n, err := strconv.Atoi(argument)
	if err != nil {
		return err
	}
	site := version(1)
	sys := spares()
	die := func() {
		syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {} // until the signal arrives
	}
	switch task {
	case "spare-die-linking":
		count := 0
		sys.link = func(from, to string) error {
			if count++; count > n {
				die()
			}
			return os.Link(from, to)
		}
	case "spare-die-exchanging":
		sys.exchange = func(a, b string) error {
			if n > 0 {
				exchange(a, b)
			}
			die()
			return nil
		}
	case "spare-limit":
		signal.Ignore(syscall.SIGXFSZ)
		limit := syscall.Rlimit{Cur: 1000, Max: 1000} // fields are of another type on each system
		if n == 2000 {
			limit = syscall.Rlimit{Cur: 2000, Max: 2000}
		}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			return err
		}
		site["large.html"] = strings.Repeat("x", 2000)
	default:
		return fmt.Errorf("unknown task %q", task)
	}
	_, err = sys.write(context.Background(), dir, text(site), Options{})
	return err
}

// A build that is killed at any moment leaves one version or the other, and a
// spare from which the next build makes the right one.
func TestSpareKilled(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publishFirstSpare(t, dir)
	kills := 60
	if testing.Short() {
		kills = 10
	}
	random := rand.New(rand.NewPCG(3, 4))
	seen := make(map[int]int)
	for i := range kills {
		killAfter(t, "alternate spare", dir, time.Duration(random.IntN(40_000))*time.Microsecond)
		n, ok := intact(t, dir)
		if !ok {
			return
		}
		seen[n]++
		if i%3 == 0 {
			publishSpare(t, dir, version(i%2))
			if n, ok := intact(t, dir); !ok || n != i%2 {
				t.Fatalf("after kill %d: got version %d, want %d", i, n, i%2)
			}
		}
	}
	if !testing.Short() && len(seen) < 2 {
		t.Errorf("seen only one of two versions: %v", seen)
	}
}

func TestSpareKilledAt(t *testing.T) {
	tests := []struct {
		task string
		want int // version that stands then
	}{
		{"spare-die-linking 0", 0},
		{"spare-die-linking 5", 0},
		{"spare-die-linking 10", 0},
		{"spare-die-exchanging 0", 0},
		{"spare-die-exchanging 1", 1},
	}
	for _, test := range tests {
		for _, spare := range []string{"whole", "half", "none"} {
			t.Run(test.task+", spare "+spare, func(t *testing.T) {
				dir := filepath.Join(t.TempDir(), "public")
				publishSpare(t, dir, version(1))
				publishFirstSpare(t, dir)
				switch spare {
				case "half":
					removeTree(filepath.Join(spareOf(dir), "same"))
				case "none":
					removeTree(spareOf(dir))
				}
				err := child(t.Context(), t, test.task, dir).Run()
				var exit *exec.ExitError
				links := spare != "whole" && !strings.HasSuffix(test.task, "10") || !strings.Contains(test.task, "linking")
				if killed := errors.As(err, &exit) && !exit.Exited(); links && !killed {
					t.Fatalf("child: got %v, want it to be killed", err)
				} else if !killed {
					return // there was nothing to link
				}
				if n, ok := intact(t, dir); ok && n != test.want {
					t.Errorf("got version %d, want %d", n, test.want)
				}
				for _, want := range []int{1, 1, 0} {
					publishSpare(t, dir, version(want))
					if n, ok := intact(t, dir); ok && n != want {
						t.Errorf("got version %d after the next build, want %d", n, want)
					}
					same(t, "stage", staged(t, dir), []string{"fingerprints", "spare"})
				}
			})
		}
	}
}

// When the disk has no room for a file or for the manifest, which is the last,
// no spare takes room either.
func TestSpareDiskFull(t *testing.T) {
	for _, test := range []struct {
		limit int
		want  string // that cannot be written
	}{
		{1000, "large.html"},
		{2000, ListName},
	} {
		t.Run(test.want, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			publishSpare(t, dir, version(1))
			publishFirstSpare(t, dir)
			out, err := child(t.Context(), t, fmt.Sprint("spare-limit ", test.limit), dir).CombinedOutput()
			if err == nil || !strings.Contains(string(out), test.want+" cannot be written: ") ||
				!strings.Contains(string(out), syscall.EFBIG.Error()) {
				t.Errorf("got %v %s, want an error that names %s and the cause", err, out, test.want)
			}
			noStage(t, dir)
			if n, ok := intact(t, dir); ok && n != 0 {
				t.Errorf("got version %d, want 0", n)
			}
			publishSpare(t, dir, version(1))
			if n, ok := intact(t, dir); ok && n != 1 {
				t.Errorf("got version %d after the next build, want 1", n)
			}
		})
	}
}
