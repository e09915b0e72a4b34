package meeting

import (
	"strings"

	"plenary/generator/diag"
)

// Paths of pages are relative to the site's base URL, with a slash at the end
// and none at the start: "zh/sg17/2023-08-goyang/letter/".

// PagePath returns the path of a page of the meeting; "" is the overview.
func (m *Meeting) PagePath(lang, page string) string {
	return join(lang, m.Path(), page)
}

// PagePath returns the path of the group's page.
func (g *Group) PagePath(lang string) string { return join(lang, g.ID) }

// HomePath returns the path of the home page in a language.
func HomePath(lang string) string { return join(lang) }

func join(parts ...string) string {
	var b strings.Builder
	for _, p := range parts {
		if p != "" {
			b.WriteString(p + "/")
		}
	}
	return b.String()
}

// EventPath returns the path of the place where an event is: in a time plan,
// or on the overview.
func (m *Meeting) EventPath(lang string, e Event) string {
	if e.Slot {
		return m.RefPath(lang, e.See)
	}
	return m.RefPath(lang, Ref{Anchor: e.ID})
}

// URL returns the absolute address of a path.
func (s Site) URL(path string) string { return s.BaseURL + path }

// Ref names a page of the same meeting and an anchor on it: "annex-a#visa".
type Ref struct {
	Pos    diag.Pos
	Page   string // "letter", "annex-a", "deadlines", "venue"
	Anchor string // "" for the page as a whole
}

// IsZero reports whether the reference was left out.
func (r Ref) IsZero() bool { return r.Page == "" }

// RefPath returns the path that a reference of the meeting leads to.
func (m *Meeting) RefPath(lang string, r Ref) string {
	path := m.PagePath(lang, r.Page)
	if r.Anchor != "" {
		path += "#" + r.Anchor
	}
	return path
}
