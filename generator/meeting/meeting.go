package meeting

import (
	"maps"
	"slices"
	"time"

	"plenary/generator/diag"
	"plenary/generator/prose"
)

// Meeting is one meeting as its collective letter announces it. Fields that the
// letter is silent about are zero.
type Meeting struct {
	Source
	Group  *Group
	Folder string // the folder's name, and its part of the address
	ID     string // permanent; calendar identities grow from it
	Domain string // the site's, from which they grow too
	Draft  bool   // shown to editors only

	// Unread lists the pages of which a file could not be read, so that what is
	// not here may be there.
	Unread []string

	Title        Text
	Days         When // one day or several
	Zone         *time.Location
	City         Text
	Country      Text
	Host         Text
	Opening      When
	Registration When
	Condition

	Participation    Participation
	WorkingLanguages []string // BCP 47
	Interpretation   Service
	Captioning       Service

	Letter    Letter
	Bodies    []Text   // who meets, when it is not simply the group
	JointWith []string // IDs of other groups that hold the meeting too
	Officers  []Officer
	Documents []Document
	Links     []Link
	Contacts  []Contact
	Leads     []Lead
	Events    []Event
	Deadlines []Deadline
	Venue     *Venue   // nil for a meeting without a place
	Annexes   []*Annex // sorted by letter

	Record Record
	Notes  map[int]map[string]*prose.Document // what completes a revision, by its number and by language
	Stamps map[string]Stamp                   // of its calendar items, by ID; they follow from the record
}

// Path returns the meeting's part of the address, "sg17/2023-08-goyang".
func (m *Meeting) Path() string { return m.Group.ID + "/" + m.Folder }

// PageProse is the prose of a page by language.
type PageProse struct {
	Page string
	In   map[string]*prose.Document
}

// Prose returns all prose of the meeting, in the order of its pages.
func (m *Meeting) Prose() []PageProse {
	list := []PageProse{{"letter", m.Letter.Prose}}
	for _, a := range m.Annexes {
		list = append(list, PageProse{a.Page(), a.Prose})
	}
	for _, n := range slices.Sorted(maps.Keys(m.Notes)) {
		list = append(list, PageProse{RevisionPage(n), m.Notes[n]})
	}
	return list
}

// Participation says where delegates take part.
type Participation string

const (
	OnSite Participation = "on-site"
	Hybrid Participation = "hybrid" // on site, and remotely for parts of the meeting
	Remote Participation = "remote" // no place to go to
)

// Service is interpretation or captioning.
type Service struct {
	Known     bool   // whether the letter mentions it
	Provided  bool   // without being asked
	RequestBy string // ID of the deadline for asking; "" when it is not on request
}

// Letter is the collective letter: the document and its prose by language.
type Letter struct {
	Number    string
	Date      Date
	Signatory string
	Office    Text // of the signatory
	Prose     map[string]*prose.Document
}

// Officer is a person with a role in the group.
type Officer struct {
	Source
	Role    string // a key of [Site.Roles]
	Name    string
	Title   Text
	Country Text
}

// Document is a circular, a resolution or another paper that the letter names.
type Document struct {
	Pos   diag.Pos
	ID    string
	Name  Text
	URL   string
	Texts []DraftText // what it submits for approval
}

// DraftText is a draft Recommendation or another text before approval.
type DraftText struct {
	Name   string // "ITU-T X.1353"
	Former string // the name it had as a work item
	Kind   Text   // "draft new Recommendation"
}

// Link is a page or a file that prose refers to.
type Link struct {
	Pos   diag.Pos
	ID    string
	Title Text
	URL   string // "" when the letter names the page and not its address
	File  string // a file in the meeting's folder, instead of a URL
	Data  []byte // the content of the file
}

// Contact is somebody to ask.
type Contact struct {
	Pos    diag.Pos
	ID     string
	Name   Text // of the organization or service
	Person string
	Title  Text // of the person: Mr, Ms
	For    Text
	Email  string
	Copy   string // a second e-mail address, to be copied
	Tel    string
	Fax    string
}

// Contact returns the contact with an ID, or nil.
func (m *Meeting) Contact(id string) *Contact {
	return find(m.Contacts, func(c *Contact) bool { return c.ID == id })
}

func find[T any](list []T, match func(*T) bool) *T {
	for i := range list {
		if match(&list[i]) {
			return &list[i]
		}
	}
	return nil
}

// Lead is a time that something must be done ahead of something else.
type Lead struct {
	Source
	ID      string
	Before  string // "opening" or the ID of an event
	AtLeast Lapse
	Serves  string // ID of the deadline it serves
	Note    Text   // what readers of that deadline should know of it
}

// Unit is a unit of a [Lapse].
type Unit string

const (
	InDays   Unit = "day"
	InWeeks  Unit = "week"
	InMonths Unit = "month"
)

// Lapse is a stretch of whole days, weeks or months.
type Lapse struct {
	N    int
	Unit Unit
}

// Before returns the day that lies the lapse before d.
func (l Lapse) Before(d Date) Date {
	switch l.Unit {
	case InWeeks:
		return d.AddDays(-7 * l.N)
	case InMonths:
		return d.AddMonths(-l.N)
	}
	return d.AddDays(-l.N)
}

// LeadDay returns the last day that keeps a lead time, or the zero Date if what
// it is measured from has no date.
func (m *Meeting) LeadDay(l Lead) Date {
	from := m.Days
	if l.Before == "opening" && !m.Opening.IsZero() {
		from = m.Opening
	}
	if l.Before != "opening" {
		e := m.Event(l.Before)
		if e == nil {
			return Date{}
		}
		from = e.When
	}
	if from.IsZero() {
		return Date{}
	}
	return l.AtLeast.Before(from.First)
}

// Condition says that something does not take place as announced.
type Condition struct {
	Status Status
	Reason Text
}

// TakesPlace reports whether the announced time is still valid.
func (c Condition) TakesPlace() bool { return c.Status == AsPlanned || c.Status == Moved }

// Of returns the condition of something that belongs to the meeting and has a
// condition of its own: when the whole meeting does not take place, nor does
// what belongs to it, unless it was moved out of it: to another day, or to be
// held on its own.
func (m *Meeting) Of(c Condition) Condition {
	if c.Status == AsPlanned && (m.Status == Cancelled || m.Status == Postponed) {
		return m.Condition
	}
	return c
}

// Status is what became of a meeting, a deadline or an event.
type Status string

const (
	AsPlanned Status = ""
	Moved     Status = "moved"     // takes place at the time given, which is a new one
	Postponed Status = "postponed" // will take place, at a time not yet known
	Cancelled Status = "cancelled"
)
