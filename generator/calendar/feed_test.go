package calendar

import (
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/meeting"
)

// dir is the shipped meeting's folder in English.
const dir = "en/sg17/2023-08-goyang/"

// vevents returns the bytes of each item of the calendar at path, by its name in
// the meeting.
func vevents(t *testing.T, files []File, path string) map[string]string {
	t.Helper()
	items := map[string]string{}
	for part := range strings.SplitSeq(strings.Join(lines(t, files, path), "\n"), "BEGIN:VEVENT\n") {
		body, _, ok := strings.Cut(part, "END:VEVENT\n")
		if !ok {
			continue // the head
		}
		_, uid, _ := strings.Cut(body, "UID:")
		id, _, _ := strings.Cut(uid, ".")
		items[id] = body
	}
	return items
}

// withoutAlarms takes the reminders out of an item.
func withoutAlarms(t *testing.T, item string) string {
	t.Helper()
	before, rest, ok := strings.Cut(item, "BEGIN:VALARM\n")
	if i := strings.LastIndex(rest, "END:VALARM\n"); ok && rest[i+len("END:VALARM\n"):] != "" {
		t.Errorf("something follows the reminders: %q", rest[i:])
	}
	return before
}

// TestFiles proves which calendars a meeting and a group have.
func TestFiles(t *testing.T) {
	a, w := shipped(t)
	var feeds, items []string
	for _, f := range OfMeeting(a.Site, a.Groups[0].Meetings[0], w) {
		if rest, ok := strings.CutPrefix(f.Path, dir); ok && strings.HasPrefix(rest, "item/") {
			items = append(items, strings.TrimPrefix(rest, "item/"))
		} else if ok {
			feeds = append(feeds, rest)
		}
	}
	want := []string{
		"calendar.ics", "deadlines.ics", "events.ics", "deadlines-alarm.ics",
		"deadlines-fellowship-applicants.ics", "deadlines-member-states.ics", "deadlines-members.ics", "deadlines-participants.ics", "deadlines-visa-applicants.ics",
	}
	if diff := cmp.Diff(want, feeds); diff != "" {
		t.Errorf("feeds of the meeting (-want +got):\n%s", diff)
	}
	wantItems := []string{
		"contributions-translation.ics", "fellowships.ics", "pre-registration.ics", "visa.ics", "contributions.ics", "circular-79.ics",
		"meeting.ics", "registration.ics", "opening.ics", "workshop.ics", "management.ics", "newcomers.ics", "jca-idm.ics",
	}
	if diff := cmp.Diff(wantItems, items); diff != "" {
		t.Errorf("items of the meeting (-want +got):\n%s", diff)
	}
	feeds = nil
	for _, f := range OfGroup(a.Site, a.Groups[0], a.MeetingsOf(a.Groups[0]), w) {
		if rest, ok := strings.CutPrefix(f.Path, "en/sg17/"); ok {
			feeds = append(feeds, rest)
		}
	}
	if diff := cmp.Diff(want, feeds); diff != "" {
		t.Errorf("feeds of the group (-want +got):\n%s", diff)
	}
}

// TestSameBytes proves that an item is the same, byte for byte, in each calendar
// that has it, but for reminders.
func TestSameBytes(t *testing.T) {
	a, w := shipped(t)
	m := a.Groups[0].Meetings[0]
	m.Deadlines[0].Condition = meeting.Condition{Status: meeting.Cancelled}
	files := feeds(a, w)
	for _, lang := range a.Site.Languages {
		all := vevents(t, files, lang+"/sg17/2023-08-goyang/calendar.ics")
		if len(all) < 10 {
			t.Fatalf("only %d items", len(all))
		}
		compared := 0
		for _, f := range files {
			if !strings.HasPrefix(f.Path, lang+"/") {
				continue
			}
			for id, item := range vevents(t, files, f.Path) {
				if diff := cmp.Diff(all[id], withoutAlarms(t, item)); diff != "" {
					t.Errorf("%s: %s is another item (-calendar.ics +here):\n%s", f.Path, id, diff)
				}
				compared++
			}
		}
		if compared < 60 {
			t.Errorf("%s: only %d items were compared", lang, compared)
		}
	}
}

// TestReminders proves where there are reminders, and when they come.
func TestReminders(t *testing.T) {
	a, w := shipped(t)
	m := a.Groups[0].Meetings[0]
	status := map[string]meeting.Status{"visa": meeting.Cancelled, "contributions": meeting.Postponed, "fellowships": meeting.Moved}
	for i := range m.Deadlines {
		m.Deadlines[i].Status = status[m.Deadlines[i].ID]
	}
	files := feeds(a, w)
	for _, f := range files {
		if has := strings.Contains(string(f.Data), "VALARM"); has != (path.Base(f.Path) == "deadlines-alarm.ics") {
			t.Errorf("%s: reminders are there: %t", f.Path, has)
		}
	}
	for _, dir := range []string{dir, "en/sg17/"} {
		items := vevents(t, files, dir+"deadlines-alarm.ics")
		if !maps.EqualFunc(items, vevents(t, files, dir+"deadlines.ics"), func(_, _ string) bool { return true }) {
			t.Errorf("%s: the reminders are of other items than the deadlines", dir)
		}
		for id, item := range items {
			_, alarms, _ := strings.Cut(item, "BEGIN:VALARM\n")
			if status[id] == meeting.Cancelled || status[id] == meeting.Postponed {
				if alarms != "" {
					t.Errorf("%s: one is reminded of %s, which is %s", dir, id, status[id])
				}
				continue
			}
			_, rest, _ := strings.Cut(item, "SUMMARY;LANGUAGE=en:")
			summary, _, _ := strings.Cut(rest, "\n")
			want := "ACTION:DISPLAY\nTRIGGER:-P7D\nDESCRIPTION;LANGUAGE=en:7 days left: " + summary + "\nEND:VALARM\n" +
				"BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-P1D\nDESCRIPTION;LANGUAGE=en:1 day left: " + summary + "\nEND:VALARM\n"
			if diff := cmp.Diff(want, alarms); diff != "" {
				t.Errorf("%s: reminders of %s (-want +got):\n%s", dir, id, diff)
			}
		}
	}
}

