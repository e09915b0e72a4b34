package meeting_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/prose"
)

func deadline(t testing.TB, id, due string, status meeting.Status) meeting.Deadline {
	return meeting.Deadline{ID: id, Due: when(t, due), Condition: meeting.Condition{Status: status}}
}

func event(t testing.TB, id, at string, status meeting.Status) meeting.Event {
	return meeting.Event{ID: id, When: when(t, at), Condition: meeting.Condition{Status: status}}
}

// slot returns a session of a time plan in Seoul.
func slot(t testing.TB, id, at string) meeting.Slot {
	w := when(t, at)
	return meeting.Slot{
		Source: meeting.Source{Pos: diag.Pos{File: "annex-c.yaml", Line: 9}, Keys: map[string]diag.Pos{"id": {File: "annex-c.yaml", Line: 9, Column: 7}}},
		ID:     id, What: meeting.Text{Same: "What " + id}, Room: "room-" + id, Start: w.Start, End: w.End,
	}
}

// goyang returns a meeting with something of everything.
func goyang(t testing.TB) *meeting.Meeting {
	headings := func(src string) *prose.Document {
		doc, _ := prose.Parse("f.md", []byte(src), 0)
		return doc
	}
	return &meeting.Meeting{
		Group: &meeting.Group{ID: "sg17"}, Folder: "2023-08-goyang", ID: "sg17-2023-08",
		Days: when(t, "2023-08-29 .. 2023-09-08"), Zone: load(t, "Asia/Seoul"),
		Letter: meeting.Letter{Prose: map[string]*prose.Document{
			"zh": headings("## 讲习班 {#workshop}\n## 签证 {#visa}\n"), "en": headings("## Workshop {#workshop}\n"),
		}},
		Deadlines: []meeting.Deadline{
			deadline(t, "visa", "2023-07-29", ""),
			deadline(t, "contributions", "2023-08-16", ""),
			deadline(t, "fellowships", "2023-06-29", meeting.Cancelled),
			deadline(t, "circular", "2023-08-16 23:59 UTC", ""),
			deadline(t, "documents", "2023-08-01", meeting.Postponed),
		},
		Events: []meeting.Event{
			event(t, "dinner", "2023-08-30 19:00 ..", ""),
			event(t, "training", "2023-08-30", meeting.Postponed),
			event(t, "workshop", "2023-08-28", ""),
			event(t, "late", "2023-08-29 09:30 .. 10:00", ""),
			event(t, "call", "2023-08-29 00:00 UTC", ""), // 09:00 in Seoul
		},
		Annexes: []*meeting.Annex{
			{Letter: "a", Prose: map[string]*prose.Document{"en": headings("## Visa {#visa}\n"), "zh": headings("## 签证 {#visa}\n")}},
			{Letter: "b", Agenda: &meeting.Agenda{Items: []meeting.Item{
				{Label: "1."},
				{Label: "6", Items: []meeting.Item{{Label: "a)"}, {Label: "(B)", Items: []meeting.Item{{Label: "i:"}}}, {Label: ""}}},
				{Label: "", Items: []meeting.Item{{Label: "7"}}},
				{Label: "8.1"},
				{Label: "第九"},
			}}},
			{Letter: "c", TimePlan: &meeting.TimePlan{Days: []meeting.PlanDay{
				{Date: day(t, "2023-08-29"), Slots: []meeting.Slot{slot(t, "opening-plenary", "2023-08-29 09:30 .. 10:45"), slot(t, "", "2023-08-29 11:00 .. 12:00")}},
				{Date: day(t, "2023-08-28"), Slots: []meeting.Slot{slot(t, "bureau", "2023-08-28 14:00 .. 15:00")}},
			}}},
		},
		Contacts: []meeting.Contact{{ID: "tsb"}, {ID: "host"}},
		Venue: &meeting.Venue{Buildings: []meeting.Building{
			{ID: "tower", Rooms: []meeting.Room{{ID: "popov"}}}, {ID: "hall", Rooms: []meeting.Room{{ID: "plenary"}, {ID: "s1"}}},
		}},
		Leads: []meeting.Lead{
			{ID: "visa", Before: "opening", AtLeast: meeting.Lapse{N: 1, Unit: meeting.InMonths}},
			{ID: "rooms", Before: "workshop", AtLeast: meeting.Lapse{N: 10, Unit: meeting.InDays}},
			{ID: "slots", Before: "bureau", AtLeast: meeting.Lapse{N: 2, Unit: meeting.InWeeks}},
			{ID: "lost", Before: "nothing", AtLeast: meeting.Lapse{N: 2, Unit: meeting.InWeeks}},
		},
	}
}

