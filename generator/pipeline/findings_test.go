package pipeline_test

import (
	"os"
	"strings"
	"testing"

	"plenary"
	"plenary/generator/diag"
	"plenary/generator/pipeline"
)

const remote = "content/sg99/2025-02-remote/"

// liveProject returns a copy of the made-up project, and a live site of it.
func liveProject(t *testing.T) (*project, *pipeline.Live) {
	t.Helper()
	p := &project{t: t, dir: t.TempDir()}
	if err := os.CopyFS(p.dir, os.DirFS(madeUpDir)); err != nil {
		t.Fatal(err)
	}
	live, err := pipeline.NewLive(t.Context(), pipeline.Options{Source: os.DirFS(p.dir), Theme: plenary.Theme}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(live.Close)
	return p, live
}

// refresh lets a live site look at a file.
func refresh(t *testing.T, live *pipeline.Live, name string) {
	t.Helper()
	if _, err := live.Refresh(t.Context(), []string{name}, false); err != nil {
		t.Fatal(err)
	}
}

// shown returns a file of a live site.
func shown(t *testing.T, live *pipeline.Live, name string) pipeline.LiveFile {
	t.Helper()
	f, err := live.File(t.Context(), name)
	if err != nil {
		t.Fatalf("%s: %v; %v", name, err, live.Problems())
	}
	return f
}

// TestFindings proves that what has findings is shown at once, and not built.
func TestFindings(t *testing.T) {
	p, live := liveProject(t)
	for _, tt := range []struct{ name, file, old, new, page, want string }{
		{"number", "letter.zh.md", "如有疑问", "第77号通知。如有疑问", "zh/sg99/2025-02-remote/letter/index.html", "第77号通知"},
		{"heading", "letter.zh.md", "如有疑问", "## 补充说明 {#more}\n\n如有疑问", "zh/sg99/2025-02-remote/letter/index.html", "补充说明"},
		{"shortcode", "letter.zh.md", "如有疑问", "会期为{{< days >}}。如有疑问", "zh/sg99/2025-02-remote/letter/index.html", "会期为"},
		{"link", "letter.zh.md", "如有疑问", "见[附件Q](annex-q#nowhere)。如有疑问", "zh/sg99/2025-02-remote/letter/index.html", "附件Q"},
		{"reference", "deadlines.yaml", "  due: 2025-02-03\n", "  due: 2025-02-03\n  see: annex-q#nowhere\n", "en/sg99/2025-02-remote/deadlines/index.html", "annex-q"},
		{"reason", "deadlines.yaml", "  due: 2025-01-27\n", "  due: 2025-01-28\n  reason: {zh: 另有安排。, en: Other plans.}\n", "zh/sg99/2025-02-remote/calendar.ics", "20250128"},
		{"script", "deadlines.yaml", "  short: {zh: 文稿, en: Contributions}\n", "  short: 会议文稿\n", "en/sg99/2025-02-remote/deadlines/index.html", "会议文稿"},
		{"far event", "deadlines.yaml", "  due: 2025-01-27\n", "  due: 2025-07-27\n", "en/sg99/2025-02-remote/calendar.ics", "20250727"},
		{"vanished", "deadlines.yaml", "- id: contributions\n", "- id: papers\n", "en/sg99/2025-02-remote/calendar.ics", "papers.sg99-2025-02"},
	} {
		before := map[string]string{tt.file: p.read(remote + tt.file)}
		if tt.name == "vanished" { // its id is named in the letters
			for _, lang := range []string{"zh", "en"} {
				name := "letter." + lang + ".md"
				before[name] = p.read(remote + name)
				p.write(remote+name, strings.ReplaceAll(before[name], `deadline "contributions"`, `deadline "papers"`))
			}
		}
		if !strings.Contains(before[tt.file], tt.old) {
			t.Fatalf("%s: %s has no %q", tt.name, tt.file, tt.old)
		}
		p.write(remote+tt.file, strings.Replace(before[tt.file], tt.old, tt.new, 1))
		refresh(t, live, remote+tt.file)
		f := shown(t, live, tt.page)
		if !strings.Contains(string(f.Data), tt.want) || f.Stale {
			t.Errorf("%s: %s is not shown as it is now (stale: %v)", tt.name, tt.page, f.Stale)
		}
		if list := live.Problems(); list.HasErrors() || list.Count(diag.Finding) == 0 {
			t.Errorf("%s: problems %v, want findings", tt.name, list)
		}
		if _, problems := p.fromNothing(pipeline.Options{Source: os.DirFS(p.dir), Theme: plenary.Theme}); len(problems) == 0 {
			t.Errorf("%s: a build finds nothing", tt.name)
		}
		for name, text := range before {
			p.write(remote+name, text)
			refresh(t, live, remote+name)
		}
		if list := live.Problems().Problems(); len(list) > 0 {
			t.Fatalf("%s: problems are left: %v", tt.name, list)
		}
	}
}

// TestErrors proves that a meeting with an error stays as it was last without one, on
// pages and in the calendars of its group, whether they were looked at before or not.
func TestErrors(t *testing.T) {
	const group, letter = "en/sg99/calendar.ics", "en/sg99/2025-02-remote/letter/index.html"
	p, live := liveProject(t)
	deadlines := p.read(remote + "deadlines.yaml")
	p.write(remote+"deadlines.yaml", strings.Replace(deadlines, "due: 2025-01-27", "due: 2025-01-28", 1))
	refresh(t, live, remote+"deadlines.yaml")
	good := shown(t, live, letter)
	p.write(remote+"deadlines.yaml", strings.Replace(deadlines, "due: 2025-01-27", "due: 2025-01-32", 1))
	refresh(t, live, remote+"deadlines.yaml")
	if f := shown(t, live, letter); !f.Stale || string(f.Data) != string(good.Data) {
		t.Error("a page is not as it was before the error")
	}
	broken := string(shown(t, live, group).Data)
	if !strings.Contains(broken, "DTSTART;VALUE=DATE:20250128") {
		t.Errorf("the group's calendar lacks the day as it was before the error:\n%s", broken)
	}
	p.write(remote+"deadlines.yaml", strings.Replace(deadlines, "due: 2025-01-27", "due: 2025-01-28", 1))
	refresh(t, live, remote+"deadlines.yaml")
	if now := string(shown(t, live, group).Data); now != broken {
		t.Error("the group's calendar differs once the error is gone")
	}
	if strings.Count(broken, "BEGIN:VEVENT") < 10 {
		t.Errorf("the group's calendar has %d events", strings.Count(broken, "BEGIN:VEVENT"))
	}
}
