// Package calendar turns meetings into iCalendar feeds (RFC 5545, with the
// calendar properties of RFC 7986).
//
// For every meeting and every group, in every language, there are three feeds:
// the deadlines, the events, and both. People subscribe to a feed once and keep
// it for years, so what identifies an item is permanent and the same content
// always gives the same bytes:
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

// Kind is what a feed holds.
type Kind string

const (
	Deadlines Kind = "deadlines"
	Events    Kind = "events"
	All       Kind = "calendar" // deadlines and events
)

// Kinds returns all kinds, in the order in which they are offered.
func Kinds() []Kind { return []Kind{Deadlines, Events, All} }

// File returns the name of the file of a feed.
func (k Kind) File() string { return string(k) + ".ics" }

// holds reports whether an item belongs to a feed.
func (k Kind) holds(it item) bool { return k == All || it.deadline == (k == Deadlines) }

// Feed is a finished calendar and its path on the site.
type Feed struct {
	Path string
	Data []byte
}

// OfMeeting makes the feeds of a meeting.
func OfMeeting(site meeting.Site, m *meeting.Meeting, in map[string]*words.Language) []Feed {
	var feeds []Feed
	zones := described{}
	for _, lang := range site.Languages {
		s := speaker{site: site, w: in[lang], lang: lang, zones: zones}
		feeds = append(feeds, s.feeds(m.PagePath(lang, ""), s.name(m), []*meeting.Meeting{m})...)
	}
	return feeds
}

// OfGroup makes the feeds of a group from the meetings that it holds, sorted by
// first day. Of decades of meetings they have the latest only, see [Latest].
func OfGroup(site meeting.Site, g *meeting.Group, meetings []*meeting.Meeting, in map[string]*words.Language) []Feed {
	from := Latest(len(meetings), func(i int) (first, last meeting.Date) {
		return meetings[i].Days.First, meetings[i].Days.Last
	})
	var feeds []Feed
	zones := described{}
	for _, lang := range site.Languages {
		s := speaker{site: site, w: in[lang], lang: lang, zones: zones}
		feeds = append(feeds, s.feeds(g.PagePath(lang), g.Short.In(lang), meetings[from:])...)
	}
	return feeds
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

// feeds makes the feeds of the page at dir, whose subject has the given name.
func (s speaker) feeds(dir, name string, meetings []*meeting.Meeting) []Feed {
	var all []item
	for _, m := range meetings {
		all = append(all, s.items(m)...)
	}
	var feeds []Feed
	for _, kind := range Kinds() {
		var items []item
		for _, it := range all {
			if kind.holds(it) {
				items = append(items, it)
			}
		}
		f := feed{
			name:        s.w.Say("ics_name", map[string]string{"Name": name, "What": s.w.Say("feed_"+string(kind), nil)}),
			description: s.w.Say("feed_"+string(kind)+"_what", nil),
			source:      s.site.URL(dir + kind.File()), page: s.site.URL(dir), lang: s.lang, items: items, zones: s.zones,
		}
		feeds = append(feeds, Feed{Path: dir + kind.File(), Data: f.encode()})
	}
	return feeds
}

// name says which meeting it is: "SG17 Goyang, August 2023".
func (s speaker) name(m *meeting.Meeting) string {
	return s.w.Say("ics_meeting", map[string]string{
		"Group": s.group(m), "City": s.w.City(m), "Month": s.w.Month(m.Days.First),
	})
}

// group says in a few letters whose meeting it is.
func (s speaker) group(m *meeting.Meeting) string {
	if m.Group.Abbreviation != "" {
		return m.Group.Abbreviation
	}
	return m.Group.Short.In(s.lang)
}
