package meeting

import (
	"slices"
	"strconv"
	"strings"

	"plenary/generator/prose"
)

// Subscribe is the name of the page of calendars of a meeting and of a group.
const Subscribe = "subscribe"

// Pages returns the names of the pages that the meeting has in every language,
// in the order in which they are read. The overview has the name "". None is called
// item, where the calendars of single dates are.
func (m *Meeting) Pages() []string {
	pages := []string{"", "letter"}
	if len(m.Deadlines) > 0 {
		pages = append(pages, "deadlines")
	}
	pages = append(pages, Subscribe)
	for _, a := range m.Annexes {
		pages = append(pages, a.Page())
	}
	if m.Venue != nil || len(m.Contacts) > 0 {
		pages = append(pages, "venue")
	}
	for i := range m.Record.Revisions {
		if i == 0 {
			pages = append(pages, "changes")
			continue
		}
		pages = append(pages, RevisionPage(i))
	}
	return append(pages, "print")
}

// RevisionPage returns the name of the page of a revision other than the first.
func RevisionPage(n int) string { return "revision-" + strconv.Itoa(n) }

// RevisionNumber returns the number of the revision that has a page of that name.
func RevisionNumber(page string) (n int, ok bool) {
	digits, ok := strings.CutPrefix(page, "revision-")
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(digits)
	return n, err == nil
}

// Anchors returns what can be linked to on a page, in a language; nil when the
// meeting has no such page.
func (m *Meeting) Anchors(page, lang string) map[string]bool {
	if !slices.Contains(m.Pages(), page) {
		return nil
	}
	set := map[string]bool{}
	switch page {
	case "":
		for _, e := range m.Events {
			set[e.ID] = true
		}
	case "letter":
		addHeadings(set, m.Letter.Prose[lang])
	case "deadlines":
		for _, d := range m.Deadlines {
			set[d.ID] = true
		}
	case "venue":
		for _, c := range m.Contacts {
			set[c.ID] = true
		}
		if m.Venue != nil {
			for _, b := range m.Venue.Buildings {
				set[b.ID] = true
			}
		}
	case "changes":
		for i := range m.Record.Revisions {
			set[RevisionPage(i)] = true
		}
	case Subscribe, "print":
	default:
		if a := m.Annex(strings.TrimPrefix(page, "annex-")); a != nil {
			a.addAnchors(set, lang)
		}
		for n, docs := range m.Notes {
			if RevisionPage(n) == page {
				addHeadings(set, docs[lang])
			}
		}
	}
	return set
}

func addHeadings(set map[string]bool, doc *prose.Document) {
	if doc == nil {
		return
	}
	for _, h := range doc.Headings {
		set[h.ID] = true
	}
}

func (a *Annex) addAnchors(set map[string]bool, lang string) {
	addHeadings(set, a.Prose[lang])
	if a.Agenda != nil {
		addItems(set, "item", a.Agenda.Items)
	}
	for _, s := range a.Slots() {
		if s.ID != "" {
			set[s.ID] = true
		}
	}
}

func addItems(set map[string]bool, parent string, items []Item) {
	for _, it := range items {
		if id := it.Anchor(parent); id != "" {
			set[id] = true
			addItems(set, id, it.Items)
		}
	}
}

// Anchor returns the name to link to an item by, made of its label and its
// parent's anchor ("item" at the top): "item-6-a". A bullet has none.
func (it Item) Anchor(parent string) string {
	label := strings.ToLower(strings.Trim(it.Label, "().: "))
	if label == "" || !prose.IsSlug("x"+label) {
		return ""
	}
	return parent + "-" + label
}
