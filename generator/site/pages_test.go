package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"plenary/generator/atom"
	"plenary/generator/content"
	"plenary/generator/meeting"
)

const dir = "sg1/2024-04-bern"

// edit replaces a text in a file of the meeting.
type edit struct{ file, old, new string }

// base loads the project that package content is tested with, after edits.
func base(t testing.TB, edits ...edit) *meeting.Archive {
	t.Helper()
	a, err := txtar.ParseFile("../content/testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range a.Files {
		text := string(f.Data)
		for _, e := range edits {
			if f.Name == "content/"+dir+"/"+e.file {
				if !strings.Contains(text, e.old) {
					t.Fatalf("%s does not contain %q", f.Name, e.old)
				}
				text = strings.Replace(text, e.old, e.new, 1)
			}
		}
		fsys[f.Name] = &fstest.MapFile{Data: []byte(text)}
	}
	archive, diags, err := content.Load(fsys)
	if err != nil || diags.HasErrors() {
		t.Fatal(err, diags)
	}
	return archive
}

// front returns the front matter of a composed page.
func front(t testing.TB, tr *Tree, file string) map[string]any {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal(tr.Source["content/"+file+".md"], &m); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return m
}

// at returns a value in front matter as JSON, by a path such as "params.facts.pages.0".
func at(m any, path string) string {
	for _, key := range strings.Split(path, ".") {
		switch of := m.(type) {
		case string: // JSON in a string
			var in map[string]any
			_ = json.Unmarshal([]byte(of), &in)
			m = in[key]
		case map[string]any:
			m = of[key]
		case []any:
			i := 0
			if _, err := fmt.Sscan(key, &i); err != nil || i >= len(of) {
				return "none"
			}
			m = of[i]
		default:
			return "none"
		}
	}
	data, _ := json.Marshal(m)
	return string(data)
}

// Each kind of page of a meeting: where it is, and the facts that are its own.
func TestMeetingPages(t *testing.T) {
	a := base(t)
	m := a.Groups[0].Meetings[0]
	m.Record.Revisions = []meeting.Revision{
		{Kind: meeting.FirstIssue, Date: time.Date(2024, 1, 15, 0, 0, 0, 0, time.UTC)},
		{Number: 1, Kind: meeting.Corrigendum, Date: time.Date(2024, 2, 1, 0, 0, 0, 0, time.UTC), Message: meeting.Text{Same: "The form"}},
	}
	tr := compose(t, a, theme(t, a))
	for _, c := range []struct{ file, path, want string }{
		{"_index", "layout", `"overview"`},
		{"_index", "params.root", `"../../../"`},
		{"_index", "params.below", `"sg1/2024-04-bern/"`},
		{"_index", "params.tab", `"Meeting of Study Group 1 · Bern, April 2024 · SG1 · Meetings"`},
		{"_index", "params.also.0", `{"lang":"zh","text":"第1研究组会议"}`},
		{"_index", "params.overview.events", `["workshop","tutorial","reception","tokyo-call"]`},
		{"_index", "params.overview.next.1.path", `"en/sg1/2024-04-bern/deadlines/#registration-form"`},
		{"_index", "params.overview.timeline.marks.2.titles", `["Meeting"]`},
		{"_index", "params.facts.paths.print", `"en/sg1/2024-04-bern/print/"`},
		{"_index", "params.facts.paths.overview", `"en/sg1/2024-04-bern/"`},
		{"_index", "params.facts.pages.4.title", `"Annex A: Practical information"`},
		{"_index", "params.facts.interpretation", `{"text":"Interpretation on request by 20 February 2024"}`},
		{"_index", "params.facts.captioning.text", `"No captioning"`},
		{"_index", "params.facts.joint", `[{"name":"TSAG","path":"en/tsag/"}]`},
		{"_index", "params.facts.officers.0.text", `"Ms A. Chair"`},
		{"_index", "params.facts.events.workshop.place", `"Plenary hall, Tower"`},
		{"_index", "params.facts.deadlines.registration-form.actions.0.seeword", `"Annex A"`},
		{"_index", "params.facts.duedays.1.deadlines", `["registration-form"]`},
		{"_index", "params.facts.counts", `"3 actions on 2 dates."`},
		{"_index", "params.facts.linklist", `["home","form"]`},
		{"_index", "params.facts.links.form", `{"file":"PDF","path":"sg1/2024-04-bern/form.pdf","title":"Form"}`},
		{"_index", "params.facts.contacts.secretariat.tellink", `"tel:+41227305111"`},
		{"_index", "params.facts.leads.registration.text", `"at least 4 weeks before the meeting opens"`},
		{"_index", "params.facts.venue.card", `{"address":"Bern","lang":"de","name":"Kongresszentrum"}`},
		{"_index", "params.facts.version.title", `"Corrigendum 1"`},
		{"_index", "params.overview.ld.startDate", `"2024-04-02T09:30+02:00"`},
		{"_index", "params.overview.ld.endDate", `"2024-04-05"`},
		{"_index", "params.overview.ld.eventStatus", `"https://schema.org/EventScheduled"`},
		{"_index", "params.overview.ld.eventAttendanceMode", `"https://schema.org/MixedEventAttendanceMode"`},
		{"_index", "cascade.0.target.path", `"/sg1/2024-04-bern/letter"`},
		{"_index", "cascade.0.layout", `"letter"`},
		{"_index", "cascade.0.params.below", `"sg1/2024-04-bern/letter/"`},
		{"_index", "cascade.1.params.tab", `"Annex A: Practical information · Bern, April 2024 · SG1 · Meetings"`},
		{"annex-b", "layout", `"agenda"`},
		{"annex-b", "params.letter", `"B"`},
		{"annex-b", "params.feature.items.0.items.0.text", `"X.509"`},
		{"annex-c", "layout", `"timeplan"`},
		{"annex-c", "params.feature.weeks.0.plan.0.cells.0.rows", `2`},
		{"annex-c", "params.feature.weeks.0.plan.0.cells.0.slots.1.who", `"Members"`},
		{"deadlines", "layout", `"deadlines"`},
		{"deadlines", "params.crumb", `"Deadlines"`},
		{"venue", "title", `"Venue"`},
		{"subscribe", "params.feature.due", `"en/sg1/2024-04-bern/deadlines/"`},
		{"subscribe", "params.feature.role.0.title", `"Chair"`},
		{"changes", "params.feature.1.anchor", `"revision-1"`},
		{"changes", "params.feature.1.message", `"The form"`},
		{"revision-1", "params.up", `{"name":"Changes","path":"en/sg1/2024-04-bern/changes/"}`},
		{"revision-1", "params.feature.sheet", `"Corrigendum 1 to the collective letter"`},
		{"print", "layout", `"print"`},
	} {
		if got := at(front(t, tr, dir+"/"+c.file+".en"), c.path); got != c.want {
			t.Errorf("%s: %s is %s, want %s", c.file, c.path, got, c.want)
		}
	}
	letter := m.Letter.Prose["en"]
	if !bytes.Equal(tr.Source[letter.File], letter.Source) {
		t.Error("the editor's letter was changed")
	}
	if !strings.Contains(string(tr.Static["en/"+dir+"/"+atom.File]), "Corrigendum 1") {
		t.Error("the news feed does not contain the revision")
	}
}

