package site

import (
	"math"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/width"

	"plenary/generator/meeting"
)

// The road to the meeting is an axis of days drawn to scale: a label for each
// day with deadlines, and a bar for the days of the meeting. Lengths are in em
// of the labels' text, so that what fits at one size of text fits at all.
const (
	roadWidth  = 52.0 // em; the least width at which the road lies across the page
	labelInset = 0.6  // em between a label's stem and its text
	labelGap   = 1.0  // em that stay free after a label
)

// road is the axis, ready to draw. Positions are in percent of its length.
type road struct {
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

// road lays out the meeting's road; nil when there is nothing ahead of it, or
// when the meeting does not take place.
func (l *local) road() *road {
	if !l.m.TakesPlace() {
		return nil
	}
	var marks []mark
	for _, leaf := range l.m.DueDays() {
		due := slices.DeleteFunc(slices.Clone(leaf.Deadlines), func(d meeting.Deadline) bool { return !d.TakesPlace() })
		if len(due) == 0 {
			continue
		}
		k := mark{day: leaf.Date, Path: l.m.PagePath(l.lang, "deadlines") + "#" + due[0].ID, Ends: ends(due)}
		k.When = l.moment(meeting.When{Form: meeting.Day, First: leaf.Date, Last: leaf.Date})
		k.Titles = each(due, func(d meeting.Deadline) string { return d.Title().In(l.lang) })
		marks = append(marks, k)
	}
	if len(marks) == 0 || marks[0].day.Compare(l.m.Days.First) >= 0 {
		return nil
	}
	last := l.m.Days.Last // or the last deadline, if one lies after the meeting
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
	r := &road{Marks: marks, First: marks[0].day.String()}
	r.place(l.m.Days.First.DaysUntil(l.m.Days.Last)+1, last)
	r.stack()
	r.ticks(l, marks[0].day, last)
	return r
}

// place puts the marks on the axis, which ends with the day last, as far apart as
// their labels allow: the last label must end before the axis does. The meeting
// takes the given number of days.
func (r *road) place(days int, last meeting.Date) {
	first := r.Marks[0].day
	day := (roadWidth - labelGap) / float64(first.DaysUntil(last)+1)
	for _, k := range r.Marks {
		if n := first.DaysUntil(k.day); n > 0 {
			day = min(day, (roadWidth-labelGap-labelInset-k.width)/float64(n))
		}
	}
	day = max(day, 0.02)
	r.Day = percent(day)
	for i := range r.Marks {
		k := &r.Marks[i]
		k.At = percent(day * float64(first.DaysUntil(k.day)))
		if k.Meeting {
			k.Length = percent(day * float64(days))
		}
	}
}

func percent(em float64) float64 {
	return math.Round(em/roadWidth*100*1e5) / 1e5
}

// stack lifts labels until none touches another and no stem crosses one. From
// the right to the left, a label goes above all those that begin beneath it.
func (r *road) stack() {
	for i := len(r.Marks) - 1; i >= 0; i-- {
		k := &r.Marks[i]
		end := k.At/100*roadWidth + labelInset + k.width + labelGap
		for _, next := range r.Marks[i+1:] {
			if next.At/100*roadWidth < end {
				k.Up = max(k.Up, next.Up+next.Lines)
			}
		}
		r.Levels = max(r.Levels, k.Up+k.Lines)
	}
}

// ticks marks the months that begin on the axis. A name needs room: where the
// months stand close, some stay unnamed.
func (r *road) ticks(l *local, first, last meeting.Date) {
	free := 0.0
	for d := (meeting.Date{Year: first.Year, Month: first.Month, Day: 1}).AddMonths(1); d.Compare(last) <= 0; d = d.AddMonths(1) {
		at := float64(first.DaysUntil(d)) * r.Day
		t := tick{At: math.Round(at*1e5) / 1e5}
		name := l.w.MonthName(d)
		em := at / 100 * roadWidth
		if end := em + labelInset + labelWidth(name); em >= free && end <= roadWidth {
			t.Name, free = name, end+labelGap
		}
		r.Months = append(r.Months, t)
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
