package main

import (
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/internal/archive"
	"plenary/generator/internal/seed"
)

// compile builds a command as it is released, with further flags for the linker, and
// returns the program.
func compile(t testing.TB, pkg string, ldflags ...string) string {
	program := filepath.Join(t.TempDir(), filepath.Base(pkg))
	flags := strings.Join(append([]string{"-s", "-w"}, ldflags...), " ")
	build := exec.Command("go", "build", "-trimpath", "-ldflags="+flags, "-o", program, pkg)
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return program
}

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
	random, killed := seed.Rand(t), 0
	for range 40 {
		cmd := exec.Command(program, "build", "--source", dir, "--base-url", addresses[random.IntN(2)])
		if runKilled(t, random, cmd, took) {
			killed++
		}
		isOneOf(t, files(t, public), versions)
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

// runKilled runs a build that usually takes so long, kills it at a random moment,
// and reports whether that was before its end.
func runKilled(t *testing.T, random *rand.Rand, cmd *exec.Cmd, took time.Duration) bool {
	t.Helper()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(time.Duration(random.Int64N(int64(took+took/4))), func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	return cmd.Wait() != nil
}

// isOneOf fails when a site is none of the versions.
func isOneOf(t *testing.T, now map[string]string, versions [2]map[string]string) {
	t.Helper()
	if !cmp.Equal(now, versions[0]) && !cmp.Equal(now, versions[1]) {
		t.Fatalf("after a kill the site is neither the former nor the new one:\n%s", cmp.Diff(versions[0], now))
	}
}

// TestKillArchive kills builds of a site that is large enough for fingerprints, with a
// cache that is torn between them. Each time the published site is whole: what a
// build from nothing makes of some state of the content that it has had.
func TestKillArchive(t *testing.T) {
	program := compile(t, "../plenary")
	dir := t.TempDir()
	source, public, store := filepath.Join(dir, "source"), filepath.Join(dir, "public"), filepath.Join(dir, "cache")
	const meetings = 60
	if err := archive.Write(source, 1, meetings); err != nil {
		t.Fatal(err)
	}
	letter := filepath.Join(source, archive.Folder(1, meetings/2), "letter.en.md")
	text, err := os.ReadFile(letter)
	if err != nil {
		t.Fatal(err)
	}
	save := func(version int) {
		if err := os.WriteFile(letter, append(text, []string{"\nalpha\n", "\nbeta\n"}[version]...), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var versions [2]map[string]string
	for i := range versions {
		save(i)
		out := filepath.Join(dir, "version")
		if out, err := exec.Command(program, "build", "--source", source, "--no-cache", "--out", out).CombinedOutput(); err != nil {
			t.Fatalf("build: %v\n%s", err, out)
		}
		versions[i] = files(t, out)
	}
	if cmp.Equal(versions[0], versions[1]) || len(versions[0]) < 1000 {
		t.Fatal("the versions are the same, or too small for fingerprints")
	}
	build := func() *exec.Cmd {
		return exec.Command(program, "build", "--source", source, "--cache", store, "--out", public)
	}
	var took time.Duration
	for i := range versions {
		save(i)
		start := time.Now()
		if out, err := build().CombinedOutput(); err != nil {
			t.Fatalf("build: %v\n%s", err, out)
		}
		took = time.Since(start)
	}
	random, killed := seed.Rand(t), 0
	for i := range 40 {
		save(i % 2)
		cmd := build()
		if runKilled(t, random, cmd, took) {
			killed++
		}
		isOneOf(t, files(t, public), versions)
		tear(t, random, store)
	}
	if killed == 0 {
		t.Error("no build was killed; the test proved nothing")
	}
	if out, err := build().CombinedOutput(); err != nil {
		t.Errorf("a build after the kills: %v\n%s", err, out)
	}
	if !cmp.Equal(files(t, public), versions[1]) {
		t.Error("a build after the kills makes another site than a build from nothing")
	}
}

// tear damages some files of a cache.
func tear(t *testing.T, random *rand.Rand, store string) {
	t.Helper()
	err := filepath.WalkDir(store, func(name string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		switch random.IntN(60) {
		case 0:
			return os.Remove(name)
		case 1:
			return os.Truncate(name, random.Int64N(40))
		case 2:
			return os.WriteFile(name, []byte("something else"), 0o644)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