// Each kind of page over many meetings.
func TestListPages(t *testing.T) {
	a := base(t)
	c, err := NewComposer(a, theme(t, a))
	if err != nil {
		t.Fatal(err)
	}
	var list []Summary
	for i := range perPage + Recent {
		s := c.Summary(a.Groups[0].Meetings[0])
		s.Path, s.First.Year = fmt.Sprintf("sg1/%02d", i), 2022+2*min(i/Recent, 1)
		list = append(list, s)
	}
	tr, err := c.ListTree(c.Lists(list))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"index.html", "404.html", "en/index.html", "zh/2024/index.html", "en/sg1/index.html", "en/sg1/2022/index.html", "en/tsag/subscribe/index.html"} {
		if !slices.Contains(tr.Pages, want) {
			t.Errorf("there is no page %s", want)
		}
	}
	for _, c := range []struct{ file, path, want string }{
		{"_index.en", "params.root", `"../"`},
		{"_index.en", "params.below", `""`},
		{"_index.en", "params.years.0.meetings.0.path", `"en/sg1/2024-04-bern/"`},
		{"_index.en", "params.years.0.meetings.0.group", `null`}, // its title says it
		{"_index.en", "params.groups.0", `{"count":90,"name":"Study Group 1 (Networks)","path":"en/sg1/"}`},
		{"_index.en", "params.more.1", `{"count":30,"path":"en/2022/","year":"2022"}`},
		{"_index.en", "params.front", `null`},
		{"_index.zh", "params.front.1.notfound", `"There is no such page"`},
		{"sg1/_index.en", "params.abbreviation", `"SG1"`},
		{"sg1/_index.en", "params.leadroles", `["lead study group on networks"]`},
		{"sg1/_index.en", "params.calendar.more", `"en/sg1/subscribe/"`},
		{"sg1/2024/_index.en", "title", `"Study Group 1: meetings in 2024"`},
		{"sg1/2024/_index.en", "params.later", `null`},
		{"sg1/2024/_index.en", "params.earlier", `{"name":"2022","path":"en/sg1/2022/"}`},
		{"sg1/2022/_index.en", "params.up", `{"name":"Study Group 1","path":"en/sg1/"}`},
		{"tsag/subscribe/_index.en", "params.feature.of", `"Telecommunication Standardization Advisory Group"`},
	} {
		if got := at(front(t, tr, c.file), c.path); got != c.want {
			t.Errorf("%s: %s is %s, want %s", c.file, c.path, got, c.want)
		}
	}
}

