package pipeline

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"slices"

	"plenary/generator/cache"
	"plenary/generator/content"
	"plenary/generator/diag"
	"plenary/generator/publish"
	"plenary/generator/site"
)

// unit is a meeting on its way through a build.
type unit struct {
	folder content.Folder
	key    cache.Key // of its facts
	facts  *facts    // nil until they are known, and when it has errors
	pages  cache.Key // of its files
}

// facts is what is known about a meeting without rendering it. It is kept in the
// cache, and only when the meeting has no errors.
type facts struct {
	Identity content.Identity `json:"identity"`
	Draft    bool             `json:"draft,omitempty"` // a draft that is left out: nothing else is known
	Summary  site.Summary     `json:"summary"`
	Warnings diag.List        `json:"warnings,omitempty"` // and notes
}

// optionsKey keeps apart what builds with different options know of a meeting.
func (p *Project) optionsKey(k cache.Key) cache.Key {
	h := newHasher("options")
	h.key("facts", k)
	h.add("options", fmt.Append(nil, p.opt.Drafts, p.opt.RequireRecorded))
	return h.sum()
}

// learn sums up a meeting that has no errors, and keeps that.
func (p *Project) learn(key cache.Key, l loaded) (*facts, error) {
	f := &facts{Draft: true}
	if l.m != nil {
		f = &facts{Identity: content.IdentityOf(l.m), Summary: p.composer.Summary(l.m), Warnings: l.diags}
	}
	data, err := json.Marshal(f)
	if err == nil {
		p.put(p.optionsKey(key), data)
	}
	return f, err
}

func packKey(key cache.Key) cache.Key {
	h := newHasher("pack")
	h.key("files", key)
	return h.sum()
}

// pack keeps files under the key of what they were made from.
func (p *Project) pack(key cache.Key, files []publish.File) error {
	if p.opt.Cache == nil {
		return nil
	}
	var c contents
	for _, f := range files {
		c = append(c, entry{f.Path, publish.SumOf(f.Data)})
	}
	var list, packed bytes.Buffer
	if err := gob.NewEncoder(&packed).Encode(files); err != nil {
		return err
	}
	if err := gob.NewEncoder(&list).Encode(c); err != nil {
		return err
	}
	p.put(packKey(key), packed.Bytes())
	p.put(key, list.Bytes())
	return nil
}

func (p *Project) get(key cache.Key) ([]byte, bool) {
	if p.opt.Cache == nil {
		return nil, false
	}
	return p.opt.Cache.Get(key)
}

func (p *Project) put(key cache.Key, data []byte) {
	if p.opt.Cache != nil {
		p.opt.Cache.Put(key, data)
	}
}

// Sink takes the files of a site.
type Sink interface {
	// Holds reports whether a file with these bytes is there already.
	Holds(path string, sum publish.Sum) bool
	// Keep says that such a file belongs to the site.
	Keep(path string, sum publish.Sum) error
	// Add adds a file. It is called by several goroutines.
	Add(f publish.File) error
	// Problems returns what is wrong with the paths of all files so far.
	Problems() []publish.Problem
}

// reuse gives the sink what the cache has under a key; false when the cache lost
// it and it must be made.
func (p *Project) reuse(to Sink, key cache.Key, of expected) (bool, error) {
	list, ok := p.contents(key, of)
	if !ok {
		return false, nil
	}
	missing := slices.ContainsFunc(list, func(e entry) bool { return !to.Holds(e.Path, e.Sum) })
	if missing {
		files, ok := p.unpack(key, list)
		if !ok {
			return false, nil
		}
		return true, addAll(to, files)
	}
	for _, e := range list {
		if err := to.Keep(e.Path, e.Sum); err != nil {
			return false, err
		}
	}
	return true, nil
}

func addAll(to Sink, files []publish.File) error {
	for _, f := range files {
		if err := to.Add(f); err != nil {
			return err
		}
	}
	return nil
}
