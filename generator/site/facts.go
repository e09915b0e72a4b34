package site

import (
	"strings"

	"plenary/generator/atom"
	"plenary/generator/calendar"
	"plenary/generator/meeting"
)

// facts are all facts of a meeting, in one language and ready to print. They are in the
// front matter of the overview, where the templates of all pages and the shortcodes
// find them.
type facts struct {
	Label          string              `json:"label"`
	Days           moment              `json:"days"`
	Joint          []namedPath         `json:"joint,omitempty"` // other groups of a joint meeting
	City           string              `json:"city"`
	Town           string              `json:"town"`
	Host           string              `json:"host,omitempty"`
	Opening        moment              `json:"opening"`
	Registration   moment              `json:"registration"`
	Zone           string              `json:"zone"` // of all hours: "Goyang time (UTC+9)"
	Languages      string              `json:"languages"`
	Interpretation *service            `json:"interpretation,omitempty"`
	Captioning     *service            `json:"captioning,omitempty"`
	Participation  string              `json:"participation"`
	Status         *status             `json:"status,omitempty"`
	Draft          bool                `json:"draft,omitempty"`
	Letter         letter              `json:"letter"`
	Organization   string              `json:"organization"`
	GroupShort     string              `json:"groupshort"`
	GroupPath      string              `json:"grouppath"`
	Bodies         []string            `json:"bodies,omitempty"`
	LeadRoles      string              `json:"leadroles,omitempty"`
	Officers       []officer           `json:"officers,omitempty"`
	Pages          []pageLink          `json:"pages"` // in the order in which they are read
	Paths          map[string]string   `json:"paths"` // of the pages, by name
	Deadlines      map[string]deadline `json:"deadlines"`
	DueDays        []dueDay            `json:"duedays"`
	Postponed      []string            `json:"postponed,omitempty"` // IDs of deadlines without a day
	Counts         string              `json:"counts,omitempty"`    // of what is due
	Events         map[string]event    `json:"events"`
	Documents      map[string]document `json:"documents"`
	Links          map[string]link     `json:"links"`
	LinkList       []string            `json:"linklist,omitempty"` // IDs, in the order of the file
	Contacts       map[string]contact  `json:"contacts"`
	ContactList    []string            `json:"contactlist,omitempty"` // IDs, in the order of the file
	Leads          map[string]lead     `json:"leads"`
	Venue          *venue              `json:"venue,omitempty"`
	Item           string              `json:"item,omitempty"` // the path of the calendar of the meeting alone
	Calendar       mainCalendar        `json:"calendar"`
	DueCalendar    mainCalendar        `json:"duecalendar"`
	Calendars      []calendarLink      `json:"calendars"`         // for everybody
	Version        *version            `json:"version,omitempty"` // nil when nothing was changed
	News           string              `json:"news"`              // the path of the news feed
}

// pageLink leads to a page of the meeting.
type pageLink struct {
	Name  string `json:"name"`  // "overview", "letter", "annex-a"
	Short string `json:"short"` // in the navigation
	Title string `json:"title"` // in lists of contents
	What  string `json:"what,omitempty"`
	Path  string `json:"path"`
	Aside bool   `json:"aside,omitempty"` // not in the navigation, because it is reached otherwise
}

// service says whether interpretation or captioning is provided.
type service struct {
	Text   string  `json:"text"`
	Status *status `json:"status,omitempty"` // of the deadline for requests
}

// facts returns everything but what only one page shows.
func (l *localizer) facts() facts {
	m := l.m
	dir := m.PagePath(l.lang, "")
	f := facts{
		Label: l.label(), Days: l.moment(m.Days), City: l.w.City(m), Town: l.town(m), Host: m.Host.In(l.lang),
		Opening: l.moment(m.Opening.In(m.Zone)), Registration: l.moment(m.Registration.In(m.Zone)), Zone: l.w.ZoneOf(l.a.Site, m),
		Languages: l.workingLanguages(), Participation: l.w.Say("participation_"+string(m.Participation), nil),
		Interpretation: l.service("interpretation", m.Interpretation), Captioning: l.service("captioning", m.Captioning),
		Status: l.status(m.Condition), Draft: m.Draft, Letter: l.letter(),
		Organization: l.a.Site.Organization.In(l.lang), GroupShort: m.Group.Short.In(l.lang), GroupPath: m.Group.PagePath(l.lang),
		LeadRoles: l.w.List(convert(m.Group.LeadRoles, func(t meeting.Text) string {
			return l.w.Say("lead_role", map[string]string{"Role": t.In(l.lang)})
		})),
		Bodies:   convert(m.Bodies, func(t meeting.Text) string { return t.In(l.lang) }),
		Officers: convert(m.Officers, l.officer), Venue: l.venue(), Version: l.version(),
		Pages: convert(m.Pages(), l.pageLink), Paths: map[string]string{},
		Item: l.item(m.Condition, "meeting"), Calendar: l.mainCalendar(dir, calendar.All), DueCalendar: l.mainCalendar(dir, calendar.Deadlines),
		Calendars: l.calendarLinks(dir, calendar.Feeds(nil)), News: dir + atom.File,
		Joint: convert(m.JointWith, func(id string) namedPath {
			g := l.a.Group(id)
			return namedPath{g.Short.In(l.lang), g.PagePath(l.lang)}
		}),
	}
	for _, p := range f.Pages {
		f.Paths[p.Name] = p.Path
	}
	l.named(&f)
	return f
}

