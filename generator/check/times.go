package check

import (
	"cmp"
	"fmt"
	"time"

	"plenary/generator/diag"
	"plenary/generator/meeting"
)

// surroundings is how far before its first day and after its last a meeting's
// events may lie: workshops and tutorials come days earlier, not months.
const surroundings = 31 // days

// ahead is how long before a meeting a deadline may lie.
const ahead = 12 // months

// times reports what lies where it cannot be.
func (r *run) times() {
	m := r.m
	if m.Days.IsZero() {
		return
	}
	first, last := m.Days.First.AddDays(-surroundings), m.Days.Last.AddDays(surroundings)
	around := func(pos diag.Pos, what string, from, to meeting.Date) {
		if !from.IsZero() && (from.Compare(first) < 0 || to.Compare(last) > 0) {
			r.findingf(pos, "%s on %s lies outside the meeting's surroundings, %s to %s (%d days around the meeting)", what, from, first, last, surroundings)
		}
	}
	for _, e := range m.Events {
		around(e.At("when"), fmt.Sprintf("the event %q", e.ID), e.When.First, e.When.Last)
	}
	around(m.At("registration"), "the start of registration", m.Registration.First, m.Registration.Last)
	r.within("the opening", m.At("opening"), m.Opening)
	if !m.Registration.IsZero() && !m.Opening.IsZero() && m.Registration.Start.After(m.Opening.Start) {
		r.findingf(m.At("registration"), "registration begins after the opening, %s", m.Opening.Start.Format("2006-01-02 15:04"))
	}
	for _, d := range m.Deadlines {
		if !d.Due.IsZero() && d.Due.First.AddMonths(ahead).Compare(m.Days.First) < 0 {
			r.findingf(d.At("due"), "the deadline %q on %s lies more than %d months before the meeting, which begins on %s", d.ID, d.Due.First, ahead, m.Days.First)
		}
		if !d.Due.IsZero() && d.Due.First.Compare(last) > 0 {
			r.findingf(d.At("due"), "the deadline %q on %s lies after the meeting's surroundings, which end on %s", d.ID, d.Due.First, last)
		}
	}
	for _, a := range m.Annexes {
		if a.TimePlan == nil {
			continue
		}
		for _, day := range a.TimePlan.Days {
			around(day.Pos, "the day of the time plan", day.Date, day.Date)
		}
	}
}

func (r *run) within(what string, pos diag.Pos, w meeting.When) {
	w = w.In(cmp.Or(r.m.Zone, time.UTC))
	if !w.IsZero() && (w.First.Compare(r.m.Days.First) < 0 || w.First.Compare(r.m.Days.Last) > 0) {
		r.findingf(pos, "%s on %s is not on a day of the meeting, %s to %s", what, w.First, r.m.Days.First, r.m.Days.Last)
	}
}

// leads checks lead times against the deadlines they serve. A lead time that
// leads past its deadline is the letter's own and only worth a warning.
func (r *run) leads() {
	for _, l := range r.m.Leads {
		if l.Before != "" && l.Before != "opening" && r.m.Event(l.Before) == nil && !r.unread("annex") {
			r.errorf(l.At("before"), "the lead time %q is before %q, which is neither \"opening\" nor an event%s", l.ID, l.Before, r.likelyEvent(l.Before))
			continue
		}
		if day := r.m.LeadDay(l); !day.IsZero() && day.Year < meeting.FirstYear {
			r.errorf(l.At("at_least"), "the lead time %q ends in the year %d, and days from %d on can be written; write a shorter one", l.ID, day.Year, meeting.FirstYear)
			continue
		}
		if l.Serves == "" || r.unread("deadlines") {
			continue
		}
		d := r.m.Deadline(l.Serves)
		if d == nil {
			r.errorf(l.At("serves"), "the lead time %q serves the deadline %q, which does not exist%s", l.ID, l.Serves, r.likelyDeadline(l.Serves))
			continue
		}
		if day := r.m.LeadDay(l); l.AtLeast.N > 0 && !day.IsZero() && !d.Due.IsZero() && day.Compare(d.Due.First) > 0 && l.Note.IsZero() {
			r.diags.Warnf(l.Pos, "the lead time %q ends on %s, after the deadline %q that it serves, %s; tell readers which counts, in a note", l.ID, day, d.ID, d.Due.First)
		}
	}
}

// places checks that the meeting has a place where it needs one.
func (r *run) places() {
	m := r.m
	switch {
	case m.Participation == meeting.Remote && m.Venue != nil:
		r.findingf(m.Venue.Pos, "the meeting is fully remote and has a venue all the same; change participation in meeting.yaml or remove this file")
	case m.Participation == meeting.Remote && !m.City.IsZero():
		r.findingf(m.At("city"), "the meeting is fully remote and has a city all the same; leave the city out, and name the zone in content/site.yaml under zones")
	case m.Participation != meeting.Remote && m.City.IsZero():
		r.errorf(m.Pos, "the meeting has no city; name it, or set participation to remote")
	case m.Participation != meeting.Remote && m.Venue == nil && !r.unread("venue"):
		r.errorf(m.Pos, "the meeting has no venue; write venue.yaml, or set participation to remote")
	}
	if v := m.Venue; v != nil && v.LocalLanguage != "" {
		for _, t := range []meeting.Text{v.Name, v.Address} {
			if t.By != nil && t.In(v.LocalLanguage) == "" {
				r.errorf(t.Pos, "the language %q of the venue's country is missing in this text; the card for the taxi is made from it", v.LocalLanguage)
			}
		}
	}
}

// conditions checks that what became of something is explained, and that
// nothing is explained that did not change.
func (r *run) conditions() {
	m := r.m
	r.condition(m.Source, m.Condition)
	for _, d := range m.Deadlines {
		r.condition(d.Source, d.Condition)
	}
	for _, e := range m.Events {
		r.condition(e.Source, e.Condition)
	}
	for _, a := range m.Annexes {
		for _, s := range a.Slots() {
			r.condition(s.Source, s.Condition)
		}
	}
}

func (r *run) condition(at meeting.Source, c meeting.Condition) {
	switch {
	case c.Status != meeting.AsPlanned && c.Reason.IsZero():
		r.findingf(at.At("status"), "the status %q needs a reason in each language", c.Status)
	case c.Status == meeting.AsPlanned && !c.Reason.IsZero():
		r.findingf(at.At("reason"), "there is a reason but no status; write moved, postponed or cancelled")
	}
}

// zoneNames reports zones that hours are given in and that have no name that a
// reader knows.
func (r *run) zoneNames() {
	named := map[string]bool{} // the meeting's own zone has the name of its city
	if r.m.Zone != nil && r.m.Participation != meeting.Remote {
		named[r.m.Zone.String()] = true
	}
	name := func(pos diag.Pos, loc *time.Location) {
		if loc == nil || loc == time.UTC || named[loc.String()] {
			return
		}
		named[loc.String()] = true
		if _, ok := r.archive.Site.Zones[loc.String()]; !ok {
			r.errorf(pos, "the zone %s has no name that readers know; give it one in content/site.yaml under zones, as in {zh: 日内瓦, en: Geneva}", loc)
		}
	}
	name(r.m.At("zone"), r.m.Zone)
	for _, e := range r.m.Events {
		name(e.At("when"), e.When.Zone())
	}
	for _, d := range r.m.Deadlines {
		name(d.At("due"), d.Due.Zone())
	}
	name(r.m.At("opening"), r.m.Opening.Zone())
	name(r.m.At("registration"), r.m.Registration.Zone())
}
