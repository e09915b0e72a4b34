package meeting

import (
	"cmp"
	"slices"
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
	Slot     bool // is in a time plan, at See
	Condition
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

// EventsInOrder returns the events of the letter in order of time. Postponed
// ones, which have no time, come last.
func (m *Meeting) EventsInOrder() []Event { return m.inOrder(slices.Clone(m.Events)) }

// AllEvents returns the events of the letter and of its time plans, in the same
// order.
func (m *Meeting) AllEvents() []Event {
	list := slices.Clone(m.Events)
	for _, a := range m.Annexes {
		if a.TimePlan != nil {
			list = append(list, a.events()...)
		}
	}
	return m.inOrder(list)
}

func (m *Meeting) inOrder(list []Event) []Event {
	slices.SortStableFunc(list, func(a, b Event) int {
		return cmp.Or(b2i(a.Status == Postponed)-b2i(b.Status == Postponed), a.When.Compare(b.When, m.Zone))
	})
	return list
}
