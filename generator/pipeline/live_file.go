package pipeline

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"plenary/generator/content"
	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/publish"
	"plenary/generator/site"
)

// ErrProblems is the error of a file that cannot be made because of the errors among
// [Live.Problems].
var ErrProblems = errors.New("the content has errors")

// File returns a file of the site as it is now, by its path. While an error keeps it
// from being made, it is as it was before; the result is [ErrProblems] when it was
// never made, and [fs.ErrNotExist] when the site has no such file.
func (l *Live) File(ctx context.Context, name string) (LiveFile, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.project == nil {
		return LiveFile{}, ErrProblems
	}
	return l.file(ctx, name)
}

// attempts is how often something is made again when meetings are saved meanwhile.
const attempts = 10

func (l *Live) file(ctx context.Context, name string) (LiveFile, error) {
	for range attempts {
		f, err := l.fileNow(ctx, name)
		var changed *changedError
		if !errors.As(err, &changed) {
			return f, err
		}
		if err := l.update(ctx, []string{changed.folder.Path()}, nil); err != nil {
			return LiveFile{}, err
		}
	}
	return LiveFile{}, errors.New("the content is being written to without a pause")
}

func isChanged(err error) bool {
	var changed *changedError
	return errors.As(err, &changed)
}

func (l *Live) fileNow(ctx context.Context, name string) (LiveFile, error) {
	for _, find := range []func(string) (output, bool){l.ofMeeting, l.ofCalendars, l.ofShared} {
		o, ok := find(name)
		if !ok {
			continue
		}
		r, err := l.get(ctx, o)
		switch {
		case err != nil:
			return LiveFile{}, err
		case r.files == nil:
			return LiveFile{}, ErrProblems
		}
		if f, ok := r.files[name]; ok {
			f.Stale = r.stale
			return f, nil
		}
	}
	return LiveFile{}, fs.ErrNotExist
}

// get returns an output as it is now, or as it was before an error.
func (l *Live) get(ctx context.Context, o output) (*rendering, error) {
	return l.rendered.get(o, func() ([]publish.File, diag.List, error) {
		parts, diags, err := l.project.make(ctx, o)
		if parts == nil {
			return nil, diags, err
		}
		return parts[0], diags, err
	})
}

// ofMeeting returns the meeting that a file may belong to.
func (l *Live) ofMeeting(name string) (output, bool) {
	u := l.units[path.Join(content.Dir, l.project.meetingOf(name))]
	if u == nil {
		return output{}, false
	}
	return l.meeting(u), true
}

// meeting returns the output of a meeting. It cannot be composed while the meeting has
// errors.
func (l *Live) meeting(u *liveUnit) output {
	if u.facts == nil {
		return output{name: u.folder.Path(), key: u.key, compose: func() (composed, error) { return composed{}, ErrProblems }}
	}
	o := l.project.meetingOutput(&u.unit, u.read)
	u.read = nil // it is rendered once
	return o
}

// ofCalendars returns the calendars of the group that one of them may belong to.
func (l *Live) ofCalendars(name string) (output, bool) {
	lang, group, _ := strings.Cut(path.Dir(name), "/")
	g := l.project.frame.Archive.Group(group)
	if g == nil || path.Ext(name) != ".ics" || !slices.Contains(l.project.Languages(), lang) {
		return output{}, false
	}
	return l.calendars(g), true
}

// calendars returns the output of a group's calendars. It holds meetings with errors
// as they were last; those that are not known any more keep it from being composed.
func (l *Live) calendars(g *meeting.Group) output {
	var own []*unit
	for _, folder := range l.folders() {
		if u := l.units[folder]; u.last.facts != nil && slices.Contains(u.last.facts.Summary.Groups, g.ID) {
			own = append(own, &u.last)
		}
	}
	return l.project.calendarOutput(g, own, func(of *unit) (*meeting.Meeting, error) {
		u := l.units[of.folder.Path()]
		if u.calendar != nil {
			return u.calendar, nil
		}
		if u.key != of.key {
			return nil, ErrProblems
		}
		m, err := l.project.readAgain(of)
		if err == nil {
			u.calendar = forCalendars(m)
		}
		return u.calendar, err
	})
}

// ofShared returns the output of a file that belongs to no meeting.
func (l *Live) ofShared(name string) (output, bool) {
	l.compose()
	o, ok := l.shared.outputs[name]
	return o, ok
}

// compose composes what belongs to no single meeting, if something changed.
func (l *Live) compose() {
	if l.shared != nil {
		return
	}
	s := &shared{outputs: map[string]output{}}
	var ids []content.Identity
	for _, name := range slices.Sorted(maps.Keys(l.units)) {
		if f := l.units[name].last.facts; f != nil {
			s.summaries = append(s.summaries, f.Summary)
			ids = append(ids, f.Identity)
		}
	}
	s.diags = content.SameIDs(ids)
	slices.SortFunc(s.summaries, site.Summary.Compare)
	for _, o := range l.project.siteOutputs(s.summaries) {
		for _, name := range o.files.must {
			s.outputs[name] = o
			s.paths = append(s.paths, name)
		}
	}
	l.shared = s
}

// Idle gets ready for the next change. It is to be called when nobody waits.
func (l *Live) Idle() {
	l.mu.Lock()
	p := l.project
	l.mu.Unlock()
	if p != nil {
		p.renderer.Prepare()
	}
}

// Close ends what is kept ready. The site is not to be used afterwards.
func (l *Live) Close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.project != nil {
		l.project.renderer.Close()
	}
}
