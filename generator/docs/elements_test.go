package docs

import (
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"plenary/generator/verify"
)

// TestElements: the table of elements has exactly those that a page may have.
func TestElements(t *testing.T) {
	for _, h := range handbooks(t) {
		var told []string
		for _, row := range one(t, h.marked("elements")).rows {
			for _, name := range row[1].code {
				told = append(told, strings.ToLower(name))
			}
		}
		slices.Sort(told)
		if diff := gocmp.Diff(verify.Elements(), told); diff != "" {
			t.Errorf("handbook.%s.md: elements of the program (-) and of the handbook (+):\n%s", h.lang, diff)
		}
	}
}
