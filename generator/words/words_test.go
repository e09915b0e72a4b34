package words_test

import (
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"plenary"
	"plenary/generator/diag"
	"plenary/generator/source"
	"plenary/generator/words"
)

// program returns the languages that come with the program.
func program(t testing.TB) map[string]*words.Language {
	t.Helper()
	in, diags := loadProgram()
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	return in
}

var loadProgram = sync.OnceValues(func() (map[string]*words.Language, diag.List) {
	english, diags := words.Load(plenary.Theme, []string{"en"}, nil)
	if len(diags) > 0 {
		return nil, diags
	}
	return words.Load(plenary.Theme, []string{"zh", "en"}, english["en"])
})

// files makes a theme of files of words, by language.
func files(in map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for lang, src := range in {
		fsys["i18n/"+lang+".yaml"] = &fstest.MapFile{Data: []byte(src)}
	}
	return fsys
}

func messages(diags diag.List) []string {
	var list []string
	for _, d := range diags {
		list = append(list, d.String())
	}
	return list
}

func TestLoad(t *testing.T) {
	in, diags := words.Load(files(map[string]string{"en": "home: Home\nlist_comma: \", \"\n"}), []string{"en"}, nil)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	own := in["en"]
	for name, c := range map[string]struct {
		in   map[string]string
		tags []string // those of in, when left out
		own  *words.Language
		want []string
	}{
		"good":                  {in: map[string]string{"en": "home: Home\nday: {one: a day, other: days}\n", "zh": "home: 首页\nday: {other: 天}\n"}},
		"other order":           {in: map[string]string{"en": "home: Home\nskip: Skip\n", "zh": "skip: 跳过\nhome: 首页\n"}},
		"a file is missing":     {in: map[string]string{"en": "home: Home\n"}, tags: []string{"en", "zh"}, want: []string{`i18n/zh.yaml: the words of the language "zh" are missing; copy another language's file and translate it`}},
		"all files are missing": {tags: []string{"en"}, want: []string{`i18n/en.yaml: the words of the language "en" are missing; copy another language's file and translate it`}},
		"no names of months":    {in: map[string]string{"tlh": "home: juH\n"}, want: []string{`i18n/tlh.yaml: the Unicode CLDR has no names of months and days for "tlh"`}},
		"key missing":           {in: map[string]string{"en": "home: Home\nskip: Skip\n", "zh": "home: 首页\n"}, want: []string{`i18n/zh.yaml: the key "skip" is missing; i18n/en.yaml:2:1 has it`}},
		"keys missing in turn":  {in: map[string]string{"en": "home: Home\nskip: Skip\n", "zh": "home: 首页\nshut: 关\n"}, want: []string{`i18n/en.yaml: the key "shut" is missing; i18n/zh.yaml:2:1 has it`, `i18n/zh.yaml: the key "skip" is missing; i18n/en.yaml:2:1 has it`}},
		"key that only one has": {in: map[string]string{"en": "home: Home\n", "fr": "home: Accueil\n", "zh": "home: 首页\nshut: 关\n"}, want: []string{`i18n/en.yaml: the key "shut" is missing; i18n/zh.yaml:2:1 has it`, `i18n/fr.yaml: the key "shut" is missing; i18n/zh.yaml:2:1 has it`}},
		"misspelt key": {in: map[string]string{"en": "home: Home\nlist_coma: \", \"\n", "fr": "home: Accueil\nlist_comma: \", \"\n"}, own: own,
			want: []string{`i18n/en.yaml:2:1: the program has no words "list_coma"; did you mean "list_comma"?`}},
		"key of the program":       {in: map[string]string{"fr": "home: Accueil\n"}, own: own, want: []string{`i18n/fr.yaml: the key "list_comma" is missing; the program uses it`}},
		"key of the program twice": {in: map[string]string{"en": "home: Home\nlist_comma: \";\"\n", "fr": "home: Accueil\n"}, own: own, want: []string{`i18n/fr.yaml: the key "list_comma" is missing; i18n/en.yaml:2:1 has it`}},
		"keys of the program's":    {in: map[string]string{"en": "home: Start\nlist_comma: \"; \"\nmore: More\n"}, own: own}, // a project may have more
		"key without words":        {in: map[string]string{"en": "home:\n", "zh": "home: 首页\n"}, want: []string{`i18n/en.yaml: the key "home" is missing; i18n/zh.yaml:1:1 has it`, `i18n/en.yaml:1:1: the key "home" has no value; write one, or leave the key out`}},
		"key twice":                {in: map[string]string{"en": "home: Home\nhome: Start\n"}, want: []string{`i18n/en.yaml:2:1: the key "home" appears twice; first on line 1`}},
		"number":                   {in: map[string]string{"en": "home: 5\n"}, want: []string{`i18n/en.yaml:1:7: this must be a text; put 5 in quotes: "5"`}},
		"list":                     {in: map[string]string{"en": "home: [a]\n"}, want: []string{"i18n/en.yaml:1:7: this must be a text, not a list"}},
		"no keys at all":           {in: map[string]string{"en": "- home\n"}, want: []string{"i18n/en.yaml:1:1: this must be a file of words, made of keys and values, not a list"}},
		"no YAML":                  {in: map[string]string{"en": "home: [\n", "zh": "home: 首页\n"}, want: []string{"i18n/en.yaml:2:1: this is not YAML: did not find expected node content while parsing a flow node that begins in line 2; close every [ and {"}},
		"no UTF-8":                 {in: map[string]string{"en": "home: \xff\n"}, want: []string{"i18n/en.yaml:1:7: this is not UTF-8; save the file in the encoding UTF-8"}},
		"unknown kind of number":   {in: map[string]string{"en": "day: {one: day, others: days, other: days}\n"}, want: []string{`i18n/en.yaml:1:17: "others" is not a kind of number; write other, zero, one, two, few or many; did you mean "other"?`}},
		"unknown kind, no likely":  {in: map[string]string{"en": "day: {one: day, plural: days, other: days}\n"}, want: []string{`i18n/en.yaml:1:17: "plural" is not a kind of number; write other, zero, one, two, few or many`}},
		"kind of number missing":   {in: map[string]string{"en": "day: {other: days}\n"}, want: []string{`i18n/en.yaml:1:6: the form "one" is missing; the language has it`}},
		"other missing":            {in: map[string]string{"zh": "day: {one: 天}\n"}, want: []string{`i18n/zh.yaml:1:6: the form "other" is missing; the language has it`}},
		"kinds missing, Russian":   {in: map[string]string{"ru": "day: {one: день, other: дня}\n"}, want: []string{`i18n/ru.yaml:1:6: the form "few" is missing; the language has it`, `i18n/ru.yaml:1:6: the form "many" is missing; the language has it`}},
		"kinds missing, Arabic":    {in: map[string]string{"ar": "day: {one: يوم, other: يوم}\n"}, want: []string{`i18n/ar.yaml:1:6: the form "few" is missing; the language has it`, `i18n/ar.yaml:1:6: the form "many" is missing; the language has it`, `i18n/ar.yaml:1:6: the form "two" is missing; the language has it`, `i18n/ar.yaml:1:6: the form "zero" is missing; the language has it`}},
		"form without words":       {in: map[string]string{"en": "day: {one: day, other: }\n"}, want: []string{`i18n/en.yaml:1:17: the key "other" has no value; write one, or leave the key out`}},
	} {
		t.Run(name, func(t *testing.T) {
			tags := c.tags
			if tags == nil {
				tags = slices.Sorted(maps.Keys(c.in))
			}
			in, diags := words.Load(files(c.in), tags, c.own)
			if in["tlh"] != nil || c.in == nil && len(in) > 0 {
				t.Errorf("a language was read that cannot be: %v", in)
			}
			if d := cmp.Diff(c.want, messages(diags)); d != "" {
				t.Errorf("diagnostics (-want +got):\n%s", d)
			}
		})
	}
}

