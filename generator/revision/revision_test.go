package revision_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/content"
	"plenary/generator/meeting"
	"plenary/generator/revision"
	"plenary/generator/words"
)

// TestRecord proves that a recorded meeting has no differences and a record in
// order.
func TestRecord(t *testing.T) {
	p := shipped(t)
	first := p.record()
	if lines := p.lines(); lines != nil {
		t.Errorf("a meeting that was just recorded differs: %q", lines)
	}
	_, m := p.load()
	if diags := append(revision.Verify(m.Record), revision.Compare(m).Broken()...); len(diags) > 0 {
		t.Error(said(diags))
	}
	const head = "# What was published of this meeting, and when. \"plenary revise\" adds to it; commit\n# it with the content. Calendars live on it: do not edit it by hand, messages apart.\n"
	if !strings.HasPrefix(string(p.files[record].Data), head) {
		t.Error("the record does not say what it is")
	}
	if first.Kind != meeting.FirstIssue || first.Number != 0 {
		t.Errorf("the first is revision %d, %s", first.Number, first.Kind)
	}
	if diff := cmp.Diff(items(first), items(m.Record.Revisions[0])); diff != "" {
		t.Errorf("what was read is not what was written (-want +got):\n%s", diff)
	}
}

// items returns what matters of the items of a revision.
func items(r meeting.Revision) []string {
	var list []string
	for _, it := range r.Items {
		list = append(list, fmt.Sprintf("%s %d %s %s %s", it.ID, it.Sequence, it.Modified.Format("01-02"), it.Status, it.Fingerprint))
	}
	return list
}

// step is one stage in the life of a meeting.
type step struct {
	name  string
	edit  func(p *project)
	lines []string             // the differences in words
	kind  meeting.RevisionKind // that is chosen
	items map[string]string    // "sequence status" of those that changed; all others stay
}