// named fills in what prose refers to by name.
func (l *localizer) named(f *facts) {
	f.Deadlines, f.Events, f.Documents = map[string]deadline{}, map[string]event{}, map[string]document{}
	f.Links, f.Contacts, f.Leads = map[string]link{}, map[string]contact{}, map[string]lead{}
	l.deadlines(f)
	for _, e := range l.m.AllEvents() {
		f.Events[e.ID] = l.event(e)
	}
	for _, d := range l.m.Documents {
		f.Documents[d.ID] = l.document(d)
	}
	for _, k := range l.m.Links {
		f.Links[k.ID] = l.link(k)
		f.LinkList = append(f.LinkList, k.ID)
	}
	for _, c := range l.m.Contacts {
		f.Contacts[c.ID] = l.contact(c)
		f.ContactList = append(f.ContactList, c.ID)
	}
	for _, d := range l.m.Leads {
		f.Leads[d.ID] = l.lead(d)
	}
}

// workingLanguages names the languages that the meeting is held in.
func (l *localizer) workingLanguages() string {
	list := convert(l.m.WorkingLanguages, l.w.LanguageName)
	if len(list) == 1 {
		return l.w.Say("language_only", map[string]string{"Language": list[0]})
	}
	return l.w.List(list)
}

// service returns nil when the letter says nothing of a service.
func (l *localizer) service(key string, s meeting.Service) *service {
	switch {
	case !s.Known:
		return nil
	case s.RequestBy != "":
		d := l.m.Deadline(s.RequestBy)
		return &service{Text: l.w.Say(key+"_on_request", map[string]string{"Date": l.w.Date(d.Due.First)}), Status: l.status(d.Condition)}
	case s.Provided:
		return &service{Text: l.w.Say(key+"_provided", nil)}
	}
	return &service{Text: l.w.Say(key+"_none", nil)}
}

// pageLink describes a page of the meeting as navigation shows it.
func (l *localizer) pageLink(name string) pageLink {
	p := pageLink{Name: name, Path: l.m.PagePath(l.lang, name)}
	letter, isAnnex := strings.CutPrefix(name, "annex-")
	number, isRevision := meeting.RevisionNumber(name)
	switch {
	case isAnnex:
		a := l.m.Annex(letter)
		p.Short = l.annex(letter)
		p.Title = l.w.Say("annex_title", map[string]string{"Annex": p.Short, "Title": a.Title.In(l.lang)})
		p.What = a.Description.In(l.lang)
		return p
	case isRevision:
		p.Short, p.Aside = l.history()[number].Title, true
	case name == "":
		p.Name, p.Short = "overview", l.w.Say("page_overview", nil)
	case name == "letter":
		p.Short, p.What = l.w.Say("page_letter", nil), l.m.Letter.Prose[l.lang].Description
	default:
		p.Short, p.What = l.w.Say("page_"+wordKey(l.m, name), nil), l.what(name)
		p.Aside = name == "print" || name == "changes" && l.version() == nil // nothing was changed
	}
	p.Title = p.Short
	return p
}

// what says what is on a page.
func (l *localizer) what(page string) string { return l.w.Say("what_"+wordKey(l.m, page), nil) }

// wordKey returns the name of a page in the keys of words. The page of the venue shows
// only contacts when there is no venue.
func wordKey(m *meeting.Meeting, page string) string {
	if page == "venue" && m.Venue == nil {
		return "contacts"
	}
	return page
}
