package pipeline_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// vevent is the properties of an event by name, with their parameters in the
// name: "DTSTART;TZID=Europe/Zurich".
type vevent map[string]string

// events reads a feed's events by UID without the domain. It knows just enough
// of RFC 5545 to be no mirror of the code under test.
func events(t *testing.T, feed string) map[string]vevent {
	t.Helper()
	list := map[string]vevent{}
	var e vevent
	reminder := false
	for line := range strings.SplitSeq(unfold(feed), "\r\n") {
		name, value, _ := strings.Cut(line, ":")
		switch {
		case line == "BEGIN:VALARM" || line == "END:VALARM":
			reminder = line == "BEGIN:VALARM"
		case reminder:
		case line == "BEGIN:VEVENT":
			e = vevent{}
		case line == "END:VEVENT":
			id, domain, _ := strings.Cut(e["UID"], "@")
			if domain != "meetings.example.org" || list[id] != nil {
				t.Errorf("the UID %q is of another domain or not the only one", e["UID"])
			}
			list[id], e = e, nil
		case e != nil:
			if _, twice := e[name]; twice {
				t.Errorf("%s appears twice in %s", name, e["UID"])
			}
			e[name] = value
		}
	}
	if len(list) == 0 {
		t.Error("the feed has no events")
	}
	return list
}

func unfold(feed string) string { return strings.ReplaceAll(feed, "\r\n ", "") }

// hours returns the start and the end as they are written.
func (e vevent) hours() string {
	var parts []string
	for _, key := range []string{"DTSTART", "DTEND"} {
		for name, value := range e {
			if base, param, _ := strings.Cut(name, ";"); base == key {
				parts = append(parts, strings.TrimSpace(param+" "+value))
			}
		}
	}
	return strings.Join(parts, " – ")
}

func TestSummerTime(t *testing.T) {
	s := must(t, madeUp)
	feed := s.file(t, "en/advisory/2024-10-geneva/calendar.ics")

	var zones []string
	for _, z := range regexp.MustCompile(`(?s)BEGIN:VTIMEZONE\r\n.*?END:VTIMEZONE`).FindAllString(feed, -1) {
		zones = append(zones, strings.ReplaceAll(z, "\r\n", "\n"))
	}
	want := []string{
		"BEGIN:VTIMEZONE\nTZID:America/New_York\n" +
			"BEGIN:DAYLIGHT\nDTSTART:20070311T020000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nTZNAME:EDT\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\nEND:DAYLIGHT\n" +
			"BEGIN:STANDARD\nDTSTART:20071104T020000\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nTZNAME:EST\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\nEND:STANDARD\n" +
			"END:VTIMEZONE",
		"BEGIN:VTIMEZONE\nTZID:Europe/Zurich\n" +
			"BEGIN:DAYLIGHT\nDTSTART:19810329T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nTZNAME:CEST\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\n" +
			"BEGIN:STANDARD\nDTSTART:19961027T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nTZNAME:CET\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\n" +
			"END:VTIMEZONE",
	}
	if diff := cmp.Diff(want, zones); diff != "" {
		t.Errorf("zones (-want +got):\n%s", diff)
	}

	all := events(t, feed)
	for _, tt := range []struct{ id, hours, utc string }{
		{"leadership", "TZID=Europe/Zurich 20241025T130000 – TZID=Europe/Zurich 20241025T141500", `Friday 25 October 2024\, 11:00–12:15 UTC`},
		{"night-relay", "TZID=Europe/Zurich 20241026T220000 – TZID=Europe/Zurich 20241027T040000", `Saturday 26 October 2024\, 20:00 – Sunday 27 October 2024\, 03:00 UTC`},
		{"wp1-monday", "TZID=Europe/Zurich 20241028T093000 – TZID=Europe/Zurich 20241028T104500", `Monday 28 October 2024\, 08:30–09:45 UTC`},
		{"workshop", "TZID=Europe/Zurich 20241029T173000 – TZID=Europe/Zurich 20241029T190000", `Tuesday 29 October 2024\, 16:30–18:00 UTC`},
		{"liaison", "TZID=America/New_York 20241030T090000 – TZID=America/New_York 20241030T103000", `Wednesday 30 October 2024\, 13:00–14:30 UTC`},
		{"new-york", "TZID=America/New_York 20240920T163000 – TZID=America/New_York 20240920T170000", `Friday 20 September 2024\, 21:00 UTC`},
		{"consultation", "20241009T232900Z – 20241009T235900Z", `Wednesday 9 October 2024\, 23:59 UTC`},
		{"liaison-statements", "TZID=Europe/Zurich 20241028T173000 – TZID=Europe/Zurich 20241028T180000", `Monday 28 October 2024\, 17:00 UTC`},
		{"reception", "TZID=Europe/Zurich 20241021T190000", `Monday 21 October 2024\, from 17:00 UTC`},
		{"tutorial", "VALUE=DATE 20241021 – VALUE=DATE 20241022", `Monday 21 October 2024\, afternoon`},
		{"meeting", "VALUE=DATE 20241021 – VALUE=DATE 20241102", `21 October – 1 November 2024`},
	} {
		e := all[tt.id+".ssag-2024-10"]
		if got := e.hours(); got != tt.hours {
			t.Errorf("%s: is on %q, want %q", tt.id, got, tt.hours)
		}
		if got := e["DESCRIPTION;LANGUAGE=en"]; !strings.Contains(got, tt.utc) {
			t.Errorf("%s: the description %q does not tell %q", tt.id, got, tt.utc)
		}
	}
}

