package words_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template/parse"

	"plenary"
)

// say is a place that says words: in the code, or in a layout.
type say struct {
	where  string
	key    string   // * stands for what is not written out
	values []string // the names of what is filled in, sorted
}

// sayers are the methods of the code that are given a key, which of their arguments
// it is, and what they fill in. Say is given that as well.
var sayers = map[string]struct {
	key    int
	values []string
}{
	"Say": {0, nil}, "Count": {0, []string{"Count"}}, "line": {1, []string{"Text"}}, "sayOr": {0, nil},
}

// sayGo returns what the program's code says.
func sayGo(t *testing.T) []say {
	t.Helper()
	const root = "../.."
	english, d := program(t)["en"], day(t, "2023-06-29")
	methods := map[string][]string{ // that return what is filled in
		"parts": slices.Sorted(maps.Keys(english.Parts(d))),
		"span":  slices.Sorted(maps.Keys(english.Span(d, d))),
	}
	var all []say
	err := fs.WalkDir(os.DirFS(root), "generator", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && (e.Name() == "node_modules" || e.Name() == "testdata") {
			return fs.SkipDir
		}
		if path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		files := token.NewFileSet()
		f, err := parser.ParseFile(files, root+"/"+name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, decl := range f.Decls {
			within := ""
			if f, ok := decl.(*ast.FuncDecl); ok {
				within = f.Name.Name
			}
			ast.Inspect(decl, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					where := name + ":" + strconv.Itoa(files.Position(call.Pos()).Line)
					all = append(all, sayCall(t, where, within, call, methods)...)
				}
				return true
			})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// sayCall returns what a call inside a function says, if it says words.
func sayCall(t *testing.T, where, within string, call *ast.CallExpr, methods map[string][]string) []say {
	t.Helper()
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	name := method.Sel.Name
	sayer, ok := sayers[name]
	if !ok || sayer.key >= len(call.Args) {
		return nil
	}
	s := say{where, pattern(call.Args[sayer.key]), sayer.values}
	if name == "Say" {
		if s.values, ok = values(call.Args[1], methods); !ok {
			t.Errorf("%s does not write out what it fills in", where)
		}
	}
	if s.key != "*" {
		return []say{s}
	}
	if outer, ok := sayers[within]; name == "Say" && !(ok && slices.Equal(outer.values, s.values)) {
		t.Errorf("%s does not write its key out", where)
	}
	return nil
}

// pattern returns a string as far as it is written out, with * for the rest.
func pattern(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		if s, err := strconv.Unquote(e.Value); err == nil {
			return s
		}
	case *ast.BinaryExpr:
		return pattern(e.X) + pattern(e.Y)
	}
	return "*"
}

// values returns the names of what is filled in, sorted; false when they are not
// written out.
func values(e ast.Expr, methods map[string][]string) ([]string, bool) {
	switch e := e.(type) {
	case *ast.Ident:
		return nil, e.Name == "nil"
	case *ast.CompositeLit:
		var names []string
		for _, element := range e.Elts {
			pair, ok := element.(*ast.KeyValueExpr)
			if !ok || pattern(pair.Key) == "*" {
				return nil, false
			}
			names = append(names, pattern(pair.Key))
		}
		slices.Sort(names)
		return names, true
	case *ast.CallExpr:
		if method, ok := e.Fun.(*ast.SelectorExpr); ok {
			names, ok := methods[method.Sel.Name]
			return names, ok
		}
	}
	return nil, false
}

// sayLayouts returns what the theme's templates say. They must write it out.
func sayLayouts(t *testing.T) []say {
	t.Helper()
	var all []say
	err := fs.WalkDir(plenary.Theme, "layouts", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		src, err := fs.ReadFile(plenary.Theme, name)
		if err != nil {
			return err
		}
		list, err := sayLayout(name, string(src), t.Errorf)
		all = append(all, list...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// sayLayout returns what a template says, and reports what it does not write out.
func sayLayout(name, src string, report func(format string, args ...any)) ([]say, error) {
	tree := parse.New(name)
	tree.Mode = parse.SkipFuncCheck
	all := map[string]*parse.Tree{}
	if _, err := tree.Parse(src, "", "", all); err != nil {
		return nil, err
	}
	var list []say
	for _, tree := range all {
		each(tree.Root, func(pipe *parse.PipeNode) {
			for i, cmd := range pipe.Cmds {
				if what := cmd.Args[0].String(); what != "i18n" && what != "T" && what != "lang.Translate" {
					continue
				}
				where, _ := tree.ErrorContext(cmd)
				s, ok := sayCommand(where, cmd)
				if !ok || i > 0 {
					report("%s does not write out its key, or what it fills in: %s", where, pipe)
				}
				list = append(list, s)
			}
		})
	}
	return list, nil
}

// sayCommand returns what {{ i18n "key" (dict "Name" value) }} or {{ i18n "key" (int
// value) }} says; false when it is written otherwise.
func sayCommand(where string, cmd *parse.CommandNode) (say, bool) {
	s := say{where: where}
	if len(cmd.Args) < 2 || len(cmd.Args) > 3 {
		return s, false
	}
	key, ok := cmd.Args[1].(*parse.StringNode)
	if !ok {
		return s, false
	}
	s.key = key.Text
	if len(cmd.Args) == 2 {
		return s, true
	}
	pipe, ok := cmd.Args[2].(*parse.PipeNode)
	if !ok || len(pipe.Cmds) != 1 {
		return s, false
	}
	args := pipe.Cmds[0].Args
	switch args[0].String() {
	case "int":
		s.values = []string{"Count"}
	case "dict":
		for i := 1; i < len(args); i += 2 {
			name, ok := args[i].(*parse.StringNode)
			if !ok {
				return s, false
			}
			s.values = append(s.values, name.Text)
		}
		slices.Sort(s.values)
	default:
		return s, false
	}
	return s, true
}

// each calls do with every pipeline below a node of a template.
func each(n parse.Node, do func(*parse.PipeNode)) {
	branch := func(b *parse.BranchNode) {
		each(b.Pipe, do)
		each(b.List, do)
		if b.ElseList != nil {
			each(b.ElseList, do)
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		for _, n := range n.Nodes {
			each(n, do)
		}
	case *parse.ActionNode:
		each(n.Pipe, do)
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	case *parse.TemplateNode:
		if n.Pipe != nil {
			each(n.Pipe, do)
		}
	case *parse.ChainNode:
		each(n.Node, do)
	case *parse.PipeNode:
		do(n)
		for _, cmd := range n.Cmds {
			for _, arg := range cmd.Args {
				each(arg, do)
			}
		}
	}
}

// TestSayLayout proves that what a template does not write out is found.
func TestSayLayout(t *testing.T) {
	for src, want := range map[string]int{
		`{{ i18n "home" }}`: 0,
		`<a title="{{ T "home" }}">{{ if .x }}{{ else }}{{ lang.Translate "home" (dict "A" .x "B" (i18n "b")) }}{{ end }}`: 0,
		`{{ i18n .key }}`:                            1,
		`{{ "home" | i18n }}`:                        1,
		`{{ .values | i18n "home" }}`:                1,
		`{{ i18n "home" .values }}`:                  1,
		`{{ i18n "home" (dict .name .x) }}`:          1,
		`{{ i18n "home" (merge .x (dict "A" .y)) }}`: 1,
		`{{ define "x" }}{{ with .y }}{{ partial "z" (dict "w" (i18n (printf "a_%s" .))) }}{{ end }}{{ end }}`: 1,
	} {
		reported := 0
		list, err := sayLayout("layouts/x.html", src, func(string, ...any) { reported++ })
		if err != nil || len(list) == 0 || reported != want {
			t.Errorf("%s: %d found, %d reported, error %v; want %d", src, len(list), reported, err, want)
		}
	}
}
