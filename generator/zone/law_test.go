package zone_test

import (
	"encoding/binary"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// invent returns a zone that follows a law nobody has made yet, given as a TZ
// string (RFC 9636, 3.3): "AST1ADT,M3.2.0,M11.1.0".
func invent(t *testing.T, law string) *time.Location {
	t.Helper()
	// A header with one local time type and three or four bytes of names; that
	// type; its name. First with 32-bit times, then again with 64-bit times.
	block := append([]byte("TZif2"), make([]byte, 15)...)
	for _, count := range []uint32{0, 0, 0, 0, 1, 4} {
		block = binary.BigEndian.AppendUint32(block, count)
	}
	block = append(block, 0, 0, 0, 0, 0, 0)
	block = append(block, "LMT\x00"...)
	data := slices.Concat(block, block, []byte("\n"+law+"\n"))
	loc, err := time.LoadLocationFromTZData(law, data)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// Laws may be made that are not like those there are. (Changes that may fall in
// two calendar years are left out: the time package itself misreads them.)
func TestObservancesOfAnyLaw(t *testing.T) {
	tests := []struct{ name, law string }{
		{"last of February, also the 29th", "AST0ADT,M2.5.0,M11.1.0"},
		{"from February into March", "AST0ADT,M2.5.6/24,M11.1.0"},
		{"from January into February", "AST0ADT,M1.5.6/48,M11.1.0"},
		{"on a date", "AST0ADT,J59,J305"},
		{"on 1 March", "AST0ADT,J60,J305"},
		{"on a day of the year", "AST0ADT,59,304"},
		{"third and fourth weekday", "AST-9ADT,M3.3.3,M10.4.4"},
		{"negative", "AST-1ADT0,M10.5.0,M3.5.0/1"},
		{"two hours, west", "AST11ADT9,M4.1.0/-5,M9.2.1/30"},
		{"seconds", "AST-0:19:32ADT,M4.1.0,M10.1.0"},
		{"always daylight", "AST0ADT,0/0,J365/25"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			loc := invent(t, tt.law)
			for year := 1999; year < 2040; year += 3 {
				checkZone(t, loc, year, year+1)
			}
		})
	}
}

func TestObservancesRule(t *testing.T) {
	tests := []struct {
		name, law string
		want      []string
	}{
		{"date", "AST0ADT,J60,J305", []string{
			"DAYLIGHT 19700301T020000 +0000 +0100 ADT FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1",
			"STANDARD 19701101T020000 +0100 +0000 AST FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=1",
		}},
		{"first and last", "AST0ADT,M4.1.1,M9.5.1", []string{
			"DAYLIGHT 19700406T020000 +0000 +0100 ADT FREQ=YEARLY;BYMONTH=4;BYDAY=1MO",
			"STANDARD 19700928T020000 +0100 +0000 AST FREQ=YEARLY;BYMONTH=9;BYDAY=-1MO",
		}},
		{"fourth, of a short and a long month", "AST0ADT,M2.4.2,M10.4.2", []string{
			"DAYLIGHT 19700224T020000 +0000 +0100 ADT FREQ=YEARLY;BYMONTH=2;BYDAY=4TU",
			"STANDARD 19701027T020000 +0100 +0000 AST FREQ=YEARLY;BYMONTH=10;BYDAY=4TU",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, describe(invent(t, tt.law), 2024, 2025)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
