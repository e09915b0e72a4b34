package meeting

import (
	"cmp"
	"slices"
)

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

// DueDay is a day on which deadlines fall.
type DueDay struct {
	Date      Date
	Deadlines []Deadline // in order of time
}

// DueDays groups the deadlines by day, as written, in order. Postponed deadlines have
// no day and are left out.
func (m *Meeting) DueDays() []DueDay {
	list := slices.Clone(m.Deadlines)
	slices.SortStableFunc(list, func(a, b Deadline) int {
		return cmp.Or(a.Due.First.Compare(b.Due.First), a.Due.CompareEnd(b.Due, m.Zone))
	})
	var days []DueDay
	for _, d := range list {
		if d.Status == Postponed {
			continue
		}
		if n := len(days); n == 0 || days[n-1].Date != d.Due.First {
			days = append(days, DueDay{Date: d.Due.First})
		}
		last := &days[len(days)-1]
		last.Deadlines = append(last.Deadlines, d)
	}
	return days
}

// Deadline returns the deadline with an ID, or nil.
func (m *Meeting) Deadline(id string) *Deadline {
	return find(m.Deadlines, func(d *Deadline) bool { return d.ID == id })
}
