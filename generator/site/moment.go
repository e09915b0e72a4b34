package site

import (
	"slices"
	"strings"
	"time"

	"plenary/generator/meeting"
)

// moment is a time ready to print: <time datetime="ISO">Text</time> and, after
// it, Zone.
type moment struct {
	ISO   string `json:"iso,omitempty"`  // of the start
	Text  string `json:"text,omitempty"` // as precisely as it is known
	Zone  string `json:"zone,omitempty"`
	Date  string `json:"date,omitempty"`  // the day or days alone
	Full  string `json:"full,omitempty"`  // the day with its weekday, or the days
	From  string `json:"from,omitempty"`  // "from … to …", "on …"
	Short string `json:"short,omitempty"` // the day or days in a tight place
	Hours string `json:"hours,omitempty"` // the hours alone
	Day   string `json:"day,omitempty"`   // the first day, as ISO 8601
	Until string `json:"until,omitempty"` // when it is over: a day or an instant
	Long  bool   `json:"long,omitempty"`  // two days with their hours: the text may break
	Home  string `json:"home,omitempty"`  // the same in the meeting's zone, if it was given in another
}

// brief returns what lists of meetings print of a moment.
func (t moment) brief() moment { return moment{Date: t.Date, Day: t.Day, Until: t.Until} }

// moment returns a time of the meeting.
func (l *localizer) moment(w meeting.When) moment {
	if w.IsZero() {
		return moment{}
	}
	t, ok := l.moments[w]
	if !ok {
		t = l.newMoment(w)
		l.moments[w] = t
	}
	return t
}

func (l *localizer) newMoment(w meeting.When) moment {
	m := l.m
	t := moment{
		ISO: iso(w), Text: l.w.When(w), Zone: l.w.Zone(w, l.w.Place(l.a.Site, m, w.Zone())),
		Date: l.w.Days(w.First, w.Last), Full: l.fullDays(w), From: l.w.FromTo(w.First, w.Last), Short: l.w.ShortDays(w.First, w.Last), Hours: l.w.Hours(w),
		Day: w.First.String(), Until: until(w),
		Long: w.Timed() && w.First != w.Last,
	}
	if w.Timed() && m.Zone != nil && offset(w.Start) != offset(w.Start.In(m.Zone)) {
		home := w.In(m.Zone)
		t.Home = l.w.WhenZoned(home, l.w.Place(l.a.Site, m, m.Zone))
	}
	return t
}

func (l *localizer) fullDays(w meeting.When) string {
	if w.First == w.Last {
		return l.w.FullDate(w.First)
	}
	return l.w.Days(w.First, w.Last)
}

// day returns a day as a moment.
func (l *localizer) day(d meeting.Date) moment {
	return l.moment(meeting.When{Form: meeting.Day, First: d, Last: d})
}

// iso returns the start of a time for <time datetime>.
func iso(w meeting.When) string {
	if !w.Timed() {
		return w.First.String()
	}
	return instant(w.Start)
}

func instant(t time.Time) string { return t.Format("2006-01-02T15:04Z07:00") }

// until returns when a time is over: an instant, or the last day, which lasts as long as
// it does where the reader is.
func until(w meeting.When) string {
	switch w.Form {
	case meeting.Span:
		return instant(w.End)
	case meeting.Instant:
		return instant(w.Start)
	}
	return w.Last.String()
}

// ends returns when each of several deadlines is over, separated by spaces.
func ends(list []meeting.Deadline) string {
	var all []string
	for _, d := range list {
		if end := until(d.Due); !slices.Contains(all, end) {
			all = append(all, end)
		}
	}
	return strings.Join(all, " ")
}

func offset(t time.Time) int { _, o := t.Zone(); return o }
