package content_test

import (
	"fmt"
	"strings"
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
		string(r.Subjects[0].ID), r.Subjects[0].Fact("days").Same, r.Subjects[0].Fact("title").In("fr"), string(r.Gone[0]),
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
		one("no list", write("revisions.yaml", "revision: 0\n"), "revisions.yaml:1:1: this must be a list of revisions, each item after a hyphen, not keys and values"),
		edited("a text that changes its direction", "message: {zh: 发布。, en: Issued.}", `message: {zh: 发布。, en: "Issued\u202e."}`,
			"revisions.yaml:4:26: this text has the control character U+202E, which changes the direction of the text around it; remove it"),
		edited("a fact that no page can show", "days: 2024-04-02\n", `days: "2024-04-02\0"`+"\n",
			"revisions.yaml:9:13: this text has the control character U+0000, which no page can show; remove it"),
		edited("a subject that no page can show", "    meeting:\n      days", `    "meeting\e":`+"\n      days",
			"revisions.yaml:8:5: this text has the control character U+001B, which no page can show; remove it"),
		edited("the name of a fact", "title: {zh: 会议", `"title\u2028": {zh: 会议`,
			"revisions.yaml:10:7: this text has the control character U+2028, which no page can show; remove it"),
		edited("a sum with a mark", "sum: 0123456789abcdef", `sum: "0123456789abcdef\ufeff"`,
			"revisions.yaml:12:8: this text has the byte order mark U+FEFF, which nobody sees; remove it"),
		one("far too many revisions", write("revisions.yaml", strings.Repeat("- revision: 0\n", 1001)),
			"revisions.yaml:1001:3: a meeting has 1000 revisions at most"),
		edited("two versions", "    meeting:\n", "<<<<<<< HEAD\n    meeting:\n",
			"revisions.yaml:8:1: git could not merge two versions of this record; take one of the two whole, with git checkout --ours or --theirs, and record once more with plenary revise"),
		edited("far too many buildings", "    meeting:\n", buildings(1001)+"    meeting:\n",
			"revisions.yaml:1008:5: a record has 1000 buildings at most"),
		edited("a date in another millennium", "date: 2024-01-15 08:00 UTC", "date: 9999-01-15 08:00 UTC",
			`revisions.yaml:2:9: "9999-01-15" lies after 2999; write the year of the meeting, as in 2023-06-29`),
		edited("a number in words", "sequence: 0", "sequence: none", `revisions.yaml:6:31: "none" is not a whole number`),
		edited("a number below zero", "sequence: 0", "sequence: -1", `revisions.yaml:6:31: "-1" is not a whole number`),
		edited("a day without an hour", "date: 2024-01-15 08:00 UTC", "date: 2024-01-15", "revisions.yaml:2:9: a revision is of a day and an hour (2023-08-16 23:59 UTC), not 2024-01-15"),
		edited("a kind that there is not", "kind: first-issue", "kind: first", `revisions.yaml:3:9: "first" is not one of the words allowed here: first-issue, revision, corrigendum, addendum or cancellation; did you mean "first-issue"?`),
		edited("an item as a word", "- {id: meeting, sequence: 0, modified: 2024-01-15 08:00 UTC, status: confirmed, fingerprint: 0123456789012345}", "- meeting", `revisions.yaml:6:7: this must be a calendar item, made of keys and values, not the text "meeting"`),
		edited("facts as a list", "    meeting:\n      days: 2024-04-02\n      title: {zh: 会议, en: Meeting, fr: Réunion}\n", "    - meeting\n", "revisions.yaml:8:5: this must be facts by what they are about, made of keys and values, not a list"),
		edited("one name without a list", "gone: [venue]", "gone: venue", `revisions.yaml:11:9: this must be a list of names of subjects, each item after a hyphen, not the text "venue"`),
	})
}

// buildings returns so many subjects of a record.
func buildings(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "    building b%d: {name: x}\n", i)
	}
	return b.String()
}
