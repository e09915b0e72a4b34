package docs

import (
	"cmp"
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"html"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"plenary"
	"plenary/generator/check"
	"plenary/generator/content"
	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/pipeline"
	"plenary/generator/publish"
	"plenary/generator/words"
)

// geneva is the meeting of the examples.
const geneva = "content/sg99/2027-05-geneva"

// project returns the project that the examples of a handbook make together. A
// block whose info string has title=FILE is that file, or the next part of it
// when several have the same title; other blocks are not of the project.
func (h *handbook) project() fstest.MapFS {
	files := fstest.MapFS{}
	for _, b := range h.blocks {
		if b.title == "" {
			continue
		}
		if files[b.title] == nil {
			files[b.title] = &fstest.MapFile{}
		}
		files[b.title].Data = append(files[b.title].Data, b.text...)
	}
	return files
}

// problems loads and checks a project.
func problems(t *testing.T, project fs.FS) diag.List {
	t.Helper()
	archive, diags, err := content.Load(project)
	if err != nil {
		t.Fatal(err)
	}
	diags = append(diags, check.Run(archive)...)
	diags.Sort()
	return diags
}

// TestExamples: the examples of a handbook make a project without a problem,
// and are the same in both.
func TestExamples(t *testing.T) {
	both := handbooks(t)
	for _, h := range both {
		project := h.project()
		if len(project) < 14 {
			t.Errorf("handbook.%s.md: the examples make %d files only", h.lang, len(project))
		}
		for _, d := range problems(t, project) {
			t.Errorf("handbook.%s.md: %s", h.lang, d)
		}
		for _, b := range h.blocks {
			if b.title == "" && (b.language == "yaml" || b.language == "markdown") {
				t.Errorf("handbook.%s.md: this example is of no file:\n%s", h.lang, b.text)
			}
		}
	}
	if diff := gocmp.Diff(both[0].withoutComments(t), both[1].withoutComments(t)); diff != "" {
		t.Errorf("the examples of the handbooks differ, en (-) and zh (+):\n%s", diff)
	}
}

// withoutComments returns the blocks with what a comment can differ in taken
// out of them: of YAML what it means, of other examples the words, and of what
// is only shown its kind.
func (h *handbook) withoutComments(t *testing.T) []string {
	var list []string
	for _, b := range h.blocks {
		s := b.text
		switch {
		case b.language == "yaml":
			var value any
			if err := yaml.Unmarshal([]byte(b.text), &value); err != nil {
				t.Fatalf("handbook.%s.md: %v in\n%s", h.lang, err, b.text)
			}
			s = fmt.Sprint(value)
		case b.title == "" && b.language == "text" && !strings.HasPrefix(s, "content/sg99"):
			s = "" // a drawing of folders, with words
		}
		list = append(list, b.language+" "+b.title+"\n"+s)
	}
	return list
}

// unknown is a key that no object has and that is near to none.
const unknown = "qqqqqqqqqq"

var (
	mayHave  = regexp.MustCompile(`^(.+) has no key "` + unknown + `"; it may have (.+)$`)
	needsKey = regexp.MustCompile(`^(.+) needs the key "([a-z_]+)"`)
)

// knownKeys returns the keys that the loader knows, by what it calls the object
// that has them ("an event"), and whether they must be there. It finds them out
// from the loader's own messages: for a key put into every object of a project,
// and for each key taken out of it.
func knownKeys(t *testing.T, project fstest.MapFS) map[string]map[string]bool {
	t.Helper()
	load := func(p fstest.MapFS) diag.List {
		_, diags, err := content.Load(p)
		if err != nil {
			t.Fatal(err)
		}
		return diags
	}
	with := maps.Clone(project)
	known := map[string]map[string]bool{}
	for name, file := range project {
		front, root, rest := parts(t, name, file.Data)
		for _, m := range mappings(root) {
			m.Content = append(m.Content, scalar(unknown), scalar("x"))
		}
		with[name] = &fstest.MapFile{Data: join(t, front, root, rest)}
	}
	for _, d := range load(with) {
		if m := mayHave.FindStringSubmatch(d.Message); m != nil {
			known[m[1]] = map[string]bool{}
			for _, key := range strings.Split(strings.Replace(m[2], " or ", ", ", 1), ", ") {
				known[m[1]][key] = false
			}
		}
	}
	for name, file := range project {
		front, root, rest := parts(t, name, file.Data)
		for _, m := range mappings(root) {
			whole := m.Content
			for i := 0; i < len(whole); i += 2 {
				m.Content = slices.Delete(slices.Clone(whole), i, i+2)
				without := maps.Clone(project)
				without[name] = &fstest.MapFile{Data: join(t, front, root, rest)}
				for _, d := range load(without) {
					if n := needsKey.FindStringSubmatch(d.Message); n != nil {
						require(known, n[1], n[2])
					}
				}
			}
			m.Content = whole
		}
	}
	return known
}

