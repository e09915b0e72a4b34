package pipeline

import (
	"slices"
	"sync"

	"plenary/generator/site"
)

// recent shortens what is known of meetings that are too old for the pages that
// tell more than where and when: with decades of them, that is most of what a
// build has in memory.
type recent struct {
	mu     sync.Mutex
	latest map[string][]*unit // by group, "" for all of them; sorted
	in     map[*unit]int      // how many of these lists hold it
}

// add takes in a meeting whose facts are known for good; it is no draft. They may
// be shortened at any time from now on.
func (r *recent) add(u *unit) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.latest == nil {
		r.latest, r.in = map[string][]*unit{}, map[*unit]int{}
	}
	r.in[u]++ // until all lists were seen
	for _, name := range append([]string{""}, u.facts.Summary.Groups...) {
		list := r.latest[name]
		at, _ := slices.BinarySearchFunc(list, u, byDay)
		list = slices.Insert(list, at, u)
		r.in[u]++
		if len(list) > site.Recent {
			r.leave(list[0])
			list = slices.Delete(list, 0, 1)
		}
		r.latest[name] = list
	}
	r.leave(u)
}

// leave takes a meeting out of a list.
func (r *recent) leave(u *unit) {
	if r.in[u]--; r.in[u] == 0 {
		delete(r.in, u)
		u.facts.Summary = u.facts.Summary.Short()
	}
}

func byDay(u, v *unit) int { return u.facts.Summary.Compare(v.facts.Summary) }