func TestDueDays(t *testing.T) {
	m := goyang(t)
	before := slices.Clone(m.Deadlines)
	var got []string
	for _, l := range m.DueDays() {
		line := l.Date.String()
		for _, d := range l.Deadlines {
			line += " " + d.ID
		}
		got = append(got, line)
	}
	want := []string{"2023-06-29 fellowships", "2023-07-29 visa", "2023-08-16 contributions circular"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("due days (-want +got):\n%s", d)
	}
	if !slices.EqualFunc(before, m.Deadlines, func(a, b meeting.Deadline) bool { return a.ID == b.ID }) {
		t.Error("the deadlines themselves were sorted")
	}
	if days := (&meeting.Meeting{}).DueDays(); days != nil {
		t.Errorf("no deadlines have %v", days)
	}
}

// Events and deadlines are in the order of instants, whatever zones they are in. A day
// without an hour is a day of the meeting's zone, with which an event begins and a
// deadline ends.
func TestOrderAcrossZones(t *testing.T) {
	m := &meeting.Meeting{Zone: load(t, "America/New_York")}
	for _, s := range []string{
		"2024-03-05 09:00 Asia/Tokyo", "2024-03-05", "2024-03-04 20:00", "2024-03-04 23:00 UTC",
		"2024-03-04", "2024-03-05 01:00", "2024-03-05 00:30 Asia/Tokyo", "2024-03-05 08:00 UTC",
	} {
		w, err := meeting.ParseWhen(s, m.Zone)
		if err != nil {
			t.Fatal(err)
		}
		m.Events = append(m.Events, meeting.Event{ID: s, When: w})
		m.Deadlines = append(m.Deadlines, meeting.Deadline{ID: s, Due: w})
	}
	want := []string{
		"2024-03-04", "2024-03-05 00:30 Asia/Tokyo", "2024-03-04 23:00 UTC", "2024-03-05 09:00 Asia/Tokyo", "2024-03-04 20:00",
		"2024-03-05", "2024-03-05 01:00", "2024-03-05 08:00 UTC",
	}
	var events, due []string
	for _, e := range m.AllEvents() {
		events = append(events, e.ID)
	}
	if d := cmp.Diff(want, events); d != "" {
		t.Errorf("events (-want +got):\n%s", d)
	}
	for _, day := range m.DueDays() { // as written
		for _, d := range day.Deadlines {
			due = append(due, d.ID)
		}
	}
	want = []string{
		"2024-03-04 23:00 UTC", "2024-03-04 20:00", "2024-03-04",
		"2024-03-05 00:30 Asia/Tokyo", "2024-03-05 09:00 Asia/Tokyo", "2024-03-05 01:00", "2024-03-05 08:00 UTC", "2024-03-05",
	}
	if d := cmp.Diff(want, due); d != "" {
		t.Errorf("deadlines (-want +got):\n%s", d)
	}
}

func ids(events []meeting.Event) string {
	var list []string
	for _, e := range events {
		list = append(list, e.ID)
	}
	return strings.Join(list, " ")
}