// unreadable is a file system in which nothing can be read.
type unreadable struct{ err error }

func (u unreadable) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: u.err}
}

func TestUnreadable(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{source.ErrIrregular, "i18n/en.yaml: this is not a regular file; put one here, or remove it"},
		{fs.ErrPermission, "i18n/en.yaml: this file cannot be read: open i18n/en.yaml: permission denied"},
	} {
		_, diags := words.Load(unreadable{c.err}, []string{"en"}, nil)
		if d := cmp.Diff([]string{c.want}, messages(diags)); d != "" {
			t.Errorf("diagnostics (-want +got):\n%s", d)
		}
	}
}

// The diagnostics are in the same order in every run.
func TestLoadSorted(t *testing.T) {
	in := files(map[string]string{"en": "a: A\nb: B\nc: C\nd: D\n", "fr": "e: E\nf: F\ng: G\nh: H\n", "zh": "a: A\ne: E\n"})
	_, first := words.Load(in, []string{"zh", "fr", "en"}, nil)
	if len(first) != 14 {
		t.Errorf("%d diagnostics: %v", len(first), first)
	}
	for range 10 {
		_, again := words.Load(in, []string{"zh", "fr", "en"}, nil)
		if d := cmp.Diff(first, again); d != "" {
			t.Fatalf("another run says something else:\n%s", d)
		}
	}
	if !slices.IsSortedFunc(first, func(a, b diag.Diagnostic) int { return a.Pos.Compare(b.Pos) }) {
		t.Error("the diagnostics are not sorted")
	}
}