// What became of an item stands in its title, and a client that goes by
// STATUS and SEQUENCE learns it too.
func TestConditions(t *testing.T) {
	s := must(t, madeUp)
	for _, tt := range []struct{ meeting, id, status, sequence, en, zh string }{
		{"advisory/2024-10-geneva", "leadership.ssag-2024-10", "CONFIRMED", "1", "Moved: ", "【已改期】"},
		{"advisory/2024-10-geneva", "contributions.ssag-2024-10", "CONFIRMED", "1", "Moved: ", "【已改期】"},
		{"advisory/2024-10-geneva", "excursion.ssag-2024-10", "CANCELLED", "1", "Cancelled: ", "【已取消】"},
		{"advisory/2024-10-geneva", "wp3-thursday.ssag-2024-10", "CANCELLED", "1", "Cancelled: ", "【已取消】"},
		{"advisory/2024-10-geneva", "awards.ssag-2024-10", "CANCELLED", "1", "Postponed: ", "【已推迟】"},
		{"advisory/2024-10-geneva", "opening.ssag-2024-10", "CONFIRMED", "0", "SSAG: ", "SSAG："},
		{"sg99/2025-02-remote", "quiz.sg99-2025-02", "CANCELLED", "1", "Postponed: ", "【已推迟】"},
		{"sg99/2025-02-remote", "posters.sg99-2025-02", "CANCELLED", "1", "Cancelled: ", "【已取消】"},
		{"sg99/2025-06-apia", "meeting.sg99-2025-06", "CANCELLED", "1", "Cancelled: ", "【已取消】"},
		{"sg99/2025-06-apia", "opening.sg99-2025-06", "CANCELLED", "1", "Cancelled: ", "【已取消】"},
		{"sg99/2025-06-apia", "island-forum.sg99-2025-06", "CANCELLED", "1", "Cancelled: ", "【已取消】"},
		{"sg99/2025-06-apia", "contributions.sg99-2025-06", "CANCELLED", "1", "Cancelled: ", "【已取消】"},
	} {
		for lang, word := range map[string]string{"en": tt.en, "zh": tt.zh} {
			e := events(t, s.file(t, lang+"/"+tt.meeting+"/calendar.ics"))[tt.id]
			if e["STATUS"] != tt.status || e["SEQUENCE"] != tt.sequence || !strings.HasPrefix(e["SUMMARY;LANGUAGE="+lang], word) {
				t.Errorf("%s: STATUS %q, SEQUENCE %q, SUMMARY %q; want %s, %s and a title that begins with %q",
					tt.id, e["STATUS"], e["SEQUENCE"], e["SUMMARY;LANGUAGE="+lang], tt.status, tt.sequence, word)
			}
		}
	}
}

// A feed holds the same items at the same times in every language.
func TestFeedsAgree(t *testing.T) {
	s := must(t, madeUp)
	for path := range s {
		rest, ok := strings.CutPrefix(path, "zh/")
		if !ok || !strings.HasSuffix(path, ".ics") {
			continue
		}
		times := func(lang string) map[string]string {
			out := map[string]string{}
			for id, e := range events(t, s.file(t, lang+"/"+rest)) {
				out[id] = e.hours()
			}
			return out
		}
		if diff := cmp.Diff(times("zh"), times("en")); diff != "" {
			t.Errorf("%s (-zh +en):\n%s", rest, diff)
		}
	}
}

// Bytes of a feed: RFC 5545, 3.1.
func TestFeedLines(t *testing.T) {
	for path, feed := range must(t, madeUp) {
		if !strings.HasSuffix(path, ".ics") {
			continue
		}
		body, ended := strings.CutSuffix(feed, "\r\n")
		if !ended || !strings.HasPrefix(feed, "BEGIN:VCALENDAR\r\n") {
			t.Errorf("%s does not begin or end as a calendar does", path)
		}
		for line := range strings.SplitSeq(body, "\r\n") {
			switch {
			case len(line) > 75:
				t.Errorf("%s: %d octets in the line %q", path, len(line), line)
			case !utf8.ValidString(line):
				t.Errorf("%s: a character is cut in the line %q", path, line)
			case strings.ContainsAny(line, "\r\n"):
				t.Errorf("%s: a line end is not CR LF in %q", path, line)
			case strings.HasSuffix(line, `\`) && !strings.HasSuffix(line, `\\`):
				t.Errorf("%s: a fold parts a backslash from what it escapes: %q", path, line)
			}
		}
	}
}
