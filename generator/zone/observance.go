package zone

import (
	"cmp"
	"slices"
	"time"
)

// Observance is one STANDARD or DAYLIGHT part of a VTIMEZONE (RFC 5545, 3.6.5):
// an offset, and when it comes into force.
type Observance struct {
	Daylight bool // DAYLIGHT, else STANDARD

	// Start is the first instant at which the observance comes into force, or
	// 1 January 1970 for what always was so. It is given on the clocks that are
	// about to change, with the offset From. So its clock is DTSTART:
	//
	//	o.Start.Format("20060102T150405")
	Start time.Time

	From, To int // TZOFFSETFROM and TZOFFSETTO, in seconds east of UTC

	// Name is TZNAME: "CEST", or "+09" where the IANA database knows of no
	// abbreviation in use.
	Name string

	// Rule is RRULE, "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", or "" if the
	// observance comes into force once. Start is always an instance of it, as
	// RFC 5545, 3.8.5.3 asks.
	Rule string
}

// Observances describes a zone for a calendar whose times run from first to
// last. The result is sorted by Start, and at least one is STANDARD. It is right
// for every instant from 1 January of the year before first's to 31 December of
// the year after last's, within the years 1970 to 9999.
//
// A zone that has no change in these years is one STANDARD from 1970 on, with
// equal offsets. A yearly change is a rule, which starts when it came into
// force, not when the calendar does, and ends (UNTIL) only if that was within
// these years: a calendar that grows keeps the observances it has. A change
// that follows no rule, as in Morocco, where Ramadan sets the dates, is an
// observance that happens once.
//
// What was in force when the years begin is stated by a rule, or is STANDARD from
// 1970 on. Where neither would be right (daylight time, or a rule that began
// earlier), it is an observance that happens once, too.
//
// DAYLIGHT is the higher offset, as calendar clients expect, also where by law
// the higher one is the standard, as in Ireland and Morocco.
func Observances(loc *time.Location, first, last time.Time) []Observance {
	if last.Before(first) {
		first, last = last, first
	}
	const firstYear, lastYear = 1970, 9999
	beginYear := max(first.In(loc).Year()-1, firstYear)
	endYear := max(min(last.In(loc).Year()+1, lastYear), beginYear)
	begin := newYear(beginYear, loc)
	end := newYear(endYear+1, loc)

	all := positive(periods(loc, newYear(firstYear, time.UTC), newYear(horizon(endYear), time.UTC)))
	changes := changesOf(all)
	inForce := 0 // index into all of the period that contains begin
	for inForce < len(changes) && !changes[inForce].Start.After(begin) {
		inForce++
	}
	if inForce == len(changes) || !changes[inForce].Start.Before(end) {
		return []Observance{constant(all[inForce])}
	}

	var list []Observance
	stated := false // whether a rule of list states what is in force at begin
	for _, r := range runs(changes) {
		switch {
		case r.newest().Start.Before(begin) || !r.oldest().Start.Before(end):
		case len(r.onsets) < leastYears:
			for _, o := range r.onsets {
				if o.Start.After(begin) && o.Start.Before(end) {
					list = append(list, o)
				}
			}
		default:
			list = append(list, r.observances(endYear)...)
			stated = stated || inForce > 0 && slices.Contains(r.onsets, changes[inForce-1])
		}
	}
	if !stated {
		list = append(list, beforehand(all[inForce], changes[:inForce], list))
	}
	slices.SortFunc(list, func(a, b Observance) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.To, b.To))
	})
	return list
}

// beforehand returns the observance for what is in force, by no rule, when the
// years described begin: p, to which the last of changes has led. The others
// are given in list.
func beforehand(p period, changes, list []Observance) Observance {
	if len(changes) == 0 {
		return constant(p)
	}
	latest := changes[len(changes)-1]
	early := func(o Observance) bool { return o.Start.Before(latest.Start) }
	if latest.Daylight || slices.ContainsFunc(list, early) {
		return latest
	}
	return constant(p)
}

// constant returns the observance that says that p has always been in force.
func constant(p period) Observance {
	start := newYear(1970, time.FixedZone("", p.offset))
	return Observance{Start: start, From: p.offset, To: p.offset, Name: p.name}
}

// changesOf returns the changes from each period to the next: changes[i] leads
// from list[i] to list[i+1].
func changesOf(list []period) []Observance {
	var changes []Observance
	for i, p := range list[1:] {
		from := list[i].offset
		changes = append(changes, Observance{
			Daylight: p.daylight,
			Start:    p.start.In(time.FixedZone("", from)),
			From:     from,
			To:       p.offset,
			Name:     p.name,
		})
	}
	return changes
}

func newYear(year int, loc *time.Location) time.Time {
	return time.Date(year, time.January, 1, 0, 0, 0, 0, loc)
}
