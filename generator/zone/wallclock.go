package zone

import (
	"fmt"
	"time"
)

// minuteLayout is how errors write a wall clock, and how content does.
const minuteLayout = "2006-01-02 15:04"

// At returns the instant at which the clocks of a zone show the given date and
// time, in that zone. The year is from 1 to 9999.
//
// A time that is skipped when the clocks go forward, or a whole day skipped at
// the date line, is a [*GapError]; one that comes twice when they go back is an
// [*OverlapError]. A date or time that no clock shows (30 February, 24:00) is
// an error too: nothing is carried over into the next day, as [time.Date] does.
func At(year int, month time.Month, day, hour, minute int, loc *time.Location) (time.Time, error) {
	wall := time.Date(year, month, day, hour, minute, 0, 0, time.UTC)
	if y, m, d := wall.Date(); y != year || m != month || d != day ||
		wall.Hour() != hour || wall.Minute() != minute || y < 1 || y > 9999 {
		return time.Time{}, fmt.Errorf("%04d-%02d-%02d %02d:%02d is not a date and time", year, month, day, hour, minute)
	}

	// No zone has ever been more than 16 hours from UTC. So the instant, and
	// the change that skips or repeats the time, is within a day of wall.
	const margin = 24 * time.Hour
	around := periods(loc, wall.Add(-margin), wall.Add(margin))
	var found []time.Time
	for i, p := range around {
		t := wall.Add(-seconds(p.offset))
		if !t.Before(p.start) && (i == len(around)-1 || t.Before(around[i+1].start)) {
			found = append(found, t.In(loc))
		}
	}
	switch len(found) {
	case 0:
		return time.Time{}, gap(wall, around, loc)
	case 1:
		return found[0], nil
	default:
		return time.Time{}, &OverlapError{
			Wall: wall.Format(minuteLayout), Zone: loc.String(), First: found[0], Second: found[1],
		}
	}
}

// gap finds the change that skips wall, in periods of which none contains it.
func gap(wall time.Time, around []period, loc *time.Location) *GapError {
	e := &GapError{Wall: wall.Format(minuteLayout), Zone: loc.String()}
	for i, p := range around[1:] {
		e.Before = p.start.In(time.FixedZone("", around[i].offset))
		e.After = p.start.In(time.FixedZone("", p.offset))
		if wall.Add(-seconds(p.offset)).Before(p.start) {
			break
		}
	}
	return e
}

// GapError reports a wall clock that a zone skips: 02:30 on the day on which
// the clocks go from 02:00 to 03:00.
type GapError struct {
	Wall string // the wall clock asked for, "2024-03-31 02:30"
	Zone string // the name of the zone

	// Before and After are the instant of the change, on the clocks before it
	// and on those after it. Times before the wall clock of Before exist, and
	// times from the wall clock of After on.
	Before, After time.Time
}

func (e *GapError) Error() string {
	layout := minuteLayout
	if e.Before.Format(time.DateOnly) == e.After.Format(time.DateOnly) {
		layout = "15:04"
	}
	return fmt.Sprintf("%s does not exist in %s: clocks go from %s to %s; write a time before or after",
		e.Wall, e.Zone, e.Before.Format(layout), e.After.Format(layout))
}

// OverlapError reports a wall clock that a zone shows twice: 02:30 on the day
// on which the clocks go back from 03:00 to 02:00.
type OverlapError struct {
	Wall string // the wall clock asked for, "2024-10-27 02:30"
	Zone string // the name of the zone

	// First and Second are the two instants, in the zone. Their offsets
	// differ, their wall clocks do not.
	First, Second time.Time
}

func (e *OverlapError) Error() string {
	return fmt.Sprintf("%s comes twice in %s; write %s UTC or %s UTC",
		e.Wall, e.Zone, e.First.UTC().Format(minuteLayout), e.Second.UTC().Format(minuteLayout))
}

func seconds(n int) time.Duration { return time.Duration(n) * time.Second }
