package meeting

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"plenary/generator/zone"
)

// Form says how exactly a [When] is known. Nothing is invented: a day without
// an hour stays one.
type Form int

const (
	Never   Form = iota // left out
	Day                 // 2023-06-29
	Days                // 2023-08-29 .. 2023-09-08, both included
	Part                // 2017-11-09 afternoon
	Instant             // 2023-08-16 23:59 UTC
	Span                // 2023-09-01 14:30 .. 16:00
	Open                // 2023-08-28 19:00 .. : the end was not given
)

// When is a moment or a stretch of time as an editor wrote it.
type When struct {
	Form  Form
	First Date      // the day, or the first of several, as written
	Last  Date      // the last day; equal to First unless there are several
	Part  string    // "morning", "afternoon" or "evening"; only with [Part]
	Start time.Time // in the zone it was written in; only with [Instant], [Span], [Open]
	End   time.Time // only with [Span]
}

// IsZero reports whether no time was given.
func (w When) IsZero() bool { return w.Form == Never }

// Timed reports whether an hour is known.
func (w When) Timed() bool { return w.Form == Instant || w.Form == Span || w.Form == Open }

// Zone returns the location that an hour was written in, nil without an hour.
func (w When) Zone() *time.Location {
	if !w.Timed() {
		return nil
	}
	return w.Start.Location()
}

// In returns w with its hours in another zone. The days follow the hours.
func (w When) In(loc *time.Location) When {
	if !w.Timed() {
		return w
	}
	w.Start = w.Start.In(loc)
	w.First, w.Last = DateOf(w.Start), DateOf(w.Start)
	if w.Form == Span {
		w.End = w.End.In(loc)
		w.Last = DateOf(w.End)
	}
	return w
}

// String returns w as an editor would write it, with the zone of its hours:
// "2023-09-01 14:30 .. 16:00 Asia/Seoul". [ParseWhen] reads it back.
func (w When) String() string {
	s := w.First.String()
	switch w.Form {
	case Never:
		return ""
	case Day:
		return s
	case Days:
		return s + " .. " + w.Last.String()
	case Part:
		return s + " " + w.Part
	}
	s += w.Start.Format(" 15:04")
	switch {
	case w.Form == Open:
		s += " .."
	case w.Form == Span && w.Last != w.First:
		s += " .. " + w.Last.String() + w.End.Format(" 15:04")
	case w.Form == Span:
		s += w.End.Format(" .. 15:04")
	}
	return s + " " + w.Zone().String()
}

// Compare orders times by the instant at which they begin. A day without an hour
// begins with the day in home, the meeting's zone, and comes before hours that begin
// at the same instant.
func (w When) Compare(v When, home *time.Location) int {
	return cmp.Or(w.begin(home).Compare(v.begin(home)), b2i(w.Timed())-b2i(v.Timed()))
}

// CompareEnd is like Compare, but orders times by the instant at which they are over. A
// day without an hour ends with the day in home. Deadlines are ordered like that.
func (w When) CompareEnd(v When, home *time.Location) int {
	return w.end(home).Compare(v.end(home))
}

func (w When) end(home *time.Location) time.Time {
	switch w.Form {
	case Span:
		return w.End
	case Instant, Open:
		return w.Start
	}
	return midnight(w.Last.AddDays(1), home)
}

func midnight(d Date, home *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, cmp.Or(home, time.UTC))
}

