// Sample writes a generated archive of meetings, for benchmarks and tests.
//
//	go run ./generator/cmd/sample -n 1000 -seed 1 DIR
//
// DIR then holds the folder content of a project.
package main

import (
	"flag"
	"fmt"
	"os"

	"plenary/generator/sample"
)

func main() {
	n := flag.Int("n", 1000, "how many `meetings` to make")
	seed := flag.Uint64("seed", 1, "the `number` that decides what they are like")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: sample [-n MEETINGS] [-seed NUMBER] DIR")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() != 1 || *n < 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := sample.Write(flag.Arg(0), *seed, *n); err != nil {
		fmt.Fprintln(os.Stderr, "sample:", err)
		os.Exit(2)
	}
}
