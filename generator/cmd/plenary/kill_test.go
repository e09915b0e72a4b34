package main

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestKill kills the program at arbitrary moments of a build that would change
// every page: the site in public/ is the former one or the new one, never a
// mixture, and the next build finds nothing in its way.
func TestKill(t *testing.T) {
	program := compile(t, "../plenary")
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS(filepath.Join(root(t), "content"))); err != nil {
		t.Fatal(err)
	}
	addresses := [2]string{"https://one.example/", "https://two.example/"}
	var versions [2]map[string]string
	var took time.Duration
	public := filepath.Join(dir, "public")
	for i, address := range addresses {
		start := time.Now()
		if out, err := exec.Command(program, "build", "--source", dir, "--base-url", address).CombinedOutput(); err != nil {
			t.Fatalf("build: %v\n%s", err, out)
		}
		took = time.Since(start)
		versions[i] = files(t, public)
	}
	killed := 0
	for range 40 {
		cmd := exec.Command(program, "build", "--source", dir, "--base-url", addresses[rand.IntN(2)])
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(rand.N(took+took/4), func() { _ = cmd.Process.Kill() })
		if err := cmd.Wait(); err != nil {
			killed++
		}
		timer.Stop()
		now := files(t, public)
		if !cmp.Equal(now, versions[0]) && !cmp.Equal(now, versions[1]) {
			t.Fatalf("after a kill the site is neither the former nor the new one:\n%s", cmp.Diff(versions[0], now))
		}
	}
	if killed == 0 {
		t.Error("no build was killed; the test proved nothing")
	}
	if out, err := exec.Command(program, "build", "--source", dir).CombinedOutput(); err != nil {
		t.Errorf("a build after the kills: %v\n%s", err, out)
	}
	if _, err := os.Stat(filepath.Join(dir, ".public.plenary")); !os.IsNotExist(err) {
		t.Errorf("the stage of a killed build is still there: %v", err)
	}
}
