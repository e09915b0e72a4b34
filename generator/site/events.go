package site

import "plenary/generator/meeting"

// event is an event of the letter or of a time plan.
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
	Item     string     `json:"item,omitempty"` // the path of the calendar of this event alone
	Status   *status    `json:"status,omitempty"`
	Changed  *amendment `json:"changed,omitempty"`
}

func (l *localizer) event(e meeting.Event) event {
	place := e.Place.In(l.lang)
	if room, b := l.m.Venue.Room(e.Room); room != nil {
		place = l.w.Say("room", map[string]string{"Room": room.Name.In(l.lang), "Building": b.Name.In(l.lang)})
	}
	return event{
		ID: e.ID, Title: e.Title.In(l.lang), When: l.moment(e.When), Place: place, Register: e.Register.In(l.lang),
		URL: e.URL, Note: e.Note.In(l.lang), See: l.refPath(e.See),
		Path: l.m.EventPath(l.lang, e), Item: l.item(e.Condition, e.ID), Status: l.status(e.Condition),
		Changed: l.changed(meeting.EventSubject(e.ID), l.former),
	}
}
