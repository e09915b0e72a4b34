package calendar

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"plenary/generator/meeting"
	"plenary/generator/prose"
)

// item is one entry of a calendar.
type item struct {
	uid         string
	stamp       meeting.Stamp
	cancelled   bool
	postponed   bool // the announced time is not valid any more
	summary     string
	description string
	category    string
	location    string
	position    *meeting.Position
	url         string
	when        meeting.When
	deadline    bool
	of          *meeting.Meeting
	due         meeting.Deadline // when it is one
	bytes       []byte           // the item as calendars have it; several have it
}

// id returns the name of the item within its meeting.
func (it item) id() string {
	id, _, _ := strings.Cut(it.uid, ".") // a name has no full stop
	return id
}

// items returns what a meeting has for feeds: deadlines as written, then the
// meeting, its registration and opening, then events in order of time.
func (s speaker) items(m *meeting.Meeting) []item {
	var list []item
	for _, d := range m.Deadlines {
		list = append(list, s.deadline(m, d))
	}
	list = append(list, s.meeting(m))
	if !m.Registration.IsZero() {
		list = append(list, s.moment(m, "registration", m.Registration))
	}
	if !m.Opening.IsZero() {
		list = append(list, s.moment(m, "opening", m.Opening))
	}
	for _, e := range m.AllEvents() {
		list = append(list, s.event(m, e))
	}
	for i := range list {
		list[i] = s.encoded(list[i])
	}
	return list
}

// encoded returns the item with its bytes.
func (s speaker) encoded(it item) item {
	it.bytes = octets(&ics.VEvent{ComponentBase: ics.ComponentBase{Properties: it.properties(s.lang)}})
	return it
}

// ahead is how long before a deadline reminders of it come.
var ahead = [...]meeting.Lapse{{N: 7, Unit: meeting.InDays}, {N: 1, Unit: meeting.InDays}}

// remind returns a deadline with its reminders; without any when it does not hold
// as announced.
func (s speaker) remind(it item) item {
	if it.cancelled {
		return it
	}
	body, _ := bytes.CutSuffix(it.bytes, []byte(endEvent))
	var b bytes.Buffer
	b.Write(body)
	for _, lapse := range ahead {
		p := properties{lang: s.lang}
		p.add("ACTION", "DISPLAY")
		p.add("TRIGGER", fmt.Sprintf("-P%dD", lapse.N))
		p.words("DESCRIPTION", s.w.Say("ics_alarm", map[string]string{"Lapse": s.w.Lapse(lapse), "Title": it.summary}))
		b.Write(octets(&ics.VAlarm{ComponentBase: ics.ComponentBase{Properties: p.list}}))
	}
	b.WriteString(endEvent)
	it.bytes = b.Bytes()
	return it
}

// start begins an item: what every kind of it has.
func (s speaker) start(m *meeting.Meeting, id, title string, w meeting.When, c meeting.Condition) item {
	it := item{
		uid: id + "." + m.ID + "@" + s.site.UIDDomain, stamp: m.Stamps[id], when: w,
	}
	if w.Form == meeting.Part {
		title = s.w.Say("ics_part", map[string]string{"Title": title, "Part": s.w.Hours(w)})
	}
	it.summary = s.w.Say("ics_title", map[string]string{"Group": s.group(m), "Title": title})
	c = m.Of(c)
	if c.Status != meeting.AsPlanned {
		it.postponed = c.Status == meeting.Postponed
		it.cancelled = c.Status != meeting.Moved // a client knows no "postponed"
		it.summary = s.w.Say("ics_status", map[string]string{
			"Status": s.w.Say("status_"+string(c.Status), nil), "Title": it.summary,
		})
		it.line(s, "ics_reason", c.Reason.In(s.lang))
	}
	return it
}

// line adds a line to the description: what it is about, and the words.
func (it *item) line(s speaker, key, text string) {
	if text == "" {
		return
	}
	if it.description != "" {
		it.description += "\n"
	}
	it.description += s.w.Say(key, map[string]string{"Text": text})
}

// times states the time in words, for readers whose client shows another zone
// than the venue's: as given, at the venue, and in UTC.
func (it *item) times(s speaker, m *meeting.Meeting, w meeting.When) {
	times := []string{s.w.WhenZoned(w, s.w.Place(s.site, m, w.Zone()))}
	if w.Timed() {
		for _, loc := range []*time.Location{m.Zone, time.UTC} {
			if again := s.w.WhenZoned(w.In(loc), s.w.Place(s.site, m, loc)); again != times[0] {
				times = append(times, again)
			}
		}
	}
	if it.postponed {
		it.line(s, "ics_was", times[0])
		return
	}
	it.line(s, "ics_when", strings.Join(times, s.w.Say("ics_equals", nil)))
}

