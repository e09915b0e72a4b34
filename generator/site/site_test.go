package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"plenary"
	"plenary/generator/content"
	"plenary/generator/hugo"
	"plenary/generator/meeting"
	"plenary/generator/words"
)

// archive loads the shipped content.
func archive(t testing.TB) *meeting.Archive {
	t.Helper()
	a, diags, err := content.Load(os.DirFS("../.."))
	if err != nil || diags.Blocks() {
		t.Fatal(err, diags)
	}
	return a
}

// theme is the program's own.
func theme(t testing.TB, a *meeting.Archive) Theme {
	t.Helper()
	th, diags, err := ReadTheme(plenary.Theme)
	if err != nil || len(diags) > 0 {
		t.Fatal(err, diags)
	}
	if th.Words, diags = words.Load(plenary.Theme, a.Site.Languages, nil); diags.Blocks() {
		t.Fatal(diags)
	}
	return th
}

func whole(t testing.TB) *Tree {
	t.Helper()
	a := archive(t)
	tr, err := compose(a, theme(t, a))
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

// compose makes the tree of a whole archive.
func compose(a *meeting.Archive, th Theme) (*Tree, error) {
	c, err := NewComposer(a, th)
	if err != nil {
		return nil, err
	}
	var list []Summary
	for _, m := range a.Meetings() {
		list = append(list, c.Summary(m))
	}
	tr, err := c.Meetings(a.Meetings()...)
	if err != nil {
		return nil, err
	}
	over, err := c.ListTree(c.Lists(list))
	if err != nil {
		return nil, err
	}
	maps.Copy(tr.Source, over.Source)
	tr.Pages = append(tr.Pages, over.Pages...)
	return tr, nil
}

// TestEditorsFiles proves that an editor's Markdown reaches Hugo as it is and
// under its own name, so that positions in messages are the editor's.
func TestEditorsFiles(t *testing.T) {
	tr := whole(t)
	for _, name := range []string{"letter.zh.md", "letter.en.md", "annex-a.zh.md", "annex-a.en.md"} {
		name = "content/sg17/2023-08-goyang/" + name
		want, err := os.ReadFile("../../" + name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(tr.Source[name], want) {
			t.Errorf("%s was changed", name)
		}
	}
}

// TestCheckedWords proves that Hugo is given the words that were checked, and none
// from other files in the folder, all of which it would read.
func TestCheckedWords(t *testing.T) {
	a := archive(t)
	th := theme(t, a)
	files := fstest.MapFS{}
	for _, name := range []string{"i18n/en.toml", "i18n/en.yml", "i18n/en.json", "i18n/EN.yaml", "i18n/more/en.yaml", "i18n/de.yaml", "i18n/README.md"} {
		files[name] = &fstest.MapFile{Data: []byte("home: \"{{ range 1000000000 }}{{ end }}\"\n")}
	}
	err := fs.WalkDir(plenary.Theme, ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			var data []byte
			data, err = fs.ReadFile(plenary.Theme, name)
			files[name] = &fstest.MapFile{Data: data}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	files["i18n/en.yaml"].Data = append([]byte("\ufeff"), files["i18n/en.yaml"].Data...)
	own, diags, err := ReadTheme(files)
	if err != nil || diags.Blocks() {
		t.Fatal(err, diags)
	}
	own.Words = th.Words
	tr, err := compose(a, own)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for name, data := range tr.Source {
		if strings.HasPrefix(name, "i18n") {
			got = append(got, name)
			if bytes.HasPrefix(data, []byte("\ufeff")) {
				t.Errorf("%s begins with a mark", name)
			}
		}
	}
	slices.Sort(got)
	if diff := cmp.Diff([]string{"i18n/en.yaml", "i18n/zh.yaml"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestComposeTwice proves that the same archive gives the same tree.
func TestComposeTwice(t *testing.T) {
	one, two := whole(t), whole(t)
	if diff := cmp.Diff(one, two); diff != "" {
		t.Error(diff)
	}
}

// TestEjectedFrontMatter proves that front matter says the same in YAML.
func TestEjectedFrontMatter(t *testing.T) {
	tr := whole(t)
	files, err := tr.Eject()
	if err != nil {
		t.Fatal(err)
	}
	const name = "content/sg17/2023-08-goyang/_index.zh.md"
	text := string(files[name])
	if !strings.HasPrefix(text, "---\ntitle: 第17研究组会议\n") || !strings.Contains(text, "\n    label: 高阳（2023年8月）\n") {
		t.Errorf("%s is not in YAML:\n%.300s", name, text)
	}
	if !strings.Contains(text, "day: \"2023-08-29\"\n") {
		t.Errorf("a day in %s could be read as something else than a text", name)
	}
	if _, ok := files["hugo.yaml"]; !ok {
		t.Error("hugo.yaml is missing")
	}
}

// TestListsAlone proves that each page over many meetings comes out the same alone
// as together with all others: also the second page of a year.
func TestListsAlone(t *testing.T) {
	a := archive(t)
	c, err := NewComposer(a, theme(t, a))
	if err != nil {
		t.Fatal(err)
	}
	var list []Summary
	for i := range perPage + 10 {
		s := c.Summary(a.Groups[0].Meetings[0])
		s.First = s.First.AddDays(i % 3)
		s.Path = fmt.Sprintf("sg17/%03d", i)
		list = append(list, s)
	}
	slices.SortFunc(list, Summary.Compare)
	render := func(lists []List) map[string][]byte {
		tr, err := c.ListTree(lists)
		if err != nil {
			t.Fatal(err)
		}
		files, diags, err := hugo.Render(t.Context(), hugo.Site{Files: tr.Source, Pages: tr.Pages})
		if err != nil || len(diags) > 0 {
			t.Fatal(err, diags)
		}
		return files
	}
	lists := c.Lists(list)
	together, alone := render(lists), map[string][]byte{}
	for _, list := range lists {
		maps.Copy(alone, render([]List{list}))
	}
	if diff := cmp.Diff(together, alone); diff != "" {
		t.Error(diff)
	}
	if _, ok := together["en/sg17/2023/2/index.html"]; !ok {
		t.Error("the year has no second page")
	}
}

// TestLinkedData reads the JSON-LD of the shipped meeting.
func TestLinkedData(t *testing.T) {
	a := archive(t)
	c := &Composer{a: a, theme: theme(t, a)}
	var got map[string]any
	if err := json.Unmarshal([]byte(c.localizer("en", a.Groups[0].Meetings[0]).linkedData()), &got); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{
		"@type": "Event", "name": "Meeting of Study Group 17", "startDate": "2023-08-29T09:30+09:00", "endDate": "2023-09-08",
		"eventStatus": "https://schema.org/EventScheduled", "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
	} {
		if got[key] != want {
			t.Errorf("%s is %v, want %s", key, got[key], want)
		}
	}
}

func BenchmarkCompose(b *testing.B) {
	a := archive(b)
	th := theme(b, a)
	for b.Loop() {
		if _, err := compose(a, th); err != nil {
			b.Fatal(err)
		}
	}
}
