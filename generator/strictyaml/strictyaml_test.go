package strictyaml_test

import (
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"plenary/generator/diag"
	"plenary/generator/strictyaml"
)

// messages returns the diagnostics of the file f.yaml as lines without its name.
func messages(diags diag.List) []string {
	var list []string
	for _, d := range diags {
		list = append(list, strings.TrimPrefix(d.String(), "f.yaml:"))
	}
	return list
}

// thing is what the tests read: something of every kind.
type thing struct {
	Name  string
	Open  bool
	Size  string
	Items []string
	Texts map[string]string
	Inner *thing
}

// read reads a thing. Its only key that must be there is name.
func read(r *strictyaml.Reader, n *yaml.Node, to *thing) bool {
	return r.Object(n, "a thing", []strictyaml.Field{
		{Key: "name", Required: true, Read: func(n *yaml.Node) { to.Name, _ = r.String(n) }},
		{Key: "open", Read: func(n *yaml.Node) { to.Open, _ = r.Bool(n) }},
		{Key: "size", Read: func(n *yaml.Node) {
			to.Size, _ = r.Scalar(n, "a size")
			r.PosIn(n, len(n.Value)/2)
		}},
		{Key: "items", Read: func(n *yaml.Node) {
			r.List(n, "items", func(n *yaml.Node) {
				if s, ok := r.String(n); ok {
					to.Items = append(to.Items, s)
				}
			})
		}},
		{Key: "texts", Read: func(n *yaml.Node) {
			to.Texts = map[string]string{}
			r.Map(n, "a text by language", func(k, v *yaml.Node) {
				if s, ok := r.String(v); ok {
					to.Texts[k.Value] = s
				}
			})
		}},
		{Key: "inner", Read: func(n *yaml.Node) {
			to.Inner = &thing{}
			read(r, n, to.Inner)
		}},
	})
}

// parse reads a file as a thing.
func parse(src string) (thing, diag.List) { return parseWithin(strictyaml.Limits{}, src) }

func parseWithin(limits strictyaml.Limits, src string) (thing, diag.List) {
	var diags diag.List
	var got thing
	r := strictyaml.Reader{File: "f.yaml", Diags: &diags, Limits: limits}
	if root, ok := r.Parse([]byte(src)); ok {
		read(&r, root, &got)
	}
	return got, diags
}

func TestRead(t *testing.T) {
	const src = "\ufeffname: 会议 # a comment\r\nopen: true\r\nsize: 007\r\n" +
		"items:\r\n  - one\r\n  - \"two\\tthree\"\r\n  - |\r\n    four\r\n    five\r\n  - >-\r\n    six\r\n    seven\r\n" +
		"texts: {zh: '是', en: \"12\"}\r\ninner:\r\n  name:\tx\r\n  size: 2024-01-01\r\n"
	got, diags := parse(src)
	if d := cmp.Diff([]string(nil), messages(diags)); d != "" {
		t.Errorf("diagnostics (-want +got):\n%s", d)
	}
	want := thing{
		Name: "会议", Open: true, Size: "007",
		Items: []string{"one", "two\tthree", "four\nfive\n", "six seven"},
		Texts: map[string]string{"zh": "是", "en": "12"},
		Inner: &thing{Name: "x", Size: "2024-01-01"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("read (-want +got):\n%s", d)
	}
}

// Versions that git could not merge are reported as such, half mended ones too.
func TestConflict(t *testing.T) {
	const said = ": git could not merge two versions of this; keep one of them, and remove the lines with <<<<<<<, ======= and >>>>>>>"
	for src, line := range map[string]string{
		"name: x\n<<<<<<< HEAD\nsize: 1\n=======\nsize: 2\n>>>>>>> other\n": "2:1",
		"name: x\nsize: 1\n>>>>>>> other\n":                                 "3:1",
		"name: x\n||||||| base\nsize: 1\n":                                  "2:1",
	} {
		_, diags := parse(src)
		if d := cmp.Diff([]string{line + said}, messages(diags)); d != "" {
			t.Errorf("diagnostics (-want +got):\n%s", d)
		}
	}
}

// What stands beside a mistake is read all the same.
func TestReadBesideMistakes(t *testing.T) {
	got, diags := parse("nam: x\nopen: yes\nsize: 5\nitems: [a, 1, b]\ntexts: {zh: 1, en: x}\nname: y\n")
	if len(diags) != 4 {
		t.Errorf("diagnostics %q", messages(diags))
	}
	want := thing{Name: "y", Size: "5", Items: []string{"a", "b"}, Texts: map[string]string{"en": "x"}}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("read (-want +got):\n%s", d)
	}
}

