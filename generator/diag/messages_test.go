package diag_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// reporters are the packages that report what is wrong with content.
var reporters = []string{"check", "content", "meeting", "prose", "revision", "strictyaml", "words", "zone"}

// TestMessages proves that every message that those packages hold is wanted by
// one of their tests, letter by letter as far as it is written out, and that it
// looks like the others.
func TestMessages(t *testing.T) {
	var wanted strings.Builder
	type message struct{ where, text string }
	var messages []message
	for _, pkg := range reporters {
		names, err := filepath.Glob(filepath.Join("..", pkg, "*.go"))
		if err != nil || len(names) == 0 {
			t.Fatalf("no files of %s: %v", pkg, err)
		}
		for _, name := range names {
			literals(t, name, func(where, s string) {
				if strings.HasSuffix(name, "_test.go") {
					wanted.WriteString(s + "\n")
				} else if sentence.MatchString(s) {
					messages = append(messages, message{where, s})
				}
			})
		}
	}
	if len(messages) < 150 {
		t.Fatalf("only %d messages were found", len(messages))
	}
	never := maps.Clone(unreachable)
	for _, m := range messages {
		for _, part := range verb.Split(m.text, -1) {
			part = strings.ReplaceAll(part, "%%", "%")
			tested := strings.Contains(wanted.String(), part)
			if _, known := unreachable[part]; known {
				delete(never, part)
				if tested {
					t.Errorf("%s: a test wants %q, which is listed as never said", m.where, part)
				}
			} else if !tested {
				t.Errorf("%s: no test wants %q", m.where, part)
			}
		}
		first, _ := utf8.DecodeRuneInString(m.text)
		if unicode.IsUpper(first) || strings.HasSuffix(m.text, ".") || strings.Contains(m.text, "failed to") {
			t.Errorf("%s: %q is not a message; begin with a small letter, end without a full stop, and say what is wrong and what would be right", m.where, m.text)
		}
	}
	for part := range never {
		t.Errorf("no message has %q any more; take it from the list in this test", part)
	}
}

// unreachable is what no content can make the program say, and why.
var unreachable = map[string]string{
	"an event takes place on":                             "every form of a time will do",
	"a part of a day (2017-11-09 afternoon)":              "what will do for an event only",
	"from an hour to another (2023-09-01 14:30 .. 16:00)": "what will do for an event only",
	"from an hour on (2023-08-28 19:00 ..)":               "what will do for an event only",
	"a word for each kind of number":                      "only keys and values are read so",
	"zone data of ":                                       "the zones are part of the program",
}

var (
	// sentence matches what a message has and other strings do not: three words
	// in a row.
	sentence = regexp.MustCompile(`(?:^|[ "%])[a-z]+,? [a-z]+,? [a-z]+`)
	verb     = regexp.MustCompile(`%(\[[0-9]\])?[+#]?[0-9]*[a-zA-Z]`)
)

// literals calls f with every string in a file of Go; strings that are added up
// are one.
func literals(t *testing.T, name string, f func(where, s string)) {
	t.Helper()
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, filepath.ToSlash(name), src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.BinaryExpr, *ast.BasicLit:
			if s, ok := text(n.(ast.Expr)); ok {
				f(files.Position(n.Pos()).String(), s)
				return false
			}
		}
		return true
	})
}

// text returns a string that is written out, in one part or several.
func text(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		return s, err == nil && e.Kind == token.STRING
	case *ast.BinaryExpr:
		x, ok1 := text(e.X)
		y, ok2 := text(e.Y)
		return x + y, ok1 && ok2 && e.Op == token.ADD
	}
	return "", false
}
