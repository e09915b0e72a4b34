package diag_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/diag"
)

// many returns errors in a file, one in each line.
func many(file string, n int) diag.List {
	var l diag.List
	for i := range n {
		l.Errorf(diag.Pos{File: file, Line: i + 1, Column: 1}, "x")
	}
	return l
}

func TestBrief(t *testing.T) {
	mixed := many("b.yaml", 3)
	for i := range 300 {
		mixed.Notef(diag.Pos{File: "a.yaml", Line: i + 1}, "x")
	}
	mixed.Warnf(diag.Pos{File: "a.yaml", Line: 500}, "x")
	mixed.Errorf(diag.Pos{File: "a.yaml", Line: 501}, "x")
	mixed.Sort()
	counted := many("a.yaml", 1_000)
	counted[999].More = 5_000
	for name, c := range map[string]struct {
		list  diag.List
		count int
		last  map[string]string // the last of each file
	}{
		"none":                      {nil, 0, map[string]string{}},
		"few":                       {many("a.yaml", 3), 3, map[string]string{"a.yaml": "a.yaml:3:1: x"}},
		"as many as are listed":     {many("a.yaml", 200), 200, map[string]string{"a.yaml": "a.yaml:200:1: x"}},
		"one more":                  {many("a.yaml", 201), 201, map[string]string{"a.yaml": "a.yaml:201:1: x"}},
		"too many":                  {many("a.yaml", 202), 201, map[string]string{"a.yaml": "a.yaml:201:1: 2 more problems in this file are not listed; solve those above first"}},
		"too many to keep":          {counted, 201, map[string]string{"a.yaml": "a.yaml:201:1: 5800 more problems in this file are not listed; solve those above first"}},
		"the same many times":       {diag.List{{Pos: diag.Pos{File: "a.yaml"}, Message: "x", More: 5_000}}, 2, map[string]string{"a.yaml": "a.yaml: 5000 more problems in this file are not listed; solve those above first"}},
		"too many in one of two":    {append(many("a.yaml", 100_000), many("b.yaml", 2)...), 203, map[string]string{"a.yaml": "a.yaml:201:1: 99800 more problems in this file are not listed; solve those above first", "b.yaml": "b.yaml:2:1: x"}},
		"an error behind 300 notes": {mixed, 204, map[string]string{"a.yaml": "a.yaml:199: note: 102 more notes on this file are not listed", "b.yaml": "b.yaml:3:1: x"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := c.list.Brief()
			if len(got) != c.count {
				t.Errorf("%d are listed, want %d", len(got), c.count)
			}
			last := map[string]string{}
			for _, d := range got {
				last[d.File] = d.String()
			}
			if d := cmp.Diff(c.last, last); d != "" {
				t.Errorf("the last of each file (-want +got):\n%s", d)
			}
			if got.Count(diag.Error) != c.list.Count(diag.Error) {
				t.Errorf("%d errors are counted, want %d", got.Count(diag.Error), c.list.Count(diag.Error))
			}
		})
	}
}

func TestLongMessage(t *testing.T) {
	var l diag.List
	l.Errorf(diag.Pos{File: "a.yaml"}, "%q is too long", strings.Repeat("会", 1_000_000))
	l.Errorf(diag.Pos{File: "a.yaml"}, "%q is not", strings.Repeat("会", 100))
	if n := len(l[0].Message); n > 2_010 || !strings.HasSuffix(l[0].Message, "会…") {
		t.Errorf("%d bytes: %s", n, l[0].Message)
	}
	if !strings.HasSuffix(l[1].Message, "is not") {
		t.Error(l[1].Message)
	}
}
