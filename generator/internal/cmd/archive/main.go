// Archive writes an archive of meetings for tests and measurements into a folder, as
// the folder content of a project:
//
//	go run ./generator/internal/cmd/archive -n 1000 -seed 1 DIR
package main

import (
	"flag"
	"log"

	"plenary/generator/internal/archive"
)

func main() {
	n := flag.Int("n", 1000, "write so many `meetings`")
	seed := flag.Uint64("seed", 1, "vary the archive by this `number`")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("usage: archive [-n MEETINGS] [-seed NUMBER] DIR")
	}
	if err := archive.Write(flag.Arg(0), *seed, *n); err != nil {
		log.Fatal(err)
	}
}
