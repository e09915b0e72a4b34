package check

import (
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/bep/golocales"

	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/prose"
)

// eachText calls f for every text inside v.
func eachText(v reflect.Value, f func(meeting.Text)) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		// The group leads back to its meetings; prose has no texts.
		if t := v.Type(); !v.IsNil() && t != reflect.TypeFor[*meeting.Group]() && t != reflect.TypeFor[*prose.Document]() {
			eachText(v.Elem(), f)
		}
	case reflect.Struct:
		switch t := v.Interface().(type) {
		case meeting.Text:
			if !t.IsZero() {
				f(t)
			}
			return
		case meeting.Subject: // what was, and digests
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				eachText(v.Field(i), f)
			}
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return // an attachment
		}
		for i := range v.Len() {
			eachText(v.Index(i), f)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			eachText(v.MapIndex(k), f)
		}
	}
}

// textRules applies the rules on texts to everything inside v.
func (r *run) textRules(v any) {
	eachText(reflect.ValueOf(v), r.script)
	eachText(reflect.ValueOf(v), r.numbers)
}

// scripts reports texts that are the same in all languages and cannot be.
func (r *run) scripts() { eachText(reflect.ValueOf(*r.m), r.script) }

func (r *run) script(t meeting.Text) {
	if t.By != nil {
		return
	}
	for _, c := range t.Same {
		if unicode.IsLetter(c) && !unicode.Is(unicode.Latin, c) {
			r.findingf(t.Pos, "this text would appear in this script on the pages of every language; write it for each, as in {zh: …, en: …}")
			return
		}
	}
}

// sameNumbers reports numbers that a text has in one language only: the surest
// sign that the languages contradict each other.
func (r *run) sameNumbers() {
	eachText(reflect.ValueOf(*r.m), r.numbers)
	langs := r.languages()
	if len(langs) < 2 {
		return
	}
	compare := func(docs map[string]*prose.Document) {
		a := docs[langs[0]]
		for _, lang := range langs[1:] {
			if b := docs[lang]; a != nil && b != nil {
				na, nb := numbersIn(a.Words, langs[0]), numbersIn(b.Words, lang)
				r.proseLacks(a, b, na, nb)
				r.proseLacks(b, a, nb, na)
			}
		}
	}
	for _, p := range r.m.Prose() {
		compare(p.In)
	}
}

// proseLacks reports the numbers that a has and b does not, at their places.
func (r *run) proseLacks(a, b *prose.Document, na, nb []number) {
	for _, n := range missing(na, nb) {
		r.findingf(a.WordsPos(n.at), "the number %s appears here but not in %s; make them agree, or spell the number out in both", n.value, b.File)
	}
}

func (r *run) numbers(t meeting.Text) {
	if t.By == nil || len(r.languages()) < 2 {
		return
	}
	first := r.languages()[0]
	a := numbersIn(t.In(first), first)
	for _, lang := range r.languages()[1:] {
		if t.In(first) == "" || t.In(lang) == "" {
			continue // reported when it was read
		}
		b := numbersIn(t.In(lang), lang)
		r.textLacks(t.Pos, a, b, first, lang)
		r.textLacks(t.Pos, b, a, lang, first)
	}
}

func (r *run) textLacks(pos diag.Pos, a, b []number, nameA, nameB string) {
	for _, n := range missing(a, b) {
		r.findingf(pos, "%s says %s and %s does not; make them agree, or spell the number out in both", nameA, n.value, nameB)
	}
}

// number is a number in a text.
type number struct {
	value string // without leading zeros
	at    int    // its offset in bytes
}

// missing returns the numbers of a that b does not have, each once.
func missing(a, b []number) []number {
	has := map[string]bool{}
	for _, n := range b {
		has[n.value] = true
	}
	var list []number
	for _, n := range a {
		if !has[n.value] {
			has[n.value] = true
			list = append(list, n)
		}
	}
	return list
}

