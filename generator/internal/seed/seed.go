// Package seed gives tests random choices that can be repeated: a test binary that uses
// it takes -seed, and each test prints the seed that it used.
package seed

import (
	"flag"
	"math/rand/v2"
	"testing"
)

var fixed = flag.Uint64("seed", 0, "the seed of what tests choose at random; 0 means any")

// New returns the seed of a test, and prints it.
func New(t testing.TB) uint64 {
	t.Helper()
	n := *fixed
	if n == 0 {
		n = rand.Uint64()
	}
	t.Logf("repeat with -seed %d", n)
	return n
}

// Rand returns what a test chooses by, and prints its seed.
func Rand(t testing.TB) *rand.Rand {
	t.Helper()
	return rand.New(rand.NewPCG(New(t), 0))
}
