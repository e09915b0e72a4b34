package meeting_test

import (
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/meeting"
	"plenary/generator/zone"
)

// load returns a zone that must be there.
func load(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := zone.Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// facts is a time as the tests compare it.
type facts struct {
	Form             meeting.Form
	First, Last      string
	Part, Start, End string
}

func factsOf(w meeting.When) facts {
	f := facts{Form: w.Form, First: w.First.String(), Last: w.Last.String(), Part: w.Part}
	if !w.Start.IsZero() {
		f.Start = w.Start.Format("2006-01-02T15:04Z07:00 ") + w.Start.Location().String()
	}
	if !w.End.IsZero() {
		f.End = w.End.Format("2006-01-02T15:04Z07:00 ") + w.End.Location().String()
	}
	return f
}

func TestParseWhen(t *testing.T) {
	zurich := load(t, "Europe/Zurich")
	for s, want := range map[string]facts{
		"2023-06-29":                              {meeting.Day, "2023-06-29", "2023-06-29", "", "", ""},
		"2023-08-29 .. 2023-09-08":                {meeting.Days, "2023-08-29", "2023-09-08", "", "", ""},
		"2023-12-31 .. 2024-01-01":                {meeting.Days, "2023-12-31", "2024-01-01", "", "", ""},
		"2023-08-29 .. 2023-08-29":                {meeting.Days, "2023-08-29", "2023-08-29", "", "", ""},
		"2017-11-09 morning":                      {meeting.Part, "2017-11-09", "2017-11-09", "morning", "", ""},
		"2017-11-09 afternoon":                    {meeting.Part, "2017-11-09", "2017-11-09", "afternoon", "", ""},
		"2017-11-09 evening":                      {meeting.Part, "2017-11-09", "2017-11-09", "evening", "", ""},
		"2023-08-16 23:59 UTC":                    {meeting.Instant, "2023-08-16", "2023-08-16", "", "2023-08-16T23:59Z UTC", ""},
		"2023-09-01 14:30":                        {meeting.Instant, "2023-09-01", "2023-09-01", "", "2023-09-01T14:30+02:00 Europe/Zurich", ""},
		"2023-01-01 00:00":                        {meeting.Instant, "2023-01-01", "2023-01-01", "", "2023-01-01T00:00+01:00 Europe/Zurich", ""},
		"2023-09-01 14:30 Asia/Seoul":             {meeting.Instant, "2023-09-01", "2023-09-01", "", "2023-09-01T14:30+09:00 Asia/Seoul", ""},
		"2023-09-01 14:30 America/St_Johns":       {meeting.Instant, "2023-09-01", "2023-09-01", "", "2023-09-01T14:30-02:30 America/St_Johns", ""},
		"2023-09-01 14:30 .. 16:00":               {meeting.Span, "2023-09-01", "2023-09-01", "", "2023-09-01T14:30+02:00 Europe/Zurich", "2023-09-01T16:00+02:00 Europe/Zurich"},
		"2023-09-01 14:30 .. 16:00 UTC":           {meeting.Span, "2023-09-01", "2023-09-01", "", "2023-09-01T14:30Z UTC", "2023-09-01T16:00Z UTC"},
		"2023-09-01 22:00 .. 2023-09-02 01:00":    {meeting.Span, "2023-09-01", "2023-09-02", "", "2023-09-01T22:00+02:00 Europe/Zurich", "2023-09-02T01:00+02:00 Europe/Zurich"},
		"2023-09-01 22:00 .. 2023-09-01 23:00":    {meeting.Span, "2023-09-01", "2023-09-01", "", "2023-09-01T22:00+02:00 Europe/Zurich", "2023-09-01T23:00+02:00 Europe/Zurich"},
		"2024-03-31 01:30 .. 03:30":               {meeting.Span, "2024-03-31", "2024-03-31", "", "2024-03-31T01:30+01:00 Europe/Zurich", "2024-03-31T03:30+02:00 Europe/Zurich"},
		"2024-10-27 00:30 .. 03:30 Europe/Zurich": {meeting.Span, "2024-10-27", "2024-10-27", "", "2024-10-27T00:30+02:00 Europe/Zurich", "2024-10-27T03:30+01:00 Europe/Zurich"},
		"2023-08-28 19:00 ..":                     {meeting.Open, "2023-08-28", "2023-08-28", "", "2023-08-28T19:00+02:00 Europe/Zurich", ""},
		"2023-08-28 19:00 .. Asia/Seoul":          {meeting.Open, "2023-08-28", "2023-08-28", "", "2023-08-28T19:00+09:00 Asia/Seoul", ""},
		"2023-09-01  14:30\t..  16:00   UTC":      {meeting.Span, "2023-09-01", "2023-09-01", "", "2023-09-01T14:30Z UTC", "2023-09-01T16:00Z UTC"},
	} {
		got, err := meeting.ParseWhen(s, zurich)
		if err != nil {
			t.Errorf("%s: %v", s, err)
			continue
		}
		if d := cmp.Diff(want, factsOf(got)); d != "" {
			t.Errorf("%s (-want +got):\n%s", s, d)
		}
	}
}

func TestParseWhenMistakes(t *testing.T) {
	const form = " is not a time; write, for example, 2023-06-29, 2023-08-16 23:59 UTC, 2023-09-01 14:30 .. 16:00 or 2023-08-29 .. 2023-09-08"
	const dots = "put a space before and after the two dots, as in 2023-09-01 14:30 .. 16:00"
	noHour := func(s string) string {
		return `"` + s + `" is not an hour; write two digits each, 00:00 to 23:59, as in 09:30`
	}
	noZone := func(s, help string) string { return `"` + s + `" does not name the time zone of a place` + help }
	const anyZone = `; write an IANA name such as "Asia/Seoul", or "UTC"`
	zurich := load(t, "Europe/Zurich")
	for _, c := range []struct {
		s      string
		offset int
		want   string
	}{
		{"", 0, `""` + form},
		{" 2023-06-29", 0, `" 2023-06-29"` + form},
		{"2023-06-29 ", 0, `"2023-06-29 "` + form},
		{"29 June 2023", 0, `"29 June 2023"` + form},
		{"2023-06-29 14:30 16:00", 0, `"2023-06-29 14:30 16:00"` + form},
		{"2023-06-29 - 2023-06-30", 0, `"2023-06-29 - 2023-06-30"` + form},
		{"2023-06-29 下午", 0, `"2023-06-29 下午"` + form},
		{"2023-06-29 14:30 UTC UTC", 0, `"2023-06-29 14:30 UTC UTC"` + form},
		{"tomorrow", 0, `"tomorrow" is not a date; write year-month-day, as in 2023-06-29`},
		{"2023-13-29", 0, `"2023-13-29" has no month 13; months are 01 to 12`},
		{"2023-02-29 14:30", 0, `"2023-02-29" is impossible; that month has the days 01 to 28`},
		{"0023-02-28 14:30", 0, `"0023-02-28" lies before 1900; write the year with four digits, as in 2023-06-29`},
		{"9999-12-31", 0, `"9999-12-31" lies after 2999; write the year of the meeting, as in 2023-06-29`},
		{"2999-12-31 .. 3000-01-01", 14, `"3000-01-01" lies after 2999; write the year of the meeting, as in 2023-06-29`},
		{"2999-12-31 23:30 America/New_York", 11, `2999-12-31 23:30 lies in the year 3000 in UTC; years are 1900 to 2999`},
		{"1900-01-01 00:30 Asia/Seoul", 11, `1900-01-01 00:30 lies in the year 1899 in UTC; years are 1900 to 2999`},
		{"2023-02-29 25:00 XYZ", 0, `"2023-02-29" is impossible; that month has the days 01 to 28`}, // the first of three

		// Hours.
		{"2023-06-29 9:30", 11, noHour("9:30")},
		{"2023-06-29 24:00", 11, noHour("24:00")},
		{"2023-06-29 12:60", 11, noHour("12:60")},
		{"2023-06-29 14h30", 11, noHour("14h30")},
		{"2023-06-29 14:30:00", 11, noHour("14:30:00")},
		{"2023-06-29 2pm", 11, noHour("2pm")},
		{"2023-06-29 14:30Z", 11, noHour("14:30Z")},
		{"2023-06-29  14：30", 12, noHour("14：30")},
		{"2023-06-29 14:30 .. 4:00", 20, noHour("4:00")},
		{"2023-06-29 14:30 .. 24:00", 20, noHour("24:00")},
		{"2023-06-29 14:30 .. 2023-06-30 24:00", 31, noHour("24:00")},

		// Parts of a day.
		{"2023-06-29 noon", 11, `"noon" is not a part of a day; write morning, afternoon or evening, or give an hour as in 14:30`},
		{"2023-06-29 Morning", 11, `"Morning" is not a part of a day; write morning, afternoon or evening, or give an hour as in 14:30`},
		{"2023-06-29 UTC", 11, `"UTC" is not a part of a day; write morning, afternoon or evening, or give an hour as in 14:30`},

		// From and to.
		{"2023-08-29..2023-09-08", 9, dots},
		{"2023-08-29 ..2023-09-08", 11, dots},
		{"2023-08-29.. 2023-09-08", 9, dots},
		{"2023-08-29 14:30 ... 16:00", 17, dots},
		{"2023-08-29 14:30..", 15, dots},
		{"会..议", 0, dots},
		{"2023-08-29 ..", 11, "the last day is missing; write 2023-08-29 .. 2023-09-08"},
		{"2023-08-29 .. UTC", 11, "the last day is missing; write 2023-08-29 .. 2023-09-08"},
		{"2023-08-29 .. 16:00", 14, "the start has no hour; write 2023-09-01 14:30 .. 16:00"},
		{"2023-08-29 .. 2023-08-30 16:00", 25, "the start has no hour; write 2023-09-01 14:30 .. 16:00"},
		{"2023-08-29 .. 2023-08-30 UTC", 25, `"UTC" cannot follow several days`},
		{"2023-08-29 .. 2023-08-30 evening", 25, `"evening" cannot follow several days`},
		{"2023-08-29 .. 2023-08-32", 14, `"2023-08-32" is impossible; that month has the days 01 to 31`},
		{"2023-08-29 .. 2023-08-28", 14, "the end, 2023-08-28, lies before the start, 2023-08-29"},
		{"2023-08-29 .. 2022-08-30", 14, "the end, 2022-08-30, lies before the start, 2023-08-29"},
		{"2023-09-01 22:00 .. 2023-09-02", 20, "the end has no hour; write 2023-09-01 22:00 .. 2023-09-02 01:00"},
		{"2023-09-01 22:00 .. 2023-09-31 01:00", 20, `"2023-09-31" is impossible; that month has the days 01 to 30`},
		{"2023-09-01 14:30 .. 14:00", 20, "the end, 14:00, does not lie after the start, 14:30"},
		{"2023-09-01 14:30 .. 14:30", 20, "the end, 14:30, does not lie after the start, 14:30"},
		{"2023-09-01 14:30 .. 2023-08-31 15:00", 20, "the end, 2023-08-31, lies before the start, 2023-09-01"},
		{"2023-09-01 14:30 .. 2023-09-01 14:00", 31, "the end, 14:00, does not lie after the start, 14:30"},
		{"2023-09-01 22:00 .. 01:00", 20, "the end, 01:00, does not lie after the start, 22:00"},

		// Zones.
		{"2023-09-01 14:30 KST", 17, noZone("KST", `; did you mean "Asia/Seoul"?`)},
		{"2023-09-01 14:30 CST", 17, noZone("CST", anyZone)},
		{"2023-09-01 14:30 EST", 17, noZone("EST", anyZone)},
		{"2023-09-01 14:30 .. Local", 20, noZone("Local", anyZone)},
		{"2023-09-01 14:30 .. 16:00 Seoul", 26, noZone("Seoul", `; did you mean "Asia/Seoul"?`)},
		{"2023-09-01 14:30 Etc/GMT+9", 17, noZone("Etc/GMT+9", anyZone)},
		{"2023-09-01 14:30 utc", 17, noZone("utc", `; did you mean "UTC"?`)},
		{"2023-09-01 14:30 UTC+9", 17, `"UTC+9" is an offset, not a zone; write a zone's IANA name as in Asia/Seoul, or the time in UTC`},
		{"2023-09-01 14:30 UTC-03:30", 17, `"UTC-03:30" is an offset, not a zone; write a zone's IANA name as in Asia/Seoul, or the time in UTC`},
		{"2023-09-01 14:30 +09:00", 0, `"2023-09-01 14:30 +09:00"` + form},

		// Hours that a change of summer time skips or repeats.
		{"2024-03-31 02:30", 11, "2024-03-31 02:30 does not exist in Europe/Zurich: clocks go from 02:00 to 03:00; write a time before or after"},
		{"2024-03-31 01:00 .. 02:00", 20, "2024-03-31 02:00 does not exist in Europe/Zurich: clocks go from 02:00 to 03:00; write a time before or after"},
		{"2024-03-10 02:30 America/New_York", 11, "2024-03-10 02:30 does not exist in America/New_York: clocks go from 02:00 to 03:00; write a time before or after"},
		{"2024-10-27 02:30 .. 04:00", 11, "2024-10-27 02:30 comes twice in Europe/Zurich; write 2024-10-27 00:30 UTC or 2024-10-27 01:30 UTC"},
		{"2024-10-26 22:00 .. 2024-10-27 02:59", 31, "2024-10-27 02:59 comes twice in Europe/Zurich; write 2024-10-27 00:59 UTC or 2024-10-27 01:59 UTC"},
		{"2011-12-30 09:00 Pacific/Apia", 11, "2011-12-30 09:00 does not exist in Pacific/Apia: clocks go from 2011-12-30 00:00 to 2011-12-31 00:00; write a time before or after"},
	} {
		got, err := meeting.ParseWhen(c.s, zurich)
		var mistake *meeting.WhenError
		if !errors.As(err, &mistake) {
			t.Errorf("%q: %+v, %v", c.s, got, err)
			continue
		}
		if mistake.Offset != c.offset || mistake.Error() != c.want {
			t.Errorf("%q: got %d %s\nwant %d %s", c.s, mistake.Offset, mistake, c.offset, c.want)
		}
		if !got.IsZero() {
			t.Errorf("%q is wrong and %+v", c.s, got)
		}
	}
}

// Without a zone of its own, only UTC and named zones give hours a meaning.
func TestParseWhenWithoutHome(t *testing.T) {
	const want = "an hour needs its zone here; write, for example, 2023-08-16 23:59 UTC"
	for s, offset := range map[string]int{"2023-09-01 14:30": 11, "2023-09-01 14:30 .. 16:00": 11, "2023-09-01   14:30 ..": 13} {
		_, err := meeting.ParseWhen(s, nil)
		var mistake *meeting.WhenError
		if !errors.As(err, &mistake) || mistake.Offset != offset || mistake.Message != want {
			t.Errorf("%q: %v", s, err)
		}
	}
	for _, s := range []string{"2023-09-01", "2023-09-01 14:30 UTC", "2023-09-01 14:30 .. Asia/Seoul", "2023-09-01 evening", "2023-09-01 .. 2023-09-02"} {
		if _, err := meeting.ParseWhen(s, nil); err != nil {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func TestParseClock(t *testing.T) {
	for s, want := range map[string][2]int{"00:00": {0, 0}, "09:30": {9, 30}, "23:59": {23, 59}, "19:05": {19, 5}} {
		if h, m, err := meeting.ParseClock(s); err != nil || h != want[0] || m != want[1] {
			t.Errorf("%s: %d:%d, %v", s, h, m, err)
		} else if c := (meeting.Clock{Hour: h, Minute: m}); c.String() != s {
			t.Errorf("%s is printed as %s", s, c)
		}
	}
	for _, s := range []string{"", "9:30", "24:00", "12:60", "12:5", "12.30", "12:30 ", "12:30\n", "-1:30", "１２:30"} {
		if _, _, err := meeting.ParseClock(s); err == nil || !strings.HasSuffix(err.Error(), " is not an hour; write two digits each, 00:00 to 23:59, as in 09:30") {
			t.Errorf("%q: %v", s, err)
		}
	}
	for _, c := range []struct {
		a, b meeting.Clock
		less bool
	}{
		{meeting.Clock{Hour: 9, Minute: 30}, meeting.Clock{Hour: 10}, true},
		{meeting.Clock{Hour: 10}, meeting.Clock{Hour: 9, Minute: 30}, false},
		{meeting.Clock{Hour: 10}, meeting.Clock{Hour: 10}, false},
		{meeting.Clock{Hour: 10}, meeting.Clock{Hour: 10, Minute: 1}, true},
	} {
		if got := c.a.Less(c.b); got != c.less {
			t.Errorf("%s before %s: %t", c.a, c.b, got)
		}
	}
}

func TestWhenIn(t *testing.T) {
	for _, c := range []struct {
		s, zone string
		want    facts
	}{
		{"2023-08-16 23:59 UTC", "Asia/Seoul", facts{meeting.Instant, "2023-08-17", "2023-08-17", "", "2023-08-17T08:59+09:00 Asia/Seoul", ""}},
		{"2023-09-01 08:00 .. 10:00 Asia/Seoul", "UTC", facts{meeting.Span, "2023-08-31", "2023-09-01", "", "2023-08-31T23:00Z UTC", "2023-09-01T01:00Z UTC"}},
		{"2023-09-01 01:00 .. Asia/Seoul", "UTC", facts{meeting.Open, "2023-08-31", "2023-08-31", "", "2023-08-31T16:00Z UTC", ""}},
		{"2023-09-01", "Asia/Seoul", facts{Form: meeting.Day, First: "2023-09-01", Last: "2023-09-01"}},
		{"2023-09-01 .. 2023-09-02", "Asia/Seoul", facts{Form: meeting.Days, First: "2023-09-01", Last: "2023-09-02"}},
		{"2023-09-01 evening", "Asia/Seoul", facts{Form: meeting.Part, First: "2023-09-01", Last: "2023-09-01", Part: "evening"}},
	} {
		if d := cmp.Diff(c.want, factsOf(when(t, c.s).In(load(t, c.zone)))); d != "" {
			t.Errorf("%s in %s (-want +got):\n%s", c.s, c.zone, d)
		}
	}
	if w := (meeting.When{}).In(time.UTC); !w.IsZero() {
		t.Errorf("nothing became %+v", w)
	}
}

// when reads a time that must be one, in Seoul if it names no zone.
func when(t testing.TB, s string) meeting.When {
	t.Helper()
	w, err := meeting.ParseWhen(s, load(t, "Asia/Seoul"))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestWhenTimed(t *testing.T) {
	for s, want := range map[string]string{
		"2023-09-01": "", "2023-09-01 evening": "", "2023-09-01 .. 2023-09-02": "",
		"2023-09-01 14:30": "Asia/Seoul", "2023-09-01 14:30 .. UTC": "UTC", "2023-09-01 14:30 .. 16:00 Europe/Zurich": "Europe/Zurich",
	} {
		w := when(t, s)
		if w.IsZero() || w.Timed() != (want != "") {
			t.Errorf("%s: %+v", s, w)
		}
		if loc := w.Zone(); want == "" && loc != nil || want != "" && loc.String() != want {
			t.Errorf("%s is in %v", s, loc)
		}
	}
	if w := (meeting.When{}); !w.IsZero() || w.Timed() || w.Zone() != nil {
		t.Error("nothing is something")
	}
}

// Times in order, and those that are equal in one line.
func TestWhenCompare(t *testing.T) {
	order := [][]string{
		{"2023-08-31 23:59"},
		{"2023-09-01", "2023-09-01 evening", "2023-09-01 .. 2023-09-03"},
		{"2023-09-01 09:00 .. 10:00", "2023-09-01 09:00", "2023-09-01 09:00 .."},
		{"2023-09-01 10:00"},
		{"2023-09-01 01:30 UTC", "2023-09-01 10:30"},
		{"2023-08-31 20:00 America/Los_Angeles", "2023-09-01 12:00"},
		{"2023-09-02 morning"},
		{"2023-09-02 00:00"},
		{"2024-01-01"},
	}
	for i, line := range order {
		for _, a := range line {
			for j, other := range order {
				for _, b := range other {
					want := max(min(i-j, 1), -1)
					if got := when(t, a).Compare(when(t, b), load(t, "Asia/Seoul")); got != want {
						t.Errorf("%s against %s: got %d, want %d", a, b, got, want)
					}
				}
			}
		}
	}
}

// FuzzParseWhen proves that a time that can be read is written and read again
// as the same, and that every mistake has a place in the text, between two
// characters.
func FuzzParseWhen(f *testing.F) {
	for _, s := range []string{
		"2023-06-29", "2023-08-16 23:59 UTC", "2023-09-01 14:30", "2023-09-01 14:30 Europe/Zurich", "2023-08-29 .. 2023-09-08",
		"2023-09-01 14:30 .. 16:00", "2023-08-28 19:00 ..", "2017-11-09 afternoon", "2023-09-01 22:00 .. 2023-09-02 01:00 Asia/Seoul",
		"2024-03-31 02:30", "2024-10-27 02:30", "2023-09-01 14:30 UTC+9", "2023-09-01..", "..", "2023-06-29 \xff", "2023-06-29 14：30", "x  1 .. 2023-x 1:x y",
	} {
		f.Add(s)
	}
	zurich := load(f, "Europe/Zurich")
	f.Fuzz(func(t *testing.T, s string) {
		w, err := meeting.ParseWhen(s, zurich)
		if err != nil {
			mistake, ok := err.(*meeting.WhenError)
			if !ok || mistake.Message == "" {
				t.Fatalf("%q: %v", s, err)
			}
			if at := mistake.Offset; at < 0 || at > len(s) || at < len(s) && utf8.ValidString(s) && !utf8.RuneStart(s[at]) {
				t.Errorf("%q: the mistake is at %d: %v", s, at, err)
			}
			return
		}
		if w.First.Compare(w.Last) > 0 || w.Form == meeting.Span && !w.End.After(w.Start) {
			t.Errorf("%q ends before it begins", s)
		}
		if w.Timed() && meeting.DateOf(w.Start) != w.First || w.Form == meeting.Span && meeting.DateOf(w.End) != w.Last {
			t.Errorf("%q is on other days than its hours: %+v", s, w)
		}
		again, err := meeting.ParseWhen(w.String(), nil)
		if err != nil {
			t.Fatalf("%q was written as %q: %v", s, w, err)
		}
		if d := cmp.Diff(factsOf(w), factsOf(again)); d != "" {
			t.Errorf("%q was written as %q (-first +again):\n%s", s, w, d)
		}
	})
}
