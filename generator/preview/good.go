package preview

import (
	"slices"
	"sync"
)

// lastGoodPages is the number of pages of which the last good bytes are kept.
const lastGoodPages = 64

// lastGood keeps the bytes of the pages that were asked for last. The zero lastGood
// is empty and ready to use.
type lastGood struct {
	mu    sync.Mutex
	pages []goodPage // the latest last
}

type goodPage struct {
	name string
	data []byte
}

// put keeps the bytes of a page, for which another page may have to go.
func (g *lastGood) put(name string, data []byte) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.take(name)
	if len(g.pages) == lastGoodPages {
		g.pages = slices.Delete(g.pages, 0, 1)
	}
	g.pages = append(g.pages, goodPage{name, data})
}

// get returns the bytes of a page if they are kept.
func (g *lastGood) get(name string) ([]byte, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	page, ok := g.take(name)
	if ok {
		g.pages = append(g.pages, page)
	}
	return page.data, ok
}

// drop forgets a page.
func (g *lastGood) drop(name string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.take(name)
}

// take removes a page from those that are kept.
func (g *lastGood) take(name string) (goodPage, bool) {
	i := slices.IndexFunc(g.pages, func(p goodPage) bool { return p.name == name })
	if i < 0 {
		return goodPage{}, false
	}
	page := g.pages[i]
	g.pages = slices.Delete(g.pages, i, i+1)
	return page, true
}
