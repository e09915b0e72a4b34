package site

import (
	"encoding/json"

	"plenary/generator/meeting"
)

// linkedEvent is a schema.org Event.
type linkedEvent struct {
	Context        string        `json:"@context"`
	Type           string        `json:"@type"`
	ID             string        `json:"@id"`
	Name           string        `json:"name"`
	Description    string        `json:"description"`
	URL            string        `json:"url"`
	InLanguage     []string      `json:"inLanguage,omitempty"`
	StartDate      string        `json:"startDate"`
	EndDate        string        `json:"endDate"`
	EventStatus    string        `json:"eventStatus"`
	AttendanceMode string        `json:"eventAttendanceMode"`
	Location       []linkedThing `json:"location,omitempty"`
	Organizer      []linkedThing `json:"organizer"`
}

// linkedThing is another thing of schema.org.
type linkedThing struct {
	Type    string `json:"@type"`
	Name    string `json:"name,omitempty"`
	Address string `json:"address,omitempty"`
	URL     string `json:"url,omitempty"`
	Geo     *geo   `json:"geo,omitempty"`
}

// geo is a schema.org GeoCoordinates.
type geo struct {
	Type      string  `json:"@type"`
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

// linkedData describes the meeting in JSON-LD, as schema.org defines an Event.
// It is a string because Hugo would write the names of its keys in small letters.
func (l *localizer) linkedData() string {
	m := l.m
	url := l.a.Site.URL(m.PagePath(l.lang, ""))
	e := linkedEvent{
		Context: "https://schema.org", Type: "Event", ID: url, Name: m.Title.In(l.lang), Description: l.description(), URL: url,
		InLanguage: m.WorkingLanguages, StartDate: m.Days.First.String(), EndDate: m.Days.Last.String(),
	}
	for _, id := range append([]string{m.Group.ID}, m.JointWith...) {
		g := l.a.Group(id)
		e.Organizer = append(e.Organizer, linkedThing{Type: "Organization", Name: g.Name.In(l.lang), URL: g.Home})
	}
	if !m.Opening.IsZero() {
		e.StartDate = instant(m.Opening.Start)
	}
	e.EventStatus = "https://schema.org/" + map[meeting.Status]string{
		meeting.AsPlanned: "EventScheduled", meeting.Moved: "EventRescheduled",
		meeting.Postponed: "EventPostponed", meeting.Cancelled: "EventCancelled",
	}[m.Status]
	e.AttendanceMode = "https://schema.org/" + map[meeting.Participation]string{
		meeting.OnSite: "OfflineEventAttendanceMode", meeting.Hybrid: "MixedEventAttendanceMode",
		meeting.Remote: "OnlineEventAttendanceMode",
	}[m.Participation]
	if v := m.Venue; v != nil {
		place := linkedThing{Type: "Place", Name: v.Name.In(l.lang), Address: v.Address.In(l.lang)}
		if p := v.Position; p != nil {
			place.Geo = &geo{"GeoCoordinates", p.Latitude, p.Longitude}
		}
		e.Location = append(e.Location, place)
	}
	if m.Participation != meeting.OnSite {
		e.Location = append(e.Location, linkedThing{Type: "VirtualLocation", URL: url})
	}
	data, _ := json.Marshal(e) // strings and finite numbers only: cannot fail
	return string(data)
}
