package pipeline

import "plenary/generator/publish"

// Discard takes a site that nobody wants to keep, as for checking it.
var Discard Sink = discard(true)

// Unwanted takes a site that nobody wants to keep but of which everything is to be
// made or found, as for filling a store.
var Unwanted Sink = discard(false)

// discard says that it holds everything, or nothing.
type discard bool

func (d discard) Holds(string, publish.Sum) bool { return bool(d) }
func (discard) Keep(string, publish.Sum) error   { return nil }
func (discard) Add(publish.File) error           { return nil }
