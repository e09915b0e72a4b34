package pipeline

import (
	"crypto/sha256"
	"fmt"
	"hash"
	"io/fs"
	"maps"
	"path"
	"slices"

	"plenary/generator/cache"
	"plenary/generator/content"
	"plenary/generator/site"
	"plenary/generator/source"
)

// inputs is what meetings depend on beside their own folders.
type inputs struct {
	facts  cache.Key            // program, words and site settings: what a meeting's facts depend on
	pages  cache.Key            // the theme and the address: what its pages depend on too
	groups map[string]cache.Key // the files of the groups, by ID
	assets cache.Key            // what is published as it is, on which no page depends
}

func (in inputs) same(other inputs) bool {
	return in.facts == other.facts && in.pages == other.pages && in.assets == other.assets && maps.Equal(in.groups, other.groups)
}

// hasher sums up named pieces.
type hasher struct{ hash.Hash }

func newHasher(what string) hasher {
	h := hasher{sha256.New()}
	h.add("what", []byte(what))
	return h
}

func (h hasher) add(name string, data []byte) {
	fmt.Fprintf(h, "%q %d\n", name, len(data))
	h.Write(data)
}

func (h hasher) key(name string, k cache.Key) { h.add(name, k[:]) }

func (h hasher) sum() cache.Key { return cache.Key(h.Sum(nil)) }

// hashInputs sums up what all meetings depend on. It is given what the project and
// the theme were read from, so that no file is read a second time.
func (p *Project) hashInputs(own *source.Snapshot, theme fs.FS) (inputs, error) {
	in := inputs{groups: map[string]cache.Key{}}
	facts := newHasher("facts")
	facts.add("engine", []byte(p.opt.Engine))
	data, err := own.ReadFile(path.Join(content.Dir, "site.yaml"))
	if err != nil {
		return in, err
	}
	facts.add("site", data)
	for _, lang := range p.Languages() {
		name := "i18n/" + lang + ".yaml"
		if data, err = fs.ReadFile(theme, name); err != nil {
			return in, err
		}
		facts.add(name, data)
	}
	in.facts = facts.sum()

	pages := newHasher("pages")
	pages.key("facts", in.facts)
	pages.key("theme", p.composer.Fingerprint())
	in.pages = pages.sum()

	assets := newHasher("assets")
	all := p.composer.Assets()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		assets.add(name, all[name])
	}
	in.assets = assets.sum()

	for _, g := range p.frame.Archive.Groups {
		data, err := own.ReadFile(path.Join(content.Dir, g.ID, "group.yaml"))
		if err != nil {
			return in, err
		}
		h := newHasher("group")
		h.add("file", data)
		in.groups[g.ID] = h.sum()
	}
	return in, nil
}

// factsKey returns the key of a meeting's facts, as its folder is now.
func (p *Project) factsKey(folder content.Folder) (cache.Key, error) {
	sum, err := source.Sum(p.opt.Source, folder.Path(), content.Ignored)
	return p.factsKeyOf(folder, sum), err
}

// factsKeyOf returns the key of a meeting's facts when its folder has the given
// sum.
func (p *Project) factsKeyOf(folder content.Folder, sum cache.Key) cache.Key {
	h := newHasher("meeting")
	h.key("inputs", p.inputs.facts)
	h.key("group", p.inputs.groups[folder.Group.ID])
	h.add("folder", []byte(folder.Path()))
	h.key("files", sum)
	return h.sum()
}

// pagesKey returns the key of a meeting's files.
func (p *Project) pagesKey(facts cache.Key, s site.Summary) cache.Key {
	h := newHasher("files")
	h.key("inputs", p.inputs.pages)
	h.key("facts", facts)
	for _, id := range s.Groups[1:] {
		h.key("joint", p.inputs.groups[id])
	}
	return h.sum()
}

// listKey returns the key of the files of a page over many meetings.
func (p *Project) listKey(list site.List) cache.Key {
	h := newHasher("list")
	h.key("inputs", p.inputs.pages)
	for _, name := range slices.Sorted(maps.Keys(list.Source)) {
		h.add(name, list.Source[name])
	}
	return h.sum()
}

// feedsKey returns the key of the feeds of a group that holds meetings with the
// given facts.
func (p *Project) feedsKey(group string, meetings []cache.Key) cache.Key {
	h := newHasher("feeds")
	h.key("inputs", p.inputs.facts)
	h.add("address", []byte(p.BaseURL()))
	h.key(group, p.inputs.groups[group])
	for _, k := range meetings {
		h.key("meeting", k)
	}
	return h.sum()
}
