package check_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"plenary"
	"plenary/generator/check"
	"plenary/generator/content"
	"plenary/generator/revision"
	"plenary/generator/words"
)

// TestNotes proves that prose for a revision that is not there yet is told.
func TestNotes(t *testing.T) {
	for file, want := range map[string]string{
		"revision-0": "revision-0.en.md: this file has no use here",
		"revision-1": "revision-1.en.md: note: revision 1 is not recorded yet; this is shown when it is",
		"revision-2": "revision-2.en.md: there is no revision 2; the next is 1; if this is a copy of another meeting, delete it",
	} {
		project := base(t)
		project[folder+"revisions.yaml"] = &fstest.MapFile{Data: []byte("- revision: 0\n  date: 2024-01-15 08:00 UTC\n  kind: first-issue\n  items: []\n  sum: x\n")}
		for _, lang := range []string{"zh", "en"} {
			project[folder+file+"."+lang+".md"] = &fstest.MapFile{Data: []byte("---\ntitle: T\ndescription: D\n---\nX\n")}
		}
		a, diags, err := content.Load(project)
		if err != nil {
			t.Fatal(err)
		}
		got := append(diags, check.Run(a)...)
		got.Sort()
		if len(got) != 2 || got[0].String() != folder+want {
			t.Errorf("%s: %v, want %s", file, got, want)
		}
	}
}

// TestRecord proves that a record that was edited by hand hides what it cannot tell,
// and that drafts are not recorded.
func TestRecord(t *testing.T) {
	english, diags := words.Load(plenary.Theme, []string{"en"}, nil)
	if diags.Blocks() {
		t.Fatal(diags)
	}
	for name, c := range map[string]struct {
		record, draft string
		want          []string
	}{
		"never recorded": {want: []string{folder + `meeting.yaml: note: not yet recorded; "plenary revise sg1/2024-04-bern" records the first issue`}},
		"a draft":        {draft: "draft: true\n"},
		"a draft that was published": {
			draft:  "draft: true\n",
			record: "- revision: 0\n  date: 2024-01-15 08:00 UTC\n  kind: first-issue\n  items: []\n  sum: x\n",
			want: []string{
				folder + "revisions.yaml:1:13: the first issue was edited after it was recorded, or one before it was; restore the file from its history, and record a correction with plenary revise",
				folder + "meeting.yaml:1:8: finding: the meeting was published and cannot become a draft again; if it does not take place, say status: cancelled and the reason",
			},
		},
		"out of order": {
			record: "- revision: 1\n  date: 2024-01-15 08:00 UTC\n  kind: first-issue\n  items: []\n  sum: x\n",
			want:   []string{folder + "revisions.yaml:1:13: revision 0 should be here, not 1; restore the file from its history"},
		},
	} {
		project := base(t)
		project[folder+"meeting.yaml"].Data = append([]byte(c.draft), project[folder+"meeting.yaml"].Data...)
		if c.record != "" {
			project[folder+"revisions.yaml"] = &fstest.MapFile{Data: []byte(c.record)}
		}
		a, diags, err := content.Load(project)
		if err != nil || diags.Blocks() {
			t.Fatal(err, diags)
		}
		var got []string
		m := a.Groups[0].Meetings[0]
		for _, d := range check.Record(a, m, revision.Compare(m), english["en"]) {
			got = append(got, d.String())
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
