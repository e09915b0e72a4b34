package site

import (
	"plenary/generator/atom"
	"plenary/generator/calendar"
	"plenary/generator/meeting"
)

// group composes a group's page; the list is of its meetings.
func (c *Composer) group(list []Summary, g *meeting.Group) List {
	return c.list(g.ID+"/", g.ID+"/_index", func(l *localizer, at location) page {
		return page{
			Title: g.Short.In(l.lang), Layout: "group",
			Description: l.w.Say("group_description", map[string]string{"Group": g.Name.In(l.lang)}),
			Params: groupParams{
				location: at, Tab: l.tab(g.Short.In(l.lang)), News: g.PagePath(l.lang) + atom.File, Crumb: g.Short.In(l.lang),
				Kind: g.Kind.In(l.lang), Name: g.Name.In(l.lang), Short: g.Short.In(l.lang), Abbreviation: g.Abbreviation, Home: g.Home,
				Years: l.byYear(newest(list, Recent), g), More: l.yearLinks(list, g), Calendar: l.mainCalendar(g.PagePath(l.lang), calendar.All),
				LeadRoles: convert(g.LeadRoles, func(t meeting.Text) string { return t.In(l.lang) }),
			},
		}
	})
}

// groupParams is what a group's page shows.
type groupParams struct {
	location
	Tab          string       `json:"tab"`
	News         string       `json:"news"` // the path of the news feed
	Crumb        string       `json:"crumb"`
	Kind         string       `json:"kind"`
	Name         string       `json:"name"`
	Short        string       `json:"short"`
	Abbreviation string       `json:"abbreviation"`
	Home         string       `json:"home"`
	LeadRoles    []string     `json:"leadroles"`
	Years        []year       `json:"years"`
	More         []yearLink   `json:"more,omitempty"`
	Calendar     mainCalendar `json:"calendar"`
}
