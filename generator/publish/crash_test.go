//go:build unix

package publish

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
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
		sys := realSystem()
		if argument == "spare" {
			sys = spares()
		}
		fmt.Println("ready")
		for i := 0; ; i++ {
			if _, err := sys.write(context.Background(), dir, text(version(i%2)), Options{}); err != nil {
				return err
			}
		}
	case "die":
		step, err := strconv.Atoi(argument)
		if err != nil {
			return err
		}
		_, err = mortal(step).write(context.Background(), dir, text(version(1)), Options{})
		return err
	case "limit":
		// Beyond the limit a write returns EFBIG, as it returns ENOSPC on a
		// full disk.
		signal.Ignore(syscall.SIGXFSZ)
		limit := syscall.Rlimit{Cur: 64 << 10, Max: 64 << 10}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			return err
		}
		large := content{"index.html": "new", "large.html": strings.Repeat("x", 1<<20)}
		_, err := Write(context.Background(), dir, text(large), Options{})
		return err
	}
	if strings.HasPrefix(name, "spare-") {
		return runSpareChild(name, argument, dir)
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
		if equal(got, want) && string(manifest) == listed {
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

func equal(a, b content) bool {
	if len(a) != len(b) {
		return false
	}
	for p, data := range a {
		if other, ok := b[p]; !ok || other != data {
			return false
		}
	}
	return true
}

// publishFirst lays out version 0 and a foreign file.
func publishFirst(t *testing.T, dir string) {
	t.Helper()
	mustWrite(t, dir, version(0))
	put(t, dir, content{"foreign.txt": "foreign"})
}

// A build that is killed at any moment leaves one version or the other.
func TestWriteKilled(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publishFirst(t, dir)
	kills := 60
	if testing.Short() {
		kills = 10
	}
	random := rand.New(rand.NewPCG(1, 2))
	seen := make(map[int]int)
	for range kills {
		killAfter(t, "alternate", dir, time.Duration(random.IntN(60_000))*time.Microsecond)
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

// mortal returns a system without exchange that kills its process before the
// given call, counted from 0.
func mortal(step int) system {
	count := 0
	next := func() {
		if count == step {
			syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {} // until the signal arrives
		}
		count++
	}
	sys := renames()
	sys.exchange = func(a, b string) error {
		next()
		return errors.ErrUnsupported
	}
	sys.rename = func(from, to string) error {
		next()
		return os.Rename(from, to)
	}
	return sys
}

// Without an exchange there is one moment without a folder, and the next
// build begins by putting the former one back.
func TestWriteKilledBetweenRenames(t *testing.T) {
	tests := []struct {
		name string
		step int
		want int // version after order is restored
	}{
		{"before the exchange", 0, 0},
		{"before the first rename", 1, 0},
		{"between the renames", 2, 0},
		{"after the second rename", 3, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			publishFirst(t, dir)
			err := child(t.Context(), t, fmt.Sprint("die ", test.step), dir).Run()
			var exit *exec.ExitError
			if !errors.As(err, &exit) || exit.Exited() {
				t.Fatalf("child: got %v, want it to be killed", err)
			}
			_, err = os.Lstat(dir)
			if missing := errors.Is(err, fs.ErrNotExist); missing != (test.step == 2) {
				t.Errorf("folder is missing: %v", missing)
			}

			to, err := resolve(dir)
			if err != nil {
				t.Fatal(err)
			}
			next, err := openStage(t.Context(), renames(), to)
			if err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(next.restore(), next.close()); err != nil {
				t.Fatal(err)
			}
			if n, ok := intact(t, dir); ok && n != test.want {
				t.Errorf("got version %d, want %d", n, test.want)
			}
			mustWrite(t, dir, version(1))
			if n, ok := intact(t, dir); ok && n != 1 {
				t.Errorf("got version %d after the next build, want 1", n)
			}
		})
	}
}

func TestWriteFileTooLarge(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publishFirst(t, dir)
	out, err := child(t.Context(), t, "limit", dir).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "large.html cannot be written: ") ||
		!strings.Contains(string(out), syscall.EFBIG.Error()) {
		t.Errorf("got %v %s, want an error that names large.html and the cause", err, out)
	}
	noStage(t, dir)
	if n, ok := intact(t, dir); ok && n != 0 {
		t.Errorf("got version %d, want 0", n)
	}
}

// New files and folders can be read by everybody, whatever the umask.
func TestWriteUmask(t *testing.T) {
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

func TestWriteNotPermitted(t *testing.T) {
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
