package meeting

import (
	"strconv"
	"strings"
	"time"

	"plenary/generator/diag"
)

// Record is what was published of a meeting, and when: the revisions that the
// program recorded in revisions.yaml, in order. The zero Record is of a meeting
// that was never recorded.
type Record struct {
	Revisions []Revision
}

// Last returns the last revision, or nil.
func (r Record) Last() *Revision {
	if len(r.Revisions) == 0 {
		return nil
	}
	return &r.Revisions[len(r.Revisions)-1]
}

// Revision is one publication of a meeting.
type Revision struct {
	Source
	Number   int       // 0 is the first issue
	Date     time.Time // UTC
	Kind     RevisionKind
	Message  Text // may be zero
	Items    []ItemRecord
	Subjects []Subject   // those that are new or were changed, with all their facts
	Gone     []SubjectID // subjects that the revision before had
	Sum      string      // of all of it but the message, and of the revisions before
}

// String names a revision: "the first issue", "revision 2".
func (r Revision) String() string {
	if r.Number == 0 {
		return "the first issue"
	}
	return "revision " + strconv.Itoa(r.Number)
}

// Count returns the number of a revision among those of its kind: 1 for the first
// corrigendum.
func (r Record) Count(rev *Revision) int {
	n := 0
	for i := range r.Revisions[:rev.Number+1] {
		if r.Revisions[i].Kind == rev.Kind {
			n++
		}
	}
	return n
}

// RevisionKind says why a meeting was published again.
type RevisionKind string

const (
	FirstIssue   RevisionKind = "first-issue"
	Revised      RevisionKind = "revision"
	Corrigendum  RevisionKind = "corrigendum"  // mends mistakes
	Addendum     RevisionKind = "addendum"     // adds, and changes nothing
	Cancellation RevisionKind = "cancellation" // of the meeting
)

// RevisionKinds returns all kinds.
func RevisionKinds() []RevisionKind {
	return []RevisionKind{FirstIssue, Revised, Corrigendum, Addendum, Cancellation}
}

// ItemRecord is what calendars say of an item since a revision.
type ItemRecord struct {
	Source
	ID          string
	Sequence    int       // SEQUENCE (RFC 5545, 3.8.7.4)
	Modified    time.Time // LAST-MODIFIED, UTC: the date of the revision that changed it last
	Status      string    // STATUS, in small letters: "confirmed", "cancelled"
	Fingerprint string    // of everything that calendars say of it
}

// Stamp is what calendars say of the history of an item.
type Stamp struct {
	Created  time.Time // CREATED, UTC
	Modified time.Time // LAST-MODIFIED and DTSTAMP, UTC
	Sequence int
}

// Subject is what facts are about: a deadline, an event, the venue, a contact.
type Subject struct {
	Pos   diag.Pos
	ID    SubjectID
	Facts []Fact // in the order in which readers meet them
}

// SubjectID identifies a subject in its meeting, by its kind and, where there are
// several of the kind, an ID: "venue", "deadline contributions".
type SubjectID string

// DeadlineSubject returns the ID of a deadline as a subject.
func DeadlineSubject(id string) SubjectID { return SubjectID("deadline " + id) }

// EventSubject returns the ID of an event as a subject.
func EventSubject(id string) SubjectID { return SubjectID("event " + id) }

// Split returns the kind of a subject and its ID, "" where there is one of the kind.
func (s SubjectID) Split() (kind, id string) {
	kind, id, _ = strings.Cut(string(s), " ")
	return kind, id
}

// Fact returns the value of a fact, zero if there is none.
func (t *Subject) Fact(name string) Text {
	if t != nil {
		for _, f := range t.Facts {
			if f.Name == name {
				return f.Value
			}
		}
	}
	return Text{}
}

// Fact is one value, as an editor would write it.
type Fact struct {
	Name  string // the key in the file: "due"
	Value Text
}