func TestEvents(t *testing.T) {
	m := goyang(t)
	if got, want := ids(m.AllEvents()), "workshop bureau call late opening-plenary dinner training"; got != want {
		t.Errorf("all events: got %s, want %s", got, want)
	}
	if got, want := ids(m.EventsInOrder()), "workshop call late dinner training"; got != want {
		t.Errorf("events in order: got %s, want %s", got, want)
	}
	if got, want := ids(m.Events), "dinner training workshop late call"; got != want {
		t.Errorf("events as written: got %s, want %s", got, want)
	}
	e := m.Event("opening-plenary")
	if e == nil {
		t.Fatal("a session with an id is not an event")
	}
	got := map[string]string{
		"title": e.Title.Same, "room": e.Room, "see": e.See.Page + "#" + e.See.Anchor, "see at": e.See.Pos.String(), "at": e.Pos.String(),
		"days": e.When.First.String() + " " + e.When.Last.String(), "from": e.When.Start.Format(time.RFC3339), "to": e.When.End.Format(time.RFC3339),
	}
	want := map[string]string{
		"title": "What opening-plenary", "room": "room-opening-plenary", "see": "annex-c#opening-plenary", "see at": "annex-c.yaml:9:7", "at": "annex-c.yaml:9",
		"days": "2023-08-29 2023-08-29", "from": "2023-08-29T09:30:00+09:00", "to": "2023-08-29T10:45:00+09:00",
	}
	if d := cmp.Diff(want, got); d != "" || !e.Slot || e.When.Form != meeting.Span {
		t.Errorf("a session as an event: slot %t, form %d (-want +got):\n%s", e.Slot, e.When.Form, d)
	}
}

func TestFind(t *testing.T) {
	m := goyang(t)
	for what, found := range map[string]bool{
		"event": m.Event("workshop") != nil, "session": m.Event("bureau") != nil, "deadline": m.Deadline("visa") != nil,
		"contact": m.Contact("host") != nil, "annex": m.Annex("b") != nil,
	} {
		if !found {
			t.Errorf("the %s is not found", what)
		}
	}
	for what, found := range map[string]bool{
		"event": m.Event("visa") != nil, "nameless session": m.Event("") != nil, "deadline": m.Deadline("workshop") != nil,
		"contact": m.Contact("visa") != nil, "annex": m.Annex("d") != nil,
	} {
		if found {
			t.Errorf("there is a %s that is not there", what)
		}
	}
	m.Deadline("visa").ID = "changed" // what is returned is the item itself
	if m.Deadlines[0].ID != "changed" {
		t.Error("a deadline is a copy")
	}
	for id, want := range map[string]string{"plenary": "hall", "popov": "tower", "tower": "", "": ""} {
		got := ""
		if room, building := m.Venue.Room(id); room != nil {
			got = building.ID
		}
		if got != want {
			t.Errorf("the room %q is in %q, want %q", id, got, want)
		}
	}
	if room, building := (*meeting.Venue)(nil).Room("popov"); room != nil || building != nil {
		t.Error("no venue has a room")
	}
}

func TestLeadDay(t *testing.T) {
	m := goyang(t)
	want := map[string]string{"visa": "2023-07-29", "rooms": "2023-08-18", "slots": "2023-08-14", "lost": "0000-00-00"}
	for _, l := range m.Leads {
		if got := m.LeadDay(l).String(); got != want[l.ID] {
			t.Errorf("%s: got %s, want %s", l.ID, got, want[l.ID])
		}
	}
	m.Opening = when(t, "2023-08-30 09:30")
	if got := m.LeadDay(m.Leads[0]).String(); got != "2023-07-30" {
		t.Errorf("before an opening on the second day: got %s", got)
	}
	m.Days, m.Opening = meeting.When{}, meeting.When{}
	if got := m.LeadDay(m.Leads[0]); !got.IsZero() {
		t.Errorf("before a meeting without days: %s", got)
	}
}

func TestAnchors(t *testing.T) {
	m := goyang(t)
	for _, c := range []struct {
		page, lang string
		want       string
	}{
		{"", "en", "call dinner late training workshop"},
		{"letter", "zh", "visa workshop"},
		{"letter", "en", "workshop"},
		{"letter", "fr", ""},
		{"deadlines", "en", "circular contributions documents fellowships visa"},
		{"venue", "en", "hall host tower tsb"},
		{"annex-a", "zh", "visa"},
		{"annex-a", "fr", ""},
		{"annex-b", "en", "item-1 item-6 item-6-a item-6-b item-6-b-i"},
		{"annex-c", "en", "bureau opening-plenary"},
		{"print", "en", ""},
		{"annex-d", "en", "none"},
		{"annex-", "en", "none"},
		{"a", "en", "none"},
		{"letters", "en", "none"},
	} {
		anchors := m.Anchors(c.page, c.lang)
		maps.DeleteFunc(anchors, func(_ string, there bool) bool { return !there })
		got := strings.Join(slices.Sorted(maps.Keys(anchors)), " ")
		if anchors == nil {
			got = "none"
		}
		if got != c.want {
			t.Errorf("%q in %s: got %q, want %q", c.page, c.lang, got, c.want)
		}
	}
	m.Venue = nil
	if got := m.Anchors("venue", "en"); len(got) != 2 {
		t.Errorf("contacts without a venue: %v", got)
	}
}

