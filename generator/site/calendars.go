package site

import (
	"plenary/generator/address"
	"plenary/generator/calendar"
	"plenary/generator/meeting"
)

// calendarLink is a calendar to subscribe to.
type calendarLink struct {
	Name   string `json:"name"`
	What   string `json:"what"`
	Path   string `json:"path"`
	URL    string `json:"url"`
	Webcal string `json:"webcal"`
}

// calendarLinks returns calendars of the page at dir.
func (l *localizer) calendarLinks(dir string, list []calendar.Feed) []calendarLink {
	return convert(list, func(f calendar.Feed) calendarLink {
		url := l.a.Site.URL(dir + f.File())
		return calendarLink{
			Name: f.Name(l.a.Site, l.w), What: f.What(l.a.Site, l.w),
			Path: dir + f.File(), URL: url, Webcal: address.Webcal(url),
		}
	})
}

// mainCalendar is the one calendar that a page offers, with the page of all others.
type mainCalendar struct {
	calendarLink
	More string `json:"more"`
}

// mainCalendar returns the calendar of a kind of the page at dir.
func (l *localizer) mainCalendar(dir string, kind calendar.Kind) mainCalendar {
	return mainCalendar{calendarLink: l.calendarLinks(dir, []calendar.Feed{{Kind: kind}})[0], More: dir + meeting.Subscribe + "/"}
}
