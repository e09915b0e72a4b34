package site

import (
	"strconv"
	"strings"

	"plenary/generator/address"
	"plenary/generator/atom"
	"plenary/generator/calendar"
	"plenary/generator/meeting"
)

// facts is everything a meeting's files say, in one language and ready to print.
// Templates and shortcodes find it in the front matter of the overview.
type facts struct {
	Label          string                  `json:"label"`
	Days           moment                  `json:"days"`
	Joint          []pageLink              `json:"joint,omitempty"` // other groups that hold the meeting
	City           string                  `json:"city"`
	Town           string                  `json:"town"`
	Host           string                  `json:"host,omitempty"`
	Opening        moment                  `json:"opening"`
	Registration   moment                  `json:"registration"`
	Zone           string                  `json:"zone"` // what all hours are in: "Goyang time (UTC+9)"
	Languages      string                  `json:"languages"`
	Interpretation string                  `json:"interpretation,omitempty"`
	Captioning     string                  `json:"captioning,omitempty"`
	Participation  string                  `json:"participation"`
	Status         *status                 `json:"status,omitempty"`
	Draft          bool                    `json:"draft,omitempty"`
	Letter         letterFacts             `json:"letter"`
	Organization   string                  `json:"organization"`
	GroupShort     string                  `json:"groupshort"`
	GroupPath      string                  `json:"grouppath"`
	Bodies         []string                `json:"bodies,omitempty"`
	Leadroles      string                  `json:"leadroles,omitempty"`
	Officers       []officer               `json:"officers,omitempty"`
	Pages          []pageLink              `json:"pages"`
	Annexes        map[string]pageLink     `json:"annexes"`
	Leaves         []leaf                  `json:"leaves"`
	Postponed      []deadline              `json:"postponed,omitempty"`
	Deadlines      map[string]deadline     `json:"deadlines"`
	Counts         string                  `json:"counts"` // "Six actions on four dates."
	Events         map[string]event        `json:"events"`
	Documents      map[string]documentFact `json:"documents"`
	Links          map[string]linkFact     `json:"links"`
	LinkList       []linkFact              `json:"linklist,omitempty"`
	Contacts       map[string]contact      `json:"contacts"`
	ContactList    []contact               `json:"contactlist,omitempty"`
	Leads          map[string]lead         `json:"leads"`
	Venue          *venue                  `json:"venue,omitempty"`
	Item           string                  `json:"item,omitempty"` // the meeting alone, to put into a calendar
	Calendar       mainFeed                `json:"calendar"`
	DueCalendar    mainFeed                `json:"duecalendar"`
	Feeds          []feed                  `json:"feeds"`             // those for everybody
	Version        *revisionFact           `json:"version,omitempty"` // which revision is told
	News           string                  `json:"news"`              // the path of the feed of news
}

// status is what became of something, and why.
type status struct {
	Word   string `json:"word"`
	Reason string `json:"reason,omitempty"`
	Kind   string `json:"kind"` // moved, postponed, cancelled
	Off    bool   `json:"off"`  // the time that was announced does not hold
}

type letterFacts struct {
	Number    string `json:"number,omitempty"`
	Date      moment `json:"date"`
	Signatory string `json:"signatory,omitempty"`
	Office    string `json:"office,omitempty"`
}

type officer struct {
	Role    string `json:"role"` // in words
	ID      string `json:"id"`
	Name    string `json:"name"` // with title
	Country string `json:"country,omitempty"`
	Text    string `json:"text"` // all of it in one phrase
}

// pageLink leads to a page of the meeting.
type pageLink struct {
	Name  string `json:"name"`
	Short string `json:"short"` // in the navigation
	Title string `json:"title"` // in lists of contents
	What  string `json:"what,omitempty"`
	Path  string `json:"path"`
	Aside bool   `json:"aside,omitempty"` // not in the row of pages: it is reached otherwise
}

type documentFact struct {
	Name  string `json:"name"`
	URL   string `json:"url,omitempty"`
	Texts []text `json:"texts,omitempty"`
}

type text struct {
	Name   string `json:"name"`
	Former string `json:"former,omitempty"`
	Kind   string `json:"kind"`
}

type linkFact struct {
	Title string `json:"title"`
	URL   string `json:"url,omitempty"`
	Path  string `json:"path,omitempty"` // of a file on the site
	File  string `json:"file,omitempty"` // its kind: "PDF"
}

type contact struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Person string `json:"person,omitempty"` // with title
	For    string `json:"for,omitempty"`
	Email  string `json:"email,omitempty"`
	Cc     string `json:"cc,omitempty"`
	Tel    string `json:"tel,omitempty"`
	Fax    string `json:"fax,omitempty"`

	EmailLink string `json:"emaillink,omitempty"`
	CcLink    string `json:"cclink,omitempty"`
	TelLink   string `json:"tellink,omitempty"`
}

