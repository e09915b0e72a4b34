package words

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"plenary/generator/diag"
	"plenary/generator/strictyaml"
)

// reserved are keys that Hugo's library for words (go-i18n) keeps for itself, in
// capitals or not: a file with such a key is one message to it, not many.
var reserved = []string{
	"id", "description", "hash", "leftdelim", "rightdelim", "translation", "zero", "one", "two", "few", "many", "other",
}

// file reads the words of a language.
type file struct {
	strictyaml.Reader
	l       *Language
	program *Language      // whose placeholders are checked; nil for none
	numbers map[string]int // how many of the numbers that are said take a plural form
	at      map[string]diag.Pos
}

// read fills the language from its file and returns the position of each key, or
// false when the file cannot be read.
func (l *Language) read(name string, src []byte, program *Language, diags *diag.List) (map[string]diag.Pos, bool) {
	f := file{
		Reader: strictyaml.Reader{File: name, Diags: diags},
		l:      l, program: program, numbers: l.numbers(), at: map[string]diag.Pos{},
	}
	root, ok := f.Parse(src)
	if !ok {
		return nil, false
	}
	return f.at, f.Map(root, "a file of words", f.message)
}

// message reads the words of a key: one text, or one for each kind of number.
func (f *file) message(key, value *yaml.Node) {
	f.at[key.Value] = f.Pos(key)
	m := message{}
	f.l.text[key.Value] = m
	if slices.Contains(reserved, strings.ToLower(key.Value)) {
		f.Errorf(key, "the key %q is one that Hugo keeps for itself; choose another name", key.Value)
		return
	}
	if value.Kind != yaml.MappingNode {
		f.form(m, key.Value, other, value, false)
		return
	}
	f.Map(value, "a word for each kind of number", func(k, v *yaml.Node) {
		if !slices.Contains(categories[:], k.Value) {
			f.Errorf(k, "%q is not a kind of number; write %s%s", k.Value, strictyaml.Or(categories[:]), diag.DidYouMean(k.Value, categories[:]))
			return
		}
		f.form(m, key.Value, k.Value, v, f.numbers[k.Value] <= 1)
	})
	for category := range f.numbers {
		if !strictyaml.Has(value, category) {
			f.Errorf(value, "the form %q is missing; the language has it", category)
		}
	}
}

// form reads the words of a key in one form. Words for a single number need not
// say it: "tomorrow".
func (f *file) form(m message, key, category string, n *yaml.Node, single bool) {
	s, ok := f.String(n)
	if !ok {
		return
	}
	t, wrong := parseText(s)
	if wrong != "" {
		f.Errorf(n, "%q is not a placeholder; write {{ .Name }}, with a name that the program's own file has here, or leave %q out", wrong, "{{")
		return
	}
	m[category] = t
	if f.program != nil && f.program.text[key] != nil {
		f.check(key, n, t, single)
	}
}

// check reports placeholders that are given no value, and those that are missing.
func (f *file) check(key string, n *yaml.Node, t text, single bool) {
	want := f.program.placeholders(key)
	has := t.names()
	for i, name := range has {
		if slices.Contains(want.names, name) {
			continue
		}
		help := "; there are none here"
		if likely := diag.Likely(name, want.names); likely != "" {
			help = fmt.Sprintf("; did you mean %s?", written(likely))
			has[i] = likely // it is not missing too
		} else if len(want.names) > 0 {
			help = "; there may be " + writtenOr(want.names)
		}
		f.Errorf(n, "nothing is filled in for %s%s", written(name), help)
	}
	for _, list := range want.needed {
		isThere := func(name string) bool { return slices.Contains(has, name) }
		if !slices.ContainsFunc(list, isThere) && !(single && list[0] == count) {
			f.Errorf(n, "%s is missing; the words of %q must have it", writtenOr(list), key)
		}
	}
}

// writtenOr writes placeholders as in "{{ .A }}, {{ .B }} or {{ .C }}".
func writtenOr(names []string) string {
	var list []string
	for _, name := range names {
		list = append(list, written(name))
	}
	return strictyaml.Or(list)
}
