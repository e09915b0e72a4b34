package site

import (
	"slices"

	"plenary/generator/meeting"
)

// timePlan is a time plan ready to print, week by week: a grid with a column for
// each day and a row for each session.
type timePlan struct {
	Sessions []string   `json:"sessions"` // their hours
	Weeks    []planWeek `json:"weeks"`
}

type planWeek struct {
	Days moment    `json:"days"`
	Plan []planDay `json:"plan"`
}

type planDay struct {
	When    moment `json:"when"`
	Heading string `json:"heading"`
	Cells   []cell `json:"cells"`
}

// cell is a stretch of sessions of a day with its slots. Slots that overlap share a cell.
type cell struct {
	Row   int    `json:"row"`  // 1-based, of the first session
	Rows  int    `json:"rows"` // number of sessions
	Slots []slot `json:"slots"`
}

type slot struct {
	ID     string  `json:"id,omitempty"`
	When   moment  `json:"when"`
	What   string  `json:"what"`
	Place  string  `json:"place,omitempty"`
	Who    string  `json:"who,omitempty"`
	Status *status `json:"status,omitempty"`

	Changed *amendment `json:"changed,omitempty"`
}

func (l *localizer) timePlan(p *meeting.TimePlan) timePlan {
	out := timePlan{Sessions: convert(p.Sessions, func(s meeting.Session) string {
		return l.w.Say("hours", map[string]string{"From": s.From.String(), "To": s.To.String()})
	})}
	for days := p.Days; len(days) > 0; {
		n := slices.IndexFunc(days, func(d meeting.PlanDay) bool { return monday(d.Date) != monday(days[0].Date) })
		if n < 0 {
			n = len(days)
		}
		out.Weeks = append(out.Weeks, l.week(p, days[:n]))
		days = days[n:]
	}
	return out
}

// monday returns the first day of a day's week (ISO 8601).
func monday(d meeting.Date) meeting.Date { return d.AddDays(-(int(d.Weekday()) + 6) % 7) }

func (l *localizer) week(p *meeting.TimePlan, days []meeting.PlanDay) planWeek {
	all := meeting.When{Form: meeting.Days, First: days[0].Date, Last: days[len(days)-1].Date}
	return planWeek{Days: l.moment(all), Plan: convert(days, func(d meeting.PlanDay) planDay {
		return planDay{When: l.day(d.Date), Heading: l.w.WeekdayDate(d.Date), Cells: l.cells(p, d)}
	})}
}

// cells arranges the slots of a day.
func (l *localizer) cells(p *meeting.TimePlan, d meeting.PlanDay) []cell {
	row := func(id string) int {
		return 1 + slices.IndexFunc(p.Sessions, func(s meeting.Session) bool { return s.ID == id })
	}
	slots := slices.Clone(d.Slots)
	slices.SortStableFunc(slots, func(a, b meeting.Slot) int { return row(a.First) - row(b.First) })
	var cells []cell
	for _, s := range slots {
		first, end := row(s.First), row(s.Last)+1
		if n := len(cells); n == 0 || first >= cells[n-1].Row+cells[n-1].Rows {
			cells = append(cells, cell{Row: first})
		}
		c := &cells[len(cells)-1]
		c.Rows = max(c.Rows, end-c.Row)
		c.Slots = append(c.Slots, l.slot(d.Date, s))
	}
	return cells
}

func (l *localizer) slot(day meeting.Date, s meeting.Slot) slot {
	when := meeting.When{Form: meeting.Span, First: day, Last: day, Start: s.Start, End: s.End}
	out := slot{
		ID: s.ID, When: l.moment(when), What: s.What.In(l.lang), Status: l.status(s.Condition), Who: l.roles(s.Who),
	}
	if s.ID != "" {
		out.Changed = l.changed(meeting.EventSubject(s.ID), l.formerBriefly(day))
	}
	if room, _ := l.m.Venue.Room(s.Room); room != nil {
		out.Place = room.Name.In(l.lang)
	}
	return out
}
