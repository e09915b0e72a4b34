package pipeline

import (
	"context"
	"slices"

	"plenary/generator/cache"
	"plenary/generator/calendar"
	"plenary/generator/content"
	"plenary/generator/meeting"
	"plenary/generator/publish"
)

// latest returns the meetings that the feeds of their group hold, in order, and
// the keys of their facts.
func latest(own []*unit) ([]*unit, []cache.Key) {
	slices.SortFunc(own, byDay)
	own = own[calendar.Latest(len(own), func(i int) (first, last meeting.Date) {
		return own[i].facts.Summary.First, own[i].facts.Summary.Last
	}):]
	keys := make([]cache.Key, len(own))
	for i, u := range own {
		keys[i] = u.key
	}
	return own, keys
}

// held is a meeting that was read, with what calendars are made of.
type held struct {
	*unit
	m *meeting.Meeting
}

// hold keeps a meeting that was read for the feeds of its groups, as long as it is
// among the latest of one of them.
func (b *build) hold(u *unit, m *meeting.Meeting) {
	short := *m
	short.Letter.Prose, short.Annexes, short.Links, short.Notes, short.Record = nil, nil, nil, nil, meeting.Record{}
	for _, a := range m.Annexes {
		if a.TimePlan != nil {
			short.Annexes = append(short.Annexes, a)
		}
	}
	for _, id := range u.facts.Summary.Groups {
		list := append(b.held[id], held{u, &short})
		slices.SortFunc(list, func(x, y held) int { return byDay(x.unit, y.unit) })
		b.held[id] = slices.Delete(list, 0, calendar.Latest(len(list), func(i int) (first, last meeting.Date) {
			return list[i].m.Days.First, list[i].m.Days.Last
		}))
	}
}

// groups makes the calendars of all groups.
func (b *build) groups(ctx context.Context) error {
	for _, g := range b.frame.Archive.Groups {
		if err := b.feeds(ctx, g); err != nil {
			return err
		}
	}
	return nil
}

// feeds makes the calendars of a group, if they are not in the cache.
func (b *build) feeds(ctx context.Context, g *meeting.Group) error {
	var own []*unit
	for _, u := range b.units {
		if !u.facts.Draft && slices.Contains(u.facts.Summary.Groups, g.ID) {
			own = append(own, u)
		}
	}
	own, keys := latest(own)
	key := b.feedsKey(g.ID, keys)
	if fresh, err := b.reuse(b.to, key, b.expectedFeeds(g, own)); fresh || err != nil {
		return err
	}
	byUnit := map[*unit]*meeting.Meeting{}
	for _, h := range b.held[g.ID] {
		byUnit[h.unit] = h.m
	}
	meetings := make([]*meeting.Meeting, len(own))
	err := b.Parts.step("load", func() error {
		return each(ctx, len(own), b.opt.Jobs, func(i int) error {
			if meetings[i] = byUnit[own[i]]; meetings[i] != nil {
				return nil
			}
			var err error
			meetings[i], err = b.again(own[i])
			return err
		})
	})
	if err != nil {
		return err
	}
	var files []publish.File
	err = b.Parts.step("calendars", func() error {
		for _, f := range calendar.OfGroup(b.frame.Archive.Site, g, meetings, b.words) {
			files = append(files, publish.File{Path: f.Path, Data: f.Data})
		}
		return nil
	})
	if err != nil {
		return err
	}
	return b.keep(ctx, key, files)
}

// again reads a meeting of which the facts are known: it has no errors, unless it
// was changed since, which is an error then.
func (p *Project) again(u *unit) (*meeting.Meeting, error) {
	l, err := p.read(u.folder)
	if err == nil && l.key != u.key {
		err = &changedError{u.folder}
	}
	return l.m, err
}

// changedError is of a meeting that somebody saved at the wrong moment.
type changedError struct{ folder content.Folder }

func (e *changedError) Error() string {
	return e.folder.Path() + " was changed during the build; build again"
}
