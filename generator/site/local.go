package site

import (
	"slices"
	"strings"
	"time"

	"plenary/generator/address"
	"plenary/generator/calendar"
	"plenary/generator/meeting"
	"plenary/generator/revision"
	"plenary/generator/words"
)

// local says an archive's facts in one language.
type local struct {
	a    *meeting.Archive
	all  map[string]*words.Language
	w    *words.Language
	lang string
	m    *meeting.Meeting // nil on pages above a meeting

	moments map[meeting.When]moment // that were said: most are said several times

	told        []revisionFact          // what was published, once it was asked for
	differences [][]revision.Difference // of the same
}

// local returns what says facts in a language.
func (c *Composer) local(lang string, m *meeting.Meeting) *local {
	return &local{a: c.a, all: c.theme.Words, w: c.theme.Words[lang], lang: lang, m: m, moments: map[meeting.When]moment{}}
}

// phrase is a text in a language that is not the page's.
type phrase struct {
	Text string `json:"text"`
	Lang string `json:"lang"`
	Name string `json:"name,omitempty"` // of what the text is about
}

// others returns a text in the other languages of the site.
func (l *local) others(t meeting.Text) []phrase {
	var list []phrase
	for _, lang := range l.a.Site.Languages {
		if s := t.In(lang); lang != l.lang && s != "" && s != t.In(l.lang) {
			list = append(list, phrase{Text: s, Lang: lang})
		}
	}
	return list
}

// moment is a time ready to print: <time datetime="ISO">Text</time> and, after
// it, Zone.
type moment struct {
	ISO   string `json:"iso,omitempty"`  // of the start
	Text  string `json:"text,omitempty"` // as precisely as it is known
	Zone  string `json:"zone,omitempty"`
	Date  string `json:"date,omitempty"`  // the day or days alone
	Full  string `json:"full,omitempty"`  // the day with its weekday, or the days
	From  string `json:"from,omitempty"`  // "from … to …", "on …"
	Short string `json:"short,omitempty"` // the day or days in a tight place
	Hours string `json:"hours,omitempty"` // the hours alone
	Day   string `json:"day,omitempty"`   // the first day, as ISO 8601
	Until string `json:"until,omitempty"` // when it is over: a day or an instant
	Long  bool   `json:"long,omitempty"`  // two days with their hours: the text may break
	Home  string `json:"home,omitempty"`  // the same in the meeting's zone, if it was given in another
}

// brief leaves of a time what lists of meetings print.
func (t moment) brief() moment { return moment{Date: t.Date, Day: t.Day, Until: t.Until} }

// moment says a time of the meeting.
func (l *local) moment(w meeting.When) moment {
	if w.IsZero() {
		return moment{}
	}
	t, ok := l.moments[w]
	if !ok {
		t = l.sayMoment(w)
		l.moments[w] = t
	}
	return t
}

func (l *local) sayMoment(w meeting.When) moment {
	m := l.m
	t := moment{
		ISO: iso(w), Text: l.w.When(w), Zone: l.w.Zone(w, l.w.Place(l.a.Site, m, w.Zone())),
		Date: l.w.Days(w.First, w.Last), Full: l.fullDays(w), From: l.w.FromTo(w.First, w.Last), Short: l.w.ShortDays(w.First, w.Last), Hours: l.w.Hours(w),
		Day: w.First.String(), Until: until(w),
		Long: w.Timed() && w.First != w.Last,
	}
	if w.Timed() && m.Zone != nil && offset(w.Start) != offset(w.Start.In(m.Zone)) {
		home := w.In(m.Zone)
		t.Home = l.w.WhenZoned(home, l.w.Place(l.a.Site, m, m.Zone))
	}
	return t
}

func (l *local) fullDays(w meeting.When) string {
	if w.First == w.Last {
		return l.w.FullDate(w.First)
	}
	return l.w.Days(w.First, w.Last)
}

// iso returns the start of a time for <time datetime>.
func iso(w meeting.When) string {
	if !w.Timed() {
		return w.First.String()
	}
	return instant(w.Start)
}

func instant(t time.Time) string { return t.Format("2006-01-02T15:04Z07:00") }

