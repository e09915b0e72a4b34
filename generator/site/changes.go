package site

import (
	"slices"
	"strconv"
	"strings"

	"plenary/generator/meeting"
	"plenary/generator/revision"
)

// historyEntry is a recorded revision ready to print: an entry of the page of changes, and
// the page of the revision.
type historyEntry struct {
	Number  int      `json:"number"`
	Title   string   `json:"title"` // "Corrigendum 1"
	Sheet   string   `json:"sheet"` // "Corrigendum 1 to the collective letter"
	Date    moment   `json:"date"`
	Message string   `json:"message,omitempty"`
	Foreign string   `json:"foreign,omitempty"` // the language of the message, when it is not the page's
	Path    string   `json:"path,omitempty"`    // of its page; the first has none
	Anchor  string   `json:"anchor"`            // in the history
	Changes []change `json:"changes,omitempty"`
}

// change is what was changed of one subject.
type change struct {
	What   string  `json:"what"`
	Path   string  `json:"path,omitempty"` // of the subject now
	Values []value `json:"values"`
}

// value is one fact that was changed.
type value struct {
	Fact string `json:"fact,omitempty"`
	Note string `json:"note,omitempty"`
	Old  string `json:"old,omitempty"`
	New  string `json:"new,omitempty"`
	Lang string `json:"lang,omitempty"` // of both, when it is not the page's
}

// amendment is the latest change of a deadline or an event.
type amendment struct {
	Date   moment   `json:"date"`
	Path   string   `json:"path"` // of its entry in the history
	Added  bool     `json:"added,omitempty"`
	Former []string `json:"former,omitempty"` // when and where it was, if that was changed
}

// version is the latest revision, in short.
type version struct {
	Title   string `json:"title"`
	Date    moment `json:"date"`
	Message string `json:"message,omitempty"`
	Anchor  string `json:"anchor"`
}

// history returns the recorded revisions, in order.
func (l *localizer) history() []historyEntry {
	if l.entries == nil {
		l.differences = revision.History(l.m.Record)
		for i := range l.m.Record.Revisions {
			l.entries = append(l.entries, l.historyEntry(&l.m.Record.Revisions[i], l.differences[i]))
		}
	}
	return l.entries
}

func (l *localizer) historyEntry(r *meeting.Revision, list []revision.Difference) historyEntry {
	out := historyEntry{
		Number: r.Number, Title: l.revisionTitle(r), Date: l.day(meeting.DateOf(r.Date)), Message: r.Message.In(l.lang), Anchor: meeting.RevisionPage(r.Number),
	}
	if langs := r.Message.Languages(); out.Message == "" && len(langs) > 0 { // the site did not have the language then
		out.Message, out.Foreign = r.Message.In(langs[0]), langs[0]
	}
	if r.Number > 0 {
		out.Path = l.m.PagePath(l.lang, out.Anchor)
		out.Sheet = l.sheetTitle(r)
	}
	for i, d := range list {
		in := l.describe(d)
		if i == 0 || d.Subject != list[i-1].Subject {
			out.Changes = append(out.Changes, change{What: in.What, Path: l.pathOf(d)})
		}
		c := &out.Changes[len(out.Changes)-1]
		c.Values = append(c.Values, value{Fact: in.Fact, Note: in.Note, Old: in.Old, New: in.New, Lang: in.Lang})
	}
	return out
}

// describe puts a difference into the page's language.
func (l *localizer) describe(d revision.Difference) revision.Description {
	return revision.Describer{Site: l.a.Site, Meeting: l.m, Words: l.w}.Describe(d)
}

// revisionTitle names a revision. Those of a kind are counted among themselves, as
// is the custom.
func (l *localizer) revisionTitle(r *meeting.Revision) string {
	kind := l.w.Say("revision_"+string(r.Kind), nil)
	if r.Kind == meeting.FirstIssue || r.Kind == meeting.Cancellation {
		return kind
	}
	return l.w.Say("revision_numbered", map[string]string{"Kind": kind, "Number": strconv.Itoa(l.m.Record.Count(r))})
}

// sheetTitle names the page of a revision on its own.
func (l *localizer) sheetTitle(r *meeting.Revision) string {
	switch r.Kind {
	case meeting.FirstIssue: // which has no such page, unless its record was edited
		return l.revisionTitle(r)
	case meeting.Cancellation:
		return l.w.Say("sheet_cancellation", nil)
	}
	return l.w.Say("sheet_"+string(r.Kind), map[string]string{"Number": strconv.Itoa(l.m.Record.Count(r))})
}

// pathOf returns the path of the subject that was changed, "" when it is gone.
func (l *localizer) pathOf(d revision.Difference) string {
	if d.Went {
		return ""
	}
	kind, id := d.Subject.Split()
	path := func(page, anchor string) string { return l.m.RefPath(l.lang, meeting.Ref{Page: page, Anchor: anchor}) }
	switch {
	case kind == "deadline" && l.m.Deadline(id) != nil:
		return path("deadlines", id)
	case kind == "event":
		if e := l.m.Event(id); e != nil {
			return l.m.EventPath(l.lang, *e)
		}
	case kind == "item":
		kind, _, _ = strings.Cut(id, "/")
		fallthrough
	case kind == "letter", strings.HasPrefix(kind, "annex-"):
		if slices.Contains(l.m.Pages(), kind) {
			return path(kind, "")
		}
	case kind == "venue" && l.m.Venue != nil:
		return path("venue", "")
	case kind == "contact" && l.m.Contact(id) != nil:
		return path("venue", id)
	case kind == "meeting":
		return path("", "")
	}
	return ""
}

// changed returns the latest change of a subject, nil when there was none since it was
// first published. former returns the former value of a fact, "" if it is not shown.
func (l *localizer) changed(subject meeting.SubjectID, former func(revision.Difference) string) *amendment {
	history := l.history()
	for i, r := range slices.Backward(history) {
		var out *amendment
		for _, d := range l.differences[i] {
			if d.Subject != subject {
				continue
			}
			if out == nil {
				out = &amendment{Date: r.Date, Path: l.m.PagePath(l.lang, "changes") + "#" + r.Anchor, Added: d.Came}
			}
			if was := former(d); was != "" && !d.Came {
				out.Former = append(out.Former, was)
			}
		}
		if out != nil {
			return out
		}
	}
	return nil
}

// former returns when or where something was.
func (l *localizer) former(d revision.Difference) string {
	switch d.Fact {
	case "due", "when", "place", "room":
		return l.describe(d).Old
	}
	return ""
}

// formerBriefly is former for a time plan, which shows the day once, and all hours in the
// meeting's zone.
func (l *localizer) formerBriefly(day meeting.Date) func(revision.Difference) string {
	return func(d revision.Difference) string {
		w, err := meeting.ParseWhen(d.Old.Same, l.m.Zone)
		if d.Fact != "when" || err != nil {
			return l.former(d)
		}
		if w = w.In(l.m.Zone); w.First == day {
			return l.w.Hours(w)
		}
		return l.w.Say("date_hours", map[string]string{"Date": l.w.WeekdayDate(w.First), "Hours": l.w.Hours(w)})
	}
}

// version returns the latest revision, nil when the letter is as it was issued.
func (l *localizer) version() *version {
	history := l.history()
	if len(history) < 2 {
		return nil
	}
	last := history[len(history)-1]
	return &version{Title: last.Title, Date: last.Date, Message: last.Message, Anchor: last.Anchor}
}
