package revision

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"slices"
	"time"

	"plenary/generator/meeting"
)

// The statuses that calendars know of an item.
const (
	confirmed = "confirmed"
	cancelled = "cancelled"
)

// calendarItem is an item of a calendar, as far as a record and the files share it.
type calendarItem struct {
	id          string
	subject     meeting.SubjectID
	when        string
	status      string
	became      meeting.Status // what was said to have become of it, or of its meeting
	fingerprint string
}

// schedule is what raises SEQUENCE when it changes (RFC 5546, 2.1.4).
func (it calendarItem) schedule() string { return it.when + " " + string(it.became) }

// calendarItems returns the items of a meeting's calendars: deadlines, events, the
// meeting itself, its registration and its opening.
func calendarItems(subjects []meeting.Subject) []calendarItem {
	r := aroundOf(subjects)
	var list []calendarItem
	for i := range subjects {
		t := &subjects[i]
		kind, id := t.ID.Split()
		switch kind {
		case aDeadline:
			list = append(list, r.item(id, t, "due"))
		case anEvent:
			list = append(list, r.item(id, t, "when"))
		case theMeeting:
			list = append(list, r.item(theMeeting, t, "days"))
			for _, id := range []string{"registration", "opening"} {
				if !t.Fact(id).IsZero() {
					list = append(list, r.item(id, t, id))
				}
			}
		}
	}
	return list
}

// around is what calendars say beside an item: which meeting it is, where, and what
// to know of a deadline.
type around struct {
	meeting, venue *meeting.Subject              // nil if there is none
	buildings      []byte                        // their addresses, as a fingerprint has them
	leads          map[string][]*meeting.Subject // by the deadline that they serve
}

func aroundOf(subjects []meeting.Subject) around {
	r := around{leads: map[string][]*meeting.Subject{}}
	var buildings, leads []*meeting.Subject
	for i := range subjects {
		t := &subjects[i]
		switch kind, _ := t.ID.Split(); kind {
		case theMeeting:
			r.meeting = t
		case theVenue:
			r.venue = t
		case aBuilding:
			buildings = append(buildings, t)
		case aLead:
			leads = append(leads, t)
		}
	}
	for _, list := range [][]*meeting.Subject{buildings, leads} { // in whichever order files have them
		slices.SortFunc(list, func(a, b *meeting.Subject) int { return cmp.Compare(a.ID, b.ID) })
	}
	var b bytes.Buffer
	for _, t := range buildings {
		fingerprint(&b, t, "address")
	}
	r.buildings = b.Bytes()
	for _, t := range leads {
		r.leads[t.Fact("serves").Same] = append(r.leads[t.Fact("serves").Same], t)
	}
	return r
}

// item returns the item that a subject is, whose time is the given fact.
func (r around) item(id string, t *meeting.Subject, when string) calendarItem {
	it := calendarItem{id: id, subject: t.ID, when: t.Fact(when).Same, status: confirmed}
	if when != "opening" && when != "registration" { // which have no status of their own
		it.became = meeting.Status(t.Fact("status").Same)
	}
	shared := false // whether what became of the meeting became of the item, see meeting.Meeting.Of
	if whole := meeting.Status(r.meeting.Fact("status").Same); it.became == meeting.AsPlanned && whole != meeting.Moved {
		it.became, shared = whole, true
	}
	if !(meeting.Condition{Status: it.became}).TakesPlace() {
		it.status = cancelled
	}
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %q\n", it.id, it.when, it.became)
	if t != r.meeting {
		fingerprint(h, t)
	}
	fingerprint(h, r.meeting, "title", "days", "zone", "city")
	if how := r.meeting.Fact("participation").Same; how == string(meeting.Remote) || r.venue == nil {
		fingerprint(h, r.meeting, "participation")
	}
	if t == r.meeting && when == "days" || shared {
		fingerprint(h, r.meeting, "reason")
	}
	if kind, _ := t.ID.Split(); kind != aDeadline {
		r.place(h, t)
	}
	for _, lead := range r.leads[id] {
		fingerprint(h, lead, "note")
	}
	it.fingerprint = hex.EncodeToString(h.Sum(nil)[:8])
	return it
}

