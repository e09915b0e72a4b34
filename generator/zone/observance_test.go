package zone_test

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/zone"
)

// observances describes a zone for a calendar from June to June.
func observances(loc *time.Location, firstYear, lastYear int) []zone.Observance {
	june := func(year int) time.Time { return time.Date(year, time.June, 1, 0, 0, 0, 0, time.UTC) }
	return zone.Observances(loc, june(firstYear), june(lastYear))
}

// describe writes observances one a line: kind, DTSTART, TZOFFSETFROM,
// TZOFFSETTO, TZNAME, RRULE.
func describe(loc *time.Location, firstYear, lastYear int) []string {
	var lines []string
	for _, o := range observances(loc, firstYear, lastYear) {
		lines = append(lines, line(o))
	}
	return lines
}

func line(o zone.Observance) string {
	kind := "STANDARD"
	if o.Daylight {
		kind = "DAYLIGHT"
	}
	to := o.Start.In(time.FixedZone("", o.To))
	return strings.TrimSpace(fmt.Sprintf("%s %s %s %s %s %s", kind,
		o.Start.Format("20060102T150405"), o.Start.Format("-0700"), to.Format("-0700"), o.Name, o.Rule))
}

func TestObservances(t *testing.T) {
	tests := []struct {
		zone        string
		first, last int
		want        []string
	}{
		// No change.
		{"UTC", 2023, 2023, []string{"STANDARD 19700101T000000 +0000 +0000 UTC"}},
		{"Asia/Seoul", 2023, 2023, []string{"STANDARD 19700101T000000 +0900 +0900 KST"}},
		{"Asia/Kolkata", 2024, 2025, []string{"STANDARD 19700101T000000 +0530 +0530 IST"}},
		{"Pacific/Apia", 2024, 2025, []string{"STANDARD 19700101T000000 +1300 +1300 +13"}},

		// Rules that go on.
		{"Europe/Zurich", 2024, 2025, []string{
			"DAYLIGHT 19810329T020000 +0100 +0200 CEST FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
			"STANDARD 19961027T030000 +0200 +0100 CET FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
		}},
		{"America/New_York", 2024, 2025, []string{
			"DAYLIGHT 20070311T020000 -0500 -0400 EDT FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
			"STANDARD 20071104T020000 -0400 -0500 EST FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
		}},
		{"Australia/Sydney", 2024, 2025, []string{
			"STANDARD 20080406T030000 +1100 +1000 AEST FREQ=YEARLY;BYMONTH=4;BYDAY=1SU",
			"DAYLIGHT 20081005T020000 +1000 +1100 AEDT FREQ=YEARLY;BYMONTH=10;BYDAY=1SU",
		}},
		{"Australia/Lord_Howe", 2024, 2025, []string{
			"STANDARD 20080406T020000 +1100 +1030 +1030 FREQ=YEARLY;BYMONTH=4;BYDAY=1SU",
			"DAYLIGHT 20081005T020000 +1030 +1100 +11 FREQ=YEARLY;BYMONTH=10;BYDAY=1SU",
		}},
		{"Pacific/Chatham", 2024, 2025, []string{
			"DAYLIGHT 20070930T024500 +1245 +1345 +1345 FREQ=YEARLY;BYMONTH=9;BYDAY=-1SU",
			"STANDARD 20080406T034500 +1345 +1245 +1245 FREQ=YEARLY;BYMONTH=4;BYDAY=1SU",
		}},
		{"Antarctica/Troll", 2024, 2025, []string{
			"DAYLIGHT 20050327T010000 +0000 +0200 +02 FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
			"STANDARD 20051030T030000 +0200 +0000 +00 FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
		}},

		// The lower offset is standard by law in winter, not in summer.
		{"Europe/Dublin", 2024, 2025, []string{
			"DAYLIGHT 19810329T010000 +0000 +0100 IST FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
			"STANDARD 19961027T020000 +0100 +0000 GMT FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
		}},
		{"Africa/Windhoek", 2018, 2018, []string{
			"STANDARD 19950402T020000 +0200 +0100 WAT FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20170403T000000Z",
			"DAYLIGHT 20160904T020000 +0100 +0200 CAT",
			"STANDARD 20170903T020000 +0100 +0200 CAT",
		}},

		// The Friday before the last Sunday.
		{"Asia/Jerusalem", 2024, 2025, []string{
			"DAYLIGHT 20130329T020000 +0200 +0300 IDT FREQ=YEARLY;BYMONTH=3;BYDAY=FR;BYMONTHDAY=23,24,25,26,27,28,29",
			"STANDARD 20131027T020000 +0300 +0200 IST FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
		}},
		// The Sunday on or after the second; in 2022 a week later, for a vote.
		{"America/Santiago", 2024, 2025, []string{
			"STANDARD 20190407T000000 -0300 -0400 -04 FREQ=YEARLY;BYMONTH=4;BYDAY=SU;BYMONTHDAY=2,3,4,5,6,7,8",
			"DAYLIGHT 20220911T000000 -0400 -0300 -03",
			"DAYLIGHT 20230903T000000 -0400 -0300 -03 FREQ=YEARLY;BYMONTH=9;BYDAY=SU;BYMONTHDAY=2,3,4,5,6,7,8",
		}},
		// The end of the last Thursday of October, which may be 1 November.
		{"Africa/Cairo", 2024, 2025, []string{
			"STANDARD 19700101T000000 +0200 +0200 EET",
			"DAYLIGHT 20230428T000000 +0200 +0300 EEST FREQ=YEARLY;BYMONTH=4;BYDAY=-1FR",
			"STANDARD 20231027T000000 +0300 +0200 EET FREQ=YEARLY;BYMONTH=10;BYDAY=FR;BYMONTHDAY=26,27,28,29,30,31",
			"STANDARD 20241101T000000 +0300 +0200 EET FREQ=YEARLY;BYMONTH=11;BYDAY=FR;BYMONTHDAY=1",
		}},

		// Changes of law.
		{"Asia/Almaty", 2023, 2024, []string{
			"STANDARD 19700101T000000 +0600 +0600 +06",
			"STANDARD 20240301T000000 +0600 +0500 +05",
		}},
		{"America/Asuncion", 2024, 2025, []string{
			"DAYLIGHT 20101003T000000 -0400 -0300 -03 FREQ=YEARLY;BYMONTH=10;BYDAY=1SU;UNTIL=20241007T040000Z",
			"STANDARD 20130324T000000 -0300 -0400 -04 FREQ=YEARLY;BYMONTH=3;BYDAY=4SU;UNTIL=20240325T030000Z",
			"STANDARD 20241015T000000 -0300 -0300 -03",
		}},
		{"America/Nuuk", 2024, 2025, []string{
			"STANDARD 19700101T000000 -0300 -0300 -03",
			"STANDARD 20230325T220000 -0300 -0200 -02",
			"DAYLIGHT 20240330T230000 -0200 -0100 -01 FREQ=YEARLY;BYMONTH=3;BYDAY=SA;BYMONTHDAY=24,25,26,27,28,29,30",
			"STANDARD 20241027T000000 -0100 -0200 -02 FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
		}},
		{"Pacific/Apia", 2020, 2021, []string{
			"STANDARD 20120401T040000 +1400 +1300 +13 FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20210404T140000Z",
			"DAYLIGHT 20120930T030000 +1300 +1400 +14 FREQ=YEARLY;BYMONTH=9;BYDAY=-1SU;UNTIL=20200927T140000Z",
		}},

		// No rule: Ramadan.
		{"Africa/Casablanca", 2024, 2025, []string{
			"DAYLIGHT 20220508T020000 +0000 +0100 +01",
			"STANDARD 20230319T030000 +0100 +0000 +00",
			"DAYLIGHT 20230423T020000 +0000 +0100 +01",
			"STANDARD 20240310T030000 +0100 +0000 +00",
			"DAYLIGHT 20240414T020000 +0000 +0100 +01",
			"STANDARD 20250223T030000 +0100 +0000 +00",
			"DAYLIGHT 20250406T020000 +0000 +0100 +01",
			"STANDARD 20260215T030000 +0100 +0000 +00",
			"DAYLIGHT 20260322T020000 +0000 +0100 +01",
		}},
		{"Asia/Gaza", 2024, 2025, []string{
			"STANDARD 20221029T020000 +0300 +0200 EET FREQ=YEARLY;BYMONTH=10;BYDAY=SA;BYMONTHDAY=24,25,26,27,28,29,30",
			"DAYLIGHT 20230429T020000 +0200 +0300 EEST",
			"DAYLIGHT 20240420T020000 +0200 +0300 EEST",
			"DAYLIGHT 20250412T020000 +0200 +0300 EEST",
			"DAYLIGHT 20260328T020000 +0200 +0300 EEST FREQ=YEARLY;BYMONTH=3;BYDAY=SA;BYMONTHDAY=24,25,26,27,28,29,30",
		}},
		// No rule for long enough: the dates follow the Iranian calendar.
		{"Asia/Tehran", 2021, 2021, []string{
			"STANDARD 19700101T000000 +0330 +0330 +0330",
			"DAYLIGHT 20200321T000000 +0330 +0430 +0430",
			"STANDARD 20200921T000000 +0430 +0330 +0330",
			"DAYLIGHT 20210322T000000 +0330 +0430 +0430",
			"STANDARD 20210922T000000 +0430 +0330 +0330",
			"DAYLIGHT 20220322T000000 +0330 +0430 +0430",
			"STANDARD 20220922T000000 +0430 +0330 +0330",
		}},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprintf("%s %d-%d", tt.zone, tt.first, tt.last), func(t *testing.T) {
			got := describe(load(t, tt.zone), tt.first, tt.last)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestObservancesOrder(t *testing.T) {
	loc := load(t, "Europe/Zurich")
	a, b := time.Date(2024, time.June, 1, 0, 0, 0, 0, loc), time.Date(2026, time.June, 1, 0, 0, 0, 0, loc)
	if diff := cmp.Diff(zone.Observances(loc, a, b), zone.Observances(loc, b, a)); diff != "" {
		t.Error(diff)
	}
}

// Years outside 1970 to 9999 are of no use, and do no harm.
func TestObservancesExtremes(t *testing.T) {
	for _, name := range []string{"UTC", "Europe/Zurich", "Australia/Sydney"} {
		loc := load(t, name)
		for _, span := range [][2]int{{-5000, -5000}, {1, 1970}, {1970, 1970}, {9998, 9999}, {20000, 20000}} {
			if got := observances(loc, span[0], span[1]); len(got) == 0 {
				t.Errorf("no observances of %s in %v", name, span)
			}
		}
	}
}

// TestObservancesOfAllZones compares what the observances say with what the
// time package says, for every zone.
func TestObservancesOfAllZones(t *testing.T) {
	spans := [][2]int{{2009, 2012}, {2016, 2018}, {2019, 2021}, {2023, 2024}, {2024, 2026}, {2087, 2088}}
	for _, span := range spans {
		t.Run(fmt.Sprintf("%d-%d", span[0], span[1]), func(t *testing.T) {
			t.Parallel()
			for _, name := range zone.Names() {
				t.Run(name, func(t *testing.T) { checkZone(t, load(t, name), span[0], span[1]) })
			}
		})
	}
}

func checkZone(t *testing.T, loc *time.Location, firstYear, lastYear int) {
	list := observances(loc, firstYear, lastYear)
	begin := time.Date(firstYear-1, time.January, 1, 0, 0, 0, 0, loc)
	end := time.Date(lastYear+2, time.January, 1, 0, 0, 0, 0, loc)

	if !slices.ContainsFunc(list, func(o zone.Observance) bool { return !o.Daylight }) {
		t.Error("no STANDARD")
	}
	if !slices.IsSortedFunc(list, func(a, b zone.Observance) int { return a.Start.Compare(b.Start) }) {
		t.Error("not sorted")
	}
	for _, o := range list {
		if _, from := o.Start.Zone(); from != o.From {
			t.Errorf("%s starts with the offset %d", line(o), from)
		}
	}

	onsets := expand(t, list, lastYear+1)
	epoch := time.Date(1970, time.January, 1, 0, 0, 0, 0, time.UTC)
	for _, o := range onsets {
		if o.at.Add(time.Duration(o.from) * time.Second).Equal(epoch) {
			continue // always so
		}
		if from, to := offsetIn(loc, o.at.Add(-time.Second)), offsetIn(loc, o.at); from != o.from || to != o.to {
			t.Errorf("onset at %v from %d to %d; zone goes from %d to %d", o.at, o.from, o.to, from, to)
		}
	}
	check := func(at time.Time) {
		if at.Before(begin) || !at.Before(end) {
			return
		}
		if got, want := offset(onsets, at), offsetIn(loc, at); got != want {
			t.Errorf("at %v the offset is %d, want %d", at.UTC(), got, want)
		}
	}
	for _, change := range offsetChanges(loc, begin, end) {
		for hours := -72; hours <= 72; hours++ {
			check(change.Add(time.Duration(hours) * time.Hour))
		}
		check(change.Add(-time.Second))
	}
	for month := begin; month.Before(end); month = month.AddDate(0, 1, 0) {
		check(month)
	}
	check(end.Add(-time.Second))
	if t.Failed() {
		for _, o := range list {
			t.Log(line(o))
		}
	}
}

func offsetIn(loc *time.Location, at time.Time) int {
	_, offset := at.In(loc).Zone()
	return offset
}

// offsetChanges finds the instants at which the offset changes by looking at it
// every week, and ever more closely where it has changed.
func offsetChanges(loc *time.Location, begin, end time.Time) []time.Time {
	const week = 7 * 24 * time.Hour
	var changes []time.Time
	before := offsetIn(loc, begin)
	for lo := begin; lo.Before(end); lo = lo.Add(week) {
		hi := lo.Add(week)
		after := offsetIn(loc, hi)
		if before == after {
			continue
		}
		i := sort.Search(int(week/time.Second), func(i int) bool {
			return offsetIn(loc, lo.Add(time.Duration(i)*time.Second)) != before
		})
		changes = append(changes, lo.Add(time.Duration(i)*time.Second))
		before = after
	}
	return changes
}

// A calendar to which meetings of a later year are added keeps its
// observances; a rule may get an end.
func TestObservancesGrow(t *testing.T) {
	tests := []struct{ first, last, later int }{
		{2016, 2017, 2019}, {2019, 2020, 2025}, {2023, 2023, 2024}, {2024, 2025, 2030},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprintf("%d-%d to %d", tt.first, tt.last, tt.later), func(t *testing.T) {
			t.Parallel()
			for _, name := range zone.Names() {
				loc := load(t, name)
				grown := describe(loc, tt.first, tt.later)
				for _, before := range describe(loc, tt.first, tt.last) {
					kept := func(after string) bool {
						return after == before || strings.HasPrefix(after, before+";UNTIL=")
					}
					if !slices.ContainsFunc(grown, kept) {
						t.Errorf("%s: %s is not in\n%s", name, before, strings.Join(grown, "\n"))
					}
				}
			}
		})
	}
}

func BenchmarkObservances(b *testing.B) {
	for _, name := range []string{"Asia/Seoul", "Europe/Zurich", "Africa/Casablanca"} {
		loc := load(b, name)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				observances(loc, 2024, 2025)
			}
		})
	}
}
