package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	program := map[string]func(){"plenary": main}
	if filepath.Base(os.Args[0]) == "plenary" { // a script runs the program, with the script's environment
		testscript.Main(m, program)
	}
	dir, err := os.MkdirTemp("", "plenary-test-cache")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	if user, err := os.UserCacheDir(); err == nil && os.Getenv("GOCACHE") == "" {
		os.Setenv("GOCACHE", filepath.Join(user, "go-build")) // tests compile
	}
	os.Setenv("XDG_CACHE_HOME", dir) // not the cache of whoever runs the tests
	testscript.Main(m, program)
}

// TestScript runs the command line as people do. Each script starts in a folder
// with the shipped content in content/.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("XDG_CACHE_HOME", filepath.Join(env.WorkDir, ".cache"))
			if err := os.CopyFS(filepath.Join(env.WorkDir, "made-up"), os.DirFS(filepath.Join(root(t), "generator/pipeline/testdata/made-up"))); err != nil {
				return err
			}
			return os.CopyFS(filepath.Join(env.WorkDir, "content"), os.DirFS(filepath.Join(root(t), "content")))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"status": status, "replace": replace},
	})
}

// root returns the repository's folder.
func root(t testing.TB) string {
	dir, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// status runs a program and compares its exit status: status 1 plenary check.
func status(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: status N program [args...]")
	}
	got := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := err.(*exec.ExitError)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = strings.TrimPrefix(exit.ProcessState.String(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("exit status %s, want %s", got, args[0])
	}
}

// replace replaces a text in a file, which must have it: replace FILE OLD NEW.
// In the new text \n begins a line.
func replace(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: replace file old new")
	}
	name := ts.MkAbs(args[0])
	data, err := os.ReadFile(name)
	ts.Check(err)
	if !bytes.Contains(data, []byte(args[1])) {
		ts.Fatalf("%s does not have %q", args[0], args[1])
	}
	with := strings.ReplaceAll(args[2], `\n`, "\n")
	ts.Check(os.WriteFile(name, bytes.Replace(data, []byte(args[1]), []byte(with), 1), 0o644))
}