func TestPages(t *testing.T) {
	m := goyang(t)
	check := func(what, want string) {
		t.Helper()
		if got := strings.Join(m.Pages(), " "); got != want {
			t.Errorf("%s: got %q, want %q", what, got, want)
		}
	}
	check("all", " letter deadlines subscribe annex-a annex-b annex-c venue print")
	m.Venue = nil
	check("no venue", " letter deadlines subscribe annex-a annex-b annex-c venue print")
	m.Contacts = nil
	check("no contacts", " letter deadlines subscribe annex-a annex-b annex-c print")
	m.Deadlines, m.Annexes = nil, nil
	check("the letter alone", " letter subscribe print")
}

func TestPaths(t *testing.T) {
	m := goyang(t)
	site := meeting.Site{BaseURL: "https://example.org/m/"}
	for want, got := range map[string]string{
		"zh/": meeting.HomePath("zh"), "zh/sg17/": m.Group.PagePath("zh"), "sg17/2023-08-goyang": m.Path(),
		"zh/sg17/2023-08-goyang/":                m.PagePath("zh", ""),
		"en/sg17/2023-08-goyang/annex-b/":        m.PagePath("en", m.Annexes[1].Page()),
		"en/sg17/2023-08-goyang/letter/":         m.RefPath("en", meeting.Ref{Page: "letter"}),
		"en/sg17/2023-08-goyang/letter/#visa":    m.RefPath("en", meeting.Ref{Page: "letter", Anchor: "visa"}),
		"en/sg17/2023-08-goyang/#workshop":       m.EventPath("en", *m.Event("workshop")),
		"zh/sg17/2023-08-goyang/annex-c/#bureau": m.EventPath("zh", *m.Event("bureau")),
		"https://example.org/m/":                 site.URL(""),
		"https://example.org/m/zh/sg17/#a":       site.URL("zh/sg17/#a"),
		"https://example.org/m/zh/sg17/x/a.pdf":  site.URL("zh/sg17/x/a.pdf"),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// Meetings stand in order of their first day, then of their addresses, whoever
// holds them.
func TestArchive(t *testing.T) {
	a := &meeting.Archive{}
	for _, id := range []string{"sg13", "sg17", "tsag"} {
		a.Groups = append(a.Groups, &meeting.Group{ID: id})
	}
	for _, m := range []struct{ group, folder, days, with string }{
		{"tsag", "2024-01-geneva", "2024-01-22 .. 2024-01-26", ""},
		{"sg17", "2023-08-goyang", "2023-08-29 .. 2023-09-08", ""},
		{"sg17", "2024-01-online", "2024-01-22", "tsag sg13"},
		{"sg17", "2023-02-geneva", "2023-02-21 .. 2023-03-03", ""},
		{"sg13", "2023-08-geneva", "2023-08-29", "tsag"},
	} {
		g := a.Group(m.group)
		g.Meetings = append(g.Meetings, &meeting.Meeting{Group: g, Folder: m.folder, Days: when(t, m.days), JointWith: strings.Fields(m.with)})
	}
	paths := func(list []*meeting.Meeting) []string {
		var paths []string
		for _, m := range list {
			paths = append(paths, m.Path())
		}
		return paths
	}
	all := []string{"sg17/2023-02-geneva", "sg13/2023-08-geneva", "sg17/2023-08-goyang", "sg17/2024-01-online", "tsag/2024-01-geneva"}
	if d := cmp.Diff(all, paths(a.Meetings())); d != "" {
		t.Errorf("all meetings (-want +got):\n%s", d)
	}
	for id, want := range map[string][]string{
		"sg13": {"sg13/2023-08-geneva", "sg17/2024-01-online"},
		"sg17": {"sg17/2023-02-geneva", "sg17/2023-08-goyang", "sg17/2024-01-online"},
		"tsag": {"sg13/2023-08-geneva", "sg17/2024-01-online", "tsag/2024-01-geneva"},
	} {
		if d := cmp.Diff(want, paths(a.MeetingsOf(a.Group(id)))); d != "" {
			t.Errorf("meetings of %s (-want +got):\n%s", id, d)
		}
	}
	if a.Group("sg99") != nil {
		t.Error("there is a group that is not there")
	}
}

func TestText(t *testing.T) {
	same, both := meeting.Text{Same: "X.509"}, meeting.Text{By: map[string]string{"zh": "会议", "en": "Meeting"}}
	for _, c := range []struct{ what, got, want string }{
		{"the same in all", same.In("zh"), "X.509"},
		{"Chinese", both.In("zh"), "会议"},
		{"English", both.In("en"), "Meeting"},
		{"a language that it does not have", both.In("fr"), ""},
		{"nothing", meeting.Text{}.In("en"), ""},
		{"languages", strings.Join(both.Languages(), " "), "en zh"},
		{"languages of the same in all", strings.Join(same.Languages(), " "), ""},
		{"title of a deadline", meeting.Deadline{Actions: []meeting.Action{{Do: both}, {Do: same}}}.Title().In("en"), "Meeting"},
		{"short title of a deadline", meeting.Deadline{Short: same, Actions: []meeting.Action{{Do: both}}}.Title().In("en"), "X.509"},
		{"title of a deadline without actions", meeting.Deadline{}.Title().In("en"), ""},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.what, c.got, c.want)
		}
	}
	if !(meeting.Text{}).IsZero() || same.IsZero() || both.IsZero() || !(meeting.Text{By: map[string]string{}}).IsZero() {
		t.Error("IsZero is wrong")
	}
	if !(meeting.Ref{}).IsZero() || (meeting.Ref{Page: "letter"}).IsZero() {
		t.Error("IsZero of a reference is wrong")
	}
}

