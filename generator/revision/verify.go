package revision

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"plenary/generator/diag"
	"plenary/generator/meeting"
)

// Verify reports the first revision of a record that is not as the program wrote it.
// Only messages may be edited.
func Verify(r meeting.Record) diag.List {
	var diags diag.List
	var last *meeting.Revision
	for i, rev := range r.Revisions {
		switch {
		case rev.Number != i:
			diags.Errorf(rev.At("revision"), "revision %d should be here, not %d; restore the file from its history", i, rev.Number)
		case rev.Sum != sum(last, rev):
			diags.Errorf(rev.At("revision"), "%s was edited after it was recorded, or one before it was; restore the file from its history, and record a correction with plenary revise", rev)
		}
		if len(diags) > 0 {
			break // what follows was reckoned from it
		}
		last = &r.Revisions[i]
	}
	if len(diags) == 0 {
		verifySize(r, &diags)
	}
	return diags
}

// maxChanges is how many changes a record may have: pages list all of them.
const maxChanges = 5_000

// verifySize reports the revision with which a record has too many changes.
func verifySize(r meeting.Record, diags *diag.List) {
	facts := 0
	for _, rev := range r.Revisions[min(1, len(r.Revisions)):] {
		facts += len(rev.Gone)
		for _, t := range rev.Subjects {
			facts += 1 + len(t.Facts)
		}
	}
	if facts <= maxChanges { // there cannot be more changes
		return
	}
	changes := 0
	for i, list := range History(r) {
		if changes += len(list); changes > maxChanges {
			diags.Errorf(r.Revisions[i].At("revision"), "with %s, the record has %d changes, and %d are the most", r.Revisions[i], changes, maxChanges)
			return
		}
	}
}

