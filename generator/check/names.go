package check

import (
	"maps"
	"slices"

	"plenary/generator/diag"
	"plenary/generator/meeting"
)

// names reports references to roles, rooms, groups and deadlines that are not
// there.
func (r *run) names() {
	m := r.m
	for _, o := range m.Officers {
		r.role(o.Pos, o.Role)
	}
	for _, d := range m.Deadlines {
		for _, a := range d.Actions {
			for _, who := range a.Who {
				r.role(a.Pos, who)
			}
		}
	}
	for _, id := range m.JointWith {
		if r.archive.Group(id) == nil {
			r.errorf(m.Pos, "the meeting is held jointly with %q, but there is no such folder of a group%s", id, diag.DidYouMean(id, ids(r.archive.Groups, func(g *meeting.Group) string { return g.ID })))
		} else if id == m.Group.ID {
			r.errorf(m.Pos, "the meeting is held jointly with its own group, %q; name others only", id)
		}
	}
	for _, e := range m.AllEvents() {
		r.room(e.Pos, e.Room)
	}
	for _, a := range m.Annexes {
		if a.TimePlan == nil {
			continue
		}
		for _, day := range a.TimePlan.Days {
			for _, s := range day.Slots {
				r.room(s.Pos, s.Room)
				for _, who := range s.Who {
					r.role(s.Pos, who)
				}
			}
		}
	}
	for what, s := range map[string]meeting.Service{"interpretation": m.Interpretation, "captioning": m.Captioning} {
		if s.RequestBy != "" && m.Deadline(s.RequestBy) == nil {
			r.errorf(m.Pos, "%s is to be asked for by the deadline %q, which does not exist%s", what, s.RequestBy, r.likelyDeadline(s.RequestBy))
		}
	}
}

func (r *run) role(pos diag.Pos, id string) {
	if _, ok := r.archive.Site.Roles[id]; ok || id == "" {
		return
	}
	known := slices.Sorted(maps.Keys(r.archive.Site.Roles))
	r.errorf(pos, "there is no role %q in content/site.yaml under roles%s", id, diag.DidYouMean(id, known))
}

func (r *run) room(pos diag.Pos, id string) {
	if id == "" {
		return
	}
	if room, _ := r.m.Venue.Room(id); room == nil {
		r.errorf(pos, "there is no room %q in venue.yaml under buildings", id)
	}
}

func (r *run) likelyDeadline(id string) string {
	return diag.DidYouMean(id, ids(r.m.Deadlines, func(d meeting.Deadline) string { return d.ID }))
}

func (r *run) likelyEvent(id string) string {
	return diag.DidYouMean(id, ids(r.m.AllEvents(), func(e meeting.Event) string { return e.ID }))
}

// ids returns the names of the items of a list.
func ids[T any](list []T, id func(T) string) []string {
	var names []string
	for _, item := range list {
		names = append(names, id(item))
	}
	return names
}
