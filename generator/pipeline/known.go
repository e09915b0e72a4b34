package pipeline

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"io"
	"path"
	"slices"

	"plenary/generator/cache"
	"plenary/generator/calendar"
	"plenary/generator/content"
	"plenary/generator/meeting"
	"plenary/generator/prose"
	"plenary/generator/publish"
)

// An entry of the cache may be anything: that of a program that is being worked on,
// or something that was written by hand. What does not have the expected shape, or
// belongs to something else, reads as missing. Whether it is true cannot be told:
// whoever can write the cache can write the site.

// known looks the facts of the meeting in a folder up in the cache.
func (p *Project) known(key cache.Key, folder content.Folder) *facts {
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
		isDay(s.First) && isDay(s.Last) && s.First.Compare(s.Last) <= 0 && !f.Warnings.HasErrors()
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

// expected says which files something consists of.
type expected struct {
	must []string               // paths that are among them
	may  func(path string) bool // whether another can be; nil: none
}

// expectedOf returns what a meeting consists of, as far as its facts tell.
func (p *Project) expectedOf(f *facts) expected {
	e := expected{may: func(name string) bool { return p.meetingOf(name) == f.Summary.Path }}
	for _, lang := range p.Languages() {
		dir := meeting.HomePath(lang) + f.Summary.Path
		for _, page := range f.Summary.Pages {
			e.must = append(e.must, path.Join(dir, page, "index.html"))
		}
		for _, feed := range calendar.Feeds(f.Summary.Roles) {
			e.must = append(e.must, path.Join(dir, feed.File()))
		}
	}
	return e
}

// expectedFeeds returns which calendars a group has, by the meetings in them.
func (p *Project) expectedFeeds(g *meeting.Group, own []*unit) expected {
	var e expected
	var roles []string
	for _, u := range own {
		roles = append(roles, u.facts.Summary.Roles...)
	}
	slices.Sort(roles)
	roles = slices.Compact(roles)
	for _, lang := range p.Languages() {
		for _, feed := range calendar.Feeds(roles) {
			e.must = append(e.must, g.PagePath(lang)+feed.File())
		}
	}
	return e
}

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

// contents looks up which files were made from the inputs with a key.
func (p *Project) contents(key cache.Key, of expected) (contents, bool) {
	data, ok := p.get(key)
	if !ok {
		return nil, false
	}
	c, ok := decode[contents](data)
	return c, ok && of.fits(c)
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

// decode reads a value that gob has written, and nothing besides.
func decode[T any](data []byte) (value T, ok bool) {
	r := bytes.NewReader(data)
	err := gob.NewDecoder(r).Decode(&value)
	return value, err == nil && r.Len() == 0
}
