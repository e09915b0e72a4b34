package pipeline

import "plenary/generator/cache"

// Stores are several stores in one.
type Stores struct {
	From []Store // only read, in this order
	To   []Store // read after those, and written
}

// Get returns what the first store that has an entry has, and puts it into the
// stores that are written and lack it.
func (s Stores) Get(key cache.Key) ([]byte, bool) {
	for _, from := range s.From {
		if data, ok := from.Get(key); ok {
			s.Put(key, data)
			return data, true
		}
	}
	for i, to := range s.To {
		if data, ok := to.Get(key); ok {
			Stores{To: s.To[:i]}.Put(key, data)
			return data, true
		}
	}
	return nil, false
}

// Put puts data into all stores that are written.
func (s Stores) Put(key cache.Key, data []byte) {
	for _, to := range s.To {
		to.Put(key, data)
	}
}
