package pipeline_test

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode"

	"go.yaml.in/yaml/v4"

	"plenary"
	"plenary/generator/check"
	"plenary/generator/content"
	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/pipeline"
)

// field is a value in a YAML file, named by the keys above it without their places in
// lists: "meeting.yaml: events.title". The values of a text by language are one.
type field struct {
	file, name string
	nodes      []*yaml.Node
}

// fields returns the fields of all YAML files, each once.
func fields(t *testing.T, docs map[string]*yaml.Node) []*field {
	t.Helper()
	var list []*field
	seen := map[string]*field{}
	var walk func(file, name string, n *yaml.Node)
	walk = func(file, name string, n *yaml.Node) {
		switch n.Kind {
		case yaml.DocumentNode, yaml.SequenceNode:
			for _, c := range n.Content {
				walk(file, name, c)
			}
		case yaml.MappingNode:
			for i := 0; i+1 < len(n.Content); i += 2 {
				key := n.Content[i].Value
				if key == "zh" || key == "en" { // one text
					walk(file, name, n.Content[i+1])
					continue
				}
				walk(file, name+"."+key, n.Content[i+1])
			}
		case yaml.ScalarNode:
			f := seen[file+name]
			if f == nil {
				f = &field{file: file, name: name}
				seen[file+name] = f
				list = append(list, f)
			}
			f.nodes = append(f.nodes, n)
		}
	}
	for _, file := range slices.Sorted(maps.Keys(docs)) {
		walk(file, "", docs[file])
	}
	return list
}

// parsed returns the YAML files of a project, but for records.
func parsed(t *testing.T, files fstest.MapFS) map[string]*yaml.Node {
	t.Helper()
	docs := map[string]*yaml.Node{}
	for name, f := range files {
		if path.Ext(name) != ".yaml" || strings.HasPrefix(path.Base(name), "revision") {
			continue
		}
		var n yaml.Node
		if err := yaml.Unmarshal(f.Data, &n); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		block(&n)
		docs[name] = &n
	}
	return docs
}

// block sets every value on a line of its own, so that a position tells which it is.
func block(n *yaml.Node) {
	n.Style &^= yaml.FlowStyle
	for _, c := range n.Content {
		block(c)
	}
}

// with returns the project with the YAML files as they are now, and the fields by
// file and line.
func with(t *testing.T, files fstest.MapFS, docs map[string]*yaml.Node, list []*field) (fstest.MapFS, map[string]*field) {
	t.Helper()
	of := map[*yaml.Node]*field{}
	for _, f := range list {
		for _, n := range f.nodes {
			of[n] = f
		}
	}
	out, at := maps.Clone(files), map[string]*field{}
	for name, doc := range docs {
		data, err := yaml.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = &fstest.MapFile{Data: data}
		var again yaml.Node
		if err := yaml.Unmarshal(data, &again); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var match func(a, b *yaml.Node)
		match = func(a, b *yaml.Node) {
			if f := of[a]; f != nil {
				at[fmt.Sprintf("%s:%d", name, b.Line)] = f
			}
			for i := range min(len(a.Content), len(b.Content)) {
				match(a.Content[i], b.Content[i])
			}
		}
		match(doc, &again)
	}
	return out, at
}

// hostileFields returns a project with a payload in every field that takes it, and the
// numbers of those that do and of those that do not.
func hostileFields(t *testing.T, files fstest.MapFS, name string) (project fstest.MapFS, accepted, refused int) {
	t.Helper()
	docs := parsed(t, files)
	all := fields(t, docs)
	before := map[*yaml.Node]yaml.Node{}
	for _, f := range all {
		for _, n := range f.nodes {
			before[n] = *n
			n.Value, n.Tag, n.Style = payloads[name], "!!str", yaml.DoubleQuotedStyle
		}
	}
	left := slices.Clone(all)
	for {
		project, at := with(t, files, docs, left)
		bad := refusedIn(t, project, at)
		if len(bad) == 0 {
			return project, len(left), len(all) - len(left)
		}
		for _, f := range bad {
			for _, n := range f.nodes {
				*n = before[n]
			}
		}
		left = slices.DeleteFunc(left, func(f *field) bool { return slices.Contains(bad, f) })
	}
}

// TestAttackFields writes every payload into every field of every YAML file. Where it
// is refused, that is told at its place; where not, what is published is harmless.
func TestAttackFields(t *testing.T) {
	files := handbook(t)
	accepted, refused := 0, 0
	for _, name := range slices.Sorted(maps.Keys(payloads)) {
		project, yes, no := hostileFields(t, files, name)
		if accepted, refused = accepted+yes, refused+no; yes == 0 {
			continue
		}
		s, diags := build(t, project)
		if s == nil {
			t.Errorf("%s, in %d fields: %v", name, yes, diags[0])
			continue
		}
		harmless(t, name, s)
		ejectedHarmless(t, name, project)
		previewHarmless(t, name, project, s)
	}
	t.Logf("%d payloads were published as text, %d refused", accepted, refused)
	if accepted < 1000 || refused < 1000 {
		t.Errorf("%d payloads were published and %d refused, which cannot be all", accepted, refused)
	}
}

