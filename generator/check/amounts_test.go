package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"plenary/generator/check"
	"plenary/generator/diag"
	"plenary/generator/meeting"
)

// TestAmounts proves that a meeting of which too much would be made is reported, and
// one of which as much as may be is not.
func TestAmounts(t *testing.T) {
	at := func(line int) meeting.Source {
		return meeting.Source{Pos: diag.Pos{File: "f.yaml", Line: line, Column: 1}}
	}
	deadlines := func(n int, d meeting.Deadline) []meeting.Deadline {
		list := slices.Repeat([]meeting.Deadline{d}, n)
		for i := range list {
			list[i].ID, list[i].Source = fmt.Sprint("d", i), at(i+1)
		}
		return list
	}
	for name, c := range map[string]struct {
		change func(*meeting.Archive, *meeting.Meeting)
		want   string
	}{
		"as it is": {func(*meeting.Archive, *meeting.Meeting) {}, ""},
		"1,000 dates": {func(_ *meeting.Archive, m *meeting.Meeting) {
			m.Deadlines = deadlines(1_000-5, meeting.Deadline{Due: m.Deadlines[0].Due}) // beside four events and a slot
		}, ""},
		"1,001 dates": {func(_ *meeting.Archive, m *meeting.Meeting) {
			m.Deadlines, m.Events, m.Annexes = deadlines(1_001, meeting.Deadline{Due: m.Deadlines[0].Due}), nil, nil
		}, "f.yaml:1001:1: the meeting has 1001 actions, events, slots with an id and roles that act, and 1000 are the most in 2 languages; remove some"},
		"1,001 actions": {func(_ *meeting.Archive, m *meeting.Meeting) {
			d := meeting.Deadline{Source: at(1), Due: m.Deadlines[0].Due, Actions: slices.Repeat([]meeting.Action{{Source: at(2)}}, 1_001)}
			m.Deadlines, m.Events, m.Annexes = []meeting.Deadline{d}, nil, nil
		}, "f.yaml:2:1: the meeting has 1001 actions, events, slots with an id and roles that act, and 1000 are the most in 2 languages; remove some"},
		"1,001 roles": {func(_ *meeting.Archive, m *meeting.Meeting) {
			a := meeting.Action{}
			for i := range 1_001 {
				a.Who = append(a.Who, fmt.Sprint("r", i))
			}
			m.Deadlines, m.Events, m.Annexes = []meeting.Deadline{{Source: at(1), Due: m.Deadlines[0].Due, Actions: []meeting.Action{a}}}, nil, nil
		}, "the meeting has 1002 actions, events, slots with an id and roles that act, and 1000 are the most in 2 languages; remove some"},
		"10,001 texts": {func(_ *meeting.Archive, m *meeting.Meeting) {
			*m = meeting.Meeting{Group: m.Group, Zone: m.Zone, Days: m.Days}
			for i := range 10_001 {
				m.Bodies = append(m.Bodies, meeting.Text{Pos: at(i + 1).Pos, Same: "x"})
			}
		}, "f.yaml:10001:1: the meeting's files have 10001 texts, and 10000 are the most in 2 languages; remove some"},
		"9,900 texts": {func(_ *meeting.Archive, m *meeting.Meeting) {
			m.Bodies = slices.Repeat([]meeting.Text{{Same: "x"}}, 9_900)
		}, ""},
		"501 revisions": {func(_ *meeting.Archive, m *meeting.Meeting) {
			for i := range 501 {
				m.Record.Revisions = append(m.Record.Revisions, meeting.Revision{Number: i, Source: at(i + 1)})
			}
		}, "f.yaml:501:1: a meeting has 500 revisions at most in 2 languages; this is one more"},
		"long texts and many dates": {func(_ *meeting.Archive, m *meeting.Meeting) {
			m.Title = meeting.Text{Same: strings.Repeat("x", 2_000)}
			m.City = m.Title
			m.Deadlines = deadlines(500, meeting.Deadline{Due: m.Deadlines[0].Due})
		}, "the calendars of this meeting would have about "},
		"many roles and many dates": {func(a *meeting.Archive, m *meeting.Meeting) {
			d := meeting.Deadline{Due: m.Deadlines[0].Due}
			m.Deadlines = deadlines(450, d)
			who := meeting.Action{}
			for i := range 400 {
				who.Who = append(who.Who, fmt.Sprint("r", i))
			}
			m.Deadlines[0].Actions = []meeting.Action{who}
		}, " MB, and 32 are the most; remove dates, or shorten what calendars say of each: the titles of the meeting and the deadline, city, venue, roles and reasons"},
	} {
		t.Run(name, func(t *testing.T) {
			a := load(t, base(t))
			m := a.Groups[0].Meetings[0]
			c.change(a, m)
			diags := check.Meeting(a, m)
			found := slices.ContainsFunc(diags, func(d diag.Diagnostic) bool { return c.want != "" && strings.Contains(d.String(), c.want) })
			much := slices.ContainsFunc(diags, func(d diag.Diagnostic) bool { return strings.Contains(d.Message, "the most") })
			if found != (c.want != "") || c.want == "" && much {
				t.Errorf("%.3000s", fmt.Sprint(diags))
			}
		})
	}
}

// Of many wrong names only the first are compared with those that there are.
func TestManyWrongNames(t *testing.T) {
	a := load(t, base(t))
	m := a.Groups[0].Meetings[0]
	m.Deadlines[0].Actions = []meeting.Action{{Who: slices.Repeat([]string{"member"}, 150)}}
	likely := 0
	for _, d := range check.Meeting(a, m) {
		if strings.HasSuffix(d.Message, `there is no role "member" in content/site.yaml under roles; did you mean "members"?`) {
			likely++
		}
	}
	if likely != 100 {
		t.Errorf("%d roles that may be meant were told, want 100", likely)
	}
}
