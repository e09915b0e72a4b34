package watch

import (
	"path"
	"slices"
)

// pending collects what has changed until it is taken.
type pending struct {
	paths   set
	all     bool
	polling string
}

// set is a set of slash-separated paths below root.
type set map[string]struct{}

func (s set) add(path string) { s[path] = struct{}{} }

func (s set) has(path string) bool {
	_, ok := s[path]
	return ok
}

// covers tells whether a folder above the given path is in the set.
func (s set) covers(name string) bool {
	for name != "." {
		name = path.Dir(name)
		if s.has(name) {
			return true
		}
	}
	return false
}

func (p *pending) add(paths ...string) {
	if p.paths == nil {
		p.paths = set{}
	}
	for _, name := range paths {
		p.paths.add(name)
	}
}

func (p *pending) empty() bool {
	return len(p.paths) == 0 && !p.all
}

func (p *pending) change() Change {
	c := Change{All: p.all, Polling: p.polling}
	if p.all {
		return c
	}
	for name := range p.paths {
		if !p.paths.covers(name) {
			c.Paths = append(c.Paths, name)
		}
	}
	slices.Sort(c.Paths)
	return c
}
