package calendar

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"plenary"
	"plenary/generator/content"
	"plenary/generator/meeting"
	"plenary/generator/revision"
	"plenary/generator/words"
	"plenary/generator/zone"
)

// shipped loads the shipped content and the program's words.
func shipped(t testing.TB) (*meeting.Archive, map[string]*words.Language) {
	t.Helper()
	a, diags, err := content.Load(os.DirFS("../.."))
	if err != nil || diags.Blocks() {
		t.Fatal(err, diags)
	}
	stamp(a)
	w, diags := words.Load(plenary.Theme, a.Site.Languages, nil)
	if diags.Blocks() {
		t.Fatal(diags)
	}
	return a, w
}

// stamp gives the items of an archive's meetings their history.
func stamp(a *meeting.Archive) {
	for _, g := range a.Groups {
		for _, m := range g.Meetings {
			m.Stamps = revision.Compare(m).Stamps()
		}
	}
}

// lines returns the unfolded lines of the feed at path.
func lines(t *testing.T, feeds []File, path string) []string {
	t.Helper()
	for _, f := range feeds {
		if f.Path == path {
			return strings.Split(strings.ReplaceAll(string(f.Data), "\r\n ", ""), "\r\n")
		}
	}
	t.Fatalf("there is no feed %s", path)
	return nil
}

// component returns the lines of the item with a UID.
func component(t *testing.T, list []string, uid string) map[string]string {
	t.Helper()
	for i, line := range list {
		if line != "UID:"+uid {
			continue
		}
		props := map[string]string{}
		for _, line := range list[i:] {
			if line == "END:VEVENT" {
				return props
			}
			name, value, _ := strings.Cut(line, ":")
			props[name] = value
		}
	}
	t.Fatalf("there is no item %s", uid)
	return nil
}

// TestItems holds items against the letter.
func TestItems(t *testing.T) {
	a, w := shipped(t)
	en := lines(t, feeds(a, w), "en/sg17/2023-08-goyang/calendar.ics")
	for id, want := range map[string]map[string]string{
		"contributions": {"DTSTART;VALUE=DATE": "20230816", "DTEND;VALUE=DATE": "20230817", "TRANSP": "TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS": "FREE"},
		"circular-79":   {"DTSTART": "20230816T232900Z", "DTEND": "20230816T235900Z", "TRANSP": "TRANSPARENT"},
		"meeting":       {"DTSTART;VALUE=DATE": "20230829", "DTEND;VALUE=DATE": "20230909"},
		"opening":       {"DTSTART;TZID=Asia/Seoul": "20230829T093000", "TRANSP": "OPAQUE"},
		"jca-idm":       {"DTSTART;TZID=Asia/Seoul": "20230901T143000", "DTEND;TZID=Asia/Seoul": "20230901T160000", "SEQUENCE": "0", "STATUS": "CONFIRMED"},
		"workshop":      {"DTSTART;VALUE=DATE": "20230828", "DTEND;VALUE=DATE": "20230829"},
	} {
		got := component(t, en, id+".sg17-2023-08@meetings.example.org")
		for name, value := range want {
			if got[name] != value {
				t.Errorf("%s: %s is %q, want %q", id, name, got[name], value)
			}
		}
		if id == "opening" {
			for name := range got {
				if strings.HasPrefix(name, "DTEND") {
					t.Errorf("the opening has an end, %s; nobody gave one", got[name])
				}
			}
		}
	}
	jca := component(t, en, "jca-idm.sg17-2023-08@meetings.example.org")
	if want := `When: Friday 1 September 2023\, 14:30–16:00 (Goyang time\, UTC+9) = Friday 1 September 2023\, 05:30–07:00 UTC`; !strings.Contains(jca["DESCRIPTION;LANGUAGE=en"], want) {
		t.Errorf("the description does not tell the time in UTC too:\n%s", jca["DESCRIPTION;LANGUAGE=en"])
	}
}

// TestNoClock proves that feeds depend on the content alone.
func TestNoClock(t *testing.T) {
	a, w := shipped(t)
	one := feeds(a, w)
	a, w = shipped(t)
	if diff := cmp.Diff(one, feeds(a, w)); diff != "" {
		t.Error(diff)
	}
	stamp := "DTSTAMP:" + a.Groups[0].Meetings[0].Stamps["meeting"].Modified.Format("20060102T150405Z")
	for _, f := range one {
		if !bytes.Contains(f.Data, []byte(stamp)) {
			t.Errorf("%s has no %s", f.Path, stamp)
		}
	}
}

// TestCancelledMeeting proves that a cancelled meeting cancels what belongs to
// it, and that a moved one does not.
func TestCancelledMeeting(t *testing.T) {
	for status, want := range map[meeting.Status]string{meeting.Cancelled: "CANCELLED", meeting.Postponed: "CANCELLED", meeting.Moved: "CONFIRMED"} {
		a, w := shipped(t)
		m := a.Groups[0].Meetings[0]
		m.Condition = meeting.Condition{Status: status, Reason: meeting.Text{Same: "Because"}}
		m.Stamps = revision.Compare(m).Stamps()
		for _, id := range []string{"opening", "visa", "jca-idm"} {
			it := component(t, lines(t, feeds(a, w), "en/sg17/calendar.ics"), id+".sg17-2023-08@meetings.example.org")
			if it["STATUS"] != want {
				t.Errorf("meeting %s: %s is %s, want %s", status, id, it["STATUS"], want)
			}
		}
		whole := component(t, lines(t, feeds(a, w), "en/sg17/calendar.ics"), "meeting.sg17-2023-08@meetings.example.org")
		if whole["SEQUENCE"] != "1" || whole["STATUS"] != want || !strings.Contains(whole["DESCRIPTION;LANGUAGE=en"], "Why: Because") {
			t.Errorf("meeting %s: %v", status, whole)
		}
	}
}

