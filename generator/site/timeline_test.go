package site

import (
	"fmt"
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
	a := archive(t)
	m := &meeting.Meeting{
		Group: a.Groups[0], Folder: "m", Zone: a.Groups[0].Meetings[0].Zone,
		Days: meeting.When{Form: meeting.Days, First: first, Last: first.AddDays(length - 1)},
	}
	for i, n := range before {
		day := first.AddDays(-n)
		m.Deadlines = append(m.Deadlines, meeting.Deadline{
			ID:    fmt.Sprintf("d%d", i),
			Due:   meeting.When{Form: meeting.Day, First: day, Last: day},
			Short: meeting.Text{Same: title},
		})
	}
	c := &Composer{a: a, theme: theme(t, a)}
	return c.localizer(lang, m).timeline()
}

// box is a label's place: em along the axis, lines above it.
type box struct{ left, right, low, high float64 }

func boxes(r *timeline) []box {
	var list []box
	for _, k := range r.Marks {
		at := k.At / 100 * timelineWidth
		list = append(list, box{at, at + labelInset + k.width, float64(k.Up), float64(k.Up + k.Lines)})
	}
	return list
}

// TestTimelineLabels proves that no label touches another, that no stem crosses a
// label, and that all end on the page.
func TestTimelineLabels(t *testing.T) {
	long := strings.Repeat("申请", 6)
	cases := []struct {
		name   string
		title  string
		length int
		before []int
	}{
		{"as in Goyang", "Contributions for translation", 11, []int{61, 42, 35, 13}},
		{"a day apart", long, 1, []int{8, 7, 6, 5, 4, 3, 2, 1}},
		{"months apart", "Contributions", 5, []int{365, 240, 120, 30}},
		{"years apart", "Contributions", 5, []int{1500, 1000, 20}},
		{"one the day before", long, 12, []int{1}},
		{"a crowd at the start", long, 3, []int{200, 199, 198, 197, 2}},
		{"a long meeting", "Fellowships", 60, []int{30, 10}},
	}
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 200 {
		var before []int
		for range 1 + random.IntN(12) {
			before = append(before, 1+random.IntN(1+random.IntN(400)))
		}
		cases = append(cases, struct {
			name   string
			title  string
			length int
			before []int
		}{fmt.Sprintf("random %d", i), long[:6+3*random.IntN(10)], 1 + random.IntN(20), before})
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := testTimeline(t, "zh", c.title, c.length, c.before...)
			all := boxes(r)
			for i, b := range all {
				if b.left < 0 || b.right > timelineWidth {
					t.Errorf("label %d lies from %.1f to %.1f em, outside of 0 to %.0f", i, b.left, b.right, timelineWidth)
				}
				for j, other := range all {
					if i == j {
						continue
					}
					if b.left < other.right && other.left < b.right && b.low < other.high && other.low < b.high {
						t.Errorf("labels %d and %d overlap: %+v %+v", i, j, b, other)
					}
					if other.left > b.left && other.left < b.right && other.high > b.low {
						t.Errorf("the stem of %d crosses label %d", j, i)
					}
				}
			}
		})
	}
}

// TestTimelineScale proves that positions are to scale.
func TestTimelineScale(t *testing.T) {
	r := testTimeline(t, "en", "Contributions", 11, 61, 42, 35, 13)
	for i, before := range []int{61, 42, 35, 13, 0} {
		want := float64(61-before) * r.Day
		if got := r.Marks[i].At; got < want-0.01 || got > want+0.01 {
			t.Errorf("mark %d lies at %.3f %%, want %.3f", i, got, want)
		}
	}
	last := r.Marks[len(r.Marks)-1]
	if want := 11 * r.Day; !last.Meeting || last.Length < want-0.01 || last.Length > want+0.01 {
		t.Errorf("the meeting is %.3f %% long, want %.3f", last.Length, want)
	}
	var names []string
	for _, m := range r.Months {
		names = append(names, m.Name)
	}
	if want := []string{"February", "March"}; !slices.Equal(names, want) {
		t.Errorf("months %v, want %v", names, want)
	}
}

func TestNoTimeline(t *testing.T) {
	if r := testTimeline(t, "en", "", 1); r != nil {
		t.Errorf("a meeting without deadlines has the timeline %+v", r)
	}
}