var digits = regexp.MustCompile(`[0-9]+`)

// numbersIn returns the numbers of a text in digits. Names of months beside a
// number count as the month's number, so that "21 February" has what "2月21日"
// has.
func numbersIn(s, lang string) []number {
	list := months(s, lang)
	for _, m := range digits.FindAllStringIndex(s, -1) {
		value := strings.TrimLeft(s[m[0]:m[1]], "0")
		if value == "" {
			value = "0"
		}
		list = append(list, number{value, m[0]})
	}
	return list
}

// months returns the numbers of the months whose names are beside a number.
func months(s, lang string) []number {
	names := golocales.New(lang)
	if names == nil {
		return nil
	}
	var list []number
	for i, name := range names.MonthsWide() {
		if !strings.Contains(s, name) || digits.MatchString(name) {
			continue
		}
		name = regexp.QuoteMeta(name)
		beside := regexp.MustCompile(`\d[.  ]*(` + name + `)|(` + name + `)[  ]+\d`)
		for _, m := range beside.FindAllStringSubmatchIndex(s, -1) {
			list = append(list, number{strconv.Itoa(i + 1), max(m[2], m[4])})
		}
	}
	return list
}

// sameStructure reports headings and facts that a page has in one language only.
func (r *run) sameStructure() {
	langs := r.languages()
	if len(langs) < 2 {
		return
	}
	compare := func(docs map[string]*prose.Document) {
		a := docs[langs[0]]
		for _, lang := range langs[1:] {
			if b := docs[lang]; a != nil && b != nil {
				r.headings(a, b)
				r.calls(a, b)
				r.calls(b, a)
			}
		}
	}
	for _, p := range r.m.Prose() {
		compare(p.In)
	}
}

// headings reports the first heading at which two languages part.
func (r *run) headings(a, b *prose.Document) {
	for i := range max(len(a.Headings), len(b.Headings)) {
		switch {
		case i >= len(b.Headings):
			r.findingf(a.Headings[i].Pos, "this heading is missing in %s", b.File)
			return
		case i >= len(a.Headings):
			r.findingf(b.Headings[i].Pos, "this heading is missing in %s", a.File)
			return
		case a.Headings[i].ID != b.Headings[i].ID || a.Headings[i].Level != b.Headings[i].Level:
			r.findingf(b.Headings[i].Pos, "this heading is where %s has the heading {#%s} of level %d; the languages need the same headings in the same order",
				a.Headings[i].Pos, a.Headings[i].ID, a.Headings[i].Level)
			return
		}
	}
}

// calls reports the facts that a mentions and b does not. A shortcode that is
// wrong was reported, and the one that it should be may be in the other.
func (r *run) calls(a, b *prose.Document) {
	has := map[string]bool{}
	for _, c := range b.Calls {
		has[c.String()] = true
	}
	for _, c := range a.Calls {
		excused := slices.ContainsFunc(r.wrong[a.File], func(w prose.Call) bool { return w.Pos == c.Pos }) ||
			slices.ContainsFunc(r.wrong[b.File], func(w prose.Call) bool {
				_, known := shortcodes[w.Name]
				return w.Name == c.Name || !known
			})
		if !has[c.String()] && !excused && c.Name != "lang" {
			has[c.String()] = true // once is enough
			r.findingf(c.Pos, "%s appears here but not in %s; the languages must state the same facts", c, b.File)
		}
	}
}

// markdown reports what is wrong with the Markdown inside YAML texts.
func (r *run) markdown() {
	for _, d := range r.m.Deadlines {
		for _, a := range d.Actions {
			if a.How.IsZero() {
				continue
			}
			for _, lang := range r.languages() {
				in, diags := prose.ParseInline(a.How.Pos, a.How.In(lang))
				*r.diags = append(*r.diags, diags...)
				for _, dest := range in.Links {
					r.link(a.How.Pos, "deadlines", lang, dest)
				}
			}
		}
	}
}