// TestLife follows a meeting from its first issue to its cancellation.
func TestLife(t *testing.T) {
	const was, is = "Friday 1 September 2023, 14:30–16:00 (Goyang time, UTC+9)", "Saturday 2 September 2023, 10:00–11:30 (Goyang time, UTC+9)"
	p := shipped(t)
	p.record()
	for _, s := range []step{
		{
			"a deadline is extended",
			func(p *project) {
				p.edit("deadlines.yaml", "- id: contributions\n  due: 2023-08-16", "- id: contributions\n  due: 2023-08-18")
			},
			[]string{"deadline contributions: Wednesday 16 August 2023 → Friday 18 August 2023"},
			meeting.Revised, map[string]string{"contributions": "1 confirmed"},
		},
		{
			"a deadline gets an hour",
			func(p *project) { p.edit("deadlines.yaml", "due: 2023-07-25", "due: 2023-07-25 17:00") },
			[]string{"deadline visa: Tuesday 25 July 2023 → Tuesday 25 July 2023, 17:00 (Goyang time, UTC+9)"},
			meeting.Revised, map[string]string{"visa": "1 confirmed"},
		},
		{
			"an event is moved",
			func(p *project) {
				p.edit("meeting.yaml", "when: 2023-09-01 14:30 .. 16:00", "when: 2023-09-02 10:00 .. 11:30")
			},
			[]string{"event jca-idm: " + was + " → " + is},
			meeting.Revised, map[string]string{"jca-idm": "1 confirmed"},
		},
		{
			"an event is cancelled",
			func(p *project) {
				p.edit("meeting.yaml", "    when: 2023-08-28\n", "    when: 2023-08-28\n    status: cancelled\n    reason: {zh: 讲者有事, en: The speakers cannot come}\n")
			},
			[]string{"event workshop, status: As planned → Cancelled", "event workshop, reason: nothing → The speakers cannot come"},
			meeting.Revised, map[string]string{"workshop": "1 cancelled"},
		},
		{
			"a title is reworded",
			func(p *project) {
				p.edit("meeting.yaml", "Briefing for new delegates", "Introduction for new delegates")
			},
			[]string{"event newcomers, title: Briefing for new delegates on the work of Study Group 17 → Introduction for new delegates on the work of Study Group 17"},
			meeting.Revised, map[string]string{"newcomers": "0 confirmed"},
		},
		{
			"an event is added",
			func(p *project) {
				p.edit("meeting.yaml", "documents:", "  - id: reception\n    title: {zh: 招待会, en: Reception}\n    place: {zh: 市政厅, en: City hall}\n    when: 2023-08-30 18:00 ..\n\ndocuments:")
			},
			[]string{"event reception: new, Wednesday 30 August 2023, from 18:00 (Goyang time, UTC+9)"},
			meeting.Addendum, map[string]string{"reception": "0 confirmed"},
		},
		{
			"the hall changes",
			func(p *project) {
				p.edit("venue.yaml", "Exhibition Hall 1, 2F", "Exhibition Hall 2, 1F")
				p.edit("venue.yaml", "1号展厅2层", "2号展厅1层")
			},
			[]string{"venue, hall: Exhibition Hall 1, 2F → Exhibition Hall 2, 1F"}, meeting.Revised, map[string]string{
				"meeting": "0 confirmed", "registration": "0 confirmed", "opening": "0 confirmed", "workshop": "1 cancelled",
				"management": "0 confirmed", "newcomers": "0 confirmed", "jca-idm": "1 confirmed",
				// the reception has a place of its own, and deadlines have none
			},
		},
		{
			"prose is set anew",
			func(p *project) { p.edit("letter.en.md", ". ", ".\n") },
			nil, "", nil,
		},
		{
			"prose is reworded",
			func(p *project) { p.edit("letter.en.md", ".\n", ", indeed.\n") },
			[]string{"letter: the wording was changed"}, meeting.Revised, map[string]string{},
		},
		{
			"the meeting is cancelled",
			func(p *project) {
				p.edit("meeting.yaml", "^days:", "\nstatus: cancelled\nreason: {zh: 东道国撤回邀请, en: The host has withdrawn}\ndays:")
			},
			[]string{"meeting, status: As planned → Cancelled", "meeting, reason: nothing → The host has withdrawn"},
			meeting.Cancellation, map[string]string{
				"meeting": "1 cancelled", "registration": "1 cancelled", "opening": "1 cancelled", "contributions-translation": "1 cancelled",
				"fellowships": "1 cancelled", "pre-registration": "1 cancelled", "visa": "2 cancelled", "contributions": "2 cancelled",
				"circular-79": "1 cancelled", "management": "1 cancelled", "newcomers": "1 cancelled", "jca-idm": "2 cancelled", "reception": "1 cancelled",
				// the workshop was cancelled before, for a reason of its own
			},
		},
	} {
		s.edit(p)
		if diff := cmp.Diff(s.lines, p.lines()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", s.name, diff)
		}
		if s.lines == nil {
			continue
		}
		_, before := p.load()
		last := before.Record.Last()
		next := p.record()
		if next.Kind != s.kind {
			t.Errorf("%s: the kind is %s, want %s", s.name, next.Kind, s.kind)
		}
		former := map[string]meeting.ItemRecord{}
		for _, it := range last.Items {
			former[it.ID] = it
		}
		got := map[string]string{}
		for _, it := range next.Items {
			if old, ok := former[it.ID]; ok && old.Fingerprint == it.Fingerprint {
				if old.Sequence != it.Sequence || !old.Modified.Equal(it.Modified) || old.Status != it.Status {
					t.Errorf("%s: %s did not change, and its record did", s.name, it.ID)
				}
				continue
			}
			if !it.Modified.Equal(next.Date) {
				t.Errorf("%s: %s changed, and was modified on %s", s.name, it.ID, it.Modified)
			}
			got[it.ID] = fmt.Sprint(it.Sequence, " ", it.Status)
		}
		if diff := cmp.Diff(s.items, got); diff != "" {
			t.Errorf("%s: items (-want +got):\n%s", s.name, diff)
		}
		_, m := p.load()
		if diags := append(revision.Verify(m.Record), revision.Compare(m).Broken()...); len(diags) > 0 {
			t.Errorf("%s: %q", s.name, said(diags))
		}
	}
}

// TestAgenda proves that an agenda that goes or comes is told as one, and an item
// with those below it.
func TestAgenda(t *testing.T) {
	p := shipped(t)
	whole := p.files[folder+"annex-b.yaml"]
	p.record()
	delete(p.files, folder+"annex-b.yaml")
	if diff := cmp.Diff([]string{"annex-b: gone"}, p.lines()); diff != "" {
		t.Errorf("an agenda went (-want +got):\n%s", diff)
	}
	p.record()
	p.files[folder+"annex-b.yaml"] = whole
	if diff := cmp.Diff([]string{"annex-b: new"}, p.lines()); diff != "" {
		t.Errorf("an agenda came (-want +got):\n%s", diff)
	}
	p.record()
	p.edit("annex-b.yaml", "items:\n", "items:\n  - label: \"0.\"\n    text: {zh: 致辞, en: Welcome}\n    items:\n      - label: a)\n        text: {zh: 主席, en: Chair}\n")
	p.edit("annex-b.yaml", "Meeting reports", "Reports of meetings")
	want := []string{"item annex-b/0: new, Welcome", "item annex-b/6/a: Meeting reports → Reports of meetings"}
	if diff := cmp.Diff(want, p.lines()); diff != "" {
		t.Errorf("items (-want +got):\n%s", diff)
	}
}

