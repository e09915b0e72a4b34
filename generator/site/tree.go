package site

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"plenary/generator/hugomark"
	"plenary/generator/prose"
	"plenary/generator/strictyaml"
)

// Tree is a Hugo source tree in memory: file contents by slash-separated path.
type Tree struct {
	Source map[string][]byte // configuration, content, layouts, i18n
	Static map[string][]byte // files that are published as they are
	Pages  []string          // the pages that must come out, as "zh/sg17/index.html"
}

// ConfigFile is the tree's configuration.
const ConfigFile = "hugo.json"

// treeBuilder is a tree that is being filled.
type treeBuilder struct {
	*Composer
	*Tree
	err error // the first
}

func (c *Composer) newTree() *treeBuilder {
	return &treeBuilder{Composer: c, Tree: &Tree{Source: maps.Clone(c.base), Static: map[string][]byte{}}}
}

// done returns the finished tree.
func (t *treeBuilder) done() (*Tree, error) {
	slices.Sort(t.Pages)
	return t.Tree, t.err
}

// unrendered adds a page that is above others and not rendered. Without it, Hugo would
// make one of its own.
func (t *treeBuilder) unrendered(dir string) {
	for _, lang := range t.a.Site.Languages {
		t.Source[path.Join("content", dir, "_index."+lang+".md")] = hiddenPage
	}
}

// addPage adds a composed page. Its file is below content and without the language; dir
// is its path on the site.
func (t *treeBuilder) addPage(lang, file, dir string, p page) {
	data, err := json.Marshal(p)
	if _, mark := hugomark.Find(data); mark != "" { // no field contains one, but two fields side by side may
		err = errors.New(strictyaml.ReservedMessage(mark))
	}
	if err != nil && t.err == nil {
		t.err = fmt.Errorf("content/%s.%s.md, which is composed: %w", file, lang, err)
	}
	t.Source["content/"+file+"."+lang+".md"] = data
	t.Pages = append(t.Pages, dir+"index.html")
}

// addProse adds an editor's file, unchanged.
func (t *treeBuilder) addProse(doc *prose.Document, dir string) {
	t.Source[doc.File] = doc.Source
	t.Pages = append(t.Pages, dir+"index.html")
}

// page is the front matter of a page that is composed.
type page struct {
	Title       string    `json:"title"`
	Description string    `json:"description"`
	Layout      string    `json:"layout"`
	Params      any       `json:"params"`
	Cascade     []cascade `json:"cascade,omitempty"`
}

// cascade is front matter that a page hands down to one below it. The editors' own files
// have none.
type cascade struct {
	Target struct {
		Path string `json:"path"`
	} `json:"target"`
	Layout string     `json:"layout"`
	Params pageParams `json:"params"`
}

// location is where a page is on the site. Every page has one.
type location struct {
	Root  string `json:"root"`  // the path from the page to the site's root: "../../"
	Below string `json:"below"` // the path of the page without the language: "sg17/2023-08-goyang/"
}

// namedPath leads to a page above this one or beside it.
type namedPath struct {
	Name string `json:"name"`
	Path string `json:"path"`
}

// locate returns the location of a page with a path without the language. Links are
// relative, so that the site works in any folder.
func locate(below string) location {
	return location{Root: strings.Repeat("../", strings.Count(below, "/")+1), Below: below}
}
