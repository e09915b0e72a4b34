// Package revision compares a meeting with what was last published of it.
//
// A meeting's record (the file revisions.yaml, [meeting.Record]) holds what its
// files said at each publication, fact by fact. From it and the files as they
// are now come
//
//   - the differences, each as old and new value ([Compare], [Since]);
//   - what calendars say of an item's history: CREATED, LAST-MODIFIED, SEQUENCE
//     ([Stamps]), which are never taken from the clock;
//   - the next revision ([Next]) and its text for the record ([Append]);
//   - what is wrong with the record, or with the files in view of what was
//     promised ([Verify], [Broken], [Unrecorded]).
//
// A fact is kept as an editor writes it, in all languages, so that every
// difference can be told in each of them ([Speaker]). Of prose only a digest is
// kept: the site tells that the wording changed, and the history of the files
// tells how.
package revision

import (
	"path"
	"slices"
	"strings"

	"plenary/generator/diag"
	"plenary/generator/meeting"
)

// Difference is one fact that two states of a meeting do not share.
type Difference struct {
	Thing    string       // its name: "deadline contributions"
	Title    meeting.Text // what the thing is called; zero for what there is one of
	Came     bool         // the whole thing was not there before
	Went     bool         // it is not there any more
	Fact     string       // "due"; of a thing that came or went, what matters most of it, if anything
	Old, New meeting.Text // zero where there was or is none
	Pos      diag.Pos     // where it stands now, or where it would; zero when it went
}

// Compare returns the differences from the things that were to those that are,
// in the order of the latter; what went comes last.
func Compare(old, now []meeting.Thing) []Difference {
	was := index(old)
	is := index(now)
	var list []Difference
	for i := range now {
		t := &now[i]
		switch before := was[t.Name]; {
		case before != nil:
			list = append(list, facts(before, t)...)
		case alone(was, is, t.Name):
			list = append(list, Difference{Thing: t.Name, Title: title(t), Came: true, Fact: mainFact(t.Name), New: t.Fact(mainFact(t.Name)), Pos: t.Pos})
		}
	}
	for i := range old {
		if t := &old[i]; is[t.Name] == nil && alone(is, was, t.Name) {
			list = append(list, Difference{Thing: t.Name, Title: title(t), Went: true, Fact: mainFact(t.Name), Old: t.Fact(mainFact(t.Name))})
		}
	}
	return list
}

// alone reports whether a thing came or went by itself, and not with what it stands
// below, an agenda or an item of one. One set of things has it and the other does not.
func alone(without, with map[string]*meeting.Thing, name string) bool {
	kind, id := Split(name)
	if kind != anItem {
		return true
	}
	above := path.Dir(id)
	if strings.Contains(above, "/") {
		above = anItem + " " + above
	}
	return with[above] == nil || without[above] != nil
}

// facts returns the differences between two states of a thing.
func facts(old, now *meeting.Thing) []Difference {
	var list []Difference
	add := func(name string, pos diag.Pos) {
		a, b := old.Fact(name), now.Fact(name)
		if a.Equal(b) {
			return
		}
		if (pos == diag.Pos{}) {
			pos = now.Pos
		}
		list = append(list, Difference{Thing: now.Name, Title: title(now), Fact: name, Old: a, New: b, Pos: pos})
	}
	for _, f := range now.Facts {
		add(f.Name, f.Value.Pos)
	}
	for _, f := range old.Facts {
		if !slices.ContainsFunc(now.Facts, func(g meeting.Fact) bool { return g.Name == f.Name }) {
			add(f.Name, now.Pos)
		}
	}
	return list
}

func index(things []meeting.Thing) map[string]*meeting.Thing {
	by := make(map[string]*meeting.Thing, len(things))
	for i := range things {
		by[things[i].Name] = &things[i]
	}
	return by
}

// At returns what a record says of a meeting after its first n revisions.
func At(r meeting.Record, n int) []meeting.Thing {
	var things []meeting.Thing
	for _, rev := range r.Revisions[:n] {
		things = after(things, rev)
	}
	return things
}

// after returns the things that there are after a revision.
func after(things []meeting.Thing, rev meeting.Revision) []meeting.Thing {
	if len(rev.Things) == 0 && len(rev.Gone) == 0 {
		return things
	}
	changed := index(rev.Things)
	var list []meeting.Thing
	for _, t := range things {
		if slices.Contains(rev.Gone, t.Name) {
			continue
		}
		if now := changed[t.Name]; now != nil {
			t = *now
			delete(changed, t.Name)
		}
		list = append(list, t)
	}
	for _, t := range rev.Things {
		if changed[t.Name] != nil {
			list = append(list, t)
		}
	}
	return list
}

// History returns the differences that each revision of a record made; none for
// the first.
func History(r meeting.Record) [][]Difference {
	list := make([][]Difference, len(r.Revisions))
	var things []meeting.Thing
	for i, rev := range r.Revisions {
		next := after(things, rev)
		if i > 0 {
			list[i] = Compare(things, next)
		}
		things = next
	}
	return list
}

// Since returns the differences between the last revision and the meeting as it
// is; nil when it was never recorded.
func Since(m *meeting.Meeting) []Difference {
	if n := len(m.Record.Revisions); n > 0 {
		return Compare(At(m.Record, n), Things(m))
	}
	return nil
}
