package calendar

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"testing"
	"time"

	"plenary/generator/meeting"
	"plenary/generator/zone"
)

// forReaders returns the folder for feeds that are read by parsers nobody here
// wrote: the tests in generator/webtest, which say what it means to read them
// right. "make webtest" names the folder.
func forReaders(t *testing.T, name string) string {
	t.Helper()
	dir := os.Getenv("PLENARY_FEEDS")
	if dir == "" {
		t.Skip("PLENARY_FEEDS names no folder for feeds that generator/webtest reads")
	}
	dir = filepath.Join(dir, name)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	return dir
}

// The years that the feeds of TestWriteZones span: Morocco's move of 2018, the
// ends of summer time in Brazil, Iran, Jordan, Syria and Mexico, the laws of
// Greenland and Egypt (2023), Kazakhstan and Paraguay (2024), and Ramadan in
// every one of them.
const firstYear, lastYear = 2018, 2028

// TestWriteZones writes what zones.test.mjs reads: for every zone a feed over all
// years, and one for each year that has a change, as of a meeting in it. Their
// events begin and end at the hours around each change of the clocks and around
// both ends. The UID of an event has its instants in seconds since 1970, as the
// time package knows them.
func TestWriteZones(t *testing.T) {
	dir := forReaders(t, "zones")
	written := 0
	for _, name := range zone.Names() {
		if name == "UTC" {
			continue // needs no description
		}
		loc, err := zone.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		for year := firstYear; year <= lastYear; year++ {
			if changes := changesIn(loc, year, year); len(changes) > 0 {
				written += writeZone(t, filepath.Join(dir, "year"), loc, year, year, changes)
			}
		}
		written += writeZone(t, filepath.Join(dir, "all"), loc, firstYear, lastYear, changesIn(loc, firstYear, lastYear))
	}
	t.Logf("%d instants", written)
}

// changesIn returns the instants of some years at which the clocks of a zone change.
func changesIn(loc *time.Location, first, last int) []time.Time {
	const day = 24 * 60 // minutes
	offset := func(t time.Time) int { _, o := t.In(loc).Zone(); return o }
	var changes []time.Time
	end := time.Date(last+1, 1, 1, 0, 0, 0, 0, loc)
	for t := time.Date(first, 1, 1, 0, 0, 0, 0, loc); t.Before(end); t = t.Add(day * time.Minute) {
		before := offset(t)
		if offset(t.Add(day*time.Minute)) == before {
			continue
		}
		n := sort.Search(day, func(n int) bool { return offset(t.Add(time.Duration(n)*time.Minute)) != before })
		changes = append(changes, t.Add(time.Duration(n)*time.Minute))
	}
	return changes
}

// writeZone writes a feed and returns how many instants it has.
func writeZone(t *testing.T, dir string, loc *time.Location, first, last int, changes []time.Time) int {
	t.Helper()
	const around, site = 36 * time.Hour, "https://meetings.example.org/"
	from := time.Date(first, 1, 1, 0, 0, 0, 0, loc)
	to := time.Date(last, 12, 31, 23, 0, 0, 0, loc)
	set := map[time.Time]bool{}
	near := func(at time.Time) {
		hours := []time.Duration{-time.Minute} // the last one before
		for d := -around; d <= around; d += time.Hour {
			hours = append(hours, d)
		}
		for _, d := range hours {
			if in := at.Add(d).In(loc); !in.Before(from) && !in.After(to) && certain(in) {
				set[in] = true
			}
		}
	}
	near(from)
	near(to)
	for _, at := range changes {
		near(at)
	}
	instants := make([]time.Time, 0, len(set))
	for at := range set {
		instants = append(instants, at)
	}
	sort.Slice(instants, func(i, j int) bool { return instants[i].Before(instants[j]) })

	var items []item
	for i := 0; i+1 < len(instants); i += 2 {
		start, end := instants[i], instants[i+1]
		items = append(items, item{
			uid: fmt.Sprintf("%d-%d", start.Unix(), end.Unix()), summary: "-", description: "-", category: "-", url: site,
			when: meeting.When{
				Form: meeting.Span, Start: start, End: end,
				First: meeting.DateOf(start), Last: meeting.DateOf(end),
			},
		})
	}
	file := filepath.Join(dir, loc.String()+fmt.Sprintf("-%d.ics", last))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	data := made(feed{name: "-", description: "-", source: site, page: site, lang: "en", items: items, zones: described{}})
	if err := os.WriteFile(file, data, 0o666); err != nil {
		t.Fatal(err)
	}
	return 2 * len(items)
}
