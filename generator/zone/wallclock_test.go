package zone_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/zone"
)

const minute = "2006-01-02 15:04"

// at calls [zone.At] with a wall clock like "2023-08-29 09:30".
func at(t *testing.T, wall, name string) (time.Time, error) {
	t.Helper()
	w, err := time.Parse(minute, wall)
	if err != nil {
		t.Fatal(err)
	}
	return zone.At(w.Year(), w.Month(), w.Day(), w.Hour(), w.Minute(), load(t, name))
}

func TestAt(t *testing.T) {
	tests := []struct{ name, wall, zone, want string }{
		{"utc", "2023-08-16 23:59", "UTC", "2023-08-16T23:59:00Z"},
		{"no summer time", "2023-08-29 09:30", "Asia/Seoul", "2023-08-29T09:30:00+09:00"},
		{"winter", "2024-01-15 09:30", "Europe/Zurich", "2024-01-15T09:30:00+01:00"},
		{"summer", "2024-07-15 09:30", "Europe/Zurich", "2024-07-15T09:30:00+02:00"},
		{"by the rule for all years", "2055-07-15 09:30", "Europe/Zurich", "2055-07-15T09:30:00+02:00"},
		{"last minute before a gap", "2024-03-31 01:59", "Europe/Zurich", "2024-03-31T01:59:00+01:00"},
		{"first minute after a gap", "2024-03-31 03:00", "Europe/Zurich", "2024-03-31T03:00:00+02:00"},
		{"last minute before an overlap", "2024-10-27 01:59", "Europe/Zurich", "2024-10-27T01:59:00+02:00"},
		{"first minute after an overlap", "2024-10-27 03:00", "Europe/Zurich", "2024-10-27T03:00:00+01:00"},
		{"half an hour", "2024-04-07 02:00", "Australia/Lord_Howe", "2024-04-07T02:00:00+10:30"},
		{"before the skipped day", "2011-12-29 23:59", "Pacific/Apia", "2011-12-29T23:59:00-10:00"},
		{"after the skipped day", "2011-12-31 00:00", "Pacific/Apia", "2011-12-31T00:00:00+14:00"},
		{"leap year, east", "2028-12-31 12:00", "Australia/Sydney", "2028-12-31T12:00:00+11:00"},
		{"leap year, west", "2028-12-31 23:59", "America/Santiago", "2028-12-31T23:59:00-03:00"},
		{"furthest east", "1867-10-17 12:00", "America/Juneau", "1867-10-17T12:00:00+15:02"},
		{"first year", "0001-01-01 00:00", "UTC", "0001-01-01T00:00:00Z"},
		{"last year", "9999-12-31 23:59", "America/New_York", "9999-12-31T23:59:00-05:00"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := at(t, tt.wall, tt.zone)
			if err != nil {
				t.Fatal(err)
			}
			if s := got.Format(time.RFC3339); s != tt.want {
				t.Errorf("got %s, want %s", s, tt.want)
			}
			if got.Location().String() != tt.zone {
				t.Errorf("got a time in %s, want %s", got.Location(), tt.zone)
			}
		})
	}
}

