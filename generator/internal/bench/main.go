// Command bench measures plenary beside the stock hugo command on the same archive of
// meetings, and prints tables.
//
//	go run ./generator/internal/bench -plenary bin/plenary -hugo PATH [-only full,again] [-n 1000]
//
// Hugo builds the project that "plenary eject" writes. What counts are ratios of
// figures of the same run: machines are noisy, so programs take turns, and of several
// rounds the best of each is printed.
package main

import (
	"flag"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// bench knows the programs to measure, and where they work.
type bench struct {
	plenary, hugo string
	dir           string
	n, rounds     int
}

// parts are what can be measured, by name.
var parts = map[string]func(*bench) error{
	"full":    (*bench).fullBuilds,
	"again":   (*bench).laterBuilds,
	"preview": (*bench).previews,
	"sizes":   (*bench).sizes,
	"compile": (*bench).compile,
}

func main() {
	log.SetFlags(0)
	var b bench
	names := strings.Join(slices.Sorted(maps.Keys(parts)), ", ")
	flag.StringVar(&b.plenary, "plenary", "bin/plenary", "the `program`")
	flag.StringVar(&b.hugo, "hugo", "hugo", "the stock hugo `program`")
	flag.StringVar(&b.dir, "dir", "", "the `folder` to work in; archives in it are used again (default: a temporary one)")
	flag.IntVar(&b.n, "n", 1000, "meetings in the archive")
	flag.IntVar(&b.rounds, "rounds", 2, "how often to measure builds")
	only := flag.String("only", "full,again,preview", "what to measure; the `names` are "+names)
	flag.Parse()
	chosen := strings.Split(*only, ",")
	for _, name := range chosen {
		if parts[name] == nil {
			log.Fatalf("-only: %q is not one of %s", name, names)
		}
	}
	if err := b.run(chosen); err != nil {
		log.Fatal(err)
	}
}

// run measures the chosen parts.
func (b *bench) run(chosen []string) (err error) {
	if b.dir == "" {
		if b.dir, err = os.MkdirTemp("", "plenary-bench-"); err != nil {
			return err
		}
		defer os.RemoveAll(b.dir)
	}
	for _, p := range []*string{&b.plenary, &b.hugo, &b.dir} {
		if *p, err = filepath.Abs(*p); err != nil {
			return err
		}
	}
	fmt.Printf("%d cores, %s\n", runtime.NumCPU(), time.Now().Format(time.DateOnly))
	for _, name := range chosen {
		if err := parts[name](b); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}