func TestMistakes(t *testing.T) {
	for name, c := range map[string]struct {
		src  string
		want []string
	}{
		"unknown key":                       {"name: x\nopne: true\n", []string{`2:1: a thing has no key "opne"; did you mean "open"?`}},
		"unknown key, nothing like it":      {"name: x\nweather: fine\n", []string{`2:1: a thing has no key "weather"; it may have name, open, size, items, texts or inner`}},
		"unknown key, empty":                {"name: x\n\"\": fine\n", []string{`2:1: a thing has no key ""; it may have name, open, size, items, texts or inner`}},
		"unknown key at depth":              {"name: x\ninner:\n    name: x\n    inner: {name: x, itmes: [x]}\n", []string{`4:22: a thing has no key "itmes"; did you mean "items"?`}},
		"key in capitals":                   {"Name: x\n", []string{`1:1: a thing has no key "Name"; did you mean "name"?`}},
		"misspelt key is not missing":       {"nane: x\n", []string{`1:1: a thing has no key "nane"; did you mean "name"?`}},
		"missing key":                       {"# first\n\n  size: x\n", []string{`3:3: a thing needs the key "name"`}},
		"missing key, nothing there":        {"{}\n", []string{`1:1: a thing needs the key "name"`}},
		"missing key at depth":              {"name: x\ninner: {size: 1}\n", []string{`2:8: a thing needs the key "name"`}},
		"missing and unknown":               {"weather: fine\n", []string{`1:1: a thing has no key "weather"; it may have name, open, size, items, texts or inner`, `1:1: a thing needs the key "name"`}},
		"repeated key":                      {"name: x\nsize: 1\nname: y\n", []string{`3:1: the key "name" appears twice; first on line 1`}},
		"repeated thrice":                   {"name: x\nname: y\nname: z\n", []string{`2:1: the key "name" appears twice; first on line 1`, `3:1: the key "name" appears twice; first on line 1`}},
		"repeated in quotes":                {"name: x\n\"name\": y\n", []string{`2:1: the key "name" appears twice; first on line 1`}},
		"repeated unknown key":              {"name: x\nsise: 1\nsise: 2\n", []string{`2:1: a thing has no key "sise"; did you mean "size"?`, `3:1: the key "sise" appears twice; first on line 2`}},
		"repeated empty key":                {"name:\nname: x\n", []string{`1:1: the key "name" has no value; write one, or leave the key out`, `2:1: the key "name" appears twice; first on line 1`}},
		"repeated in a flow mapping":        {"name: x\ntexts: {zh: 一, en: a, zh: 二}\n", []string{`2:23: the key "zh" appears twice; first on line 2`}},
		"key that is a mapping":             {"name: x\n? {a: b}\n: c\n", []string{"2:3: a key is a word, not keys and values; put a text that begins with { or [ in quotes"}},
		"key that is a list":                {"name: x\n? [a]\n: c\n", []string{"2:3: a key is a word, not a list; put a text that begins with { or [ in quotes"}},
		"placeholder":                       {"name: {{ x }}\n", []string{"1:7: this must be a text, not keys and values"}},
		"no value":                          {"name:\nsize: 1\n", []string{`1:1: the key "name" has no value; write one, or leave the key out`}},
		"no value at the end":               {"size: 1\nname:", []string{`2:1: the key "name" has no value; write one, or leave the key out`}},
		"no value, a comment":               {"name: # later\n", []string{`1:1: the key "name" has no value; write one, or leave the key out`}},
		"null":                              {"name: null\n", []string{`1:1: the key "name" has no value; write one, or leave the key out`}},
		"tilde":                             {"name: ~\n", []string{`1:1: the key "name" has no value; write one, or leave the key out`}},
		"no value in a flow mapping":        {"name: x\ntexts: {zh: 一, en: }\n", []string{`2:16: the key "en" has no value; write one, or leave the key out`}},
		"no value and no space":             {"name: x\ntexts: {zh: 一, en:}\n", []string{`2:16: the key "en" has no value; write one, or leave the key out`}},
		"no value before a line break":      {"name: x\ntexts: {zh: 一, en:\n  }\n", []string{`2:16: the key "en" has no value; write one, or leave the key out`}},
		"no value of the first key":         {"name: x\ntexts: {Apia, en: x}\n", []string{`2:9: the key "Apia" has no value; write one, or leave the key out`}},
		"comma in a text":                   {"name: x\ntexts: {en: Beach Road 3, Apia}\n", []string{`2:27: the key "Apia" has no value; if it belongs to the text before the comma, put that text in quotes`}},
		"comma in a text, with a space":     {"name: x\ntexts: { zh: 阿皮亚, en: Beach Road 3, Apia }\n", []string{`2:37: the key "Apia" has no value; if it belongs to the text before the comma, put that text in quotes`}},
		"comma in a text, not the last":     {"name: x\ntexts: {en: Beach Road 3, Apia, zh: 阿皮亚}\n", []string{`2:27: the key "Apia" has no value; if it belongs to the text before the comma, put that text in quotes`}},
		"commas in a text":                  {"name: x\ntexts: {en: Beach Road 3, Apia, Samoa}\n", []string{`2:27: the key "Apia" has no value; if it belongs to the text before the comma, put that text in quotes`, `2:33: the key "Samoa" has no value; if it belongs to the text before the comma, put that text in quotes`}},
		"comma in a text of two lines":      {"name: x\ntexts: {en: Beach Road 3,\n  Apia\n  }\n", []string{`3:3: the key "Apia" has no value; if it belongs to the text before the comma, put that text in quotes`}},
		"comma after a text in quotes":      {"name: x\ntexts: {en: \"Beach Road 3\", Apia}\n", []string{`2:29: the key "Apia" has no value; write one, or leave the key out`}},
		"full-width colon in braces":        {"name: x\ntexts: {zh：一, en: x}\n", []string{`2:9: the key "zh：一" has no value; write the colon half-width, with a space after it`}},
		"mapping wanted, a text":            {"just words\n", []string{`1:1: this must be a thing, made of keys and values, not the text "just words"`}},
		"mapping wanted, a list":            {"- name: x\n", []string{"1:1: this must be a thing, made of keys and values, not a list"}},
		"mapping wanted, a number":          {"12\n", []string{"1:1: this must be a thing, made of keys and values, not the number 12"}},
		"mapping wanted, a fraction":        {"name: x\ninner: 1.5\n", []string{"2:8: this must be a thing, made of keys and values, not the number 1.5"}},
		"mapping wanted, a date":            {"name: x\ninner: 2024-01-01\n", []string{"2:8: this must be a thing, made of keys and values, not the date 2024-01-01"}},
		"mapping wanted, true":              {"name: x\ninner: true\n", []string{"2:8: this must be a thing, made of keys and values, not true"}},
		"mapping wanted, nothing":           {"~\n", []string{"1:1: this must be a thing, made of keys and values, not an empty value"}},
		"list wanted, a text":               {"name: x\nitems: one\n", []string{`2:8: this must be a list of items, each item after a hyphen, not the text "one"`}},
		"list wanted, a mapping":            {"name: x\nitems:\n  one: two\n", []string{"3:3: this must be a list of items, each item after a hyphen, not keys and values"}},
		"empty item":                        {"name: x\nitems:\n  - one\n  -\n  - three\n", []string{"4:4: this item is empty; write it, or remove its hyphen"}},
		"item that is a list":               {"name: x\nitems:\n  - - one\n", []string{"3:5: this must be a text, not a list"}},
		"item that is a number":             {"name: x\nitems: [1, 2.5, true, 2024-01-01, 0x1f, .inf]\n", []string{`2:9: this must be a text; put 1 in quotes: "1"`, `2:12: this must be a text; put 2.5 in quotes: "2.5"`, `2:17: this must be a text; put true in quotes: "true"`, `2:23: this must be a text; put 2024-01-01 in quotes: "2024-01-01"`, `2:35: this must be a text; put 0x1f in quotes: "0x1f"`, `2:41: this must be a text; put .inf in quotes: ".inf"`}},
		"empty text":                        {"name: \"\"\n", []string{"1:7: this text is empty; write one, or leave the key out"}},
		"text of spaces":                    {"name: ' \t　'\n", []string{"1:7: this text is empty; write one, or leave the key out"}},
		"true or false":                     {"name: x\nopen: on\n", []string{`2:7: write true or false here, not the text "on"`}},
		"true in quotes":                    {"name: x\nopen: \"true\"\n", []string{`2:7: write true or false here, not the text "true"`}},
		"true in capitals":                  {"name: x\nopen: TRUE\n", []string{"2:7: write true or false here, not TRUE"}},
		"number for true":                   {"name: x\nopen: 1\n", []string{"2:7: write true or false here, not the number 1"}},
		"list for true":                     {"name: x\nopen: [true]\n", []string{"2:7: write true or false here, not a list"}},
		"scalar wanted":                     {"name: x\nsize: {}\n", []string{"2:7: this must be a size, not keys and values"}},
		"anchor":                            {"name: &n x\n", []string{"1:7: anchors are not used here; write the value out where it is needed"}},
		"anchor of a key":                   {"&n name: x\n", []string{"1:1: anchors are not used here; write the value out where it is needed"}},
		"anchor of the whole":               {"&n\nname: x\n", []string{"1:1: anchors are not used here; write the value out where it is needed"}},
		"alias":                             {"name: &n x\ninner: {name: *n}\n", []string{"1:7: anchors are not used here; write the value out where it is needed", "2:15: aliases are not used here; write the value out"}},
		"alias of itself":                   {"inner: &i {inner: *i}\n", []string{"1:8: anchors are not used here; write the value out where it is needed", "1:19: aliases are not used here; write the value out"}},
		"unknown alias":                     {"name: *n\n", []string{"1:7: this is not YAML: unknown anchor 'n' referenced; put a text that begins with * in quotes"}},
		"merge key":                         {"name: x\n<<: {size: 1}\n", []string{`2:1: a thing has no key "<<"; it may have name, open, size, items, texts or inner`}},
		"tag":                               {"name: !!str 12\n", []string{`1:7: tags such as "!!str" are not used here; put a text in quotes instead`}},
		"tag of binary data":                {"name: !!binary aGk=\n", []string{`1:7: tags such as "!!binary" are not used here; put a text in quotes instead`}},
		"tag of a program's own":            {"name: !ruby/object:X {a: b}\n", []string{`1:7: tags such as "!ruby/object:X" are not used here; put a text in quotes instead`}},
		"tag of the whole":                  {"!thing\nname: x\n", []string{`1:1: tags such as "!thing" are not used here; put a text in quotes instead`}},
		"no file":                           {"", []string{"1:1: the file is empty"}},
		"only a mark":                       {"\ufeff", []string{"1:1: the file is empty"}},
		"only comments":                     {"# later\n\n", []string{"1:1: the file is empty"}},
		"only a line of hyphens":            {"---\n", []string{"2:1: this must be a thing, made of keys and values, not an empty value"}},
		"second document":                   {"name: x\n---\nname: y\n", []string{"3:1: a second document begins here; a file has one"}},
		"second document, broken":           {"name: x\n---\n- [\n", []string{"4:1: this is not YAML: did not find expected node content while parsing a flow node that begins in line 4; close every [ and {"}},
		"directive":                         {"%YAML 1.2\n---\nname: x\n", []string{"1:1: this is not YAML: found incompatible YAML document"}},
		"tab for indentation":               {"name: x\ninner:\n\tname: y\n", []string{"3:1: this is not YAML: found character that cannot start any token while scanning for the next token that begins in line 3; indent with spaces, not with tabs, and put a text that begins with @, ` or % in quotes"}},
		"tab after spaces":                  {"name: x\ninner:\n  \tname: y\n  size: z\n", []string{"3:3: this is not YAML: found a tab character where an indentation space is expected; indent with spaces"}},
		"colon and space":                   {"name: a: b\n", []string{"1:8: this is not YAML: mapping values are not allowed in this context; put a text with a colon and a space in quotes, or mend the indentation"}},
		"full-width colon":                  {"name：x\nsize: 1\n", []string{`1:1: this is not YAML: mapping values are not allowed in this context; write the colon after the key half-width, with a space after it`}},
		"full-width comma":                  {"texts: {zh: 一，en: x}\n", []string{`1:1: this is not YAML: did not find expected ',' or '}' while parsing a flow mapping that begins in line 1; write the comma before the key half-width, with a space after it`}},
		"no space after the colon":          {"name:x\nsize: 1\n", []string{`1:1: this is not YAML: mapping values are not allowed in this context; put a space after the colon`}},
		"quotation mark left open":          {"name: \"x\n", []string{`2:1: this is not YAML: found unexpected end of stream while scanning a quoted scalar that begins in line 1; close the quotation mark, and write \" and \\ for a mark and a backslash inside`}},
		"unknown escape":                    {`name: "\q"`, []string{"1:8: this is not YAML: found unknown escape character while scanning a quoted scalar that begins in line 1; close the quotation mark, and write \\\" and \\\\ for a mark and a backslash inside"}},
		"bracket left open":                 {"items: [a, b\n", []string{"2:1: this is not YAML: did not find expected ',' or ']' while parsing a flow sequence that begins in line 1; close every [ and {"}},
		"brackets left open, no line feed":  {"items: [a,\n [", []string{"2:3: this is not YAML: did not find expected node content while parsing a flow node that begins in line 2; close every [ and {"}},
		"brace left open":                   {"texts: {a: b\n", []string{"2:1: this is not YAML: did not find expected ',' or '}' while parsing a flow mapping that begins in line 1; close every [ and {"}},
		"indentation of a list":             {"items:\n  - a\n - b\n", []string{"3:2: this is not YAML: did not find expected key while parsing a block mapping that begins in line 1; mend the indentation, or close the quotation mark of a text before"}},
		"Windows, a mistake":                {"name: x\r\nsize: y\r\nopne: z\r\n", []string{`3:1: a thing has no key "opne"; did you mean "open"?`}},
		"mark, a mistake in line 1":         {"\ufeffnane: x\n", []string{`1:1: a thing has no key "nane"; did you mean "name"?`}},
		"Han letters before a mistake":      {"texts: {zh: 日内瓦会议, en: 5}\nname: x\n", []string{`1:24: this must be a text; put 5 in quotes: "5"`}},
		"emoji before a mistake":            {"texts: {zh: 🏛, en: 5}\nname: x\n", []string{`1:20: this must be a text; put 5 in quotes: "5"`}},
		"UTF-16 of a big-endian machine":    {"\xfe\xff\x00n\x00a", []string{"1:1: this is not UTF-8; save the file in the encoding UTF-8"}},
		"Latin-1":                           {"name: caf\xe9\n", []string{"1:10: this is not UTF-8; save the file in the encoding UTF-8"}},
		"half a character":                  {"name: \xe4\xbc\n", []string{"1:7: this is not UTF-8; save the file in the encoding UTF-8"}},
		"surrogate in UTF-8":                {"name: \xed\xa0\x80\n", []string{"1:7: this is not UTF-8; save the file in the encoding UTF-8"}},
		"overlong NUL":                      {"name: \xc0\x80\n", []string{"1:7: this is not UTF-8; save the file in the encoding UTF-8"}},
		"beyond Unicode":                    {"name: \xf4\x90\x80\x80\n", []string{"1:7: this is not UTF-8; save the file in the encoding UTF-8"}},
		"a lone carriage return":            {"name: x\rsize: y\n", []string{"1:8: the control character U+000D appears here, which no page can show; remove it, or save the file as text in UTF-8"}},
		"a lone carriage return at the end": {"name: x\r", []string{"1:8: the control character U+000D appears here, which no page can show; remove it, or save the file as text in UTF-8"}},
		"direction, first character":        {`name: "\u202ex"`, []string{"1:7: this text has the control character U+202E, which changes the direction of the text around it; remove it"}},
		"no value, begun in line 1":         {"{name: x, size:\n}\n", []string{`1:11: the key "size" has no value; write one, or leave the key out`}},
		"a second mark":                     {"\ufeff\ufeffname: x\n", []string{"1:1: the byte order mark U+FEFF appears here, which nobody sees; remove it"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, diags := parse(c.src)
			if d := cmp.Diff(c.want, messages(diags)); d != "" {
				t.Errorf("diagnostics (-want +got):\n%s", d)
			}
		})
	}
}

