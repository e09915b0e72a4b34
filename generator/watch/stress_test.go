package watch

import (
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"
)

// TestStress moves, makes and removes folders and files at random, faster than
// the watcher can follow, and asks at rest whether anything was missed.
func TestStress(t *testing.T) {
	kqueue := realSystem()
	kqueue.kqueue = true
	systems := map[string]system{"told": realSystem(), "polling": realSystem(), "as kqueue": kqueue}
	for way, sys := range systems {
		for seed := range uint64(3) {
			t.Run(fmt.Sprintf("%s/%d", way, seed), func(t *testing.T) {
				t.Parallel()
				name := way
				if name != "polling" {
					name = "told"
				}
				opt := options(name)
				opt.Quiet, opt.Longest = time.Millisecond, 5*time.Millisecond
				m := newMirror(t, opt, sys)
				random := rand.New(rand.NewPCG(seed, seed))
				for range 8 {
					for range 100 {
						m.anything(random)
						m.takeReady()
					}
					m.catchUp()
				}
				m.probe("probe")
			})
		}
	}
}

// anything does something to a few names below content. What is impossible is
// not done.
func (m *mirror) anything(random *rand.Rand) {
	name := func() string {
		name := "content"
		for range 1 + random.IntN(3) {
			name += "/" + string(rune('a'+random.IntN(3)))
		}
		return name
	}
	switch one := m.path(name()); random.IntN(10) {
	case 0, 1, 2:
		_ = os.MkdirAll(one, 0o777)
	case 3, 4, 5:
		_ = os.Rename(one, m.path(name()))
	case 6:
		_ = os.RemoveAll(one)
	default:
		_ = os.WriteFile(one, fmt.Append(nil, random.Uint64()), 0o666)
	}
}

// takeReady takes a change if one is offered.
func (m *mirror) takeReady() {
	select {
	case c := <-m.watcher.Changes():
		m.apply(c)
	default:
	}
}
