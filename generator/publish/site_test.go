package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// content is what is in a folder, by slash-separated path.
type content = map[string]string

// text makes files of path and content.
func text(content content) []File {
	var files []File
	for p, data := range content {
		files = append(files, File{Path: p, Data: []byte(data)})
	}
	return files
}

// version returns one of two sites, which share some files and differ in
// others, also in what is a file and what a folder.
func version(n int) content {
	site := content{}
	for i := range 10 {
		site[fmt.Sprintf("same/%d.html", i)] = "same"
		site[fmt.Sprintf("changed/%d.html", i)] = fmt.Sprint("changed ", n)
		site[fmt.Sprintf("only/%d/%d.html", n, i)] = "only"
	}
	site["swap"+strings.Repeat("/index.html", n)] = "swap"
	return site
}

// look returns everything under dir, manifests left out: the content of a
// file, "-> target" for a symbolic link, "folder" for an empty folder.
func look(t *testing.T, dir string) content {
	t.Helper()
	found := make(content)
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		if err != nil {
			return err
		}
		switch name := filepath.ToSlash(rel); {
		case d.Type() == fs.ModeSymlink:
			to, err := os.Readlink(p)
			found[name] = "-> " + to
			return err
		case d.IsDir():
			inside, err := os.ReadDir(p)
			if len(inside) == 0 {
				found[name] = "folder"
			}
			return err
		case d.Name() != ListName:
			data, err := os.ReadFile(p)
			found[name] = string(data)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// put lays out a folder in the notation of look.
func put(t *testing.T, dir string, content content) {
	t.Helper()
	for _, p := range slices.Sorted(maps.Keys(content)) {
		full := join(dir, p)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		var err error
		data := content[p]
		if to, isLink := strings.CutPrefix(data, "-> "); isLink {
			err = os.Symlink(to, full)
		} else if data == "folder" {
			err = os.MkdirAll(full, 0o755)
		} else {
			err = os.WriteFile(full, []byte(data), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// write publishes a site.
func (sys system) write(ctx context.Context, dir string, site content, opt Options) (Result, error) {
	w, err := sys.open(ctx, dir, opt)
	if err != nil {
		return Result{}, err
	}
	for _, f := range text(site) {
		if err := w.Add(f); err != nil {
			return Result{}, errors.Join(err, w.Close())
		}
	}
	result, err := w.Commit(ctx)
	return result, errors.Join(err, w.Close())
}

// write publishes a small site, which leaves no stage behind, whatever the outcome.
func write(t *testing.T, dir string, site content, opt Options) (Result, error) {
	t.Helper()
	result, err := realSystem().write(t.Context(), dir, site, opt)
	noStage(t, dir)
	return result, err
}

func mustWrite(t *testing.T, dir string, site content) Result {
	t.Helper()
	result, err := write(t, dir, site, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func noStage(t *testing.T, dir string) {
	t.Helper()
	if left, err := os.ReadDir(stageOf(dir)); !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("the stage is still there: %v, %v", left, err)
	}
}

// stageOf returns the stage of a folder.
func stageOf(dir string) string {
	return filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+".plenary")
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func stat(t *testing.T, paths ...string) []fs.FileInfo {
	t.Helper()
	var infos []fs.FileInfo
	for _, p := range paths {
		info, err := os.Lstat(p)
		if err != nil {
			t.Fatal(err)
		}
		infos = append(infos, info)
	}
	return infos
}
