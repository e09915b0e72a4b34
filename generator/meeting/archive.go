// Package meeting is the domain: meetings of international bodies, the letter
// that calls them together, its annexes, deadlines, events and venue, with texts
// in several languages and times that are exactly as precise as they were given.
//
// The types have what editors wrote, read and resolved: package content fills
// them, package check looks for contradictions, packages calendar and site turn
// them into feeds and pages. Nothing here reads files, the clock or the
// machine's settings.
package meeting

import (
	"cmp"
	"slices"

	"plenary/generator/diag"
)

// Archive is a whole site: its settings and all groups with their meetings.
type Archive struct {
	Site   Site
	Groups []*Group // sorted by ID
}

// Site is what is true of every group and meeting.
type Site struct {
	Pos          diag.Pos
	Title        Text
	Description  Text
	Organization Text
	Languages    []string // BCP 47 tags; the first is the default
	BaseURL      string   // absolute, with a slash at the end
	UIDDomain    string   // the right side of every calendar UID; permanent
	Roles        map[string]Text
	Zones        map[string]Text // what places other than a meeting's own are called, by IANA zone
}

// NoRole is the one name that no role may have: deadlines-alarm.ics is the feed with
// reminders, deadlines-ROLE.ics what a role must do.
const NoRole = "alarm"

// Group is a body that meets: a study group, an advisory group, a working
// party. What it is, is data.
type Group struct {
	Pos          diag.Pos
	ID           string // the folder's name, and its part of the address
	Kind         Text
	Abbreviation string
	Short        Text // as in "Study Group 17"
	Name         Text // in full
	Home         string
	LeadRoles    []Text
	Meetings     []*Meeting // sorted by first day, then folder
}

// Group returns the group with an ID, or nil.
func (a *Archive) Group(id string) *Group {
	for _, g := range a.Groups {
		if g.ID == id {
			return g
		}
	}
	return nil
}

// MeetingsOf returns the meetings of a group, held alone or jointly with
// others, sorted by first day, then address.
func (a *Archive) MeetingsOf(g *Group) []*Meeting {
	var list []*Meeting
	for _, m := range a.Meetings() {
		if m.Group == g || slices.Contains(m.JointWith, g.ID) {
			list = append(list, m)
		}
	}
	return list
}

// Meetings returns all meetings, sorted by first day, then address.
func (a *Archive) Meetings() []*Meeting {
	var list []*Meeting
	for _, g := range a.Groups {
		list = append(list, g.Meetings...)
	}
	slices.SortStableFunc(list, func(m, n *Meeting) int {
		return cmp.Or(m.Days.First.Compare(n.Days.First), cmp.Compare(m.Path(), n.Path()))
	})
	return list
}
