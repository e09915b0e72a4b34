package preview

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"plenary/generator/diag"
)

// Of a long line the part around the column is shown, and the column in it.
func TestShownSource(t *testing.T) {
	const most = sourceBefore + sourceAfter
	long := strings.Repeat("会", 500) + "X" + strings.Repeat("议", 499)
	for _, c := range []struct {
		name   string
		source string
		column int
		want   string
		at     int
	}{
		{"none", "", 0, "", 0},
		{"short", "due: 1", 6, "due: 1", 6},
		{"whole line", "due: 1", 0, "due: 1", 0},
		{"just short enough", strings.Repeat("x", most), 170, strings.Repeat("x", most), 170},
		{"one too many, at its end", "a" + strings.Repeat("x", most), most + 1, "…" + strings.Repeat("x", most), most + 1},
		{"one too many, at its start", strings.Repeat("x", most) + "a", 1, strings.Repeat("x", most) + "…", 1},
		{"in the middle", long, 501, "…" + strings.Repeat("会", sourceBefore) + "X" + strings.Repeat("议", sourceAfter-1) + "…", sourceBefore + 2},
		{"long, whole line", long, 0, strings.Repeat("会", most) + "…", 0},
		{"behind the end", long, 1001, "…" + strings.Repeat("议", most), most + 2},
	} {
		p := Problem{Diagnostic: diag.Diagnostic{Pos: diag.Pos{File: "a.yaml", Line: 1, Column: c.column}}, Source: c.source}
		if got := p.shown(); got.Source != c.want || got.At != c.at || got.Column != c.column {
			t.Errorf("%s: got %q, %d, want %q, %d", c.name, got.Source, got.At, c.want, c.at)
		}
	}
}

// However much is wrong, what is told is bounded.
func TestProblemsEventIsBounded(t *testing.T) {
	endless := strings.Repeat("<", 100_000)
	many := make([]Problem, 1000)
	for i := range many {
		many[i] = Problem{Diagnostic: diag.Diagnostic{Pos: diag.Pos{File: "a.yaml", Line: 1, Column: 9999}, Message: endless}, Source: endless}
	}
	e := newProblemsEvent(many, false)
	data, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	if len(data) > 1<<20 || e.Errors != len(many) {
		t.Errorf("%d bytes tell of %d errors", len(data), e.Errors)
	}
	if n := utf8.RuneCountInString(e.Problems[0].Message); n != maxMessage+1 {
		t.Errorf("a message has %d characters", n)
	}
	if page := ownPage(false, "en", many); len(page) > 1<<20 {
		t.Errorf("a page has %d bytes", len(page))
	}
}
