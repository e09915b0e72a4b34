package site

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"plenary/generator/atom"
	"plenary/generator/hugomark"
	"plenary/generator/meeting"
	"plenary/generator/prose"
	"plenary/generator/strictyaml"
)

// Composer makes Hugo source trees of an archive and of parts of it: a part
// renders into the same pages alone as together with the others. It may be used
// by several goroutines.
type Composer struct {
	a      *meeting.Archive
	theme  Theme
	base   map[string][]byte // what every tree has: configuration, layouts, words
	assets map[string][]byte // the theme's files that are published as they are
}

// NewComposer returns the composer of an archive, whose groups need not hold
// their meetings.
func NewComposer(a *meeting.Archive, theme Theme) (*Composer, error) {
	c := &Composer{a: a, theme: theme, base: maps.Clone(theme.base), assets: theme.assets}
	maps.DeleteFunc(c.base, func(name string, _ []byte) bool { // Hugo reads other files in the folder too, which nobody has checked
		lang, isWords := strings.CutPrefix(name, "i18n/")
		return isWords && !slices.Contains(a.Site.Languages, strings.TrimSuffix(lang, ".yaml"))
	})
	config, err := c.config()
	c.base[ConfigFile] = config
	return c, err
}

// Assets returns the theme's files that are published as they are, by path.
func (c *Composer) Assets() map[string][]byte { return c.assets }

// Base returns the files that all trees have: configuration, layouts and words.
func (c *Composer) Base() map[string][]byte { return c.base }

