package revision_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/revision"
)

// recorded returns a project with a first issue and a deadline that was extended.
func recorded(t *testing.T) *project {
	p := shipped(t)
	p.record()
	p.edit("deadlines.yaml", "- id: contributions\n  due: 2023-08-16", "- id: contributions\n  due: 2023-08-18")
	p.record()
	return p
}

// TestVerify edits a record by hand.
func TestVerify(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"a sequence", "{id: contributions, sequence: 1", "{id: contributions, sequence: 2",
			`the sequence of "contributions" was changed by hand; it was {sequence: 1, modified: 2023-06-08 08:00 UTC, status: confirmed}`},
		{"a date of change", "{id: contributions, sequence: 1, modified: '2023-06-08 08:00", "{id: contributions, sequence: 1, modified: '2023-06-09 08:00",
			`the modified of "contributions" was changed by hand; it was {sequence: 1, modified: 2023-06-08 08:00 UTC, status: confirmed}`},
		{"a status", "modified: '2023-06-08 08:00 UTC', status: confirmed", "modified: '2023-06-08 08:00 UTC', status: cancelled",
			`the status of "contributions" was changed by hand; it was {sequence: 1, modified: 2023-06-08 08:00 UTC, status: confirmed}`},
		{"a fact", "due: '2023-08-18'", "due: '2023-08-19'",
			`the facts of "contributions" were changed by hand since revision 1 was recorded; restore the record from the history of the file, and record a correction with plenary revise`},
		{"a number", "- revision: 1", "- revision: 2",
			`revision 1 should stand here, not 2; restore the record from the history of the file`},
		{"an order", "date: 2023-06-08 08:00", "date: 2023-05-08 08:00",
			`revision 1 is dated 2023-05-08 08:00 UTC, which does not lie after the first issue, 2023-06-01 08:00 UTC`},
		{"a kind", "kind: revision", "kind: first-issue", `the first revision is the first issue, and no other is`},
		{"an item that is missing", "  - {id: visa, ", "  #{id: visa, ", `the calendar item "visa" is missing in the first issue; restore the record from the history of the file`},
		{"an item too many", "{id: visa, ", "{id: visas, ", `the calendar item "visas" does not follow from the facts of the first issue; restore the record from the history of the file`},
		{"a thing that never was", "kind: revision", "kind: revision\n  gone: [contact nobody]", `there was no "contact nobody" before revision 1 that could have gone`},
		{"no meeting", "    meeting:\n", "    metting:\n", `the facts of the meeting are missing in the first issue; restore the record from the history of the file`},
	} {
		p := recorded(t)
		p.edit("revisions.yaml", c.old, c.new)
		_, m := p.load()
		diags := revision.Verify(m.Record)
		if len(diags) == 0 {
			t.Errorf("%s: nothing was found", c.name)
			continue
		}
		if d := diags[0]; d.Message != c.want || d.Line == 0 || d.Column == 0 {
			t.Errorf("%s: %s\nwant %s", c.name, d, c.want)
		}
	}
	// A message may be mended.
	p := recorded(t)
	p.edit("revisions.yaml", "en: A change.", "en: A change of mind.")
	_, m := p.load()
	if diags := revision.Verify(m.Record); len(diags) > 0 {
		t.Errorf("a message was edited: %q", said(diags))
	}
}

