package sample

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/zone"
)

// No two meetings share an address or an id, and those of a round follow each
// other.
func TestSchedule(t *testing.T) {
	for _, seed := range []uint64{1, 2, 3} {
		folders, ids := map[string]int{}, map[string]int{}
		var before time.Time
		for i := range 12 * round {
			s := settle(newDice(seed, i), i)
			if other, ok := folders[s.folder]; ok {
				t.Errorf("seed %d: meetings %d and %d are both in %s", seed, other, i, s.folder)
			}
			if other, ok := ids[s.id]; ok {
				t.Errorf("seed %d: meetings %d and %d both have the id %s", seed, other, i, s.id)
			}
			folders[s.folder], ids[s.id] = i, i
			if i%round != 0 && !s.first.After(before) {
				t.Errorf("seed %d: meeting %d on %s does not follow %s", seed, i, iso(s.first), iso(before))
			}
			if before = s.first; !isWorkday(s.first) || s.first.Year() != s.last.Year() || s.first.Year() != firstYear+i%round/perYear {
				t.Errorf("seed %d: meeting %d lasts from %s to %s", seed, i, iso(s.first), iso(s.last))
			}
		}
	}
}

func TestGroups(t *testing.T) {
	seen := map[string]bool{}
	for _, g := range groups {
		if seen[g.id()] {
			t.Errorf("there are two groups %s", g.id())
		}
		seen[g.id()] = true
	}
	for meetings, want := range map[int]int{0: 4, 1: 4, 160: 4, 161: 5, 1000: 25, 2400: 60, 100_000: 60} {
		if got := groupsBy(meetings - 1); got != want {
			t.Errorf("%d meetings have %d groups, want %d", meetings, got, want)
		}
	}
}

// Every language of a city has names of venues, and every zone is known.
func TestCities(t *testing.T) {
	for _, c := range cities {
		if _, err := zone.Load(c.zone); err != nil {
			t.Errorf("%s: %v", c.slug, err)
		}
		_, known := localVenueNames[c.language]
		switch c.language {
		case "en":
			known = c.local == "" && c.road == ""
		case "zh":
			known = c.local == c.name.zh && c.road == c.street.zh
		}
		if !known {
			t.Errorf("%s lacks words in %s", c.slug, c.language)
		}
		if _, known := namePools[c.region]; !known {
			t.Errorf("%s is in an unknown region", c.slug)
		}
	}
	for _, name := range farZones {
		if _, known := siteOf().Zones[name]; !known {
			t.Errorf("the site has no name for %s", name)
		}
	}
}

// tally counts what meetings are like.
type tally map[string]int

// see counts a meeting.
func (c tally) see(t *testing.T, p *plan) {
	loc, err := zone.Load(p.meeting.Zone)
	if err != nil {
		t.Fatal(err)
	}
	at := func(day time.Time) int {
		_, offset := time.Date(day.Year(), day.Month(), day.Day(), 12, 0, 0, 0, loc).Zone()
		return offset
	}
	c["zone "+p.meeting.Zone]++
	c["kind "+p.group.kind.en]++
	c["participation "+p.participation]++
	c["status "+p.meeting.Status]++
	c["annexes "+p.annexes]++
	for name, is := range map[string]bool{
		"over a change of summer time": at(p.first) != at(p.last),
		"at parts of an hour":          at(p.first)%3600 != 0,
		"joint":                        p.joint != nil,
		"one day":                      p.days() == 1,
		"over a weekend":               p.days() > 5,
		"short agenda":                 p.second != nil,
	} {
		if is {
			c[name]++
		}
	}
	for _, d := range p.deadlines {
		c["deadline "+d.Status]++
	}
	for _, e := range p.meeting.Events {
		c["event "+e.Status]++
	}
}

// kinds returns how many keys begin with a word.
func (c tally) kinds(word string) int {
	n := 0
	for key := range c {
		if strings.HasPrefix(key, word+" ") {
			n++
		}
	}
	return n
}