// Fingerprint identifies everything that all pages depend on: layouts, words,
// the site's address, languages and title, and the marks of style sheet, script
// and pictures.
func (c *Composer) Fingerprint() [sha256.Size]byte {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(c.base)) {
		fmt.Fprintf(h, "%q %d\n", name, len(c.base[name]))
		h.Write(c.base[name])
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// asset returns the address of a static file with a mark that changes when the
// file does, so that browsers may keep it for long.
func (c *Composer) asset(name string) string {
	data, ok := c.assets[name]
	if !ok {
		return name
	}
	sum := sha256.Sum256(data)
	return name + "?v=" + hex.EncodeToString(sum[:4])
}

// Meetings makes the tree that renders into the pages of the given meetings
// alone.
func (c *Composer) Meetings(list ...*meeting.Meeting) (*Tree, error) {
	t := c.tree()
	for _, m := range list {
		t.meeting(m)
		t.hidden(m.Group.ID)
	}
	t.hidden("")
	return t.done()
}

// tree returns a tree that has no pages yet.
func (c *Composer) tree() *tree {
	return &tree{Composer: c, Tree: &Tree{Source: maps.Clone(c.base), Static: map[string][]byte{}}}
}

// tree is a tree that is being filled.
type tree struct {
	*Composer
	*Tree
	err error // the first
}

// done returns the finished tree.
func (t *tree) done() (*Tree, error) {
	slices.Sort(t.Pages)
	return t.Tree, t.err
}

// hidden adds a page above others that is not rendered: without it, Hugo would
// make one of its own.
func (t *tree) hidden(dir string) {
	for _, lang := range t.a.Site.Languages {
		t.Source[path.Join("content", dir, "_index."+lang+".md")] = hiddenPage
	}
}

// up returns the way from a page up to the site's root: "../../". Links are
// relative, so that the site works in any folder.
func up(path string) string { return strings.Repeat("../", strings.Count(path, "/")) }

// add puts a composed page into the tree. file is its path below content,
// without the language; out is its path on the site.
func (t *tree) add(lang, file, out string, p page) {
	data, err := json.Marshal(p)
	if _, mark := hugomark.Find(data); mark != "" { // no field has one, but two beside each other may
		err = errors.New(strictyaml.ReservedMessage(mark))
	}
	if err != nil && t.err == nil {
		t.err = fmt.Errorf("content/%s.%s.md, which is composed: %w", file, lang, err)
	}
	t.Source["content/"+file+"."+lang+".md"] = data
	t.Pages = append(t.Pages, out+"index.html")
}

// addProse puts an editor's file into the tree, as it is.
func (t *tree) addProse(doc *prose.Document, out string) {
	t.Source[doc.File] = doc.Source
	t.Pages = append(t.Pages, out+"index.html")
}

// page is the front matter of a page that is composed.
type page struct {
	Title       string  `json:"title"`
	Description string  `json:"description"`
	Layout      string  `json:"layout"`
	Params      any     `json:"params"`
	Cascade     []under `json:"cascade,omitempty"`
}

// under is what a page hands down to one below it: the editors' own files know
// nothing of layouts.
type under struct {
	Target struct {
		Path string `json:"path"`
	} `json:"target"`
	Layout string     `json:"layout"`
	Params pageParams `json:"params"`
}

// pageParams are what every page of a meeting has.
type pageParams struct {
	Root    string   `json:"root"`              // the way from the page up to the site's root
	Tab     string   `json:"tab"`               // the title for tabs and search results
	Crumb   string   `json:"crumb"`             // the page in the row of those above it
	Up      *crumb   `json:"up,omitempty"`      // the page between the overview and this one
	Name    string   `json:"name"`              // "" for the overview, "annex-a"
	Letter  string   `json:"letter,omitempty"`  // of an annex, as it is printed
	Feature any      `json:"feature,omitempty"` // what the page is about
	Lang    []phrase `json:"also,omitempty"`    // the title in other languages
}

// meeting composes the pages of a meeting.
func (t *tree) meeting(m *meeting.Meeting) {
	for _, lang := range t.a.Site.Languages {
		t.pages(lang, m)
	}
	for _, l := range m.Links {
		if l.File != "" {
			t.Static[m.Path()+"/"+l.File] = l.Data
		}
	}
}

// pages composes the pages of a meeting in one language.
func (t *tree) pages(lang string, m *meeting.Meeting) {
	l := t.local(lang, m)
	dir := m.Path()
	facts := l.facts()
	short := map[string]string{"": facts.Label}
	for _, p := range facts.Pages[1:] {
		short[p.Name] = p.Short
	}
	params := func(name, title, letter string) pageParams {
		p := pageParams{Root: up(m.PagePath(lang, name)), Name: name, Crumb: short[name]}
		if strings.HasPrefix(name, "revision-") {
			p.Up = &crumb{l.w.Say("page_changes", nil), m.PagePath(lang, "changes")}
		}
		if letter != "" {
			p.Letter = strings.ToUpper(letter)
			title = l.w.Say("annex_title", map[string]string{"Annex": p.Crumb, "Title": title})
		}
		p.Tab = l.tab(title, facts.Label, cmp.Or(m.Group.Abbreviation, facts.GroupShort))
		return p
	}
	own := params("", m.Title.In(lang), "")
	own.Lang = l.others(m.Title)
	overview := page{
		Title: m.Title.In(lang), Layout: "overview", Description: l.description(),
		Params: meetingParams{pageParams: own, Facts: facts, Overview: l.overview()},
	}
	prosePage := func(name, layout, letter string, doc *prose.Document, feature any) {
		u := under{Layout: layout, Params: params(name, doc.Title, letter)}
		u.Params.Feature = feature
		u.Target.Path = "/" + dir + "/" + name
		overview.Cascade = append(overview.Cascade, u)
		t.addProse(doc, m.PagePath(lang, name))
	}
	composed := func(name, layout, title, description, letter string, feature any) {
		p := params(name, title, letter)
		p.Feature = feature
		t.add(lang, path.Join(dir, name), m.PagePath(lang, name), page{
			Title: title, Description: description, Layout: layout, Params: p,
		})
	}
	prosePage("letter", "letter", "", m.Letter.Prose[lang], nil)
	for _, a := range m.Annexes {
		switch {
		case a.Agenda != nil:
			composed(a.Page(), "agenda", a.Title.In(lang), a.Description.In(lang), a.Letter, l.agenda(a.Agenda))
		case a.TimePlan != nil:
			composed(a.Page(), "timeplan", a.Title.In(lang), a.Description.In(lang), a.Letter, l.timePlan(a.TimePlan))
		default:
			prosePage(a.Page(), "annex", a.Letter, a.Prose[lang], nil)
		}
	}
	for _, name := range m.Pages() {
		switch name {
		case "deadlines", "venue", "changes", "print":
			var feature any
			if name == "changes" {
				feature = l.history()
			}
			description := l.w.Say("page_description", map[string]string{"Meeting": facts.Label, "What": l.w.Say("what_"+wordOf(m, name), nil)})
			composed(name, name, short[name], description, "", feature)
		case meeting.Subscribe:
			description := l.w.Say("page_description", map[string]string{"Meeting": facts.Label, "What": l.w.Say("what_subscribe", nil)})
			composed(name, name, l.w.Say("title_subscribe", nil), description, "", l.meetingCalendars(facts))
		}
	}
	for _, r := range l.history() {
		if r.Number == 0 {
			continue
		}
		name := r.Anchor
		if doc := m.Notes[r.Number][lang]; doc != nil {
			prosePage(name, "revision", "", doc, r)
			continue
		}
		composed(name, "revision", r.Title, l.w.Say("revision_description", map[string]string{"Title": r.Title, "Meeting": facts.Label}), "", r)
	}
	t.add(lang, dir+"/_index", m.PagePath(lang, ""), overview)
	t.Static[m.PagePath(lang, "")+atom.File] = t.feed(lang, "meeting/"+m.ID, m.PagePath(lang, ""), facts.Label, t.entries(lang, m.ID, l.news()))
}

// meetingParams is what a meeting's overview shows, and what all its pages and
// the shortcodes in its prose find their facts in.
type meetingParams struct {
	pageParams
	Facts    facts    `json:"facts"`
	Overview overview `json:"overview"`
}