type lead struct {
	Text string `json:"text"`
	Day  moment `json:"day"`
}

// facts says everything about the meeting.
func (l *local) facts() facts {
	m := l.m
	f := facts{
		Label: l.label(), Days: l.moment(m.Days), City: l.w.City(m), Town: l.town(m), Host: m.Host.In(l.lang),
		Opening: l.moment(m.Opening.In(m.Zone)), Registration: l.moment(m.Registration.In(m.Zone)), Zone: l.w.ZoneOf(l.a.Site, m),
		Languages: l.workingLanguages(), Participation: l.w.Say("participation_"+string(m.Participation), nil),
		Interpretation: l.service("interpretation", m.Interpretation), Captioning: l.service("captioning", m.Captioning),
		Status: l.statusFact(m.Condition), Draft: m.Draft,
		Organization: l.a.Site.Organization.In(l.lang),
		GroupShort:   m.Group.Short.In(l.lang), GroupPath: m.Group.PagePath(l.lang),
		Leadroles: l.w.List(each(m.Group.LeadRoles, func(t meeting.Text) string { return l.w.Say("lead_role", map[string]string{"Role": t.In(l.lang)}) })),
		Bodies:    each(m.Bodies, func(t meeting.Text) string { return t.In(l.lang) }),
		Pages:     l.pages(), Feeds: l.feeds(m.PagePath(l.lang, ""), calendar.Feeds(nil)),
		Item:     l.item(m.Condition, "meeting"),
		Calendar: l.mainFeed(m.PagePath(l.lang, ""), calendar.All), DueCalendar: l.mainFeed(m.PagePath(l.lang, ""), calendar.Deadlines),
		Annexes: map[string]pageLink{}, Deadlines: map[string]deadline{}, Events: map[string]event{},
		Documents: map[string]documentFact{}, Links: map[string]linkFact{}, Contacts: map[string]contact{}, Leads: map[string]lead{},
		Venue: l.venue(), Version: l.version(), News: m.PagePath(l.lang, "") + atom.File,
	}
	for _, id := range m.JointWith {
		g := l.a.Group(id)
		f.Joint = append(f.Joint, pageLink{Name: g.Short.In(l.lang), Path: g.PagePath(l.lang)})
	}
	f.Letter = letterFacts{Number: m.Letter.Number, Signatory: m.Letter.Signatory, Office: m.Letter.Office.In(l.lang)}
	if !m.Letter.Date.IsZero() {
		f.Letter.Date = l.moment(meeting.When{Form: meeting.Day, First: m.Letter.Date, Last: m.Letter.Date})
	}
	for _, o := range m.Officers {
		f.Officers = append(f.Officers, l.officer(o))
	}
	for _, p := range f.Pages {
		if letter, ok := strings.CutPrefix(p.Name, "annex-"); ok {
			f.Annexes[letter] = p
		}
	}
	l.deadlines(&f)
	for _, e := range m.AllEvents() {
		f.Events[e.ID] = l.event(e)
	}
	for _, d := range m.Documents {
		f.Documents[d.ID] = documentFact{Name: d.Name.In(l.lang), URL: d.URL, Texts: each(d.Texts, func(t meeting.DraftText) text {
			return text{t.Name, t.Former, t.Kind.In(l.lang)}
		})}
	}
	for _, k := range m.Links {
		fact := linkFact{Title: k.Title.In(l.lang), URL: k.URL}
		if k.File != "" {
			fact.Path = m.Path() + "/" + k.File
			fact.File = strings.ToUpper(k.File[strings.LastIndex(k.File, ".")+1:])
		}
		f.Links[k.ID] = fact
		f.LinkList = append(f.LinkList, fact)
	}
	for _, c := range m.Contacts {
		f.Contacts[c.ID] = l.contact(c)
		f.ContactList = append(f.ContactList, l.contact(c))
	}
	for _, d := range m.Leads {
		f.Leads[d.ID] = l.lead(d)
	}
	return f
}

// each applies f to every item of a list.
func each[T, U any](list []T, f func(T) U) []U {
	var out []U
	for _, item := range list {
		out = append(out, f(item))
	}
	return out
}

// workingLanguages says which languages the meeting runs in.
func (l *local) workingLanguages() string {
	list := each(l.m.WorkingLanguages, l.w.LanguageName)
	if len(list) == 1 {
		return l.w.Say("language_only", map[string]string{"Language": list[0]})
	}
	return l.w.List(list)
}

