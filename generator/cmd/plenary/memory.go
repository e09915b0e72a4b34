package main

import (
	"os"
	"runtime/debug"
)

// How much garbage may lie around, in percent of what is alive. Rendering makes
// much of it.
const (
	resting = 400 // in a program that runs all day beside others
	working = 1000
)

// From how many bytes on garbage is collected anyway, for all but what the system
// counts itself: that much, and what is known of each meeting. A limit below what
// is alive would let the collector run without a pause.
const (
	memoryLimit = 512 << 20
	ofMeeting   = 64 << 10
)

// collect sets the garbage collector for so many meetings, unless the environment
// does.
func collect(percent, meetings int) {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(memoryLimit + int64(meetings)*ofMeeting)
	}
}