func TestAtGap(t *testing.T) {
	tests := []struct{ name, wall, zone, before, after, message string }{
		{
			"an hour", "2024-03-31 02:30", "Europe/Zurich", "2024-03-31T02:00:00+01:00", "2024-03-31T03:00:00+02:00",
			"2024-03-31 02:30 does not exist in Europe/Zurich: clocks go from 02:00 to 03:00; write a time before or after",
		},
		{
			"first minute", "2024-03-31 02:00", "Europe/Zurich", "2024-03-31T02:00:00+01:00", "2024-03-31T03:00:00+02:00",
			"2024-03-31 02:00 does not exist in Europe/Zurich: clocks go from 02:00 to 03:00; write a time before or after",
		},
		{
			"last minute", "2024-03-31 02:59", "Europe/Zurich", "2024-03-31T02:00:00+01:00", "2024-03-31T03:00:00+02:00",
			"2024-03-31 02:59 does not exist in Europe/Zurich: clocks go from 02:00 to 03:00; write a time before or after",
		},
		{
			"half an hour", "2024-10-06 02:15", "Australia/Lord_Howe", "2024-10-06T02:00:00+10:30", "2024-10-06T02:30:00+11:00",
			"2024-10-06 02:15 does not exist in Australia/Lord_Howe: clocks go from 02:00 to 02:30; write a time before or after",
		},
		{
			"midnight", "2023-04-28 00:00", "Africa/Cairo", "2023-04-28T00:00:00+02:00", "2023-04-28T01:00:00+03:00",
			"2023-04-28 00:00 does not exist in Africa/Cairo: clocks go from 00:00 to 01:00; write a time before or after",
		},
		{
			"across midnight", "2024-03-30 23:30", "America/Nuuk", "2024-03-30T23:00:00-02:00", "2024-03-31T00:00:00-01:00",
			"2024-03-30 23:30 does not exist in America/Nuuk: clocks go from 2024-03-30 23:00 to 2024-03-31 00:00; write a time before or after",
		},
		{
			"a day at the date line", "2011-12-30 12:00", "Pacific/Apia", "2011-12-30T00:00:00-10:00", "2011-12-31T00:00:00+14:00",
			"2011-12-30 12:00 does not exist in Pacific/Apia: clocks go from 2011-12-30 00:00 to 2011-12-31 00:00; write a time before or after",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := at(t, tt.wall, tt.zone)
			var gap *zone.GapError
			if !errors.As(err, &gap) {
				t.Fatalf("At = %v, %v; want a GapError", got, err)
			}
			facts := []string{gap.Wall, gap.Zone, gap.Before.Format(time.RFC3339), gap.After.Format(time.RFC3339), gap.Error()}
			if diff := cmp.Diff([]string{tt.wall, tt.zone, tt.before, tt.after, tt.message}, facts); diff != "" {
				t.Error(diff)
			}
			if !gap.Before.Equal(gap.After) {
				t.Errorf("%v and %v are not the same instant", gap.Before, gap.After)
			}
		})
	}
}