// service says whether interpretation or captioning is provided; "" when the
// letter does not speak of it.
func (l *local) service(key string, s meeting.Service) string {
	switch {
	case !s.Known:
		return ""
	case s.RequestBy != "":
		d := l.m.Deadline(s.RequestBy)
		return l.w.Say(key+"_on_request", map[string]string{"Date": l.w.Date(d.Due.First)})
	case s.Provided:
		return l.w.Say(key+"_provided", nil)
	}
	return l.w.Say(key+"_none", nil)
}

// statusFact says what became of the meeting or of something that belongs to it.
// Why the meeting does not take place is told once, at the top of each page.
func (l *local) statusFact(c meeting.Condition) *status {
	of := l.m.Of(c)
	if of.Status == meeting.AsPlanned {
		return nil
	}
	s := &status{Word: l.status(of), Kind: string(of.Status), Off: !of.TakesPlace()}
	if c.Status == of.Status {
		s.Reason = c.Reason.In(l.lang)
	}
	return s
}

func (l *local) titled(title meeting.Text, name string) string {
	if title.IsZero() {
		return name
	}
	return l.w.Say("person", map[string]string{"Title": title.In(l.lang), "Name": name})
}

func (l *local) officer(o meeting.Officer) officer {
	out := officer{
		ID: o.Role, Role: l.a.Site.Roles[o.Role].In(l.lang), Name: l.titled(o.Title, o.Name), Country: o.Country.In(l.lang),
	}
	out.Text = out.Name
	if out.Country != "" {
		out.Text = l.w.Say("aside", map[string]string{"Text": out.Name, "Aside": out.Country})
	}
	return out
}

// pages lists the meeting's pages as the navigation shows them.
func (l *local) pages() []pageLink {
	return each(l.m.Pages(), func(name string) pageLink {
		p := pageLink{Name: name, Path: l.m.PagePath(l.lang, name), Aside: l.aside(name)}
		letter, annex := strings.CutPrefix(name, "annex-")
		switch {
		case annex:
			a := l.m.Annex(letter)
			p.Short = l.w.Say("annex", map[string]string{"Letter": strings.ToUpper(letter)})
			p.Title = l.w.Say("annex_title", map[string]string{"Annex": p.Short, "Title": a.Title.In(l.lang)})
			p.What = a.Description.In(l.lang)
		case name == "":
			p.Short = l.w.Say("page_overview", nil)
			p.Title = p.Short
		case name == "letter":
			p.Short = l.w.Say("page_letter", nil)
			p.Title = p.Short
			p.What = l.m.Letter.Prose[l.lang].Description
		case strings.HasPrefix(name, "revision-"):
			n, _ := strconv.Atoi(strings.TrimPrefix(name, "revision-")) // that is how it was named
			p.Short = l.history()[n].Title
			p.Title = p.Short
		default:
			key := wordOf(l.m, name)
			p.Short = l.w.Say("page_"+key, nil)
			p.Title = p.Short
			p.What = l.w.Say("what_"+key, nil)
		}
		return p
	})
}

// aside reports whether a page is not in the row of pages: paper has a button, a
// revision stands in the history, and there is none as long as nothing changed.
func (l *local) aside(page string) bool {
	return page == "print" || strings.HasPrefix(page, "revision-") || page == "changes" && l.latest() == nil
}

// wordOf returns what the words of a page are filed under: without a venue, only
// the contacts are on its page.
func wordOf(m *meeting.Meeting, page string) string {
	if page == "venue" && m.Venue == nil {
		return "contacts"
	}
	return page
}

func (l *local) contact(c meeting.Contact) contact {
	out := contact{ID: c.ID, Name: c.Name.In(l.lang), For: c.For.In(l.lang), Email: c.Email, Cc: c.Copy, Tel: c.Tel, Fax: c.Fax}
	if c.Person != "" {
		out.Person = l.titled(c.Title, c.Person)
	}
	if c.Email != "" {
		out.EmailLink = address.Mailto(c.Email)
	}
	if c.Copy != "" {
		out.CcLink = address.Mailto(c.Copy)
	}
	if c.Tel != "" {
		out.TelLink = address.Tel(c.Tel)
	}
	return out
}

func (l *local) lead(d meeting.Lead) lead {
	day := l.m.LeadDay(d)
	before := l.w.Say("lead_opening", nil)
	if e := l.m.Event(d.Before); e != nil {
		before = e.Title.In(l.lang)
	}
	return lead{
		Text: l.w.Say("lead", map[string]string{"Lapse": l.w.Lapse(d.AtLeast), "Before": before}),
		Day:  l.moment(meeting.When{Form: meeting.Day, First: day, Last: day}),
	}
}
