package meeting

import (
	"fmt"
	"time"

	"plenary/generator/diag"
	"plenary/generator/prose"
)

// Annex is an annex to the letter, of one of three kinds.
type Annex struct {
	Pos         diag.Pos
	Letter      string // "a" to "z"
	Title       Text
	Description Text

	Prose    map[string]*prose.Document // by language; or
	Agenda   *Agenda                    // or
	TimePlan *TimePlan
}

// Page returns the annex's page name, "annex-b".
func (a *Annex) Page() string { return "annex-" + a.Letter }

// Annex returns the annex with a letter, or nil.
func (m *Meeting) Annex(letter string) *Annex {
	for _, a := range m.Annexes {
		if a.Letter == letter {
			return a
		}
	}
	return nil
}

// Agenda is a list of items as they are printed.
type Agenda struct {
	Language string // BCP 47; the one that the items are decided in
	Subtitle Text
	Note     Text
	Items    []Item
}

// Item is one item of an agenda with those below it.
type Item struct {
	Pos   diag.Pos
	Label string // as printed: "9.", "a)"; "" for a bullet
	Text  Text
	See   Ref
	Items []Item
}

// TimePlan is a table of days and sessions.
type TimePlan struct {
	Sessions []Session
	Days     []PlanDay
}

// Session is a column of a day: hours without a date.
type Session struct {
	Pos      diag.Pos
	ID       string
	From, To Clock
}

// Clock is an hour of the day.
type Clock struct{ Hour, Minute int }

// PlanDay is one day of a time plan.
type PlanDay struct {
	Pos   diag.Pos
	Date  Date
	Slots []Slot
}

// Slot is what happens in one session or in several that follow each other. One
// with an ID is an event like the others.
type Slot struct {
	Source
	First, Last string // IDs of sessions
	What        Text
	Room        string   // ID of a room of the venue
	Who         []string // keys of [Site.Roles]
	ID          string
	Start, End  time.Time
	Condition
}

// Slots returns the slots of all days; none when the annex is not a time plan.
func (a *Annex) Slots() []Slot {
	if a.TimePlan == nil {
		return nil
	}
	var list []Slot
	for _, d := range a.TimePlan.Days {
		list = append(list, d.Slots...)
	}
	return list
}

// events returns the slots of a time plan that have an ID as events.
func (a *Annex) events() []Event {
	var list []Event
	for _, d := range a.TimePlan.Days {
		for _, s := range d.Slots {
			if s.ID != "" {
				list = append(list, a.event(d, s))
			}
		}
	}
	return list
}

// event returns a slot on a day of the time plan as an event.
func (a *Annex) event(d PlanDay, s Slot) Event {
	return Event{
		Source: s.Source, ID: s.ID, Title: s.What, Room: s.Room, Condition: s.Condition,
		When: When{Form: Span, First: d.Date, Last: d.Date, Start: s.Start, End: s.End},
		See:  Ref{Pos: s.At("id"), Page: a.Page(), Anchor: s.ID}, Slot: true,
	}
}

// String returns the hour as in 09:30.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c.Hour, c.Minute) }

// Less reports whether c lies before d.
func (c Clock) Less(d Clock) bool { return c.Hour*60+c.Minute < d.Hour*60+d.Minute }
