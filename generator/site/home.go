package site

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"plenary/generator/atom"
	"plenary/generator/meeting"
)

// home composes the page of all meetings. The front page and the page for addresses that
// do not exist are further outputs of the first language's home page.
func (c *Composer) home(list []Summary) List {
	s := c.a.Site
	out := c.list("", "_index", func(l *localizer, at location) page {
		params := homeParams{
			location: at, Tab: l.tab(s.Title.In(l.lang)), News: meeting.HomePath(l.lang) + atom.File,
			Years: l.byYear(newest(list, Recent), nil), More: l.yearLinks(list, nil), Groups: l.groupLinks(list),
		}
		if l.lang == s.Languages[0] {
			params.Front = c.front(list)
		}
		return page{Title: s.Title.In(l.lang), Description: s.Description.In(l.lang), Layout: "home", Params: params}
	})
	out.Out = append(out.Out, "index.html", "404.html")
	return out
}

// homeParams is what the home page shows.
type homeParams struct {
	location
	Tab    string        `json:"tab"`
	News   string        `json:"news"` // the path of the news feed
	Years  []year        `json:"years"`
	More   []yearLink    `json:"more,omitempty"`
	Groups []groupLink   `json:"groups"`
	Front  []frontParams `json:"front,omitempty"`
}

// groupLink leads to a group's page.
type groupLink struct {
	Name  string `json:"name"`
	Path  string `json:"path"`
	Count int    `json:"count"` // of meetings
}

// groupLinks returns the groups in the alphabetical order of the language, with numbers
// by their value.
func (l *localizer) groupLinks(list []Summary) []groupLink {
	count := map[string]int{}
	for _, s := range list {
		for _, id := range s.Groups {
			count[id]++
		}
	}
	var out []groupLink
	for _, g := range l.a.Groups {
		out = append(out, groupLink{Name: g.Name.In(l.lang), Path: g.PagePath(l.lang), Count: count[g.ID]})
	}
	order := collate.New(language.Make(l.lang), collate.Numeric)
	slices.SortStableFunc(out, func(a, b groupLink) int {
		return cmp.Or(order.CompareString(a.Name, b.Name), strings.Compare(a.Path, b.Path))
	})
	return out
}
