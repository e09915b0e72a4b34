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
	"plenary/generator/calendar"
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
	keep := func(name string, key cache.Key, make func() (*site.Tree, error)) error {
		if _, ok := rendered[key]; !ok {
			tree, err := make()
			if err != nil {
				return err
			}
			rendered[key] = sumUp(tree)
		}
		out[name] = rendered[key]
		return nil
	}
	for _, u := range b.units {
		var l loaded
		if _, err := b.lookUp(u); err != nil {
			return nil, nil, err
		}
		if u.facts == nil {
			if l, err = b.loadAs(u); err != nil {
				return nil, nil, err
			}
			if b.complain(l.diags); u.facts == nil {
				continue
			}
		}
		name := u.folder.Path()
		data, err := json.Marshal(u.facts)
		if err != nil {
			return nil, nil, err
		}
		out[name+" facts"] = string(data)
		err = keep(name, b.pagesKey(u.key, u.facts.Summary), func() (*site.Tree, error) {
			if l.m == nil {
				again, err := b.again(u)
				if err != nil {
					return nil, err
				}
				l.m = again
			}
			tree, err := b.composer.Meetings(l.m)
			if err == nil {
				for _, f := range calendar.OfMeeting(b.frame.Archive.Site, l.m, b.words) {
					tree.Static[f.Path] = f.Data
				}
			}
			return tree, err
		})
		if err != nil {
			return nil, nil, err
		}
	}
	if b.hasErrors() {
		return nil, b.report.Diags, nil
	}
	if err := b.groups(ctx); err != nil {
		return nil, nil, err
	}
	maps.Copy(out, to.files)
	for name, data := range b.composer.Assets() {
		out["asset "+name] = string(data)
	}
	return out, b.report.Diags, nil
}

// sumUp sums up what a tree renders into.
func sumUp(tree *site.Tree) string {
	h := sha256.New()
	for _, files := range []map[string][]byte{tree.Source, tree.Static} {
		for _, name := range slices.Sorted(maps.Keys(files)) {
			fmt.Fprintf(h, "%q %d\n", name, len(files[name]))
			h.Write(files[name])
		}
	}
	return fmt.Sprintf("%x %q", h.Sum(nil), tree.Pages)
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
		f := q.known(cache.Key{}, folder)
		if f == nil || f.Draft {
			continue
		}
		list := []site.Summary{f.Summary}
		lists := q.composer.Lists(list)
		q.composer.Sitemap(list, lists)
		q.composer.News(list)
		q.composer.Lists([]site.Summary{f.Summary.Short()})
		paths = append(paths, q.expectedOf(f).must...)
	}
	for _, e := range []expected{{must: []string{"en/index.html"}}, {may: func(name string) bool { return q.meetingOf(name) == "sg1/2024-05-geneva" }}} {
		c, ok := q.contents(cache.Key{}, e)
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
