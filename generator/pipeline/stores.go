package pipeline

import (
	"context"

	"plenary/generator/cache"
)

// Stores are several stores in one: what one of them has is found, and what is
// found or made is put into those that take it.
type Stores struct {
	From []Store // only read, in this order
	To   []Store // read after those, and written
}

// Get returns what the first store has that has something.
func (s Stores) Get(ctx context.Context, key cache.Key) ([]byte, bool) {
	for _, from := range s.From {
		if data, ok := from.Get(ctx, key); ok {
			s.Put(ctx, key, data)
			return data, true
		}
	}
	for i, to := range s.To {
		if data, ok := to.Get(ctx, key); ok {
			Stores{To: s.To[:i]}.Put(ctx, key, data)
			return data, true
		}
	}
	return nil, false
}

// Put puts something into all stores that are written.
func (s Stores) Put(ctx context.Context, key cache.Key, data []byte) {
	for _, to := range s.To {
		to.Put(ctx, key, data)
	}
}
