package site

import (
	"math"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/width"

	"plenary/generator/meeting"
)

// The timeline of the meeting is an axis of days drawn to scale: a label for each
// day with deadlines, and a bar for the days of the meeting. Lengths are in em
// of the labels' text, so that what fits at one size of text fits at all.
const (
	timelineWidth = 52.0 // em; the least width at which the timeline lies across the page
	labelInset    = 0.6  // em between a label's stem and its text
	labelGap      = 1.0  // em that stay free after a label
)

// timeline is the axis, ready to draw. Positions are in percent of its length.
type timeline struct {
	Marks  []mark  `json:"marks"`
	Months []tick  `json:"months"`
	Levels int     `json:"levels"` // of the highest label, in lines of text
	First  string  `json:"first"`  // the day at its start
	Day    float64 `json:"day"`    // the length of one day
}

// mark is a labelled day, or the days of the meeting.
type mark struct {
	When    moment   `json:"when"`
	Titles  []string `json:"titles"`
	Path    string   `json:"path"`
	Ends    string   `json:"ends"` // when each of what it marks is over
	At      float64  `json:"at"`
	Length  float64  `json:"length,omitempty"` // of the meeting's days
	Up      int      `json:"up"`               // lines of text that are free below the label
	Lines   int      `json:"lines"`            // of the label
	Days    int      `json:"days"`             // since the mark before
	Meeting bool     `json:"meeting,omitempty"`

	day   meeting.Date
	width float64 // of the label, em
}

// tick is the first of a month.
type tick struct {
	Name string  `json:"name"`
	At   float64 `json:"at"`
}

// timeline lays out the meeting's timeline. It is nil when no deadline comes before the
// meeting, and when the meeting does not take place.
func (l *localizer) timeline() *timeline {
	if !l.m.TakesPlace() {
		return nil
	}
	marks := l.dueMarks()
	if len(marks) == 0 || marks[0].day.Compare(l.m.Days.First) >= 0 {
		return nil
	}
	last := l.m.Days.Last // or the last deadline, if it comes after the meeting
	if day := marks[len(marks)-1].day; day.Compare(last) > 0 {
		last = day
	}
	marks = append(marks, mark{
		day: l.m.Days.First, Meeting: true, When: l.moment(l.m.Days), Ends: until(l.m.Days),
		Titles: []string{l.w.Say("road_meeting", nil)}, Path: l.m.PagePath(l.lang, "letter"),
	})
	slices.SortStableFunc(marks, func(a, b mark) int { return a.day.Compare(b.day) })
	for i := range marks {
		k := &marks[i]
		k.Lines = 1 + len(k.Titles)
		k.width = labelWidth(k.When.Short)
		for _, t := range k.Titles {
			k.width = max(k.width, labelWidth(t))
		}
		if i > 0 {
			k.Days = marks[i-1].day.DaysUntil(k.day)
		}
	}
	t := &timeline{Marks: marks, First: marks[0].day.String()}
	t.place(l.m.Days.First.DaysUntil(l.m.Days.Last)+1, last)
	t.stack()
	t.ticks(l, marks[0].day, last)
	return t
}

// dueMarks returns the days of the deadlines that are valid.
func (l *localizer) dueMarks() []mark {
	var marks []mark
	for _, day := range l.m.DueDays() {
		due := slices.DeleteFunc(day.Deadlines, func(d meeting.Deadline) bool { return !d.TakesPlace() })
		if len(due) == 0 {
			continue
		}
		marks = append(marks, mark{
			day: day.Date, When: l.day(day.Date), Path: l.deadlinePath(due[0]), Ends: ends(due),
			Titles: convert(due, func(d meeting.Deadline) string { return d.Title().In(l.lang) }),
		})
	}
	return marks
}

// place puts the marks on the axis, which ends with the day last, as far apart as
// their labels allow: the last label must end before the axis does. The meeting
// takes the given number of days.
func (t *timeline) place(days int, last meeting.Date) {
	first := t.Marks[0].day
	day := (timelineWidth - labelGap) / float64(first.DaysUntil(last)+1)
	for _, k := range t.Marks {
		if n := first.DaysUntil(k.day); n > 0 {
			day = min(day, (timelineWidth-labelGap-labelInset-k.width)/float64(n))
		}
	}
	day = max(day, 0.02)
	t.Day = percent(day)
	for i := range t.Marks {
		k := &t.Marks[i]
		k.At = percent(day * float64(first.DaysUntil(k.day)))
		if k.Meeting {
			k.Length = percent(day * float64(days))
		}
	}
}

func percent(em float64) float64 {
	return math.Round(em/timelineWidth*100*1e5) / 1e5
}

// stack lifts labels until no two touch and no stem crosses one. From right to left, a
// label goes above all those that begin beneath it.
func (t *timeline) stack() {
	for i := len(t.Marks) - 1; i >= 0; i-- {
		k := &t.Marks[i]
		end := k.At/100*timelineWidth + labelInset + k.width + labelGap
		for _, next := range t.Marks[i+1:] {
			if next.At/100*timelineWidth < end {
				k.Up = max(k.Up, next.Up+next.Lines)
			}
		}
		t.Levels = max(t.Levels, k.Up+k.Lines)
	}
}

// ticks marks the months that begin on the axis. A name needs room: where the
// months are close, some stay unnamed.
func (t *timeline) ticks(l *localizer, first, last meeting.Date) {
	free := 0.0
	for d := (meeting.Date{Year: first.Year, Month: first.Month, Day: 1}).AddMonths(1); d.Compare(last) <= 0; d = d.AddMonths(1) {
		at := float64(first.DaysUntil(d)) * t.Day
		month := tick{At: math.Round(at*1e5) / 1e5}
		name := l.w.MonthName(d)
		em := at / 100 * timelineWidth
		if end := em + labelInset + labelWidth(name); em >= free && end <= timelineWidth {
			month.Name, free = name, end+labelGap
		}
		t.Months = append(t.Months, month)
	}
}

// labelWidth estimates the width of a text in em: a Han character has one, a
// Latin one at most 0.62 in the bold of the usual screen fonts.
func labelWidth(s string) float64 {
	em := 0.0
	for len(s) > 0 {
		p, n := width.LookupString(s)
		switch p.Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
			em++
		default:
			em += 0.62 * float64(utf8.RuneCountInString(s[:n]))
		}
		s = s[n:]
	}
	return em
}
