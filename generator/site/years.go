package site

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"plenary/generator/meeting"
)

// years composes the pages of a group, or of none, that list the meetings of one
// year; none when the page above them has room for all.
func (c *Composer) years(list []Summary, g *meeting.Group) []List {
	if len(list) <= Recent {
		return nil
	}
	var out []List
	links := map[string][]yearLink{} // the same on all pages in a language
	for _, lang := range c.a.Site.Languages {
		links[lang] = c.localizer(lang, nil).yearLinks(list, g)
	}
	all := splitYears(newest(list, len(list)))
	for i, meetings := range all {
		pages := slices.Collect(slices.Chunk(meetings, perPage))
		for n, some := range pages {
			p := yearPage{group: g, year: some[0].First.Year, meetings: some, links: links, n: n + 1, pages: len(pages)}
			if i > 0 {
				p.later = all[i-1][0].First.Year
			}
			if i+1 < len(all) {
				p.earlier = all[i+1][0].First.Year
			}
			out = append(out, c.year(p))
		}
	}
	return out
}

// splitYears splits meetings, in order of time, by the year in which they begin.
func splitYears(list []Summary) [][]Summary {
	var out [][]Summary
	for i, s := range list {
		if i == 0 || s.First.Year != list[i-1].First.Year {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], s)
	}
	return out
}

// yearPage is a page of a year, in no language yet.
type yearPage struct {
	group          *meeting.Group // nil for all of them
	year           int
	meetings       []Summary // the latest first
	links          map[string][]yearLink
	n, pages       int // which of how many pages of the year
	earlier, later int // years that have meetings; 0 for none
}

func (c *Composer) year(p yearPage) List {
	path, file := yearPath(p.group, p.year, p.n), yearPath(p.group, p.year, 1)+"_index"
	if p.n > 1 {
		file = strings.TrimSuffix(path, "/")
	}
	return c.list(path, file, func(l *localizer, at location) page {
		title := l.w.Say("year_title", map[string]string{"Year": strconv.Itoa(p.year)})
		params := yearParams{location: at, Crumb: l.year(p.year), Years: l.byYear(p.meetings, p.group), More: p.links[l.lang]}
		for i := range params.Years[0].Meetings {
			params.Years[0].Meetings[i].Next = nil // home and the page of the group show the next deadlines
		}
		if p.group != nil {
			params.Up = &namedPath{p.group.Short.In(l.lang), p.group.PagePath(l.lang)}
			title = l.w.Say("year_title_group", map[string]string{"Year": strconv.Itoa(p.year), "Group": params.Up.Name})
		}
		params.Later, params.Earlier = p.neighbours(l)
		if p.pages > 1 {
			title = l.w.Say("aside", map[string]string{"Text": title, "Aside": p.link(l, p.year, p.n).Name})
		}
		params.Tab = l.tab(title)
		return page{Title: title, Layout: "year", Params: params, Description: l.w.Say("year_description", map[string]string{
			"Title": title, "Site": c.a.Site.Title.In(l.lang),
		})}
	})
}

// link leads to a page of a year. Pages of the same year are named by their number.
func (p yearPage) link(l *localizer, year, n int) *namedPath {
	name := l.year(year)
	if year == p.year {
		name = l.w.Say("page_of", map[string]string{"Page": strconv.Itoa(n), "Pages": strconv.Itoa(p.pages)})
	}
	return &namedPath{name, meeting.HomePath(l.lang) + yearPath(p.group, year, n)}
}

// neighbours leads to the pages of the meetings after and before those of this page,
// nil where there are none.
func (p yearPage) neighbours(l *localizer) (later, earlier *namedPath) {
	switch {
	case p.n > 1:
		later = p.link(l, p.year, p.n-1)
	case p.later > 0:
		later = p.link(l, p.later, 1)
	}
	switch {
	case p.n < p.pages:
		earlier = p.link(l, p.year, p.n+1)
	case p.earlier > 0:
		earlier = p.link(l, p.earlier, 1)
	}
	return later, earlier
}

// yearParams is what a page of a year shows.
type yearParams struct {
	location
	Tab     string     `json:"tab"`
	Years   []year     `json:"years"` // one
	More    []yearLink `json:"more"`
	Crumb   string     `json:"crumb"`
	Up      *namedPath `json:"up,omitempty"` // the group
	Earlier *namedPath `json:"earlier,omitempty"`
	Later   *namedPath `json:"later,omitempty"`
}

// yearPath returns the path of a page of a year, without the language.
func yearPath(g *meeting.Group, year, n int) string {
	path := fmt.Sprintf("%04d/", year)
	if g != nil {
		path = g.ID + "/" + path
	}
	if n > 1 {
		path += fmt.Sprintf("%d/", n)
	}
	return path
}

// year is the meetings that begin in one year.
type year struct {
	Year     string    `json:"year"` // in words
	Meetings []summary `json:"meetings"`
}

// year names a year.
func (l *localizer) year(n int) string {
	return l.w.Say("year", map[string]string{"Year": strconv.Itoa(n)})
}

// byYear arranges meetings by year, for the page of a group or, if it is nil, of all.
func (l *localizer) byYear(list []Summary, page *meeting.Group) []year {
	return convert(splitYears(list), func(list []Summary) year {
		return year{Year: l.year(list[0].First.Year), Meetings: l.listed(list, page)}
	})
}

// yearLink leads to the page of a year.
type yearLink struct {
	Year  string `json:"year"` // in words
	Path  string `json:"path"`
	Count int    `json:"count"` // of meetings
}

// yearLinks leads to all years of a group or of none; nil when years have no
// pages.
func (l *localizer) yearLinks(list []Summary, g *meeting.Group) []yearLink {
	if len(list) <= Recent {
		return nil
	}
	return convert(splitYears(newest(list, len(list))), func(list []Summary) yearLink {
		n := list[0].First.Year
		return yearLink{Year: l.year(n), Path: meeting.HomePath(l.lang) + yearPath(g, n, 1), Count: len(list)}
	})
}
