package revision

import (
	"plenary/generator/meeting"
)

// The subjects of which a meeting has one.
const (
	theMeeting = "meeting"
	theLetter  = "letter"
	theVenue   = "venue"
)

// The kinds of subjects of which there are several; an ID follows the kind.
const (
	aDeadline = "deadline"
	anEvent   = "event"
	aBuilding = "building"
	anItem    = "item"
	aContact  = "contact"
	aLink     = "link"
	aDocument = "document"
	aLead     = "lead"
	anOfficer = "officer"
)

// kinds says of each kind of subject which fact is its name for readers, the first
// that there is, and which one matters most.
var kinds = map[string]struct {
	title []string
	main  string
}{
	aDeadline: {[]string{"short", "action"}, "due"},
	anEvent:   {[]string{"title"}, "when"},
	aBuilding: {[]string{"name"}, "address"},
	anItem:    {nil, "text"},
	aContact:  {[]string{"name"}, "email"},
	aLink:     {[]string{"title"}, "url"},
	aDocument: {[]string{"name"}, "url"},
	anOfficer: {[]string{"name"}, "role"},
	aLead:     {nil, "at_least"},
	theVenue:  {nil, "name"},
}

// title returns what a subject is called; zero for what there is one of.
func title(t *meeting.Subject) meeting.Text {
	kind, id := t.ID.Split()
	for _, name := range kinds[kind].title {
		if v := t.Fact(name); !v.IsZero() {
			return v
		}
	}
	return meeting.Text{Same: id}
}

// mainFact returns the fact that matters most of a subject, "" if there is
// none.
func mainFact(id meeting.SubjectID) string {
	kind, _ := id.Split()
	return kinds[kind].main
}
