package zone

import "time"

// A period is a stretch of time in which a zone keeps its offset and its name.
// It ends where the next one in a list starts.
type period struct {
	start    time.Time
	offset   int // seconds east of UTC
	name     string
	daylight bool
}

// periods returns the periods of a zone from one instant to another. The first
// has from as its start, though it may have begun earlier.
func periods(loc *time.Location, from, to time.Time) []period {
	var list []period
	for t := from.In(loc); t.Before(to); {
		p := period{start: t, daylight: t.IsDST()}
		p.name, p.offset = t.Zone()
		if n := len(list); n == 0 || !p.continues(list[n-1]) {
			list = append(list, p)
		}
		// Where the zone follows a rule for all years to come, the bounds are
		// also those of the calendar year (hence continues), which always has
		// 365 days there: on 31 December of a leap year the end is not after t.
		_, end := t.ZoneBounds()
		if end.IsZero() {
			break
		}
		if !end.After(t) {
			end = t.Add(24 * time.Hour)
		}
		t = end
	}
	return list
}

// continues reports whether p differs from earlier in nothing but its start.
func (p period) continues(earlier period) bool {
	p.start = earlier.start
	return p == earlier
}

// positive turns negative summer time into the kind that calendar clients
// expect. By the law of Ireland and Morocco, and of Namibia until 2017, the
// summer's time is the standard, and the clocks go *back* for a part of the
// year (winter, Ramadan), which the database marks as daylight saving. ICU,
// Java and Windows all have it the other way round: the lower offset is
// standard, the higher is daylight. Offsets and instants stay as they are.
func positive(list []period) []period {
	const year = 366 * 24 * time.Hour
	for i := 1; i < len(list); i++ {
		high, low := &list[i-1], &list[i]
		if high.daylight || !low.daylight || low.offset >= high.offset {
			continue
		}
		low.daylight = false
		// What lasts for years is standard all the same: Irish time from 1968
		// to 1971, the time of Namibia before 1994.
		high.daylight = low.start.Sub(high.start) < year
	}
	// A change that was only one of law is none now: Morocco, October 2018.
	var merged []period
	for _, p := range list {
		if n := len(merged); n == 0 || !p.continues(merged[n-1]) {
			merged = append(merged, p)
		}
	}
	return merged
}
