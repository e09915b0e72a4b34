package site

import (
	"strings"

	"plenary/generator/meeting"
	"plenary/generator/revision"
	"plenary/generator/words"
)

// localizer puts an archive's facts into one language, ready to print.
type localizer struct {
	a    *meeting.Archive
	all  map[string]*words.Language
	w    *words.Language
	lang string
	m    *meeting.Meeting // nil on pages over many meetings

	moments map[meeting.When]moment // a cache: most times are printed several times

	entries     []historyEntry          // of the meeting's record; nil until they are wanted
	differences [][]revision.Difference // of each entry
}

func (c *Composer) localizer(lang string, m *meeting.Meeting) *localizer {
	return &localizer{a: c.a, all: c.theme.Words, w: c.theme.Words[lang], lang: lang, m: m, moments: map[meeting.When]moment{}}
}

// phrase is a text in a language other than the page's.
type phrase struct {
	Text string `json:"text"`
	Lang string `json:"lang"`
	Name string `json:"name,omitempty"` // of what the text is about
}

// others returns a text in the other languages of the site.
func (l *localizer) others(t meeting.Text) []phrase {
	var list []phrase
	for _, lang := range l.a.Site.Languages {
		if s := t.In(lang); lang != l.lang && s != "" && s != t.In(l.lang) {
			list = append(list, phrase{Text: s, Lang: lang})
		}
	}
	return list
}

// label names the meeting in a few words: "Goyang, August 2023".
func (l *localizer) label() string {
	return l.w.Say("meeting_label", map[string]string{"City": l.w.City(l.m), "Month": l.w.Month(l.m.Days.First)})
}

// description is the sentence that search engines show for a meeting.
func (l *localizer) description() string {
	return l.w.Say("meeting_description", map[string]string{
		"Title": l.m.Title.In(l.lang), "Days": l.w.Days(l.m.Days.First, l.m.Days.Last), "Place": l.town(l.m),
	})
}

// town returns the meeting's city and country.
func (l *localizer) town(m *meeting.Meeting) string {
	if m.Country.IsZero() || m.Participation == meeting.Remote {
		return l.w.City(m)
	}
	return l.w.Say("town", map[string]string{"City": m.City.In(l.lang), "Country": m.Country.In(l.lang)})
}

// tab returns the title of a page for tabs and search results: its own, followed by
// the titles of what it belongs to.
func (l *localizer) tab(title string, of ...string) string {
	parts := append([]string{title}, of...)
	if site := l.a.Site.Title.In(l.lang); title != site {
		parts = append(parts, site)
	}
	return strings.Join(parts, " · ")
}

// roles names roles.
func (l *localizer) roles(ids []string) string {
	return l.w.List(convert(ids, func(id string) string { return l.a.Site.Roles[id].In(l.lang) }))
}

// status says what became of the meeting or of something that belongs to it.
type status struct {
	Word   string `json:"word"`
	Reason string `json:"reason,omitempty"`
	Kind   string `json:"kind"` // moved, postponed, cancelled
	Off    bool   `json:"off"`  // the announced time is not valid any more
}

// status returns nil when everything is as planned. The reason why the whole meeting
// does not take place is at the top of each page, and not repeated.
func (l *localizer) status(c meeting.Condition) *status {
	of := l.m.Of(c)
	if of.Status == meeting.AsPlanned {
		return nil
	}
	s := &status{Word: l.statusWord(of), Kind: string(of.Status), Off: !of.TakesPlace()}
	if c.Status == of.Status {
		s.Reason = c.Reason.In(l.lang)
	}
	return s
}

// statusWord returns "" when everything is as planned.
func (l *localizer) statusWord(c meeting.Condition) string {
	if c.Status == meeting.AsPlanned {
		return ""
	}
	return l.w.Say("status_"+string(c.Status), nil)
}

// convert returns f of every item of a list.
func convert[T, U any](list []T, f func(T) U) []U {
	var out []U
	for _, item := range list {
		out = append(out, f(item))
	}
	return out
}
