package diag_test

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/diag"
)

func TestStrings(t *testing.T) {
	for _, c := range []struct {
		d    diag.Diagnostic
		want string
	}{
		{diag.Diagnostic{Message: "x"}, ": x"},
		{diag.Diagnostic{Pos: diag.Pos{File: "a.yaml"}, Message: "it is missing"}, "a.yaml: it is missing"},
		{diag.Diagnostic{Pos: diag.Pos{File: "a.yaml", Line: 3}, Message: "it is wrong"}, "a.yaml:3: it is wrong"},
		{diag.Diagnostic{Pos: diag.Pos{File: "a.yaml", Line: 3, Column: 14}, Message: "it is wrong"}, "a.yaml:3:14: it is wrong"},
		{diag.Diagnostic{Pos: diag.Pos{File: "a.yaml", Column: 14}, Message: "no line, no column"}, "a.yaml: no line, no column"},
		{diag.Diagnostic{Pos: diag.Pos{File: "会议/a.yaml", Line: 1, Column: 1}, Severity: diag.Warning, Message: "看看"}, "会议/a.yaml:1:1: warning: 看看"},
		{diag.Diagnostic{Pos: diag.Pos{File: "a.yaml"}, Severity: diag.Note, Message: "to do"}, "a.yaml: note: to do"},
	} {
		if got := c.d.String(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestQuote(t *testing.T) {
	for name, want := range map[string]string{
		"content/sg17/a b.yaml": "content/sg17/a b.yaml",
		"会议/a.yaml":             "会议/a.yaml",
		`a"b\c`:                 `a"b\c`,
		"\ufffd":                "\ufffd", // a character like any other, if it is there
		"a\xff":                 `"a\xff"`,
		"\xe4\xbc":              `"\xe4\xbc"`,
		"a\x1b[31mb":            `"a\x1b[31mb"`,
		"a\nb":                  `"a\nb"`,
		"a\u202eb":              `"a\u202eb"`,
		"a\u00a0b":              `"a\u00a0b"`,
		"a\u0085b":              `"a\u0085b"`,
		"":                      "",
	} {
		if got := diag.Quote(name); got != want {
			t.Errorf("%q is shown as %s, want %s", name, got, want)
		}
		d := diag.Diagnostic{Pos: diag.Pos{File: name, Line: 1}, Message: "m"}
		if got := d.String(); got != want+":1: m" {
			t.Errorf("a diagnostic in %q is %s", name, got)
		}
		if diag.Quote(want) != want {
			t.Errorf("%s is quoted twice", want)
		}
	}
}

func TestJSON(t *testing.T) {
	list := diag.List{
		{Pos: diag.Pos{File: "a.yaml", Line: 3, Column: 14}, Message: "it is wrong"},
		{Pos: diag.Pos{File: "b.yaml"}, Severity: diag.Warning, Message: "it is odd"},
	}
	const want = `[{"file":"a.yaml","line":3,"column":14,"severity":"error","message":"it is wrong"},` +
		`{"file":"b.yaml","severity":"warning","message":"it is odd"}]`
	got, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, string(got)); d != "" {
		t.Errorf("JSON (-want +got):\n%s", d)
	}
}

// wanted is a list in order, each diagnostic once.
var wanted = diag.List{
	{Pos: diag.Pos{File: "a.yaml"}, Message: "whole file"},
	{Pos: diag.Pos{File: "a.yaml", Line: 2}, Message: "whole line"},
	{Pos: diag.Pos{File: "a.yaml", Line: 2, Column: 3}, Message: "a"},
	{Pos: diag.Pos{File: "a.yaml", Line: 2, Column: 3}, Message: "b"},
	{Pos: diag.Pos{File: "a.yaml", Line: 2, Column: 3}, Severity: diag.Warning, Message: "a"},
	{Pos: diag.Pos{File: "a.yaml", Line: 2, Column: 20}, Message: "a"},
	{Pos: diag.Pos{File: "a.yaml", Line: 10, Column: 1}, Message: "a"},
	{Pos: diag.Pos{File: "b.yaml", Line: 1, Column: 1}, Message: "a"},
	{Pos: diag.Pos{File: "a.md", Line: 1, Column: 1}, Message: "prose after facts"},
	{Pos: diag.Pos{File: "a/b.yaml", Line: 1, Column: 1}, Message: "a"},
}

func TestSort(t *testing.T) {
	for name, order := range map[string][]int{
		"in order":       {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
		"backwards":      {9, 8, 7, 6, 5, 4, 3, 2, 1, 0},
		"mixed":          {4, 0, 8, 2, 9, 6, 1, 3, 7, 5},
		"each twice":     {4, 0, 8, 9, 2, 6, 1, 3, 7, 5, 5, 7, 3, 1, 6, 2, 8, 0, 4},
		"one many times": {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 4, 4, 4},
	} {
		var list diag.List
		for _, i := range order {
			list = append(list, wanted[i])
		}
		list.Sort()
		if d := cmp.Diff(wanted, list); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
	var none diag.List
	if none.Sort(); none != nil {
		t.Errorf("nothing was sorted to %v", none)
	}
}

func TestAdd(t *testing.T) {
	var list diag.List
	if list.HasErrors() {
		t.Error("an empty list has errors")
	}
	at := diag.Pos{File: "a.yaml", Line: 2}
	list.Warnf(at, "%d is %s", 1, "odd")
	if list.HasErrors() || list.Count(diag.Warning) != 1 {
		t.Errorf("after a warning: %v", list)
	}
	list.Errorf(at, "%q is wrong", "x")
	list.Errorf(at, "100%% is wrong")
	if !list.HasErrors() || list.Count(diag.Error) != 2 || list.Count(diag.Warning) != 1 {
		t.Errorf("after errors: %v", list)
	}
	var b strings.Builder
	if err := list.Print(&b); err != nil {
		t.Fatal(err)
	}
	const want = "a.yaml:2: warning: 1 is odd\na.yaml:2: \"x\" is wrong\na.yaml:2: 100% is wrong\n"
	if d := cmp.Diff(want, b.String()); d != "" {
		t.Errorf("printed (-want +got):\n%s", d)
	}
}

// full is a disk without space.
type full struct{}

var errFull = errors.New("no space left")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestPrintError(t *testing.T) {
	if err := wanted.Print(full{}); !errors.Is(err, errFull) {
		t.Errorf("error %v", err)
	}
}

func ExampleList() {
	var list diag.List
	at := diag.Pos{File: "content/sg17/group.yaml", Line: 3, Column: 1}
	list.Errorf(at, "a group has no key %q%s", "homepage", diag.DidYouMean("homepage", []string{"kind", "home"}))
	list.Warnf(diag.Pos{File: "content/sg1/group.yaml"}, "the group has no meetings")
	list.Sort()
	_ = list.Print(os.Stdout)
	// Output:
	// content/sg1/group.yaml: warning: the group has no meetings
	// content/sg17/group.yaml:3:1: a group has no key "homepage"; did you mean "home"?
}

// TestSeverity proves that diagnostics come back from JSON as they were.
func TestSeverity(t *testing.T) {
	want := diag.List{{Pos: diag.Pos{File: "a.yaml", Line: 1, Column: 2}, Message: "m"}, {Severity: diag.Warning, Message: "w"}, {Severity: diag.Note, Message: "n"}}
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got diag.List
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if d := cmp.Diff(want[:2], got.Problems()); d != "" {
		t.Errorf("without notes (-want +got):\n%s", d)
	}
	if err := json.Unmarshal([]byte(`[{"severity": "fatal"}]`), &got); err == nil {
		t.Error("a severity that there is not was read")
	}
}

func TestPosAt(t *testing.T) {
	const src = "a会\r\n\nb"
	for offset, want := range map[int]string{0: "1:1", 1: "1:2", 4: "1:3", 5: "1:4", 6: "2:1", 7: "3:1", 8: "3:2"} {
		if got := diag.PosAt("f.md", []byte(src), offset).String(); got != "f.md:"+want {
			t.Errorf("%d: got %s, want %s", offset, got, want)
		}
	}
}
