package pipeline

import "plenary/generator/publish"

// Discard returns a sink for a site that nobody wants to keep, as for checking it:
// it finds the same problems as one that publishes.
func Discard() Sink { return &discard{holds: true} }

// Unwanted returns a sink for a site that nobody wants to keep but of which
// everything is to be made or found, as for filling a store.
func Unwanted() Sink { return &discard{} }

// discard says that it holds everything, or nothing.
type discard struct {
	holds bool
	publish.Paths
}

func (d *discard) Holds(string, publish.Sum) bool { return d.holds }

func (d *discard) Keep(path string, _ publish.Sum) error {
	d.Paths.Add(path)
	return nil
}

func (d *discard) Add(f publish.File) error {
	d.Paths.Add(f.Path)
	return nil
}
