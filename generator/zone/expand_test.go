package zone_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"plenary/generator/zone"
)

// An onset is one instant at which an observance comes into force.
type onset struct {
	at       time.Time
	from, to int
}

// expand reads observances as a calendar client does, up to a year: it lists
// their onsets in order. It knows the parts of an RRULE that the package may
// write, and nothing of how the package finds them.
func expand(t *testing.T, list []zone.Observance, lastYear int) []onset {
	t.Helper()
	var onsets []onset
	for _, o := range list {
		if o.Rule == "" {
			onsets = append(onsets, onset{o.Start, o.From, o.To})
			continue
		}
		r := parseRule(t, o.Rule)
		first := true
		for year := o.Start.Year(); year <= lastYear; year++ {
			for day := 1; day <= daysIn(year, r.month); day++ {
				h, m, s := o.Start.Clock()
				at := time.Date(year, r.month, day, h, m, s, 0, time.UTC).Add(-time.Duration(o.From) * time.Second)
				if !r.has(year, day) || at.Before(o.Start) || !r.until.IsZero() && at.After(r.until) {
					continue
				}
				if first && !at.Equal(o.Start) {
					t.Errorf("%v is not an instance of %s", o.Start, o.Rule)
				}
				first = false
				onsets = append(onsets, onset{at, o.From, o.To})
			}
		}
	}
	slices.SortFunc(onsets, func(a, b onset) int { return a.at.Compare(b.at) })
	return onsets
}

// offset returns the offset at an instant according to onsets in order.
func offset(onsets []onset, at time.Time) int {
	i, found := slices.BinarySearchFunc(onsets, at, func(o onset, at time.Time) int { return o.at.Compare(at) })
	switch {
	case found:
		return onsets[i].to
	case i == 0:
		return onsets[0].from
	}
	return onsets[i-1].to
}

// rule is an RRULE with FREQ=YEARLY and one month.
type rule struct {
	month   time.Month
	weekday time.Weekday
	nth     int   // which weekday of the month, from its end if negative, 0 for any
	anyDay  bool  // no BYDAY
	dates   []int // BYMONTHDAY, nil for any
	until   time.Time
}

func parseRule(t *testing.T, s string) rule {
	t.Helper()
	r := rule{anyDay: true}
	parts := strings.Split(s, ";")
	if parts[0] != "FREQ=YEARLY" {
		t.Fatalf("rule %s", s)
	}
	for _, part := range parts[1:] {
		key, value, _ := strings.Cut(part, "=")
		var err error
		switch key {
		case "BYMONTH":
			var n int
			n, err = strconv.Atoi(value)
			r.month = time.Month(n)
		case "BYDAY":
			r.anyDay = false
			r.weekday = time.Weekday(slices.Index([]string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}, value[len(value)-2:]))
			if n := value[:len(value)-2]; n != "" {
				r.nth, err = strconv.Atoi(n)
			}
		case "BYMONTHDAY":
			for field := range strings.SplitSeq(value, ",") {
				var n int
				n, err = strconv.Atoi(field)
				r.dates = append(r.dates, n)
			}
		case "UNTIL":
			r.until, err = time.Parse("20060102T150405Z", value)
		default:
			err = fmt.Errorf("unexpected part %s", key)
		}
		if err != nil || r.weekday < 0 {
			t.Fatalf("rule %s: %v", s, err)
		}
	}
	if r.month == 0 {
		t.Fatalf("rule %s has no month", s)
	}
	return r
}

// has reports whether a day of the rule's month belongs to the rule.
func (r rule) has(year, day int) bool {
	if r.dates != nil && !slices.Contains(r.dates, day) {
		return false
	}
	if r.anyDay {
		return true
	}
	if time.Date(year, r.month, day, 0, 0, 0, 0, time.UTC).Weekday() != r.weekday {
		return false
	}
	fromEnd := daysIn(year, r.month) - day
	switch {
	case r.nth > 0:
		return (day-1)/7 == r.nth-1
	case r.nth < 0:
		return fromEnd/7 == -r.nth-1
	}
	return true
}

func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
