package site

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"plenary"
	"plenary/generator/hugo"
	"plenary/generator/meeting"
	"plenary/generator/words"
)

// theme is the program's own.
func theme(t testing.TB, a *meeting.Archive) Theme {
	t.Helper()
	th, diags, err := ReadTheme(plenary.Theme)
	if err != nil || len(diags) > 0 {
		t.Fatal(err, diags)
	}
	if th.Words, diags = words.Load(plenary.Theme, a.Site.Languages, nil); diags.HasErrors() {
		t.Fatal(diags)
	}
	return th
}

// compose composes all pages of an archive.
func compose(t testing.TB, a *meeting.Archive, th Theme) *Tree {
	t.Helper()
	c, err := NewComposer(a, th)
	if err != nil {
		t.Fatal(err)
	}
	var list []Summary
	for _, m := range a.Meetings() {
		list = append(list, c.Summary(m))
	}
	tr, err := c.Meetings(a.Meetings()...)
	if err != nil {
		t.Fatal(err)
	}
	over, err := c.ListTree(c.Lists(list))
	if err != nil {
		t.Fatal(err)
	}
	maps.Copy(tr.Source, over.Source)
	tr.Pages = append(tr.Pages, over.Pages...)
	return tr
}

func render(t testing.TB, tr *Tree) map[string][]byte {
	t.Helper()
	files, diags, err := hugo.Render(t.Context(), hugo.Site{Files: tr.Source, Pages: tr.Pages})
	if err != nil || len(diags) > 0 {
		t.Fatal(err, diags)
	}
	return files
}

// Hugo is given the words that were checked, and none from other files in the folder,
// all of which it would read.
func TestCheckedWords(t *testing.T) {
	a := base(t)
	own := fstest.MapFS{}
	for _, name := range []string{"i18n/en.toml", "i18n/en.yml", "i18n/en.json", "i18n/EN.yaml", "i18n/more/en.yaml", "i18n/de.yaml", "i18n/README.md"} {
		own[name] = themeFile("home: \"{{ range 1000000000 }}{{ end }}\"\n")
	}
	english, err := fs.ReadFile(plenary.Theme, "i18n/en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	own["i18n/en.yaml"] = themeFile("\ufeff" + string(english))
	th, diags, err := ReadTheme(own, plenary.Theme)
	if err != nil || diags.HasErrors() {
		t.Fatal(err, diags)
	}
	th.Words = theme(t, a).Words
	tr := compose(t, a, th)
	got := slices.Sorted(maps.Keys(tr.Source))
	got = slices.DeleteFunc(got, func(name string) bool { return !strings.HasPrefix(name, "i18n") })
	if diff := cmp.Diff([]string{"i18n/en.yaml", "i18n/zh.yaml"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !bytes.Equal(tr.Source["i18n/en.yaml"], english) {
		t.Error("the byte order mark was not removed")
	}
}

// The same archive gives the same tree, and front matter says the same in YAML.
func TestTree(t *testing.T) {
	a := base(t)
	th := theme(t, a)
	tr := compose(t, a, th)
	if diff := cmp.Diff(tr, compose(t, a, th)); diff != "" {
		t.Error(diff)
	}
	files, err := tr.Eject()
	if err != nil {
		t.Fatal(err)
	}
	text := string(files["content/"+dir+"/_index.zh.md"])
	for _, want := range []string{"---\ntitle: 第1研究组会议\n", "\n    label: 伯尔尼（2024年4月）\n", "day: \"2024-04-02\"\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("the YAML does not contain %q:\n%.300s", want, text)
		}
	}
	if _, ok := files["hugo.yaml"]; !ok {
		t.Error("hugo.yaml is missing")
	}
}

// Each page over many meetings is the same when it is rendered alone.
func TestListsAlone(t *testing.T) {
	a := base(t)
	c, err := NewComposer(a, theme(t, a))
	if err != nil {
		t.Fatal(err)
	}
	var list []Summary
	for i := range perPage + 10 {
		s := c.Summary(a.Groups[0].Meetings[0])
		s.First = s.First.AddDays(i % 3)
		s.Path = fmt.Sprintf("sg1/%03d", i)
		list = append(list, s)
	}
	slices.SortFunc(list, Summary.Compare)
	renderLists := func(lists ...List) map[string][]byte {
		tr, err := c.ListTree(lists)
		if err != nil {
			t.Fatal(err)
		}
		return render(t, tr)
	}
	lists := c.Lists(list)
	together, alone := renderLists(lists...), map[string][]byte{}
	for _, list := range lists {
		maps.Copy(alone, renderLists(list))
	}
	if diff := cmp.Diff(together, alone); diff != "" {
		t.Error(diff)
	}
	if _, ok := together["en/sg1/2024/2/index.html"]; !ok {
		t.Error("the year has no second page")
	}
}

func BenchmarkCompose(b *testing.B) {
	a := base(b)
	th := theme(b, a)
	for b.Loop() {
		compose(b, a, th)
	}
}