// Every character that has no place in a text is refused, as it is and escaped,
// and named; those beside them are not.
func TestCharacters(t *testing.T) {
	refused := func(c rune) string {
		switch {
		case c == '\t', c == '\n':
			return ""
		case c < 0x20, c >= 0x7f && c <= 0x9f:
			return "which no page can show; remove it, or save the file as text in UTF-8"
		case c >= 0x202a && c <= 0x202e, c >= 0x2066 && c <= 0x2069:
			return "which changes the direction of the text around it; remove it"
		case c == 0x2028, c == 0x2029, c == 0xfffe, c == 0xffff:
			return "which no page can show; remove it"
		case c == 0xfeff:
			return "which nobody sees; remove it"
		}
		return ""
	}
	code := func(c rune) string { return "U+" + strings.ToUpper(strconv.FormatInt(0x10000+int64(c), 16))[1:] }
	n := 0
	for c := rune(0); c <= 0xffff; c++ {
		if c == 0x300 {
			c = 0x2000 // letters
		}
		if c == 0x2100 {
			c = 0xfe00 // more letters
		}
		why := refused(c)
		name := "control character "
		if c == 0xfeff {
			name = "byte order mark "
		}
		var want, escaped []string
		if why != "" {
			n++
			want = []string{"2:4: the " + name + code(c) + " appears here, " + why}
			why, _, _ = strings.Cut(why, ",")
			reason, _, _ := strings.Cut(why, ";")
			escaped = []string{"1:7: this text has the " + name + code(c) + ", " + reason + "; remove it"}
		}
		if c != '\n' {
			_, diags := parse("name: |\n  x" + string(c) + "y\n")
			if d := cmp.Diff(want, messages(diags)); d != "" {
				t.Errorf("%s (-want +got):\n%s", code(c), d)
			}
		}
		_, diags := parse(`name: "x\u` + code(c)[2:] + `y"`)
		if d := cmp.Diff(escaped, messages(diags)); d != "" {
			t.Errorf("%s, escaped (-want +got):\n%s", code(c), d)
		}
	}
	if want := 32 - 2 + 33 + 5 + 4 + 2 + 2 + 1; n != want {
		t.Errorf("%d characters were refused, want %d", n, want)
	}
}

