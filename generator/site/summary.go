package site

import (
	"cmp"
	"slices"
	"strings"

	"plenary/generator/meeting"
)

// Summary is what pages over many meetings show of one. Those pages are made of
// summaries alone, so that a change to one meeting does not need the others.
type Summary struct {
	Path   string             `json:"path"` // "sg17/2023-08-goyang"
	First  meeting.Date       `json:"first"`
	Last   meeting.Date       `json:"last"`
	Groups []string           `json:"groups"` // IDs of those that hold it
	Pages  []string           `json:"pages"`  // names; "" is the overview
	Roles  []string           `json:"roles"`  // that its deadlines name, sorted
	In     map[string]summary `json:"in"`     // by language
	ID     string             `json:"id"`
	News   map[string][]news  `json:"news,omitempty"` // by language
}

// summary is a meeting in a list.
type summary struct {
	Title  string    `json:"title"`
	Group  string    `json:"group,omitempty"` // when neither the page nor the title says it
	Path   string    `json:"path"`
	Days   moment    `json:"days"`
	Town   string    `json:"town"`
	Status string    `json:"status,omitempty"` // in words
	Draft  bool      `json:"draft,omitempty"`
	Off    bool      `json:"off,omitempty"` // does not take place
	Next   []nextDue `json:"next"`
}

// Summary returns the summary of a meeting.
func (c *Composer) Summary(m *meeting.Meeting) Summary {
	s := Summary{
		Path: m.Path(), First: m.Days.First, Last: m.Days.Last, Groups: append([]string{m.Group.ID}, m.JointWith...),
		Pages: m.Pages(), Roles: meeting.Roles(m), In: map[string]summary{}, ID: m.ID, News: map[string][]news{},
	}
	for _, lang := range c.a.Site.Languages {
		l := c.localizer(lang, m)
		next := l.nextDues()
		for i := range next {
			next[i].When = next[i].When.brief()
		}
		if list := l.news(); len(list) > 0 {
			s.News[lang] = list
		}
		s.In[lang] = summary{
			Title: m.Title.In(lang), Group: m.Group.Short.In(lang), Path: m.PagePath(lang, ""), Days: l.moment(m.Days).brief(),
			Town: l.town(m), Status: l.statusWord(m.Condition), Draft: m.Draft, Off: !m.TakesPlace(), Next: next,
		}
	}
	return s
}

// Short returns the summary without what pages show of the [Recent] meetings only, which
// is most of it.
func (s Summary) Short() Summary {
	in := make(map[string]summary, len(s.In))
	for lang, of := range s.In {
		of.Next = nil
		in[lang] = of
	}
	s.In, s.News = in, nil
	return s
}

// Compare orders summaries by first day, then address.
func (s Summary) Compare(t Summary) int {
	return cmp.Or(s.First.Compare(t.First), cmp.Compare(s.Path, t.Path))
}

// heldBy returns the summaries of the meetings that a group holds, alone or with
// others.
func heldBy(list []Summary, g *meeting.Group) []Summary {
	var own []Summary
	for _, s := range list {
		if slices.Contains(s.Groups, g.ID) {
			own = append(own, s)
		}
	}
	return own
}

// newest returns the last n meetings, the latest first.
func newest(list []Summary, n int) []Summary {
	list = slices.Clone(list[max(0, len(list)-n):])
	slices.Reverse(list)
	return list
}

// listed returns meetings as the page of a group lists them, or, if it is nil, another
// page.
func (l *localizer) listed(list []Summary, page *meeting.Group) []summary {
	return convert(list, func(s Summary) summary {
		out := s.In[l.lang]
		if page != nil && s.Groups[0] == page.ID || strings.Contains(out.Title, out.Group) {
			out.Group = ""
		}
		return out
	})
}
