package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
)

// printCosts prints a table of costs, each as a ratio of the first.
func printCosts(title string, names []string, costs []cost) {
	fmt.Printf("\n| %s | time | ratio | memory | ratio |\n| --- | ---: | ---: | ---: | ---: |\n", title)
	for i, c := range costs {
		first := costs[0]
		fmt.Printf("| %s | %.3f s | %.3f | %.0f MB | %.2f |\n", names[i], c.wall.Seconds(), c.wall.Seconds()/first.wall.Seconds(), c.peak/1e6, c.peak/first.peak)
	}
}

// fullBuilds compares full builds of one meeting and of the archive.
func (b *bench) fullBuilds() error {
	for _, n := range []int{1, b.n} {
		rounds := b.rounds
		if n == 1 {
			rounds *= 10
		}
		p, err := b.project(n)
		if err != nil {
			return err
		}
		costs, err := best(rounds,
			func() (cost, error) { return p.hugoBuild() },
			func() (cost, error) { return p.hugoBuild("--minify") },
			func() (cost, error) { return p.build(false) })
		if err != nil {
			return err
		}
		printCosts(fmt.Sprintf("full build, meetings: %d", n), []string{"hugo", "hugo --minify", "plenary"}, costs)
	}
	return nil
}

// laterBuilds measures builds that find nothing changed, or one meeting changed,
// against a full build.
func (b *bench) laterBuilds() error {
	p, err := b.project(b.n)
	if err != nil {
		return err
	}
	full, err := p.build(false)
	if err != nil {
		return err
	}
	edits := 0
	costs, err := best(b.rounds,
		func() (cost, error) { return p.build(true) },
		func() (cost, error) {
			edits++
			if err := p.edit(p.source, inLetters(edits)); err != nil {
				return cost{}, err
			}
			return p.build(true)
		})
	if err != nil {
		return err
	}
	printCosts("later builds", []string{"plenary, full build", "nothing changed", "one meeting changed"}, append([]cost{full}, costs...))
	return nil
}

// sizes measures archives of several sizes: full builds, builds that find nothing to
// do, and what is on the disk afterwards.
func (b *bench) sizes() error {
	fmt.Println("\n| meetings | full build | a meeting | memory | nothing changed | a meeting | memory | source | site | cache |")
	fmt.Println("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
	for _, n := range []int{100, 1000, 10000} {
		p, err := b.project(n)
		if err != nil {
			return err
		}
		full, err := p.build(false)
		if err != nil {
			return err
		}
		again, err := p.build(true)
		if err != nil {
			return err
		}
		fmt.Printf("| %d ", n)
		for _, c := range []cost{full, again} {
			fmt.Printf("| %.1f s | %.2f ms | %.0f MB ", c.wall.Seconds(), float64(c.wall.Microseconds())/1000/float64(n), c.peak/1e6)
		}
		for _, dir := range []string{"source", "ours", "cache"} {
			files, bytes, err := size(filepath.Join(p.dir, dir))
			if err != nil {
				return err
			}
			fmt.Printf("| %d files, %.0f MB ", files, float64(bytes)/1e6)
		}
		fmt.Println("|")
	}
	return nil
}

// size returns the number of files in a folder, and of bytes in them.
func size(dir string) (files int, bytes int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err == nil {
			files++
			bytes += info.Size()
		}
		return err
	})
	return files, bytes, err
}

// compile measures how long it takes to compile each program and all of its packages.
func (b *bench) compile() error {
	build := func(pkg string) (cost, error) {
		cache, err := os.MkdirTemp(b.dir, "build-cache-")
		if err != nil {
			return cost{}, err
		}
		defer os.RemoveAll(cache)
		cmd := exec.Command("go", "build", "-ldflags=-s -w", "-o", filepath.Join(cache, "program"), pkg)
		cmd.Env = append(os.Environ(), "GOCACHE="+cache)
		return run(cmd)
	}
	costs, err := best(1,
		func() (cost, error) { return build("github.com/gohugoio/hugo") },
		func() (cost, error) { return build("./generator/cmd/plenary") })
	if err != nil {
		return err
	}
	printCosts("compiling, with an empty build cache", []string{"hugo", "plenary"}, costs)
	return nil
}
