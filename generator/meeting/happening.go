package meeting

import (
	"cmp"
	"slices"

	"plenary/generator/diag"
)

// Event is something that takes place at a time: a session, a workshop.
type Event struct {
	Source
	ID       string // permanent
	Title    Text
	When     When
	Place    Text   // said in words
	Room     string // ID of a room of the venue
	Register Text   // how to register
	URL      string
	Note     Text
	See      Ref
	Slot     bool // stands in a time plan, at See
	Condition
}

// Deadline is a moment by which something must have been done.
type Deadline struct {
	Source
	ID      string // permanent
	Due     When   // a day or an instant
	Short   Text   // for tight places; the first action's words when left out
	Actions []Action
	Condition
}

// Action is what must be done by a deadline, by whom and how. How is Markdown
// of one paragraph.
type Action struct {
	Source
	Do  Text
	Who []string // keys of [Site.Roles]
	How Text
	See Ref
	URL string // of a form
}

// Title returns the deadline's short name.
func (d Deadline) Title() Text {
	if !d.Short.IsZero() || len(d.Actions) == 0 {
		return d.Short
	}
	return d.Actions[0].Do
}

// For returns the deadline as it concerns a role: with the actions that name the
// role, and those that do not say who acts. It is false when all are for others.
func (d Deadline) For(role string) (Deadline, bool) {
	all := d.Actions
	d.Actions = slices.DeleteFunc(slices.Clone(all), func(a Action) bool {
		return len(a.Who) > 0 && !slices.Contains(a.Who, role)
	})
	return d, len(all) == 0 || len(d.Actions) > 0
}

// Roles returns the roles that the deadlines of meetings name, sorted.
func Roles(meetings ...*Meeting) []string {
	var list []string
	for _, m := range meetings {
		for _, d := range m.Deadlines {
			for _, a := range d.Actions {
				list = append(list, a.Who...)
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// Ref names a page of the same meeting and an anchor on it: "annex-a#visa".
type Ref struct {
	Pos    diag.Pos
	Page   string // "letter", "annex-a", "deadlines", "venue"
	Anchor string // "" for the page as a whole
}

// IsZero reports whether the reference was left out.
func (r Ref) IsZero() bool { return r.Page == "" }

// Leaf is one day on which deadlines fall.
type Leaf struct {
	Date      Date
	Deadlines []Deadline
}

// Leaves groups the deadlines by day, as written, in order of time. Postponed
// deadlines have no day and are left out.
func (m *Meeting) Leaves() []Leaf {
	list := slices.Clone(m.Deadlines)
	slices.SortStableFunc(list, func(a, b Deadline) int { return cmp.Or(a.Due.First.Compare(b.Due.First)) })
	var leaves []Leaf
	for _, d := range list {
		if d.Status == Postponed {
			continue
		}
		if n := len(leaves); n == 0 || leaves[n-1].Date != d.Due.First {
			leaves = append(leaves, Leaf{Date: d.Due.First})
		}
		last := &leaves[len(leaves)-1]
		last.Deadlines = append(last.Deadlines, d)
	}
	return leaves
}

// Deadline returns the deadline with an ID, or nil.
func (m *Meeting) Deadline(id string) *Deadline {
	return find(m.Deadlines, func(d *Deadline) bool { return d.ID == id })
}

// Event returns the event with an ID, or nil. The sessions of time plans that
// have an ID are events too.
func (m *Meeting) Event(id string) *Event {
	if e := find(m.Events, func(e *Event) bool { return e.ID == id }); e != nil || id == "" {
		return e
	}
	for _, a := range m.Annexes {
		if a.TimePlan == nil {
			continue
		}
		for _, d := range a.TimePlan.Days {
			if s := find(d.Slots, func(s *Slot) bool { return s.ID == id }); s != nil {
				e := a.event(d, *s)
				return &e
			}
		}
	}
	return nil
}

// Contact returns the contact with an ID, or nil.
func (m *Meeting) Contact(id string) *Contact {
	return find(m.Contacts, func(c *Contact) bool { return c.ID == id })
}

// Annex returns the annex with a letter, or nil.
func (m *Meeting) Annex(letter string) *Annex {
	for _, a := range m.Annexes {
		if a.Letter == letter {
			return a
		}
	}
	return nil
}

func find[T any](list []T, match func(*T) bool) *T {
	for i := range list {
		if match(&list[i]) {
			return &list[i]
		}
	}
	return nil
}

// EventsInOrder returns the events of the letter in order of time. Postponed
// ones, which have no time, come last.
func (m *Meeting) EventsInOrder() []Event { return inOrder(slices.Clone(m.Events)) }

// AllEvents returns the events of the letter and of its time plans, in the same
// order.
func (m *Meeting) AllEvents() []Event {
	list := slices.Clone(m.Events)
	for _, a := range m.Annexes {
		if a.TimePlan != nil {
			list = append(list, a.events()...)
		}
	}
	return inOrder(list)
}

func inOrder(list []Event) []Event {
	slices.SortStableFunc(list, func(a, b Event) int {
		return cmp.Or(b2i(a.Status == Postponed)-b2i(b.Status == Postponed), a.When.Compare(b.When))
	})
	return list
}
