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
		r.role(o.At("role"), o.Role)
	}
	for _, d := range m.Deadlines {
		for _, a := range d.Actions {
			for _, who := range a.Who {
				r.role(a.AtName("who", who), who)
			}
		}
	}
	for _, id := range m.JointWith {
		if r.archive.Group(id) == nil {
			r.errorf(m.AtName("joint_with", id), "the meeting is held jointly with %q, but there is no such folder of a group%s", id, r.didYouMean(id, func() []string { return ids(r.archive.Groups, func(g *meeting.Group) string { return g.ID }) }))
		} else if id == m.Group.ID {
			r.errorf(m.AtName("joint_with", id), "the meeting is held jointly with its own group, %q; name others only", id)
		}
	}
	for _, e := range m.Events {
		r.room(e.At("room"), e.Room)
	}
	for _, a := range m.Annexes {
		for _, s := range a.Slots() {
			r.room(s.At("room"), s.Room)
			for _, who := range s.Who {
				r.role(s.AtName("who", who), who)
			}
		}
	}
	for what, s := range map[string]meeting.Service{"interpretation": m.Interpretation, "captioning": m.Captioning} {
		if s.RequestBy != "" && !r.unread("deadlines") && m.Deadline(s.RequestBy) == nil {
			r.errorf(m.At(what), "%s is to be asked for by the deadline %q, which does not exist%s", what, s.RequestBy, r.likelyDeadline(s.RequestBy))
		}
	}
}

func (r *run) role(pos diag.Pos, id string) {
	if _, ok := r.archive.Site.Roles[id]; ok || id == "" {
		return
	}
	r.errorf(pos, "there is no role %q in content/site.yaml under roles%s", id, r.didYouMean(id, func() []string {
		return slices.Sorted(maps.Keys(r.archive.Site.Roles))
	}))
}

func (r *run) room(pos diag.Pos, id string) {
	if id == "" || r.unread("venue") || (r.m.Venue == nil && r.m.Participation != meeting.Remote) {
		return // a missing venue is reported once
	}
	if room, _ := r.m.Venue.Room(id); room == nil {
		r.errorf(pos, "there is no room %q in venue.yaml under buildings%s", id, r.didYouMean(id, func() (known []string) {
			if r.m.Venue != nil {
				for _, b := range r.m.Venue.Buildings {
					known = append(known, ids(b.Rooms, func(room meeting.Room) string { return room.ID })...)
				}
			}
			return known
		}))
	}
}

func (r *run) likelyDeadline(id string) string {
	return r.didYouMean(id, func() []string { return ids(r.m.Deadlines, func(d meeting.Deadline) string { return d.ID }) })
}

func (r *run) likelyEvent(id string) string {
	return r.didYouMean(id, func() []string { return ids(r.m.AllEvents(), func(e meeting.Event) string { return e.ID }) })
}

// ids returns the names of the items of a list.
func ids[T any](list []T, id func(T) string) []string {
	var names []string
	for _, item := range list {
		names = append(names, id(item))
	}
	return names
}
