// Package revision compares a meeting with what was last published of it.
//
// A meeting's record (the file revisions.yaml, [meeting.Record]) holds what its
// files said at each publication, fact by fact. From it and the files as they
// are now come
//
//   - the differences, each as old and new value ([Comparison.Differences]);
//   - what calendars say of an item's history: CREATED, LAST-MODIFIED, SEQUENCE
//     ([Comparison.Stamps]), which are never taken from the clock;
//   - the next revision ([Comparison.Next]) and its text for the record ([Append]);
//   - what is wrong with the record, or with the files in view of what was
//     promised ([Verify], [Comparison.Broken], [Comparison.Unrecorded]).
//
// A fact is kept as an editor writes it, in all languages, so that every
// difference can be stated in each of them ([Speaker]). Of prose only a digest is
// kept: the site says that the wording changed, and the history of the files
// shows how.
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

// Comparison is a meeting beside what was last published of it. To make one takes
// reading all prose and attachments, so it is made once for each meeting that is read.
type Comparison struct {
	m        *meeting.Meeting
	old, now []meeting.Thing // by the last revision, if there is one, and by the files
}

// Compare compares a meeting with its record.
func Compare(m *meeting.Meeting) *Comparison {
	return &Comparison{m, At(m.Record, len(m.Record.Revisions)), Things(m)}
}

// Differences returns the differences between the last revision and the meeting as it
// is; nil when it was never recorded.
func (c *Comparison) Differences() []Difference {
	if c.m.Record.Last() == nil {
		return nil
	}
	return differences(c.old, c.now)
}

// differences returns the differences from the things that were to those that are,
// in the order of the latter; what went comes last.
func differences(old, now []meeting.Thing) []Difference {
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
	above, ok := aboveItem(name)
	return !ok || with[above] == nil || without[above] != nil
}

// aboveItem returns the name of what an item of an agenda stands below: the agenda or
// another item. It is false for other things.
func aboveItem(name string) (above string, ok bool) {
	kind, id := Split(name)
	if kind != anItem {
		return "", false
	}
	above = path.Dir(id)
	if strings.Contains(above, "/") {
		above = anItem + " " + above
	}
	return above, true
}

// facts returns the differences between two states of a thing.
func facts(old, now *meeting.Thing) []Difference {
	var list []Difference
	was, is := byName(old), byName(now)
	add := func(name string, pos diag.Pos) {
		a, b := was[name], is[name]
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
		if _, there := is[f.Name]; !there {
			add(f.Name, now.Pos)
		}
	}
	return list
}

// byName returns the first value of each fact of a thing.
func byName(t *meeting.Thing) map[string]meeting.Text {
	values := make(map[string]meeting.Text, len(t.Facts))
	for _, f := range t.Facts {
		if _, there := values[f.Name]; !there {
			values[f.Name] = f.Value
		}
	}
	return values
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
	s := state{at: map[string]int{}}
	for i := range r.Revisions[:n] {
		s.apply(&r.Revisions[i])
	}
	return s.list()
}

// state is the things that there are, as one revision after the other changes them.
type state struct {
	things []*meeting.Thing // nil where one went
	at     map[string]int   // their indexes, by name
}

// apply changes the state as a revision does.
func (s *state) apply(rev *meeting.Revision) {
	for _, name := range rev.Gone {
		if i, ok := s.at[name]; ok {
			s.things[i] = nil
			delete(s.at, name)
		}
	}
	for i := range rev.Things {
		t := &rev.Things[i]
		if at, ok := s.at[t.Name]; ok {
			s.things[at] = t
			continue
		}
		s.at[t.Name] = len(s.things)
		s.things = append(s.things, t)
	}
}

// list returns all things in order.
func (s *state) list() []meeting.Thing {
	var list []meeting.Thing
	for _, t := range s.things {
		if t != nil {
			list = append(list, *t)
		}
	}
	return list
}

// some returns those of the named things that there are, in order.
func (s *state) some(names map[string]bool) []meeting.Thing {
	var indexes []int
	for name := range names {
		if i, ok := s.at[name]; ok {
			indexes = append(indexes, i)
		}
	}
	slices.Sort(indexes)
	var list []meeting.Thing
	for _, i := range indexes {
		list = append(list, *s.things[i])
	}
	return list
}

// History returns the differences that each revision of a record made; none for
// the first.
func History(r meeting.Record) [][]Difference {
	list := make([][]Difference, len(r.Revisions))
	s := state{at: map[string]int{}}
	for i := range r.Revisions {
		rev := &r.Revisions[i]
		names := concerned(rev)
		before := s.some(names)
		s.apply(rev)
		if i > 0 {
			list[i] = differences(before, s.some(names))
		}
	}
	return list
}

// concerned returns the names of what a revision changes, and of what that stands
// below: all that the differences depend on.
func concerned(rev *meeting.Revision) map[string]bool {
	names := map[string]bool{}
	add := func(name string) {
		names[name] = true
		if above, ok := aboveItem(name); ok {
			names[above] = true
		}
	}
	for _, t := range rev.Things {
		add(t.Name)
	}
	for _, name := range rev.Gone {
		add(name)
	}
	return names
}
