package docs

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"plenary/generator/diag"
)

// TestMistakes: in a table of mistakes, the message in the first column is what
// the program says when the second stands where the third is right. A mend that
// is the name of a file means the file: it has the name in the second column,
// or is not there. Everything else is a piece of text of the examples. The sign
// ⇥ is a tab.
func TestMistakes(t *testing.T) {
	for _, h := range handbooks(t) {
		project := h.project()
		told := map[string]bool{}
		for _, table := range h.marked("mistakes") {
			for _, row := range table.rows {
				message, written, mend := row[0].first(), strings.ReplaceAll(row[1].first(), "⇥", "\t"), row[2].first()
				broken, found := mistaken(project, written, mend)
				if !found {
					t.Errorf("handbook.%s.md: no example has %q", h.lang, mend)
					continue
				}
				said := problems(t, broken)
				if !slices.ContainsFunc(said, func(d diag.Diagnostic) bool { return d.Message == message }) {
					t.Errorf("handbook.%s.md: %q instead of %q gives\n%v\nand not\n%s", h.lang, written, mend, lines(said), message)
				}
				for _, d := range said {
					told[d.String()] = true
				}
			}
		}
		if len(told) == 0 {
			t.Errorf("handbook.%s.md tells of no mistake", h.lang)
		}
		for _, b := range h.blocks { // messages that are shown as a whole
			for line := range strings.Lines(b.text) {
				if line = strings.TrimSuffix(line, "\n"); strings.HasPrefix(line, "content/sg99") && !told[line] {
					t.Errorf("handbook.%s.md: no mistake of the tables gives\n%s", h.lang, line)
				}
			}
		}
	}
}

// mistaken returns the project with a mistake in it.
func mistaken(project fstest.MapFS, written, mend string) (broken fstest.MapFS, found bool) {
	broken = maps.Clone(project)
	if file, ok := project[geneva+"/"+mend]; ok {
		delete(broken, geneva+"/"+mend)
		if written != "" {
			broken[geneva+"/"+written] = file
		}
		return broken, true
	}
	for name, file := range project {
		if strings.Contains(string(file.Data), mend) {
			broken[name] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(string(file.Data), mend, written))}
			found = true
		}
	}
	return broken, found
}

func lines(list diag.List) string {
	var b strings.Builder
	_ = list.Print(&b) // to memory
	return b.String()
}