// TestStamps proves that calendars are told of the record, and of what is not
// recorded yet only that it changed.
func TestStamps(t *testing.T) {
	p := shipped(t)
	_, m := p.load()
	if s := revision.Compare(m).Stamps()["visa"]; s.Sequence != 0 || s.Modified.Unix() != 0 {
		t.Errorf("never recorded: %v", s)
	}
	p.record()
	p.edit("deadlines.yaml", "due: 2023-07-25", "due: 2023-07-26")
	_, m = p.load()
	want := meeting.Stamp{Created: m.Record.Revisions[0].Date, Modified: m.Record.Revisions[0].Date, Sequence: 1}
	if diff := cmp.Diff(want, revision.Compare(m).Stamps()["visa"]); diff != "" {
		t.Errorf("not yet recorded (-want +got):\n%s", diff)
	}
	p.record()
	_, m = p.load()
	want.Modified = m.Record.Revisions[1].Date
	if diff := cmp.Diff(want, revision.Compare(m).Stamps()["visa"]); diff != "" {
		t.Errorf("recorded (-want +got):\n%s", diff)
	}
	want = meeting.Stamp{Created: m.Record.Revisions[0].Date, Modified: m.Record.Revisions[0].Date}
	if diff := cmp.Diff(want, revision.Compare(m).Stamps()["fellowships"]); diff != "" {
		t.Errorf("unchanged (-want +got):\n%s", diff)
	}
}