func TestVariety(t *testing.T) {
	c := tally{}
	var sizes, items, deadlines, words span
	const n = 300
	for i := range n {
		p := newPlan(1, i)
		c.see(t, p)
		if p.agenda != nil {
			items.add(count(p.agenda.Items))
		}
		deadlines.add(len(p.deadlines))
		size := 0
		for _, f := range p.files() {
			size += len(f.Data)
			if strings.HasSuffix(f.Path, "/annex-a.en.md") {
				words.add(len(strings.Fields(spoken(string(f.Data)))))
			}
		}
		sizes.add(size)
	}
	for word, want := range map[string]int{"zone": 40, "kind": 5, "participation": 3, "status": 4, "annexes": 4, "deadline": 4, "event": 4} {
		if got := c.kinds(word); got < want {
			t.Errorf("there are %d different of %s in %d meetings, want %d", got, word, n, want)
		}
	}
	for _, name := range []string{"over a change of summer time", "at parts of an hour", "joint", "one day", "over a weekend", "short agenda"} {
		if c[name] < 5 {
			t.Errorf("%d of %d meetings are %s", c[name], n, name)
		}
	}
	within := func(what string, s span, low, high int) {
		if s.low < low || s.high > high {
			t.Errorf("%s are from %d to %d, want %d to %d", what, s.low, s.high, low, high)
		}
	}
	within("items of agendas", items, 5, 80)
	within("deadlines", deadlines, 3, 14)
	within("words of annex A", words, 300, 1500)
	if mean := sizes.sum / n; mean < 45_000 || mean > 60_000 {
		t.Errorf("a meeting has %d bytes on average", mean)
	}
}

// span is the extent of some numbers, and their sum.
type span struct{ n, low, high, sum int }

func (s *span) add(v int) {
	if s.n == 0 || v < s.low {
		s.low = v
	}
	s.high = max(s.high, v)
	s.n++
	s.sum += v
}

var (
	shortcode = regexp.MustCompile(`\{\{<.*?>\}\}`)
	marks     = regexp.MustCompile(`\{#.*?\}|\[!.*?\]|[#>|]|--+|\n- `)
)

// spoken returns the words of a page, each shortcode as one.
func spoken(page string) string {
	return marks.ReplaceAllString(shortcode.ReplaceAllString(page, "x"), " ")
}

var inTables = regexp.MustCompile(`\{\{< [^>]*>\}\}|\$\{[^}]*\}|\$[a-zA-Z0-9_]+|\]\([^)]*\)|[0-9]+`)

// Each sentence has the same shortcodes, variables, links and numbers in both
// languages, and can be said.
func TestSentences(t *testing.T) {
	topics := slices.Concat(letterTopics, guideTopics)
	for _, pt := range annexParts {
		topics = append(topics, pt.topics...)
	}
	seen := map[string]bool{}
	for _, tp := range topics {
		all := tp.key
		for _, par := range tp.body {
			for _, c := range par {
				all = append(all, c...)
			}
		}
		for _, s := range all {
			if seen[s.en] && s.en != "" && len(s.en) > 60 {
				t.Errorf("this stands twice: %s", s.en)
			}
			seen[s.en] = true
			if d := cmp.Diff(parts(s.zh), parts(s.en)); d != "" {
				t.Errorf("%s (-zh +en):\n%s", s.en, d)
			}
			if strings.Contains(s.zh, "  ") || strings.ContainsAny(s.zh, ",;?!") && !strings.Contains(s.zh, "[!") {
				t.Errorf("this has punctuation of half width: %s", s.zh)
			}
		}
	}
}

// parts returns what must be the same in both languages. A variable with a capital
// letter is one without, at the beginning of a sentence.
func parts(s string) map[string]bool {
	m := map[string]bool{}
	for _, part := range inTables.FindAllString(s, -1) {
		if strings.HasPrefix(part, "$") {
			part = strings.ToLower(part)
		}
		m[part] = true
	}
	return m
}