func TestUTCOffset(t *testing.T) {
	for seconds, want := range map[int]string{0: "+0000", 32400: "+0900", -12600: "-0330", 20700: "+0545", -1: "-000001", 34648: "+093728"} {
		if got := utcOffset(seconds); got != want {
			t.Errorf("utcOffset(%d) = %s, want %s", seconds, got, want)
		}
	}
}

// feeds makes all feeds of an archive.
func feeds(a *meeting.Archive, in map[string]*words.Language) []File {
	var all []File
	for _, g := range a.Groups {
		all = append(all, OfGroup(a.Site, g, a.MeetingsOf(g), in)...)
		for _, m := range g.Meetings {
			all = append(all, OfMeeting(a.Site, m, in)...)
		}
	}
	return all
}

// TestZoneOnlyWhereUsed proves that a feed describes the zones of its hours, each
// once, and no other.
func TestZoneOnlyWhereUsed(t *testing.T) {
	zurich, err := zone.Load("Europe/Zurich")
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2024, 10, 28, 9, 0, 0, 0, zurich)
	day := meeting.DateOf(at)
	timed := item{when: meeting.When{Form: meeting.Instant, First: day, Last: day, Start: at}}
	plain := item{when: meeting.When{Form: meeting.Day, First: day, Last: day}}
	inUTC := item{when: timed.when.In(time.UTC)}
	for name, c := range map[string]struct {
		items []item
		want  int
	}{"none": {[]item{plain, inUTC}, 0}, "one": {[]item{timed, plain, timed}, 1}} {
		data := feed{items: c.items, zones: described{}}.encode()
		if got := bytes.Count(data, []byte("BEGIN:VTIMEZONE")); got != c.want {
			t.Errorf("%s: %d zones, want %d", name, got, c.want)
		}
	}
}

// TestEmpty proves that a feed that holds nothing yet is a calendar all the same.
func TestEmpty(t *testing.T) {
	got := string(feed{lang: "en", zones: described{}}.encode())
	if n := strings.Count(got, "BEGIN:VTIMEZONE\r\nTZID:UTC\r\n"); n != 1 {
		t.Errorf("%d zones, want one, of UTC:\n%s", n, got)
	}
}

func TestFold(t *testing.T) {
	for name, in := range map[string]string{
		"short":       "SUMMARY:short",
		"exactly":     strings.Repeat("x", 75),
		"one more":    strings.Repeat("x", 76),
		"Han":         "SUMMARY:" + strings.Repeat("会议", 60),
		"emoji":       strings.Repeat("🏛", 50),
		"backslashes": "X:" + strings.Repeat(`\\`, 100),
		"escapes":     strings.Repeat(`议\n`, 60),
	} {
		t.Run(name, func(t *testing.T) {
			checkFold(t, in+"\r\n")
			checkFold(t, in)
		})
	}
}

// checkFold proves the promises of fold.
func checkFold(t *testing.T, in string) {
	t.Helper()
	out := string(fold([]byte(in)))
	if got := strings.ReplaceAll(out, "\r\n ", ""); got != in {
		t.Errorf("unfolded %q, want %q", got, in)
	}
	for _, line := range strings.Split(out, "\r\n") {
		if len(line) > maxLine {
			t.Errorf("a line has %d octets: %q", len(line), line)
		}
		if !utf8.ValidString(line) {
			t.Errorf("a fold cuts a character: %q", line)
		}
		if n := len(line) - len(strings.TrimRight(line, `\`)); n%2 == 1 && !strings.HasSuffix(in, strings.TrimPrefix(line, " ")) {
			t.Errorf("a fold follows a backslash that escapes: %q", line)
		}
	}
}

func FuzzFold(f *testing.F) {
	f.Add("SUMMARY:会议")
	f.Add(strings.Repeat(`\,`, 80))
	f.Add(strings.Repeat("é", 100) + `\`)
	f.Fuzz(func(t *testing.T, in string) {
		if !utf8.ValidString(in) || strings.ContainsAny(in, "\r\n") {
			t.Skip() // the encoder writes neither
		}
		checkFold(t, in)
	})
}

// TestLastDay proves that the day after the last one that can be read has a year
// with four digits, and that zones are described that far.
func TestLastDay(t *testing.T) {
	a, w := shipped(t)
	m := a.Meetings()[0]
	day := meeting.Date{Year: meeting.LastYear, Month: time.December, Day: 31}
	m.Days = meeting.When{Form: meeting.Day, First: day, Last: day}
	m.Opening, _ = meeting.ParseWhen(day.String()+" 20:00 Europe/Zurich", time.UTC)
	en := lines(t, feeds(a, w), "en/sg17/2023-08-goyang/calendar.ics")
	got := component(t, en, "meeting.sg17-2023-08@meetings.example.org")
	if from, to := got["DTSTART;VALUE=DATE"], got["DTEND;VALUE=DATE"]; from != "29991231" || to != "30000101" {
		t.Errorf("the meeting is from %s to %s", from, to)
	}
	if at := component(t, en, "opening.sg17-2023-08@meetings.example.org")["DTSTART;TZID=Europe/Zurich"]; at != "29991231T200000" {
		t.Errorf("the opening is at %s", at)
	}
}