// place adds to a hash where calendars say that something takes place: in a room, at
// a place of its own, or at the venue.
func (r around) place(h hash.Hash, t *meeting.Subject) {
	switch {
	case !t.Fact("place").IsZero(): // part of the subject's own facts
	case t.Fact("room").IsZero():
		fingerprint(h, r.venue, "name", "hall", "address", "position")
	default:
		fingerprint(h, r.venue, "name", "address", "position")
		h.Write(r.buildings)
	}
}

// fingerprint adds a subject's facts to a hash: those named, or all.
func fingerprint(h io.Writer, t *meeting.Subject, names ...string) {
	if t == nil {
		return
	}
	for _, f := range t.Facts {
		if len(names) > 0 && !slices.Contains(names, f.Name) {
			continue
		}
		fmt.Fprintf(h, "%q %q %q\n", t.ID, f.Name, f.Value.Same)
		for _, lang := range f.Value.Languages() {
			fmt.Fprintf(h, "%q %q\n", lang, f.Value.By[lang])
		}
	}
}

// itemRecords returns what calendars say of the meeting's items since a revision on a
// date, which follows those of the record so far: unchanged items keep what was
// recorded of them.
func (c *Comparison) itemRecords(date time.Time) []meeting.ItemRecord {
	before := map[string]calendarItem{}
	for _, it := range calendarItems(c.old) {
		before[it.id] = it
	}
	recorded := lastRecords(c.m.Record)
	var list []meeting.ItemRecord
	for _, it := range calendarItems(c.now) {
		rec := meeting.ItemRecord{ID: it.id, Modified: date, Status: it.status, Fingerprint: it.fingerprint}
		last, there := recorded[it.id]
		switch {
		case !there && it.became != meeting.AsPlanned: // it was published before there was a record
			rec.Sequence = 1
		case !there:
		case last.current && last.Fingerprint == it.fingerprint:
			rec.Sequence, rec.Modified = last.Sequence, last.Modified
		case last.current && before[it.id].schedule() == it.schedule():
			rec.Sequence = last.Sequence
		default:
			rec.Sequence = last.Sequence + 1
		}
		list = append(list, rec)
	}
	return list
}

// lastRecord is what was recorded last of an item.
type lastRecord struct {
	*meeting.ItemRecord
	created time.Time // when it was recorded first
	current bool      // whether the last revision recorded it
}

// lastRecords returns what was recorded last of each item, by ID.
func lastRecords(r meeting.Record) map[string]lastRecord {
	last := map[string]lastRecord{}
	for i, rev := range r.Revisions {
		for j, rec := range slices.Backward(rev.Items) { // the first of several with an ID counts
			created := rev.Date
			if former, ok := last[rec.ID]; ok {
				created = former.created
			}
			last[rec.ID] = lastRecord{&rev.Items[j], created, i == len(r.Revisions)-1}
		}
	}
	return last
}

// unrecorded takes the place of the dates of a meeting that was never recorded and whose
// letter has no date. It lies before any that will be recorded.
var unrecorded = time.Unix(0, 0).UTC()

// Stamps returns the history of the meeting's calendar items, by ID. It comes from
// the record, never from the clock. What is not recorded yet has the sequence
// that it will have, and the date of what is.
func (c *Comparison) Stamps() map[string]meeting.Stamp {
	m, at := c.m, unrecorded
	if d := m.Letter.Date; !d.IsZero() {
		at = time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
	}
	if last := m.Record.Last(); last != nil {
		at = last.Date
	}
	recorded := lastRecords(m.Record)
	stamps := map[string]meeting.Stamp{}
	for _, rec := range c.itemRecords(at) {
		created := at
		if last, ok := recorded[rec.ID]; ok {
			created = last.created
		}
		stamps[rec.ID] = meeting.Stamp{Created: created, Modified: rec.Modified, Sequence: rec.Sequence}
	}
	return stamps
}
