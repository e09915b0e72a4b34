package site

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"plenary/generator/calendar"
	"plenary/generator/meeting"
	"plenary/generator/prose"
	"plenary/generator/words"
)

// Theme is what pages are made with: a file system with the folders layouts,
// i18n and static, and the words of each language read from it.
type Theme struct {
	Files fs.FS
	Words map[string]*words.Language
}

// Compose makes the Hugo source tree of an archive. Calendars are published
// with the pages that link to them.
func Compose(a *meeting.Archive, theme Theme, calendars []calendar.Feed) (*Tree, error) {
	c := &composer{a: a, theme: theme, tree: &Tree{Source: map[string][]byte{}, Static: map[string][]byte{}}}
	for _, dir := range []string{"layouts", "i18n"} {
		if err := copyFiles(theme.Files, dir, c.tree.Source, ""); err != nil {
			return nil, err
		}
	}
	if err := copyFiles(theme.Files, "static", c.tree.Static, "static/"); err != nil {
		return nil, err
	}
	c.config()
	for _, lang := range a.Site.Languages {
		c.home(lang)
		for _, g := range a.Groups {
			c.group(lang, g)
			for _, m := range g.Meetings {
				c.meeting(lang, m)
			}
		}
	}
	for _, m := range a.Meetings() {
		for _, l := range m.Links {
			if l.File != "" {
				c.tree.Static[m.Path()+"/"+l.File] = l.Data
			}
		}
	}
	for _, f := range calendars {
		c.tree.Static[f.Path] = f.Data
	}
	c.sitemap()
	slices.Sort(c.tree.Pages)
	return c.tree, c.err
}

// composer fills a tree.
type composer struct {
	a     *meeting.Archive
	theme Theme
	tree  *Tree
	paths []string // of the pages in one language, without it, for the sitemap
	err   error    // the first
}

// copyFiles copies the files below dir, each under its name without prefix.
func copyFiles(fsys fs.FS, dir string, to map[string][]byte, prefix string) error {
	return fs.WalkDir(fsys, dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			return err
		}
		if e.Type()&^fs.ModeSymlink != 0 { // reading a pipe would wait for ever
			return fmt.Errorf("%s is no regular file; put one there", name)
		}
		data, err := fs.ReadFile(fsys, name)
		to[strings.TrimPrefix(name, prefix)] = data
		return err
	})
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
	Name    string   `json:"name"`              // "" for the overview, "annex-a"
	Letter  string   `json:"letter,omitempty"`  // of an annex, as it is printed
	Feature any      `json:"feature,omitempty"` // what the page is about
	Lang    []phrase `json:"also,omitempty"`    // the title in other languages
}

// add puts a composed page into the tree. file is its path below content,
// without the language; out is its path on the site.
func (c *composer) add(lang, file, out string, p page) {
	data, err := json.Marshal(p)
	if err != nil && c.err == nil {
		c.err = fmt.Errorf("%s: %w", file, err)
	}
	c.tree.Source["content/"+file+"."+lang+".md"] = data
	c.expect(lang, out)
}

// addProse puts an editor's file into the tree, as it is.
func (c *composer) addProse(lang string, doc *prose.Document, out string) {
	c.tree.Source[doc.File] = doc.Source
	c.expect(lang, out)
}

func (c *composer) expect(lang, out string) {
	c.tree.Pages = append(c.tree.Pages, out+"index.html")
	if lang == c.a.Site.Languages[0] {
		c.paths = append(c.paths, strings.TrimPrefix(out, lang+"/"))
	}
}

// asset returns the address of a static file with a mark that changes when the
// file does, so that browsers may keep it for long.
func (c *composer) asset(name string) string {
	data, ok := c.tree.Static[name]
	if !ok {
		return name
	}
	sum := sha256.Sum256(data)
	return name + "?v=" + hex.EncodeToString(sum[:4])
}

// home composes the page of all meetings, and with it the front door and the
// page for addresses that do not exist.
func (c *composer) home(lang string) {
	s := c.a.Site
	l := c.local(lang, nil)
	params := homeParams{Years: l.years(c.a.Meetings(), nil), Groups: l.groups()}
	for _, other := range s.Languages {
		if lang != s.Languages[0] {
			break // the front door hangs on the first language's home page
		}
		lo := c.local(other, nil)
		params.Front = append(params.Front, frontParams{
			Lang: other, Name: words.OwnName(other), Path: meeting.HomePath(other), Title: s.Title.In(other),
			Description: s.Description.In(other), Organization: s.Organization.In(other),
			Meetings: lo.summaries(newest(c.a.Meetings(), 3), nil),
			Lost:     lo.w.Say("lost_title", nil), LostText: lo.w.Say("lost_text", nil),
		})
	}
	c.add(lang, "_index", meeting.HomePath(lang), page{
		Title: s.Title.In(lang), Description: s.Description.In(lang), Layout: "home", Params: params,
	})
}

