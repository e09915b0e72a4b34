package pipeline

import (
	"maps"
	"path"
	"slices"
	"strings"

	"plenary/generator/cache"
	"plenary/generator/calendar"
	"plenary/generator/content"
	"plenary/generator/meeting"
	"plenary/generator/publish"
	"plenary/generator/site"
)

// output is a part of the site that is made in one go: the files of a meeting, a page
// over many meetings, the calendars of a group, or a single file. There is one
// description of each, from which a build makes all, a preview the one that is asked
// for, and an ejected project the sources.
type output struct {
	name   string    // unique: "content/sg17/2023-08-goyang", "page sg17/", "calendars sg17", "file robots.txt"
	key    cache.Key // the hash of everything that the output is made from
	files  expected  // that the output consists of
	origin origin
	cached bool // whether the files are kept in the cache

	// compose returns the output before it is rendered.
	compose func() (composed, error)
}

// composed is an output before it is rendered.
type composed struct {
	tree  *site.Tree     // that Hugo renders; nil when there is nothing to render
	files []publish.File // that are ready but for minifying
}

// expected says which files an output consists of.
type expected struct {
	must []string               // paths that are among them
	may  func(path string) bool // whether another can be; nil: none
}

// meetingOutput returns the output of a meeting whose facts are known. The meeting
// itself is read again when it is nil.
func (p *Project) meetingOutput(u *unit, m *meeting.Meeting) output {
	return output{
		name: u.folder.Path(), key: p.pagesKey(u.key, u.facts.Summary), files: p.filesOf(u.facts), cached: true,
		compose: func() (composed, error) {
			if m == nil {
				var err error
				if m, err = p.readAgain(u); err != nil {
					return composed{}, err
				}
			}
			tree, err := p.composer.Meetings(m)
			if err != nil {
				return composed{}, err
			}
			return composed{tree, calendarFiles(calendar.OfMeeting(p.frame.Archive.Site, m, p.words))}, nil
		},
	}
}

// filesOf returns what a meeting consists of, as far as its facts say.
func (p *Project) filesOf(f *facts) expected {
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

// meetingOf returns the path of the meeting that a file of the site belongs to:
// "sg17/2023-08-goyang".
func (p *Project) meetingOf(file string) string {
	dir := path.Dir(file)
	if lang, rest, ok := strings.Cut(dir, "/"); ok && slices.Contains(p.Languages(), lang) {
		dir = rest
	}
	group, rest, _ := strings.Cut(dir, "/")
	folder, _, _ := strings.Cut(rest, "/")
	return group + "/" + folder
}

// siteOutputs returns what belongs to no single meeting, but for the calendars of
// groups: the pages over many meetings, the site map and news, and what is published
// as it is. The summaries are sorted.
func (p *Project) siteOutputs(list []site.Summary) []output {
	var all []output
	lists := p.composer.Lists(list)
	for _, l := range lists {
		all = append(all, p.pageOutput(l))
	}
	add := func(files map[string][]byte, from origin) {
		for _, name := range slices.Sorted(maps.Keys(files)) {
			all = append(all, fileOutput(name, files[name], from))
		}
	}
	add(p.composer.Assets(), asIs)
	add(p.composer.Sitemap(list, lists), complete)
	add(p.composer.News(list), complete)
	return all
}

// pageOutput returns the output of a page over many meetings.
func (p *Project) pageOutput(list site.List) output {
	return output{
		name: "page " + list.Out[0], key: p.listKey(list), files: expected{must: list.Out}, cached: true,
		compose: func() (composed, error) {
			tree, err := p.composer.ListTree([]site.List{list})
			return composed{tree: tree}, err
		},
	}
}

// fileOutput returns the output of a file whose bytes are known.
func fileOutput(name string, data []byte, from origin) output {
	h := newHasher("file")
	h.add(name, data)
	return output{
		name: "file " + name, key: h.sum(), files: expected{must: []string{name}}, origin: from,
		compose: func() (composed, error) {
			return composed{files: []publish.File{{Path: name, Data: data}}}, nil
		},
	}
}

// calendarOutput returns the output of a group's calendars. The meetings are those of
// the group whose facts are known, in any order; read returns one of them.
func (p *Project) calendarOutput(g *meeting.Group, own []*unit, read func(*unit) (*meeting.Meeting, error)) output {
	var e expected
	roles := rolesOf(own)
	for _, lang := range p.Languages() {
		for _, feed := range calendar.Feeds(roles) {
			e.must = append(e.must, g.PagePath(lang)+feed.File())
		}
	}
	own = latest(own)
	keys := make([]cache.Key, len(own))
	for i, u := range own {
		keys[i] = u.key
	}
	return output{
		name: calendarsName(g), key: p.feedsKey(g.ID, keys), files: e, origin: complete, cached: true,
		compose: func() (composed, error) {
			meetings := make([]*meeting.Meeting, len(own))
			for i, u := range own {
				var err error
				if meetings[i], err = read(u); err != nil {
					return composed{}, err
				}
			}
			return composed{files: calendarFiles(calendar.OfGroup(p.frame.Archive.Site, g, meetings, p.words))}, nil
		},
	}
}

// calendarsName returns the name of the output of a group's calendars.
func calendarsName(g *meeting.Group) string { return "calendars " + g.ID }

// rolesOf returns the roles that the deadlines of meetings name, sorted.
func rolesOf(own []*unit) []string {
	var roles []string
	for _, u := range own {
		roles = append(roles, u.facts.Summary.Roles...)
	}
	slices.Sort(roles)
	return slices.Compact(roles)
}

// latest returns the meetings that the calendars of their group hold, in order.
func latest(own []*unit) []*unit {
	own = slices.SortedFunc(slices.Values(own), func(u, v *unit) int { return u.facts.Summary.Compare(v.facts.Summary) })
	return own[calendar.Latest(len(own), func(i int) (first, last meeting.Date) {
		return own[i].facts.Summary.First, own[i].facts.Summary.Last
	}):]
}

// readAgain reads a meeting of which the facts are known. It is an error if it has
// changed since.
func (p *Project) readAgain(u *unit) (*meeting.Meeting, error) {
	l, err := p.read(u.folder)
	if err == nil && l.key != u.key {
		err = &changedError{u.folder}
	}
	return l.m, err
}

// changedError is of a meeting that was saved while it was being read.
type changedError struct{ folder content.Folder }

func (e *changedError) Error() string {
	return e.folder.Path() + " was changed during the build; build again"
}

func calendarFiles(feeds []calendar.File) []publish.File {
	var files []publish.File
	for _, f := range feeds {
		files = append(files, publish.File{Path: f.Path, Data: f.Data})
	}
	return files
}