// A project's own file takes the place of the program's.
func TestOverride(t *testing.T) {
	own := program(t)
	src, err := plenary.Theme.ReadFile("i18n/en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(src), "date: \"{{ .Day }} {{ .Month }} {{ .Year }}\"", "date: \"{{ .Month }} {{ .Day }}, {{ .Year }}\"", 1)
	if changed == string(src) {
		t.Fatal("there is nothing to change")
	}
	in, diags := words.Load(files(map[string]string{"en": changed}), []string{"en"}, own["en"])
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	d := day(t, "2023-06-29")
	if got := in["en"].Date(d); got != "June 29, 2023" {
		t.Errorf("said %q", got)
	}
	if got := own["en"].Date(d); got != "29 June 2023" {
		t.Errorf("the program itself says %q", got)
	}
	if d := cmp.Diff(own["en"].Keys(), in["en"].Keys()); d != "" {
		t.Errorf("keys (-program +project):\n%s", d)
	}
}

func TestSay(t *testing.T) {
	in, diags := words.Load(files(map[string]string{"en": "plain: Words\nfilled: \"{{ .A }} and {{.B}}\"\nclosing: \"}} {x} {{ .A }}}\"\n"}), []string{"en"}, nil)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	l := in["en"]
	for _, c := range []struct {
		key    string
		values map[string]string
		want   string
	}{
		{"plain", nil, "Words"},
		{"plain", map[string]string{"A": "x"}, "Words"},
		{"filled", map[string]string{"A": "x", "B": "y"}, "x and y"},
		{"filled", map[string]string{"A": "", "B": ""}, " and "},
		{"filled", map[string]string{"A": "<b>&", "B": "\""}, "<b>& and \""}, // pages and calendars escape it, each in their way
		{"filled", map[string]string{"A": "{{ .B }}", "B": "{{ range 9 }}"}, "{{ .B }} and {{ range 9 }}"},
		{"closing", map[string]string{"A": "x"}, "}} {x} x}"},
	} {
		if got := l.Say(c.key, c.values); got != c.want {
			t.Errorf("%s with %v: got %q, want %q", c.key, c.values, got, c.want)
		}
	}
}

