package site

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"plenary/generator/atom"
	"plenary/generator/calendar"
	"plenary/generator/meeting"
	"plenary/generator/words"
)

// Pages over many meetings stay small, however many there are: the home page and
// a group's page show the latest, and the others are listed year by year.
const (
	Recent  = 30 // the most meetings on a home page or a group's page
	perPage = 60 // the most on a page of a year
)

// List is a page over many meetings, in all languages.
type List struct {
	Source map[string][]byte // its files in the tree, by path
	Out    []string          // the files that come of it
	path   string            // without the language: "", "sg17/", "sg17/2019/"
}

// Lists composes the pages over many meetings: home, groups and years. The list
// is sorted.
func (c *Composer) Lists(list []Summary) []List {
	lists := append(c.years(list, nil), c.home(list))
	for _, g := range c.a.Groups {
		own := of(list, g)
		lists = append(lists, c.group(own, g), c.groupCalendars(own, g))
		lists = append(lists, c.years(own, g)...)
	}
	slices.SortFunc(lists, func(a, b List) int { return strings.Compare(a.path, b.path) })
	return lists
}

// ListTree makes the tree that renders into the given pages alone.
func (c *Composer) ListTree(lists []List) (*Tree, error) {
	t := c.tree()
	for _, list := range lists {
		for name := range list.Source { // its folder, and the one above that
			dir := path.Dir(strings.TrimPrefix(name, "content/"))
			t.hidden(dir)
			t.hidden(path.Dir(dir))
		}
	}
	t.hidden("")
	for _, list := range lists {
		maps.Copy(t.Source, list.Source)
		t.Pages = append(t.Pages, list.Out...)
	}
	return t.done()
}

// list composes a page. path is its path without the language, file its path
// below content without the language.
func (c *Composer) list(path, file string, say func(l *local, root string) page) List {
	out := List{path: path, Source: map[string][]byte{}}
	for _, lang := range c.a.Site.Languages {
		data, _ := json.Marshal(say(c.local(lang, nil), up(meeting.HomePath(lang)+path))) // texts and numbers only: cannot fail
		out.Source["content/"+file+"."+lang+".md"] = data
		out.Out = append(out.Out, meeting.HomePath(lang)+path+"index.html")
	}
	return out
}

// home composes the page of all meetings, and with it the front door and the
// page for addresses that do not exist.
func (c *Composer) home(list []Summary) List {
	s := c.a.Site
	out := c.list("", "_index", func(l *local, root string) page {
		params := homeParams{Root: root, Tab: l.tab(s.Title.In(l.lang)), News: meeting.HomePath(l.lang) + atom.File, Years: l.byYear(newest(list, Recent), nil), More: l.yearLinks(list, nil), Groups: l.groups(list)}
		if l.lang == s.Languages[0] { // the front door hangs on the first language's home page
			params.Front = c.front(list)
		}
		return page{Title: s.Title.In(l.lang), Description: s.Description.In(l.lang), Layout: "home", Params: params}
	})
	out.Out = append(out.Out, "index.html", "404.html")
	return out
}

// homeParams is what the home page shows.
type homeParams struct {
	Root   string        `json:"root"`
	Tab    string        `json:"tab"`
	News   string        `json:"news"` // the path of the feed of news
	Years  []year        `json:"years"`
	More   []yearLink    `json:"more,omitempty"`
	Groups []groupLink   `json:"groups"`
	Front  []frontParams `json:"front,omitempty"`
}

// frontParams is one language's part of the front door.
type frontParams struct {
	Lang         string    `json:"lang"`
	Name         string    `json:"name"`
	Path         string    `json:"path"`
	Title        string    `json:"title"`
	Description  string    `json:"description"`
	Organization string    `json:"organization"`
	Lost         string    `json:"lost"`
	LostText     string    `json:"losttext"`
	Meetings     []summary `json:"meetings"`
}

func (c *Composer) front(list []Summary) []frontParams {
	s := c.a.Site
	return each(s.Languages, func(lang string) frontParams {
		l := c.local(lang, nil)
		return frontParams{
			Lang: lang, Name: words.OwnName(lang), Path: meeting.HomePath(lang), Title: s.Title.In(lang),
			Description: s.Description.In(lang), Organization: s.Organization.In(lang),
			Meetings: l.in(newest(list, 3), nil),
			Lost:     l.w.Say("lost_title", nil), LostText: l.w.Say("lost_text", nil),
		}
	})
}

// group composes a group's page; the list is of its meetings.
func (c *Composer) group(list []Summary, g *meeting.Group) List {
	return c.list(g.ID+"/", g.ID+"/_index", func(l *local, root string) page {
		return page{
			Title: g.Short.In(l.lang), Layout: "group",
			Description: l.w.Say("group_description", map[string]string{"Group": g.Name.In(l.lang)}),
			Params: groupParams{
				Root: root, Tab: l.tab(g.Short.In(l.lang)), News: g.PagePath(l.lang) + atom.File, Crumb: g.Short.In(l.lang), Kind: g.Kind.In(l.lang), Name: g.Name.In(l.lang), Short: g.Short.In(l.lang), Abbreviation: g.Abbreviation,
				Home: g.Home, Years: l.byYear(newest(list, Recent), g), More: l.yearLinks(list, g), Calendar: l.mainFeed(g.PagePath(l.lang), calendar.All),
				LeadRoles: each(g.LeadRoles, func(t meeting.Text) string { return t.In(l.lang) }),
			},
		}
	})
}

