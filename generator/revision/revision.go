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
// difference can be stated in each of them ([Describer]). Of prose only a digest is
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
	Subject  meeting.SubjectID
	Title    meeting.Text // what the subject is called; zero for what there is one of
	Came     bool         // the whole subject was not there before
	Went     bool         // it is not there any more
	Fact     string       // "due"; of a subject that came or went, what matters most of it, if anything
	Old, New meeting.Text // zero where there was or is none
	Pos      diag.Pos     // where it is now, or would be; zero when it went
}

// Comparison is a meeting beside what was last published of it. To make one takes
// reading all prose and attachments, so it is made once for each meeting that is read.
type Comparison struct {
	m        *meeting.Meeting
	old, now []meeting.Subject // by the last revision, if there is one, and by the files
}

// Compare compares a meeting with its record.
func Compare(m *meeting.Meeting) *Comparison {
	return &Comparison{m, At(m.Record, len(m.Record.Revisions)), Subjects(m)}
}

// Differences returns the differences between the last revision and the meeting as it
// is; nil when it was never recorded.
func (c *Comparison) Differences() []Difference {
	if c.m.Record.Last() == nil {
		return nil
	}
	return differences(c.old, c.now)
}

// differences returns the differences from the subjects that were to those that are,
// in the order of the latter; what went comes last.
func differences(old, now []meeting.Subject) []Difference {
	was := index(old)
	is := index(now)
	var list []Difference
	for i := range now {
		t := &now[i]
		switch before := was[t.ID]; {
		case before != nil:
			list = append(list, facts(before, t)...)
		case alone(was, is, t.ID):
			list = append(list, Difference{Subject: t.ID, Title: title(t), Came: true, Fact: mainFact(t.ID), New: t.Fact(mainFact(t.ID)), Pos: t.Pos})
		}
	}
	for i := range old {
		if t := &old[i]; is[t.ID] == nil && alone(is, was, t.ID) {
			list = append(list, Difference{Subject: t.ID, Title: title(t), Went: true, Fact: mainFact(t.ID), Old: t.Fact(mainFact(t.ID))})
		}
	}
	return list
}

// alone reports whether a subject came or went by itself, and not together with the
// agenda or the item that contains it. One set of subjects has it and the other does not.
func alone(without, with map[meeting.SubjectID]*meeting.Subject, id meeting.SubjectID) bool {
	above, ok := aboveItem(id)
	return !ok || with[above] == nil || without[above] != nil
}

// aboveItem returns what contains an item of an agenda: the agenda or another item. It
// is false for other subjects.
func aboveItem(id meeting.SubjectID) (above meeting.SubjectID, ok bool) {
	kind, item := id.Split()
	if kind != anItem {
		return "", false
	}
	item = path.Dir(item)
	if strings.Contains(item, "/") {
		item = anItem + " " + item
	}
	return meeting.SubjectID(item), true
}

// facts returns the differences between two states of a subject.
func facts(old, now *meeting.Subject) []Difference {
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
		list = append(list, Difference{Subject: now.ID, Title: title(now), Fact: name, Old: a, New: b, Pos: pos})
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

// byName returns the first value of each fact of a subject.
func byName(t *meeting.Subject) map[string]meeting.Text {
	values := make(map[string]meeting.Text, len(t.Facts))
	for _, f := range t.Facts {
		if _, there := values[f.Name]; !there {
			values[f.Name] = f.Value
		}
	}
	return values
}

func index(subjects []meeting.Subject) map[meeting.SubjectID]*meeting.Subject {
	by := make(map[meeting.SubjectID]*meeting.Subject, len(subjects))
	for i := range subjects {
		by[subjects[i].ID] = &subjects[i]
	}
	return by
}

// At returns what a record says of a meeting after its first n revisions.
func At(r meeting.Record, n int) []meeting.Subject {
	s := state{at: map[meeting.SubjectID]int{}}
	for i := range r.Revisions[:n] {
		s.apply(&r.Revisions[i])
	}
	return s.list()
}

// state is the subjects that there are, as one revision after the other changes them.
type state struct {
	subjects []*meeting.Subject        // nil where one went
	at       map[meeting.SubjectID]int // their indexes, by ID
}

// apply changes the state as a revision does.
func (s *state) apply(rev *meeting.Revision) {
	for _, id := range rev.Gone {
		if i, ok := s.at[id]; ok {
			s.subjects[i] = nil
			delete(s.at, id)
		}
	}
	for i := range rev.Subjects {
		t := &rev.Subjects[i]
		if at, ok := s.at[t.ID]; ok {
			s.subjects[at] = t
			continue
		}
		s.at[t.ID] = len(s.subjects)
		s.subjects = append(s.subjects, t)
	}
}

// list returns all subjects in order.
func (s *state) list() []meeting.Subject {
	var list []meeting.Subject
	for _, t := range s.subjects {
		if t != nil {
			list = append(list, *t)
		}
	}
	return list
}

// some returns those of some subjects that there are, in order.
func (s *state) some(ids map[meeting.SubjectID]bool) []meeting.Subject {
	var indexes []int
	for id := range ids {
		if i, ok := s.at[id]; ok {
			indexes = append(indexes, i)
		}
	}
	slices.Sort(indexes)
	var list []meeting.Subject
	for _, i := range indexes {
		list = append(list, *s.subjects[i])
	}
	return list
}

// History returns the differences that each revision of a record made; none for
// the first.
func History(r meeting.Record) [][]Difference {
	list := make([][]Difference, len(r.Revisions))
	s := state{at: map[meeting.SubjectID]int{}}
	for i := range r.Revisions {
		rev := &r.Revisions[i]
		ids := concerned(rev)
		before := s.some(ids)
		s.apply(rev)
		if i > 0 {
			list[i] = differences(before, s.some(ids))
		}
	}
	return list
}

// concerned returns what a revision changes, and what contains that: all that the
// differences depend on.
func concerned(rev *meeting.Revision) map[meeting.SubjectID]bool {
	ids := map[meeting.SubjectID]bool{}
	add := func(id meeting.SubjectID) {
		ids[id] = true
		if above, ok := aboveItem(id); ok {
			ids[above] = true
		}
	}
	for _, t := range rev.Subjects {
		add(t.ID)
	}
	for _, id := range rev.Gone {
		add(id)
	}
	return ids
}
