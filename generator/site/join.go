package site

import (
	"bytes"
	"maps"
)

// hiddenPage is the content of a page that is not rendered; see [tree.hidden].
var hiddenPage = []byte(`{"build": {"render": "never"}}`)

// Join returns the tree that renders into the pages of all given ones, which are of
// one composer. A page that is rendered takes the place of a hidden one.
func Join(trees []*Tree) *Tree {
	if len(trees) == 1 {
		return trees[0]
	}
	all := &Tree{Source: map[string][]byte{}, Static: map[string][]byte{}}
	for _, t := range trees {
		for name, data := range t.Source {
			if _, ok := all.Source[name]; !ok || !bytes.Equal(data, hiddenPage) {
				all.Source[name] = data
			}
		}
		maps.Copy(all.Static, t.Static)
		all.Pages = append(all.Pages, t.Pages...)
	}
	return all
}