// A mistake of the program is not published as the name of a key, nor as a hole.
func TestSayMistaken(t *testing.T) {
	in, diags := words.Load(files(map[string]string{"en": "filled: \"{{ .A }} and {{ .B }}\"\nday: {one: \"{{ .Count }} day\", other: \"{{ .Count }} days\"}\n"}), []string{"en"}, nil)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	for name, c := range map[string]struct {
		say  func() string
		want string
	}{
		"value missing":  {func() string { return in["en"].Say("filled", map[string]string{"A": "x"}) }, `the words "filled" were not given a value for {{ .B }}`},
		"no values":      {func() string { return in["en"].Say("filled", nil) }, `the words "filled" were not given a value for {{ .A }}`},
		"count missing":  {func() string { return in["en"].Say("day", nil) }, `the words "day" were not given a value for {{ .Count }}`},
		"no such words":  {func() string { return in["en"].Say("night", nil) }, `there are no words "night"`},
		"none to count":  {func() string { return in["en"].Count("night", 2) }, `there are no words "night"`},
		"another letter": {func() string { return in["en"].Say("filled", map[string]string{"a": "x", "B": "y"}) }, `the words "filled" were not given a value for {{ .A }}`},
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if got := recover(); got != c.want {
					t.Errorf("panic %v, want %q", got, c.want)
				}
			}()
			t.Errorf("said %q", c.say())
		})
	}
}

func TestCount(t *testing.T) {
	in, diags := words.Load(files(map[string]string{
		"en": `day: {one: "{{ .Count }} day", other: "{{ .Count }} days"}`,
		"zh": `day: {other: "{{ .Count }}天"}`,
		"fr": `day: {one: "{{ .Count }} jour", other: "{{ .Count }} jours"}`,
		"ru": `day: {one: "{{ .Count }} день", few: "{{ .Count }} дня", many: "{{ .Count }} дней", other: "{{ .Count }} дня"}`,
		"ar": `day: {zero: "z{{ .Count }}", one: "a{{ .Count }}", two: "b{{ .Count }}", few: "f{{ .Count }}", many: "m{{ .Count }}", other: "o{{ .Count }}"}`,
		"de": `day: "{{ .Count }} Tag(e)"`,
	}), []string{"en", "zh", "fr", "ru", "ar", "de"}, nil)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	for lang, want := range map[string]string{
		"en": "0 days, 1 day, 2 days, 5 days, 11 days, 21 days, 101 days",
		"zh": "0天, 1天, 2天, 5天, 11天, 21天, 101天",
		"fr": "0 jour, 1 jour, 2 jours, 5 jours, 11 jours, 21 jours, 101 jours",
		"ru": "0 дней, 1 день, 2 дня, 5 дней, 11 дней, 21 день, 101 день",
		"ar": "z0, a1, b2, f5, m11, m21, o101",
		"de": "0 Tag(e), 1 Tag(e), 2 Tag(e), 5 Tag(e), 11 Tag(e), 21 Tag(e), 101 Tag(e)",
	} {
		var said []string
		for _, n := range []int{0, 1, 2, 5, 11, 21, 101} {
			said = append(said, in[lang].Count("day", n))
		}
		if got := strings.Join(said, ", "); got != want {
			t.Errorf("%s: got %q, want %q", lang, got, want)
		}
	}
}

func TestList(t *testing.T) {
	in := program(t)
	for _, c := range []struct {
		items, en, zh string
	}{
		{"", "", ""},
		{"a", "a", "a"},
		{"a b", "a and b", "a和b"},
		{"a b c", "a, b and c", "a、b以及c"},
		{"a b c d", "a, b, c and d", "a、b、c以及d"},
	} {
		items := strings.Fields(c.items)
		if en, zh := in["en"].List(items), in["zh"].List(items); en != c.en || zh != c.zh {
			t.Errorf("%v: got %q and %q, want %q and %q", items, en, zh, c.en, c.zh)
		}
	}
}

func TestTags(t *testing.T) {
	for tag, want := range map[string][2]string{
		"en": {"English", "en"}, "zh": {"中文", "zh"}, "fr": {"français", "fr"}, "zh-Hant": {"繁體中文", "zh"}, "ar": {"العربية", "ar"}, "pt-BR": {"português", "pt"},
	} {
		if got := words.OwnName(tag); got != want[0] {
			t.Errorf("%s calls itself %q, want %q", tag, got, want[0])
		}
		if got := words.Base(tag); got != want[1] {
			t.Errorf("the base of %s is %q, want %q", tag, got, want[1])
		}
	}
}
