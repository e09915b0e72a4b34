package check_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"plenary"
	"plenary/generator/check"
	"plenary/generator/content"
	"plenary/generator/meeting"
)

// uses is a good use of every shortcode in the base project, and a bad one with
// its message, if there can be one. Positions are those of the English letter.
var uses = map[string]struct{ good, bad, want string }{
	"annex":        {`{{< annex "b" >}}`, `{{< annex "d" >}}`, `6:50: the meeting has no annex "d"`},
	"city":         {`{{< city >}}`, `{{< city "name" >}}`, `6:49: {{< city "name" >}} takes no further arguments; remove "name"`},
	"contact":      {`{{< contact "secretariat" "tel" >}}`, `{{< contact "secretary" >}}`, `6:52: the meeting has no contact "secretary"; did you mean "secretariat"?`},
	"days":         {`{{< days "from" >}}`, `{{< days "form" >}}`, `6:49: "form" is not a form of "days"; write from; did you mean "from"?`},
	"deadline":     {`{{< deadline "interpretation" "date" >}}`, `{{< deadline "interpretations" >}}`, `6:53: the meeting has no deadline "interpretations"; did you mean "interpretation"?`},
	"deadlines":    {`{{< deadlines >}}`, `{{< deadlines "all" >}}`, `6:54: {{< deadlines "all" >}} takes no further arguments; remove "all"`},
	"document":     {`{{< document "circular-7" >}}`, `{{< document "circular-8" >}}`, `6:53: the meeting has no document "circular-8"; did you mean "circular-7"?`},
	"event":        {`{{< event "reception" "title" >}}`, `{{< event "receptions" >}}`, `6:50: the meeting has no event "receptions"; did you mean "reception"?`},
	"host":         {`{{< host >}}`, `{{< host "name" >}}`, `6:49: {{< host "name" >}} takes no further arguments; remove "name"`},
	"lang":         {`{{< lang "de" >}}Bern{{< /lang >}}`, `{{< lang >}}Bern{{< /lang >}}`, `6:39: {{< lang >}} must name something, as in {{< lang "name" >}}`},
	"lead":         {`{{< lead "registration" >}}`, `{{< lead "registrations" >}}`, `6:49: the meeting has no lead "registrations"; did you mean "registration"?`},
	"lead-roles":   {`{{< lead-roles >}}`, `{{< lead-roles "x" >}}`, `6:55: {{< lead-roles "x" >}} takes no further arguments; remove "x"`},
	"link":         {`{{< link "form" >}}`, `{{< link "forms" >}}`, `6:49: the meeting has no link "forms"; did you mean "form"?`},
	"officer":      {`{{< officer "chair" >}}`, `{{< officer "chairs" >}}`, `6:52: the meeting has no officer "chairs"; did you mean "chair"?`},
	"opening":      {`{{< opening "time" >}}`, `{{< opening "hour" >}}`, `6:52: "hour" is not a form of "opening"; write date or time`},
	"registration": {`{{< registration "date" >}}`, `{{< registration "day" >}}`, `6:57: "day" is not a form of "registration"; write date or time`},
	"texts":        {`{{< texts "circular-7" >}}`, `{{< texts "circular" >}}`, `6:50: the meeting has no texts "circular"; did you mean "circular-7"?`},
	"venue":        {`{{< venue "addresses" >}}`, `{{< venue "adress" >}}`, `6:50: "adress" is not a form of "venue"; write name, address or addresses; did you mean "address"?`},
}

// Every shortcode that the theme has is known, and no other.
func TestEveryShortcode(t *testing.T) {
	files, err := fs.Glob(plenary.Theme, "layouts/_shortcodes/*.html")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, name := range files {
		names = append(names, strings.TrimSuffix(path.Base(name), ".html"))
	}
	slices.Sort(names)
	if tested := slices.Sorted(maps.Keys(uses)); !slices.Equal(names, tested) {
		t.Errorf("the theme has %v, and tested are %v", names, tested)
	}
	rows := []row{one("none such", edit("letter.en.md", "on 4 days", "{{< xyz >}}on 4 days"),
		`letter.en.md:6:39: there is no shortcode "xyz"; there are `+strings.Join(names[:len(names)-1], ", ")+" or "+names[len(names)-1])}
	for name, use := range uses {
		if name == "deadlines" || name == "texts" {
			use.good = "\n\n" + use.good + "\n\n"
		}
		rows = append(rows,
			row{name, []change{
				edit("letter.en.md", "on 4 days", use.good+" on 4 days"),
				edit("letter.zh.md", "共4天", use.good+"共4天"),
			}, nil},
			one(name+", wrong", edit("letter.en.md", "on 4 days", use.bad+" on 4 days"), "letter.en.md:"+use.want))
	}
	run(t, rows)
}

