package site

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	"plenary/generator/meeting"
)

// Composer makes Hugo source trees of an archive and of parts of it. The pages of a part
// are the same as when it is rendered together with others. A Composer may be used by
// several goroutines.
type Composer struct {
	a      *meeting.Archive
	theme  Theme
	base   map[string][]byte // the files of every tree: configuration, layouts, words
	assets map[string][]byte // the theme's files that are published as they are
}

// NewComposer returns the composer of an archive, whose groups need not have
// their meetings.
func NewComposer(a *meeting.Archive, theme Theme) (*Composer, error) {
	c := &Composer{a: a, theme: theme, base: maps.Clone(theme.base), assets: theme.assets}
	maps.DeleteFunc(c.base, func(name string, _ []byte) bool { // Hugo would read other files in the folder too, which nobody has checked
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

// Meetings composes the pages of the given meetings alone.
func (c *Composer) Meetings(list ...*meeting.Meeting) (*Tree, error) {
	t := c.newTree()
	for _, m := range list {
		t.meeting(m)
		t.unrendered(m.Group.ID)
	}
	t.unrendered("")
	return t.done()
}
