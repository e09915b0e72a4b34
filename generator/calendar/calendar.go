// Package calendar turns meetings into iCalendar feeds (RFC 5545, with the
// calendar properties of RFC 7986).
//
// For every meeting and every group, in every language, there are several feeds,
// see [Feeds]: deadlines and events, each of them alone, the deadlines with
// reminders, and what each role must do. Of a meeting, every item is also in a
// small calendar of its own, to be imported once. People subscribe to a feed once
// and keep it for years, so what identifies an item is permanent and the same
// content always gives the same bytes, in each feed that has the item:
//
//   - UID is the item's name, the meeting's permanent ID and the site's calendar
//     domain, the same in all languages;
//   - time stamps come from the content, never from the clock;
//   - a time at the venue carries its zone, described by a VTIMEZONE; a time in
//     UTC stays one; a day without an hour is a DATE.
package calendar

import (
	"plenary/generator/meeting"
	"plenary/generator/words"
)

// File is a finished calendar and its path on the site.
type File struct {
	Path string
	Data []byte
}

// OfMeeting makes the feeds of a meeting, and a calendar of each of its items.
func OfMeeting(site meeting.Site, m *meeting.Meeting, in map[string]*words.Language) []File {
	var files []File
	zones := described{}
	list := Feeds(meeting.Roles(m))
	for _, lang := range site.Languages {
		s := speaker{site: site, w: in[lang], lang: lang, zones: zones}
		items := s.items(m)
		files = append(files, s.feeds(m.PagePath(lang, ""), Name(m, s.w), list, items)...)
		files = append(files, s.single(m, items)...)
	}
	return files
}

// OfGroup makes the feeds of a group from its meetings, sorted by
// first day. Of decades of meetings they have the latest only, see [Latest].
func OfGroup(site meeting.Site, g *meeting.Group, meetings []*meeting.Meeting, in map[string]*words.Language) []File {
	from := Latest(len(meetings), func(i int) (first, last meeting.Date) {
		return meetings[i].Days.First, meetings[i].Days.Last
	})
	meetings = meetings[from:]
	var files []File
	zones := described{}
	list := Feeds(meeting.Roles(meetings...))
	for _, lang := range site.Languages {
		s := speaker{site: site, w: in[lang], lang: lang, zones: zones}
		var items []item
		for _, m := range meetings {
			items = append(items, s.items(m)...)
		}
		files = append(files, s.feeds(g.PagePath(lang), g.Short.In(lang), list, items)...)
	}
	return files
}

// What a group's feeds hold of its meetings: clients fetch a feed whole, twice a
// day and on a phone, so it must not grow for ever.
const (
	feedMonths   = 24 // before the latest meeting begins
	feedMeetings = 50 // at most
)

// Latest returns the index of the first of n meetings, sorted by first day, that
// the feeds of their group hold: those that ended less than two years before the
// latest one begins, and no more than fifty. The feeds of a meeting stay as long
// as it does.
func Latest(n int, days func(i int) (first, last meeting.Date)) int {
	if n == 0 {
		return 0
	}
	newest, _ := days(n - 1)
	since := newest.AddMonths(-feedMonths)
	i := max(0, n-feedMeetings)
	for ; i < n; i++ {
		if _, last := days(i); last.Compare(since) >= 0 {
			break
		}
	}
	return i
}

// speaker makes feeds in one language.
type speaker struct {
	site  meeting.Site
	w     *words.Language
	lang  string
	zones described
}

// feeds makes the listed feeds of the page at dir, whose subject has the given
// name, from all items that they may have.
func (s speaker) feeds(dir, name string, list []Feed, all []item) []File {
	var files []File
	for _, of := range list {
		f := feed{
			name: of.Of(name, s.site, s.w), description: of.What(s.site, s.w),
			source: s.site.URL(dir + of.File()), page: s.site.URL(dir), lang: s.lang, zones: s.zones,
		}
		for _, it := range all {
			if it, ok := of.holds(s, it); ok {
				if of.Kind == Reminders {
					it = s.remind(it)
				}
				f.items = append(f.items, it)
			}
		}
		files = append(files, File{Path: dir + of.File(), Data: f.encode()})
	}
	return files
}

// itemDir is the folder of the items of a meeting, each in a calendar of its own.
// No page of a meeting has this name, see [meeting.Meeting.Pages].
const itemDir = "item"

// ItemPath returns the path of the calendar of one item of a meeting: a
// deadline or an event by its ID, or "meeting", "registration" or "opening".
func ItemPath(m *meeting.Meeting, lang, id string) string {
	return m.PagePath(lang, itemDir) + id + ".ics"
}

// single makes a calendar of each item of a meeting.
func (s speaker) single(m *meeting.Meeting, items []item) []File {
	first, last := extent(items)
	var files []File
	for _, it := range items {
		zones := s.zones.of([]item{it}, first, last) // as the feed of all items describes them
		files = append(files, File{Path: ItemPath(m, s.lang, it.id()), Data: calendar(plain(s.lang), zones, it)})
	}
	return files
}

// Name says in a language which meeting it is: "SG17 Goyang August 2023".
func Name(m *meeting.Meeting, w *words.Language) string {
	return w.Say("ics_meeting", map[string]string{
		"Group": group(m, w.Tag), "City": w.City(m), "Month": w.Month(m.Days.First),
	})
}

// group says in a few letters whose meeting it is.
func group(m *meeting.Meeting, lang string) string {
	if m.Group.Abbreviation != "" {
		return m.Group.Abbreviation
	}
	return m.Group.Short.In(lang)
}

func (s speaker) group(m *meeting.Meeting) string { return group(m, s.lang) }