// require notes that an object needs a key. Which kind an annex is, is not
// known without its kind.
func require(known map[string]map[string]bool, object, key string) {
	if object == "an annex in YAML" {
		require(known, "an agenda", key)
		require(known, "a time plan", key)
		return
	}
	if known[object] == nil {
		known[object] = map[string]bool{}
	}
	known[object][key] = true
}

// parts returns the YAML of a file, nil if it has none, and what stands around
// it.
func parts(t *testing.T, name string, data []byte) (front string, root *yaml.Node, rest string) {
	t.Helper()
	text := string(data)
	switch path.Ext(name) {
	case ".yaml":
	case ".md":
		front = "---\n"
		var found bool
		if text, rest, found = strings.Cut(strings.TrimPrefix(text, front), front); !found {
			t.Fatalf("%s has no front matter", name)
		}
		rest = front + rest
	default:
		return text, nil, ""
	}
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return front, &doc, rest
}

func join(t *testing.T, front string, root *yaml.Node, rest string) []byte {
	t.Helper()
	if root == nil {
		return []byte(front + rest)
	}
	data, err := yaml.Marshal(root)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(front + string(data) + rest)
}

// mappings returns the mappings in a document.
func mappings(n *yaml.Node) []*yaml.Node {
	if n == nil {
		return nil
	}
	var list []*yaml.Node
	if n.Kind == yaml.MappingNode {
		list = append(list, n)
	}
	for _, c := range n.Content {
		list = append(list, mappings(c)...)
	}
	return list
}

func scalar(s string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
}

// TestKeys: the tables of keys have exactly the keys that the loader knows, and
// say rightly which must be there.
func TestKeys(t *testing.T) {
	yes := map[string]string{"en": "yes", "zh": "是"}
	for _, h := range handbooks(t) {
		told := map[string]map[string]bool{}
		for _, table := range h.marked("keys:") {
			told[table.mark] = map[string]bool{}
			for _, row := range table.rows {
				told[table.mark][row[0].first()] = strings.HasPrefix(row[1].text, yes[h.lang])
			}
		}
		if diff := gocmp.Diff(knownKeys(t, h.project()), told); diff != "" {
			t.Errorf("handbook.%s.md: keys of the program (-) and of the handbook (+), and whether they must be there:\n%s", h.lang, diff)
		}
	}
}

// TestKeyLiterals: every key in the loader's source is told of. This finds what
// no example has.
func TestKeyLiterals(t *testing.T) {
	var keys []string
	for _, file := range sources(t, "../content") {
		ast.Inspect(file, func(n ast.Node) bool {
			if kv, ok := n.(*ast.KeyValueExpr); ok && ident(kv.Key) == "Key" {
				if s, ok := literal(kv.Value); ok {
					keys = append(keys, s)
				}
			}
			return true
		})
	}
	if len(keys) < 80 {
		t.Errorf("the loader's source has %d keys only; has it changed its form?", len(keys))
	}
	for _, h := range handbooks(t) {
		for _, key := range keys {
			if !h.spans[key] {
				t.Errorf("handbook.%s.md does not tell of the key %q", h.lang, key)
			}
		}
	}
}

// TestCommands: every command and every flag is told of.
func TestCommands(t *testing.T) {
	var told []string
	for _, file := range sources(t, "../cmd/plenary") {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.KeyValueExpr:
				if use, ok := literal(n.Value); ok && ident(n.Key) == "Use" && use != "plenary" {
					told = append(told, "plenary "+use)
				}
			case *ast.CallExpr:
				if f, ok := n.Fun.(*ast.SelectorExpr); ok && strings.HasSuffix(f.Sel.Name, "Var") && len(n.Args) > 1 {
					if flag, ok := literal(n.Args[1]); ok {
						told = append(told, "--"+flag)
					}
				}
			}
			return true
		})
	}
	if len(told) < 9 {
		t.Errorf("the command's source has %d commands and flags only; has it changed its form?", len(told))
	}
	for _, h := range handbooks(t) {
		for _, word := range told {
			if !slices.ContainsFunc(slices.Collect(maps.Keys(h.spans)), func(s string) bool { return s == word || strings.HasPrefix(s, word+" ") }) {
				t.Errorf("handbook.%s.md does not tell of %s", h.lang, word)
			}
		}
	}
}

