package archive

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/check"
	"plenary/generator/content"
	"plenary/generator/meeting"
)

// load reads an archive in a folder, in which there must not be any problem.
func load(t *testing.T, dir string) *meeting.Archive {
	t.Helper()
	a, diags, err := content.Load(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range append(diags, check.Run(a)...) {
		t.Error(d)
	}
	return a
}

// contents returns the files of a folder.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		files[strings.TrimPrefix(name, dir)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestWrite(t *testing.T) {
	dirs := [3]string{}
	for i, seed := range []uint64{7, 7, 8} {
		dirs[i] = t.TempDir()
		if err := Write(dirs[i], seed, 20); err != nil {
			t.Fatal(err)
		}
		if got := len(load(t, dirs[i]).Meetings()); got != 20 {
			t.Errorf("there are %d meetings, want 20", got)
		}
	}
	first := contents(t, dirs[0])
	if d := cmp.Diff(first, contents(t, dirs[1])); d != "" {
		t.Errorf("the same seed gives other files (-first +second):\n%s", d)
	}
	for name, text := range contents(t, dirs[2]) {
		if strings.HasSuffix(name, "meeting.yaml") && first[name] == text {
			t.Errorf("%s is the same with another seed", name)
		}
	}
	folder := Folder(7, 19)
	if _, there := first["/"+folder+"/meeting.yaml"]; !there {
		t.Errorf("meeting 19 is in %s, which does not exist", folder)
	}
}

// TestVariety writes some of 10,000 meetings and counts how they differ.
func TestVariety(t *testing.T) {
	const n, step = 10_000, 97
	dir := t.TempDir()
	w, err := newWriter(dir, n)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < n; i += step {
		if err := w.meeting(1, i); err != nil {
			t.Fatal(err)
		}
	}
	seen := map[string]map[string]bool{}
	see := func(what string, kind any) {
		if seen[what] == nil {
			seen[what] = map[string]bool{}
		}
		seen[what][fmt.Sprint(kind)] = true
	}
	for _, m := range load(t, dir).Meetings() {
		see("groups", m.Group.Name.In("en"))
		see("zones", m.Zone)
		see("years", m.Days.First.Year)
		see("annexes", len(m.Annexes))
		see("statuses", m.Condition.Status)
		see("revisions", len(m.Record.Revisions))
		see("participation", m.Participation)
		see("across the year's end", m.Days.First.Year != m.Days.Last.Year)
		for _, d := range m.Deadlines {
			see("statuses of deadlines", d.Condition.Status)
		}
		offset := func(day meeting.Date) int {
			_, seconds := time.Date(day.Year, day.Month, day.Day, 12, 0, 0, 0, m.Zone).Zone()
			return seconds
		}
		see("over a change of the clocks", offset(m.Days.First) != offset(m.Days.Last))
	}
	for what, least := range map[string]int{
		"groups": 30, "zones": len(places), "years": 40, "annexes": 5, "statuses": 2, "revisions": 2, "participation": 2,
		"across the year's end": 2, "statuses of deadlines": 4, "over a change of the clocks": 2,
	} {
		if len(seen[what]) < least {
			t.Errorf("%s: %v, want %d", what, seen[what], least)
		}
	}
}

// TestFolders proves that no two of many meetings have the same folder.
func TestFolders(t *testing.T) {
	for seed := range uint64(3) {
		folders := map[string]int{}
		for i := range 3 * weeks {
			folder := newStamp(seed, i).folder()
			if other, twice := folders[folder]; twice {
				t.Errorf("seed %d: meetings %d and %d are both in %s", seed, other, i, folder)
			}
			folders[folder] = i
		}
	}
}

func TestShifted(t *testing.T) {
	for from, want := range map[string]string{
		"2024-10-21 .. 2024-11-01 18:00":   "2024-12-30 .. 2025-01-10 18:00",
		"(21 October – 1 November 2024)":   "(30 December 2024 – 10 January 2025)",
		"2024年10月21日至11月1日":                "2024年12月30日至2025年1月10日",
		"Resolution 213 (2018) and 24 May": "Resolution 213 (2018) and 2 August 2024",
		"id: ssag-2024-10, 31 November":    "id: ssag-2024-10, 31 November",
	} {
		if got := shifted(from, 70, 2024); got != want {
			t.Errorf("shifted(%q) = %q, want %q", from, got, want)
		}
	}
}
