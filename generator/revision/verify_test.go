package revision_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/content"
	"plenary/generator/diag"
	"plenary/generator/meeting"
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
	const edited = " was edited after it was recorded, or one before it was; restore the file from its history, and record a correction with plenary revise"
	for _, c := range []struct{ name, old, new, want string }{
		{"a sequence", "{id: contributions, sequence: 1", "{id: contributions, sequence: 2", "revision 1" + edited},
		{"a date of change", "{id: contributions, sequence: 1, modified: '2023-06-08 08:00", "{id: contributions, sequence: 1, modified: '2023-06-09 08:00", "revision 1" + edited},
		{"a status", "modified: '2023-06-08 08:00 UTC', status: confirmed", "modified: '2023-06-08 08:00 UTC', status: cancelled", "revision 1" + edited},
		{"a fingerprint", "{id: visa, sequence: 0, modified: '2023-06-01 08:00 UTC', status: confirmed, fingerprint: ", "{id: visa, sequence: 0, modified: '2023-06-01 08:00 UTC', status: confirmed, fingerprint: 1", "the first issue" + edited},
		{"a fact of an item", "due: '2023-08-18'", "due: '2023-08-19'", "revision 1" + edited},
		{"a fact of no item", "email: fellowships@itu.int", "email: fellowship@itu.int", "the first issue" + edited},
		{"a language of a fact", "zh: 高阳", "zh: 高阳市", "the first issue" + edited},
		{"a number", "- revision: 1", "- revision: 2", "revision 1 should be here, not 2; restore the file from its history"},
		{"a date", "date: 2023-06-08 08:00", "date: 2023-06-08 09:00", "revision 1" + edited},
		{"a kind", "kind: revision", "kind: corrigendum", "revision 1" + edited},
		{"an item that is missing", "  - {id: visa, ", "  #{id: visa, ", "the first issue" + edited},
		{"a subject that went", "kind: revision", "kind: revision\n  gone: [contact host]", "revision 1" + edited},
		{"a name of a subject", "    meeting:\n", "    metting:\n", "the first issue" + edited},
		{"a sum", "  sum: ", "  sum: 1", "the first issue" + edited},
	} {
		p := recorded(t)
		p.edit("revisions.yaml", c.old, c.new)
		_, m := p.load()
		diags := revision.Verify(m.Record)
		if len(diags) != 1 {
			t.Errorf("%s: %q", c.name, said(diags))
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
			folder + `deadlines.yaml: finding: the deadline "visa" was published and is gone; put it back, and say status: cancelled and the reason if it does not take place`,
		}},
		{"it was cancelled before", func(p *project) { cancel(p); p.record(); cut(p) }, nil},
		{"it was cancelled and not recorded", func(p *project) { cancel(p); cut(p) }, []string{
			folder + `deadlines.yaml: finding: the deadline "visa" was published and is gone; put it back, and say status: cancelled and the reason if it does not take place`,
		}},
		{"its id comes back for something else", func(p *project) {
			cancel(p)
			p.record()
			cut(p)
			p.record()
			p.edit("meeting.yaml", "documents:", "  - {id: visa, title: {zh: 签证柜台, en: Visa desk}, when: 2023-08-30}\n\ndocuments:")
		}, []string{folder + `meeting.yaml:53:5: finding: the id "visa" was published for something else, which was cancelled and has gone; choose another`}},
		{"the opening vanishes", func(p *project) { p.edit("meeting.yaml", "opening: 2023-08-29 09:30\n", "") }, []string{
			folder + `meeting.yaml:2:1: finding: the time of the opening was published and is gone; put it back, or give the new one`,
		}},
		{"an id changes its kind", func(p *project) {
			cut(p)
			p.edit("meeting.yaml", "documents:", "  - {id: visa, title: {zh: 签证柜台, en: Visa desk}, when: 2023-08-30}\n\ndocuments:")
		}, []string{folder + `meeting.yaml:53:5: finding: the id "visa" was published for the deadline “Visa support letters” and is used for something else here; give this one an id of its own`}},
		{"an id is used for something else", func(p *project) {
			p.edit("meeting.yaml", "      zh: 国际电联零信任和软件供应链安全讲习班\n      en: ITU workshop on “Zero trust and software supply chain security”\n    when: 2023-08-28",
				"      zh: 招待会\n      en: Reception\n    when: 2023-08-30")
		}, []string{folder + `meeting.yaml:25:5: finding: the id "workshop" was published for “ITU workshop on “Zero trust and software supply chain security”” on 2023-08-28, and both have changed; if this is something else, give it an id of its own, and if not, record the new time and the new title one after the other`}},
		{"the id of the meeting changes", func(p *project) { p.edit("meeting.yaml", "id: sg17-2023-08", "id: sg17-2023-09") }, []string{
			folder + `meeting.yaml:2:5: finding: the meeting was published with the id "sg17-2023-08", from which calendar identities grow; it cannot change`,
		}},
		{"the folder is renamed", func(p *project) { p.move("2023-09-goyang") }, []string{
			`content/sg17/2023-09-goyang: finding: the meeting was published in the folder sg17/2023-08-goyang, which is part of all its addresses, those of calendars too; it cannot change; if this is a copy of that meeting, give it an id of its own, and delete the files revision* here`,
		}},
		{"the meeting is a copy", func(p *project) {
			p.edit("meeting.yaml", "id: sg17-2023-08", "id: sg17-2023-09")
			p.move("2023-09-goyang")
		}, []string{
			`content/sg17/2023-09-goyang/meeting.yaml:2:5: finding: revisions.yaml beside this file is of the meeting "sg17-2023-08" in sg17/2023-08-goyang; if this is a copy of that one, delete the files revision* here`,
		}},
		{"the domain changes", func(p *project) {
			site := p.files["content/site.yaml"]
			site.Data = bytes.Replace(site.Data, []byte("calendar_domain: meetings.example.org"), []byte("calendar_domain: example.org"), 1)
		}, []string{
			folder + `meeting.yaml:2:1: finding: the meeting was published with calendar_domain: meetings.example.org in content/site.yaml, from which calendar identities grow; it cannot change`,
		}},
		{"an id is renamed", func(p *project) { p.edit("deadlines.yaml", "- id: visa\n", "- id: visas\n") }, []string{
			folder + `deadlines.yaml:24:3: finding: the deadline "visa" was published and is gone, and "visas" has its title; an id cannot change, so write "visa" here again`,
		}},
	} {
		p := shipped(t)
		p.record()
		c.edit(p)
		_, m := p.load()
		if diff := cmp.Diff(c.want, said(revision.Compare(m).Broken())); diff != "" {
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
	if diff := cmp.Diff([]string{"deadline visa: gone, it was Tuesday 25 July 2023"}, p.lines()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	p.record()
	p.files[folder+"deadlines.yaml"] = whole
	_, m := p.load()
	if diags := revision.Compare(m).Broken(); len(diags) > 0 {
		t.Errorf("%q", said(diags))
	}
	if got := revision.Compare(m).Stamps()["visa"].Sequence; got != 2 {
		t.Errorf("the sequence is %d, want 2", got)
	}
}

// TestUnrecorded proves that what is not recorded is told at its place.
func TestUnrecorded(t *testing.T) {
	p := shipped(t)
	a, m := p.load()
	want := []string{folder + `meeting.yaml: note: not yet recorded; "plenary revise sg17/2023-08-goyang" records the first issue`}
	if diff := cmp.Diff(want, said(revision.Compare(m).Unrecorded(p.describer(a, m, "en")))); diff != "" {
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
	if diff := cmp.Diff(want, said(revision.Compare(m).Unrecorded(p.describer(a, m, "en")))); diff != "" {
		t.Errorf("changed (-want +got):\n%s", diff)
	}
}

// TestSurprises proves that what a change brings about is told before it is recorded.
func TestSurprises(t *testing.T) {
	p := shipped(t)
	p.edit("meeting.yaml", "    when: 2023-08-28\n", "    when: 2023-08-28\n    status: moved\n    reason: {zh: 改期, en: Moved}\n")
	p.record()
	p.edit("meeting.yaml", "^days:", "\nstatus: cancelled\nreason: {zh: 取消, en: Cancelled}\ndays:")
	p.edit("deadlines.yaml", "who: visa-applicants", "who: participants")
	a, m := p.load()
	diags := revision.Compare(m).Unrecorded(p.describer(a, m, "en"))
	want := []string{
		folder + `meeting.yaml:27:5: warning: the meeting is cancelled, but the event workshop has the status moved and so takes place all the same; remove that status if it does not`,
		folder + `deadlines.yaml: warning: no deadline names the role "visa-applicants" any more, so that the calendar deadlines-visa-applicants.ics vanishes from those who subscribed to it`,
	}
	if diff := cmp.Diff(want, said(diags.Problems())); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	p.record()
	a, m = p.load()
	if diags := revision.Compare(m).Unrecorded(p.describer(a, m, "en")); len(diags) > 0 {
		t.Errorf("once it is recorded: %q", said(diags))
	}
}

// TestFrozen proves that what was recorded by an earlier program is reckoned as it was
// then: else every old item would seem to have changed.
func TestFrozen(t *testing.T) {
	a, diags, err := content.Load(os.DirFS("../.."))
	if err != nil || diags.Blocks() {
		t.Fatal(err, diags)
	}
	m := a.Groups[0].Meetings[0]
	if diags := revision.Verify(m.Record); len(diags) > 0 {
		t.Error(said(diags))
	}
	next := revision.Compare(m).Next(m.Record.Last().Date.AddDate(1, 0, 0), "", meeting.Text{})
	for i, it := range next.Items {
		if was := m.Record.Last().Items[i]; it.Fingerprint != was.Fingerprint || !it.Modified.Equal(was.Modified) {
			t.Errorf("%s is reckoned otherwise than when it was recorded", it.ID)
		}
	}
}

// TestManyChanges proves that a record cannot tell of more changes than pages can list.
func TestManyChanges(t *testing.T) {
	verify := func(changes int) diag.List {
		p := shipped(t)
		_, m := p.load()
		m.Record.Revisions = []meeting.Revision{revision.Compare(m).Next(p.date, "", meeting.Text{})}
		for i := range changes {
			m.Contacts = append(m.Contacts, meeting.Contact{ID: fmt.Sprint("c", i), Name: meeting.Text{Same: "x"}})
		}
		m.Record.Revisions = append(m.Record.Revisions, revision.Compare(m).Next(p.date.Add(time.Hour), "", meeting.Text{}))
		return revision.Verify(m.Record)
	}
	if diags := verify(5_000); len(diags) > 0 {
		t.Error(diags)
	}
	if got := said(verify(5_001)); len(got) != 1 || !strings.HasSuffix(got[0], "with revision 1, the record has 5001 changes, and 5000 are the most") {
		t.Errorf("%q", got)
	}
}