// until returns when a time is over: the last day, as long as it lasts where the
// reader is, or an instant.
func until(w meeting.When) string {
	switch w.Form {
	case meeting.Span:
		return instant(w.End)
	case meeting.Instant:
		return instant(w.Start)
	}
	return w.Last.String()
}

// ends returns when each of several deadlines is over, parted by spaces.
func ends(list []meeting.Deadline) string {
	var all []string
	for _, d := range list {
		if end := until(d.Due); !slices.Contains(all, end) {
			all = append(all, end)
		}
	}
	return strings.Join(all, " ")
}

func offset(t time.Time) int { _, o := t.Zone(); return o }

// label names the meeting in a few words: "Goyang, August 2023".
func (l *local) label() string {
	m := l.m
	return l.w.Say("meeting_label", map[string]string{"City": l.w.City(m), "Month": l.w.Month(m.Days.First)})
}

// tab returns the title of a page for tabs and search results: its own, and after
// it whatever it belongs to.
func (l *local) tab(title string, of ...string) string {
	parts := append([]string{title}, of...)
	if site := l.a.Site.Title.In(l.lang); title != site {
		parts = append(parts, site)
	}
	return strings.Join(parts, " · ")
}

// description is the sentence that search engines show for a meeting.
func (l *local) description() string {
	m := l.m
	return l.w.Say("meeting_description", map[string]string{
		"Title": m.Title.In(l.lang), "Days": l.w.Days(m.Days.First, m.Days.Last), "Place": l.town(m),
	})
}

// town says city and country.
func (l *local) town(m *meeting.Meeting) string {
	if m.Country.IsZero() || m.Participation == meeting.Remote {
		return l.w.City(m)
	}
	return l.w.Say("town", map[string]string{"City": m.City.In(l.lang), "Country": m.Country.In(l.lang)})
}

// nextDue is a deadline that may be the next one: which is, the reader's clock
// decides.
type nextDue struct {
	When   moment   `json:"when"`
	Titles []string `json:"titles"`
	Path   string   `json:"path"`
}

// nextDues returns the deadlines that can still be the next one, in order of
// time, those that end at the same moment together.
func (l *local) nextDues(m *meeting.Meeting) []nextDue {
	var list []meeting.Deadline
	for _, d := range m.Deadlines {
		if m.Of(d.Condition).TakesPlace() {
			list = append(list, d)
		}
	}
	slices.SortStableFunc(list, func(a, b meeting.Deadline) int { return a.Due.Compare(b.Due, m.Zone) })
	var out []nextDue
	for _, d := range list {
		due, title := l.moment(d.Due), d.Title().In(l.lang)
		if n := len(out); n > 0 && out[n-1].When == due {
			out[n-1].Titles = append(out[n-1].Titles, title)
			continue
		}
		out = append(out, nextDue{When: due, Titles: []string{title}, Path: m.PagePath(l.lang, "deadlines") + "#" + d.ID})
	}
	return out
}

// feed is a calendar to subscribe to.
type feed struct {
	Name   string `json:"name"`
	What   string `json:"what"`
	Path   string `json:"path"`
	URL    string `json:"url"`
	Webcal string `json:"webcal"`
}

// feeds returns calendars of the page at dir.
func (l *local) feeds(dir string, list []calendar.Feed) []feed {
	return each(list, func(f calendar.Feed) feed {
		url := l.a.Site.URL(dir + f.File())
		return feed{
			Name: f.Name(l.a.Site, l.w), What: f.What(l.a.Site, l.w),
			Path: dir + f.File(), URL: url, Webcal: address.Webcal(url),
		}
	})
}

// mainFeed is a calendar with the page of all.
type mainFeed struct {
	feed
	More string `json:"more"`
}

// mainFeed returns the calendar of a kind of the page at dir.
func (l *local) mainFeed(dir string, kind calendar.Kind) mainFeed {
	return mainFeed{feed: l.feeds(dir, []calendar.Feed{{Kind: kind}})[0], More: dir + meeting.Subscribe + "/"}
}

// status says what became of something; "" when it takes place as planned.
func (l *local) status(c meeting.Condition) string {
	if c.Status == meeting.AsPlanned {
		return ""
	}
	return l.w.Say("status_"+string(c.Status), nil)
}
