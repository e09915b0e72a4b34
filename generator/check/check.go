// Package check looks for what is wrong with an archive as a whole: names that
// nothing bears, links that lead nowhere, times that cannot be, and texts that
// say one thing in one language and another in the other.
//
// Each rule is a function in the table [rules]; a new one is a line there, a
// function and a row in the test's table.
package check

import (
	"slices"
	"strings"

	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/prose"
)

// rules are applied to every meeting.
var rules = []func(*run){
	(*run).names,
	(*run).shortcodes,
	(*run).links,
	(*run).times,
	(*run).leads,
	(*run).places,
	(*run).conditions,
	(*run).markdown,
	(*run).scripts,
	(*run).sameNumbers,
	(*run).sameStructure,
	(*run).zoneNames,
	(*run).amounts,
	(*run).notes,
}

// Run applies all rules to an archive and returns what they found, sorted. It
// does not miss what a file may hold that could not be read.
func Run(a *meeting.Archive) diag.List {
	diags := Frame(a)
	for _, g := range a.Groups {
		for _, m := range g.Meetings {
			diags = append(diags, Meeting(a, m)...)
		}
	}
	diags.Sort()
	return diags
}

// Meeting applies the rules to one meeting of an archive, which need not hold the
// others.
func Meeting(a *meeting.Archive, m *meeting.Meeting) diag.List {
	var diags diag.List
	r := &run{archive: a, m: m, diags: &diags, wrong: map[string][]prose.Call{}}
	for _, rule := range rules {
		rule(r)
	}
	return diags
}

// Frame applies the rules on texts to what belongs to no meeting.
func Frame(a *meeting.Archive) diag.List {
	var diags diag.List
	site := &run{archive: a, diags: &diags}
	site.textRules(a.Site)
	for _, g := range a.Groups {
		head := *g
		head.Meetings = nil
		site.textRules(head)
	}
	return diags
}

// run checks one meeting.
type run struct {
	archive *meeting.Archive
	m       *meeting.Meeting
	diags   *diag.List
	wrong   map[string][]prose.Call // shortcodes that were reported, by file

	suggested int // for how many words a likely one was looked for
}

// maxSuggested is for how many words a likely one is looked for. When there are more,
// something else is wrong than a word.
const maxSuggested = 100

// didYouMean returns a question to end a message with, or "".
func (r *run) didYouMean(word string, known func() []string) string {
	if r.suggested++; r.suggested > maxSuggested {
		return ""
	}
	return diag.DidYouMean(word, known())
}

func (r *run) errorf(pos diag.Pos, format string, args ...any) {
	r.diags.Errorf(pos, format, args...)
}

func (r *run) findingf(pos diag.Pos, format string, args ...any) {
	r.diags.Findingf(pos, format, args...)
}

// unread reports whether a page could not be read, or any annex if page is
// "annex", so that what seems to be missing may be there.
func (r *run) unread(page string) bool {
	return slices.ContainsFunc(r.m.Unread, func(name string) bool {
		return name == page || strings.HasPrefix(name, page+"-")
	})
}

// languages returns the tags of the site.
func (r *run) languages() []string { return r.archive.Site.Languages }
