package site

import (
	"net/url"
	"slices"
	"strings"

	"plenary/generator/calendar"
	"plenary/generator/meeting"
)

// subscribePage is what the page of calendars of a meeting or a group shows.
type subscribePage struct {
	Of   string         `json:"of"`             // whose calendars
	Zone string         `json:"zone"`           // of the times in them
	Due  string         `json:"due,omitempty"`  // the path of the page of deadlines
	All  []subscription `json:"all"`            // for everybody
	Role []subscription `json:"role,omitempty"` // of what one role must do
}

// subscription is a calendar with all ways to subscribe to it.
type subscription struct {
	calendarLink
	ID      string `json:"id"`
	Title   string `json:"title"`
	Google  string `json:"google"`
	Outlook string `json:"outlook"` // of private accounts
	Office  string `json:"office"`  // of accounts at work and school
	QR      *qr    `json:"qr,omitempty"`
}

// subscribePage offers calendars of the page at dir, which are those of a meeting or a
// group with the given name.
func (l *localizer) subscribePage(dir, name string, list []calendar.Feed) subscribePage {
	var out subscribePage
	for i, f := range l.calendarLinks(dir, list) {
		s := subscription{calendarLink: f, ID: "p_" + strings.TrimSuffix(list[i].File(), ".ics"), Title: f.Name}
		s.Google = "https://calendar.google.com/calendar/r?cid=" + queryEscape(f.Webcal)
		web := "/calendar/0/addfromweb?url=" + queryEscape(f.URL) + "&name=" + queryEscape(list[i].Of(name, l.a.Site, l.w))
		s.Outlook, s.Office = "https://outlook.live.com"+web, "https://outlook.office.com"+web
		// A phone that scans the https address of a file downloads it: a copy that never
		// changes. By a webcal address, an iPhone or iPad opens its calendar and subscribes.
		// Android has no program for such addresses, but its subscriptions are made on
		// Google's pages on a computer anyway.
		if list[i].Kind == calendar.ByRole { // without QR codes: a page full of them confuses cameras and readers
			s.Title = l.a.Site.Roles[list[i].Role].In(l.lang)
			out.Role = append(out.Role, s)
		} else {
			s.QR = newQR(f.Webcal)
			out.All = append(out.All, s)
		}
	}
	return out
}

// queryEscape escapes a value in the query of an address, and writes spaces as %20,
// which every server decodes.
func queryEscape(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }

// meetingSubscribe offers the calendars of the meeting.
func (l *localizer) meetingSubscribe(f facts) subscribePage {
	out := l.subscribePage(l.m.PagePath(l.lang, ""), calendar.Name(l.m, l.w), calendar.Feeds(meeting.Roles(l.m)))
	out.Of, out.Zone = l.w.Say("ics_meeting_line", map[string]string{"Title": l.m.Title.In(l.lang), "City": f.City, "Days": f.Days.Date}), f.Zone
	if len(l.m.Deadlines) > 0 {
		out.Due = l.m.PagePath(l.lang, "deadlines")
	}
	return out
}

// groupSubscribe composes the page of a group's calendars; the list is of its meetings.
func (c *Composer) groupSubscribe(list []Summary, g *meeting.Group) List {
	path := g.ID + "/" + meeting.Subscribe + "/"
	feeds := calendar.Feeds(rolesOf(list))
	return c.list(path, path+"_index", func(l *localizer, at location) page {
		short := g.Short.In(l.lang)
		feature := l.subscribePage(g.PagePath(l.lang), short, feeds)
		feature.Of, feature.Zone = g.Name.In(l.lang), l.w.Say("zone_each", nil)
		title := l.w.Say("title_subscribe", nil)
		return page{
			Title: title, Layout: meeting.Subscribe,
			Description: l.w.Say("page_description_group", map[string]string{"Group": short, "What": l.w.Say("what_subscribe", nil)}),
			Params: groupSubscribeParams{
				location: at, Tab: l.tab(title, short), Crumb: l.w.Say("page_subscribe", nil),
				Up: &namedPath{short, g.PagePath(l.lang)}, Feature: feature,
			},
		}
	})
}

type groupSubscribeParams struct {
	location
	Tab     string        `json:"tab"`
	Crumb   string        `json:"crumb"`
	Up      *namedPath    `json:"up"` // the group
	Feature subscribePage `json:"feature"`
}

// rolesOf returns the roles in the calendars of a group with the given meetings, sorted.
func rolesOf(list []Summary) []string {
	list = list[calendar.Latest(len(list), func(i int) (first, last meeting.Date) { return list[i].First, list[i].Last }):]
	var roles []string
	for _, s := range list {
		roles = append(roles, s.Roles...)
	}
	slices.Sort(roles)
	return slices.Compact(roles)
}
