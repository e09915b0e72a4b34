package revision

import (
	"strings"

	"plenary/generator/meeting"
)

// The things of which a meeting has one.
const (
	theMeeting = "meeting"
	theLetter  = "letter"
	theVenue   = "venue"
)

// The kinds of things of which there are several; an ID follows the kind.
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

// Split returns the kind of a thing and its ID, "" where there is one of the kind.
func Split(name string) (kind, id string) {
	kind, id, _ = strings.Cut(name, " ")
	return kind, id
}

// kinds says of each kind of thing which fact is its name for readers, the first
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

// title returns what a thing is called; zero for what there is one of.
func title(t *meeting.Thing) meeting.Text {
	kind, id := Split(t.Name)
	for _, name := range kinds[kind].title {
		if v := t.Fact(name); !v.IsZero() {
			return v
		}
	}
	return meeting.Text{Same: id}
}

// mainFact returns the fact that matters most of a thing with a name, "" if there is
// none.
func mainFact(name string) string {
	kind, _ := Split(name)
	return kinds[kind].main
}
