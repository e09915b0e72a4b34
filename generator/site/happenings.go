package site

import (
	"strings"

	"plenary/generator/calendar"
	"plenary/generator/meeting"
)

type leaf struct {
	When      moment     `json:"when"`
	Month     string     `json:"month"`
	Day       int        `json:"day"`
	Weekday   string     `json:"weekday"`
	Ends      string     `json:"ends"` // when each of its deadlines is over
	Deadlines []deadline `json:"deadlines"`
}

type deadline struct {
	ID      string     `json:"id"`
	Title   string     `json:"title"`
	When    moment     `json:"when"`
	Timed   bool       `json:"timed"`
	Path    string     `json:"path"`
	Item    string     `json:"item,omitempty"` // the deadline alone, to put into a calendar
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

type event struct {
	ID       string     `json:"id"`
	Title    string     `json:"title"`
	When     moment     `json:"when"`
	Place    string     `json:"place,omitempty"`
	Register string     `json:"register,omitempty"`
	URL      string     `json:"url,omitempty"`
	Note     string     `json:"note,omitempty"`
	See      string     `json:"see,omitempty"`
	Path     string     `json:"path"`
	Item     string     `json:"item,omitempty"` // the event alone, to put into a calendar
	Status   *status    `json:"status,omitempty"`
	Changed  *amendment `json:"changed,omitempty"`
}

// deadlines fills the leaves and the deadlines by name.
func (l *local) deadlines(f *facts) {
	actions, dates := 0, map[meeting.Date]bool{}
	leaves := l.m.DueDays()
	for _, lf := range leaves {
		day := meeting.When{Form: meeting.Day, First: lf.Date, Last: lf.Date}
		out := leaf{When: l.moment(day), Month: l.w.ShortMonth(lf.Date), Day: lf.Date.Day, Weekday: l.w.Weekday(lf.Date), Ends: ends(lf.Deadlines)}
		for _, d := range lf.Deadlines {
			fact := l.deadline(d)
			if l.m.Of(d.Condition).TakesPlace() {
				actions += len(d.Actions)
				dates[lf.Date] = true
			}
			out.Deadlines = append(out.Deadlines, fact)
			f.Deadlines[d.ID] = fact
		}
		f.Leaves = append(f.Leaves, out)
	}
	for _, d := range l.m.Deadlines {
		if d.Status == meeting.Postponed {
			f.Deadlines[d.ID] = l.deadline(d)
			f.Postponed = append(f.Postponed, f.Deadlines[d.ID])
		}
	}
	if actions > 0 {
		f.Counts = l.w.Say("counts", map[string]string{
			"Actions": l.w.Count("count_actions", actions), "Dates": l.w.Count("count_dates", len(dates)),
		})
	}
}

func (l *local) deadline(d meeting.Deadline) deadline {
	out := deadline{
		ID: d.ID, Title: d.Title().In(l.lang), When: l.moment(d.Due), Timed: d.Due.Timed(),
		Path: l.m.PagePath(l.lang, "deadlines") + "#" + d.ID, Item: l.item(d.Condition, d.ID), Status: l.statusFact(d.Condition),
		Changed: l.changed("deadline "+d.ID, l.former),
	}
	for _, a := range d.Actions {
		who := each(a.Who, func(id string) string { return l.a.Site.Roles[id].In(l.lang) })
		out.Actions = append(out.Actions, action{
			Do: a.Do.In(l.lang), Who: l.w.List(who), How: a.How.In(l.lang),
			See: l.see(a.See), SeeWord: l.seeWord(a.See), URL: a.URL,
		})
	}
	for _, lead := range l.m.Leads {
		if lead.Serves == d.ID && !lead.Note.IsZero() {
			out.Notes = append(out.Notes, lead.Note.In(l.lang))
		}
	}
	return out
}

// item returns the path of the calendar that holds one item of the meeting alone;
// "" when its time does not hold, so that there is nothing to put into a calendar.
func (l *local) item(c meeting.Condition, id string) string {
	if !l.m.Of(c).TakesPlace() {
		return ""
	}
	return calendar.ItemPath(l.m, l.lang, id)
}

// see returns the path of a reference, "" when there is none.
func (l *local) see(r meeting.Ref) string {
	if r.IsZero() {
		return ""
	}
	return l.m.RefPath(l.lang, r)
}

// seeWord names the page that a reference leads to.
func (l *local) seeWord(r meeting.Ref) string {
	if letter, ok := strings.CutPrefix(r.Page, "annex-"); ok {
		return l.w.Say("annex", map[string]string{"Letter": strings.ToUpper(letter)})
	}
	if r.IsZero() {
		return ""
	}
	return l.w.Say("page_"+wordOf(l.m, r.Page), nil)
}

func (l *local) event(e meeting.Event) event {
	place := e.Place.In(l.lang)
	if room, b := l.m.Venue.Room(e.Room); room != nil {
		place = l.w.Say("room", map[string]string{"Room": room.Name.In(l.lang), "Building": b.Name.In(l.lang)})
	}
	return event{
		ID: e.ID, Title: e.Title.In(l.lang), When: l.moment(e.When), Place: place, Register: e.Register.In(l.lang),
		URL: e.URL, Note: e.Note.In(l.lang), See: l.see(e.See),
		Path: l.m.EventPath(l.lang, e), Item: l.item(e.Condition, e.ID), Status: l.statusFact(e.Condition),
		Changed: l.changed("event "+e.ID, l.former),
	}
}