// TestTold proves that a difference in one language is told in the other, too, in
// its own words.
func TestTold(t *testing.T) {
	p := shipped(t)
	p.record()
	p.edit("meeting.yaml", "zh: 第17研究组管理班子公开扩大会议", "zh: 第17研究组管理班子扩大会议")
	a, m := p.load()
	list := revision.Compare(m).Differences()
	if len(list) != 1 {
		t.Fatalf("%d differences, want 1", len(list))
	}
	got := p.describer(a, m, "en").Describe(list[0])
	want := revision.Description{
		What: "Event: Study Group 17 open extended management team meeting", Fact: "Title",
		Old: "第17研究组管理班子公开扩大会议", New: "第17研究组管理班子扩大会议", Lang: "zh",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestWords proves that there are words for every subject and every fact that can change.
func TestWords(t *testing.T) {
	all, diags := words.Load(os.DirFS("../.."), []string{"zh", "en"}, nil)
	if diags.Blocks() {
		t.Fatal(diags)
	}
	seen := map[string]bool{}
	for _, root := range []string{"../..", "../pipeline/testdata/made-up"} {
		a, diags, err := content.Load(os.DirFS(root))
		if err != nil || diags.Blocks() {
			t.Fatal(err, diags)
		}
		for _, m := range a.Meetings() {
			for _, subject := range revision.Subjects(m) {
				for _, f := range append(subject.Facts, meeting.Fact{}) {
					d := revision.Difference{Subject: subject.ID, Fact: f.Name, Old: f.Value, Came: f.Name == ""}
					for lang, w := range all {
						told := revision.Describer{Site: a.Site, Meeting: m, Words: w}.Describe(d)
						kind, _ := subject.ID.Split()
						if told.Fact != "" && told.Fact == f.Name || strings.HasPrefix(told.What, kind) { // as it was recorded
							switch f.Name {
							case "id", "folder", "calendar_domain": // cannot change
							default:
								t.Errorf("%s: there are no words for %s, %s", lang, subject.ID, f.Name)
							}
						}
					}
					seen[f.Name] = true
				}
			}
		}
	}
	if len(seen) < 45 {
		t.Errorf("only %d facts were seen", len(seen))
	}
}

// TestUnknown proves that what another version of the program has recorded is told as
// it was recorded, where there are no words for it.
func TestUnknown(t *testing.T) {
	p := shipped(t)
	a, m := p.load()
	word := func(s string) meeting.Text { return meeting.Text{Same: s} }
	for _, c := range []struct {
		d    revision.Difference
		want revision.Description
	}{
		{revision.Difference{Subject: "meeting", Fact: "weather", Old: word("fair"), New: word("foul")}, revision.Description{What: "Meeting", Fact: "weather", Old: "fair", New: "foul"}},
		{revision.Difference{Subject: "meeting", Fact: "status", Old: word("moved"), New: word("dissolved")}, revision.Description{What: "Meeting", Fact: "Status", Old: "Moved", New: "dissolved"}},
		{revision.Difference{Subject: "meeting", Fact: "participation", Old: word("remote"), New: word("by-letter")}, revision.Description{What: "Meeting", Fact: "Participation", Old: "Fully remote", New: "by-letter"}},
		{revision.Difference{Subject: "meeting", Fact: "captioning", Old: word("none"), New: word("by night, free")}, revision.Description{What: "Meeting", Fact: "Captioning", Old: "Not provided", New: "by night, free"}},
		{revision.Difference{Subject: "lead visa", Fact: "at_least", Old: word("2 week"), New: word("2 fortnight")}, revision.Description{What: "Lead time", Old: "2 weeks", New: "2 fortnight"}},
		{revision.Difference{Subject: "parade p", Fact: "title", Title: word("Flags"), Old: word("A"), New: word("B")}, revision.Description{What: "parade: Flags", Fact: "Title", Old: "A", New: "B"}},
	} {
		if diff := cmp.Diff(c.want, p.describer(a, m, "en").Describe(c.d)); diff != "" {
			t.Errorf("%s of %s (-want +got):\n%s", c.d.Fact, c.d.Subject, diff)
		}
	}
}

// TestSameInAll proves that it is not a change to write a text for each language that
// was the same in all.
func TestSameInAll(t *testing.T) {
	p := shipped(t)
	p.edit("meeting.yaml", "    name: {zh: 电信标准化局第68号通函, en: TSB Circular 68}", "    name: X 68")
	p.record()
	p.edit("meeting.yaml", "    name: X 68", "    name: {zh: X 68, en: X 68}")
	if lines := p.lines(); lines != nil {
		t.Errorf("%q", lines)
	}
}

// TestLaidOutAnew proves that nothing is added to a record to which nothing can be
// added, though it can be read.
func TestLaidOutAnew(t *testing.T) {
	p := shipped(t)
	p.record()
	p.edit("venue.yaml", "Exhibition Hall 1, 2F", "Exhibition Hall 2, 1F")
	_, m := p.load()
	next := revision.Compare(m).Next(p.date, "", meeting.Text{})
	written := string(p.files[record].Data)
	for name, text := range map[string]string{
		"indented": strings.ReplaceAll(written, "\n", "\n  "),
		"ended":    written + "...\n",
		"empty":    "[]\n",
	} {
		_, err := revision.Append([]byte(text), next)
		const want = "the record is not laid out as it was written, and nothing can be added to it; restore the file from its history"
		if err == nil || err.Error() != want {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// FuzzAppend proves that any text that content may hold comes back from a record.
func FuzzAppend(f *testing.F) {
	for _, s := range []string{"yes", "2023-08-16", "a: b", "# no", "- x", "两个 字", " lead", "trail ", "'", `"\`, "a\nb", "\t", "0x1", "~", "{}", "👩‍👩‍👧", "é"} {
		f.Add(s)
	}
	p := shipped(f)
	p.record()
	f.Fuzz(func(t *testing.T, s string) {
		if s == "" || !isText(s) {
			t.Skip()
		}
		p := &project{t: t, files: fstest.MapFS{}, date: p.date}
		for name, file := range shipped(t).files {
			p.files[name] = file
		}
		_, m := p.load()
		next := revision.Compare(m).Next(p.date, "", meeting.Text{})
		next.Subjects[0].Facts[1].Value = meeting.Text{By: map[string]string{"zh": s, "en": "x" + s}}
		next.Subjects[0].Facts[2].Value = meeting.Text{Same: s}
		data, err := revision.Append(nil, next)
		if err != nil {
			t.Fatal(err)
		}
		p.files[record] = &fstest.MapFile{Data: data}
		_, m = p.load()
		for i, want := range next.Subjects[0].Facts {
			if got := m.Record.Revisions[0].Subjects[0].Facts[i]; !got.Value.Equal(want.Value) {
				t.Errorf("%s: %q became %q", want.Name, want.Value, got.Value)
			}
		}
	})
}
