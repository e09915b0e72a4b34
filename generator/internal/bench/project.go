package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"plenary/generator/internal/archive"
)

// project is an archive of meetings, as plenary reads it and as a plain Hugo project.
type project struct {
	*bench
	dir, source, tree string
	letter            string // of a meeting, below source and below tree
}

// project returns an archive of n meetings, and writes it if it does not exist.
func (b *bench) project(n int) (*project, error) {
	dir := filepath.Join(b.dir, fmt.Sprint(n))
	p := &project{bench: b, dir: dir, source: filepath.Join(dir, "source"), tree: filepath.Join(dir, "tree")}
	p.letter = filepath.Join(archive.Folder(1, n/2), "letter.zh.md")
	if _, err := os.Stat(p.tree); err == nil {
		return p, nil
	}
	// In a process of its own: see cost.
	if _, err := run(exec.Command("go", "run", "./generator/internal/cmd/archive", "-n", fmt.Sprint(n), p.source)); err != nil {
		return nil, err
	}
	_, err := run(exec.Command(b.plenary, "eject", "--quiet", "--source", p.source, p.tree))
	return p, err
}

// build builds the site with plenary: from nothing, or after an earlier build.
func (p *project) build(again bool) (cost, error) {
	store, out := filepath.Join(p.dir, "cache"), filepath.Join(p.dir, "ours")
	if !again {
		if err := errors.Join(os.RemoveAll(store), os.RemoveAll(out), os.RemoveAll(filepath.Join(p.dir, ".ours.plenary"))); err != nil {
			return cost{}, err
		}
	}
	return run(exec.Command(p.plenary, "build", "--quiet", "--source", p.source, "--cache", store, "--out", out))
}

// hugoBuild builds the site from nothing with the stock hugo command.
func (p *project) hugoBuild(args ...string) (cost, error) {
	out := filepath.Join(p.dir, "theirs")
	if err := os.RemoveAll(out); err != nil {
		return cost{}, err
	}
	return run(exec.Command(p.hugo, append(args, "--quiet", "--source", p.tree, "--destination", out)...))
}

// edit adds a paragraph to the letter in a project, in place of the one of an earlier
// edit.
func (p *project) edit(dir, text string) error {
	file := filepath.Join(dir, p.letter)
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	before, _, _ := strings.Cut(string(data), "\n改动")
	return os.WriteFile(file, []byte(strings.TrimRight(before, "\n")+"\n\n"+paragraph(text)+"\n"), 0o644)
}

func paragraph(text string) string { return "改动" + text + "完" }

// inLetters writes a number without digits, which would have to be in the other
// language as well.
func inLetters(n int) string {
	if n == 0 {
		return ""
	}
	return inLetters(n/10) + string([]rune("甲乙丙丁戊己庚辛壬癸")[n%10])
}

// cost is what a run of a program took.
type cost struct {
	wall time.Duration
	peak float64 // of memory, in bytes; Linux includes what the parent process used
}

// run runs a program to its end.
func run(cmd *exec.Cmd) (cost, error) {
	start := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		return cost{}, fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, out)
	}
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	return cost{time.Since(start), float64(usage.Maxrss) * 1024}, nil // Linux counts in KiB
}

// best runs several programs in turns and returns the least cost of each.
func best(rounds int, programs ...func() (cost, error)) ([]cost, error) {
	costs := make([]cost, len(programs))
	for round := range rounds {
		for i, program := range programs {
			c, err := program()
			if err != nil {
				return nil, err
			}
			if round > 0 {
				c = cost{min(c.wall, costs[i].wall), min(c.peak, costs[i].peak)}
			}
			costs[i] = c
		}
	}
	return costs, nil
}