// What depends on a deadline or an event that does not take place as announced shows so.
func TestDependsOnStatus(t *testing.T) {
	const reason = "\n  reason: {zh: 无, en: None}"
	request := func(status string) edit {
		return edit{"deadlines.yaml", "  due: 2024-02-20", "  due: 2024-02-20\n  status: " + status + reason}
	}
	service, lead := "params.facts.interpretation.status.", "params.facts.leads.registration.status."
	workshop := edit{"meeting.yaml", "before: opening", "before: workshop"}
	for _, c := range []struct {
		name  string
		edits []edit
		path  string
		want  string
	}{
		{"request cancelled", []edit{request("cancelled")}, service + "word", `"Cancelled"`},
		{"request cancelled, off", []edit{request("cancelled")}, service + "off", `true`},
		{"request postponed", []edit{request("postponed")}, service + "off", `true`},
		{"request moved", []edit{request("moved")}, service + "off", `false`},
		{"captioning", []edit{request("cancelled"), {"meeting.yaml", "captioning: false", "captioning: {on_request: interpretation}"}}, "params.facts.captioning.status.off", `true`},
		{"whole meeting", []edit{{"meeting.yaml", "host:", "status: cancelled\nreason: {zh: 无, en: None}\nhost:"}}, service + "off", `true`},
		{"event of a lead time", []edit{workshop, {"meeting.yaml", "    room: plenary-hall", "    status: cancelled\n    reason: {zh: 无, en: None}"}}, lead + "off", `true`},
		{"event that takes place", []edit{workshop}, lead + "off", "none"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := base(t, c.edits...)
			tr := compose(t, a, theme(t, a))
			if got := at(front(t, tr, dir+"/_index.en"), c.path); got != c.want {
				t.Errorf("%s is %s, want %s", c.path, got, c.want)
			}
		})
	}
}

// A cancelled deadline for requests is marked on the finished pages.
func TestCancelledOnPages(t *testing.T) {
	reason := "\n  status: cancelled\n  reason: {zh: 无, en: None}"
	a := base(t, edit{"deadlines.yaml", "  due: 2024-02-20", "  due: 2024-02-20" + reason},
		edit{"meeting.yaml", "before: opening", "before: workshop"},
		edit{"meeting.yaml", "    room: plenary-hall", strings.ReplaceAll(reason[1:], "  ", "    ")},
		edit{"letter.en.md", "on 4 days", `on 4 days, register {{< lead "registration" >}}`})
	files := render(t, compose(t, a, theme(t, a)))
	const flag = ` (<strong class="flag">cancelled</strong>)`
	for page, want := range map[string]string{
		"":        "Interpretation on request by 20 February 2024" + flag + "</small>",
		"letter/": "at least 4 weeks before Workshop (by <time datetime=\"2024-02-29\">29 February 2024</time>)" + flag,
	} {
		if html := string(files["en/"+dir+"/"+page+"index.html"]); !strings.Contains(html, want) {
			t.Errorf("the page %q does not contain %s", page, want)
		}
	}
}

// Deadlines and events of different zones are listed in the order of time.
func TestOrderOfTime(t *testing.T) {
	a := base(t,
		edit{"meeting.yaml", "2024-04-02 19:00 ..", "2024-04-03 09:00 .."},                                   // 07:00 UTC
		edit{"meeting.yaml", "2024-04-03 17:00 .. 18:00 Asia/Tokyo", "2024-04-03 15:00 .. 16:00 Asia/Tokyo"}, // 06:00 UTC
		edit{"deadlines.yaml", "2024-02-20", "2024-03-05"})                                                   // which ends at 23:00 UTC
	tr := compose(t, a, theme(t, a))
	m := front(t, tr, dir+"/_index.en")
	got := []string{at(m, "params.overview.events"), at(m, "params.facts.duedays.0.deadlines"), at(m, "params.overview.next.0.titles")}
	want := []string{`["workshop","tutorial","tokyo-call","reception"]`, `["interpretation","registration-form"]`, `["Request interpretation"]`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Pages come out whatever a group is called.
func TestGroupNames(t *testing.T) {
	for _, id := range []string{"tags", "tags-group", "categories", "categoriesx", "home", "page", "section", "static", "content", "index", "css"} {
		t.Run(id, func(t *testing.T) {
			a := base(t)
			g := a.Groups[0]
			g.ID = id
			for _, m := range g.Meetings {
				for _, docs := range m.Prose() {
					for _, doc := range docs.In {
						doc.File = strings.Replace(doc.File, "content/sg1/", "content/"+id+"/", 1)
					}
				}
			}
			files := render(t, compose(t, a, theme(t, a)))
			if _, ok := files["en/"+id+"/2024-04-bern/letter/index.html"]; !ok {
				t.Error("the letter is missing")
			}
		})
	}
}
