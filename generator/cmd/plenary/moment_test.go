package main

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"plenary/generator/meeting"
	"plenary/generator/revision"
	"plenary/generator/zone"
)

func TestMoment(t *testing.T) {
	released, err := strconv.Atoi(zone.Version[:4])
	if err != nil {
		t.Fatal(err)
	}
	year := func(n int, rest string) string { return strconv.Itoa(released+n) + rest }
	now := year(1, "-07-03 09:00 UTC")
	for _, tt := range []struct {
		name, now, last, flag string
		want, problem         string // one of them
	}{
		{"first issue", now, "", "", now, ""},
		{"later", now, "2023-07-03 09:00 UTC", "", now, ""},
		{"two in one minute", now, now, "", year(1, "-07-03 09:01 UTC"), ""},
		{"clocks of two people", now, year(1, "-07-03 09:09 UTC"), "", year(1, "-07-03 09:10 UTC"), ""},
		{"after a fast clock", now, year(1, "-07-03 09:10 UTC"), "", "", `with --date "` + year(1, "-07-03 09:11 UTC") + `"`},
		{"after a very fast clock", now, "2998-12-31 23:59 UTC", "", "", `with --date "2999-01-01 00:00 UTC"`},

		{"given, of an old archive", now, "", "1900-01-01", "1900-01-01 00:00 UTC", ""},
		{"given, before any archive", now, "", "1899-12-31", "", "before 1900"},
		{"given, in a zone", now, "", "2023-07-03 18:00 Asia/Seoul", "2023-07-03 09:00 UTC", ""},
		{"given, today further east", now, "", year(1, "-07-04"), year(1, "-07-04 00:00 UTC"), ""},
		{"given, in the future", now, "", year(1, "-07-05"), "", "lies in the future"},
		{"given, right after a fast clock", now, "2998-12-31 23:59 UTC", "2999-01-01", "2999-01-01 00:00 UTC", ""},
		{"given, a day after a fast clock", now, "2998-12-31 23:59 UTC", "2999-01-01 23:59 UTC", "2999-01-01 23:59 UTC", ""},
		{"given, later after a fast clock", now, "2998-12-31 23:59 UTC", "2999-01-02", "", "if this clock is slow"},
		{"given, before a fast clock", now, "2998-12-31 23:59 UTC", "2023-07-03", "", "if this clock is slow"},
		{"given, in the future after a right clock", now, "2023-07-03 09:00 UTC", year(2, "-01-01"), "", "lies in the future"},

		{"clock that was never set", "1970-01-01 00:05 UTC", "", "", "", "set the clock"},
		{"clock that was never set, given", "1970-01-01 00:05 UTC", "", "2023-07-03", "", "set the clock"},
		{"clock before the program", year(-1, "-12-31 23:59 UTC"), "", "", "", "set the clock"},
		{"clock with the program", year(0, "-01-01 00:00 UTC"), "", "", year(0, "-01-01 00:00 UTC"), ""},
		{"clock at the end", year(10, "-12-31 23:59 UTC"), "", "", year(10, "-12-31 23:59 UTC"), ""},
		{"clock after the end", year(11, "-01-01 00:00 UTC"), "", "", "", "set the clock, or use a newer version"},
		{"clock after the end, given", year(11, "-01-01 00:00 UTC"), "", year(11, "-01-01"), "", "set the clock, or use a newer version"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			at := func(s string) time.Time {
				date, err := time.Parse(revision.DateFormat, s)
				if err != nil {
					t.Fatal(err)
				}
				return date
			}
			var last *meeting.Revision
			if tt.last != "" {
				last = &meeting.Revision{Number: 1, Date: at(tt.last)}
			}
			got, err := reviseFlags{date: tt.flag}.moment(last, at(tt.now).Add(30*time.Second))
			switch {
			case tt.problem == "" && err != nil:
				t.Error(err)
			case tt.problem == "" && !got.Equal(at(tt.want)):
				t.Errorf("date %v, want %s", got, tt.want)
			case tt.problem != "" && (err == nil || !strings.Contains(err.Error(), tt.problem)):
				t.Errorf("date %v, error %v; want an error with %q", got, err, tt.problem)
			}
		})
	}
}
