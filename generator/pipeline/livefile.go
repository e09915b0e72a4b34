package pipeline

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"plenary/generator/calendar"
	"plenary/generator/content"
	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/publish"
	"plenary/generator/site"
)

// ErrProblems is the error of a file that cannot be made because of what
// [Live.Problems] tells.
var ErrProblems = errors.New("the content has problems")

// File returns a file of the site as it is now, by its path. While a mistake keeps
// it from being made, it is as it was before; the error is [ErrProblems] when it
// never was, and [fs.ErrNotExist] when the site has no such file.
func (l *Live) File(ctx context.Context, name string) (LiveFile, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.project == nil {
		return LiveFile{}, ErrProblems
	}
	for _, of := range []func(context.Context, string) (*thing, error){l.ofMeeting, l.ofSite, l.ofGroup} {
		switch t, err := of(ctx, name); {
		case err != nil:
			return LiveFile{}, err
		case t == nil:
		case t.files == nil:
			return LiveFile{}, ErrProblems
		default:
			if f, ok := t.files[name]; ok {
				f.Stale = t.stale
				return f, nil
			}
		}
	}
	return LiveFile{}, fs.ErrNotExist
}

// compose composes the pages over many meetings, if something changed.
func (l *Live) compose() {
	if l.over != nil {
		return
	}
	o := &over{lists: map[string]site.List{}}
	var ids []content.Identity
	for _, name := range slices.Sorted(maps.Keys(l.units)) {
		if f := l.units[name].last; f != nil {
			o.summaries = append(o.summaries, f.Summary)
			ids = append(ids, f.Identity)
		}
	}
	o.diags = content.SameIDs(ids)
	slices.SortFunc(o.summaries, site.Summary.Compare)
	lists := l.project.composer.Lists(o.summaries)
	for _, list := range lists {
		for _, out := range list.Out {
			o.lists[out] = list
		}
		o.paths = append(o.paths, list.Out...)
	}
	c := l.project.composer
	o.assets = map[string][]byte{}
	for _, files := range []map[string][]byte{c.Assets(), c.Sitemap(o.summaries, lists), c.News(o.summaries)} {
		maps.Copy(o.assets, files)
		o.paths = slices.AppendSeq(o.paths, maps.Keys(files))
	}
	l.over = o
}

// ofMeeting returns the meeting that a file may belong to, nil when there is none.
func (l *Live) ofMeeting(ctx context.Context, name string) (*thing, error) {
	if u := l.units[path.Join(content.Dir, l.project.meetingOf(name))]; u != nil {
		return l.meeting(ctx, u)
	}
	return nil, nil
}

// ofSite returns what a file that belongs to no meeting belongs to: itself, or a
// page over many meetings; nil when there is no such file.
func (l *Live) ofSite(ctx context.Context, name string) (*thing, error) {
	l.compose()
	if data, ok := l.over.assets[name]; ok {
		h := newHasher("asset")
		h.add(name, data)
		return l.made.get("asset "+name, h.sum(), func() ([]publish.File, diag.List, error) {
			return l.finish(ctx, []publish.File{{Path: name, Data: data}}, asIs)
		})
	}
	list, ok := l.over.lists[name]
	if !ok {
		return nil, nil
	}
	return l.made.get("list "+list.Out[0], l.project.listKey(list), func() ([]publish.File, diag.List, error) {
		tree, err := l.project.composer.ListTree([]site.List{list})
		if err != nil {
			return nil, nil, err
		}
		return l.render(ctx, tree, nil)
	})
}

// ofGroup returns the calendars of the group that one of them may belong to, nil
// when it does not.
func (l *Live) ofGroup(ctx context.Context, name string) (*thing, error) {
	lang, group, _ := strings.Cut(path.Dir(name), "/")
	g := l.project.frame.Archive.Group(group)
	if g == nil || path.Ext(name) != ".ics" || !slices.Contains(l.project.Languages(), lang) {
		return nil, nil
	}
	return l.feeds(ctx, g)
}

// attempts is how often something is made again of meetings that are saved in the
// midst of it.
const attempts = 10

