package revision

import (
	"path"

	"plenary/generator/diag"
	"plenary/generator/meeting"
)

// Verify reports what in a record cannot have been written by the program: hand
// edits that would break what calendars were promised.
func Verify(r meeting.Record) diag.List {
	var diags diag.List
	for i, rev := range r.Revisions {
		before := meeting.Record{Revisions: r.Revisions[:i]}
		switch last := before.Last(); {
		case rev.Number != i:
			diags.Errorf(rev.At("revision"), "revision %d should stand here, not %d; restore the record from the history of the file", i, rev.Number)
			return diags
		case last != nil && !rev.Date.After(last.Date):
			diags.Errorf(rev.At("date"), "%s is dated %s, which does not lie after %s, %s", rev, rev.Date.Format(DateFormat), last, last.Date.Format(DateFormat))
		case (last == nil) != (rev.Kind == meeting.FirstIssue):
			diags.Errorf(rev.At("kind"), "the first revision is the first issue, and no other is")
		}
		verifyGone(before, rev, &diags)
		verifyItems(before, rev, At(r, i+1), &diags)
	}
	return diags
}

func verifyGone(before meeting.Record, rev meeting.Revision, diags *diag.List) {
	was := index(At(before, len(before.Revisions)))
	for _, name := range rev.Gone {
		if was[name] == nil {
			diags.Errorf(rev.AtName("gone", name), "there was no %q before %s that could have gone", name, rev)
		}
	}
}

// verifyItems holds the items of a revision against those that follow from its
// facts and from what was recorded before.
func verifyItems(before meeting.Record, rev meeting.Revision, things []meeting.Thing, diags *diag.List) {
	if index(things)[theMeeting] == nil {
		diags.Errorf(rev.Pos, "the facts of the meeting are missing in %s; restore the record from the history of the file", rev)
		return
	}
	records := itemRecords(before, things, rev.Date)
	want := map[string]meeting.ItemRecord{}
	for _, rec := range records {
		want[rec.ID] = rec
	}
	for _, rec := range rev.Items {
		w, ok := want[rec.ID]
		delete(want, rec.ID)
		key := ""
		switch {
		case !ok:
			diags.Errorf(rec.Pos, "the calendar item %q does not follow from the facts of %s; restore the record from the history of the file", rec.ID, rev)
			continue
		case rec.Fingerprint != w.Fingerprint:
			diags.Errorf(rec.At("fingerprint"), "the facts of %q were changed by hand since %s was recorded; restore the record from the history of the file, and record a correction with plenary revise", rec.ID, rev)
			continue
		case rec.Sequence != w.Sequence:
			key = "sequence"
		case !rec.Modified.Equal(w.Modified):
			key = "modified"
		case rec.Status != w.Status:
			key = "status"
		default:
			continue
		}
		diags.Errorf(rec.At(key), "the %s of %q was changed by hand; it was {sequence: %d, modified: %s, status: %s}", key, rec.ID, w.Sequence, w.Modified.Format(DateFormat), w.Status)
	}
	for _, rec := range records {
		if _, left := want[rec.ID]; left {
			diags.Errorf(rev.At("items"), "the calendar item %q is missing in %s; restore the record from the history of the file", rec.ID, rev)
		}
	}
}

