package content_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/content"
)

const firstIssue = `- revision: 0
  date: 2024-01-15 08:00 UTC
  kind: first-issue
  message: {zh: 发布。, en: Issued.}
  items:
    - {id: meeting, sequence: 0, modified: 2024-01-15 08:00 UTC, status: confirmed, fingerprint: 0123456789012345}
  facts:
    meeting:
      days: 2024-04-02
      title: {zh: 会议, en: Meeting, fr: Réunion}
  gone: [venue]
  sum: 0123456789abcdef
`

// TestRecord reads a record, and records with mistakes.
func TestRecord(t *testing.T) {
	fsys := base(t)
	write("revisions.yaml", firstIssue).apply(t, fsys)
	a, diags, err := content.Load(fsys)
	if err != nil || len(diags) > 0 {
		t.Fatal(err, diags)
	}
	r := a.Groups[0].Meetings[0].Record.Revisions[0]
	got := []string{
		r.Date.Format("2006-01-02 15:04"), string(r.Kind), r.Message.In("zh"), r.Items[0].ID, r.Items[0].Fingerprint,
		r.Things[0].Name, r.Things[0].Fact("days").Same, r.Things[0].Fact("title").In("fr"), r.Gone[0],
	}
	want := []string{"2024-01-15 08:00", "first-issue", "发布。", "meeting", "0123456789012345", "meeting", "2024-04-02", "Réunion", "venue"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}

	edited := func(name, old, new, want string) row {
		return row{name, []change{write("revisions.yaml", firstIssue), edit("revisions.yaml", old, new)}, []string{want}}
	}
	run(t, []row{
		one("a revision far too large", write("revision-99999999999999999999.en.md", "x"), "revision-99999999999999999999.en.md: there is no revision 99999999999999999999"),
		one("no list", write("revisions.yaml", "revision: 0\n"), "revisions.yaml:1:1: a list of revisions is wanted here, each item after a hyphen, not keys and values"),
		edited("a number in words", "sequence: 0", "sequence: none", `revisions.yaml:6:31: "none" is no whole number`),
		edited("a number below zero", "sequence: 0", "sequence: -1", `revisions.yaml:6:31: "-1" is no whole number`),
		edited("a day without an hour", "date: 2024-01-15 08:00 UTC", "date: 2024-01-15", "revisions.yaml:2:9: a revision is of a day and an hour (2023-08-16 23:59 UTC), not 2024-01-15"),
		edited("a kind that there is not", "kind: first-issue", "kind: first", `revisions.yaml:3:9: "first" is none of the words that can stand here: first-issue, revision, corrigendum, addendum or cancellation; did you mean "first-issue"?`),
		edited("an item as a word", "- {id: meeting, sequence: 0, modified: 2024-01-15 08:00 UTC, status: confirmed, fingerprint: 0123456789012345}", "- meeting", `revisions.yaml:6:7: a calendar item is wanted here, made of keys and values, not the text "meeting"`),
		edited("facts as a list", "    meeting:\n      days: 2024-04-02\n      title: {zh: 会议, en: Meeting, fr: Réunion}\n", "    - meeting\n", "revisions.yaml:8:5: facts by what they are about is wanted here, made of keys and values, not a list"),
		edited("one name without a list", "gone: [venue]", "gone: venue", `revisions.yaml:11:9: a list of names of things is wanted here, each item after a hyphen, not the text "venue"`),
	})
}
