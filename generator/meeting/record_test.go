package meeting_test

import (
	"testing"

	"plenary/generator/meeting"
)

func TestRevision(t *testing.T) {
	r := meeting.Record{}
	for i, kind := range []meeting.RevisionKind{meeting.FirstIssue, meeting.Corrigendum, meeting.Addendum, meeting.Corrigendum} {
		r.Revisions = append(r.Revisions, meeting.Revision{Number: i, Kind: kind})
	}
	if got := r.Revisions[0].String(); got != "the first issue" {
		t.Errorf("the first is called %s", got)
	}
	if got := r.Last().String(); got != "revision 3" {
		t.Errorf("the last is called %s", got)
	}
	if got := r.Count(r.Last()); got != 2 {
		t.Errorf("it is corrigendum %d, want 2", got)
	}
	if (meeting.Record{}).Last() != nil {
		t.Error("an empty record has a last revision")
	}
}
