package site

import (
	"slices"
	"strconv"
	"strings"

	"plenary/generator/meeting"
	"plenary/generator/revision"
)

// revisionFact is a recorded revision ready to print.
type revisionFact struct {
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

// change is what became of one thing, ready to print.
type change struct {
	What   string  `json:"what"`
	Path   string  `json:"path,omitempty"` // of the place where it stands now
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

// amendment says of a deadline or an event that it was changed.
type amendment struct {
	Date   moment   `json:"date"`
	Path   string   `json:"path"` // of its place in the history
	Came   bool     `json:"came,omitempty"`
	Former []string `json:"former,omitempty"` // when and where it was, if that has changed
}

// history returns what was published, in order.
func (l *local) history() []revisionFact {
	if l.told == nil {
		l.differences = revision.History(l.m.Record)
		for i := range l.m.Record.Revisions {
			l.told = append(l.told, l.revision(&l.m.Record.Revisions[i], l.differences[i]))
		}
	}
	return l.told
}

func (l *local) revision(r *meeting.Revision, list []revision.Difference) revisionFact {
	out := revisionFact{
		Number: r.Number, Title: l.revisionTitle(r), Date: l.day(r), Message: r.Message.In(l.lang), Anchor: meeting.RevisionPage(r.Number),
	}
	if langs := r.Message.Languages(); out.Message == "" && len(langs) > 0 { // the site had not the language then
		out.Message, out.Foreign = r.Message.In(langs[0]), langs[0]
	}
	if r.Number > 0 {
		out.Path = l.m.PagePath(l.lang, out.Anchor)
		out.Sheet = l.sheetTitle(r)
	}
	for i, d := range list {
		told := l.tell(d)
		if i == 0 || d.Thing != list[i-1].Thing {
			out.Changes = append(out.Changes, change{What: told.What, Path: l.placeOf(d)})
		}
		c := &out.Changes[len(out.Changes)-1]
		c.Values = append(c.Values, value{Fact: told.Fact, Note: told.Note, Old: told.Old, New: told.New, Lang: told.Lang})
	}
	return out
}

// tell tells a difference in the page's language.
func (l *local) tell(d revision.Difference) revision.Told {
	return revision.Speaker{Site: l.a.Site, Meeting: l.m, Words: l.w}.Tell(d)
}

// day returns the day of a revision, in UTC.
func (l *local) day(r *meeting.Revision) moment {
	d := meeting.DateOf(r.Date)
	return l.moment(meeting.When{Form: meeting.Day, First: d, Last: d})
}

// revisionTitle names a revision. Those of a kind are counted among themselves, as
// is the custom.
func (l *local) revisionTitle(r *meeting.Revision) string {
	kind := l.w.Say("revision_"+string(r.Kind), nil)
	if r.Kind == meeting.FirstIssue || r.Kind == meeting.Cancellation {
		return kind
	}
	return l.w.Say("revision_numbered", map[string]string{"Kind": kind, "Number": strconv.Itoa(l.m.Record.Count(r))})
}

// sheetTitle names the page of a revision on its own.
func (l *local) sheetTitle(r *meeting.Revision) string {
	switch r.Kind {
	case meeting.FirstIssue: // which has no such page, unless its record was edited
		return l.revisionTitle(r)
	case meeting.Cancellation:
		return l.w.Say("sheet_cancellation", nil)
	}
	return l.w.Say("sheet_"+string(r.Kind), map[string]string{"Number": strconv.Itoa(l.m.Record.Count(r))})
}

// placeOf returns the path of the place where a thing stands now, "" when it is
// gone.
func (l *local) placeOf(d revision.Difference) string {
	if d.Went {
		return ""
	}
	kind, id := revision.Split(d.Thing)
	page := func(name, anchor string) string { return l.m.RefPath(l.lang, meeting.Ref{Page: name, Anchor: anchor}) }
	switch {
	case kind == "deadline" && l.m.Deadline(id) != nil:
		return page("deadlines", id)
	case kind == "event":
		if e := l.m.Event(id); e != nil {
			return l.m.EventPath(l.lang, *e)
		}
	case kind == "item":
		kind, _, _ = strings.Cut(id, "/")
		fallthrough
	case kind == "letter", strings.HasPrefix(kind, "annex-"):
		if slices.Contains(l.m.Pages(), kind) {
			return page(kind, "")
		}
	case kind == "venue" && l.m.Venue != nil:
		return page("venue", "")
	case kind == "contact" && l.m.Contact(id) != nil:
		return page("venue", id)
	case kind == "meeting":
		return page("", "")
	}
	return ""
}

// changed returns the latest change of a thing, nil when it is as it was first
// published. former says what a fact was, "" if that is not told here.
func (l *local) changed(thing string, former func(revision.Difference) string) *amendment {
	history := l.history()
	for i, r := range slices.Backward(history) {
		var out *amendment
		for _, d := range l.differences[i] {
			if d.Thing != thing {
				continue
			}
			if out == nil {
				out = &amendment{Date: r.Date, Path: l.m.PagePath(l.lang, "changes") + "#" + r.Anchor, Came: d.Came}
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

// former says when or where something was.
func (l *local) former(d revision.Difference) string {
	switch d.Fact {
	case "due", "when", "place", "room":
		return l.tell(d).Old
	}
	return ""
}

// formerBriefly is former for a time plan, where the day stands above and the zone
// is the meeting's.
func (l *local) formerBriefly(day meeting.Date) func(revision.Difference) string {
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

// version returns the revision that changed the letter last, nil when it is as it
// was issued.
func (l *local) version() *revisionFact {
	last := l.latest()
	if last == nil {
		return nil
	}
	short := *last
	short.Changes = nil
	return &short
}

// latest returns the last revision that changed something, nil if there is none.
func (l *local) latest() *revisionFact {
	if history := l.history(); len(history) > 1 {
		return &history[len(history)-1]
	}
	return nil
}
