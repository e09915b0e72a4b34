package main

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// What a command may take at most for a project with any file in it. The first is
// far above what is wanted, so that a busy machine does not matter.
const (
	attackTime   = 30 * time.Second
	attackMemory = 1 << 20   // KB
	attackOutput = 1_000_000 // bytes
)

// sg17 is the folder of the shipped meeting.
const sg17 = "content/sg17/2023-08-goyang/"

// junk is what makes trouble in any YAML file of half a megabyte.
func junk() map[string]string {
	numbered := func(format string, n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	return map[string]string{
		"unknown keys":        numbered("k%d: x\n", 45_000),
		"keys without values": "{" + numbered("k%d,", 60_000) + "k}\n",
		"the same key":        "{" + strings.Repeat("k,", 240_000) + "k}\n",
		"few of each":         strings.Repeat("- {"+strings.Repeat("k,", 900)+"k}\n", 5),
		"items":               "[" + strings.Repeat("{},", 3_000) + "]\n",
		"items without end":   strings.Repeat("- {}\n", 95_000),
		"empty items":         strings.Repeat("-\n", 900),
		"lists":               strings.Repeat("[", 9_000) + strings.Repeat("]", 9_000),
		"mappings":            strings.Repeat("{a: ", 9_000) + "x" + strings.Repeat("}", 9_000),
		"hyphens":             strings.Repeat("- ", 240_000),
		"a long text":         "title: " + strings.Repeat("x", 490_000),
		"a long key":          strings.Repeat("x", 490_000) + ": x",
		"a long comment":      "#" + strings.Repeat("x", 490_000),
		"aliases":             "a: &a x\nb: [" + strings.Repeat("*a,", 9_000) + "]\n",
		"anchors":             "[" + numbered("&a%d x,", 900) + "]\n",
		"invisible":           `title: "` + strings.Repeat(`\u202e`, 80_000) + `"`,
	}
}

// many repeats a text with numbers in it.
func many(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// attacks returns files that take the place of shipped ones, or extend them.
func attacks(t *testing.T) map[string]map[string]string {
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(root(t), name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	all := map[string]map[string]string{}
	for what, text := range junk() {
		all[what+" in the site"] = map[string]string{"content/site.yaml": text}
		all[what+" in a group and words"] = map[string]string{"content/sg17/group.yaml": text, "i18n/en.yaml": text}
		all[what+" in a meeting"] = map[string]string{sg17 + "meeting.yaml": text}
		all[what+" beside it"] = map[string]string{
			sg17 + "deadlines.yaml": text, sg17 + "venue.yaml": text, sg17 + "annex-b.yaml": text, sg17 + "revisions.yaml": text,
			sg17 + "letter.en.md": "---\n" + text + "\n---\n\nText.\n",
		}
	}
	meeting, deadlines, site := read(sg17+"meeting.yaml"), read(sg17+"deadlines.yaml"), read("content/site.yaml")
	into := func(key, items string) map[string]string {
		return map[string]string{sg17 + "meeting.yaml": strings.Replace(meeting, "\n"+key+":\n", "\n"+key+":\n"+items, 1)}
	}
	const head = "title: {zh: 表, en: Table}\ndescription: {zh: 表, en: Table}\n"
	const due = "- {id: d%d, due: 2023-07-01, action: {zh: 做, en: Do}}\n"
	const event = "  - {id: e%d, title: {zh: 会, en: Talk}, when: 2023-08-29 10:00 .. 11:00}\n"
	roles := many(900, "r%d,")
	maps.Copy(all, map[string]map[string]string{
		"deadlines":      {sg17 + "deadlines.yaml": deadlines + many(480, due)},
		"too many":       {sg17 + "deadlines.yaml": deadlines + many(990, due)},
		"events":         into("events", many(480, event)),
		"contacts":       {sg17 + "venue.yaml": read(sg17+"venue.yaml") + many(900, "  - {id: c%d, name: {zh: 名, en: Name}, email: a@b.org}\n")},
		"links":          into("links", many(990, "  - {id: l%d, title: {zh: 名, en: Name}, url: 'https://b.org'}\n")),
		"lead times":     into("leads", many(990, "  - {id: l%d, before: opening, at_least: 1 week, serves: visa}\n")),
		"officers":       into("officers", many(990, "  - {role: chair, name: N%d}\n")),
		"agenda":         {sg17 + "annex-c.yaml": "kind: agenda\nlanguage: en\n" + head + "items:\n" + strings.Repeat("- text: x\n  items:\n"+strings.Repeat("  - {label: a, text: x}\n", 300), 8)},
		"time plan":      {sg17 + "annex-c.yaml": "kind: timeplan\n" + head + "sessions:\n  - {id: s1, time: '09:00 .. 10:00'}\ndays:\n  - date: 2023-08-29\n    slots:\n" + many(480, "      - {at: s1, what: x, id: p%d}\n")},
		"no sessions":    {sg17 + "annex-c.yaml": "kind: timeplan\n" + head + "sessions:\n" + many(900, "  - {id: session-%d, time: '09:00 .. 10:00'}\n") + "days:\n  - date: 2023-08-29\n    slots:\n" + many(900, "      - {at: sesion-%d, what: x}\n")},
		"too many roles": {"content/site.yaml": site + many(900, "  r%d: R\n")},
		"roles":          {"content/site.yaml": site + many(90, "  r%d: R\n"), sg17 + "deadlines.yaml": deadlines + "- {id: d, due: 2023-07-01, action: x, who: [" + many(90, "r%d,") + "]}\n"},
		"unknown roles":  {sg17 + "deadlines.yaml": deadlines + many(9, "- {id: d%d, due: 2023-07-01, action: x, who: ["+roles+"]}\n")},
		"long texts":     {sg17 + "meeting.yaml": strings.Replace(meeting, "\ncity:", "\nhost: "+strings.Repeat("x", 1_990)+"\nxcity:", 1)},
		"a long city":    {sg17 + "meeting.yaml": strings.Replace(meeting, "\ncity:", "\ncity: "+strings.Repeat("x", 400_000)+"\nxcity:", 1)},
		"1,100 years":    {sg17 + "meeting.yaml": strings.Replace(meeting, "\ndays:", "\ndays: 1900-01-01 .. 2999-12-31\nxdays:", 1)},
	})
	return all
}

// TestAttacks proves that no file of less than a megabyte, whatever is in it, takes
// more time or memory than a letter may, or is answered with more than people read.
func TestAttacks(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes a minute")
	}
	all := attacks(t)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS(filepath.Join(root(t), "content"))); err != nil {
				t.Fatal(err)
			}
			for file, text := range all[name] {
				file = filepath.Join(dir, file)
				if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
					t.Fatal(err)
				}
				if len(text) >= 1_000_000 {
					t.Errorf("%s has %d bytes", file, len(text))
				}
				if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			ctx, cancel := context.WithTimeout(t.Context(), attackTime)
			defer cancel()
			cmd := exec.CommandContext(ctx, os.Args[0], "build", "--no-cache", "--source", dir)
			cmd.Args[0] = "plenary" // see TestMain
			var out bytes.Buffer
			cmd.Stdout, cmd.Stderr = &out, &out
			err := cmd.Run()
			switch status := cmd.ProcessState.ExitCode(); {
			case ctx.Err() != nil:
				t.Fatalf("it took more than %s", attackTime)
			case status != done && status != problems:
				t.Errorf("exit status %d, %v: %.2000s", status, err, &out)
			}
			if used := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss; used > attackMemory {
				t.Errorf("it took %d MB", used>>10)
			}
			if out.Len() > attackOutput {
				t.Errorf("it said %d bytes", out.Len())
			}
		})
	}
}
