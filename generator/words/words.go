// Package words says things in a language: the interface words of pages and
// calendars, and dates and times as a careful official would write them.
//
// Everything a language needs is in its file i18n/LANG.yaml, in the form
// that Hugo reads too: words, words that depend on a number, and the order of a
// date's parts. The names of months and days come from the Unicode CLDR.
//
//	annex: "Annex {{ .Letter }}"
//	lapse_day: {one: "{{ .Count }} day", other: "{{ .Count }} days"}
//
// Words are text with placeholders and nothing else. Which placeholders a key has,
// the English that comes with the program says: the other languages have the same.
package words

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/bep/golocales"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"plenary/generator/diag"
	"plenary/generator/source"
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
type message map[string]text

// other is the plural category that every language has.
const other = "other"

// count is the placeholder of words that depend on a number.
const count = "Count"

// categories are the plural categories of the CLDR.
var categories = [...]string{
	plural.Other: other, plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many",
}

// Load reads the files of the given languages from the folder i18n of fsys.
// program is the English that comes with the program: its keys must be there in all
// languages, with the same placeholders. With nil, which is for reading that one,
// Load asks only that all languages have the same keys. The diagnostics are sorted.
func Load(fsys fs.FS, tags []string, program *Language) (map[string]*Language, diag.List) {
	var diags diag.List
	found := map[string]*Language{}
	lines := map[string]map[string]diag.Pos{}
	for _, tag := range tags {
		l := &Language{Tag: tag, tag: language.Make(tag), cldr: golocales.New(tag), text: map[string]message{}}
		name := path.Join("i18n", tag+".yaml")
		src, err := fs.ReadFile(fsys, name)
		switch {
		case errors.Is(err, source.ErrIrregular):
			diags.Errorf(diag.Pos{File: name}, "this is not a regular file; put one here, or remove it")
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
		if at, ok := l.read(name, src, program, &diags); ok {
			lines[tag] = at
		}
	}
	sameKeys(lines, program, &diags)
	diags.Sort()
	return found, diags
}

// sameKeys reports the keys that one language has and another lacks.
func sameKeys(lines map[string]map[string]diag.Pos, program *Language, diags *diag.List) {
	if program != nil {
		for _, has := range lines {
			misspelt(has, program, diags)
		}
	}
	all := map[string]string{} // key → who has it
	for _, tag := range slices.Sorted(maps.Keys(lines)) {
		for key, pos := range lines[tag] {
			if _, ok := all[key]; !ok {
				all[key] = fmt.Sprintf("%s has it", pos)
			}
		}
	}
	if program != nil {
		for key := range program.text {
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

// misspelt reports the keys of a language that were meant to be others of the program,
// and puts those in their place.
func misspelt(has map[string]diag.Pos, program *Language, diags *diag.List) {
	var missing []string
	for key := range program.text {
		if _, ok := has[key]; !ok {
			missing = append(missing, key)
		}
	}
	slices.Sort(missing)
	for _, key := range slices.Sorted(maps.Keys(has)) {
		meant := diag.Likely(key, missing)
		if meant == "" || program.text[key] != nil {
			continue
		}
		diags.Errorf(has[key], "the program has no words %q; did you mean %q?", key, meant)
		has[meant] = has[key]
		delete(has, key)
	}
}

// Keys returns the keys of the language's file, sorted.
func (l *Language) Keys() []string { return slices.Sorted(maps.Keys(l.text)) }

// Has reports whether the language has words for a key. What the program says has
// them; what another version of it has recorded may not.
func (l *Language) Has(key string) bool { return l.text[key] != nil }

// Say returns the words of a key with values for its placeholders. The key and the
// values must be those that the program's English has, which the tests hold all
// callers to; Say panics when they are not, so that no page is published with a hole
// in it.
func (l *Language) Say(key string, values map[string]string) string {
	return l.say(key, other, values)
}

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

// Count returns the words of a key in the form for n, the value of {{ .Count }}.
func (l *Language) Count(key string, n int) string {
	return l.say(key, l.category(n), map[string]string{count: strconv.Itoa(n)})
}

func (l *Language) category(n int) string {
	return categories[plural.Cardinal.MatchPlural(l.tag, n, 0, 0, 0, 0)]
}

// numbers returns the plural categories that the language has for whole numbers as
// small as those that are said, and other, and how many numbers are of each.
func (l *Language) numbers() map[string]int {
	all := map[string]int{other: 0}
	for n := range 200 {
		all[l.category(n)]++
	}
	return all
}

func (l *Language) say(key, category string, values map[string]string) string {
	m := l.text[key]
	t, ok := m[category]
	if !ok {
		t, ok = m[other]
	}
	if !ok {
		panic(fmt.Sprintf("there are no words %q", key))
	}
	return t.fill(key, values)
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
