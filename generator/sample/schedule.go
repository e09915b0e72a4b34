package sample

import (
	"fmt"
	"strconv"
	"time"
)

// The calendar of meetings. Meetings of one group within a month must not share
// an address; three in a row are never of the same group (see [groupOf]), and
// four in a row span more than a month.
const (
	firstYear = 1993
	years     = 45
	perYear   = 20
	round     = years * perYear // meetings until the years begin anew
	spacing   = 17              // days from one meeting to the next
	spread    = 6               // days by which a meeting may come later
)

// setting is whose meeting it is, when and where.
type setting struct {
	group         *group
	joint         *group // that holds the meeting too; nil for none
	city          *city  // nil for a remote meeting
	participation string // as in meeting.yaml
	first, last   time.Time
	folder        string // "sg03/2011-05-nairobi"
	id            string // "sg03-2011-05"
}

// settle decides the setting of meeting i.
func settle(d dice, i int) setting {
	s := setting{participation: pick(d, []string{"on-site", "on-site", "on-site", "on-site", "hybrid", "hybrid", "hybrid", "remote"})}
	s.group = groupOf(d, i)
	if other := &groups[d.between(0, groupsBy(i)-1)]; other != s.group && d.chance(15) {
		s.joint = other
	}
	s.first, s.last = daysOf(d, i)
	if s.participation != "remote" {
		region := s.group.region
		if region == "" && changing(s.first) && d.chance(60) {
			region = "europe"
		}
		s.city = pick(d, citiesIn(region))
	}
	place := "online"
	if s.city != nil {
		place = s.city.slug
	}
	month, again := s.first.Format("2006-01"), ""
	if i >= round {
		again = "-" + strconv.Itoa(i/round+1)
	}
	s.folder = fmt.Sprintf("%s/%s-%s%s", s.group.id(), month, place, again)
	s.id = fmt.Sprintf("%s-%s%s", s.group.id(), month, again)
	return s
}

// groupsBy returns how many groups there are when meeting i is held.
func groupsBy(i int) int { return min(max(4, 1+i/40), len(groups)) }

// groupOf returns the group of meeting i: one of those of which the number
// leaves the same remainder on division by 3.
func groupOf(d dice, i int) *group {
	class := i % 3
	of := (groupsBy(i) - class + 2) / 3
	return &groups[class+3*d.between(0, of-1)]
}

// daysOf returns the first and the last day of meeting i. The first is a working
// day between January and the middle of December.
func daysOf(d dice, i int) (first, last time.Time) {
	i %= round
	first = date(firstYear+i/perYear, time.January, 6).AddDate(0, 0, i%perYear*spacing+d.between(0, spread))
	for first.Weekday() != time.Monday {
		first = first.AddDate(0, 0, 1)
	}
	length := pick(d, []int{1, 2, 3, 4, 5, 5, 5, 9, 10, 11, 12}) // days; from 9 on over a weekend
	if changing(first) {
		length = d.between(9, 12)
	}
	if length < 5 {
		first = first.AddDate(0, 0, d.between(0, 5-length))
	}
	return first, first.AddDate(0, 0, length-1)
}

// changing reports whether a day is in a month in which summer time begins or
// ends in Europe. Meetings then are long and often there, so that some are held
// over the change.
func changing(day time.Time) bool { return day.Month() == time.March || day.Month() == time.October }

// date returns a day, which this package writes as the start of the day in UTC.
func date(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// days returns how many days the meeting lasts, the weekend included.
func (s setting) days() int { return int(s.last.Sub(s.first).Hours()/24) + 1 }

// workday returns the working day that lies n working days after the first day of
// the meeting, or before it if n is negative.
func (s setting) workday(n int) time.Time {
	step := 1
	if n < 0 {
		step = -1
	}
	day := s.first
	for n != 0 {
		day = day.AddDate(0, 0, step)
		if isWorkday(day) {
			n -= step
		}
	}
	return day
}

// workdays returns the working days of the meeting.
func (s setting) workdays() []time.Time {
	var list []time.Time
	for day := s.first; !day.After(s.last); day = day.AddDate(0, 0, 1) {
		if isWorkday(day) {
			list = append(list, day)
		}
	}
	return list
}

func isWorkday(day time.Time) bool {
	return day.Weekday() != time.Saturday && day.Weekday() != time.Sunday
}

// iso returns a day as YAML files have it.
func iso(day time.Time) string { return day.Format("2006-01-02") }

// dayWords returns a day in words, for texts in YAML, where no shortcode works.
func dayWords(day time.Time) text {
	return text{day.Format("2006年1月2日"), day.Format("2 January 2006")}
}

// daysWords returns days of one year in words.
func daysWords(first, last time.Time) text {
	switch {
	case first.Equal(last):
		return dayWords(first)
	case first.Month() == last.Month():
		return text{first.Format("2006年1月2日") + last.Format("至2日"), first.Format("2–") + last.Format("2 January 2006")}
	}
	return text{first.Format("2006年1月2日") + last.Format("至1月2日"), first.Format("2 January – ") + last.Format("2 January 2006")}
}
