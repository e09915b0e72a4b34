package meeting_test

import (
	"fmt"
	"testing"
	"time"

	"plenary/generator/meeting"
)

// day reads a day that must be one.
func day(t testing.TB, s string) meeting.Date {
	t.Helper()
	d, err := meeting.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestParseDate(t *testing.T) {
	for s, want := range map[string]meeting.Date{
		"2023-06-29": {2023, time.June, 29},
		"1900-01-01": {1900, time.January, 1},
		"2999-12-31": {2999, time.December, 31},
		"2024-02-29": {2024, time.February, 29},
		"2000-02-29": {2000, time.February, 29},
	} {
		if got, err := meeting.ParseDate(s); err != nil || got != want {
			t.Errorf("%s: %v, %v", s, got, err)
		} else if got.String() != s {
			t.Errorf("%s is printed as %s", s, got)
		}
	}
}

func TestParseDateMistakes(t *testing.T) {
	const form = " is not a date; write year-month-day, as in 2023-06-29"
	for s, want := range map[string]string{
		"":               `""` + form,
		"29 June 2023":   `"29 June 2023"` + form,
		"2023-6-29":      `"2023-6-29"` + form,
		"2023-06-29 ":    `"2023-06-29 "` + form,
		"2023-06-29\n":   `"2023-06-29\n"` + form,
		"2023/06/29":     `"2023/06/29"` + form,
		"2023-06-29Z":    `"2023-06-29Z"` + form,
		"12023-06-29":    `"12023-06-29"` + form,
		"-2023-06-29":    `"-2023-06-29"` + form,
		"２０２３-06-29":     `"２０２３-06-29"` + form,
		"2023年6月29日":     `"2023年6月29日"` + form,
		"0023-06-29":     `"0023-06-29" lies before 1900; write the year with four digits, as in 2023-06-29`,
		"1899-12-31":     `"1899-12-31" lies before 1900; write the year with four digits, as in 2023-06-29`,
		"3000-01-01":     `"3000-01-01" lies after 2999; write the year of the meeting, as in 2023-06-29`,
		"9999-12-31":     `"9999-12-31" lies after 2999; write the year of the meeting, as in 2023-06-29`,
		"2023-00-29":     `"2023-00-29" has no month 00; months are 01 to 12`,
		"2023-13-29":     `"2023-13-29" has no month 13; months are 01 to 12`,
		"2023-29-06":     `"2023-29-06" has no month 29; months are 01 to 12`,
		"2023-06-00":     `"2023-06-00" is impossible; that month has the days 01 to 30`,
		"2023-06-31":     `"2023-06-31" is impossible; that month has the days 01 to 30`,
		"2023-12-32":     `"2023-12-32" is impossible; that month has the days 01 to 31`,
		"2023-02-29":     `"2023-02-29" is impossible; that month has the days 01 to 28`,
		"2024-02-30":     `"2024-02-30" is impossible; that month has the days 01 to 29`,
		"1900-02-29":     `"1900-02-29" is impossible; that month has the days 01 to 28`,
		"2023-06-99":     `"2023-06-99" is impossible; that month has the days 01 to 30`,
		"2023-06-29\x00": `"2023-06-29\x00"` + form,
	} {
		got, err := meeting.ParseDate(s)
		if err == nil || err.Error() != want || !got.IsZero() {
			t.Errorf("%q: %v, %v; want %s", s, got, err, want)
		}
	}
}

func TestReckoning(t *testing.T) {
	for _, c := range []struct{ what, got, want string }{
		{"the next day", day(t, "2023-12-31").AddDays(1).String(), "2024-01-01"},
		{"a leap day", day(t, "2024-02-28").AddDays(1).String(), "2024-02-29"},
		{"over a leap day", day(t, "2024-02-28").AddDays(2).String(), "2024-03-01"},
		{"no days", day(t, "2024-02-28").AddDays(0).String(), "2024-02-28"},
		{"back", day(t, "2024-03-01").AddDays(-1).String(), "2024-02-29"},
		{"a year of days", day(t, "2023-06-29").AddDays(-365).String(), "2022-06-29"},
		{"a month", day(t, "2023-01-15").AddMonths(1).String(), "2023-02-15"},
		{"a month, too short", day(t, "2023-01-31").AddMonths(1).String(), "2023-02-28"},
		{"a month, too short, leap", day(t, "2024-01-31").AddMonths(1).String(), "2024-02-29"},
		{"a month back, too short", day(t, "2023-03-31").AddMonths(-1).String(), "2023-02-28"},
		{"a month back, into the year before", day(t, "2023-01-31").AddMonths(-1).String(), "2022-12-31"},
		{"13 months back", day(t, "2024-03-31").AddMonths(-13).String(), "2023-02-28"},
		{"24 months", day(t, "2024-02-29").AddMonths(24).String(), "2026-02-28"},
		{"48 months", day(t, "2024-02-29").AddMonths(48).String(), "2028-02-29"},
		{"days until", fmt.Sprint(day(t, "2023-12-31").DaysUntil(day(t, "2024-03-01"))), "61"},
		{"days until, before", fmt.Sprint(day(t, "2024-03-01").DaysUntil(day(t, "2023-12-31"))), "-61"},
		{"days until, the same", fmt.Sprint(day(t, "2024-03-01").DaysUntil(day(t, "2024-03-01"))), "0"},
		{"over two centuries", fmt.Sprint(day(t, "1900-01-01").DaysUntil(day(t, "2100-01-01"))), "73049"},
		{"weekday", day(t, "2023-08-29").Weekday().String(), "Tuesday"},
		{"weekday of a leap day", day(t, "2024-02-29").Weekday().String(), "Thursday"},
		{"before, by year", fmt.Sprint(day(t, "2022-12-31").Compare(day(t, "2023-01-01"))), "-1"},
		{"before, by month", fmt.Sprint(day(t, "2023-05-31").Compare(day(t, "2023-06-01"))), "-1"},
		{"after, by day", fmt.Sprint(day(t, "2023-06-02").Compare(day(t, "2023-06-01"))), "1"},
		{"the same", fmt.Sprint(day(t, "2023-06-01").Compare(day(t, "2023-06-01"))), "0"},
		{"noon in a zone", day(t, "2023-06-29").In(load(t, "Asia/Seoul")).Format(time.RFC3339), "2023-06-29T12:00:00+09:00"},
		{"noon on a day that the clocks change", day(t, "2024-03-31").In(load(t, "Europe/Zurich")).Format(time.RFC3339), "2024-03-31T12:00:00+02:00"},
		{"the day of an instant", meeting.DateOf(time.Date(2023, 8, 29, 23, 30, 0, 0, time.UTC).In(load(t, "Asia/Seoul"))).String(), "2023-08-30"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %s, want %s", c.what, c.got, c.want)
		}
	}
}

func TestLapseBefore(t *testing.T) {
	for _, c := range []struct {
		n          int
		unit       meeting.Unit
		from, want string
	}{
		{1, meeting.InDays, "2024-03-01", "2024-02-29"},
		{10, meeting.InDays, "2023-01-05", "2022-12-26"},
		{1, meeting.InWeeks, "2024-03-01", "2024-02-23"},
		{7, meeting.InWeeks, "2023-08-29", "2023-07-11"},
		{1, meeting.InMonths, "2023-08-29", "2023-07-29"},
		{1, meeting.InMonths, "2023-03-29", "2023-02-28"},
		{1, meeting.InMonths, "2023-03-30", "2023-02-28"},
		{1, meeting.InMonths, "2023-03-31", "2023-02-28"},
		{1, meeting.InMonths, "2024-03-31", "2024-02-29"},
		{1, meeting.InMonths, "2023-05-31", "2023-04-30"},
		{2, meeting.InMonths, "2023-05-31", "2023-03-31"},
		{3, meeting.InMonths, "2024-05-31", "2024-02-29"},
		{6, meeting.InMonths, "2023-08-31", "2023-02-28"},
		{12, meeting.InMonths, "2024-02-29", "2023-02-28"},
		{18, meeting.InMonths, "2023-08-31", "2022-02-28"},
	} {
		if got := (meeting.Lapse{N: c.n, Unit: c.unit}).Before(day(t, c.from)); got.String() != c.want {
			t.Errorf("%d %s before %s: got %s, want %s", c.n, c.unit, c.from, got, c.want)
		}
	}
}

// FuzzParseDate proves that a day that can be read is printed as it was written,
// and is one of the calendar.
func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2023-06-29", "2024-02-29", "2023-02-29", "1900-00-00", "0000-01-01", "2999-12-31", "3000-01-01", "9999-12-31", "2023-6-29", "", "２０２３-06-29", "2023-06-29\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := meeting.ParseDate(s)
		std, problem := time.Parse(time.DateOnly, s)
		if known := problem == nil && std.Year() >= meeting.FirstYear && std.Year() <= meeting.LastYear; known != (err == nil) {
			t.Fatalf("%q: %v, and the standard library: %v", s, err, problem)
		}
		if err != nil {
			if !d.IsZero() {
				t.Errorf("%q is wrong and %v", s, d)
			}
			return
		}
		if d.String() != s || d != meeting.DateOf(std) || d.Weekday() != std.Weekday() {
			t.Errorf("%q became %v", s, d)
		}
	})
}
