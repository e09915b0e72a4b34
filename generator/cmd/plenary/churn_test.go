package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAnyMachine builds sites with two programs that differ in nothing but their
// version, on two machines: elsewhere in the world and in another language. Not a
// byte of the sites differs, in the feeds least of all.
func TestAnyMachine(t *testing.T) {
	machines := []struct {
		version string
		env     []string
	}{
		{"1.0.0", []string{"TZ=Pacific/Auckland", "LANG=C", "LC_ALL=C", "LANGUAGE="}},
		{"2.0.0-rc.1", []string{"TZ=America/St_Johns", "LANG=zh_CN.UTF-8", "LC_ALL=tr_TR.UTF-8", "LANGUAGE=zh_CN:ar"}},
	}
	made := make([]map[string]string, len(machines))
	for i, m := range machines {
		program := compile(t, "../plenary", "-X main.Version="+m.version)
		run := func(args ...string) string {
			t.Helper()
			cmd := exec.Command(program, args...)
			cmd.Env = append(os.Environ(), m.env...)
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("%s: %v\n%s", strings.Join(args, " "), err, out)
			}
			return string(out)
		}
		if got := run("version"); !strings.HasPrefix(got, "plenary "+m.version+",") {
			t.Fatalf("the version is %q, not %s", got, m.version)
		}
		out := t.TempDir()
		for name, source := range map[string]string{"shipped": ".", "made-up": "generator/pipeline/testdata/made-up"} {
			run("build", "--no-cache", "--source", filepath.Join(root(t), source), "--out", filepath.Join(out, name))
		}
		made[i] = files(t, out)
	}
	feeds := 0
	for name := range made[0] {
		if strings.HasSuffix(name, ".ics") {
			feeds++
		}
	}
	if feeds < 40 {
		t.Errorf("only %d feeds", feeds)
	}
	for name, data := range made[0] {
		if made[1][name] != data {
			t.Errorf("%s differs: %s", name, cmp.Diff(data, made[1][name]))
		}
	}
	if len(made[0]) != len(made[1]) {
		t.Errorf("%d files and %d", len(made[0]), len(made[1]))
	}
}
