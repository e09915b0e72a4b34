package words_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/meeting"
	"plenary/generator/words"
	"plenary/generator/zone"
)

var update = flag.Bool("update", false, "write what is said to testdata/dates.golden; read the difference")

// day reads a day that must be one.
func day(t testing.TB, s string) meeting.Date {
	t.Helper()
	d, err := meeting.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// when reads a time that must be one; "" is none.
func when(t testing.TB, s string, home *time.Location) meeting.When {
	t.Helper()
	if s == "" {
		return meeting.When{}
	}
	w, err := meeting.ParseWhen(s, home)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func load(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := zone.Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func text(zh, en string) meeting.Text { return meeting.Text{By: map[string]string{"zh": zh, "en": en}} }

// TestDates holds every way to say a date or a time, in both languages, against
// the lines of testdata/dates.golden.
func TestDates(t *testing.T) {
	in := program(t)
	var b strings.Builder
	said := func(what string, say func(*words.Language) string) {
		fmt.Fprintf(&b, "%s\n\ten %q\n\tzh %q\n", what, say(in["en"]), say(in["zh"]))
	}

	for _, form := range []struct {
		name string
		say  func(*words.Language, meeting.Date) string
	}{
		{"Date", (*words.Language).Date},
		{"FullDate", (*words.Language).FullDate},
		{"ShortDate", (*words.Language).ShortDate},
		{"WeekdayDate", (*words.Language).WeekdayDate},
		{"Month", (*words.Language).Month},
		{"MonthName", (*words.Language).MonthName},
		{"ShortMonth", (*words.Language).ShortMonth},
		{"Weekday", (*words.Language).Weekday},
	} {
		for _, s := range []string{"2023-06-29", "2024-02-01", "2026-11-15"} {
			said(form.name+" "+s, func(l *words.Language) string { return form.say(l, day(t, s)) })
		}
	}
	for m := 1; m <= 12; m++ {
		said(fmt.Sprintf("month %d", m), func(l *words.Language) string {
			d := meeting.Date{Year: 2025, Month: time.Month(m), Day: 5}
			return l.Date(d) + " | " + l.ShortDate(d) + " | " + l.MonthName(d)
		})
	}
	for n := range 7 {
		said(fmt.Sprintf("weekday %d", n), func(l *words.Language) string {
			d := day(t, "2025-06-01").AddDays(n)
			return l.Weekday(d) + " | " + l.WeekdayDate(d)
		})
	}

	for _, form := range []struct {
		name string
		say  func(*words.Language, meeting.Date, meeting.Date) string
	}{
		{"Days", (*words.Language).Days},
		{"ShortDays", (*words.Language).ShortDays},
		{"FromTo", (*words.Language).FromTo},
	} {
		for _, s := range []struct{ what, first, last string }{
			{"one day", "2023-05-08", "2023-05-08"},
			{"in a month", "2023-05-03", "2023-05-12"},
			{"over two months", "2023-08-29", "2023-09-08"},
			{"over two years", "2023-12-28", "2024-01-05"},
			{"the same month of two years", "2023-05-03", "2024-05-03"},
		} {
			said(form.name+", "+s.what, func(l *words.Language) string { return form.say(l, day(t, s.first), day(t, s.last)) })
		}
	}

	// The place is Goyang for the meeting's own zone and the site's name of others.
	site := meeting.Site{Zones: map[string]meeting.Text{
		"Europe/Zurich": text("日内瓦", "Geneva"), "Asia/Kathmandu": text("加德满都", "Kathmandu"), "America/St_Johns": text("圣约翰斯", "St John’s"), "Asia/Seoul": {},
	}}
	m := &meeting.Meeting{Zone: load(t, "Asia/Seoul"), City: text("高阳", "Goyang")}
	for _, s := range []string{
		"", "2023-06-29", "2023-08-29 .. 2023-09-08", "2023-08-29 .. 2023-08-29", "2017-11-09 morning", "2017-11-09 afternoon", "2017-11-09 evening",
		"2023-08-16 23:59 UTC", "2023-09-01 14:30", "2023-09-01 00:00", "2023-09-01 14:30 .. 16:00", "2023-09-01 14:30 .. 16:00 UTC", "2023-08-28 19:00 ..", "2023-08-28 19:00 .. UTC",
		"2023-09-01 22:00 .. 2023-09-02 01:00", "2023-12-31 22:00 .. 2024-01-01 01:00 UTC",
		"2024-01-15 09:00 Europe/Zurich", "2024-07-15 09:00 Europe/Zurich",
		"2024-03-31 01:30 .. 04:30 Europe/Zurich", "2024-10-26 22:00 .. 2024-10-27 04:30 Europe/Zurich",
		"2024-07-15 09:00 Asia/Kathmandu", "2024-01-15 09:00 .. 10:00 America/St_Johns", "2024-11-03 00:30 .. 03:30 America/St_Johns",
	} {
		w := when(t, s, m.Zone)
		said("When "+s, func(l *words.Language) string { return l.When(w) })
		said("Hours "+s, func(l *words.Language) string { return l.Hours(w) })
		said("WhenZoned "+s, func(l *words.Language) string { return l.WhenZoned(w, l.Place(site, m, w.Zone())) })
	}

	for _, c := range []struct{ what, days, zone string }{
		{"Seoul", "2023-08-29 .. 2023-09-08", "Asia/Seoul"},
		{"Zurich in winter", "2024-01-22 .. 2024-01-26", "Europe/Zurich"},
		{"Zurich, over the change to summer time", "2024-03-28 .. 2024-04-04", "Europe/Zurich"},
		{"Zurich, back from summer time", "2024-10-21 .. 2024-10-29", "Europe/Zurich"},
		{"Zurich, the change on the first day", "2024-03-31 .. 2024-04-04", "Europe/Zurich"},
		{"Zurich, the change on the last day", "2024-10-21 .. 2024-10-27", "Europe/Zurich"},
		{"St John’s, over a change", "2024-11-01 .. 2024-11-06", "America/St_Johns"},
		{"UTC", "2024-01-22", "UTC"},
	} {
		said("ZoneOf "+c.what, func(l *words.Language) string {
			m := *m
			m.Zone = load(t, c.zone)
			m.Days = when(t, c.days, m.Zone)
			return l.ZoneOf(site, &m)
		})
	}
	said("City", func(l *words.Language) string { return l.City(m) })
	said("City of a remote meeting", func(l *words.Language) string { return l.City(&meeting.Meeting{Participation: meeting.Remote}) })
	for _, unit := range []meeting.Unit{meeting.InDays, meeting.InWeeks, meeting.InMonths} {
		for _, n := range []int{1, 2, 21} {
			said(fmt.Sprintf("Lapse %d %s", n, unit), func(l *words.Language) string { return l.Lapse(meeting.Lapse{N: n, Unit: unit}) })
		}
	}

	const golden = "testdata/dates.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(b.String(), "\n")); d != "" {
		t.Errorf("said (-want +got); if that is meant, run the test with -update:\n%s", d)
	}
	for _, line := range strings.Split(b.String(), "\n") {
		if strings.Contains(line, "<no value>") || strings.Contains(line, "_") && strings.HasPrefix(line, "\t") {
			t.Errorf("a key shows: %s", line)
		}
	}
}

func TestOffset(t *testing.T) {
	for _, c := range []struct{ at, zone, want string }{
		{"2024-01-15", "UTC", "UTC+0"},
		{"2024-01-15", "Asia/Seoul", "UTC+9"},
		{"2024-01-15", "Europe/Zurich", "UTC+1"},
		{"2024-07-15", "Europe/Zurich", "UTC+2"},
		{"2024-07-15", "Europe/London", "UTC+1"},
		{"2024-01-15", "Asia/Kolkata", "UTC+5:30"},
		{"2024-01-15", "Asia/Kathmandu", "UTC+5:45"},
		{"2024-01-15", "America/New_York", "UTC−5"},
		{"2024-01-15", "America/St_Johns", "UTC−3:30"},
		{"2024-07-15", "America/St_Johns", "UTC−2:30"},
		{"2024-01-15", "Pacific/Marquesas", "UTC−9:30"},
		{"2024-07-15", "Australia/Lord_Howe", "UTC+10:30"},
		{"2024-01-15", "Pacific/Kiritimati", "UTC+14"},
		{"2024-01-15", "Pacific/Chatham", "UTC+13:45"},
	} {
		if got := words.Offset(day(t, c.at).In(load(t, c.zone))); got != c.want {
			t.Errorf("%s on %s: got %s, want %s", c.zone, c.at, got, c.want)
		}
	}
}

func TestPlace(t *testing.T) {
	l := program(t)["en"]
	site := meeting.Site{Zones: map[string]meeting.Text{"Asia/Tokyo": text("东京", "Tokyo"), "Asia/Seoul": text("首尔", "Seoul")}}
	goyang := &meeting.Meeting{Zone: load(t, "Asia/Seoul"), City: text("高阳", "Goyang")}
	for _, c := range []struct {
		what string
		zone *time.Location
		site meeting.Site
		want string
	}{
		{"none", nil, site, ""},
		{"UTC", time.UTC, site, ""},
		{"named by the site", load(t, "Asia/Tokyo"), site, "Tokyo"},
		{"the meeting's own", load(t, "Asia/Seoul"), meeting.Site{}, "Goyang"},
		{"the meeting's own, named by the site too", load(t, "Asia/Seoul"), site, "Seoul"},
	} {
		if got := l.Place(c.site, goyang, c.zone); got != c.want {
			t.Errorf("%s: got %q, want %q", c.what, got, c.want)
		}
	}
}