func TestAtOverlap(t *testing.T) {
	tests := []struct{ name, wall, zone, first, second, message string }{
		{
			"an hour", "2024-10-27 02:30", "Europe/Zurich", "2024-10-27T02:30:00+02:00", "2024-10-27T02:30:00+01:00",
			"2024-10-27 02:30 comes twice in Europe/Zurich; write 2024-10-27 00:30 UTC or 2024-10-27 01:30 UTC",
		},
		{
			"first minute", "2024-10-27 02:00", "Europe/Zurich", "2024-10-27T02:00:00+02:00", "2024-10-27T02:00:00+01:00",
			"2024-10-27 02:00 comes twice in Europe/Zurich; write 2024-10-27 00:00 UTC or 2024-10-27 01:00 UTC",
		},
		{
			"half an hour", "2024-04-07 01:45", "Australia/Lord_Howe", "2024-04-07T01:45:00+11:00", "2024-04-07T01:45:00+10:30",
			"2024-04-07 01:45 comes twice in Australia/Lord_Howe; write 2024-04-06 14:45 UTC or 2024-04-06 15:15 UTC",
		},
		{
			"before midnight", "2024-10-31 23:30", "Africa/Cairo", "2024-10-31T23:30:00+03:00", "2024-10-31T23:30:00+02:00",
			"2024-10-31 23:30 comes twice in Africa/Cairo; write 2024-10-31 20:30 UTC or 2024-10-31 21:30 UTC",
		},
		{
			"change of law", "2024-02-29 23:30", "Asia/Almaty", "2024-02-29T23:30:00+06:00", "2024-02-29T23:30:00+05:00",
			"2024-02-29 23:30 comes twice in Asia/Almaty; write 2024-02-29 17:30 UTC or 2024-02-29 18:30 UTC",
		},
		{
			"a day at the date line", "1892-07-04 12:00", "Pacific/Apia", "1892-07-04T12:00:00+12:33", "1892-07-04T12:00:00-11:26",
			"1892-07-04 12:00 comes twice in Pacific/Apia; write 1892-07-03 23:26 UTC or 1892-07-04 23:26 UTC",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := at(t, tt.wall, tt.zone)
			var overlap *zone.OverlapError
			if !errors.As(err, &overlap) {
				t.Fatalf("At = %v, %v; want an OverlapError", got, err)
			}
			facts := []string{
				overlap.Wall, overlap.Zone,
				overlap.First.Format(time.RFC3339), overlap.Second.Format(time.RFC3339), overlap.Error(),
			}
			if diff := cmp.Diff([]string{tt.wall, tt.zone, tt.first, tt.second, tt.message}, facts); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAtNoDate(t *testing.T) {
	tests := []struct {
		name                           string
		year, month, day, hour, minute int
		want                           string
	}{
		{"30 February", 2024, 2, 30, 9, 0, "2024-02-30 09:00 is not a date and time"},
		{"29 February", 2023, 2, 29, 9, 0, "2023-02-29 09:00 is not a date and time"},
		{"month 13", 2024, 13, 1, 9, 0, "2024-13-01 09:00 is not a date and time"},
		{"day 0", 2024, 1, 0, 9, 0, "2024-01-00 09:00 is not a date and time"},
		{"24:00", 2024, 1, 1, 24, 0, "2024-01-01 24:00 is not a date and time"},
		{"minute 60", 2024, 1, 1, 9, 60, "2024-01-01 09:60 is not a date and time"},
		{"year 0", 0, 1, 1, 9, 0, "0000-01-01 09:00 is not a date and time"},
		{"year 10000", 10000, 1, 1, 9, 0, "10000-01-01 09:00 is not a date and time"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := zone.At(tt.year, time.Month(tt.month), tt.day, tt.hour, tt.minute, load(t, "Asia/Seoul"))
			if err == nil || err.Error() != tt.want {
				t.Errorf("At = %v, %v; want %s", got, err, tt.want)
			}
		})
	}
}

// FuzzAt compares At with time.Date, which has an instant for every wall clock,
// and with what the zone's clocks show around it.
func FuzzAt(f *testing.F) {
	f.Add("Europe/Zurich", 2024, 3, 31, 2, 30)
	f.Add("Europe/Zurich", 2024, 10, 27, 2, 30)
	f.Add("Pacific/Apia", 2011, 12, 30, 12, 0)
	f.Add("Pacific/Apia", 1892, 7, 4, 12, 0)
	f.Add("Australia/Sydney", 2032, 12, 31, 23, 59)
	f.Add("America/Metlakatla", 1867, 10, 18, 0, 0)
	f.Add("UTC", 9999, 12, 31, 24, 0)
	f.Fuzz(func(t *testing.T, name string, year, month, day, hour, minutes int) {
		loc, err := zone.Load(name)
		if err != nil {
			t.Skip()
		}
		got, err := zone.At(year, time.Month(month), day, hour, minutes, loc)
		date := time.Date(year, time.Month(month), day, hour, minutes, 0, 0, loc)
		var gap *zone.GapError
		var overlap *zone.OverlapError
		switch {
		case err == nil:
			y, m, d := got.Date()
			if y != year || int(m) != month || d != day || got.Hour() != hour || got.Minute() != minutes || got.Second() != 0 {
				t.Fatalf("got %v", got)
			}
			if !got.Equal(date) {
				t.Fatalf("got %v, time.Date gives %v", got, date)
			}
		case errors.As(err, &overlap):
			if !overlap.First.Before(overlap.Second) ||
				overlap.First.Format(minute) != overlap.Wall || overlap.Second.Format(minute) != overlap.Wall {
				t.Fatalf("%v: %v and %v", err, overlap.First, overlap.Second)
			}
		case errors.As(err, &gap):
			before, after := gap.Before.Format(minute), gap.After.Format(minute)
			if gap.Wall < before || gap.Wall > after || date.Format(minute) == gap.Wall {
				t.Fatalf("%v: %v to %v, time.Date gives %v", err, before, after, date)
			}
		}
	})
}
