package words

import (
	"fmt"
	"regexp"
	"strings"
)

// text is words with placeholders for values.
type text []piece

// piece is words, or the name of a placeholder.
type piece struct{ words, name string }

// placeholder matches a placeholder: {{ .Name }}, {{ .From.Day }}. Hugo
// fills in words with text/template, to which this is the same.
var placeholder = regexp.MustCompile(`^\{\{[ \t\n]*\.([A-Za-z]\w*(?:\.[A-Za-z]\w*)*)[ \t\n]*\}\}`)

// parseText returns the words and placeholders of s. Where s has "{{" and no
// placeholder, it returns that part of s as wrong.
func parseText(s string) (t text, wrong string) {
	for {
		before, _, found := strings.Cut(s, "{{")
		if before != "" {
			t = append(t, piece{words: before})
		}
		if !found {
			return t, ""
		}
		s = s[len(before):]
		m := placeholder.FindStringSubmatch(s)
		if m == nil {
			return nil, action(s)
		}
		t = append(t, piece{name: m[1]})
		s = s[len(m[0]):]
	}
}

// action returns as much of s, which begins with "{{", as shows what was meant.
func action(s string) string {
	inside, _, closed := strings.Cut(s, "}}")
	if short := []rune(inside); len(short) > 40 {
		return string(short[:40]) + "…"
	}
	if closed {
		inside += "}}"
	}
	return inside
}

// names returns the names of the placeholders in the order of the text.
func (t text) names() []string {
	var list []string
	for _, p := range t {
		if p.name != "" {
			list = append(list, p.name)
		}
	}
	return list
}

// fill returns the words with values in the place of placeholders. What a value
// holds is never taken for a placeholder. A value that is missing is a mistake of
// the program, which [Load] and the tests rule out.
func (t text) fill(key string, values map[string]string) string {
	var b strings.Builder
	for _, p := range t {
		if p.name == "" {
			b.WriteString(p.words)
			continue
		}
		value, ok := values[p.name]
		if !ok {
			panic(fmt.Sprintf("the words %q were not given a value for %s", key, written(p.name)))
		}
		b.WriteString(value)
	}
	return b.String()
}

// written returns a placeholder as people write it.
func written(name string) string { return "{{ ." + name + " }}" }
