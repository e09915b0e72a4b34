package docs

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	gocmp "github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"plenary/generator/check"
	"plenary/generator/content"
	"plenary/generator/diag"
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

// remark is what stands beside a name in a drawing of folders.
var remark = regexp.MustCompile(`(?m)(\S)  +\S.*$`)

// withoutComments returns the blocks without the words that may differ: of YAML
// what it means, of a drawing of folders the names.
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
		case b.title == "" && b.language == "text":
			s = remark.ReplaceAllString(s, "$1")
		}
		list = append(list, b.language+" "+b.title+"\n"+s)
	}
	return list
}

// TestCommands: every command and every flag is told of, and no other.
func TestCommands(t *testing.T) {
	known := []string{"plenary help", "--message-zh"} // the library's; one for each language
	for _, file := range sources(t, "../cmd/plenary") {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.KeyValueExpr:
				if use, ok := literal(n.Value); ok && ident(n.Key) == "Use" && use != "plenary" {
					known = append(known, "plenary "+use)
				}
			case *ast.CallExpr:
				f, ok := n.Fun.(*ast.SelectorExpr)
				if ok && strings.HasSuffix(f.Sel.Name, "Var") && len(n.Args) > 1 {
					if flag, ok := literal(n.Args[1]); ok {
						known = append(known, "--"+flag)
					}
				}
				if ok && strings.HasSuffix(f.Sel.Name, "VarP") && len(n.Args) > 2 { // told of by its short name
					if flag, ok := literal(n.Args[2]); ok {
						known = append(known, "-"+flag)
					}
				}
			}
			return true
		})
	}
	slices.Sort(known)
	known = slices.Compact(known) // several commands share some
	for _, h := range handbooks(t) {
		var told []string
		for _, table := range h.marked("commands") {
			for _, row := range table.rows {
				word := row[0].first()
				if strings.HasPrefix(word, "--") {
					word, _, _ = strings.Cut(word, " ") // without what it is given
				}
				told = append(told, word)
			}
		}
		slices.Sort(told)
		if diff := gocmp.Diff(known, told); diff != "" {
			t.Errorf("handbook.%s.md: commands and flags of the program (-) and of the handbook (+):\n%s", h.lang, diff)
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

// TestTables: both handbooks have the same tables with the same rows, and what
// stands in backticks in a row is the same.
func TestTables(t *testing.T) {
	both := handbooks(t)
	shape := func(h *handbook) []string {
		var list []string
		for _, table := range h.tables {
			for _, row := range table.rows {
				line := cmp.Or(table.mark, "table") + ":"
				for _, c := range row {
					line += " " + strings.Join(slices.Sorted(slices.Values(c.code)), " ") + ";"
				}
				list = append(list, line)
			}
		}
		return list
	}
	if diff := gocmp.Diff(shape(both[0]), shape(both[1])); diff != "" {
		t.Errorf("the tables of the handbooks differ, en (-) and zh (+):\n%s", diff)
	}
}

// TestNames: both handbooks name the same things.
func TestNames(t *testing.T) {
	both := handbooks(t)
	if diff := gocmp.Diff(both[0].spans, both[1].spans); diff != "" {
		t.Errorf("what stands in backticks differs, en (-) and zh (+):\n%s", diff)
	}
}

// badlySet are what Chinese typography does not have: a space or half-width
// punctuation beside a Han character.
var badlySet = regexp.MustCompile(`\p{Han}[ ,;:!?()"']|[,;:!?()"' ]\p{Han}|[，。：；（）、“”] | [，。：；（）、“”]|\p{Han}\.(?:[^a-z]|$)`)

// quotation is a quotation, which is set as it stands where it comes from.
var quotation = regexp.MustCompile(`“[^”]*”`)

// TestChinese: Chinese is set as the handbook asks for. What the program prints
// is its own affair.
func TestChinese(t *testing.T) {
	h := read(t, "zh")
	list := h.paragraphs
	for _, table := range h.tables {
		if table.mark == "dates" || table.mark == "shortcodes" {
			continue
		}
		for _, row := range table.rows {
			for _, c := range row {
				list = append(list, c.sentence)
			}
		}
	}
	if len(list) < 500 {
		t.Errorf("there are %d paragraphs and cells only", len(list))
	}
	for _, p := range list {
		for _, bad := range badlySet.FindAllString(quotation.ReplaceAllString(p, "“x”"), -1) {
			t.Errorf("handbook.zh.md: %q in %q", bad, p)
		}
	}
}
