package site

import (
	"cmp"
	"path"
	"strings"

	"plenary/generator/atom"
	"plenary/generator/meeting"
	"plenary/generator/prose"
)

// pageParams are what every page of a meeting has.
type pageParams struct {
	location
	Tab     string     `json:"tab"`               // the title for tabs and search results
	Crumb   string     `json:"crumb"`             // the page in the row of those above it
	Up      *namedPath `json:"up,omitempty"`      // the page between the overview and this one
	Name    string     `json:"name"`              // "overview", "letter", "annex-a"
	Letter  string     `json:"letter,omitempty"`  // of an annex, as it is printed
	Feature any        `json:"feature,omitempty"` // what the page is about
	Lang    []phrase   `json:"also,omitempty"`    // the title in other languages
}

// overviewParams is what the overview shows, and the facts that all pages of the meeting
// and the shortcodes in its prose use.
type overviewParams struct {
	pageParams
	Facts    facts    `json:"facts"`
	Overview overview `json:"overview"`
}

// meeting composes all pages of a meeting.
func (t *treeBuilder) meeting(m *meeting.Meeting) {
	for _, lang := range t.a.Site.Languages {
		l := t.localizer(lang, m)
		p := &meetingPages{localizer: l, tree: t, facts: l.facts()}
		p.compose()
		dir := m.PagePath(lang, "")
		t.Static[dir+atom.File] = t.newsFeed(lang, "meeting/"+m.ID, dir, p.facts.Label, t.newsEntries(lang, m.ID, l.news()))
	}
	for _, l := range m.Links {
		if l.File != "" {
			t.Static[m.Path()+"/"+l.File] = l.Data
		}
	}
}

// meetingPages composes the pages of a meeting in one language.
type meetingPages struct {
	*localizer
	tree    *treeBuilder
	facts   facts
	cascade []cascade // what the overview hands down
}

func (p *meetingPages) compose() {
	for i, name := range p.m.Pages() {
		short := p.facts.Pages[i].Short
		letter, isAnnex := strings.CutPrefix(name, "annex-")
		number, isRevision := meeting.RevisionNumber(name)
		switch {
		case isAnnex:
			p.annex(p.m.Annex(letter), short)
		case isRevision:
			p.revision(p.history()[number])
		case name == "letter":
			p.prose(name, "letter", p.m.Letter.Prose[p.lang], p.params(name, short))
		case name == "changes":
			p.plain(name, short, short, p.history())
		case name == meeting.Subscribe:
			p.plain(name, short, p.w.Say("title_subscribe", nil), p.meetingSubscribe(p.facts))
		case name != "": // deadlines, venue, print: the layout prints facts
			p.plain(name, short, short, nil)
		}
	}
	title := p.m.Title.In(p.lang)
	params := p.params("", p.facts.Label)
	params.Tab, params.Lang = p.meetingTab(title), p.others(p.m.Title)
	p.tree.addPage(p.lang, p.m.Path()+"/_index", p.m.PagePath(p.lang, ""), page{
		Title: title, Layout: "overview", Description: p.description(), Cascade: p.cascade,
		Params: overviewParams{pageParams: params, Facts: p.facts, Overview: p.overview()},
	})
}

// params returns the parameters of a page, whose name is shown as crumb.
func (p *meetingPages) params(name, crumb string) pageParams {
	return pageParams{location: locate(strings.TrimPrefix(p.m.PagePath(p.lang, name), meeting.HomePath(p.lang))), Name: cmp.Or(name, "overview"), Crumb: crumb}
}

// meetingTab returns the title for tabs of a page of the meeting.
func (p *meetingPages) meetingTab(title string) string {
	return p.tab(title, p.facts.Label, cmp.Or(p.m.Group.Abbreviation, p.facts.GroupShort))
}

// prose adds a page that an editor wrote. The overview hands its layout and parameters
// down to it.
func (p *meetingPages) prose(name, layout string, doc *prose.Document, params pageParams) {
	params.Tab = cmp.Or(params.Tab, p.meetingTab(doc.Title))
	c := cascade{Layout: layout, Params: params}
	c.Target.Path = "/" + p.m.Path() + "/" + name
	p.cascade = append(p.cascade, c)
	p.tree.addProse(doc, p.m.PagePath(p.lang, name))
}

// composed adds a page of which nothing is prose.
func (p *meetingPages) composed(name, layout, title, description string, params pageParams) {
	params.Tab = cmp.Or(params.Tab, p.meetingTab(title))
	p.tree.addPage(p.lang, path.Join(p.m.Path(), name), p.m.PagePath(p.lang, name), page{
		Title: title, Description: description, Layout: layout, Params: params,
	})
}

// plain adds a composed page whose layout has its name.
func (p *meetingPages) plain(name, crumb, title string, feature any) {
	params := p.params(name, crumb)
	params.Feature = feature
	description := p.w.Say("page_description", map[string]string{"Meeting": p.facts.Label, "What": p.what(name)})
	p.composed(name, name, title, description, params)
}

// annex adds an annex of one of three kinds; name is that of an annex, "Annex A".
func (p *meetingPages) annex(a *meeting.Annex, name string) {
	params := p.params(a.Page(), name)
	params.Letter = strings.ToUpper(a.Letter)
	title := a.Title.In(p.lang)
	doc := a.Prose[p.lang]
	if doc != nil {
		title = doc.Title
	}
	params.Tab = p.meetingTab(p.w.Say("annex_title", map[string]string{"Annex": name, "Title": title}))
	switch {
	case a.Agenda != nil:
		params.Feature = p.agenda(a.Agenda)
		p.composed(a.Page(), "agenda", title, a.Description.In(p.lang), params)
	case a.TimePlan != nil:
		params.Feature = p.timePlan(a.TimePlan)
		p.composed(a.Page(), "timeplan", title, a.Description.In(p.lang), params)
	default:
		p.prose(a.Page(), "annex", doc, params)
	}
}

// revision adds the page of a revision, which an editor may complete by prose.
func (p *meetingPages) revision(r historyEntry) {
	params := p.params(r.Anchor, r.Title)
	params.Up = &namedPath{p.w.Say("page_changes", nil), p.m.PagePath(p.lang, "changes")}
	params.Feature = r
	if doc := p.m.Notes[r.Number][p.lang]; doc != nil {
		p.prose(r.Anchor, "revision", doc, params)
		return
	}
	p.composed(r.Anchor, "revision", r.Title, p.w.Say("revision_description", map[string]string{"Title": r.Title, "Meeting": p.facts.Label}), params)
}