// The position of a file's YAML below its first line counts from the file's.
func TestFirstLine(t *testing.T) {
	for src, want := range map[string][]string{
		"nane: x\n":              {`4:1: a thing has no key "nane"; did you mean "name"?`},
		"name: x\nname: y\n":     {`5:1: the key "name" appears twice; first on line 4`},
		"":                       {"4:1: the file is empty"},
		"name: [\n":              {"5:1: this is not YAML: did not find expected node content while parsing a flow node that begins in line 5; close every [ and {"},
		"name: x\n\x00":          {"5:1: the control character U+0000 appears here, which no page can show; remove it, or save the file as text in UTF-8"},
		"name: x\nsize: [a\nb\n": {"7:1: this is not YAML: did not find expected ',' or ']' while parsing a flow sequence that begins in line 5; close every [ and {"},
		"texts: {a: b, c}\nname: x": {
			`4:15: the key "c" has no value; if it belongs to the text before the comma, put that text in quotes`,
		},
	} {
		var diags diag.List
		r := strictyaml.Reader{File: "f.yaml", FirstLine: 3, Diags: &diags}
		if root, ok := r.Parse([]byte(src)); ok {
			read(&r, root, &thing{})
		}
		if d := cmp.Diff(want, messages(diags)); d != "" {
			t.Errorf("%q (-want +got):\n%s", src, d)
		}
	}
}