// TestByRole proves that the feed of a role tells what concerns the role, and
// nothing that is for others alone.
func TestByRole(t *testing.T) {
	action := func(do string, who ...string) meeting.Action {
		return meeting.Action{Do: meeting.Text{Same: do}, Who: who}
	}
	for name, c := range map[string]struct {
		actions []meeting.Action
		short   string
		told    []string // nil: the deadline is not in the feed of members
		title   string
		whole   bool // the item is that of the other feeds
	}{
		"theirs":                    {actions: []meeting.Action{action("Send", "members")}, told: []string{"Send"}, title: "Send", whole: true},
		"theirs and others'":        {actions: []meeting.Action{action("Send", "participants", "members")}, told: []string{"Send"}, title: "Send", whole: true},
		"nobody's":                  {actions: []meeting.Action{action("Read")}, told: []string{"Read"}, title: "Read", whole: true},
		"others'":                   {actions: []meeting.Action{action("Register", "participants")}},
		"one of two":                {actions: []meeting.Action{action("Register", "participants"), action("Send", "members")}, told: []string{"Send"}, title: "Send"},
		"one of two, with a title":  {actions: []meeting.Action{action("Register", "participants"), action("Send", "members")}, short: "Papers", told: []string{"Send"}, title: "Papers"},
		"nobody's beside others'":   {actions: []meeting.Action{action("Register", "participants"), action("Read")}, told: []string{"Read"}, title: "Read"},
		"nobody's beside theirs":    {actions: []meeting.Action{action("Send", "members"), action("Read")}, told: []string{"Send", "Read"}, title: "Send", whole: true},
		"others' in two actions":    {actions: []meeting.Action{action("Register", "participants"), action("Apply", "visa-applicants")}},
		"first and last of several": {actions: []meeting.Action{action("Send", "members"), action("Apply", "visa-applicants"), action("Read")}, told: []string{"Send", "Read"}, title: "Send"},
	} {
		t.Run(name, func(t *testing.T) {
			a, w := shipped(t)
			m := a.Groups[0].Meetings[0]
			subject := m.Deadlines[0]
			subject.ID, subject.Actions, subject.Short = "subject", c.actions, meeting.Text{Same: c.short}
			m.Deadlines, m.Leads = append(m.Deadlines, subject), nil
			files := feeds(a, w)
			for _, dir := range []string{dir, "en/sg17/"} {
				item, ok := vevents(t, files, dir+"deadlines-members.ics")["subject"]
				if ok != (c.told != nil) {
					t.Fatalf("%s: the deadline is in the feed: %t", dir, ok)
				}
				for _, all := range c.actions {
					do := all.Do.Same
					if want := slices.Contains(c.told, do); strings.Contains(item, do) != want {
						t.Errorf("%s: %q is told: %t, in\n%s", dir, do, !want, item)
					}
				}
				if ok && !strings.Contains(item, "\nSUMMARY;LANGUAGE=en:SG17: Deadline: "+c.title+"\n") {
					t.Errorf("%s: the title is not %q, in\n%s", dir, c.title, item)
				}
				if same := item == vevents(t, files, dir+"deadlines.ics")["subject"]; ok && same != c.whole {
					t.Errorf("%s: the item is the same as in deadlines.ics: %t", dir, same)
				}
			}
		})
	}
}

// TestSingle proves that a calendar of one item has what a program needs to import
// it, and nothing that would make it a calendar to subscribe to.
func TestSingle(t *testing.T) {
	a, w := shipped(t)
	files := feeds(a, w)
	for id, zones := range map[string]int{"contributions": 0, "circular-79": 0, "meeting": 0, "opening": 1, "registration": 1, "jca-idm": 1, "workshop": 0} {
		list := lines(t, files, dir+"item/"+id+".ics")
		begin := 0
		for begin < len(list) && !strings.HasPrefix(list[begin], "BEGIN:VEVENT") && !strings.HasPrefix(list[begin], "BEGIN:VTIMEZONE") {
			begin++
		}
		head := []string{"BEGIN:VCALENDAR", "PRODID:" + product, "VERSION:2.0", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"}
		if diff := cmp.Diff(head, list[:begin]); diff != "" {
			t.Errorf("%s: the head (-want +got):\n%s", id, diff)
		}
		count := func(line string) int {
			n := 0
			for _, l := range list {
				if l == line {
					n++
				}
			}
			return n
		}
		if count("BEGIN:VEVENT") != 1 || count("BEGIN:VTIMEZONE") != zones || count("END:VCALENDAR") != 1 {
			t.Errorf("%s has %d items and %d zones, want 1 and %d", id, count("BEGIN:VEVENT"), count("BEGIN:VTIMEZONE"), zones)
		}
	}
	zone := func(path string) string {
		_, rest, _ := strings.Cut(strings.Join(lines(t, files, path), "\n"), "BEGIN:VTIMEZONE\n")
		zone, _, _ := strings.Cut(rest, "END:VTIMEZONE")
		return zone
	}
	if diff := cmp.Diff(zone(dir+"calendar.ics"), zone(dir+"item/opening.ics")); diff != "" {
		t.Errorf("an item's zone is described in another way (-calendar.ics +item):\n%s", diff)
	}
}
