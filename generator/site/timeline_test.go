package site

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"plenary/generator/meeting"
)

// testTimeline lays out a timeline with deadlines so many days before a meeting of the
// given length.
func testTimeline(t *testing.T, lang string, title string, length int, before ...int) *timeline {
	t.Helper()
	first := meeting.Date{Year: 2024, Month: 3, Day: 4}
	a := base(t)
	m := &meeting.Meeting{
		Group: a.Groups[0], Folder: "m", Zone: a.Groups[0].Meetings[0].Zone,
		Days: meeting.When{Form: meeting.Days, First: first, Last: first.AddDays(length - 1)},
	}
	for i, n := range before {
		day := first.AddDays(-n)
		m.Deadlines = append(m.Deadlines, meeting.Deadline{
			ID: fmt.Sprintf("d%d", i), Due: meeting.When{Form: meeting.Day, First: day, Last: day}, Short: meeting.Text{Same: title},
		})
	}
	c := &Composer{a: a, theme: theme(t, a)}
	return c.localizer(lang, m).timeline()
}

// No label touches another, no stem crosses a label, and all end on the page.
func TestTimelineLabels(t *testing.T) {
	long := strings.Repeat("申请", 6)
	type layout struct {
		title  string
		length int
		before []int
	}
	layouts := []layout{
		{"Contributions for translation", 11, []int{61, 42, 35, 13}},
		{long, 1, []int{8, 7, 6, 5, 4, 3, 2, 1}},
		{"Contributions", 5, []int{365, 240, 120, 30}},
		{"Contributions", 5, []int{1500, 1000, 20}},
		{long, 12, []int{1}},
		{long, 3, []int{200, 199, 198, 197, 2}},
		{"Fellowships", 60, []int{30, 10}},
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var before []int
		for range 1 + random.IntN(12) {
			before = append(before, 1+random.IntN(1+random.IntN(400)))
		}
		layouts = append(layouts, layout{long[:6+3*random.IntN(10)], 1 + random.IntN(20), before})
	}
	for _, c := range layouts {
		marks := testTimeline(t, "zh", c.title, c.length, c.before...).Marks
		for i, m := range marks {
			left, right := m.At/100*timelineWidth, m.At/100*timelineWidth+labelInset+m.width
			if left < 0 || right > timelineWidth {
				t.Errorf("%v: label %d lies from %.1f to %.1f em, outside of 0 to %.0f", c, i, left, right, timelineWidth)
			}
			for j, other := range marks {
				otherLeft, otherRight := other.At/100*timelineWidth, other.At/100*timelineWidth+labelInset+other.width
				if i != j && left < otherRight && otherLeft < right && m.Up < other.Up+other.Lines && other.Up < m.Up+m.Lines {
					t.Errorf("%v: labels %d and %d overlap: %+v %+v", c, i, j, m, other)
				}
				if i != j && otherLeft > left && otherLeft < right && other.Up+other.Lines > m.Up {
					t.Errorf("%v: the stem of %d crosses label %d", c, j, i)
				}
			}
		}
	}
}

// Positions are to scale.
func TestTimelineScale(t *testing.T) {
	l := testTimeline(t, "en", "Contributions", 11, 61, 42, 35, 13)
	for i, before := range []int{61, 42, 35, 13, 0} {
		if got, want := l.Marks[i].At, float64(61-before)*l.Day; math.Abs(got-want) > 0.01 {
			t.Errorf("mark %d lies at %.3f %%, want %.3f", i, got, want)
		}
	}
	last := l.Marks[len(l.Marks)-1]
	if want := 11 * l.Day; !last.Meeting || math.Abs(last.Length-want) > 0.01 {
		t.Errorf("the meeting is %.3f %% long, want %.3f", last.Length, want)
	}
	names := convert(l.Months, func(m tick) string { return m.Name })
	if want := []string{"February", "March"}; !slices.Equal(names, want) {
		t.Errorf("months %v, want %v", names, want)
	}
	if l := testTimeline(t, "en", "", 1); l != nil {
		t.Errorf("a meeting without deadlines has the timeline %+v", l)
	}
}
