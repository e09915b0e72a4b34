package main

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/hugo"
	"plenary/generator/minify"
)

// stockHugo returns the hugo command of the version that go.mod names, building
// it first if need be.
func stockHugo(t testing.TB) string {
	cmd := exec.Command("go", "tool", "-n", "github.com/gohugoio/hugo")
	cmd.Dir = root(t)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go tool hugo: %v", err)
	}
	return strings.TrimSpace(string(out))
}

// files reads a folder.
func files(t testing.TB, dir string) map[string]string {
	all := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		all[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// runOK runs a command that must succeed.
func runOK(t testing.TB, args ...string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if status := run(context.Background(), args, &stdout, &stderr); status != done {
		t.Fatalf("plenary %s: status %d\n%s", strings.Join(args, " "), status, stderr.String())
	}
}

// TestEject holds plenary's pages against those that the stock hugo command
// makes from the ejected project.
func TestEject(t *testing.T) {
	for _, project := range []string{"", "generator/pipeline/testdata/made-up"} {
		t.Run(filepath.Base(project), func(t *testing.T) {
			source := filepath.Join(root(t), project)
			dir := t.TempDir()
			runOK(t, "build", "--source", source, "--out", filepath.Join(dir, "ours"))
			runOK(t, "eject", "--source", source, filepath.Join(dir, "tree"))

			stock := exec.Command(stockHugo(t), "--source", filepath.Join(dir, "tree"), "--destination", filepath.Join(dir, "theirs"), "--panicOnWarning")
			if out, err := stock.CombinedOutput(); err != nil {
				t.Fatalf("hugo: %v\n%s", err, out)
			}
			want := files(t, filepath.Join(dir, "theirs"))
			for name, data := range want {
				page := []byte(data)
				if filepath.Ext(name) == ".html" {
					page = hugo.NoBreakNames(page)
				}
				page, err := minify.File(name, page)
				if err != nil {
					t.Fatal(err)
				}
				want[name] = string(page)
			}
			got := files(t, filepath.Join(dir, "ours"))
			delete(got, ".plenary-files")
			if len(got) < 30 {
				t.Errorf("the site has %d files only", len(got))
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("pages of stock hugo (-) and ours (+) differ:\n%s", diff)
			}
		})
	}
}