// ejectedHarmless reports what in an ejected project is not the program's own: a page
// whose front matter does not end where the file does, or has other keys.
func ejectedHarmless(t *testing.T, name string, project fs.FS) {
	t.Helper()
	p, err := pipeline.Open(pipeline.Options{Source: project, Theme: plenary.Theme})
	if err != nil {
		t.Fatal(err)
	}
	to := newMemory()
	if diags, err := p.Eject(t.Context(), to); err != nil || diags.Blocks() {
		t.Fatal(err, diags)
	}
	composed := 0
	for file, text := range to.files {
		_, isSource := project.(fstest.MapFS)[file]
		if path.Ext(file) == ".ics" {
			for _, w := range hostileCalendar(text) {
				t.Errorf("%s: ejected %s has %s", name, file, w)
			}
		}
		if path.Ext(file) != ".md" || isSource {
			continue
		}
		composed++
		front, body, _ := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---")
		var keys map[string]any
		if err := yaml.Unmarshal([]byte(front), &keys); err != nil || strings.TrimSpace(body) != "" {
			t.Errorf("%s: the front matter of the ejected %s is torn: %v", name, file, err)
		}
		for key := range keys {
			if !slices.Contains([]string{"title", "description", "layout", "params", "cascade", "build"}, key) {
				t.Errorf("%s: the ejected %s has the key %q", name, file, key)
			}
		}
	}
	if composed < 10 {
		t.Fatalf("%s: %d pages are composed only", name, composed)
	}
}

// previewHarmless proves that a preview shows what a build publishes.
func previewHarmless(t *testing.T, name string, project fs.FS, s site) {
	t.Helper()
	live, err := pipeline.NewLive(t.Context(), pipeline.Options{Source: project, Theme: plenary.Theme}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer live.Close()
	for _, file := range []string{"en/sg99/2027-05-geneva/index.html", "zh/sg99/2027-05-geneva/deadlines.ics", "en/sg99/2027-05-geneva/changes.atom"} {
		if f, err := live.File(t.Context(), file); err != nil || string(f.Data) != s[file] {
			t.Errorf("%s: the preview shows another %s (%v)", name, file, err)
		}
	}
}

// TestAttackNames gives hostile names to files of all kinds: each is reported with its
// name in quotes where it needs them, or does not reach a page.
func TestAttackNames(t *testing.T) {
	base := handbook(t)
	for _, dir := range []string{"content", "content/sg99", "content/sg99/2027-05-geneva", "static", "layouts", "i18n"} {
		for _, ext := range []string{"", ".md", ".yaml", ".html", ".txt"} {
			for _, bad := range []string{"<script>alert(1)<", "\"onload=\"x", "a\x1b[31mb", "a\nb", "\u202egpj", "a\u200bb", "{{< days >}}", "CON", "a\\b", "-rf", "%2e%2e", "__proto__", "index", strings.Repeat("n", 300)} {
				files := maps.Clone(base)
				name := dir + "/" + bad + ext
				files[name] = &fstest.MapFile{Data: []byte("x")}
				s, diags := build(t, files)
				harmless(t, name, s)
				for _, d := range diags {
					if text := d.String(); strings.ContainsFunc(text, func(c rune) bool { return !unicode.IsPrint(c) && c != ' ' }) {
						t.Errorf("%q is reported as it is: %q", name, text)
					}
				}
			}
		}
	}
}

// refusedIn returns the fields that a project is refused for; none when it is not.
func refusedIn(t *testing.T, project fs.FS, at map[string]*field) []*field {
	t.Helper()
	archive, diags, err := content.Load(project)
	if err != nil {
		t.Fatal(err)
	}
	diags = append(diags, check.Run(archive)...)
	var bad []*field
	other := ""
	for _, d := range diags {
		if d.Severity > diag.Finding {
			continue
		}
		if d.Line == 0 && path.Ext(d.File) == ".yaml" {
			t.Errorf("%s has no line", d)
		}
		f := at[fmt.Sprintf("%s:%d", d.File, d.Line)]
		for line := d.Line; f == nil && line < d.Line+10; line++ { // what is wrong as a whole
			f = at[fmt.Sprintf("%s:%d", d.File, line)]
		}
		if f == nil {
			other = d.String()
		} else if !slices.Contains(bad, f) {
			bad = append(bad, f)
		}
	}
	if len(bad) == 0 && other != "" { // it follows from a field: one after the other is taken back
		bad = append(bad, at[slices.Min(slices.Collect(maps.Keys(at)))])
	}
	return bad
}

// TestAttackRecord records every payload, in facts and in messages, and looks at what
// the history, the sheets and the news say of it.
func TestAttackRecord(t *testing.T) {
	published := 0
	for _, name := range slices.Sorted(maps.Keys(payloads)) {
		payload := payloads[name]
		files := handbook(t)
		for file := range files {
			if strings.HasPrefix(path.Base(file), "revision") {
				delete(files, file)
			}
		}
		meetingFile := "content/sg99/2027-05-geneva/meeting.yaml"
		original := files[meetingFile].Data
		quoted, err := yaml.Marshal(payload)
		if err != nil {
			t.Fatal(err)
		}
		hostile := strings.NewReplacer("host: ", "former_host: ").Replace(string(original))
		text := strings.TrimSpace(string(quoted))
		if strings.Contains(text, "\n") {
			text = fmt.Sprintf("%q", payload)
		}
		hostile = replaceLine(hostile, "former_host: ", "host: {zh: "+text+", en: "+text+"}")
		files[meetingFile] = &fstest.MapFile{Data: []byte(hostile)}
		message := meeting.Text{By: map[string]string{"zh": payload, "en": payload}}
		if !record(t, files, meeting.Text{}, 1) {
			continue // refused
		}
		files[meetingFile] = &fstest.MapFile{Data: original}
		plain := meeting.Text{By: map[string]string{"zh": "更正。", "en": "Corrected."}}
		if !record(t, files, message, 2) && !record(t, files, plain, 2) {
			t.Errorf("%s: the second revision cannot be recorded", name)
			continue
		}
		s, diags := build(t, files)
		if s == nil {
			t.Errorf("%s: %v", name, diags[0])
			continue
		}
		published++
		harmless(t, name, s)
	}
	if published < 10 {
		t.Errorf("%d payloads were recorded only", published)
	}
}

// replaceLine replaces the line that begins with a prefix.
func replaceLine(text, prefix, line string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		if strings.HasPrefix(lines[i], prefix) {
			lines[i] = line
		}
	}
	return strings.Join(lines, "\n")
}

