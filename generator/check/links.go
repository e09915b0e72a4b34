package check

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"plenary/generator/address"
	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/prose"
)

// links reports links and references that lead nowhere.
func (r *run) links() {
	m := r.m
	for _, lang := range r.languages() {
		for _, p := range m.Prose() {
			r.linksOf(p.Page, lang, p.In[lang])
		}
	}
	for _, a := range m.Annexes {
		if a.Agenda != nil {
			r.itemRefs(a.Agenda.Items)
		}
	}
	for _, e := range m.Events {
		r.ref(e.See)
	}
	for _, d := range m.Deadlines {
		for _, a := range d.Actions {
			r.ref(a.See)
		}
	}
}

func (r *run) itemRefs(items []meeting.Item) {
	for _, it := range items {
		r.ref(it.See)
		r.itemRefs(it.Items)
	}
}

// ref checks a reference of a YAML file in every language.
func (r *run) ref(ref meeting.Ref) {
	if ref.IsZero() {
		return
	}
	for _, lang := range r.languages() {
		if problem := r.missing(ref.Page, ref.Anchor, lang); problem != "" {
			r.findingf(ref.Pos, "%s", problem)
			return
		}
	}
}

// missing says that a page or its anchor is not there, or returns "".
func (r *run) missing(page, anchor, lang string) string {
	if r.unread(page) {
		return ""
	}
	anchors := r.m.Anchors(page, lang)
	if anchors == nil {
		return "the meeting has no page \"" + page + "\"" + r.didYouMean(page, func() []string { return r.m.Pages()[1:] })
	}
	if anchor == "" || anchors[anchor] {
		return ""
	}
	return "the page \"" + page + "\" has nothing named \"" + anchor + "\"" + r.didYouMean(anchor, func() []string { return slices.Sorted(maps.Keys(anchors)) })
}

var pageLink = regexp.MustCompile(`^([a-z0-9-]*)(?:#(.*))?$`)

// linksOf checks the links of a page's prose.
func (r *run) linksOf(page, lang string, doc *prose.Document) {
	if doc == nil {
		return
	}
	for _, l := range doc.Links {
		r.link(l.Pos, page, lang, l.Dest)
	}
}

// link checks a link on a page. One that leads nowhere can be shown, one to an address
// that does not work, or must not, cannot.
func (r *run) link(pos diag.Pos, page, lang, dest string) {
	if strings.Contains(dest, ":") {
		if err := address.CheckLink(dest); err != nil {
			r.errorf(pos, "%s", err)
		}
		return
	}
	m := pageLink.FindStringSubmatch(dest)
	if m == nil || (m[1] == "" && m[2] == "") {
		r.findingf(pos, "this link leads nowhere; write the name of a page and an anchor as in annex-a#visa, or a full address as in https://www.example.org/")
		return
	}
	if m[1] != "" {
		page = m[1]
	}
	if problem := r.missing(page, m[2], lang); problem != "" {
		r.findingf(pos, "%s", problem)
	}
}
