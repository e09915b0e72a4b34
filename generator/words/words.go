// Package words says things in a language: the interface words of pages and
// calendars, and dates and times as a careful official would write them.
//
// Everything a language needs stands in its file i18n/LANG.yaml, in the form
// that Hugo reads too: words, words that depend on a number, and the order of a
// date's parts. The names of months and days come from the Unicode CLDR.
package words

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/bep/golocales"
	"go.yaml.in/yaml/v4"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"plenary/generator/diag"
	"plenary/generator/source"
	"plenary/generator/strictyaml"
)

// Language is one language's words and names.
type Language struct {
	Tag  string // as the site writes it: "zh", "en"
	tag  language.Tag
	cldr golocales.Translator
	text map[string]message
}

// message is one entry of a language's file: one form, or one for each plural
// category of the CLDR that the language has.
type message map[string]pattern

// other is the plural category that every language has.
const other = "other"

// categories are the plural categories of the CLDR.
var categories = [...]string{
	plural.Other: other, plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many",
}

// Load reads the files of the given languages from the folder i18n of fsys. The
// keys of own, the languages that come with the program, are the ones that must
// be there; nil asks only that all languages have the same. The diagnostics are
// sorted.
func Load(fsys fs.FS, tags []string, own map[string]*Language) (map[string]*Language, diag.List) {
	var diags diag.List
	found := map[string]*Language{}
	lines := map[string]map[string]diag.Pos{}
	for _, tag := range tags {
		l := &Language{Tag: tag, tag: language.Make(tag), cldr: golocales.New(tag), text: map[string]message{}}
		name := path.Join("i18n", tag+".yaml")
		src, err := fs.ReadFile(fsys, name)
		switch {
		case errors.Is(err, source.ErrIrregular):
			diags.Errorf(diag.Pos{File: name}, "this is not a regular file; put one here, or take it away")
			continue
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			diags.Errorf(diag.Pos{File: name}, "this file cannot be read: %v", err)
			continue
		case err != nil:
			diags.Errorf(diag.Pos{File: name}, "the words of the language %q are missing; copy another language's file and translate it", tag)
			continue
		case l.cldr == nil:
			diags.Errorf(diag.Pos{File: name}, "the Unicode CLDR has no names of months and days for %q", tag)
			continue
		}
		found[tag] = l
		if at, ok := l.read(name, src, &diags); ok {
			lines[tag] = at
		}
	}
	sameKeys(lines, own, &diags)
	diags.Sort()
	return found, diags
}

// read fills the language from its file and returns where each key stands, or
// false when the file cannot be read.
func (l *Language) read(name string, src []byte, diags *diag.List) (map[string]diag.Pos, bool) {
	at := map[string]diag.Pos{}
	r := strictyaml.Reader{File: name, Diags: diags}
	root, ok := r.Parse(src)
	if !ok {
		return nil, false
	}
	ok = r.Map(root, "a file of words", func(key, value *yaml.Node) {
		at[key.Value] = r.Pos(key)
		m := message{}
		form := func(category string, n *yaml.Node) {
			s, ok := r.String(n)
			if !ok {
				return
			}
			t, err := newPattern(key.Value, s)
			if err != nil {
				r.Errorf(n, "this cannot be filled in: %s", err)
				return
			}
			m[category] = t
		}
		if value.Kind == yaml.MappingNode {
			r.Map(value, "a word for each kind of number", func(k, v *yaml.Node) {
				if !slices.Contains(categories[:], k.Value) {
					r.Errorf(k, "%q is no kind of number; write %s%s", k.Value, strictyaml.Or(categories[:]), diag.DidYouMean(k.Value, categories[:]))
					return
				}
				form(k.Value, v)
			})
			for _, category := range l.categories() {
				if !strictyaml.Has(value, category) {
					r.Errorf(value, "the form %q is missing; the language has it", category)
				}
			}
		} else {
			form(other, value)
		}
		l.text[key.Value] = m
	})
	return at, ok
}

// sameKeys reports the keys that one language has and another lacks.
func sameKeys(lines map[string]map[string]diag.Pos, own map[string]*Language, diags *diag.List) {
	all := map[string]string{} // key → who has it
	for _, tag := range slices.Sorted(maps.Keys(lines)) {
		for key, pos := range lines[tag] {
			if _, ok := all[key]; !ok {
				all[key] = fmt.Sprintf("%s has it", pos)
			}
		}
	}
	for _, l := range own {
		for key := range l.text {
			if _, ok := all[key]; !ok {
				all[key] = "the program uses it"
			}
		}
	}
	for tag, has := range lines {
		for key, who := range all {
			if _, ok := has[key]; !ok {
				diags.Errorf(diag.Pos{File: path.Join("i18n", tag+".yaml")}, "the key %q is missing; %s", key, who)
			}
		}
	}
}

// Keys returns the keys of the language's file, sorted.
func (l *Language) Keys() []string { return slices.Sorted(maps.Keys(l.text)) }

// Say returns the words of a key, filled in with data. A key that is not there
// is a mistake of the program and shows as its name.
func (l *Language) Say(key string, data any) string { return l.say(key, other, data) }

// List joins words as a sentence does: "A, B and C".
func (l *Language) List(items []string) string {
	switch n := len(items); n {
	case 0:
		return ""
	case 1:
		return items[0]
	case 2:
		return l.Say("list_two", map[string]string{"A": items[0], "B": items[1]})
	default:
		head := strings.Join(items[:n-1], l.Say("list_comma", nil))
		return l.Say("list_more", map[string]string{"A": head, "B": items[n-1]})
	}
}

// Count returns the words of a key in the form for n; the words may use
// {{ .Count }}.
func (l *Language) Count(key string, n int) string {
	return l.say(key, l.category(n), map[string]int{"Count": n})
}

func (l *Language) category(n int) string {
	return categories[plural.Cardinal.MatchPlural(l.tag, n, 0, 0, 0, 0)]
}

// categories returns the plural categories that the language has for whole
// numbers as small as those that are said, and other.
func (l *Language) categories() []string {
	list := []string{other}
	for n := range 200 {
		if c := l.category(n); !slices.Contains(list, c) {
			list = append(list, c)
		}
	}
	return list
}

func (l *Language) say(key, category string, data any) string {
	p, ok := l.text[key][category]
	if !ok {
		p, ok = l.text[key][other]
	}
	if !ok {
		return key
	}
	words, err := p.fill(data)
	if err != nil {
		return key
	}
	return words
}

// OwnName returns what a language calls itself: "English", "中文".
func OwnName(tag string) string { return display.Self.Name(language.Make(tag)) }

// LanguageName says what a language is called: "Chinese", "中文".
func (l *Language) LanguageName(tag string) string {
	return display.Languages(l.tag).Name(language.Make(tag))
}

// Base returns a language without script and region: "zh" for "zh-Hant".
func Base(tag string) string {
	base, _ := language.Make(tag).Base()
	return base.String()
}
