package main

import (
	"os"
	"runtime/debug"
)

// Rendering makes much garbage, and what is alive at one time is little: the
// collector may take its time until there is this much.
const (
	gcPercent   = 400
	memoryLimit = 320 << 20 // bytes, for all but what the system counts itself
)

// tuneMemory sets the collector, unless the environment does.
func tuneMemory() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(gcPercent)
		debug.SetMemoryLimit(memoryLimit)
	}
}