// TestBroken breaks what was promised to those who subscribed.
func TestBroken(t *testing.T) {
	const visa = "- id: visa\n"
	cut := func(p *project) { // takes a deadline away
		data := string(p.files[folder+"deadlines.yaml"].Data)
		i := strings.Index(data, visa)
		end := i + strings.Index(data[i+1:], "\n- id: ") + 1
		p.edit("deadlines.yaml", data[i:end], "#")
	}
	cancel := func(p *project) {
		p.edit("deadlines.yaml", visa, visa+"  status: cancelled\n  reason: {zh: 不需要, en: Not needed}\n")
	}
	for _, c := range []struct {
		name string
		edit func(p *project)
		want []string
	}{
		{"nothing", func(*project) {}, nil},
		{"a deadline vanishes", cut, []string{
			folder + `deadlines.yaml: the deadline "visa" was published and is gone; put it back, and say status: cancelled and the reason if it does not take place`,
		}},
		{"it was cancelled before", func(p *project) { cancel(p); p.record(); cut(p) }, nil},
		{"it was cancelled and not recorded", func(p *project) { cancel(p); cut(p) }, []string{
			folder + `deadlines.yaml: the deadline "visa" was published and is gone; put it back, and say status: cancelled and the reason if it does not take place`,
		}},
		{"its id comes back for something else", func(p *project) {
			cancel(p)
			p.record()
			cut(p)
			p.record()
			p.edit("meeting.yaml", "documents:", "  - {id: visa, title: {zh: 签证柜台, en: Visa desk}, when: 2023-08-30}\n\ndocuments:")
		}, []string{folder + `meeting.yaml:53:5: the id "visa" was published for something else, which was cancelled and has gone; choose another`}},
		{"the opening vanishes", func(p *project) { p.edit("meeting.yaml", "opening: 2023-08-29 09:30\n", "") }, []string{
			folder + `meeting.yaml:2:1: the time of the opening was published and is gone; put it back, or give the new one`,
		}},
		{"an id changes its kind", func(p *project) {
			cut(p)
			p.edit("meeting.yaml", "documents:", "  - {id: visa, title: {zh: 签证柜台, en: Visa desk}, when: 2023-08-30}\n\ndocuments:")
		}, []string{folder + `meeting.yaml:53:5: the id "visa" was published for the deadline “Visa support letters” and is used for an event now; give this one an id of its own`}},
		{"an id is used for something else", func(p *project) {
			p.edit("meeting.yaml", "      zh: 国际电联零信任和软件供应链安全讲习班\n      en: ITU workshop on “Zero trust and software supply chain security”\n    when: 2023-08-28",
				"      zh: 招待会\n      en: Reception\n    when: 2023-08-30")
		}, []string{folder + `meeting.yaml:25:5: the id "workshop" was published for “ITU workshop on “Zero trust and software supply chain security”” on 2023-08-28, and both have changed; if this is something else, give it an id of its own, and if not, record the new time and the new title one after the other`}},
		{"the id of the meeting changes", func(p *project) { p.edit("meeting.yaml", "id: sg17-2023-08", "id: sg17-2023-09") }, []string{
			folder + `meeting.yaml:2:5: the meeting was published with the id "sg17-2023-08", from which calendar identities grow, and it cannot change; if this is a copy of that meeting, delete revisions.yaml in it, which is that of the other`,
		}},
	} {
		p := shipped(t)
		p.record()
		c.edit(p)
		_, m := p.load()
		if diff := cmp.Diff(c.want, said(revision.Broken(m))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestBack proves that what was cancelled and taken away may come back as what it
// was, with a higher sequence.
func TestBack(t *testing.T) {
	p := shipped(t)
	p.record()
	whole := p.files[folder+"deadlines.yaml"]
	p.edit("deadlines.yaml", "- id: visa\n", "- id: visa\n  status: cancelled\n  reason: {zh: 不需要, en: Not needed}\n")
	p.record()
	data := string(whole.Data)
	i := strings.Index(data, "- id: visa\n")
	p.files[folder+"deadlines.yaml"].Data = []byte(data[:i] + data[i+strings.Index(data[i+1:], "\n- id: ")+2:])
	p.record()
	p.files[folder+"deadlines.yaml"] = whole
	_, m := p.load()
	if diags := revision.Broken(m); len(diags) > 0 {
		t.Errorf("%q", said(diags))
	}
	if got := m.Stamps["visa"].Sequence; got != 2 {
		t.Errorf("the sequence is %d, want 2", got)
	}
}

// TestUnrecorded proves that what is not recorded is told at its place.
func TestUnrecorded(t *testing.T) {
	p := shipped(t)
	a, m := p.load()
	want := []string{folder + `meeting.yaml: note: not yet recorded; "plenary revise sg17/2023-08-goyang" records the first issue`}
	if diff := cmp.Diff(want, said(revision.Unrecorded(m, p.speaker(a, m, "en")))); diff != "" {
		t.Errorf("never recorded (-want +got):\n%s", diff)
	}
	p.record()
	p.edit("deadlines.yaml", "- id: contributions\n  due: 2023-08-16", "- id: contributions\n  due: 2023-08-18")
	p.edit("venue.yaml", "1号展厅2层", "1号展厅3层")
	p.edit("letter.zh.md", "。\n", "！\n")
	a, m = p.load()
	want = []string{
		folder + "letter.zh.md: note: not yet recorded: letter: the wording was changed",
		folder + "deadlines.yaml:32:8: note: not yet recorded: deadline contributions: Wednesday 16 August 2023 → Friday 18 August 2023",
		folder + "venue.yaml:6:7: note: not yet recorded: venue, hall: 1号展厅2层 → 1号展厅3层",
	}
	if diff := cmp.Diff(want, said(revision.Unrecorded(m, p.speaker(a, m, "en")))); diff != "" {
		t.Errorf("changed (-want +got):\n%s", diff)
	}
}
