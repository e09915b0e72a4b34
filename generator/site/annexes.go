package site

import (
	"slices"

	"plenary/generator/meeting"
)

// agenda is an agenda ready to print. Items show the language they are decided
// in, and beside it the page's.
type agenda struct {
	Subtitle string `json:"subtitle,omitempty"`
	Note     string `json:"note,omitempty"`
	Remark   string `json:"remark,omitempty"` // on the languages
	Foreign  bool   `json:"foreign"`          // decided in another language than the page's
	Items    []item `json:"items"`
}

type item struct {
	Label string `json:"label,omitempty"`
	ID    string `json:"id,omitempty"`
	Text  string `json:"text"`
	Lang  string `json:"lang,omitempty"`  // of the text, when it is not the page's
	Other string `json:"other,omitempty"` // the same in the page's language
	See   string `json:"see,omitempty"`
	Items []item `json:"items,omitempty"`
}

func (l *local) agenda(a *meeting.Agenda) agenda {
	out := agenda{
		Subtitle: a.Subtitle.In(l.lang), Note: a.Note.In(l.lang),
		Foreign: a.Language != l.lang, Items: l.items(a.Language, "item", a.Items),
	}
	if out.Foreign {
		out.Remark = l.w.Say("agenda_remark", map[string]string{"Language": l.languageName(a.Language)})
	}
	return out
}

func (l *local) items(lang, parent string, items []meeting.Item) []item {
	return each(items, func(it meeting.Item) item {
		out := item{Label: it.Label, ID: it.Anchor(parent), Text: it.Text.In(l.lang), See: l.see(it.See)}
		if original := it.Text.In(lang); original != "" && original != out.Text {
			out.Other, out.Text, out.Lang = out.Text, original, lang
		}
		out.Items = l.items(lang, out.ID, it.Items)
		return out
	})
}

// timePlan is a time plan ready to print: a grid with a column for each day and
// a row for each session.
type timePlan struct {
	Sessions []string  `json:"sessions"` // their hours
	Days     []planDay `json:"days"`
}

type planDay struct {
	When    moment `json:"when"`
	Weekday string `json:"weekday"`
	Column  int    `json:"column"` // 1-based
	Slots   []slot `json:"slots"`
}

type slot struct {
	ID     string  `json:"id,omitempty"`
	When   moment  `json:"when"`
	What   string  `json:"what"`
	Place  string  `json:"place,omitempty"`
	Who    string  `json:"who,omitempty"`
	Row    int     `json:"row"`  // 1-based, of the first session
	Rows   int     `json:"rows"` // sessions that it takes
	Status *status `json:"status,omitempty"`
}

func (l *local) timePlan(p *meeting.TimePlan) timePlan {
	row := func(id string) int {
		return slices.IndexFunc(p.Sessions, func(s meeting.Session) bool { return s.ID == id })
	}
	out := timePlan{Sessions: each(p.Sessions, func(s meeting.Session) string {
		return l.w.Say("hours", map[string]string{"From": s.From.String(), "To": s.To.String()})
	})}
	for i, d := range p.Days {
		day := planDay{When: l.moment(l.m, meeting.When{Form: meeting.Day, First: d.Date, Last: d.Date}), Weekday: l.w.Weekday(d.Date), Column: i + 1}
		for _, s := range d.Slots {
			when := meeting.When{Form: meeting.Span, First: d.Date, Last: d.Date, Start: s.Start, End: s.End}
			o := slot{
				ID: s.ID, When: l.moment(l.m, when), What: s.What.In(l.lang), Status: l.statusFact(s.Condition),
				Who: l.list(each(s.Who, func(id string) string { return l.a.Site.Roles[id].In(l.lang) })),
				Row: row(s.First) + 1, Rows: row(s.Last) - row(s.First) + 1,
			}
			if room, _ := l.m.Venue.Room(s.Room); room != nil {
				o.Place = room.Name.In(l.lang)
			}
			day.Slots = append(day.Slots, o)
		}
		out.Days = append(out.Days, day)
	}
	return out
}
