package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/internal/seed"
)

// process returns the program with arguments, as a process of its own.
func process(t testing.TB, args ...string) *exec.Cmd {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program, args...)
	cmd.Args[0] = "plenary" // see TestMain
	return cmd
}

// outcome is what a process has said and whether it has succeeded.
type outcome struct {
	said string
	ok   bool
}

// atOnce runs processes at the same time.
func atOnce(t *testing.T, processes []*exec.Cmd) []outcome {
	t.Helper()
	list := make([]outcome, len(processes))
	var all sync.WaitGroup
	for i, cmd := range processes {
		all.Go(func() {
			said, err := cmd.CombinedOutput()
			var exit *exec.ExitError
			if err != nil && !errors.As(err, &exit) {
				t.Error(err)
			}
			list[i] = outcome{string(bytes.TrimSpace(said)), err == nil}
		})
	}
	all.Wait()
	return list
}

// TestEjectAtOnce ejects from several processes into one folder, by two paths: one
// of them fills it, and the others say why they do not.
func TestEjectAtOnce(t *testing.T) {
	source := root(t)
	dir := t.TempDir()
	runOK(t, "eject", "--source", source, filepath.Join(dir, "alone"))
	want := files(t, filepath.Join(dir, "alone"))
	real := filepath.Join(dir, "real")
	if err := os.Mkdir(real, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(real, filepath.Join(dir, "link")); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	for _, made := range []bool{false, true} { // whether the folder exists
		into := filepath.Join("hugo", strconv.FormatBool(made))
		if made {
			if err := os.Mkdir(filepath.Join(real, into), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		var processes []*exec.Cmd
		for i := range 6 {
			path := filepath.Join(dir, []string{"real", "link"}[i%2], into)
			processes = append(processes, process(t, "eject", "--source", source, path))
		}
		succeeded := 0
		for _, o := range atOnce(t, processes) {
			switch {
			case o.ok:
				succeeded++
			case !strings.Contains(o.said, "another build or eject is writing") && !strings.Contains(o.said, "is not empty"):
				t.Errorf("one says: %s", o.said)
			}
		}
		if succeeded != 1 {
			t.Errorf("%d of them succeeded", succeeded)
		}
		if diff := cmp.Diff(want, files(t, filepath.Join(real, into))); diff != "" {
			t.Errorf("the folder is not what one eject makes:\n%s", diff)
		}
	}
}

// TestEjectKilled kills ejects at random moments. The next one into the same folder
// finds nothing in its way.
func TestEjectKilled(t *testing.T) {
	random := seed.Rand(t)
	source := root(t)
	dir := filepath.Join(t.TempDir(), "hugo")
	start := time.Now()
	if said, err := process(t, "eject", "--source", source, dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	took := time.Since(start)
	want := files(t, dir)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	killed := 0
	for range 12 {
		cmd := process(t, "eject", "--source", source, dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(random.Int64N(int64(took))), func() { _ = cmd.Process.Kill() })
		err := cmd.Wait()
		timer.Stop()
		if err != nil {
			killed++
			said, err := process(t, "eject", "--source", source, dir).CombinedOutput()
			if err != nil && !strings.Contains(string(said), "is not empty") { // it was killed when all was done
				t.Fatalf("after a kill: %v\n%s", err, said)
			}
		}
		if diff := cmp.Diff(want, files(t, dir)); diff != "" {
			t.Fatalf("the folder is not what one eject makes:\n%s", diff)
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
	if killed == 0 {
		t.Error("no eject was killed; the test proved nothing")
	}
}
