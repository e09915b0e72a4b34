package site

import (
	"cmp"
	"fmt"
	"html"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"plenary/generator/atom"
	"plenary/generator/meeting"
)

// News feeds are fetched whole and often, so they have only the latest entries.
const (
	newsPerMeeting = 20
	newsPerFeed    = 50
	newsChanges    = 20 // in one entry
)

// news is a revision as an entry of news feeds.
type news struct {
	Number int       `json:"number"`
	Date   time.Time `json:"date"`
	Title  string    `json:"title"`
	Page   string    `json:"page"` // a path
	HTML   string    `json:"html"`
}

// news returns the latest revisions of the meeting, the newest first.
func (l *localizer) news() []news {
	var list []news
	history := l.history()
	for i, r := range slices.Backward(history) {
		if len(list) == newsPerMeeting {
			break
		}
		list = append(list, news{
			Number: r.Number, Date: l.m.Record.Revisions[i].Date,
			Title: l.w.Say("news_title", map[string]string{"Meeting": l.label(), "Group": l.m.Group.Short.In(l.lang), "Title": r.Title}),
			Page:  l.m.PagePath(l.lang, "changes") + "#" + r.Anchor, HTML: l.newsHTML(r),
		})
	}
	return list
}

// newsHTML describes what a revision changed, or the meeting of a first issue.
func (l *localizer) newsHTML(r historyEntry) string {
	var b strings.Builder
	paragraph := func(text string) {
		if text != "" {
			fmt.Fprintf(&b, "<p>%s</p>", html.EscapeString(text))
		}
	}
	paragraph(r.Message)
	if r.Number == 0 {
		paragraph(l.description())
	}
	if len(r.Changes) == 0 {
		return b.String()
	}
	b.WriteString("<ul>")
	for _, c := range r.Changes[:min(len(r.Changes), newsChanges)] {
		b.WriteString("<li>" + l.changeHTML(c) + "</li>")
	}
	if more := len(r.Changes) - newsChanges; more > 0 {
		b.WriteString("<li>" + html.EscapeString(l.w.Count("news_more", more)) + "</li>")
	}
	return b.String() + "</ul>"
}

// changeHTML describes the change of a subject.
func (l *localizer) changeHTML(c change) string {
	colon := html.EscapeString(l.w.Say("colon", nil))
	var lines []string
	for _, v := range c.Values {
		line := html.EscapeString(cmp.Or(v.Fact, v.Note))
		lang := ""
		if v.Lang != "" {
			lang = ` lang="` + v.Lang + `"`
		}
		separator := ""
		if line != "" {
			separator = colon
		}
		for _, of := range []struct{ element, text string }{{"del", v.Old}, {"ins", v.New}} {
			if of.text != "" {
				line += fmt.Sprintf("%s<%s%s>%s</%s>", separator, of.element, lang, html.EscapeString(of.text), of.element)
				separator = " → "
			}
		}
		lines = append(lines, line)
	}
	return "<b>" + html.EscapeString(c.What) + "</b><br>" + strings.Join(lines, "<br>")
}

// newsEntries returns news of a meeting as entries of a feed. The meeting's ID identifies
// them.
func (c *Composer) newsEntries(lang, id string, list []news) []atom.Entry {
	return convert(list, func(n news) atom.Entry {
		return atom.Entry{
			ID:    c.urn(fmt.Sprintf("meeting/%s/%d/%s", id, n.Number, lang)),
			Title: n.Title, Date: n.Date, Page: c.a.Site.URL(n.Page), HTML: n.HTML,
		}
	})
}

// urn returns a permanent name of something on the site (RFC 9562, 5.5).
func (c *Composer) urn(what string) string {
	return uuid.NewSHA1(uuid.NameSpaceDNS, []byte(c.a.Site.UIDDomain+"/"+what)).URN()
}

// newsFeed encodes the news feed of the page at dir.
func (c *Composer) newsFeed(lang, id, dir, title string, entries []atom.Entry) []byte {
	site := c.a.Site
	return atom.Feed{
		ID: c.urn(id + "/" + lang), Lang: lang, Author: site.Organization.In(lang),
		Title: c.theme.Words[lang].Say("news_of", map[string]string{"Name": title}),
		Self:  site.URL(dir + atom.File), Page: site.URL(dir), Entries: entries,
	}.Encode()
}

// News returns the news feeds of the site and of its groups, with the latest meetings, by
// path. The list is sorted.
func (c *Composer) News(list []Summary) map[string][]byte {
	files := map[string][]byte{}
	add := func(list []Summary, id string, title meeting.Text, dir func(lang string) string) {
		for _, lang := range c.a.Site.Languages {
			var entries []atom.Entry
			for _, s := range newest(list, Recent) {
				entries = append(entries, c.newsEntries(lang, s.ID, s.News[lang])...)
			}
			slices.SortStableFunc(entries, func(a, b atom.Entry) int { return b.Date.Compare(a.Date) })
			entries = entries[:min(len(entries), newsPerFeed)]
			files[dir(lang)+atom.File] = c.newsFeed(lang, id, dir(lang), title.In(lang), entries)
		}
	}
	add(list, "site", c.a.Site.Title, meeting.HomePath)
	for _, g := range c.a.Groups {
		add(heldBy(list, g), "group/"+g.ID, g.Short, g.PagePath)
	}
	return files
}
