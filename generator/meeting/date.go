package meeting

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// Date is a day of the Gregorian calendar, without an hour and without a zone.
// The zero Date is not a day.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the day on which t falls in its own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// The years of days that are read. Calendars and pages write them with four digits.
const (
	FirstYear = 1900
	LastYear  = 2999
)

var datePattern = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})$`)

// ParseDate reads a day as ISO 8601 writes it, 2023-06-29, from [FirstYear] to
// [LastYear]. A day that no calendar has is an error.
func ParseDate(s string) (Date, error) {
	m := datePattern.FindStringSubmatch(s)
	if m == nil {
		return Date{}, fmt.Errorf("%q is not a date; write year-month-day, as in 2023-06-29", s)
	}
	n := func(i int) int { v, _ := strconv.Atoi(m[i]); return v } // the pattern has digits only
	d := Date{n(1), time.Month(n(2)), n(3)}
	switch {
	case d.Year < FirstYear:
		return Date{}, fmt.Errorf("%q lies before %d; write the year with four digits, as in 2023-06-29", s, FirstYear)
	case d.Year > LastYear:
		return Date{}, fmt.Errorf("%q lies after %d; write the year of the meeting, as in 2023-06-29", s, LastYear)
	}
	if d.Month < 1 || d.Month > 12 {
		return Date{}, fmt.Errorf("%q has no month %02d; months are 01 to 12", s, d.Month)
	}
	if last := lastDay(d.Year, d.Month); d.Day < 1 || d.Day > last {
		return Date{}, fmt.Errorf("%q is impossible; that month has the days 01 to %d", s, last)
	}
	return d, nil
}

// String returns the day as ISO 8601 writes it.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// IsZero reports whether d is not a day.
func (d Date) IsZero() bool { return d == Date{} }

// Compare returns -1, 0 or +1 as d lies before, on or after e.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// utc returns the start of the day in UTC, for reckoning with days.
func (d Date) utc() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// AddDays returns the day n days after d.
func (d Date) AddDays(n int) Date { return DateOf(d.utc().AddDate(0, 0, n)) }

// AddMonths returns the day n months after d; where that month is too short,
// its last day: one month before 31 March is 28 or 29 February.
func (d Date) AddMonths(n int) Date {
	first := time.Date(d.Year, d.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := lastDay(first.Year(), first.Month())
	return Date{first.Year(), first.Month(), min(d.Day, last)}
}

// DaysUntil returns how many days e lies after d.
func (d Date) DaysUntil(e Date) int { return int((e.utc().Unix() - d.utc().Unix()) / 86400) }

// In returns noon of the day in a zone, which no change of summer time skips.
func (d Date) In(loc *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, loc)
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// lastDay returns the number of days in a month.
func lastDay(year int, m time.Month) int {
	return time.Date(year, m+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
