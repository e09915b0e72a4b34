package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"plenary/generator/pipeline"
)

// cost is what a run of a program took.
type cost struct {
	Wall time.Duration `json:"wall"`
	CPU  time.Duration `json:"cpu"`
	Peak float64       `json:"peak"` // of memory, bytes
}

func (c *cost) add(d cost) {
	c.Wall += d.Wall
	c.CPU += d.CPU
	c.Peak = max(c.Peak, d.Peak)
}

// measurer returns a function that runs a program in a process of its own and
// returns what it took and what it printed.
func measurer(b *testing.B) func(program string, args ...string) (cost, []byte) {
	measure := compile(b, "./testdata/measure")
	return func(program string, args ...string) (cost, []byte) {
		b.Helper()
		cmd := exec.Command(measure, append([]string{program}, args...)...)
		var stdout, stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		if err := cmd.Run(); err != nil {
			b.Fatalf("%s: %v\n%s", program, err, stderr.String())
		}
		var c cost
		lines := bytes.Split(bytes.TrimSpace(stderr.Bytes()), []byte("\n"))
		if err := json.Unmarshal(lines[len(lines)-1], &c); err != nil {
			b.Fatal(err)
		}
		return c, stdout.Bytes()
	}
}

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

// BenchmarkBuild runs the whole process "plenary build" on the shipped content,
// into an empty folder, in turns with the stock hugo command on the ejected
// project. It reports both, ours as a ratio of theirs, and the parts of ours.
func BenchmarkBuild(b *testing.B) {
	dir := b.TempDir()
	measure, program := measurer(b), compile(b, "../plenary")
	hugo := stockHugo(b)
	tree := filepath.Join(dir, "tree")
	source := root(b)
	runOK(b, "eject", "--source", source, tree)

	var ours, theirs cost
	parts := map[string]time.Duration{}
	n := 0
	b.ResetTimer()
	for b.Loop() {
		n++
		out := filepath.Join(dir, "ours")
		took, printed := measure(program, "build", "--no-cache", "--json", "--source", source, "--out", out)
		ours.add(took)
		var r struct{ Parts []pipeline.Part }
		if err := json.Unmarshal(printed, &r); err != nil {
			b.Fatal(err)
		}
		for _, p := range r.Parts {
			parts[p.Name] += p.Took
		}
		took, _ = measure(hugo, "--source", tree, "--destination", filepath.Join(dir, "theirs"), "--quiet")
		theirs.add(took)
		for _, made := range []string{out, filepath.Join(dir, "theirs")} {
			if err := os.RemoveAll(made); err != nil {
				b.Fatal(err)
			}
		}
	}
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 / float64(n) }
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(ms(ours.Wall), "ms")
	b.ReportMetric(ours.Peak/1e6, "MB")
	b.ReportMetric(ms(theirs.Wall), "hugo-ms")
	b.ReportMetric(theirs.Peak/1e6, "hugo-MB")
	b.ReportMetric(float64(ours.Wall)/float64(theirs.Wall), "time/hugo")
	b.ReportMetric(float64(ours.CPU)/float64(theirs.CPU), "cpu/hugo")
	b.ReportMetric(ours.Peak/theirs.Peak, "memory/hugo")
	for name, d := range parts {
		b.ReportMetric(ms(d), strings.ReplaceAll(name, " ", "-")+"-ms")
	}
	b.Logf("%d runs on %d cores", n, runtime.NumCPU())
}
