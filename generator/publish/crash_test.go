//go:build unix

package publish

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"plenary/generator/internal/seed"
)

// The tests in this file run the test binary a second time, as a process that
// can be killed. These variables tell that process what to do and where.
const (
	childTask   = "PLENARY_PUBLISH_TASK"
	childFolder = "PLENARY_PUBLISH_FOLDER"
)

func TestMain(m *testing.M) {
	task, dir := os.Getenv(childTask), os.Getenv(childFolder)
	if task == "" {
		os.Exit(m.Run())
	}
	if err := runChild(task, dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func runChild(task, dir string) error {
	name, argument, _ := strings.Cut(task, " ")
	switch name {
	case "alternate":
		fmt.Println("ready")
		for i := 0; ; i++ {
			if _, err := systems()[argument].write(context.Background(), dir, version(i%2), Options{}); err != nil {
				return err
			}
		}
	case "die":
		system, step, _ := strings.Cut(argument, " ")
		n, err := strconv.Atoi(step)
		if err != nil {
			return err
		}
		_, err = mortal(systems()[system], n).write(context.Background(), dir, version(1), Options{})
		return err
	case "limit":
		// Beyond the limit a write returns EFBIG, as it returns ENOSPC on a
		// full disk.
		signal.Ignore(syscall.SIGXFSZ)
		limit := syscall.Rlimit{Cur: 1000, Max: 1000} // fields are of another type on each system
		if argument == ListName {
			limit = syscall.Rlimit{Cur: 2000, Max: 2000}
		}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			return err
		}
		site := version(1)
		site["large.html"] = strings.Repeat("x", 2000)
		_, err := printing().write(context.Background(), dir, site, Options{})
		return err
	}
	return runMountChild(name, dir)
}

// child returns a command for a task.
func child(ctx context.Context, t *testing.T, task, dir string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(ctx, exe)
	cmd.Env = append(os.Environ(), childTask+"="+task, childFolder+"="+dir)
	return cmd
}

// systems returns those on which builds are killed.
func systems() map[string]system {
	return map[string]system{"exchange": realSystem(), "renames": renames(), "fingerprints": printing()}
}

// intact reports whether dir is exactly one of the versions, the foreign file
// in it included, and fits its manifest.
func intact(t *testing.T, dir string) (n int, ok bool) {
	t.Helper()
	got := look(t, dir)
	manifest, err := os.ReadFile(filepath.Join(dir, ListName))
	if err != nil {
		t.Fatal(err)
	}
	for n := range 2 {
		want := version(n)
		listed := manifestOf(want)
		want["foreign.txt"] = "foreign"
		if maps.Equal(got, want) && string(manifest) == listed {
			return n, true
		}
	}
	t.Errorf("the folder is neither version:\n%v\n%s", got, manifest)
	return 0, false
}

// manifestOf returns the manifest of a site.
func manifestOf(site content) string {
	var lines strings.Builder
	for _, p := range slices.Sorted(maps.Keys(site)) {
		lines.WriteString(line(site[p], p))
	}
	return lines.String()
}

// publishFirst lays out version 0 and a foreign file.
func publishFirst(t *testing.T, dir string) {
	t.Helper()
	mustWrite(t, dir, version(0))
	put(t, dir, content{"foreign.txt": "foreign"})
}

// TestKilled kills builds at any moment: the folder is one version or the other.
func TestKilled(t *testing.T) {
	kills := 60
	if testing.Short() {
		kills = 10
	}
	for name, sys := range systems() {
		t.Run(name, func(t *testing.T) {
			random := seed.Rand(t)
			dir := filepath.Join(t.TempDir(), "public")
			publishFirst(t, dir)
			seen := make(map[int]int)
			for range kills {
				killAfter(t, "alternate "+name, dir, time.Duration(random.IntN(60_000))*time.Microsecond)
				if _, err := os.Lstat(dir); err != nil && name != "renames" {
					t.Fatalf("the folder is missing after an atomic exchange: %v", err)
				}
				restoreAfterKill(t, sys, dir)
				n, ok := intact(t, dir)
				if !ok {
					return
				}
				seen[n]++
			}
			if !testing.Short() && len(seen) < 2 {
				t.Errorf("seen only one of two versions: %v", seen)
			}
			mustWrite(t, dir, version(1))
			if n, ok := intact(t, dir); ok && n != 1 {
				t.Errorf("got version %d after the last build, want 1", n)
			}
		})
	}
}

// restoreAfterKill lets the next build begin if the folder is missing.
func restoreAfterKill(t *testing.T, sys system, dir string) {
	t.Helper()
	if _, err := os.Lstat(dir); err == nil {
		return
	}
	w, err := sys.open(t.Context(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

// killAfter lets a child publish the two versions in turn for some time.
func killAfter(t *testing.T, task, dir string, after time.Duration) {
	t.Helper()
	ctx, kill := context.WithCancel(t.Context())
	defer kill()
	cmd := child(ctx, t, task, dir)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatal(err, stderr.String())
	}
	timer := time.AfterFunc(after, kill)
	defer timer.Stop()
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.Exited() {
		t.Fatalf("child: got %v %s, want it to be killed", err, &stderr)
	}
}

// mortal returns a system that kills its process before the given call, counted from 0.
func mortal(sys system, step int) system {
	var calls atomic.Int64
	next := func() {
		if calls.Add(1) == int64(step)+1 {
			syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {} // until the signal arrives
		}
	}
	mortal := sys
	mortal.exchange = func(a, b string) error { next(); return sys.exchange(a, b) }
	mortal.rename = func(from, to string) error { next(); return sys.rename(from, to) }
	mortal.link = func(from, to string) error { next(); return sys.link(from, to) }
	return mortal
}

// TestKilledAt kills a build before each of its calls that link or move something. Only
// between two renames the folder is missing, and the next build puts it back.
func TestKilledAt(t *testing.T) {
	tests := []struct {
		system  string
		moves   int // calls after the links
		missing int // the move before which the folder is missing, from 0
	}{
		{"exchange", 1, -1},
		{"renames", 3, 2},
	}
	const links = 11 // unchanged files and the foreign one
	for _, test := range tests {
		for step := range links + test.moves + 1 {
			t.Run(fmt.Sprint(test.system, " ", step), func(t *testing.T) {
				dir := filepath.Join(t.TempDir(), "public")
				publishFirst(t, dir)
				err := child(t.Context(), t, fmt.Sprint("die ", test.system, " ", step), dir).Run()
				var exit *exec.ExitError
				want := 0
				if step == links+test.moves {
					want = 1
				} else if !errors.As(err, &exit) || exit.Exited() {
					t.Fatalf("child: got %v, want it to be killed", err)
				}
				_, err = os.Lstat(dir)
				if missing := errors.Is(err, fs.ErrNotExist); missing != (step == links+test.missing && test.missing >= 0) {
					t.Errorf("folder is missing: %v", missing)
				}
				restoreAfterKill(t, systems()[test.system], dir)
				if n, ok := intact(t, dir); ok && n != want {
					t.Errorf("got version %d, want %d", n, want)
				}
				mustWrite(t, dir, version(1))
				if n, ok := intact(t, dir); ok && n != 1 {
					t.Errorf("got version %d after the next build, want 1", n)
				}
			})
		}
	}
}

// TestDiskFull lets the disk have no room for a file, or for the manifest, which is the last.
func TestDiskFull(t *testing.T) {
	for _, name := range []string{"large.html", ListName} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			publishFirst(t, dir)
			out, err := child(t.Context(), t, "limit "+name, dir).CombinedOutput()
			if err == nil || !strings.Contains(string(out), name+" cannot be written: ") ||
				!strings.Contains(string(out), syscall.EFBIG.Error()) {
				t.Errorf("got %v %s, want an error that names %s and the cause", err, out, name)
			}
			noStage(t, dir)
			if n, ok := intact(t, dir); ok && n != 0 {
				t.Errorf("got version %d, want 0", n)
			}
		})
	}
}

// New files and folders can be read by everybody, whatever the umask.
func TestUmask(t *testing.T) {
	umask := syscall.Umask(0o077)
	defer syscall.Umask(umask)
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, content{"a/b.html": "x"})
	want := []fs.FileMode{fs.ModeDir | 0o755, fs.ModeDir | 0o755, 0o644, 0o644}
	for i, info := range stat(t, dir, filepath.Join(dir, "a"), filepath.Join(dir, "a", "b.html"), filepath.Join(dir, ListName)) {
		if info.Mode() != want[i] {
			t.Errorf("%s: got mode %v, want %v", info.Name(), info.Mode(), want[i])
		}
	}
}

func TestNotPermitted(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write everywhere")
	}
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	publishFirst(t, dir)
	if err := os.Chmod(parent, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(parent, 0o755)
	_, err := write(t, dir, version(1), Options{})
	if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "must be allowed to write in it and in "+parent) {
		t.Errorf("got %v, want an error that says where to allow writing", err)
	}
	if n, ok := intact(t, dir); ok && n != 0 {
		t.Errorf("got version %d, want 0", n)
	}
}