// Broken reports what a meeting's files no longer keep of what was published: an
// item that is gone without having been cancelled, an ID that names something
// else now.
func Broken(m *meeting.Meeting) diag.List {
	var diags diag.List
	last := m.Record.Last()
	if last == nil {
		return nil
	}
	old, now := At(m.Record, len(m.Record.Revisions)), Things(m)
	was, is := index(old), index(now)
	if id := was[theMeeting].Fact("id").Same; id != m.ID {
		diags.Errorf(m.At("id"), "the meeting was published with the id %q, from which calendar identities grow, and it cannot change; if this is a copy of that meeting, delete %s in it, which is that of the other", id, "revisions.yaml")
	}
	items := map[string]calendarItem{}
	for _, it := range calendarItems(now) {
		items[it.id] = it
	}
	for _, it := range calendarItems(old) {
		current, there := items[it.id]
		switch kind, _ := Split(it.thing); {
		case there && current.thing != it.thing:
			other, _ := Split(current.thing)
			diags.Errorf(is[current.thing].Pos, "the id %q was published for the %s “%s” and is used for an %s now; give this one an id of its own", it.id, kind, named(was[it.thing]), other)
		case there && another(was[it.thing], is[it.thing], it, current):
			diags.Errorf(is[it.thing].Pos, "the id %q was published for “%s” on %s, and both have changed; if this is something else, give it an id of its own, and if not, record the new time and the new title one after the other", it.id, named(was[it.thing]), it.when)
		case there || it.status == cancelled:
		case kind == theMeeting:
			diags.Errorf(m.Pos, "the time of the %s was published and is gone; put it back, or give the new one", it.id)
		default:
			diags.Errorf(diag.Pos{File: path.Join(path.Dir(m.Pos.File), fileOf(kind))}, "the %s %q was published and is gone; put it back, and say status: cancelled and the reason if it does not take place", kind, it.id)
		}
	}
	for _, it := range calendarItems(now) {
		rec, current := lastRecord(m.Record, it.id)
		if rec == nil || current {
			continue
		}
		if former := lastThing(m.Record, it.thing); former == nil || !sameTitle(former, is[it.thing]) {
			diags.Errorf(is[it.thing].Pos, "the id %q was published for something else, which was cancelled and has gone; choose another", it.id)
		}
	}
	return diags
}

// fileOf returns the file in which things of a kind stand.
func fileOf(kind string) string {
	if kind == aDeadline {
		return "deadlines.yaml"
	}
	return "meeting.yaml"
}

// another reports whether an item seems to be another one with the same ID: what
// it is called and when it is have both changed.
func another(was, is *meeting.Thing, old, now calendarItem) bool {
	return was.Name != theMeeting && old.when != now.when && !sameTitle(was, is)
}

// sameTitle reports whether two things share a title in any language.
func sameTitle(a, b *meeting.Thing) bool {
	kind, _ := Split(a.Name)
	for _, name := range kinds[kind].title {
		x, y := a.Fact(name), b.Fact(name)
		if x.Same != "" && x.Same == y.Same {
			return true
		}
		for lang, text := range x.By {
			if text != "" && y.In(lang) == text {
				return true
			}
		}
	}
	return false
}

// lastThing returns what was recorded last of a thing, or nil.
func lastThing(r meeting.Record, name string) *meeting.Thing {
	for i := len(r.Revisions); i > 0; i-- {
		if t := index(At(r, i))[name]; t != nil {
			return t
		}
	}
	return nil
}

// named returns a thing's title in whichever language has one.
func named(t *meeting.Thing) string {
	all := title(t)
	if all.By == nil {
		return all.Same
	}
	for _, lang := range all.Languages() {
		if all.By[lang] != "" {
			return all.By[lang]
		}
	}
	return ""
}

// Unrecorded reports, as notes, in what a meeting differs from its last
// revision, told by a speaker of English.
func Unrecorded(m *meeting.Meeting, s Speaker) diag.List {
	var diags diag.List
	if m.Record.Last() == nil {
		diags.Notef(diag.Pos{File: m.Pos.File}, "not yet recorded; \"plenary revise %s\" records the first issue", m.Path())
		return diags
	}
	for _, d := range Since(m) {
		diags.Notef(place(m, d), "not yet recorded: %s", s.Line(d))
	}
	return diags
}

// place returns where a difference stands in the files: of prose, the file that was
// changed.
func place(m *meeting.Meeting, d Difference) diag.Pos {
	for _, p := range m.Prose() {
		if d.Fact != "wording" || p.Page != d.Thing {
			continue
		}
		for _, lang := range d.New.Languages() {
			if doc := p.In[lang]; doc != nil && d.Old.In(lang) != d.New.In(lang) {
				return diag.Pos{File: doc.File}
			}
		}
	}
	if d.Pos == (diag.Pos{}) {
		return diag.Pos{File: m.Pos.File}
	}
	return d.Pos
}
