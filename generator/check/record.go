package check

import (
	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/revision"
	"plenary/generator/words"
)

// Record compares a meeting, which was read without errors, with the record of what
// was published of it. That it differs is a note, in English.
func Record(a *meeting.Archive, m *meeting.Meeting, c *revision.Comparison, english *words.Language) diag.List {
	diags := revision.Verify(m.Record)
	if m.Draft && m.Record.Last() != nil {
		diags.Findingf(m.At("draft"), "the meeting was published and cannot become a draft again; if it does not take place, say status: cancelled and the reason")
	}
	if len(diags) == 0 {
		diags = c.Broken()
	}
	if len(diags) == 0 && !m.Draft {
		diags = c.Unrecorded(revision.Describer{Site: a.Site, Meeting: m, Words: english})
	}
	return diags
}

// Message applies the rules on texts to the message of a revision.
func Message(a *meeting.Archive, t meeting.Text) diag.List {
	var diags diag.List
	r := &run{archive: a, diags: &diags}
	r.textRules(t)
	return diags
}

// notes reports prose that completes a revision which there is not.
func (r *run) notes() {
	if r.unread("revisions") {
		return
	}
	next := len(r.m.Record.Revisions)
	for n, docs := range r.m.Notes {
		for _, doc := range docs {
			switch pos := (diag.Pos{File: doc.File}); {
			case n == next:
				r.diags.Notef(pos, "revision %d is not recorded yet; this is shown when it is", n)
			case n > next:
				r.errorf(pos, "there is no revision %d; the next is %d; if this is a copy of another meeting, delete it", n, next)
			}
		}
	}
}
