package pipeline_test

import (
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/pipeline"
)

// testdata/made-up is a project of an organization that does not exist. It has
// what the shipped letter has no need of: groups of other kinds, a meeting over
// a change of summer time in several buildings, a joint one, a remote one and
// one that was cancelled.

func TestMadeUpHasNoProblems(t *testing.T) {
	p, err := open(madeUpDir)
	if err != nil {
		t.Fatal(err)
	}
	report, err := p.Build(t.Context(), pipeline.Discard(), pipeline.BuildOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range report.Diags {
		t.Error(d)
	}
	if report.Meetings != 4 || report.Rendered != 4 {
		t.Errorf("of %d meetings %d were rendered, want all 4", report.Meetings, report.Rendered)
	}
}

func TestJointMeeting(t *testing.T) {
	s := must(t, madeUp)
	for _, lang := range []string{"zh", "en"} {
		own := events(t, s.file(t, lang+"/sg99/2024-04-joint/calendar.ics"))
		for _, group := range []string{"sg99", "advisory"} {
			if link := `href="../../` + lang + `/sg99/2024-04-joint/"`; !strings.Contains(s.main(t, lang+"/"+group+"/index.html"), link) {
				t.Errorf("the page of %s in %s does not lead to the joint meeting", group, lang)
			}
			all := events(t, s.file(t, lang+"/"+group+"/calendar.ics"))
			for id, want := range own {
				if diff := cmp.Diff(want, all[id]); diff != "" {
					t.Errorf("%s in the calendar of %s in %s (-meeting +group):\n%s", id, group, lang, diff)
				}
			}
		}
		if other := events(t, s.file(t, lang+"/sg99rg-isl/calendar.ics")); other["meeting.sg99-2024-04"] != nil {
			t.Errorf("the regional group, which does not hold the joint meeting, has it in its calendar in %s", lang)
		}
	}
	if _, ok := s["en/advisory/2024-04-joint/index.html"]; ok {
		t.Error("the joint meeting has a second address")
	}
}

// Nothing may lead the delegates of a remote meeting to a place.
func TestRemoteMeetingHasNoPlace(t *testing.T) {
	s := must(t, madeUp)
	for lang, says := range map[string]string{"zh": "全程远程参会", "en": "Fully remote"} {
		dir := lang + "/sg99/2025-02-remote/"
		for p, page := range s {
			if !strings.HasPrefix(p, dir) || !strings.HasSuffix(p, ".html") {
				continue
			}
			for _, claim := range []string{"<address", `class="taxi"`, `"@type":"Place"`, "OfflineEventAttendanceMode"} {
				if strings.Contains(page, claim) {
					t.Errorf("%s has %s", p, claim)
				}
			}
		}
		if !strings.Contains(s.main(t, dir+"index.html"), says) {
			t.Errorf("the overview in %s does not say %q", lang, says)
		}
		if !strings.Contains(s.main(t, dir+"venue/index.html"), "mailto:help@example.org") {
			t.Errorf("whom to ask is missing in %s", lang)
		}
		for id, e := range events(t, s.file(t, dir+"events.ics")) {
			if got := e["LOCATION;LANGUAGE="+lang]; got != says || e["GEO"] != "" {
				t.Errorf("%s in %s: LOCATION %q, GEO %q", id, lang, got, e["GEO"])
			}
		}
	}
}

// A cancelled meeting says so, and why, wherever its dates are announced.
func TestCancelledMeetingSaysSo(t *testing.T) {
	s := must(t, madeUp)
	for lang, words := range map[string][2]string{
		"zh": {"已取消", "会场因风暴受损，会议不再举行。"},
		"en": {"Cancelled", "The venue was damaged by a storm; the meeting will not take place."},
	} {
		for _, page := range []string{"", "letter/", "print/"} {
			got := s.main(t, lang+"/sg99/2025-06-apia/"+page+"index.html")
			if !strings.Contains(got, words[0]) || !strings.Contains(got, words[1]) {
				t.Errorf("the page %q in %s lacks %q", page, lang, words)
			}
		}
		for _, list := range []string{"", "sg99/", "sg99rg-isl/"} {
			if got := s.main(t, lang+"/"+list+"index.html"); !strings.Contains(got, words[0]) {
				t.Errorf("the list %q in %s lacks %q", list, lang, words[0])
			}
		}
	}
	if !strings.Contains(s.file(t, "en/sg99/2025-06-apia/index.html"), "https://schema.org/EventCancelled") {
		t.Error("search engines are not told")
	}
}

func TestAttachment(t *testing.T) {
	s := must(t, madeUp)
	want, err := os.ReadFile(madeUpDir + "/content/advisory/2024-10-geneva/interpretation-request.txt")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), s.file(t, "advisory/2024-10-geneva/interpretation-request.txt")); diff != "" {
		t.Errorf("the file (-content +site):\n%s", diff)
	}
}

func TestText(t *testing.T) {
	for p, data := range must(t, madeUp) {
		if !slices.Contains([]string{".html", ".ics", ".txt", ".xml"}, path.Ext(p)) {
			continue
		}
		switch {
		case !utf8.ValidString(data):
			t.Errorf("%s is not UTF-8", p)
		case strings.ContainsAny(data, "\ufeff\ufffd\x00"):
			t.Errorf("%s has a byte order mark or a replacement for what could not be read", p)
		}
		// What templates of Go and Hugo leave behind when something is missing.
		for _, trace := range []string{"<no value>", "%!", "ZgotmplZ", "HAHAHUGO", "{{", "[object Object]"} {
			if strings.Contains(data, trace) {
				t.Errorf("%s has %q", p, trace)
			}
		}
	}
}
