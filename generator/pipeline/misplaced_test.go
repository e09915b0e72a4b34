package pipeline_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"plenary"
	"plenary/generator/pipeline"
)

// TestMisplaced puts files into static that stand in the way of others. A check, a
// build and a live site report the same.
func TestMisplaced(t *testing.T) {
	files := smallProject(t, plenary.Theme)
	for _, name := range []string{
		"robots.txt", "index.html", "en/changes.atom", "en/sg1/calendar.ics", "en/sg1/2024-05-geneva/index.html", "sg1",
		"sitemap.xml/x", `a\b`, "en/sg1/2024-05-geneva/fine.pdf",
	} {
		files["static/"+name] = &fstest.MapFile{Data: []byte("x")}
	}
	want := []string{
		`static/a\b: path "a\\b" has a control character or a backslash: leave it out`,
		"static/index.html: index.html is made twice: give one of the two another path",
		"static/robots.txt: robots.txt is made twice: give one of the two another path",
		"static/sg1: sg1 is made as a file and as a folder: give one of the two another path",
		"static/en/changes.atom: en/changes.atom is made twice: give one of the two another path",
		"static/en/sg1/calendar.ics: en/sg1/calendar.ics is made twice: give one of the two another path",
		"static/en/sg1/2024-05-geneva/index.html: en/sg1/2024-05-geneva/index.html is made twice: give one of the two another path",
		"static/sitemap.xml/x: sitemap.xml is made as a file and as a folder: give one of the two another path",
	}
	var got []string
	p, err := pipeline.Open(options(files))
	if err != nil {
		t.Fatal(err)
	}
	report, err := p.Build(t.Context(), pipeline.Discard(), pipeline.BuildOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range report.Diags.Problems() {
		got = append(got, d.String())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("a check (-want +got):\n%s", diff)
	}
	_, got = (&project{t: t}).fromNothing(options(files))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("a build (-want +got):\n%s", diff)
	}
	live, err := pipeline.NewLive(t.Context(), options(files), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer live.Close()
	for _, name := range []string{"en/sg1/2024-05-geneva/letter/index.html", "en/sg1/deadlines.ics"} {
		if _, err := live.File(t.Context(), name); err != nil {
			t.Error(err)
		}
	}
	got = nil
	for _, d := range live.Problems().Problems() {
		got = append(got, d.String())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("a live site (-want +got):\n%s", diff)
	}
	for name := range files {
		if strings.HasPrefix(name, "static/") && !strings.Contains(name, "css") && !strings.HasSuffix(name, "fine.pdf") {
			delete(files, name)
		}
	}
	if _, err := live.Refresh(t.Context(), []string{"static"}, false); err != nil {
		t.Fatal(err)
	}
	if left := live.Problems().Problems(); len(left) > 0 {
		t.Errorf("problems are left: %v", left)
	}
}
