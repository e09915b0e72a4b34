package main

import (
	"os"
	"runtime/debug"
)

// collector says how much garbage may lie around: Rendering makes much of it, and
// what is alive at one time is little.
type collector struct {
	percent int   // of what is alive, before it is collected
	limit   int64 // bytes from which on it is collected anyway, for all but what the system counts itself
}

var (
	resting = collector{400, 320 << 20} // a program that runs all day beside others
	working = collector{1000, 512 << 20}
)

// tune sets the collector, unless the environment does.
func (c collector) tune() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(c.percent)
		debug.SetMemoryLimit(c.limit)
	}
}