// settled makes something again until no meeting is saved in the midst of it.
func (l *Live) settled(ctx context.Context, do func() (*thing, error)) (*thing, error) {
	for range attempts {
		t, err := do()
		var changed *changedError
		if !errors.As(err, &changed) {
			return t, err
		}
		if err := l.catchUp(ctx, []string{changed.folder.Path()}, nil); err != nil {
			return nil, err
		}
	}
	return nil, errors.New("the content is being written to without a pause")
}

// meeting returns the files of a meeting.
func (l *Live) meeting(ctx context.Context, u *liveUnit) (*thing, error) {
	return l.settled(ctx, func() (*thing, error) { return l.meetingNow(ctx, u) })
}

func (l *Live) meetingNow(ctx context.Context, u *liveUnit) (*thing, error) {
	name := u.folder.Path()
	if u.facts == nil { // it has mistakes
		if t := l.made.things[name]; t != nil {
			t.stale = true
			return t, nil
		}
		return nil, ErrProblems
	}
	key := l.project.pagesKey(u.key, u.facts.Summary)
	return l.made.get(name, key, func() ([]publish.File, diag.List, error) {
		m := u.read
		if u.read = nil; m == nil {
			var err error
			if m, err = l.project.again(&u.unit); err != nil {
				return nil, nil, err
			}
		}
		tree, err := l.project.composer.Meetings(m)
		if err != nil {
			return nil, nil, err
		}
		return l.render(ctx, tree, calendar.OfMeeting(l.project.frame.Archive.Site, m, l.project.words))
	})
}

// feeds returns the calendars of a group.
func (l *Live) feeds(ctx context.Context, g *meeting.Group) (*thing, error) {
	return l.settled(ctx, func() (*thing, error) { return l.feedsNow(g) })
}

// feedsName is what the calendars of a group are called among what was made.
func feedsName(g *meeting.Group) string { return "feeds " + g.ID }

func (l *Live) feedsNow(g *meeting.Group) (*thing, error) {
	var own []*unit
	for _, folder := range l.folders() {
		if u := l.units[folder]; u.facts != nil && slices.Contains(u.facts.Summary.Groups, g.ID) {
			own = append(own, &u.unit)
		}
	}
	own, keys := latest(own)
	return l.made.get(feedsName(g), l.project.feedsKey(g.ID, keys), func() ([]publish.File, diag.List, error) {
		var meetings []*meeting.Meeting
		for _, u := range own {
			m, err := l.project.again(u)
			if err != nil {
				return nil, nil, err
			}
			meetings = append(meetings, m)
		}
		var files []publish.File
		for _, f := range calendar.OfGroup(l.project.frame.Archive.Site, g, meetings, l.project.words) {
			files = append(files, publish.File{Path: f.Path, Data: f.Data})
		}
		return files, nil, nil
	})
}

// render renders a tree and finishes what comes of it.
func (l *Live) render(ctx context.Context, tree *site.Tree, feeds []calendar.File) ([]publish.File, diag.List, error) {
	made, diags, err := l.press.Render(ctx, tree)
	if err != nil || diags.HasErrors() {
		return nil, diags, err
	}
	maps.Copy(made, tree.Static)
	files := asFiles(made)
	for _, f := range feeds {
		files = append(files, publish.File{Path: f.Path, Data: f.Data})
	}
	return l.finish(ctx, files, rendered)
}

// finish minifies files and verifies what comes of it.
func (l *Live) finish(ctx context.Context, files []publish.File, from origin) ([]publish.File, diag.List, error) {
	files, diags, err := l.project.minify(ctx, files)
	if err == nil && !diags.HasErrors() {
		diags, err = l.project.verify(ctx, files, from)
	}
	return files, diags, err
}

// Idle gets ready for the next change. It is to be called when nobody waits.
func (l *Live) Idle() {
	l.mu.Lock()
	press := l.press
	l.mu.Unlock()
	if press != nil {
		press.Prepare()
	}
}

// Close ends what is kept ready. The site is not to be used afterwards.
func (l *Live) Close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.press != nil {
		l.press.Close()
	}
}