// homeParams is what the home page shows.
type homeParams struct {
	Years  []year        `json:"years"`
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

// newest returns the n last of the meetings, the latest first.
func newest(list []*meeting.Meeting, n int) []*meeting.Meeting {
	list = slices.Clone(list)
	slices.Reverse(list)
	return list[:min(n, len(list))]
}

// group composes a group's page.
func (c *composer) group(lang string, g *meeting.Group) {
	l := c.local(lang, nil)
	params := groupParams{
		Kind: g.Kind.In(lang), Name: g.Name.In(lang), Short: g.Short.In(lang), Abbreviation: g.Abbreviation,
		Home: g.Home, Years: l.years(c.a.MeetingsOf(g), g), Feeds: l.feeds(g.PagePath(lang)),
	}
	for _, r := range g.LeadRoles {
		params.LeadRoles = append(params.LeadRoles, r.In(lang))
	}
	c.add(lang, g.ID+"/_index", g.PagePath(lang), page{
		Title: g.Short.In(lang), Layout: "group", Params: params,
		Description: l.w.Say("group_description", map[string]string{"Group": g.Name.In(lang)}),
	})
}

// groupParams is what a group's page shows.
type groupParams struct {
	Kind         string   `json:"kind"`
	Name         string   `json:"name"`
	Short        string   `json:"short"`
	Abbreviation string   `json:"abbreviation"`
	Home         string   `json:"home"`
	LeadRoles    []string `json:"leadroles"`
	Years        []year   `json:"years"`
	Feeds        []feed   `json:"feeds"`
}

// meeting composes the pages of a meeting.
func (c *composer) meeting(lang string, m *meeting.Meeting) {
	l := c.local(lang, m)
	dir := m.Path()
	overview := page{
		Title: m.Title.In(lang), Layout: "overview", Description: l.description(),
		Params: meetingParams{pageParams: pageParams{Lang: l.others(m.Title)}, Facts: l.facts(), Overview: l.overview()},
	}
	prosePage := func(name, layout, letter string, doc *prose.Document) {
		u := under{Layout: layout, Params: pageParams{Name: name, Letter: letter}}
		u.Target.Path = "/" + dir + "/" + name
		overview.Cascade = append(overview.Cascade, u)
		c.addProse(lang, doc, m.PagePath(lang, name))
	}
	composed := func(name, layout, title, description string, p pageParams) {
		p.Name = name
		c.add(lang, path.Join(dir, name), m.PagePath(lang, name), page{
			Title: title, Description: description, Layout: layout, Params: p,
		})
	}
	prosePage("letter", "letter", "", m.Letter.Prose[lang])
	for _, a := range m.Annexes {
		letter := strings.ToUpper(a.Letter)
		switch {
		case a.Agenda != nil:
			composed(a.Page(), "agenda", a.Title.In(lang), a.Description.In(lang), pageParams{Letter: letter, Feature: l.agenda(a.Agenda)})
		case a.TimePlan != nil:
			composed(a.Page(), "timeplan", a.Title.In(lang), a.Description.In(lang), pageParams{Letter: letter, Feature: l.timePlan(a.TimePlan)})
		default:
			prosePage(a.Page(), "annex", letter, a.Prose[lang])
		}
	}
	for _, name := range m.Pages() {
		switch name {
		case "deadlines", "venue", "print":
			key := wordOf(m, name)
			description := l.w.Say("page_description", map[string]string{"Meeting": l.label(), "What": l.w.Say("what_"+key, nil)})
			composed(name, name, l.w.Say("page_"+key, nil), description, pageParams{})
		}
	}
	c.add(lang, dir+"/_index", m.PagePath(lang, ""), overview)
}

// meetingParams is what a meeting's overview shows, and what all its pages and
// the shortcodes in its prose find their facts in.
type meetingParams struct {
	pageParams
	Facts    facts    `json:"facts"`
	Overview overview `json:"overview"`
}
