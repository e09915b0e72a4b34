package docs

import (
	"go/ast"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	gocmp "github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"plenary/generator/content"
	"plenary/generator/diag"
)

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
