package words_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"plenary"
)

// built is every key that the program puts together, by its pattern: * stands
// for what is not written out in the code, and here are the words it can be.
var built = map[string][]string{
	"feed_*":          {"deadlines", "events", "calendar", "reminders", "role"},
	"feed_*_what":     {"deadlines", "events", "calendar", "reminders", "role"},
	"ics_*":           {"opening", "registration"},
	"lapse_*":         {"day", "week", "month"},
	"page_*":          {"deadlines", "subscribe", "venue", "contacts", "changes", "print"},
	"what_*":          {"deadlines", "subscribe", "venue", "contacts", "changes", "print"},
	"part_*":          {"morning", "afternoon", "evening"},
	"participation_*": {"on-site", "hybrid", "remote"},
	"status_*":        {"moved", "postponed", "cancelled"},
	"*_none":          {"interpretation", "captioning"},
	"*_provided":      {"interpretation", "captioning"},
	"*_on_request":    {"interpretation", "captioning"},
	"*_month":         {"days", "days_short", "days_from"},
	"*_months":        {"days", "days_short", "days_from"},
	"*_years":         {"days", "days_short", "days_from"},
	"revision_*":      {"first-issue", "revision", "corrigendum", "addendum", "cancellation"},
	"sheet_*":         {"revision", "corrigendum", "addendum", "cancellation"},
	"service_*":       {"none", "provided", "on_request"},
	"thing_*":         {"meeting", "letter", "venue", "building", "deadline", "event", "contact", "link", "document", "lead", "officer"},
	"fact_*": {
		"title", "days", "zone", "city", "country", "host", "opening", "registration", "participation", "working_languages",
		"interpretation", "captioning", "bodies", "joint_with", "status", "reason", "number", "date", "signatory", "office",
		"short", "action", "who", "how", "url", "place", "room", "register", "note", "name", "hall", "address", "map", "position",
		"for", "rooms", "subtitle", "label", "person", "cc", "tel", "fax", "texts", "file", "before", "serves",
	},
}

// sayers are the methods that are given a key, and which of their arguments it
// is. The calendar's line hands its key on to Say.
var sayers = map[string]int{"Say": 0, "Count": 0, "line": 1}

// TestKeys proves that the words of the program are those that its pages and
// calendars say, no more and no fewer.
func TestKeys(t *testing.T) {
	used := map[string]string{} // key → where
	patterns := map[string]string{}
	keysOfGo(t, used, patterns)
	keysOfLayouts(t, used)
	if len(used) < 100 || len(patterns) == 0 {
		t.Fatalf("only %d keys and %d patterns were found", len(used), len(patterns))
	}

	for pattern, where := range patterns {
		if built[pattern] == nil {
			t.Errorf("%s puts a key together as %s; add what it can be to the list in this test", where, pattern)
		}
	}
	for pattern, list := range built {
		if patterns[pattern] == "" {
			t.Errorf("nothing puts a key together as %s; take it from the list in this test", pattern)
		}
		for _, word := range list {
			used[strings.Replace(pattern, "*", word, 1)] = pattern
		}
	}
	for tag, l := range program(t) {
		known := l.Keys()
		for _, key := range slices.Sorted(maps.Keys(used)) {
			if !slices.Contains(known, key) {
				t.Errorf("i18n/%s.yaml has no key %q, which %s says", tag, key, used[key])
			}
		}
		for _, key := range known {
			if used[key] == "" {
				t.Errorf("i18n/%s.yaml has the key %q, which nothing says", tag, key)
			}
		}
	}
}

// keysOfGo collects the keys in the program's code, and the patterns of those
// that it puts together.
func keysOfGo(t *testing.T, used, patterns map[string]string) {
	t.Helper()
	const root = "../.."
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
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			method, ok := call.Fun.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			i, ok := sayers[method.Sel.Name]
			if !ok || i >= len(call.Args) {
				return true
			}
			where := name + ":" + strconv.Itoa(files.Position(call.Pos()).Line)
			switch key := pattern(call.Args[i]); {
			case key == "*": // a helper hands it on
			case strings.Contains(key, "*"):
				patterns[key] = where
			default:
				used[key] = where
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
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

var (
	sayPattern  = regexp.MustCompile(`\b(?:i18n|T)\s+"([^"]*)"`)
	handPattern = regexp.MustCompile(`(?:[{(|]-?\s*)(?:i18n|T)\s+[^"\s]`)
)

// keysOfLayouts collects the keys in the theme's templates, which must write
// them out.
func keysOfLayouts(t *testing.T, used map[string]string) {
	t.Helper()
	err := fs.WalkDir(plenary.Theme, "layouts", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		src, err := fs.ReadFile(plenary.Theme, name)
		if err != nil {
			return err
		}
		for i, line := range strings.Split(string(src), "\n") {
			where := name + ":" + strconv.Itoa(i+1)
			for _, m := range sayPattern.FindAllStringSubmatch(line, -1) {
				used[m[1]] = where
			}
			if m := handPattern.FindString(line); m != "" {
				t.Errorf("%s does not write its key out: %s", where, m)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
