package zone

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// leastYears is for how many years in a row changes have to follow a rule to
// be written as one. Fewer may do so by chance.
const leastYears = 4

// horizon returns the year up to which changes are looked at to find which rule
// they follow, for a calendar that ends in the given year. Weekdays come back to
// the same dates after 28 years, so that a rule still in force at the end is
// seen with all of its dates. The fixed year lies behind the last change that
// the database knows to follow no rule (Morocco and Palestine, 2087), so that
// the outcome does not depend on the calendar.
func horizon(endYear int) int { return max(endYear+28, 2100) }

// A run is a change that is repeated in consecutive years: on the same date, or
// on the same weekday within seven dates, such as the 25th to the 31st.
type run struct {
	onsets []Observance // newest first, one a year
	lo, hi int          // the earliest and the latest date, see dateNumber
}

// runs divides changes, which are in order, into runs. It goes back in time, so
// that a rule is taken to have begun when it first fits, and the latest rule, of
// which most is known, is the first to choose.
func runs(changes []Observance) []*run {
	var list []*run
	for _, o := range slices.Backward(changes) {
		if !slices.ContainsFunc(list, func(r *run) bool { return r.extend(o) }) {
			date := dateNumber(o.Start)
			list = append(list, &run{onsets: []Observance{o}, lo: date, hi: date})
		}
	}
	return list
}

func (r *run) newest() Observance { return r.onsets[0] }
func (r *run) oldest() Observance { return r.onsets[len(r.onsets)-1] }

// onDate reports whether the onsets keep their date, not their weekday. Of one
// onset it is not known.
func (r *run) onDate() bool { return len(r.onsets) > 1 && r.lo == r.hi }

// extend adds o to the run if it fits as the next older onset.
func (r *run) extend(o Observance) bool {
	next := r.oldest()
	if o.Start.Year() != next.Start.Year()-1 || !sameChange(o, next) {
		return false
	}
	date := dateNumber(o.Start)
	lo, hi := min(r.lo, date), max(r.hi, date)
	const march = 31 + 28 + 1
	switch {
	case lo == 0: // 29 February
		return false
	case lo == hi: // on one date so far
	case r.onDate(), o.Start.Weekday() != next.Start.Weekday(), hi-lo >= 7:
		return false
	case lo < march && march <= hi: // in leap years, eight dates
		return false
	}
	r.onsets = append(r.onsets, o)
	r.lo, r.hi = lo, hi
	return true
}

// sameChange reports whether two changes differ at most in their date.
func sameChange(a, b Observance) bool {
	ah, am, as := a.Start.Clock()
	bh, bm, bs := b.Start.Clock()
	return a.Daylight == b.Daylight && a.From == b.From && a.To == b.To && a.Name == b.Name &&
		ah == bh && am == bm && as == bs
}

// dateNumber numbers the dates of a year, 1 January being 1. 29 February, which
// most years lack, is 0.
func dateNumber(t time.Time) int {
	const commonYear = 2001
	_, month, day := t.Date()
	if month == time.February && day == 29 {
		return 0
	}
	return time.Date(commonYear, month, day, 0, 0, 0, 0, time.UTC).YearDay()
}

// observances returns the run as an observance with a rule. If its dates lie in
// two months (the day after the last Thursday of October, as in Egypt), there is
// one for each: no rule for both is understood by calendar clients. A rule that
// does not go on to endYear gets an end.
func (r *run) observances(endYear int) []Observance {
	byMonth := map[time.Month][]Observance{}
	for _, o := range r.onsets {
		byMonth[o.Start.Month()] = append(byMonth[o.Start.Month()], o)
	}
	var list []Observance
	for month, part := range byMonth { // in no order: Observances sorts
		o := part[len(part)-1]
		if len(part) > 1 {
			o.Rule = fmt.Sprintf("FREQ=YEARLY;BYMONTH=%d", month) + r.day(part, len(byMonth) == 1)
			if r.newest().Start.Year() < endYear {
				o.Rule += until(part[0].Start)
			}
		}
		list = append(list, o)
	}
	return list
}

// until returns the part of a rule that ends it with the onset last. It is in
// UTC, as RFC 5545, 3.3.10 asks here. Some clients (dateutil) compare it with
// local time all the same and, east of UTC, lose the last onset; a day more is
// right for them too, and means the same to all others.
func until(last time.Time) string {
	return last.Add(24 * time.Hour).UTC().Format(";UNTIL=20060102T150405Z")
}

// day returns the part of a rule that says which day of the month is meant, for
// those onsets of the run that lie in one month; whole says that all do. Best
// is a weekday counted from an end of the month ("-1SU", "2SU"), which every
// client understands; else it is a weekday among the dates seen.
func (r *run) day(onsets []Observance, whole bool) string {
	lo, hi := 31, 1
	for _, o := range onsets {
		lo, hi = min(lo, o.Start.Day()), max(hi, o.Start.Day())
	}
	if r.onDate() {
		return fmt.Sprintf(";BYMONTHDAY=%d", lo)
	}

	const week = 7
	start := onsets[0].Start
	weekday := strings.ToUpper(start.Weekday().String()[:2])
	monthLen := start.AddDate(0, 1, -start.Day()).Day()
	switch n := (lo-1)/week + 1; {
	case whole && start.Month() != time.February && lo > monthLen-week:
		return ";BYDAY=-1" + weekday
	case whole && n == (hi-1)/week+1:
		return fmt.Sprintf(";BYDAY=%d%s", n, weekday)
	}
	var dates []string
	for d := lo; d <= hi; d++ {
		dates = append(dates, strconv.Itoa(d))
	}
	return ";BYDAY=" + weekday + ";BYMONTHDAY=" + strings.Join(dates, ",")
}
