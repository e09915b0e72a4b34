package pipeline_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// digestOf names the variable that makes the test binary print the digests of
// the project in a folder and end. Zone and locale are read once for a process,
// so other ones need another process.
const digestOf = "PLENARY_TEST_DIGEST_OF"

func TestMain(m *testing.M) {
	dir := os.Getenv(digestOf)
	if dir == "" {
		os.Exit(m.Run())
	}
	s, err := made(dir)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Stdout.Write(s.digests())
	os.Exit(0)
}

// digests returns a line for each file, sorted by path.
func (s site) digests() []byte {
	var b bytes.Buffer
	for _, p := range slices.Sorted(maps.Keys(s)) {
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256([]byte(s[p])), p)
	}
	return b.Bytes()
}

func TestSameBytes(t *testing.T) {
	want := string(must(t, madeUp).digests())
	again, err := made(madeUpDir)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(again.digests())); diff != "" {
		t.Errorf("a second build in the same process (-first +second):\n%s", diff)
	}

	dir, err := filepath.Abs(madeUpDir)
	if err != nil {
		t.Fatal(err)
	}
	for name, env := range map[string][]string{
		"zone west":   {"TZ=America/New_York", "LANG=en_US.UTF-8"},
		"zone east":   {"TZ=Pacific/Apia", "LANG=zh_CN.GB18030", "LC_ALL=zh_CN.GB18030", "LANGUAGE=de"},
		"no database": {"ZONEINFO=/nonexistent/zoneinfo.zip", "TZ=Nowhere/Nothing", "TZDIR=/nonexistent"},
		"hugo": {"HUGO_TITLE=Wrong", "HUGO_BASEURL=https://wrong.example/", "HUGO_PARAMS_ORGANIZATION=Wrong",
			"HUGO_LANGUAGES_EN_TITLE=Wrong", "HUGO_ENVIRONMENT=development", "HUGO_TIMEZONE=Asia/Seoul", "HUGO_DISABLEKINDS=section"},
		"go": {"GODEBUG=randautoseed=1", "GOMAXPROCS=1", "SOURCE_DATE_EPOCH=1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			exe, err := os.Executable()
			if err != nil {
				t.Fatal(err)
			}
			cmd := exec.CommandContext(t.Context(), exe)
			cmd.Dir = t.TempDir()
			cmd.Env = append(append(os.Environ(), env...), digestOf+"="+dir)
			var problems bytes.Buffer
			cmd.Stderr = &problems
			got, err := cmd.Output()
			if err != nil {
				t.Fatalf("%v: %s", err, &problems)
			}
			if diff := cmp.Diff(want, string(got)); diff != "" {
				t.Errorf("with %q (-without +with):\n%s", env, diff)
			}
			if entries, err := os.ReadDir(cmd.Dir); err != nil || len(entries) > 0 {
				t.Errorf("the build left %v in the current folder (%v)", entries, err)
			}
		})
	}
}
