package revision

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"slices"
	"strings"
	"time"

	"plenary/generator/meeting"
)

// The statuses that calendars know of an item.
const (
	confirmed = "confirmed"
	cancelled = "cancelled"
)

// calendarItem is an item of a calendar as things tell it: all that a record and
// the files share.
type calendarItem struct {
	id          string
	thing       string // the name of the thing that it is
	when        string
	status      string
	became      meeting.Status // what was said to have become of it, or of its meeting
	fingerprint string
}

// schedule is what raises SEQUENCE when it changes (RFC 5546, 2.1.4).
func (it calendarItem) schedule() string { return it.when + " " + string(it.became) }

// calendarItems returns the items of a meeting's calendars: deadlines, events, the
// meeting itself, its registration and its opening.
func calendarItems(things []meeting.Thing) []calendarItem {
	r := aroundOf(things)
	var list []calendarItem
	for i := range things {
		t := &things[i]
		kind, id := Split(t.Name)
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

// around is what calendars tell of with an item: which meeting it is, where, and what
// to know of a deadline.
type around struct {
	meeting, venue   *meeting.Thing // nil if there is none
	buildings, leads []*meeting.Thing
}

func aroundOf(things []meeting.Thing) around {
	var r around
	for i := range things {
		t := &things[i]
		switch kind, _ := Split(t.Name); kind {
		case theMeeting:
			r.meeting = t
		case theVenue:
			r.venue = t
		case aBuilding:
			r.buildings = append(r.buildings, t)
		case aLead:
			r.leads = append(r.leads, t)
		}
	}
	for _, list := range [][]*meeting.Thing{r.buildings, r.leads} { // in whichever order files have them
		slices.SortFunc(list, func(a, b *meeting.Thing) int { return strings.Compare(a.Name, b.Name) })
	}
	return r
}

// item returns the item that a thing is, whose time is the given fact.
func (r around) item(id string, t *meeting.Thing, when string) calendarItem {
	it := calendarItem{id: id, thing: t.Name, when: t.Fact(when).Same, status: confirmed}
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
	if kind, _ := Split(t.Name); kind != aDeadline {
		r.place(h, t)
	}
	for _, lead := range r.leads {
		if lead.Fact("serves").Same == id {
			fingerprint(h, lead, "note")
		}
	}
	it.fingerprint = hex.EncodeToString(h.Sum(nil)[:8])
	return it
}

// place adds to a hash where calendars say that something takes place: in a room, at
// a place of its own, or at the venue.
func (r around) place(h hash.Hash, t *meeting.Thing) {
	switch {
	case !t.Fact("place").IsZero(): // told with the thing
	case t.Fact("room").IsZero():
		fingerprint(h, r.venue, "name", "hall", "address", "position")
	default:
		fingerprint(h, r.venue, "name", "address", "position")
		for _, b := range r.buildings {
			fingerprint(h, b, "address")
		}
	}
}

// fingerprint adds a thing's facts to a hash: those named, or all.
func fingerprint(h hash.Hash, t *meeting.Thing, names ...string) {
	if t == nil {
		return
	}
	for _, f := range t.Facts {
		if len(names) > 0 && !slices.Contains(names, f.Name) {
			continue
		}
		fmt.Fprintf(h, "%q %q %q\n", t.Name, f.Name, f.Value.Same)
		for _, lang := range f.Value.Languages() {
			fmt.Fprintf(h, "%q %q\n", lang, f.Value.By[lang])
		}
	}
}

// itemRecords returns what calendars say of a meeting's items since a revision on
// a date, which follows those of the record so far: unchanged items keep what was
// recorded of them.
func itemRecords(r meeting.Record, things []meeting.Thing, date time.Time) []meeting.ItemRecord {
	before := map[string]calendarItem{}
	for _, it := range calendarItems(At(r, len(r.Revisions))) {
		before[it.id] = it
	}
	var list []meeting.ItemRecord
	for _, it := range calendarItems(things) {
		rec := meeting.ItemRecord{ID: it.id, Modified: date, Status: it.status, Fingerprint: it.fingerprint}
		last, current := lastRecord(r, it.id)
		switch {
		case last == nil && it.became != meeting.AsPlanned: // it was published before there was a record
			rec.Sequence = 1
		case last == nil:
		case current && last.Fingerprint == it.fingerprint:
			rec.Sequence, rec.Modified = last.Sequence, last.Modified
		case current && before[it.id].schedule() == it.schedule():
			rec.Sequence = last.Sequence
		default:
			rec.Sequence = last.Sequence + 1
		}
		list = append(list, rec)
	}
	return list
}

// lastRecord returns what was recorded last of an item, and whether that was by
// the last revision; nil if it was never recorded.
func lastRecord(r meeting.Record, id string) (rec *meeting.ItemRecord, current bool) {
	for i, rev := range slices.Backward(r.Revisions) {
		for j := range rev.Items {
			if rev.Items[j].ID == id {
				return &r.Revisions[i].Items[j], i == len(r.Revisions)-1
			}
		}
	}
	return nil, false
}

// unrecorded stands for the dates of a meeting that was never recorded and whose
// letter has no date. It lies before any that will be recorded.
var unrecorded = time.Unix(0, 0).UTC()

// Stamps returns the history of a meeting's calendar items, by ID. It comes from
// the record, never from the clock. What is not recorded yet has the sequence
// that it will have, and the date of what is.
func Stamps(m *meeting.Meeting) map[string]meeting.Stamp {
	at := unrecorded
	if d := m.Letter.Date; !d.IsZero() {
		at = time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
	}
	if last := m.Record.Last(); last != nil {
		at = last.Date
	}
	stamps := map[string]meeting.Stamp{}
	for _, rec := range itemRecords(m.Record, Things(m), at) {
		stamps[rec.ID] = meeting.Stamp{Created: created(m.Record, rec.ID, at), Modified: rec.Modified, Sequence: rec.Sequence}
	}
	return stamps
}

// created returns when an item was published first.
func created(r meeting.Record, id string, otherwise time.Time) time.Time {
	for _, rev := range r.Revisions {
		if slices.ContainsFunc(rev.Items, func(rec meeting.ItemRecord) bool { return rec.ID == id }) {
			return rev.Date
		}
	}
	return otherwise
}
