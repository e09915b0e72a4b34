package words_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"text/template"

	"github.com/google/go-cmp/cmp"

	"plenary"
	"plenary/generator/words"
)

// loadWith loads the program's words of a language with those of a key replaced, and
// returns what is reported, without the place, which must be that of the words.
func loadWith(t *testing.T, tag, key, value string) []string {
	t.Helper()
	src, err := plenary.Theme.ReadFile("i18n/" + tag + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	old := regexp.MustCompile(`(?m)^` + key + `: .*$`)
	line := 1 + strings.Count(string(src[:old.FindIndex(src)[0]]), "\n")
	changed := old.ReplaceAllLiteralString(string(src), key+": "+value)
	if changed == string(src) {
		t.Fatalf("%s: nothing was changed", key)
	}
	_, diags := words.Load(files(map[string]string{tag: changed}), []string{tag}, program(t)["en"])
	var list []string
	for _, d := range diags {
		if d.File != "i18n/"+tag+".yaml" || d.Line != line || d.Column <= len(key) {
			t.Errorf("%s is not of the words in line %d", d, line)
		}
		list = append(list, d.Message)
	}
	return list
}

func TestPlaceholders(t *testing.T) {
	const dayParts = "{{ .Year }}, {{ .Month }}, {{ .MonthShort }}, {{ .MonthNumber }}, {{ .Day }}, {{ .Weekday }} or {{ .WeekdayShort }}"
	for name, c := range map[string]struct {
		key, value string
		want       []string
	}{
		"other order":            {"ics_title", `"{{ .Title }} ({{ .Group }})"`, nil},
		"no spaces":              {"ics_title", `"{{.Title}} {{  .Group  }}"`, nil},
		"twice":                  {"ics_title", `"{{ .Title }} {{ .Group }} {{ .Title }}"`, nil},
		"misspelt":               {"ics_title", `"{{ .Groupx }}: {{ .Title }}"`, []string{"nothing is filled in for {{ .Groupx }}; did you mean {{ .Group }}?"}},
		"small letter":           {"ics_title", `"{{ .Group }}: {{ .title }}"`, []string{"nothing is filled in for {{ .title }}; did you mean {{ .Title }}?"}},
		"unlike any":             {"ics_title", `"{{ .Group }}: {{ .Nonsense }}"`, []string{"nothing is filled in for {{ .Nonsense }}; there may be {{ .Group }} or {{ .Title }}", `{{ .Title }} is missing; the words of "ics_title" must have it`}},
		"of another key":         {"aside", `"{{ .Text }} ({{ .Title }})"`, []string{"nothing is filled in for {{ .Title }}; there may be {{ .Text }} or {{ .Aside }}", `{{ .Aside }} is missing; the words of "aside" must have it`}},
		"where there are none":   {"home", `"{{ .Title }}"`, []string{"nothing is filled in for {{ .Title }}; there are none here"}},
		"left out":               {"ics_title", `"{{ .Title }}"`, []string{`{{ .Group }} is missing; the words of "ics_title" must have it`}},
		"all left out":           {"ics_title", `Title`, []string{`{{ .Group }} is missing; the words of "ics_title" must have it`, `{{ .Title }} is missing; the words of "ics_title" must have it`}},
		"single braces":          {"annex", `"Annex { .Letter }"`, []string{`{{ .Letter }} is missing; the words of "annex" must have it`}},
		"part of a value":        {"ics_title", `"{{ .Group }}: {{ .Title.Long }}"`, []string{"nothing is filled in for {{ .Title.Long }}; did you mean {{ .Title }}?"}},
		"count in one form":      {"lapse_day", `{one: tomorrow, other: "{{ .Count }} days"}`, nil},
		"count left out":         {"lapse_day", `{one: "{{ .Count }} day", other: days}`, []string{`{{ .Count }} is missing; the words of "lapse_day" must have it`}},
		"count without forms":    {"lapse_day", `days`, []string{`{{ .Count }} is missing; the words of "lapse_day" must have it`}},
		"count misspelt":         {"lapse_day", `{one: "{{ .count }} day", other: "{{ .Cuont }} days"}`, []string{"nothing is filled in for {{ .count }}; did you mean {{ .Count }}?", "nothing is filled in for {{ .Cuont }}; did you mean {{ .Count }}?"}},
		"month's short name":     {"date", `"{{ .Day }} {{ .MonthShort }} {{ .Year }}"`, nil},
		"month's number":         {"date", `"{{ .Year }}-{{ .MonthNumber }}-{{ .Day }}"`, nil},
		"weekday more":           {"date", `"{{ .WeekdayShort }} {{ .Day }} {{ .Month }} {{ .Year }}"`, nil},
		"no month":               {"date", `"{{ .Day }} {{ .Year }}"`, []string{`{{ .Month }}, {{ .MonthShort }} or {{ .MonthNumber }} is missing; the words of "date" must have it`}},
		"no year":                {"date", `"{{ .Day }} {{ .Month }}"`, []string{`{{ .Year }} is missing; the words of "date" must have it`}},
		"no weekday":             {"date_full", `"{{ .Day }} {{ .Month }} {{ .Year }}"`, []string{`{{ .Weekday }} or {{ .WeekdayShort }} is missing; the words of "date_full" must have it`}},
		"no part of a day":       {"date_short", `"{{ .Day }} {{ .Month }} {{ .Century }}"`, []string{"nothing is filled in for {{ .Century }}; there may be " + dayParts}},
		"year of the first day":  {"days_month", `"{{ .From.Year }} {{ .From.MonthShort }} {{ .From.Day }}–{{ .To.Day }}"`, nil},
		"year of one day":        {"days_months", `"{{ .From.Year }} {{ .From.Month }} {{ .From.Day }}–{{ .To.MonthNumber }} {{ .To.Day }}"`, nil},
		"month of one day":       {"days_months", `"{{ .From.Year }} {{ .From.Month }} {{ .From.Day }}–{{ .To.Day }}"`, []string{`{{ .To.Month }}, {{ .To.MonthShort }} or {{ .To.MonthNumber }} is missing; the words of "days_months" must have it`}},
		"two years needed":       {"days_years", `"{{ .From.Day }} {{ .From.Month }} {{ .From.Year }} – {{ .To.Day }} {{ .To.Month }}"`, []string{`{{ .To.Year }} is missing; the words of "days_years" must have it`}},
		"no year of two days":    {"days_month", `"{{ .From.Day }}–{{ .To.Day }} {{ .To.Month }}"`, []string{`{{ .From.Year }} or {{ .To.Year }} is missing; the words of "days_month" must have it`}},
		"day misspelt":           {"days_years", `"{{ .From.Day }} {{ .From.Month }} {{ .From.Year }} – {{ .Too.Day }} {{ .To.Month }} {{ .To.Year }}"`, []string{"nothing is filled in for {{ .Too.Day }}; did you mean {{ .To.Day }}?"}},
		"first day is not there": {"days_short_month", `"{{ .To.Day }} {{ .To.Month }}"`, []string{`{{ .From.Day }} is missing; the words of "days_short_month" must have it`}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, loadWith(t, "en", c.key, c.value)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestPlaceholdersOnly proves that words are nothing but text and placeholders: no
// programs that never end, and nothing that Hugo takes for something else.
func TestPlaceholdersOnly(t *testing.T) {
	for text, wrong := range map[string]string{
		`{{ range 1000000000 }}x{{ end }}{{ .Title }}`: `{{ range 1000000000 }}`,
		`{{ define "x" }}{{ template "x" }}{{ end }}`:  `{{ define "x" }}`,
		`{{ template "ics_title" . }}`:                 `{{ template "ics_title" . }}`,
		`{{ block "x" . }}{{ end }}`:                   `{{ block "x" . }}`,
		`{{ .Title | printf "%1000000000s" }}`:         `{{ .Title | printf "%1000000000s" }}`,
		`{{ printf "%s" .Title }}`:                     `{{ printf "%s" .Title }}`,
		`{{ if .Title }}x{{ end }}`:                    `{{ if .Title }}`,
		`{{ with .Title }}{{ . }}{{ end }}`:            `{{ with .Title }}`,
		`{{ $x := .Title }}{{ $x }}`:                   `{{ $x := .Title }}`,
		`{{ $.Title }}`:                                `{{ $.Title }}`,
		`{{/* comment */}}`:                            `{{/* comment */}}`,
		`{{- .Title -}}`:                               `{{- .Title -}}`,
		`{{ (.Title) }}`:                               `{{ (.Title) }}`,
		`{{ "{{" }}`:                                   `{{ "{{" }}`,
		`{{ . }}`:                                      `{{ . }}`,
		`{{ Title }}`:                                  `{{ Title }}`,
		`{{ .Title .Group }}`:                          `{{ .Title .Group }}`,
		`{{ .1 }}`:                                     `{{ .1 }}`,
		`{{ . Title }}`:                                `{{ . Title }}`,
		`{{ .Title. }}`:                                `{{ .Title. }}`,
		`{{ .Tïtle }}`:                                 `{{ .Tïtle }}`,
		`{{}}`:                                         `{{}}`,
		`{{{ .Title }}}`:                               `{{{ .Title }}`,
		`{{ .Title }`:                                  `{{ .Title }`,
		`{{ .Title`:                                    `{{ .Title`,
		`what {{`:                                      `{{`,
		`{{< city >}}`:                                 `{{< city >}}`,
		`{{ .Group }} ｛｛ {{ ` + strings.Repeat("长", 100): `{{ ` + strings.Repeat("长", 37) + "…",
	} {
		for _, key := range []string{"ics_title", "home"} { // one with placeholders, one without
			var want []string
			if wrong != "" {
				want = []string{fmt.Sprintf("%q is not a placeholder; write {{ .Name }}, with a name that the program's own file has here, or leave %q out", wrong, "{{")}
			}
			if diff := cmp.Diff(want, loadWith(t, "en", key, fmt.Sprintf("'%s'", text))); diff != "" {
				t.Errorf("%s (-want +got):\n%s", text, diff)
			}
		}
	}
}

// TestCountOfForms proves that a form needs its number unless it is for one number
// only, as the language has it.
func TestCountOfForms(t *testing.T) {
	forms := map[string][]string{ // that need the number
		"en": {"other"}, "zh": {"other"}, "fr": {"one", "other"},
		"ru": {"one", "few", "many"}, // other is for fractions
		"ar": {"few", "many", "other"}, "lv": {"zero", "one", "other"}, "sl": {"one", "two", "few", "other"},
		"cy": {"other"}, "he": {"many", "other"}, "mt": {"few", "many", "other"}, "de": {"other"},
	}
	src, err := plenary.Theme.ReadFile("i18n/en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	old := regexp.MustCompile(`(?m)^lapse_day: .*$`)
	plural := regexp.MustCompile(`(?m)^(\w+): \{one: .*\}$`)
	all := []string{"zero", "one", "two", "few", "many", "other"}
	for tag, want := range forms {
		var with, without []string
		for _, form := range all {
			with, without = append(with, form+`: "{{ .Count }}"`), append(without, form+": days")
		}
		text := plural.ReplaceAllString(string(src), "$1: {"+strings.Join(with, ", ")+"}")
		text = old.ReplaceAllLiteralString(text, "lapse_day:\n  "+strings.Join(without, "\n  "))
		_, diags := words.Load(files(map[string]string{tag: text}), []string{tag}, program(t)["en"])
		var got []string
		first := strings.Count(text[:strings.Index(text, "lapse_day:\n")], "\n") + 2
		for _, d := range diags {
			if !strings.HasPrefix(d.Message, "{{ .Count }} is missing; ") || d.Line < first || d.Line >= first+len(all) {
				t.Errorf("%s: %s", tag, d)
				continue
			}
			got = append(got, all[d.Line-first])
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tag, diff)
		}
	}
}

// TestOwnKeys proves that a project may have words for its own layouts, and that
// nobody asks what these fill in.
func TestOwnKeys(t *testing.T) {
	src, err := plenary.Theme.ReadFile("i18n/en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for value, wrong := range map[string]string{
		`"{{ .Anything }} {{ .Else.Too }}"`: "",
		`{one: "{{ .X }}", other: days}`:    "",
		`"{{ upper .X }}"`:                  `"{{ upper .X }}" is not a placeholder`,
	} {
		_, diags := words.Load(files(map[string]string{"en": string(src) + "own: " + value + "\n"}), []string{"en"}, program(t)["en"])
		if got := strings.Join(messages(diags), "\n"); !strings.Contains(got, wrong) || (wrong == "") != (got == "") {
			t.Errorf("%s: reported %q, want %q", value, got, wrong)
		}
	}
}

// TestReservedKeys proves that a file has no key for which Hugo would refuse it, or
// read it otherwise.
func TestReservedKeys(t *testing.T) {
	english := program(t)["en"]
	for _, key := range []string{"id", "ID", "description", "Description", "hash", "leftDelim", "rightdelim", "translation", "zero", "one", "Two", "few", "many", "other", "OTHER"} {
		for _, value := range []string{"words", "{other: words}"} {
			_, diags := words.Load(files(map[string]string{"en": key + ": " + value + "\n"}), []string{"en"}, nil)
			want := fmt.Sprintf("i18n/en.yaml:1:1: the key %q is one that Hugo keeps for itself; choose another name", key)
			if diff := cmp.Diff([]string{want}, messages(diags)); diff != "" {
				t.Errorf("%s: %s (-want +got):\n%s", key, value, diff)
			}
		}
		if english.Has(key) {
			t.Errorf("the program itself has the key %q", key)
		}
	}
	for _, form := range []string{"leftDelim: '[['", "rightdelim: ']]'", "hash: x", "id: home", "description: x", "translation: x", "Other: x", "home: {other: x}"} {
		_, diags := words.Load(files(map[string]string{"en": "day: {one: x, other: y, " + form + "}\n"}), []string{"en"}, nil)
		if len(diags) != 1 || !strings.Contains(diags[0].Message, "is not a kind of number") {
			t.Errorf("%s: %v", form, diags)
		}
	}
}

func TestLength(t *testing.T) {
	if got := loadWith(t, "en", "home", strings.Repeat("长", 2000)); got != nil {
		t.Errorf("2,000 characters: %q", got)
	}
	want := []string{"this text has 2001 characters, and 2000 are the most that can be read; shorten it, or write it into the prose"}
	if diff := cmp.Diff(want, loadWith(t, "en", "home", strings.Repeat("长", 2001))); diff != "" {
		t.Errorf("2,001 characters (-want +got):\n%s", diff)
	}
}

// FuzzText proves that words are filled in as Hugo does it, with text/template.
func FuzzText(f *testing.F) {
	for _, s := range []string{
		"", "Home", "{{ .A }}", "{{.A}}b{{\n.A.B\t}}", "{{ .A }}}", "}} { .A }", "{{{ .A }}", "{{ .A", "{{", "{{- .A -}}", "{{ .A_1.b2 }}{{ .A2 }}",
		"{{ . }}", "{{ .1 }}", "{{/* A */}}", "{{ .A }} {{ range 9 }}{{ end }}", "{{ nil }}", "{{ .Ä }}", "{{ .A }}{{ .A.B }}",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		values := map[string]string{}
		tree := map[string]any{} // what text/template is given
		names, ok := words.Names(s)
		for _, name := range names {
			values[name] = "{{ ." + name + " }}<&\"'" // which must not be filled in again
			at := tree
			parts := strings.Split(name, ".")
			for _, part := range parts[:len(parts)-1] {
				if at[part] == nil {
					at[part] = map[string]any{}
				}
				if at, ok = at[part].(map[string]any); !ok {
					t.Skip("both a value and a part of it")
				}
			}
			last := parts[len(parts)-1]
			if _, isMap := at[last].(map[string]any); isMap {
				t.Skip("both a value and a part of it")
			}
			at[last] = values[name]
		}
		if !ok {
			t.Skip("not words") // with which nothing is filled in
		}
		tmpl, err := template.New("").Option("missingkey=error").Parse(s)
		if err != nil {
			t.Fatalf("%q: text/template reads it otherwise: %v", s, err)
		}
		var want strings.Builder
		if err := tmpl.Execute(&want, tree); err != nil {
			t.Fatalf("%q: text/template cannot fill it in: %v", s, err)
		}
		if got := words.Fill(s, values); got != want.String() {
			t.Errorf("%q: got %q, text/template says %q", s, got, want.String())
		}
	})
}