// record adds a revision to the record of the meeting; false when it is refused.
func record(t *testing.T, files fstest.MapFS, message meeting.Text, day int) bool {
	t.Helper()
	p, err := pipeline.Open(pipeline.Options{Source: files, Theme: plenary.Theme})
	if err != nil {
		t.Fatal(err)
	}
	proposal, _, err := p.Propose("sg99/2027-05-geneva")
	if err != nil || proposal == nil {
		return false
	}
	date := time.Date(2027, 1, day, 9, 0, 0, 0, time.UTC)
	_, data, err := proposal.Record(date, "", message)
	if err != nil {
		return false
	}
	files[proposal.File] = &fstest.MapFile{Data: data}
	return true
}

// TestAttackNeighbours puts the halves of a mark of the page engine into two fields
// that are printed beside each other. Hugo would end the whole program.
func TestAttackNeighbours(t *testing.T) {
	files := handbook(t)
	name := "content/sg99/2027-05-geneva/meeting.yaml"
	text := string(files[name].Data)
	files[name] = &fstest.MapFile{Data: []byte(replaceLine(replaceLine(text, "    name: Zhang San", "    name: __hdef"), "    title: {zh: 女士, en: Ms}", "    title: erred/__d="))}
	p, err := pipeline.Open(pipeline.Options{Source: files, Theme: plenary.Theme})
	if err != nil {
		t.Fatal(err)
	}
	report, err := p.Build(t.Context(), pipeline.Discard(), pipeline.BuildOptions{})
	if err == nil || !strings.Contains(err.Error(), "a mark of the page engine's own") {
		t.Errorf("got %v and %v", err, report.Diags)
	}
}

// TestAttackWords puts every payload into all words of a language at once.
func TestAttackWords(t *testing.T) {
	files := handbook(t)
	original, err := fs.ReadFile(plenary.Theme, "i18n/en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	published := 0
	for _, name := range slices.Sorted(maps.Keys(payloads)) {
		var doc yaml.Node
		if err := yaml.Unmarshal(original, &doc); err != nil {
			t.Fatal(err)
		}
		var walk func(n *yaml.Node, isKey bool)
		walk = func(n *yaml.Node, isKey bool) {
			if n.Kind == yaml.ScalarNode && !isKey {
				n.Value, n.Tag, n.Style = n.Value+payloads[name], "!!str", yaml.DoubleQuotedStyle
			}
			for i, c := range n.Content {
				walk(c, n.Kind == yaml.MappingNode && i%2 == 0)
			}
		}
		walk(&doc, false)
		data, err := yaml.Marshal(&doc)
		if err != nil {
			t.Fatal(err)
		}
		project := maps.Clone(files)
		project["i18n/en.yaml"] = &fstest.MapFile{Data: data}
		s, diags := build(t, project)
		if s == nil {
			if d := diags[0]; d.File != "i18n/en.yaml" || d.Line == 0 {
				t.Errorf("%s is refused at another place: %v", name, d)
			}
			continue
		}
		published++
		harmless(t, name, s)
	}
	if published < 10 {
		t.Errorf("%d payloads were published in words only", published)
	}
}