// groupParams is what a group's page shows.
type groupParams struct {
	Root         string     `json:"root"`
	Tab          string     `json:"tab"`
	News         string     `json:"news"` // the path of the feed of news
	Crumb        string     `json:"crumb"`
	Kind         string     `json:"kind"`
	Name         string     `json:"name"`
	Short        string     `json:"short"`
	Abbreviation string     `json:"abbreviation"`
	Home         string     `json:"home"`
	LeadRoles    []string   `json:"leadroles"`
	Years        []year     `json:"years"`
	More         []yearLink `json:"more,omitempty"`
	Calendar     mainFeed   `json:"calendar"`
}

// years composes the pages of a group, or of none, that list the meetings of one
// year; none when the page above them has room for all.
func (c *Composer) years(list []Summary, g *meeting.Group) []List {
	if len(list) <= Recent {
		return nil
	}
	var out []List
	links := map[string][]yearLink{} // the same on all pages in a language
	for _, lang := range c.a.Site.Languages {
		links[lang] = c.local(lang, nil).yearLinks(list, g)
	}
	all := split(newest(list, len(list)))
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

// split parts meetings, in order of time, by the year in which they begin.
func split(list []Summary) [][]Summary {
	var out [][]Summary
	for i, s := range list {
		if i == 0 || s.First.Year != list[i-1].First.Year {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], s)
	}
	return out
}

// yearPage is a page of a year, before it is said in a language.
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
	return c.list(path, file, func(l *local, root string) page {
		title := l.w.Say("year_title", map[string]string{"Year": strconv.Itoa(p.year)})
		params := yearParams{Root: root, Years: l.byYear(p.meetings, p.group), More: p.links[l.lang]}
		for i := range params.Years[0].Meetings {
			params.Years[0].Meetings[i].Next = nil // where years have pages of their own, what is coming stands elsewhere
		}
		if p.group != nil {
			params.Up = &crumb{p.group.Short.In(l.lang), p.group.PagePath(l.lang)}
			title = l.w.Say("year_title_group", map[string]string{"Year": strconv.Itoa(p.year), "Group": params.Up.Name})
		}
		params.Crumb = l.year(p.year)
		turn := func(year, n int) *crumb {
			name := l.year(year)
			if year == p.year {
				name = l.w.Say("page_of", map[string]string{"Page": strconv.Itoa(n), "Pages": strconv.Itoa(p.pages)})
			}
			return &crumb{name, meeting.HomePath(l.lang) + yearPath(p.group, year, n)}
		}
		switch {
		case p.n > 1:
			params.Later = turn(p.year, p.n-1)
		case p.later > 0:
			params.Later = turn(p.later, 1)
		}
		switch {
		case p.n < p.pages:
			params.Earlier = turn(p.year, p.n+1)
		case p.earlier > 0:
			params.Earlier = turn(p.earlier, 1)
		}
		if p.pages > 1 {
			title = l.w.Say("aside", map[string]string{"Text": title, "Aside": turn(p.year, p.n).Name})
		}
		params.Tab = l.tab(title)
		return page{Title: title, Layout: "year", Params: params, Description: l.w.Say("year_description", map[string]string{
			"Title": title, "Site": c.a.Site.Title.In(l.lang),
		})}
	})
}

// yearParams is what a page of a year shows.
type yearParams struct {
	Root    string     `json:"root"`
	Tab     string     `json:"tab"`
	Years   []year     `json:"years"` // one
	More    []yearLink `json:"more"`
	Crumb   string     `json:"crumb"`
	Up      *crumb     `json:"up,omitempty"` // the group
	Earlier *crumb     `json:"earlier,omitempty"`
	Later   *crumb     `json:"later,omitempty"`
}

// crumb is a page on the way to this one, or beside it.
type crumb struct {
	Name string `json:"name"`
	Path string `json:"path"`
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

// year says a year.
func (l *local) year(n int) string {
	return l.w.Say("year", map[string]string{"Year": strconv.Itoa(n)})
}

// byYear arranges meetings by year, for the page of a group or of none.
func (l *local) byYear(list []Summary, page *meeting.Group) []year {
	return each(split(list), func(list []Summary) year {
		return year{Year: l.year(list[0].First.Year), Meetings: l.in(list, page)}
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
func (l *local) yearLinks(list []Summary, g *meeting.Group) []yearLink {
	if len(list) <= Recent {
		return nil
	}
	return each(split(newest(list, len(list))), func(list []Summary) yearLink {
		n := list[0].First.Year
		return yearLink{Year: l.year(n), Path: meeting.HomePath(l.lang) + yearPath(g, n, 1), Count: len(list)}
	})
}

// groupLink leads to a group's page.
type groupLink struct {
	Name  string `json:"name"`
	Path  string `json:"path"`
	Count int    `json:"count"` // of meetings
}

// groups returns the groups in the order in which a reader of the language looks
// them up, with numbers by their value.
func (l *local) groups(list []Summary) []groupLink {
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
