package calendar

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/meeting"
)

// TestEveryFeed proves that every meeting and every group has its feeds in every
// language.
func TestEveryFeed(t *testing.T) {
	a, w := shipped(t)
	var have []string
	for _, f := range feeds(a, w) {
		have = append(have, f.Path)
	}
	for _, lang := range a.Site.Languages {
		for _, dir := range []string{lang + "/sg17/", lang + "/sg17/2023-08-goyang/"} {
			for _, file := range []string{"deadlines.ics", "events.ics", "calendar.ics"} {
				if !slices.Contains(have, dir+file) {
					t.Errorf("there is no %s", dir+file)
				}
			}
		}
	}
}

// uids returns the UIDs of a feed with the summaries.
func uids(list []string) map[string]string {
	all := map[string]string{}
	uid := ""
	for _, line := range list {
		if id, ok := strings.CutPrefix(line, "UID:"); ok {
			uid = id
		}
		if title, ok := strings.CutPrefix(line, "SUMMARY;LANGUAGE=en:"); ok {
			all[uid] = title
		}
	}
	return all
}

// TestIdentity proves that an item keeps its UID when others come and go, the order
// changes, or it is at another time.
func TestIdentity(t *testing.T) {
	a, w := shipped(t)
	m := a.Groups[0].Meetings[0]
	page := "en/sg17/2023-08-goyang/calendar.ics"
	before := uids(lines(t, OfMeeting(a.Site, m, w), page))

	slices.Reverse(m.Deadlines)
	slices.Reverse(m.Events)
	for i := range m.Events {
		e := &m.Events[i]
		e.When.First, e.When.Last = e.When.First.AddDays(40*i), e.When.Last.AddDays(40*i)
		e.When.Start, e.When.End = e.When.Start.AddDate(0, 0, 40*i), e.When.End.AddDate(0, 0, 40*i)
	}
	more := m.Events[0]
	more.ID, more.Title = "another", meeting.Text{Same: "Another"}
	m.Events = slices.Insert(m.Events, 0, more)
	after := uids(lines(t, OfMeeting(a.Site, m, w), page))
	if _, ok := after["another.sg17-2023-08@meetings.example.org"]; !ok || len(m.Events) < 4 {
		t.Errorf("%d events, %v", len(m.Events), after)
	}
	delete(after, "another.sg17-2023-08@meetings.example.org")
	if diff := cmp.Diff(before, after); diff != "" {
		t.Error(diff)
	}
}

// TestOrder proves that properties stand in one order everywhere.
func TestOrder(t *testing.T) {
	type pair struct{ first, second string }
	seen := map[pair]string{}
	components := 0
	for _, dir := range sources {
		for path, data := range read(t, dir) {
			for component := range strings.SplitSeq(unfold([]byte(data)), "BEGIN:") {
				var names []string
				kind, rest, _ := strings.Cut(component, "\r\n")
				for line := range strings.SplitSeq(rest, "\r\n") {
					name := line[:max(0, strings.IndexAny(line, ":;"))]
					if name == "END" {
						break
					}
					for _, before := range names {
						seen[pair{kind + " " + before, kind + " " + name}] = path
					}
					names = append(names, name)
				}
				components++
			}
		}
	}
	for p, path := range seen {
		if other, ok := seen[pair{p.second, p.first}]; ok {
			t.Errorf("%s stands before %s in %s and behind it in %s", p.first, p.second, path, other)
		}
	}
	if components < 500 || len(seen) < 100 {
		t.Errorf("only %d components, %d pairs", components, len(seen))
	}
}

// TestInWords proves that what Markdown marks is plain text in a description, and
// that it says who acts and how.
func TestInWords(t *testing.T) {
	feed := strings.Split(unfold([]byte(read(t, sources[1])["en/advisory/2024-10-geneva/deadlines.ics"])), "\r\n")
	got := component(t, feed, "travel.ssag-2024-10@meetings.example.org")["DESCRIPTION;LANGUAGE=en"]
	for _, want := range []string{
		`Who: fellowship applicants\n`, `How: By e-mail to ssag@example.org\n`, `How: By the online form\n`,
		`Details: https://meetings.example.org/en/advisory/2024-10-geneva/deadlines/#travel`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
	if strings.Contains(got, "*") {
		t.Errorf("there is Markdown in %q", got)
	}
}

// TestOtherZone proves that a time in UTC stays one, and that a time in another zone
// than the venue's has a description of its own.
func TestOtherZone(t *testing.T) {
	feed := read(t, sources[1])["en/advisory/2024-10-geneva/calendar.ics"]
	zones := map[string]bool{}
	for line := range strings.SplitSeq(feed, "\r\n") {
		if tzid, ok := strings.CutPrefix(line, "TZID:"); ok {
			zones[tzid] = true
		}
		if _, rest, ok := strings.Cut(line, ";TZID="); ok {
			if tzid, _, _ := strings.Cut(rest, ":"); !zones[tzid] {
				t.Errorf("%s is used and not described before", tzid)
			}
		}
	}
	want := []string{"America/New_York", "Europe/Zurich"}
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(zones))); diff != "" {
		t.Error(diff)
	}
	utcOnly := item{when: meeting.When{Form: meeting.Instant, Start: time.Date(2024, 1, 1, 9, 0, 0, 0, time.UTC)}}
	if got := component(t, strings.Split(string(feedOf(utcOnly)), "\r\n"), "")["DTSTART"]; got != "20240101T090000Z" {
		t.Errorf("a time in UTC is written as %q", got)
	}
}

func feedOf(items ...item) []byte { return made(feed{items: items, zones: described{}}) }

// made encodes a feed whose items are not encoded yet.
func made(f feed) []byte {
	list := make([]item, len(f.items))
	for i, it := range f.items {
		list[i] = speaker{lang: f.lang}.encoded(it)
	}
	f.items = list
	return f.encode()
}