func TestSource(t *testing.T) {
	s := meeting.Source{Pos: diag.Pos{Line: 1}, Keys: map[string]diag.Pos{"who": {Line: 2}, "who: chair": {Line: 3}}}
	for _, c := range []struct {
		got  diag.Pos
		line int
	}{
		{s.At("who"), 2}, {s.At("when"), 1}, {s.AtName("who", "chair"), 3}, {s.AtName("who", "members"), 2}, {s.AtName("when", "chair"), 1}, {meeting.Source{}.At("who"), 0},
	} {
		if c.got.Line != c.line {
			t.Errorf("got line %d, want %d", c.got.Line, c.line)
		}
	}
}

// What belongs to a meeting that does not take place does not either; a moved
// meeting moves nothing by itself.
func TestCondition(t *testing.T) {
	for _, c := range []struct{ meeting, own, want meeting.Status }{
		{meeting.AsPlanned, meeting.AsPlanned, meeting.AsPlanned},
		{meeting.AsPlanned, meeting.Moved, meeting.Moved},
		{meeting.Cancelled, meeting.AsPlanned, meeting.Cancelled},
		{meeting.Cancelled, meeting.Moved, meeting.Moved},
		{meeting.Postponed, meeting.AsPlanned, meeting.Postponed},
		{meeting.Postponed, meeting.Cancelled, meeting.Cancelled},
		{meeting.Moved, meeting.AsPlanned, meeting.AsPlanned},
	} {
		m := &meeting.Meeting{Condition: meeting.Condition{Status: c.meeting}}
		if got := m.Of(meeting.Condition{Status: c.own}); got.Status != c.want {
			t.Errorf("%q in a meeting that is %q: got %q, want %q", c.own, c.meeting, got.Status, c.want)
		}
	}
	for status, want := range map[meeting.Status]bool{meeting.AsPlanned: true, meeting.Moved: true, meeting.Postponed: false, meeting.Cancelled: false} {
		if got := (meeting.Condition{Status: status}).TakesPlace(); got != want {
			t.Errorf("%q takes place: %t", status, got)
		}
	}
}
