package pipeline

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"io"
	"path"
	"slices"

	"plenary/generator/cache"
	"plenary/generator/content"
	"plenary/generator/meeting"
	"plenary/generator/prose"
	"plenary/generator/publish"
)

// An entry of the cache may be anything: that of a program that is being worked on,
// or something that was written by hand. What does not have the expected shape, or
// belongs to something else, reads as missing. Whether it is true cannot be
// known: whoever can write to the cache can change the site.

// cachedFacts looks the facts of the meeting in a folder up in the cache; nil when it
// does not have them.
func (p *Project) cachedFacts(key cache.Key, folder content.Folder) *facts {
	data, ok := p.get(p.optionsKey(key))
	if !ok {
		return nil
	}
	f, ok := decodeFacts(data)
	if !ok || !p.describes(f, folder) {
		return nil
	}
	return f
}

func decodeFacts(data []byte) (*facts, bool) {
	var f facts
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if d.Decode(&f) != nil {
		return nil, false
	}
	_, err := d.Token()
	return &f, err == io.EOF
}

// describes reports whether facts can be those of the meeting in a folder. It is
// false as well when a group that holds it is gone, which is an error now.
func (p *Project) describes(f *facts, folder content.Folder) bool {
	s, site := f.Summary, p.frame.Archive.Site
	if f.Draft {
		return !p.opt.Drafts && s.Path == "" && f.Identity.ID == ""
	}
	isGroup := func(id string) bool { return p.frame.Archive.Group(id) != nil }
	isRole := func(role string) bool { return !site.Roles[role].IsZero() }
	isPage := func(name string) bool { return name == "" || prose.IsSlug(name) }
	inAll := len(s.In) == len(site.Languages)
	for _, lang := range site.Languages {
		inAll = inAll && s.In[lang].Path == meeting.HomePath(lang)+s.Path+"/"
	}
	return s.Path == path.Join(folder.Group.ID, folder.Name) && inAll &&
		s.ID != "" && f.Identity.ID == s.ID && f.Identity.File == path.Join(folder.Path(), "meeting.yaml") &&
		len(s.Groups) > 0 && s.Groups[0] == folder.Group.ID && all(s.Groups, isGroup) &&
		len(s.Pages) > 0 && all(s.Pages, isPage) && all(s.Roles, isRole) &&
		isDay(s.First) && isDay(s.Last) && s.First.Compare(s.Last) <= 0 && !f.Warnings.Blocks()
}

func all[T any](list []T, is func(T) bool) bool {
	return !slices.ContainsFunc(list, func(item T) bool { return !is(item) })
}

// isDay reports whether a day is one that content can have.
func isDay(d meeting.Date) bool {
	_, err := meeting.ParseDate(d.String())
	return err == nil
}

// entry is a file that was made, without its bytes.
type entry struct {
	Path string
	Sum  publish.Sum
}

// contents are the files made from the inputs with a key. What they are is kept
// apart from their bytes, which are wanted only where they are not published yet.
type contents []entry

// fits reports whether files are what is expected.
func (e expected) fits(c contents) bool {
	missing := map[string]bool{}
	for _, name := range e.must {
		missing[name] = true
	}
	var paths publish.Paths
	for _, f := range c {
		if !missing[f.Path] && (e.may == nil || !e.may(f.Path)) {
			return false
		}
		delete(missing, f.Path)
		paths.Add(f.Path)
	}
	return len(missing) == 0 && len(paths.Problems()) == 0
}

// reuse gives the sink the files of an output that the cache has; false when the cache
// lacks them and they must be made.
func (p *Project) reuse(to Sink, o output) (bool, error) {
	if !o.cached {
		return false, nil
	}
	list, ok := p.contents(o)
	if !ok {
		return false, nil
	}
	missing := slices.ContainsFunc(list, func(e entry) bool { return !to.Holds(e.Path, e.Sum) })
	if missing {
		files, ok := p.unpack(o.key, list)
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

// contents looks up which files an output consists of.
func (p *Project) contents(o output) (contents, bool) {
	data, ok := p.get(o.key)
	if !ok {
		return nil, false
	}
	c, ok := decode[contents](data)
	return c, ok && o.files.fits(c)
}

// unpack returns the files themselves.
func (p *Project) unpack(key cache.Key, c contents) ([]publish.File, bool) {
	data, ok := p.get(packKey(key))
	if !ok {
		return nil, false
	}
	files, ok := decode[[]publish.File](data)
	return files, ok && slices.EqualFunc(c, files, func(e entry, f publish.File) bool {
		return e.Path == f.Path && e.Sum == publish.SumOf(f.Data)
	})
}

// keep puts the files of an output into the cache: which they are apart from their
// bytes, which are wanted only where they are not published yet.
func (p *Project) keep(o output, files []publish.File) error {
	if p.opt.Cache == nil || !o.cached {
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
	p.put(packKey(o.key), packed.Bytes())
	p.put(o.key, list.Bytes())
	return nil
}

func packKey(key cache.Key) cache.Key {
	h := newHasher("pack")
	h.key("files", key)
	return h.sum()
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

// decode reads a value that gob has written, and nothing besides.
func decode[T any](data []byte) (value T, ok bool) {
	r := bytes.NewReader(data)
	err := gob.NewDecoder(r).Decode(&value)
	return value, err == nil && r.Len() == 0
}