// sources parses the Go files of a package, tests left out.
func sources(t *testing.T, dir string) []*ast.File {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

func ident(e ast.Expr) string {
	if id, ok := e.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

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
		meeting.Day: {"day", "日期"}, meeting.Days: {"days", "起止日期"}, meeting.Part: {"part of a day", "时段"},
		meeting.Instant: {"moment", "时刻"}, meeting.Span: {"from–to", "起止时间"}, meeting.Open: {"from on", "起始时间"},
	}
	for i, h := range handbooks(t) {
		archive, _, err := content.Load(h.project())
		if err != nil {
			t.Fatal(err)
		}
		m := archive.Meetings()[0]
		place := func(loc *time.Location, lang string) string {
			if loc != nil && loc.String() == m.Zone.String() {
				return m.City.In(lang)
			}
			return archive.Site.Zones[fmt.Sprint(loc)].In(lang)
		}
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
				if got, want := spaces(row[2+j].text), spaces(in[lang].WhenZoned(w, place(w.Zone(), lang))); got != want {
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
	noForm   = regexp.MustCompile(`^"` + unknown + `" is no form of "([a-z-]+)"; write (.+)$`)
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
				t.Errorf("%s is no shortcode", row[0].first())
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
		page += fmt.Sprintf("\n§%d§%s§\n", i, row[0].first())
	}
	for _, lang := range []string{"en", "zh"} {
		project[geneva+"/annex-z."+lang+".md"] = &fstest.MapFile{Data: []byte(page)}
	}
	site, err := pipeline.Load(pipeline.Options{Source: project, Theme: plenary.Theme})
	if err != nil {
		t.Fatal(err)
	}
	files, err := site.Pages(context.Background())
	if err != nil || len(site.Diags) > 0 {
		t.Fatal(err, site.Diags)
	}
	for j, lang := range []string{"en", "zh"} {
		name := lang + strings.TrimPrefix(geneva, "content") + "/annex-z/index.html"
		i := slices.IndexFunc(files, func(f publish.File) bool { return f.Path == name })
		if i < 0 {
			t.Fatalf("the page %s was not made", name)
		}
		text := html.UnescapeString(tag.ReplaceAllString(string(files[i].Data), ""))
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

// TestMistakes: in a table of mistakes, the message in the first column is what
// the program says when the second stands where the third is right. A mend that
// is the name of a file means the file: it has the name in the second column,
// or is not there. Everything else is a piece of text of the examples. The sign
// ⇥ is a tab.
func TestMistakes(t *testing.T) {
	for _, h := range handbooks(t) {
		project := h.project()
		told := map[string]bool{}
		for _, table := range h.marked("mistakes") {
			for _, row := range table.rows {
				message, written, mend := row[0].first(), strings.ReplaceAll(row[1].first(), "⇥", "\t"), row[2].first()
				broken, found := mistaken(project, written, mend)
				if !found {
					t.Errorf("handbook.%s.md: no example has %q", h.lang, mend)
					continue
				}
				said := problems(t, broken)
				if !slices.ContainsFunc(said, func(d diag.Diagnostic) bool { return d.Message == message }) {
					t.Errorf("handbook.%s.md: %q instead of %q gives\n%v\nand not\n%s", h.lang, written, mend, lines(said), message)
				}
				for _, d := range said {
					told[d.String()] = true
				}
			}
		}
		if len(told) == 0 {
			t.Errorf("handbook.%s.md tells of no mistake", h.lang)
		}
		for _, b := range h.blocks { // messages that are shown as a whole
			for line := range strings.Lines(b.text) {
				if line = strings.TrimSuffix(line, "\n"); strings.HasPrefix(line, "content/sg99") && !told[line] {
					t.Errorf("handbook.%s.md: no mistake of the tables gives\n%s", h.lang, line)
				}
			}
		}
	}
}

// mistaken returns the project with a mistake in it.
func mistaken(project fstest.MapFS, written, mend string) (broken fstest.MapFS, found bool) {
	broken = maps.Clone(project)
	if file, ok := project[geneva+"/"+mend]; ok {
		delete(broken, geneva+"/"+mend)
		if written != "" {
			broken[geneva+"/"+written] = file
		}
		return broken, true
	}
	for name, file := range project {
		if strings.Contains(string(file.Data), mend) {
			broken[name] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(string(file.Data), mend, written))}
			found = true
		}
	}
	return broken, found
}

func lines(list diag.List) string {
	var b strings.Builder
	_ = list.Print(&b) // to memory
	return b.String()
}

// TestTables: both handbooks have the same tables, with the same rows.
func TestTables(t *testing.T) {
	both := handbooks(t)
	shape := func(h *handbook) []string {
		var list []string
		for _, table := range h.tables {
			for _, row := range table.rows {
				n := 1
				if table.mark == "mistakes" {
					n = 3
				}
				s := cmp.Or(table.mark, "table") + ":"
				for _, c := range row[:n] {
					s += " " + strings.Join(c.code, ", ")
				}
				list = append(list, s)
			}
		}
		return list
	}
	if diff := gocmp.Diff(shape(both[0]), shape(both[1])); diff != "" {
		t.Errorf("the tables of the handbooks differ, en (-) and zh (+):\n%s", diff)
	}
}
