package docs

import (
	"fmt"
	"html"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	gocmp "github.com/google/go-cmp/cmp"

	"plenary"
	"plenary/generator/content"
	"plenary/generator/meeting"
	"plenary/generator/pipeline"
	"plenary/generator/publish"
	"plenary/generator/words"
)

// theWords returns the words of both languages.
func theWords(t *testing.T) map[string]*words.Language {
	t.Helper()
	in, diags := words.Load(plenary.Theme, []string{"en", "zh"}, nil)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	return in
}

// TestDates: every written time is one, of the form that is told, and is said
// as the table says.
func TestDates(t *testing.T) {
	in := theWords(t)
	forms := map[meeting.Form][2]string{
		meeting.Day: {"day", "日期"}, meeting.Days: {"days", "起止日期"}, meeting.Part: {"part of a day", "日内时段"},
		meeting.Instant: {"moment", "时刻"}, meeting.Span: {"from–to", "起止时间"}, meeting.Open: {"from on", "起始时间"},
	}
	for i, h := range handbooks(t) {
		archive, _, err := content.Load(h.project())
		if err != nil {
			t.Fatal(err)
		}
		m := archive.Meetings()[0]
		seen := map[string]bool{}
		for _, row := range one(t, h.marked("dates")).rows {
			w, err := meeting.ParseWhen(row[1].first(), m.Zone)
			if err != nil {
				t.Errorf("%s: %v", row[1].first(), err)
				continue
			}
			if form := forms[w.Form][i]; row[0].text != form {
				t.Errorf("%s is %s, not %s", row[1].first(), form, row[0].text)
			}
			seen[row[0].text] = true
			for j, lang := range []string{"en", "zh"} {
				if got, want := spaces(row[2+j].text), spaces(in[lang].WhenZoned(w, in[lang].Place(archive.Site, m, w.Zone()))); got != want {
					t.Errorf("%s is said %q, not %q", row[1].first(), want, got)
				}
			}
		}
		if len(seen) != len(forms) {
			t.Errorf("handbook.%s.md: there are %d forms of time, and %d are told of", h.lang, len(forms), len(seen))
		}
	}
}

// spaces makes every run of white space, whether it may break or not, one space.
func spaces(s string) string { return strings.Join(strings.Fields(s), " ") }

// one returns the one table of a list.
func one(t *testing.T, list []table) table {
	t.Helper()
	if len(list) != 1 {
		t.Fatalf("there are %d such tables, not one", len(list))
	}
	return list[0]
}

// call is a shortcode as the table writes it.
var call = regexp.MustCompile(`^\{\{< ([a-z-]+)((?: "[^"]*")*) >\}\}`)

var (
	thereAre = regexp.MustCompile(`^there is no shortcode "` + unknown + `"; there are (.+)$`)
	noForm   = regexp.MustCompile(`^"` + unknown + `" is not a form of "([a-z-]+)"; write (.+)$`)
)

// calls returns the shortcodes that the checks know, each with its forms, as
// they say themselves: "deadline", "deadline date".
func calls(t *testing.T, project fstest.MapFS) []string {
	t.Helper()
	say := func(text string, pattern *regexp.Regexp) [][]string {
		p := maps.Clone(project)
		page := "---\ntitle: T\ndescription: D\n---\n\n" + text + "\n"
		for _, lang := range []string{"en", "zh"} {
			p[geneva+"/annex-z."+lang+".md"] = &fstest.MapFile{Data: []byte(page)}
		}
		var list [][]string
		for _, d := range problems(t, p) {
			if m := pattern.FindStringSubmatch(d.Message); m != nil && !slices.ContainsFunc(list, func(n []string) bool { return n[0] == m[0] }) {
				list = append(list, m)
			}
		}
		return list
	}
	or := func(s string) []string { return strings.Split(strings.Replace(s, " or ", ", ", 1), ", ") }
	var list []string
	for _, m := range say("{{< "+unknown+" >}}", thereAre) {
		list = or(m[1])
	}
	var text strings.Builder
	for _, name := range list {
		fmt.Fprintf(&text, "{{< %s \"%s\" >}} {{< %s \"x\" \"%s\" >}}\n", name, unknown, name, unknown)
	}
	for _, m := range say(text.String(), noForm) {
		for _, form := range or(m[2]) {
			list = append(list, m[1]+" "+form)
		}
	}
	slices.Sort(list)
	return list
}

