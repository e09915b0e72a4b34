//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"
)

// copied returns a folder with the shipped content.
func copied(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS(filepath.Join(root(t), "content"))); err != nil {
		t.Fatal(err)
	}
	return dir
}

// command runs the program, which must not wait for anything.
func command(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	ended := make(chan int, 1)
	go func() { ended <- run(t.Context(), args, &out, &errs) }()
	select {
	case status := <-ended:
		return status, out.String(), errs.String()
	case <-time.After(2 * time.Minute):
		t.Fatalf("%s does not end", strings.Join(args, " "))
		return 0, "", ""
	}
}

// TestPipes puts a pipe, or a symbolic link to one, in the place of whatever a
// project can have.
func TestPipes(t *testing.T) {
	const letter = goyang + "/letter.en.md"
	dir := copied(t)
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"content", "content/site.yaml", "content/sg17", "content/sg17/group.yaml", goyang, letter, goyang + "/extra",
		"i18n", "i18n/en.yaml", "layouts", "layouts/home.html", "layouts/_partials", "static", "static/css", "static/css/plenary.css",
	} {
		place := filepath.Join(dir, filepath.FromSlash(name))
		before := place + ".before"
		if err := os.Rename(place, before); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
			t.Fatal(err)
		}
		link, err := filepath.Rel(filepath.Dir(place), pipe)
		if err != nil {
			t.Fatal(err)
		}
		for what, put := range map[string]func() error{
			"a pipe":         func() error { return syscall.Mkfifo(place, 0o644) },
			"a link to one":  func() error { return os.Symlink(link, place) },
			"a link outside": func() error { return os.Symlink("/dev/zero", place) },
		} {
			if err := put(); err != nil {
				t.Fatal(err)
			}
			status, _, said := command(t, "check", "--no-cache", "--source", dir)
			if status != problems || !strings.Contains("\n"+said, "\n"+name+": ") {
				t.Errorf("%s as %s: status %d, %s", what, name, status, said)
			}
			if name == "static" {
				for _, args := range [][]string{{"build", "--no-cache"}, {"eject", filepath.Join(t.TempDir(), "hugo")}, {"revise", "sg17/2023-08-goyang"}} {
					status, _, said := command(t, append(args, "--source", dir)...)
					if status != problems || !strings.Contains("\n"+said, "\n"+name+": ") {
						t.Errorf("%s as %s, %s: status %d, %s", what, name, args[0], status, said)
					}
				}
			}
			if err := os.Remove(place); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Rename(before, place); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
	}
	if status, _, said := command(t, "check", "--no-cache", "--source", pipe); status != failed || !strings.Contains(said, "not a folder") {
		t.Errorf("as the project: status %d, %s", status, said)
	}
}

// TestServePipe proves that a preview goes on when there is a pipe.
func TestServePipe(t *testing.T) {
	r := serve(t)
	r.must(os.Mkdir(r.path("static"), 0o755))
	r.must(syscall.Mkfifo(r.path("static/pipe"), 0o644))
	r.until("the pipe is reported", func() bool { return strings.Contains(r.said(), "static/pipe: this is not a regular file") })
	r.shows("the page stays", "en/", "<main")
	r.must(os.Remove(r.path("static/pipe")))
	r.until("the problem is gone", func() bool { return strings.Contains(r.said(), "no problem is left") })
}

// TestServeHidden proves that the preview hears of files whose names begin with a
// dot and that are published.
func TestServeHidden(t *testing.T) {
	r := serve(t)
	r.must(os.MkdirAll(r.path("static/.well-known"), 0o755))
	for _, text := range []string{"first", "second"} {
		r.must(os.WriteFile(r.path("static/.well-known/security.txt"), []byte(text), 0o644))
		r.shows(text, ".well-known/security.txt", text)
	}
}

// TestOddNames gives files names that are no text, or that tell a terminal what to
// do. Everything is reported in one run all the same.
func TestOddNames(t *testing.T) {
	dir := copied(t)
	for _, name := range []string{
		"content/\xff", "content/\xe9\x1b[31m/group.yaml", "content/sg17/\xff", goyang + "/\xff.md", goyang + "/\x1b]0;x\a.md",
		"static/\xff.txt", "static/\x1b[2J/x", "layouts/\x1b[31m.html", "layouts/\xff/x.html", "i18n/\xff.yaml", goyang + "/extra.txt",
	} {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, nil, 0o644); err != nil {
			t.Skip(err) // some systems have no such names
		}
	}
	want := []string{
		`"content/\xff"`, `"content/\xe9\x1b[31m"`, `"content/sg17/\xff"`, `"` + goyang + `/\xff.md"`, `"` + goyang + `/\x1b]0;x\a.md"`,
		`"static/\xff.txt"`, `"static/\x1b[2J"`, `"layouts/\x1b[31m.html"`, `"layouts/\xff"`, `"i18n/\xff.yaml"`, goyang + "/extra.txt",
	}
	status, _, said := command(t, "check", "--no-cache", "--source", dir)
	if status != problems || !utf8.ValidString(said) || strings.ContainsAny(said, "\x1b\a\ufffd") {
		t.Errorf("status %d, %q", status, said)
	}
	for _, name := range want {
		if !strings.Contains("\n"+said, "\n"+name+": ") {
			t.Errorf("nothing is said of %s:\n%s", name, said)
		}
	}
	_, stdout, _ := command(t, "check", "--no-cache", "--json", "--source", dir)
	var report struct{ Diagnostics []struct{ File string } }
	if err := json.NewDecoder(strings.NewReader(stdout)).Decode(&report); err != nil {
		t.Fatal(err)
	}
	for _, d := range report.Diagnostics {
		for i, name := range want {
			if d.File == name {
				want = append(want[:i], want[i+1:]...)
				break
			}
		}
	}
	if len(want) > 0 {
		t.Errorf("nothing is in JSON of %s:\n%s", want, stdout)
	}
}

// TestOddErrors proves that the names in errors of the system do not reach a
// terminal as they are.
func TestOddErrors(t *testing.T) {
	for _, args := range [][]string{
		{"check", "--source", "no\x1b[31m\xffsuch"}, {"build", "--source", copied(t), "--out", "/dev/null/\x1b[31m\xff"}, {"\x1b[31m"},
	} {
		if _, _, said := command(t, args...); !utf8.ValidString(said) || strings.ContainsAny(said, "\x1b\ufffd") || said == "" {
			t.Errorf("%q: %q", args, said)
		}
	}
	var b bytes.Buffer
	o := output{stdout: io.Discard, stderr: &b}
	o.warn("a\x1b[31m\u202eb\nc\td\xff会议")
	if want := "plenary: warning: a\\x1b[31m\\u202eb\nc\td\\xff会议\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}