// What a shortcode tells must be there.
func TestMissingFacts(t *testing.T) {
	both := func(call string) []change {
		return []change{
			edit("letter.en.md", "on 4 days", call+" on 4 days"),
			edit("letter.zh.md", "共4天", call+"共4天"),
		}
	}
	silent := func(call string) []string {
		return []string{
			"letter.en.md:6:39: " + call + " has nothing to say; the meeting's files do not give it",
			"letter.zh.md:6:20: " + call + " has nothing to say; the meeting's files do not give it",
		}
	}
	noVenue := []change{
		remove("venue.yaml"),
		edit("meeting.yaml", "    room: plenary-hall\n", ""),
		edit("annex-c.yaml", ", room: plenary-hall", ""),
	}
	noDeadlines := []change{
		remove("deadlines.yaml"),
		edit("meeting.yaml", "interpretation: {on_request: interpretation}\n", ""),
		edit("meeting.yaml", "    serves: registration-form\n", ""),
		edit("letter.en.md", `{{< deadline "registration-form" >}}`, "then"),
		edit("letter.zh.md", `{{< deadline "registration-form" >}}`, "此"),
	}
	run(t, []row{
		{"city", slices.Concat(remote(), noVenue, both("{{< city >}}")), silent("{{< city >}}")},
		{"venue", slices.Concat(remote(), noVenue, both(`{{< venue "name" >}}`)), silent(`{{< venue "name" >}}`)},
		{"opening", append(both("{{< opening >}}"), edit("meeting.yaml", "opening: 2024-04-02 09:30\n", "")), silent("{{< opening >}}")},
		{"registration", append(both("{{< registration >}}"), edit("meeting.yaml", "registration: 2024-04-02 08:00\n", "")), silent("{{< registration >}}")},
		{"lead roles", append(both("{{< lead-roles >}}"), edit("content/sg1/group.yaml", "lead_roles:\n  - {zh: 网络牵头研究组, en: lead study group on networks}\n", "")), silent("{{< lead-roles >}}")},
		{"deadlines", slices.Concat(noDeadlines, both("{{< deadlines >}}")), silent("{{< deadlines >}}")},
		{"any deadline", slices.Concat(noDeadlines, []change{edit("letter.en.md", "on 4 days", "{{< deadline >}} on 4 days")}), []string{
			`letter.en.md:6:39: {{< deadline >}} must name something, as in {{< deadline "name" >}}`,
		}},
		{"e-mail of a contact", []change{edit("meeting.yaml", "    email: sg1@example.org\n", "")}, []string{
			`annex-a.en.md:9:18: the contact "secretariat" has no email`,
			`annex-a.zh.md:9:6: the contact "secretariat" has no email`,
		}},
		{"person of a contact", []change{edit("annex-a.en.md", `{{< contact "secretariat" >}}`, `{{< contact "secretariat" "person" >}}`)}, []string{
			`annex-a.en.md:9:18: the contact "secretariat" has no person`,
		}},
		one("no city", edit("meeting.yaml", "city: {zh: 伯尔尼, en: Bern}\n", ""),
			"meeting.yaml:1:1: the meeting has no city; name it, or set participation to remote"),
	})
}

// What may stand in a file that cannot be read is not missed: such a mistake is
// one, and not one for every place that refers to what it holds.
func TestUnread(t *testing.T) {
	const yaml, prose = "a: [\n", "no front matter\n"
	for _, c := range []struct {
		name, file, data string // "" removes the file
	}{
		{"deadlines", "deadlines.yaml", yaml},
		{"venue", "venue.yaml", yaml},
		{"agenda", "annex-b.yaml", yaml},
		{"time plan", "annex-c.yaml", yaml},
		{"annex", "annex-a.en.md", prose},
		{"annex in one language", "annex-a.zh.md", ""},
		{"letter", "letter.en.md", prose},
		{"letter in one language", "letter.zh.md", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := base(t)
			for _, more := range []change{ // a reference to everything
				edit("meeting.yaml", "see: letter#workshop", "see: letter#workshop\n    note: X.509"),
				edit("meeting.yaml", "  - id: tutorial\n", "  - id: tutorial\n    see: annex-c#opening-plenary\n"),
				edit("meeting.yaml", "  - id: reception\n", "  - id: reception\n    see: annex-b#item-1\n"),
				edit("meeting.yaml", "  - id: tokyo-call\n", "  - id: tokyo-call\n    see: venue#tower\n"),
				edit("meeting.yaml", "before: opening", "before: opening-plenary"),
				edit("letter.en.md", "on 4 days", `on 4 days {{< event "opening-plenary" >}}{{< contact "host" >}}{{< venue >}}[x](deadlines#interpretation)`+"\n\n{{< deadlines >}}\n\n"),
				edit("letter.zh.md", "共4天", `共4天{{< event "opening-plenary" >}}{{< contact "host" >}}{{< venue >}}[x](deadlines#interpretation)`+"\n\n{{< deadlines >}}\n\n"),
			} {
				more.apply(t, fsys)
			}
			a := load(t, fsys)
			compare(t, check.Run(a), nil)

			if c.data == "" {
				delete(fsys, full(c.file))
			} else {
				fsys[full(c.file)] = &fstest.MapFile{Data: []byte(c.data)}
			}
			a, diags, err := content.Load(fsys)
			if err != nil || len(diags) != 1 || diags[0].File != full(c.file) {
				t.Fatal(err, diags)
			}
			compare(t, check.Run(a), nil)
		})
	}
}