// page gives the item its page, in the description too: not every client shows
// the property URL.
func (it *item) page(s speaker, path string) {
	it.url = s.site.URL(path)
	it.line(s, "ics_page", it.url)
}

func (s speaker) deadline(m *meeting.Meeting, d meeting.Deadline) item {
	title := s.w.Say("ics_deadline", map[string]string{"Title": d.Title().In(s.lang)})
	it := s.start(m, d.ID, title, d.Due, d.Condition)
	it.deadline, it.of, it.due = true, m, d
	it.category = s.w.Say("feed_deadlines", nil)
	for _, a := range d.Actions {
		it.line(s, "ics_action", a.Do.In(s.lang))
		var who []string
		for _, id := range a.Who {
			who = append(who, s.site.Roles[id].In(s.lang))
		}
		it.line(s, "ics_who", s.w.List(who))
		if text := a.How.In(s.lang); text != "" {
			how, _ := prose.ParseInline(a.How.Pos, text) // checked before
			it.line(s, "ics_how", how.Plain)
		}
		it.line(s, "ics_form", a.URL)
	}
	for _, l := range m.Leads {
		if l.Serves == d.ID {
			it.line(s, "ics_note", l.Note.In(s.lang))
		}
	}
	it.times(s, m, d.Due)
	it.line(s, "ics_of", s.meetingLine(m))
	it.page(s, m.PagePath(s.lang, "deadlines")+"#"+d.ID)
	return it
}

// meetingLine says which meeting an item belongs to.
func (s speaker) meetingLine(m *meeting.Meeting) string {
	return s.w.Say("ics_meeting_line", map[string]string{
		"Title": m.Title.In(s.lang), "City": s.w.City(m), "Days": s.w.Days(m.Days.First, m.Days.Last),
	})
}

func (s speaker) meeting(m *meeting.Meeting) item {
	title := s.w.Say("ics_meeting_title", map[string]string{"Title": m.Title.In(s.lang), "City": s.w.City(m)})
	it := s.start(m, "meeting", title, m.Days, m.Condition)
	it.category = s.w.Say("ics_category_meeting", nil)
	it.times(s, m, m.Days)
	s.venue(&it, m, "")
	it.page(s, m.PagePath(s.lang, ""))
	return it
}

// moment is the opening, or the start of registration.
func (s speaker) moment(m *meeting.Meeting, id string, w meeting.When) item {
	it := s.start(m, id, s.w.Say("ics_"+id, nil), w, meeting.Condition{})
	it.category = s.w.Say("feed_events", nil)
	it.times(s, m, w)
	it.line(s, "ics_of", s.meetingLine(m))
	s.venue(&it, m, "")
	it.page(s, m.PagePath(s.lang, ""))
	return it
}

func (s speaker) event(m *meeting.Meeting, e meeting.Event) item {
	it := s.start(m, e.ID, e.Title.In(s.lang), e.When, e.Condition)
	it.category = s.w.Say("feed_events", nil)
	it.times(s, m, e.When)
	it.line(s, "ics_text", e.Note.In(s.lang))
	it.line(s, "ics_register", e.Register.In(s.lang))
	it.line(s, "ics_form", e.URL)
	it.line(s, "ics_of", s.meetingLine(m))
	if e.Place.IsZero() {
		s.venue(&it, m, e.Room)
	} else {
		it.location = e.Place.In(s.lang)
	}
	page := m.PagePath(s.lang, "") + "#" + e.ID
	if !e.See.IsZero() {
		page = m.RefPath(s.lang, e.See)
	}
	it.page(s, page)
	return it
}

// venue gives the item its place: the venue, or a room in one of its buildings.
func (s speaker) venue(it *item, m *meeting.Meeting, roomID string) {
	v := m.Venue
	if v == nil {
		it.location = s.w.Say("participation_"+string(m.Participation), nil)
		return
	}
	parts := []meeting.Text{v.Name, v.Hall, v.Address}
	it.position = v.Position
	if room, building := v.Room(roomID); room != nil {
		parts = []meeting.Text{room.Name, building.Name, v.Name, v.Address}
		if !building.Address.IsZero() {
			parts[3], it.position = building.Address, nil
		}
	}
	var there []string
	for _, p := range parts {
		if text := p.In(s.lang); text != "" {
			there = append(there, text)
		}
	}
	it.location = strings.Join(there, s.w.Say("comma", nil))
}
