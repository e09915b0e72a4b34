package main

import (
	"fmt"
	"strconv"
	"time"

	"plenary/generator/meeting"
	"plenary/generator/revision"
	"plenary/generator/zone"
)

const (
	tolerance   = 10 * time.Minute // how far clocks of several people may be apart
	ahead       = 24 * time.Hour   // how far --date may go beyond now, where it is already that day
	serviceable = 10               // for how many years after the release of its time zones a program records
)

// moment returns the date of the revision after the last one, which may be nil, to the
// minute. A date must not lie in the future, because no other revision could be dated
// before it.
func (r reviseFlags) moment(last *meeting.Revision, now time.Time) (time.Time, error) {
	now = now.UTC().Truncate(time.Minute)
	if err := checkClock(now); err != nil {
		return time.Time{}, err
	}
	early := last != nil && last.Date.Sub(now) >= tolerance
	if r.date == "" {
		switch {
		case early:
			return time.Time{}, inFuture(last, now)
		case last != nil && !now.After(last.Date):
			return last.Date.Add(time.Minute), nil // two in one minute
		}
		return now, nil
	}
	date, err := r.given()
	switch {
	case err != nil:
		return time.Time{}, err
	case early && (!date.After(last.Date) || date.Sub(last.Date) > ahead):
		return time.Time{}, inFuture(last, now)
	case !early && date.Sub(now) > ahead:
		return time.Time{}, fmt.Errorf("--date %q lies in the future; record what is published when it is", r.date)
	}
	return date, nil
}

// given returns the date that --date gives.
func (r reviseFlags) given() (time.Time, error) {
	w, err := meeting.ParseWhen(r.date, time.UTC)
	switch {
	case err != nil:
		return time.Time{}, fmt.Errorf("--date: %w", err)
	case w.Form == meeting.Day:
		return time.Date(w.First.Year, w.First.Month, w.First.Day, 0, 0, 0, 0, time.UTC), nil
	case w.Form == meeting.Instant:
		return w.Start.UTC(), nil
	}
	return time.Time{}, fmt.Errorf("--date %q: write a day, or a day and an hour, as in \"2023-07-03 09:00 UTC\"", r.date)
}

// checkClock returns an error if the clock of the machine cannot be right: a revision
// with a wrong date can be neither corrected nor taken back.
func checkClock(now time.Time) error {
	released, err := strconv.Atoi(zone.Version[:4])
	if err != nil {
		return fmt.Errorf("time zones %s: %w", zone.Version, err)
	}
	says := "the clock of this machine says " + now.Format(revision.DateFormat)
	switch {
	case now.Year() < released:
		return fmt.Errorf("%s, but this program is of %d or later; set the clock", says, released)
	case now.Year() > released+serviceable:
		return fmt.Errorf("%s, more than %d years after this program's time zones of %d; set the clock, or use a newer version", says, serviceable, released)
	}
	return nil
}

// inFuture says how to record after a revision that lies in the future.
func inFuture(last *meeting.Revision, now time.Time) error {
	return fmt.Errorf("%[1]s is dated %[2]s, but the clock of this machine says %[3]s; if this clock is slow, set it; "+
		"if the clock was fast when %[1]s was recorded, restore revisions.yaml from its history and record again, "+
		"or, if %[1]s is published already, record this right after it with --date %[4]q",
		last, last.Date.Format(revision.DateFormat), now.Format(revision.DateFormat), last.Date.Add(time.Minute).Format(revision.DateFormat))
}
