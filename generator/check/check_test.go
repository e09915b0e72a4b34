package check_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"plenary/generator/check"
	"plenary/generator/content"
	"plenary/generator/diag"
	"plenary/generator/meeting"
)

// folder is that of the meeting in the base project.
const folder = "content/sg1/2024-04-bern/"

// base returns a project that has no mistake in it.
func base(t testing.TB) fstest.MapFS {
	t.Helper()
	a, err := txtar.ParseFile("../content/testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range a.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}

// full returns the path of a file that is named within the meeting's folder or
// in full.
func full(name string) string {
	if strings.HasPrefix(name, "content") {
		return name
	}
	return folder + name
}

// change replaces old, which must stand in a file of the base project once, or
// removes the file.
type change struct {
	file     string
	old, new string
	remove   bool
}

func edit(file, old, new string) change { return change{file: file, old: old, new: new} }
func remove(file string) change         { return change{file: file, remove: true} }

func (c change) apply(t testing.TB, fsys fstest.MapFS) {
	t.Helper()
	name := full(c.file)
	if c.remove {
		delete(fsys, name)
		return
	}
	if n := bytes.Count(fsys[name].Data, []byte(c.old)); n != 1 {
		t.Fatalf("%q stands %d times in %s", c.old, n, name)
	}
	fsys[name] = &fstest.MapFile{Data: bytes.Replace(fsys[name].Data, []byte(c.old), []byte(c.new), 1)}
}

type row struct {
	name    string
	changes []change
	want    []string
}

// one is a case with one change.
func one(name string, c change, want ...string) row { return row{name, []change{c}, want} }

// run changes the base project, which must still be read without a diagnostic,
// and compares what the checks find in it.
func run(t *testing.T, rows []row) {
	t.Helper()
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			fsys := base(t)
			for _, c := range r.changes {
				c.apply(t, fsys)
			}
			diags := check.Run(load(t, fsys))
			compare(t, diags, r.want)
		})
	}
}

func load(t testing.TB, fsys fstest.MapFS) *meeting.Archive {
	t.Helper()
	a, diags, err := content.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	compare(t, diags, nil)
	return a
}

func compare(t testing.TB, diags diag.List, want []string) {
	t.Helper()
	var wanted, got []string
	for _, line := range want {
		wanted = append(wanted, full(line))
	}
	for _, d := range diags {
		got = append(got, d.String())
	}
	if d := cmp.Diff(wanted, got); d != "" {
		t.Errorf("diagnostics (-want +got):\n%s", d)
	}
}

func TestBase(t *testing.T) { compare(t, check.Run(load(t, base(t))), nil) }
