package pipeline

import (
	"sync"
	"time"
)

// Part is a step of a build and the time it took, summed up over all batches:
// steps of different batches run at the same time.
type Part struct {
	Name string        `json:"name"`
	Took time.Duration `json:"took"` // nanoseconds in JSON
}

// Parts are the steps of a build, in the order in which they first ended. The zero
// value is ready to use, by several goroutines.
type Parts struct {
	mu   sync.Mutex
	list []Part
}

// List returns the steps so far.
func (p *Parts) List() []Part {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]Part(nil), p.list...)
}

// step runs a step and takes its time.
func (p *Parts) step(name string, do func() error) error {
	start := time.Now()
	err := do()
	took := time.Since(start)
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := range p.list {
		if p.list[i].Name == name {
			p.list[i].Took += took
			return err
		}
	}
	p.list = append(p.list, Part{name, took})
	return err
}
