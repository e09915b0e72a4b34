package check

import (
	"reflect"

	"plenary/generator/diag"
	"plenary/generator/meeting"
)

// What is made of a meeting grows with the product of its dates, roles and
// languages, so that few lines could ask for more than any computer holds. These are
// the most; no letter comes near them.
const (
	maxDates     = 2_000    // actions, events and roles in all languages: each has a calendar of its own
	maxTexts     = 20_000   // in all languages
	maxRevisions = 1_000    // in all languages: each has a page
	maxCalendars = 32 << 20 // bytes, about, in all calendars of the meeting
)

// amounts reports a meeting of which too much would be made.
func (r *run) amounts() {
	r.dates()
	r.texts()
	r.revisions()
	r.calendars()
}

// dates reports the first date too many.
func (r *run) dates() {
	most := max(1, maxDates/len(r.languages()))
	n, at := len(meeting.Roles(r.m)), r.m.Pos
	count := func(pos diag.Pos) {
		if n++; n <= most+1 {
			at = pos
		}
	}
	for _, d := range r.m.Deadlines {
		count(d.Pos)
		for _, a := range d.Actions[min(1, len(d.Actions)):] {
			count(a.Pos)
		}
	}
	for _, e := range r.m.Events {
		count(e.Pos)
	}
	for _, a := range r.m.Annexes {
		for _, s := range a.Slots() {
			if s.ID != "" {
				count(s.Pos)
			}
		}
	}
	if n > most {
		r.errorf(at, "the meeting has %d actions, events, slots with an id and roles that act, and %d are the most in %d languages; remove some", n, most, len(r.languages()))
	}
}

// texts reports the first text too many.
func (r *run) texts() {
	most := max(1, maxTexts/len(r.languages()))
	n := 0
	var at diag.Pos
	eachText(reflect.ValueOf(*r.m), func(t meeting.Text) {
		if n++; n == most+1 {
			at = t.Pos
		}
	})
	if n > most {
		r.errorf(at, "the meeting's files have %d texts, and %d are the most in %d languages; remove some", n, most, len(r.languages()))
	}
}

// revisions reports the first revision too many.
func (r *run) revisions() {
	list := r.m.Record.Revisions
	if most := max(1, maxRevisions/len(r.languages())); len(list) > most {
		r.errorf(list[most].Pos, "a meeting has %d revisions at most in %d languages; this is one more", most, len(r.languages()))
	}
}

// calendars reports calendars that would be too large.
func (r *run) calendars() {
	total, roles := 0, meeting.Roles(r.m)
	for _, lang := range r.languages() {
		each := r.shared(lang)
		for _, d := range r.m.Deadlines {
			feeds := 4 // all, deadlines, reminders, and the one by itself
			for _, role := range roles {
				if _, concerned := d.For(role); concerned {
					feeds++
				}
			}
			total += (each + r.deadline(d, lang)) * feeds
		}
		for _, e := range r.m.AllEvents() {
			size := len(e.Title.In(lang)) + len(e.Note.In(lang)) + len(e.Register.In(lang)) + len(e.Place.In(lang)) + len(e.Reason.In(lang)) + len(e.URL)
			total += (each + size) * 3 // all, events, and the one by itself
		}
	}
	if total > maxCalendars {
		r.errorf(r.m.Pos, "the calendars of this meeting would have about %d MB, and %d are the most; remove dates, or shorten what calendars say of each: the titles of the meeting and the deadline, city, venue, roles and reasons", total>>20, maxCalendars>>20)
	}
}

// shared returns how many bytes calendars say of each date of the meeting, about.
func (r *run) shared(lang string) int {
	const fixed = 800
	m := r.m
	size := fixed + len(m.Title.In(lang)) + 4*len(m.City.In(lang)) + len(m.Reason.In(lang)) + len(m.Group.Abbreviation) + len(m.Group.Short.In(lang))
	if v := m.Venue; v != nil {
		size += len(v.Name.In(lang)) + len(v.Hall.In(lang)) + len(v.Address.In(lang))
	}
	return size
}

// deadline returns how many bytes calendars say of a deadline, about.
func (r *run) deadline(d meeting.Deadline, lang string) int {
	size := len(d.Short.In(lang)) + len(d.Reason.In(lang))
	for _, a := range d.Actions {
		size += len(a.Do.In(lang)) + len(a.How.In(lang)) + len(a.URL)
		for _, role := range a.Who {
			size += len(r.archive.Site.Roles[role].In(lang))
		}
	}
	for _, l := range r.m.Leads {
		if l.Serves == d.ID {
			size += len(l.Note.In(lang))
		}
	}
	return size
}
