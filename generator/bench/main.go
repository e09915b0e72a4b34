// Command bench measures plenary beside the stock hugo command and Eleventy on the
// same archive of made-up meetings, in one run, and prints the figures as a table.
//
//	go run ./generator/bench -plenary bin/plenary -hugo PATH [-eleventy DIR] [-n 1000]
//
// Machines are noisy, so what counts are the ratios of what was measured side by
// side: the rivals take turns, and of several rounds the fastest of each is told.
package main

import (
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"plenary/generator/sample"
)

// bench is the programs to measure and where they work.
type bench struct {
	plenary, hugo, eleventy string
	dir                     string
	rounds                  int
}

func main() {
	log.SetFlags(0)
	var b bench
	var n int
	var sizes bool
	flag.StringVar(&b.plenary, "plenary", "bin/plenary", "the `program`")
	flag.StringVar(&b.hugo, "hugo", "", "the stock hugo `program`")
	flag.StringVar(&b.eleventy, "eleventy", "", "the `folder` of the Eleventy project, if it is to be measured")
	flag.IntVar(&n, "n", 1000, "meetings in the archive")
	flag.IntVar(&b.rounds, "rounds", 2, "how often to measure builds")
	flag.BoolVar(&sizes, "sizes", false, "measure archives of 100, 1,000 and 10,000 meetings instead")
	flag.Parse()
	var err error
	if b.dir, err = os.MkdirTemp("", "plenary-bench-"); err == nil {
		defer os.RemoveAll(b.dir)
		for _, p := range []*string{&b.plenary, &b.hugo, &b.eleventy} {
			if *p != "" && err == nil {
				*p, err = filepath.Abs(*p)
			}
		}
	}
	if err == nil {
		fmt.Printf("%s, %d cores, %s\n\n", cpu(), runtime.NumCPU(), time.Now().Format(time.DateOnly))
		if sizes {
			err = b.sizes(100, 1000, 10000)
		} else {
			err = b.compare(n)
		}
	}
	if err != nil {
		log.Print(err)
		os.RemoveAll(b.dir)
		os.Exit(1)
	}
}

// sizes measures full builds of archives of several sizes, builds that find nothing
// to do, and what all of it takes on the disk.
func (b *bench) sizes(sizes ...int) error {
	fmt.Println("| meetings | full build | a meeting | memory | nothing changed | a meeting | memory | source | site | cache |")
	fmt.Println("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
	for _, n := range sizes {
		source, store, out := b.path("sizes", fmt.Sprint(n)), b.path("cache"), b.path("out")
		if err := sample.Write(source, 1, n); err != nil {
			return err
		}
		build := func() (cost, error) {
			return b.run(source, b.plenary, "build", "--quiet", "--source", source, "--cache", store, "--out", out)
		}
		full, err := build()
		if err != nil {
			return err
		}
		again, err := best(2, build)
		if err != nil {
			return err
		}
		fmt.Printf("| %d ", n)
		for _, c := range []cost{full, again} {
			fmt.Printf("| %.1f s | %.2f ms | %.0f MB ", c.wall.Seconds(), float64(c.wall.Microseconds())/1000/float64(n), c.peak/1e6)
		}
		for _, dir := range []string{source, out, store} {
			files, bytes, err := size(dir)
			if err != nil {
				return err
			}
			fmt.Printf("| %d files, %.0f MB ", files, float64(bytes)/1e6)
		}
		fmt.Println("|")
		for _, made := range []string{source, store, out, b.path(".out.plenary")} {
			if err := os.RemoveAll(made); err != nil {
				return err
			}
		}
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

func (b *bench) path(parts ...string) string {
	return filepath.Join(append([]string{b.dir}, parts...)...)
}
