package pipeline

import (
	"bytes"
	"maps"
	"slices"
	"time"

	"plenary/generator/cache"
	"plenary/generator/diag"
	"plenary/generator/publish"
)

// mostMade is how many bytes of rendered files a live site holds before it drops
// those that were not asked for longest.
const mostMade = 256 << 20

// made is what a live site has rendered.
type made struct {
	things map[string]*thing // meetings, pages over many meetings and the like, by name
	bytes  int
	clock  int
}

// thing is what is rendered in one go.
type thing struct {
	key   cache.Key // of what the files were made from
	files map[string]LiveFile
	bytes int
	used  int  // when it was asked for last
	stale bool // the files are not what they should be now

	tried cache.Key // of what could not be rendered, and why
	diags diag.List
}

func newMade() made { return made{things: map[string]*thing{}} }

// get returns a thing made from what has the key, making it if need be. When that
// fails, the files are those that were made last, if any.
func (m *made) get(name string, key cache.Key, render func() ([]publish.File, diag.List, error)) (*thing, error) {
	t := m.things[name]
	if t == nil {
		t = &thing{}
		m.things[name] = t
	}
	m.clock++
	t.used = m.clock
	if t.files != nil && t.key == key {
		t.stale = false
		return t, nil
	}
	t.stale = true
	if t.diags != nil && t.tried == key {
		return t, nil
	}
	files, diags, err := render()
	if err != nil {
		return nil, err
	}
	if diags.HasErrors() {
		t.tried, t.diags = key, diags
		return t, nil
	}
	m.set(t, key, files)
	m.drop(t)
	return t, nil
}

// set takes new files in. One that has the bytes it had keeps its time.
func (m *made) set(t *thing, key cache.Key, files []publish.File) {
	now, before := time.Now(), t.files
	m.bytes -= t.bytes
	t.key, t.diags, t.stale, t.bytes, t.files = key, nil, false, 0, map[string]LiveFile{}
	for _, f := range files {
		next := LiveFile{Data: f.Data, Changed: now}
		if old, ok := before[f.Path]; ok && bytes.Equal(old.Data, f.Data) {
			next = old
		}
		t.files[f.Path] = next
		t.bytes += len(f.Data)
	}
	m.bytes += t.bytes
}

// drop makes room.
func (m *made) drop(keep *thing) {
	for m.bytes > mostMade {
		oldest := ""
		for name, t := range m.things {
			if t != keep && t.bytes > 0 && (oldest == "" || t.used < m.things[oldest].used) {
				oldest = name
			}
		}
		if oldest == "" {
			return
		}
		m.bytes -= m.things[oldest].bytes
		delete(m.things, oldest)
	}
}

// forgive forgets what could not be rendered: it may have been mended.
func (m *made) forgive() {
	for _, t := range m.things {
		t.diags = nil
	}
}

func (m *made) problems() diag.List {
	var all diag.List
	for _, t := range m.things {
		all = append(all, t.diags...)
	}
	return all
}

// recent returns the names of all things, the one that was asked for last first.
func (m *made) recent() []string {
	return slices.SortedFunc(maps.Keys(m.things), func(a, b string) int { return m.things[b].used - m.things[a].used })
}
