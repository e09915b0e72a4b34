package pipeline

import (
	"bytes"
	"errors"
	"maps"
	"slices"
	"time"

	"plenary/generator/cache"
	"plenary/generator/diag"
	"plenary/generator/publish"
)

// maxRendered is how many bytes of rendered files a live site holds before it drops
// those that were not asked for longest.
const maxRendered = 256 << 20

// LiveFile is a file of the site.
type LiveFile struct {
	Data    []byte
	Changed time.Time // since when it has these bytes, as far as is known
	Stale   bool      // it is as it was before a mistake
}

// renderCache holds the outputs that a live site has made, by name.
type renderCache struct {
	outputs map[string]*rendering
	size    int // in bytes
	clock   int
}

// rendering is an output that was made.
type rendering struct {
	key   cache.Key
	files map[string]LiveFile
	size  int  // in bytes
	used  int  // when it was asked for last
	stale bool // the files are not what they should be now

	failed cache.Key // of what could not be made, and why
	diags  diag.List
}

// get returns an output, made by the given function unless it is there. When it cannot
// be made, the files are those that were made last, if any.
func (c *renderCache) get(o output, make func() ([]publish.File, diag.List, error)) (*rendering, error) {
	r := c.outputs[o.name]
	if r == nil {
		r = &rendering{}
		c.outputs[o.name] = r
	}
	c.clock++
	r.used = c.clock
	if r.files != nil && r.key == o.key {
		r.stale = false
		return r, nil
	}
	r.stale = true
	if r.diags != nil && r.failed == o.key {
		return r, nil
	}
	switch files, diags, err := make(); {
	case errors.Is(err, ErrProblems): // which are reported elsewhere
	case err != nil:
		return nil, err
	case diags.HasErrors():
		r.failed, r.diags = o.key, diags
	default:
		c.set(r, o.key, files)
		c.trim(r)
	}
	return r, nil
}

// set takes in new files. A file that has the bytes it had keeps its time.
func (c *renderCache) set(r *rendering, key cache.Key, files []publish.File) {
	now, before := time.Now(), r.files
	c.size -= r.size
	r.key, r.diags, r.stale, r.size, r.files = key, nil, false, 0, map[string]LiveFile{}
	for _, f := range files {
		next := LiveFile{Data: f.Data, Changed: now}
		if old, ok := before[f.Path]; ok && bytes.Equal(old.Data, f.Data) {
			next = old
		}
		r.files[f.Path] = next
		r.size += len(f.Data)
	}
	c.size += r.size
}

// trim makes room, and keeps one output.
func (c *renderCache) trim(keep *rendering) {
	for c.size > maxRendered {
		oldest := ""
		for name, r := range c.outputs {
			if r != keep && r.size > 0 && (oldest == "" || r.used < c.outputs[oldest].used) {
				oldest = name
			}
		}
		if oldest == "" {
			return
		}
		c.size -= c.outputs[oldest].size
		delete(c.outputs, oldest)
	}
}

// retry forgets what could not be made: the cause may be gone.
func (c *renderCache) retry() {
	for _, r := range c.outputs {
		r.diags = nil
	}
}

// problems returns why outputs could not be made.
func (c *renderCache) problems() diag.List {
	var all diag.List
	for _, r := range c.outputs {
		all = append(all, r.diags...)
	}
	return all
}

// recent returns the names of all outputs, the one that was asked for last first.
func (c *renderCache) recent() []string {
	return slices.SortedFunc(maps.Keys(c.outputs), func(a, b string) int { return c.outputs[b].used - c.outputs[a].used })
}