// TestShortcodes: the table has every shortcode in every form, and says what it
// prints.
func TestShortcodes(t *testing.T) {
	templates, err := fs.Glob(plenary.Theme, "layouts/_shortcodes/*.html")
	if err != nil || len(templates) == 0 {
		t.Fatal("there are no templates of shortcodes", err)
	}
	for _, h := range handbooks(t) {
		table := one(t, h.marked("shortcodes"))
		known := calls(t, h.project())
		var told []string
		for _, row := range table.rows {
			m := call.FindStringSubmatch(row[0].first())
			if m == nil {
				t.Errorf("%s is not a shortcode", row[0].first())
				continue
			}
			args := strings.Fields(m[2])
			name := m[1]
			if n := len(args); n > 0 {
				if form := name + " " + strings.Trim(args[n-1], `"`); slices.Contains(known, form) {
					name = form
				}
			}
			told = append(told, name)
		}
		slices.Sort(told)
		if diff := gocmp.Diff(known, slices.Compact(told)); diff != "" {
			t.Errorf("handbook.%s.md: shortcodes of the program (-) and of the handbook (+):\n%s", h.lang, diff)
		}
		for _, file := range templates {
			if name := strings.TrimSuffix(path.Base(file), ".html"); !slices.Contains(told, name) {
				t.Errorf("handbook.%s.md does not tell of the shortcode %q", h.lang, name)
			}
		}
		printed(t, h, table)
	}
}

var tag = regexp.MustCompile(`<[^>]*>`)

// printed renders the shortcodes of a table and compares what comes out.
// Descriptions, which are set in italics, are not compared.
func printed(t *testing.T, h *handbook, shortcodes table) {
	t.Helper()
	project := h.project()
	page := "---\ntitle: T\ndescription: D\n---\n"
	for i, row := range shortcodes.rows {
		format := "\n§%d§%s§\n"
		if row[1].emph { // it may be a table
			format = "\n§%d§\n\n%s\n\n§\n"
		}
		page += fmt.Sprintf(format, i, row[0].first())
	}
	for _, lang := range []string{"en", "zh"} {
		project[geneva+"/annex-z."+lang+".md"] = &fstest.MapFile{Data: []byte(page)}
	}
	made := &collect{files: map[string]string{}}
	p, err := pipeline.Open(pipeline.Options{Source: project, Theme: plenary.Theme})
	if err != nil {
		t.Fatal(err)
	}
	report, err := p.Build(t.Context(), made, pipeline.BuildOptions{})
	if err != nil || report.Diags.Blocks() {
		t.Fatal(err, report.Diags)
	}
	for j, lang := range []string{"en", "zh"} {
		name := lang + strings.TrimPrefix(geneva, "content") + "/annex-z/index.html"
		page, ok := made.files[name]
		if !ok {
			t.Fatalf("the page %s was not made", name)
		}
		text := html.UnescapeString(tag.ReplaceAllString(page, ""))
		for k, row := range shortcodes.rows {
			want := row[1+j]
			_, got, found := strings.Cut(text, fmt.Sprintf("§%d§", k))
			got, _, end := strings.Cut(got, "§")
			if !found || !end {
				t.Errorf("%s did not come out", row[0].first())
			} else if !want.emph && spaces(got) != spaces(want.text) {
				t.Errorf("handbook.%s.md: in %s, %s prints %q, not %q", h.lang, lang, row[0].first(), spaces(got), want.text)
			}
		}
	}
}

// collect is a sink that keeps files.
type collect struct {
	mu    sync.Mutex
	files map[string]string
}

func (c *collect) Holds(string, publish.Sum) bool { return false }
func (c *collect) Keep(string, publish.Sum) error { return nil }
func (c *collect) Problems() []publish.Problem    { return nil }
func (c *collect) Add(f publish.File) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.files[f.Path] = string(f.Data)
	return nil
}