// Aliases are refused where they stand; they are never followed, so that a file
// of a few hundred bytes takes no more memory than another.
func TestExplosion(t *testing.T) {
	src, mistakes := "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n", 1
	for i := 1; i < 20; i++ {
		alias := "*a" + strconv.Itoa(i-1)
		src += "a" + strconv.Itoa(i) + ": &a" + strconv.Itoa(i) + " [" + alias + strings.Repeat(", "+alias, 9) + "]\n"
		mistakes += 11
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, diags := parse(src)
	runtime.ReadMemStats(&after)
	if len(diags) != mistakes {
		t.Errorf("%d diagnostics, want %d", len(diags), mistakes)
	}
	for _, d := range diags {
		if !strings.HasPrefix(d.Message, "aliases are not used") && !strings.HasPrefix(d.Message, "anchors are not used") {
			t.Error(d)
		}
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 4<<20 {
		t.Errorf("%d bytes were taken for a file of %d", used, len(src))
	}
}

func TestLongLines(t *testing.T) {
	long := strings.Repeat("会", 100_000)
	for name, c := range map[string]struct {
		src  string
		want []string
	}{
		"a text":           {"name: " + long + "\n", nil},
		"a mistake behind": {"texts: {zh: " + long + ", en: 5}\nname: x\n", []string{`1:100019: this must be a text; put 5 in quotes: "5"`}},
		"a byte behind":    {"name: " + long + "\xff\n", []string{"1:100007: this is not UTF-8; save the file in the encoding UTF-8"}},
		"a long key":       {long + ": x\nname: x\n", []string{`1:1: a thing has no key "` + long[:1980] + "…"}},
		"depth":            {"name: " + strings.Repeat("[", 20_000), []string{"1:10007: this is not YAML: exceeded max depth of 10000 while increasing flow level that begins in line 1; close every [ and {"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, diags := parseWithin(strictyaml.Limits{Text: len(long), Values: 100_000}, c.src)
			if got := messages(diags); !slices.Equal(got, c.want) {
				t.Errorf("got %.500q, want %.500q", got, c.want)
			}
		})
	}
}

func TestValueAndHas(t *testing.T) {
	var diags diag.List
	r := strictyaml.Reader{File: "f.yaml", Diags: &diags}
	root, ok := r.Parse([]byte("a: x\nb:\nc: [d]\n"))
	if !ok {
		t.Fatal(diags)
	}
	for key, want := range map[string]struct {
		has   bool
		value string
	}{"a": {true, "x"}, "b": {true, "none"}, "c": {true, ""}, "d": {false, "none"}, "x": {false, "none"}} {
		value := "none"
		if v := strictyaml.Value(root, key); v != nil {
			value = v.Value
		}
		if has := strictyaml.Has(root, key); has != want.has || value != want.value {
			t.Errorf("%s: %t %q", key, has, value)
		}
	}
	if list := strictyaml.Value(root, "c"); strictyaml.Has(list, "d") || strictyaml.Value(list, "d") != nil {
		t.Error("a list has a key")
	}
}

// What is wrong is returned as such too, so that callers go no further.
func TestReturns(t *testing.T) {
	for src, want := range map[string]bool{
		"name: x": true, "nane: x": true, "name: x\n---\nname: y": true, // read, with mistakes
		"": false, "name: [": false, "name: &n x": false, "&n name: x": false, "name: !!str x": false, "a: &a [x]\nb: [*a, y]": false, "name: \xff": false, "name: \x00": false,
	} {
		r := strictyaml.Reader{File: "f.yaml", Diags: &diag.List{}}
		if _, ok := r.Parse([]byte(src)); ok != want {
			t.Errorf("%q: %t", src, ok)
		}
	}
	var diags diag.List
	r := strictyaml.Reader{File: "f.yaml", Diags: &diags}
	root, ok := r.Parse([]byte("text: x\nnumber: 5\ntrue: true\nfalse: false\nlist: [x, y]\nmap: {a: b}\ndirection: \"x\\u202e\"\n"))
	if !ok {
		t.Fatal(diags)
	}
	for key, want := range map[string]struct{ text, scalar, truth, list, set, object bool }{
		"text": {text: true, scalar: true}, "number": {scalar: true}, "true": {scalar: true, truth: true}, "false": {scalar: true, truth: true},
		"list": {list: true}, "map": {set: true, object: true}, "direction": {},
	} {
		n := strictyaml.Value(root, key)
		got := want
		_, got.text = r.String(n)
		_, got.scalar = r.Scalar(n, "x")
		_, got.truth = r.Bool(n)
		items := 0
		got.list = r.List(n, "x", func(*yaml.Node) { items++ })
		got.set = r.Map(n, "x", func(_, _ *yaml.Node) { items++ })
		got.object = r.Object(n, "x", []strictyaml.Field{{Key: "a", Read: func(*yaml.Node) { items++ }}})
		if got != want {
			t.Errorf("%s: got %+v, want %+v", key, got, want)
		}
		if (items == 2) != (got.list || got.set) {
			t.Errorf("%s: %d items", key, items)
		}
	}
}

// PosIn finds a place in a text only where the text stands as it reads.
func TestPosIn(t *testing.T) {
	for src, want := range map[string]string{
		"a: one two":             "1:8",
		"a: 会议 two":              "1:7",
		"a: {b: one two}":        "1:4", // no text
		"{a: one two, b: x}":     "1:9",
		"a: \"one two\"":         "1:4",
		"a: 'one two'":           "1:4",
		"a: one\n  two":          "1:4",
		"a: |\n  one two\n":      "1:4",
		"a:\n  >-\n  one\n  two": "2:3",
		"a:\r\n  one two\r\n":    "2:7",
	} {
		var diags diag.List
		r := strictyaml.Reader{File: "f.yaml", Diags: &diags}
		root, ok := r.Parse([]byte(src))
		if !ok {
			t.Fatal(diags)
		}
		value := root.Content[1]
		offset := max(strings.Index(value.Value, "two"), 0)
		if got := strings.TrimPrefix(r.PosIn(value, offset).String(), "f.yaml:"); got != want {
			t.Errorf("%q: got %s, want %s", src, got, want)
		}
	}
}

// A caller may ask for a text where Map and List see to it that there is one.
func TestStringOfNothing(t *testing.T) {
	var diags diag.List
	r := strictyaml.Reader{File: "f.yaml", Diags: &diags}
	root, ok := r.Parse([]byte("~"))
	if !ok {
		t.Fatal(diags)
	}
	if s, ok := r.String(root); ok {
		t.Errorf("nothing is the text %q", s)
	}
	if pos := r.PosIn(root, 0); pos.Line != 1 || pos.Column != 1 {
		t.Errorf("nothing stands at %v", pos)
	}
	if d := cmp.Diff([]string{"1:1: a text is missing here; write one"}, messages(diags)); d != "" {
		t.Errorf("diagnostics (-want +got):\n%s", d)
	}
}

func TestOr(t *testing.T) {
	for want, words := range map[string][]string{"": nil, "a": {"a"}, "a or b": {"a", "b"}, "a, b or c": {"a", "b", "c"}} {
		if got := strictyaml.Or(words); got != want {
			t.Errorf("%q: %q", words, got)
		}
	}
}

// FuzzStrictYAML proves that reading ends, without a panic, and that what it
// reports has a place inside the file.
func FuzzStrictYAML(f *testing.F) {
	for _, s := range []string{
		"", "name: x\n", "\ufeffname: 会议\r\nopen: true\r\n", "a: &a [x]\nb: [*a, *a]\n", "name: !t x", "? [a]\n: b\n", "texts: {en: a, b\n}",
		"name: [[[[", "name: \"\\0\"", "--- |\n x\n...\n---\n", "items:\n- a\n-\n- {b}\n", "name: 'x\u202ey'", "a: b\n\tc: d\n", "name: \xff", "%TAG ! x\n--- !a\n",
		"{a: b,, c}", "name: >+\n\n x\n\n", "? |\n block\n: {a,\n\nb}\n", "inner: {inner: {inner: {name}}}",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		_, diags := parse(string(src))
		lines := strings.Split(strings.TrimPrefix(string(src), "\ufeff"), "\n")
		for _, d := range diags {
			if d.File != "f.yaml" || d.Line < 1 || d.Line > len(lines) || d.Column < 1 || d.Column > utf8.RuneCountInString(lines[d.Line-1])+1 {
				t.Errorf("%s stands outside the file", d)
			}
			if d.Message == "" || strings.ContainsAny(d.Message, "\n\r") {
				t.Errorf("%s is not one line", d)
			}
		}
	})
}
