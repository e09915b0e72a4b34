package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"

	"plenary/generator/cache"
	"plenary/generator/diag"
	"plenary/generator/publish"
	"plenary/generator/site"
)

// Unrendered does what a build does, but for rendering, minifying and what follows:
// what would be rendered is kept under the keys of the files, in place of the files.
// It returns what is known, what would be rendered and what is published, by name.
func Unrendered(ctx context.Context, opt Options, rendered map[cache.Key]string) (map[string]string, diag.List, error) {
	p, err := Open(opt)
	if err != nil || p.composer == nil {
		return nil, p.Diags, err
	}
	to := &sums{files: map[string]string{}}
	b := p.newBuild(to, BuildOptions{})
	out := map[string]string{}
	keep := func(o output) error {
		if _, ok := rendered[o.key]; !ok {
			c, err := o.compose()
			if err != nil {
				return err
			}
			rendered[o.key] = sumUp(c)
		}
		out[o.name] = rendered[o.key]
		return nil
	}
	for _, u := range b.units {
		if _, err := b.lookUp(u); err != nil {
			return nil, nil, err
		}
		var l loaded
		if u.facts == nil {
			if l, err = b.learn(u); err != nil {
				return nil, nil, err
			}
			if b.add(l.diags); l.diags.Blocks() {
				continue
			}
		}
		name := u.folder.Path()
		data, err := json.Marshal(u.facts)
		if err != nil {
			return nil, nil, err
		}
		out[name+" facts"] = string(data)
		if err := keep(b.meetingOutput(u, l.m)); err != nil {
			return nil, nil, err
		}
	}
	if b.blocked() {
		return nil, b.report.Diags, nil
	}
	for _, g := range b.frame.Archive.Groups {
		if err := b.outputs(ctx, []output{b.calendars(g)}); err != nil {
			return nil, nil, err
		}
	}
	maps.Copy(out, to.files)
	for name, data := range b.composer.Assets() {
		out["asset "+name] = string(data)
	}
	return out, b.report.Diags, nil
}

// sumUp sums up what an output is made of.
func sumUp(c composed) string {
	h := sha256.New()
	static := maps.Clone(c.tree.Static)
	for _, f := range c.files {
		static[f.Path] = f.Data
	}
	for _, files := range []map[string][]byte{c.tree.Source, static} {
		for _, name := range slices.Sorted(maps.Keys(files)) {
			fmt.Fprintf(h, "%q %d\n", name, len(files[name]))
			h.Write(files[name])
		}
	}
	return fmt.Sprintf("%x %q", h.Sum(nil), c.tree.Pages)
}

// sums is a sink that holds sums of files.
type sums struct {
	mu    sync.Mutex
	files map[string]string
}

func (s *sums) Holds(string, publish.Sum) bool { return true }

func (s *sums) Keep(path string, sum publish.Sum) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[path] = fmt.Sprintf("%x", sum)
	return nil
}

func (s *sums) Add(f publish.File) error { return s.Keep(f.Path, publish.SumOf(f.Data)) }

func (s *sums) Problems() []publish.Problem { return nil }

// Take makes of an entry of the cache whatever can be made of one, for each meeting.
// It returns the paths of the files that would be published.
func (p *Project) Take(data []byte) (paths []string) {
	q := &Project{opt: p.opt, frame: p.frame, words: p.words, english: p.english, composer: p.composer, inputs: p.inputs}
	q.opt.Cache = always(data)
	for _, folder := range q.frame.Folders {
		f := q.cachedFacts(cache.Key{}, folder)
		if f == nil || f.Draft {
			continue
		}
		list := []site.Summary{f.Summary}
		lists := q.composer.Lists(list)
		q.composer.Sitemap(list, lists)
		q.composer.News(list)
		paths = append(paths, q.filesOf(f).must...)
	}
	for _, e := range []expected{{must: []string{"en/index.html"}}, {may: func(name string) bool { return q.meetingOf(name) == "sg1/2024-05-geneva" }}} {
		c, ok := q.contents(output{files: e})
		if !ok {
			continue
		}
		for _, f := range c {
			paths = append(paths, f.Path)
		}
		files, ok := q.unpack(cache.Key{}, c)
		for i, f := range files {
			if ok && c[i].Sum != publish.SumOf(f.Data) {
				panic("a file with other bytes than those that are known")
			}
		}
	}
	return paths
}

// always is a store that has the same under each key.
type always []byte

func (a always) Get(cache.Key) ([]byte, bool) { return a, true }
func (a always) Put(cache.Key, []byte)        {}
