package site

import (
	"net/url"
	"slices"
	"strings"

	"plenary/generator/calendar"
	"plenary/generator/meeting"
)

// subscribing is what the page of calendars of a meeting or a group shows.
type subscribing struct {
	Of   string  `json:"of"`             // whose calendars
	Zone string  `json:"zone"`           // which times they are
	Due  string  `json:"due,omitempty"`  // the page to look at shortly before a deadline
	All  []offer `json:"all"`            // for everybody
	Role []offer `json:"role,omitempty"` // of what one role must do
}

// offer is a calendar with all ways to subscribe to it.
type offer struct {
	feed
	ID      string `json:"id"`
	Title   string `json:"title"`
	Google  string `json:"google"`
	Outlook string `json:"outlook"` // of private accounts
	Office  string `json:"office"`  // of accounts at work and school
	QR      *qr    `json:"qr,omitempty"`
}

// subscribing offers calendars of the page at dir, which are those of a meeting or a
// group with the given name.
func (l *local) subscribing(dir, name string, list []calendar.Feed) subscribing {
	var out subscribing
	for i, f := range l.feeds(dir, list) {
		o := offer{feed: f, ID: "p_" + strings.TrimSuffix(list[i].File(), ".ics"), Title: f.Name}
		o.Google = "https://calendar.google.com/calendar/r?cid=" + query(f.Webcal)
		web := "/calendar/0/addfromweb?url=" + query(f.URL) + "&name=" + query(list[i].Of(name, l.a.Site, l.w))
		o.Outlook, o.Office = "https://outlook.live.com"+web, "https://outlook.office.com"+web
		// A camera that reads the https address of a file makes the phone download it: a
		// copy that never changes. By a webcal address, an iPhone or iPad opens its calendar
		// and subscribes. Android itself knows no such address; but there, subscriptions are
		// made on Google's pages on a computer, so no QR code could do more.
		if list[i].Kind == calendar.ByRole { // a page full of codes confuses cameras and readers
			o.Title = l.a.Site.Roles[list[i].Role].In(l.lang)
			out.Role = append(out.Role, o)
		} else {
			o.QR = qrCode(f.Webcal)
			out.All = append(out.All, o)
		}
	}
	return out
}

// query writes a text as a value in the query of an address, spaces too as signs
// that every server reads.
func query(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }

// meetingCalendars offers the calendars of the meeting.
func (l *local) meetingCalendars(f facts) subscribing {
	out := l.subscribing(l.m.PagePath(l.lang, ""), calendar.Name(l.m, l.w), calendar.Feeds(meeting.Roles(l.m)))
	out.Of, out.Zone = l.w.Say("ics_meeting_line", map[string]string{"Title": l.m.Title.In(l.lang), "City": f.City, "Days": f.Days.Date}), f.Zone
	if len(l.m.Deadlines) > 0 {
		out.Due = l.m.PagePath(l.lang, "deadlines")
	}
	return out
}

// groupCalendars composes the page of a group's calendars; the list is of its
// meetings.
func (c *Composer) groupCalendars(list []Summary, g *meeting.Group) List {
	path := g.ID + "/" + meeting.Subscribe + "/"
	feeds := calendar.Feeds(rolesOf(list))
	return c.list(path, path+"_index", func(l *local, root string) page {
		short := g.Short.In(l.lang)
		feature := l.subscribing(g.PagePath(l.lang), short, feeds)
		feature.Of, feature.Zone = g.Name.In(l.lang), l.w.Say("zone_each", nil)
		title := l.w.Say("title_subscribe", nil)
		return page{
			Title: title, Layout: meeting.Subscribe,
			Description: l.w.Say("page_description_group", map[string]string{"Group": short, "What": l.w.Say("what_subscribe", nil)}),
			Params: calendarsParams{
				Root: root, Tab: l.tab(title, short), Crumb: l.w.Say("page_subscribe", nil),
				Up: &crumb{short, g.PagePath(l.lang)}, Feature: feature,
			},
		}
	})
}

// calendarsParams is what the page of a group's calendars shows.
type calendarsParams struct {
	Root    string      `json:"root"`
	Tab     string      `json:"tab"`
	Crumb   string      `json:"crumb"`
	Up      *crumb      `json:"up"` // the group
	Feature subscribing `json:"feature"`
}

// rolesOf returns the roles in the feeds of a group with the given meetings, sorted.
func rolesOf(list []Summary) []string {
	list = list[calendar.Latest(len(list), func(i int) (first, last meeting.Date) { return list[i].First, list[i].Last }):]
	var roles []string
	for _, s := range list {
		roles = append(roles, s.Roles...)
	}
	slices.Sort(roles)
	return slices.Compact(roles)
}
