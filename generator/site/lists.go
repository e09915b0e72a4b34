package site

import (
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"

	"plenary/generator/meeting"
)

// Pages over many meetings stay small, however many there are: the home page and
// a group's page show the latest, and pages of years list all.
const (
	Recent  = 30 // the most meetings on a home page or a group's page
	perPage = 60 // the most on a page of a year
)

// List is a page over many meetings, in all languages. It is made of summaries alone.
type List struct {
	Source map[string][]byte // its files in the tree, by path
	Out    []string          // the files that are rendered from it
	path   string            // without the language: "", "sg17/", "sg17/2019/"
}

// Lists composes the pages over many meetings: home, groups and years. The list
// is sorted.
func (c *Composer) Lists(list []Summary) []List {
	lists := append(c.years(list, nil), c.home(list))
	for _, g := range c.a.Groups {
		own := heldBy(list, g)
		lists = append(lists, c.group(own, g), c.groupSubscribe(own, g))
		lists = append(lists, c.years(own, g)...)
	}
	slices.SortFunc(lists, func(a, b List) int { return strings.Compare(a.path, b.path) })
	return lists
}

// ListTree makes the tree that renders into the given pages alone.
func (c *Composer) ListTree(lists []List) (*Tree, error) {
	t := c.newTree()
	for _, list := range lists {
		for name := range list.Source { // its folder, and the one above that
			dir := path.Dir(strings.TrimPrefix(name, "content/"))
			t.unrendered(dir)
			t.unrendered(path.Dir(dir))
		}
	}
	t.unrendered("")
	for _, list := range lists {
		maps.Copy(t.Source, list.Source)
		t.Pages = append(t.Pages, list.Out...)
	}
	return t.done()
}

// list composes a page. Its path on the site and the path of its file below content are
// without the language.
func (c *Composer) list(path, file string, compose func(l *localizer, at location) page) List {
	out := List{path: path, Source: map[string][]byte{}}
	for _, lang := range c.a.Site.Languages {
		data, _ := json.Marshal(compose(c.localizer(lang, nil), locate(path))) // texts and numbers only: cannot fail
		out.Source["content/"+file+"."+lang+".md"] = data
		out.Out = append(out.Out, meeting.HomePath(lang)+path+"index.html")
	}
	return out
}
