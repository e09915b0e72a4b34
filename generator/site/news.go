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

// News feeds are fetched whole and often: they hold the latest only.
const (
	newsPerMeeting = 20
	newsPerFeed    = 50
	newsChanges    = 20 // that one entry tells
)

// news is a revision as feeds tell it.
type news struct {
	Number int       `json:"number"`
	Date   time.Time `json:"date"`
	Title  string    `json:"title"`
	Page   string    `json:"page"` // a path
	HTML   string    `json:"html"`
}

// news tells the latest revisions of a meeting, the newest first.
func (l *local) news() []news {
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

// newsHTML says what a revision changed, or what a first issue is of.
func (l *local) newsHTML(r revisionFact) string {
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

// changeHTML tells what became of a thing.
func (l *local) changeHTML(c change) string {
	colon := html.EscapeString(l.w.Say("colon", nil))
	var told []string
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
		told = append(told, line)
	}
	return "<b>" + html.EscapeString(c.What) + "</b><br>" + strings.Join(told, "<br>")
}

// entries returns news as entries of a feed. Their identity is the meeting's.
func (c *Composer) entries(lang, id string, list []news) []atom.Entry {
	return each(list, func(n news) atom.Entry {
		return atom.Entry{
			ID:    c.name(fmt.Sprintf("meeting/%s/%d/%s", id, n.Number, lang)),
			Title: n.Title, Date: n.Date, Page: c.a.Site.URL(n.Page), HTML: n.HTML,
		}
	})
}

// name returns a permanent name of something on the site (RFC 9562, 5.5).
func (c *Composer) name(what string) string {
	return uuid.NewSHA1(uuid.NameSpaceDNS, []byte(c.a.Site.UIDDomain+"/"+what)).URN()
}

// feed makes the feed of news of the page at dir.
func (c *Composer) feed(lang, id, dir, title string, entries []atom.Entry) []byte {
	site := c.a.Site
	return atom.Feed{
		ID: c.name(id + "/" + lang), Lang: lang, Author: site.Organization.In(lang),
		Title: c.theme.Words[lang].Say("news_of", map[string]string{"Name": title}),
		Self:  site.URL(dir + atom.File), Page: site.URL(dir), Entries: entries,
	}.Encode()
}

// News makes the feeds of news of the site and of its groups, from the latest
// meetings. The list is sorted.
func (c *Composer) News(list []Summary) map[string][]byte {
	files := map[string][]byte{}
	add := func(list []Summary, id string, title meeting.Text, dir func(lang string) string) {
		for _, lang := range c.a.Site.Languages {
			var entries []atom.Entry
			for _, s := range newest(list, Recent) {
				entries = append(entries, c.entries(lang, s.ID, s.News[lang])...)
			}
			slices.SortStableFunc(entries, func(a, b atom.Entry) int { return b.Date.Compare(a.Date) })
			entries = entries[:min(len(entries), newsPerFeed)]
			files[dir(lang)+atom.File] = c.feed(lang, id, dir(lang), title.In(lang), entries)
		}
	}
	add(list, "site", c.a.Site.Title, meeting.HomePath)
	for _, g := range c.a.Groups {
		add(of(list, g), "group/"+g.ID, g.Short, g.PagePath)
	}
	return files
}