// sum identifies a revision, its message apart, and all before it.
func sum(last *meeting.Revision, rev meeting.Revision) string {
	h := sha256.New()
	if last != nil {
		fmt.Fprintf(h, "%q\n", last.Sum)
	}
	fmt.Fprintf(h, "%d %q %q\n", rev.Number, rev.Date.UTC().Format(DateFormat), rev.Kind)
	for _, it := range rev.Items {
		fmt.Fprintf(h, "%q %d %q %q %q\n", it.ID, it.Sequence, it.Modified.UTC().Format(DateFormat), it.Status, it.Fingerprint)
	}
	for i := range rev.Subjects {
		fmt.Fprintf(h, "%q\n", rev.Subjects[i].ID)
		fingerprint(h, &rev.Subjects[i])
	}
	fmt.Fprintf(h, "%q\n", rev.Gone)
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// Broken reports, as findings, what a meeting's files no longer keep of what was
// published: an item that is gone without having been cancelled, an ID that names
// something else now.
func (c *Comparison) Broken() diag.List {
	var diags diag.List
	m := c.m
	if m.Record.Last() == nil {
		return nil
	}
	was, is := index(c.old), index(c.now)
	brokenIdentity(m, was[theMeeting], &diags)
	items := map[string]calendarItem{}
	current := calendarItems(c.now)
	for _, it := range current {
		items[it.id] = it
	}
	came := map[string][]meeting.SubjectID{} // the subjects that were not there, by kind, sorted
	for _, name := range slices.Sorted(maps.Keys(is)) {
		if kind, _ := name.Split(); was[name] == nil {
			came[kind] = append(came[kind], name)
		}
	}
	for _, it := range calendarItems(c.old) {
		same, there := items[it.id]
		switch kind, _ := it.subject.Split(); {
		case there && same.subject != it.subject:
			diags.Findingf(is[same.subject].Pos, "the id %q was published for the %s “%s” and is used for something else here; give this one an id of its own", it.id, kind, named(was[it.subject]))
		case there && another(was[it.subject], is[it.subject], it, same):
			diags.Findingf(is[it.subject].Pos, "the id %q was published for “%s” on %s, and both have changed; if this is something else, give it an id of its own, and if not, record the new time and the new title one after the other", it.id, named(was[it.subject]), it.when)
		case there || it.status == cancelled:
		case kind == theMeeting:
			diags.Findingf(m.Pos, "the time of the %s was published and is gone; put it back, or give the new one", it.id)
		default:
			diags = append(diags, vanished(m, was[it.subject], is, came))
		}
	}
	recorded := lastRecords(m.Record)
	for _, it := range current {
		if rec, ok := recorded[it.id]; !ok || rec.current {
			continue
		}
		if former := lastSubject(m.Record, it.subject); former == nil || !sameTitle(former, is[it.subject]) {
			diags.Findingf(is[it.subject].Pos, "the id %q was published for something else, which was cancelled and has gone; choose another", it.id)
		}
	}
	return diags
}

// brokenIdentity reports that a meeting is not where it was published any more.
func brokenIdentity(m *meeting.Meeting, was *meeting.Subject, diags *diag.List) {
	id, folder, domain := was.Fact("id").Same, was.Fact("folder").Same, was.Fact("calendar_domain").Same
	switch {
	case id != m.ID && folder != m.Path():
		diags.Findingf(m.At("id"), "revisions.yaml beside this file is of the meeting %q in %s; if this is a copy of that one, delete the files revision* here", id, folder)
	case id != m.ID:
		diags.Findingf(m.At("id"), "the meeting was published with the id %q, from which calendar identities grow; it cannot change", id)
	case folder != m.Path():
		diags.Findingf(diag.Pos{File: path.Dir(m.Pos.File)}, "the meeting was published in the folder %s, which is part of all its addresses, those of calendars too; it cannot change; if this is a copy of that meeting, give it an id of its own, and delete the files revision* here", folder)
	case domain != m.Domain:
		diags.Findingf(m.Pos, "the meeting was published with calendar_domain: %s in content/site.yaml, from which calendar identities grow; it cannot change", domain)
	}
}

// vanished reports an item that was published and is gone. It may have been given
// another id.
func vanished(m *meeting.Meeting, t *meeting.Subject, is map[meeting.SubjectID]*meeting.Subject, came map[string][]meeting.SubjectID) diag.Diagnostic {
	kind, id := t.ID.Split()
	for _, name := range came[kind] {
		if _, other := name.Split(); sameTitle(t, is[name]) {
			return diag.Diagnostic{Pos: is[name].Pos, Severity: diag.Finding, Message: fmt.Sprintf("the %s %q was published and is gone, and %q has its title; an id cannot change, so write %q here again", kind, id, other, id)}
		}
	}
	return diag.Diagnostic{
		Severity: diag.Finding,
		Pos:      diag.Pos{File: fileOf(m, kind)},
		Message:  fmt.Sprintf("the %s %q was published and is gone; put it back, and say status: cancelled and the reason if it does not take place", kind, id),
	}
}

// fileOf returns the file that has the subjects of a kind.
func fileOf(m *meeting.Meeting, kind string) string {
	name := "meeting.yaml"
	switch {
	case kind == aDeadline:
		name = "deadlines.yaml"
	case kind == theVenue, kind == aBuilding:
		name = "venue.yaml"
	}
	return path.Join(path.Dir(m.Pos.File), name)
}

// another reports whether an item seems to be another one with the same ID: what
// it is called and when it is have both changed.
func another(was, is *meeting.Subject, old, now calendarItem) bool {
	return was.ID != theMeeting && old.when != now.when && !sameTitle(was, is)
}

// sameTitle reports whether two subjects share a title in any language.
func sameTitle(a, b *meeting.Subject) bool {
	kind, _ := a.ID.Split()
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

// lastSubject returns what was recorded last of a subject, or nil.
func lastSubject(r meeting.Record, id meeting.SubjectID) *meeting.Subject {
	for _, rev := range slices.Backward(r.Revisions) {
		for i := range rev.Subjects {
			if rev.Subjects[i].ID == id {
				return &rev.Subjects[i]
			}
		}
	}
	return nil
}

// named returns a subject's title in whichever language has one.
func named(t *meeting.Subject) string {
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

// Unrecorded reports, as notes in English, in what a meeting differs from its last
// revision, and warns of what that brings about.
func (c *Comparison) Unrecorded(s Describer) diag.List {
	var diags diag.List
	m := c.m
	if m.Record.Last() == nil {
		diags.Notef(diag.Pos{File: m.Pos.File}, "not yet recorded; \"plenary revise %s\" records the first issue", m.Path())
		return diags
	}
	diags = append(diags, c.surprises()...)
	for _, d := range c.Differences() {
		diags.Notef(place(m, d), "not yet recorded: %s", s.Line(d))
	}
	return diags
}

// surprises warns of what a change brings about that nobody may have thought of.
func (c *Comparison) surprises() diag.List {
	var diags diag.List
	m := c.m
	was, is := index(c.old), index(c.now)
	status := func(subjects map[meeting.SubjectID]*meeting.Subject, id meeting.SubjectID) meeting.Status {
		return meeting.Status(subjects[id].Fact("status").Same)
	}
	if m.Status != status(was, theMeeting) && !m.TakesPlace() {
		for _, t := range c.now {
			if kind, _ := t.ID.Split(); (kind == anEvent || kind == aDeadline) && status(is, t.ID) == meeting.Moved && status(was, t.ID) == meeting.Moved {
				diags.Warnf(t.Pos, "the meeting is %s, but the %s has the status moved and so takes place all the same; remove that status if it does not", m.Status, t.ID)
			}
		}
	}
	left := rolesIn(c.now)
	for _, role := range rolesIn(c.old) {
		if !slices.Contains(left, role) {
			diags.Warnf(diag.Pos{File: fileOf(m, aDeadline)}, "no deadline names the role %q any more, so that the calendar deadlines-%s.ics vanishes from those who subscribed to it", role, role)
		}
	}
	return diags
}

// rolesIn returns the roles that deadlines name, sorted.
func rolesIn(subjects []meeting.Subject) []string {
	var list []string
	for _, t := range subjects {
		for _, f := range t.Facts {
			if kind, _ := t.ID.Split(); kind == aDeadline && base(f.Name) == "who" {
				list = append(list, strings.Fields(f.Value.Same)...)
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// place returns where a difference is in the files: of prose, the file that was
// changed.
func place(m *meeting.Meeting, d Difference) diag.Pos {
	for _, p := range m.Prose() {
		if d.Fact != "wording" || p.Page != string(d.Subject) {
			continue
		}
		for _, lang := range d.New.Languages() {
			if doc := p.In[lang]; doc != nil && d.Old.In(lang) != d.New.In(lang) {
				return diag.Pos{File: doc.File}
			}
		}
	}
	if d.Pos == (diag.Pos{}) {
		kind, _ := d.Subject.Split()
		return diag.Pos{File: fileOf(m, kind)}
	}
	return d.Pos
}