// Days that cannot be read put nothing outside of them.
func TestUnreadDays(t *testing.T) {
	fsys := base(t)
	edit("meeting.yaml", "days: 2024-04-02 .. 2024-04-05", "days: 2024-04-02 .. 2024-04-31").apply(t, fsys)
	a, diags, err := content.Load(fsys)
	if err != nil || len(diags) != 1 {
		t.Fatal(err, diags)
	}
	compare(t, check.Run(a), []string{ // prose speaks of them
		"letter.en.md:6:25: {{< days >}} has nothing to say; the meeting's files do not give it",
		"letter.zh.md:6:5: {{< days >}} has nothing to say; the meeting's files do not give it",
	})
}

// translated returns the base project with its English as another language.
func translated(t *testing.T, lang string) fstest.MapFS {
	t.Helper()
	from := base(t)
	fsys := fstest.MapFS{}
	tag := regexp.MustCompile(`\ben: `)
	for name, f := range from {
		data := tag.ReplaceAll(f.Data, []byte(lang+": "))
		data = []byte(strings.Replace(string(data), "languages: [zh, en]", "languages: [zh, "+lang+"]", 1))
		fsys[strings.Replace(name, ".en.md", "."+lang+".md", 1)] = &fstest.MapFile{Data: data}
	}
	return fsys
}

// Languages whose months have no names that the program knows are compared by
// their digits alone.
func TestOtherLanguages(t *testing.T) {
	for _, lang := range []string{"fr", "tlh"} {
		fsys := translated(t, lang)
		compare(t, check.Run(load(t, fsys)), nil)
		edit("letter."+lang+".md", "on 4 days", "on 5 days").apply(t, fsys)
		compare(t, check.Run(load(t, fsys)), []string{
			"letter." + lang + ".md:6:42: finding: the number 5 appears here but not in content/sg1/2024-04-bern/letter.zh.md; make them agree, or spell the number out in both",
			"letter.zh.md:6:21: finding: the number 4 appears here but not in content/sg1/2024-04-bern/letter." + lang + ".md; make them agree, or spell the number out in both",
		})
	}
	fsys := translated(t, "fr")
	edit("letter.fr.md", "on 4 days", "4, 6 mai").apply(t, fsys)
	edit("letter.zh.md", "共4天", "4，5月6日").apply(t, fsys)
	compare(t, check.Run(load(t, fsys)), nil)
}

// A site of one language is held against no other.
func TestOneLanguage(t *testing.T) {
	page := "---\ntitle: Letter\ndescription: A letter\n---\n\nOn 4 days in {{< city >}}.\n\n## Workshop {#workshop}\n"
	fsys := fstest.MapFS{}
	for name, data := range map[string]string{
		"content/site.yaml":      "title: Meetings\ndescription: About 2 meetings\norganization: {en: Some}\nlanguages: [en]\nbase_url: https://example.org/\ncalendar_domain: example.org\n",
		"content/sg1/group.yaml": "kind: Group\nshort: Group 1\nname: {en: Group 1}\n",
		folder + "meeting.yaml":  "id: m\ntitle: Meeting 7\ndays: 2024-04-02\nzone: Europe/Zurich\ncity: {en: Bern}\nworking_languages: [en]\n",
		folder + "venue.yaml":    "name: Hall 3\naddress: {en: Bern}\n",
		folder + "letter.en.md":  page,
		folder + "annex-a.en.md": page,
	} {
		fsys[name] = &fstest.MapFile{Data: []byte(data)}
	}
	compare(t, check.Run(load(t, fsys)), nil)
}

func shipped(t testing.TB) *meeting.Archive {
	t.Helper()
	a, diags, err := content.Load(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	compare(t, diags, nil)
	return a
}

// The shipped content has no mistake.
func TestShipped(t *testing.T) {
	compare(t, check.Run(shipped(t)), nil)
}

// The same archive gives the same diagnostics in the same order.
func TestDeterministic(t *testing.T) {
	fsys := base(t)
	for _, c := range []change{
		edit("meeting.yaml", "interpretation: {on_request: interpretation}", "interpretation: {on_request: x}"),
		edit("meeting.yaml", "captioning: false", "captioning: {on_request: y}"),
		edit("letter.en.md", "on 4 days", "on 5 days, 6 nights, {{< city >}}{{< host >}}"),
		edit("deadlines.yaml", "who: [members, chair]", "who: [guests, visitors]"),
	} {
		c.apply(t, fsys)
	}
	print := func() string {
		var b strings.Builder
		for _, d := range check.Run(load(t, fsys)) {
			fmt.Fprintln(&b, d)
		}
		return b.String()
	}
	first := print()
	if n := strings.Count(first, "\n"); n != 9 {
		t.Errorf("%d diagnostics:\n%s", n, first)
	}
	for range 10 {
		if again := print(); again != first {
			t.Fatalf("another run says something else:\n%s\n%s", first, again)
		}
	}
}

func BenchmarkRun(b *testing.B) {
	a := shipped(b)
	for b.Loop() {
		if diags := check.Run(a); len(diags) > 0 {
			b.Fatal(diags)
		}
	}
}
