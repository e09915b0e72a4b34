package site

import (
	"slices"

	"plenary/generator/calendar"
	"plenary/generator/meeting"
)

// dueDay is a day with deadlines on the page of deadlines.
type dueDay struct {
	When      moment   `json:"when"`
	Month     string   `json:"month"`
	Day       int      `json:"day"`
	Weekday   string   `json:"weekday"`
	Ends      string   `json:"ends"`      // when each of its deadlines is over
	Deadlines []string `json:"deadlines"` // IDs
}

type deadline struct {
	ID      string     `json:"id"`
	Title   string     `json:"title"`
	When    moment     `json:"when"`
	Timed   bool       `json:"timed"`
	Path    string     `json:"path"`
	Item    string     `json:"item,omitempty"` // the path of the calendar of this deadline alone
	Actions []action   `json:"actions"`
	Status  *status    `json:"status,omitempty"`
	Changed *amendment `json:"changed,omitempty"`
	Notes   []string   `json:"notes,omitempty"`
}

type action struct {
	Do      string `json:"do"`
	Who     string `json:"who,omitempty"`
	How     string `json:"how,omitempty"` // Markdown
	See     string `json:"see,omitempty"` // a path
	SeeWord string `json:"seeword,omitempty"`
	URL     string `json:"url,omitempty"`
}

// deadlines fills in the deadlines, the days on which they fall, and their number.
func (l *localizer) deadlines(f *facts) {
	for _, d := range l.m.Deadlines {
		f.Deadlines[d.ID] = l.deadline(d)
		if d.Status == meeting.Postponed {
			f.Postponed = append(f.Postponed, d.ID)
		}
	}
	actions, days := 0, 0
	for _, day := range l.m.DueDays() {
		out := dueDay{When: l.day(day.Date), Month: l.w.ShortMonth(day.Date), Day: day.Date.Day, Weekday: l.w.Weekday(day.Date), Ends: ends(day.Deadlines)}
		holds := false
		for _, d := range day.Deadlines {
			out.Deadlines = append(out.Deadlines, d.ID)
			if l.m.Of(d.Condition).TakesPlace() {
				actions += len(d.Actions)
				holds = true
			}
		}
		if holds {
			days++
		}
		f.DueDays = append(f.DueDays, out)
	}
	if actions > 0 {
		f.Counts = l.w.Say("counts", map[string]string{
			"Actions": l.w.Count("count_actions", actions), "Dates": l.w.Count("count_dates", days),
		})
	}
}

func (l *localizer) deadline(d meeting.Deadline) deadline {
	out := deadline{
		ID: d.ID, Title: d.Title().In(l.lang), When: l.moment(d.Due), Timed: d.Due.Timed(),
		Path: l.deadlinePath(d), Item: l.item(d.Condition, d.ID), Status: l.status(d.Condition),
		Changed: l.changed(meeting.DeadlineSubject(d.ID), l.former),
	}
	for _, a := range d.Actions {
		out.Actions = append(out.Actions, action{
			Do: a.Do.In(l.lang), Who: l.roles(a.Who), How: a.How.In(l.lang),
			See: l.refPath(a.See), SeeWord: l.refPage(a.See), URL: a.URL,
		})
	}
	for _, lead := range l.m.Leads {
		if lead.Serves == d.ID && !lead.Note.IsZero() {
			out.Notes = append(out.Notes, lead.Note.In(l.lang))
		}
	}
	return out
}

func (l *localizer) deadlinePath(d meeting.Deadline) string {
	return l.m.RefPath(l.lang, meeting.Ref{Page: "deadlines", Anchor: d.ID})
}

// item returns the path of the calendar of one item of the meeting; "" when the time
// of the item is not valid any more, so that there is nothing to put into a calendar.
func (l *localizer) item(c meeting.Condition, id string) string {
	if !l.m.Of(c).TakesPlace() {
		return ""
	}
	return calendar.ItemPath(l.m, l.lang, id)
}

// nextDue is a deadline that may be the next one, which depends on the reader's clock.
type nextDue struct {
	When   moment   `json:"when"`
	Titles []string `json:"titles"`
	Path   string   `json:"path"`
}

// nextDues returns the deadlines that can still be the next one, in order of time.
// Those that end at the same moment are one.
func (l *localizer) nextDues() []nextDue {
	var list []meeting.Deadline
	for _, d := range l.m.Deadlines {
		if l.m.Of(d.Condition).TakesPlace() {
			list = append(list, d)
		}
	}
	slices.SortStableFunc(list, func(a, b meeting.Deadline) int { return a.Due.CompareEnd(b.Due, l.m.Zone) })
	var out []nextDue
	for _, d := range list {
		due, title := l.moment(d.Due), d.Title().In(l.lang)
		if n := len(out); n > 0 && out[n-1].When == due {
			out[n-1].Titles = append(out[n-1].Titles, title)
			continue
		}
		out = append(out, nextDue{When: due, Titles: []string{title}, Path: l.deadlinePath(d)})
	}
	return out
}