func (w When) begin(home *time.Location) time.Time {
	if w.Timed() {
		return w.Start
	}
	return midnight(w.First, home)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// WhenError is a mistake in a written time.
type WhenError struct {
	Offset  int // in bytes from the start of the written time
	Message string
}

func (e *WhenError) Error() string { return e.Message }

var (
	whenPattern  = regexp.MustCompile(`^(\S+)(?:\s+(\d\S*))?(?:\s+(\.\.)(?:\s+(\d{4}-\S+))?(?:\s+(\d{1,2}:\S*))?)?(?:\s+([A-Za-z]\S*))?$`)
	dotsPattern  = regexp.MustCompile(`\S\.\.|\.\.\S`)
	clockPattern = regexp.MustCompile(`^([01]\d|2[0-3]):([0-5]\d)$`)
)

// The groups of whenPattern.
const (
	gDate = 1 + iota
	gClock
	gDots
	gEndDate
	gEndClock
	gWord // a zone or a part of the day
)

// ParseWhen reads a time in the grammar of the content model. Hours without a
// zone are in home, the meeting's own. The error is a [*WhenError].
func ParseWhen(s string, home *time.Location) (When, error) {
	if i := dotsPattern.FindStringIndex(s); i != nil {
		return When{}, &WhenError{i[0], "put a space before and after the two dots, as in 2023-09-01 14:30 .. 16:00"}
	}
	m := whenPattern.FindStringSubmatchIndex(s)
	if m == nil {
		return When{}, &WhenError{0, fmt.Sprintf("%q is not a time; write, for example, 2023-06-29, 2023-08-16 23:59 UTC, 2023-09-01 14:30 .. 16:00 or 2023-08-29 .. 2023-09-08", s)}
	}
	p := whenParser{home: home}
	for g := gDate; g <= gWord; g++ {
		if m[2*g] >= 0 {
			p.part[g], p.at[g] = s[m[2*g]:m[2*g+1]], m[2*g]
		}
	}
	w := p.parse()
	if p.err != nil {
		return When{}, p.err
	}
	return w, nil
}

// whenParser has the parts of a written time and the first mistake in them.
type whenParser struct {
	home *time.Location
	part [gWord + 1]string
	at   [gWord + 1]int
	err  *WhenError
}

func (p *whenParser) fail(group int, format string, args ...any) {
	if p.err == nil {
		p.err = &WhenError{p.at[group], fmt.Sprintf(format, args...)}
	}
}

func (p *whenParser) parse() When {
	w := When{First: p.date(gDate)}
	w.Last = w.First
	if p.part[gClock] != "" {
		p.timed(&w)
		return w
	}
	switch {
	case p.part[gEndClock] != "":
		p.fail(gEndClock, "the start has no hour; write 2023-09-01 14:30 .. 16:00")
	case p.part[gDots] != "" && p.part[gEndDate] == "":
		p.fail(gDots, "the last day is missing; write 2023-08-29 .. 2023-09-08")
	case p.part[gDots] != "" && p.part[gWord] != "":
		p.fail(gWord, "%q cannot follow several days", p.part[gWord])
	case p.part[gDots] != "":
		w.Form, w.Last = Days, p.date(gEndDate)
		if w.Last.Compare(w.First) < 0 {
			p.fail(gEndDate, "the end, %s, lies before the start, %s", w.Last, w.First)
		}
	case p.part[gWord] != "":
		w.Form, w.Part = Part, p.part[gWord]
		if w.Part != "morning" && w.Part != "afternoon" && w.Part != "evening" {
			p.fail(gWord, "%q is not a part of a day; write morning, afternoon or evening, or give an hour as in 14:30", w.Part)
		}
	default:
		w.Form = Day
	}
	return w
}

// timed reads the forms that have an hour.
func (p *whenParser) timed(w *When) {
	loc := p.zone()
	if p.err != nil {
		return
	}
	w.Start = p.instant(w.First, gClock, loc)
	switch {
	case p.part[gDots] == "":
		w.Form = Instant
	case p.part[gEndClock] == "" && p.part[gEndDate] == "":
		w.Form = Open
	case p.part[gEndClock] == "":
		p.fail(gEndDate, "the end has no hour; write 2023-09-01 22:00 .. 2023-09-02 01:00")
	default:
		w.Form = Span
		if p.part[gEndDate] != "" {
			w.Last = p.date(gEndDate)
		}
		if w.Last.Compare(w.First) < 0 {
			p.fail(gEndDate, "the end, %s, lies before the start, %s", w.Last, w.First)
		}
		w.End = p.instant(w.Last, gEndClock, loc)
		if p.err == nil && !w.End.After(w.Start) {
			p.fail(gEndClock, "the end, %s, does not lie after the start, %s", p.part[gEndClock], p.part[gClock])
		}
	}
}

func (p *whenParser) date(group int) Date {
	d, err := ParseDate(p.part[group])
	if err != nil {
		p.fail(group, "%s", err)
	}
	return d
}

// ParseClock reads an hour of the day as in 09:30.
func ParseClock(s string) (hour, minute int, err error) {
	m := clockPattern.FindStringSubmatch(s)
	if m == nil {
		return 0, 0, fmt.Errorf("%q is not an hour; write two digits each, 00:00 to 23:59, as in 09:30", s)
	}
	hour, _ = strconv.Atoi(m[1]) // the pattern has digits only
	minute, _ = strconv.Atoi(m[2])
	return hour, minute, nil
}

func (p *whenParser) instant(d Date, group int, loc *time.Location) time.Time {
	h, m, err := ParseClock(p.part[group])
	if err == nil && p.err == nil {
		var t time.Time
		t, err = zone.At(d.Year, d.Month, d.Day, h, m, loc)
		if year := t.UTC().Year(); err == nil && (year < FirstYear || year > LastYear) { // calendars and records write it in UTC
			err = fmt.Errorf("%s %s lies in the year %d in UTC; years are %d to %d", d, p.part[group], year, FirstYear, LastYear)
		}
		if err == nil {
			return t
		}
	}
	if err != nil {
		p.fail(group, "%s", err)
	}
	return time.Time{}
}

// zone returns the location that the hours are in.
func (p *whenParser) zone() *time.Location {
	name := p.part[gWord]
	if name == "" {
		if p.home == nil {
			p.fail(gClock, "an hour needs its zone here; write, for example, 2023-08-16 23:59 UTC")
		}
		return p.home
	}
	if i := strings.IndexAny(name, "+-"); i > 0 && strings.HasPrefix(name, "UTC") {
		p.fail(gWord, "%q is an offset, not a zone; write a zone's IANA name as in Asia/Seoul, or the time in UTC", name)
		return nil
	}
	loc, err := zone.Load(name)
	if err != nil {
		p.fail(gWord, "%s", err)
	}
	return loc
}
