package prose_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/diag"
	"plenary/generator/prose"
)

// messages returns the diagnostics of the file f.md as lines without its name.
func messages(diags diag.List) []string {
	var list []string
	for _, d := range diags {
		list = append(list, strings.TrimPrefix(d.String(), "f.md:"))
	}
	return list
}

// at writes a position as line:column.
func at(p diag.Pos) string { return fmt.Sprintf("%d:%d", p.Line, p.Column) }

// found is what the tests look at in a document, each with its position.
func found(doc *prose.Document) []string {
	var list []string
	for _, h := range doc.Headings {
		list = append(list, fmt.Sprintf("%s heading %d %q", at(h.Pos), h.Level, h.ID))
	}
	for _, c := range doc.Calls {
		args := ""
		for _, a := range c.Args {
			args += fmt.Sprintf(" %s %q", at(a.Pos), a.Value)
		}
		list = append(list, fmt.Sprintf("%s %s%s", at(c.Pos), c, args))
	}
	for _, l := range doc.Links {
		list = append(list, fmt.Sprintf("%s link %q", at(l.Pos), l.Dest))
	}
	return list
}

const (
	noName   = "this heading has no name to link to; end it with one, the same in all languages, as in {#visa}"
	noHTML   = "raw HTML is not shown; write Markdown or a shortcode instead"
	badCall  = `this shortcode cannot be read; write {{< name "argument" >}}, with straight quotes and on one line`
	noImages = "pictures are not shown; link to a file or a page instead"
	openStar = "this ** does not open or close an emphasis, so readers would see it; put it directly beside a letter, with the punctuation outside: **重要**。"
)

func TestHeadings(t *testing.T) {
	test(t, map[string]document{
		"names": {
			src:   "## Visa {#visa}\n\nText.\n\n### Letters of invitation {#visa-letter}\n\n## 酒店 {#hotels}\n",
			found: []string{`1:1 heading 2 "visa"`, `5:1 heading 3 "visa-letter"`, `7:1 heading 2 "hotels"`},
		},
		"closed by number signs":  {src: "## Visa {#visa} ##\n", found: []string{`1:1 heading 2 ""`}, want: []string{"1:1: " + noName}},
		"name after number signs": {src: "## Visa ## {#visa}\n", found: []string{`1:1 heading 2 "visa"`}},
		"underlined":              {src: "Visa {#visa}\n----\n", found: []string{`1:1 heading 2 "visa"`}},
		"underlined, level 1":     {src: "Visa {#visa}\n====\n", found: []string{`1:1 heading 1 "visa"`}, want: []string{"1:1: a page has one heading of level 1, its title; begin with ##"}},
		"indented":                {src: "  ## Visa {#visa}\n", found: []string{`1:3 heading 2 "visa"`}},
		"in a quotation":          {src: "> ## Visa {#visa}\n", found: []string{`1:3 heading 2 "visa"`}},
		"in a list":               {src: "- ## Visa {#visa}\n", found: []string{`1:3 heading 2 "visa"`}},
		"in code":                 {src: "```\n## Visa\n```\n\n    ## Visa\n", found: nil},
		"no space":                {src: "##Visa\n", found: nil},
		"classes and others":      {src: "## Visa {#visa .wide lang=en}\n", found: []string{`1:1 heading 2 "visa"`}},
		"of Windows":              {src: "## Visa {#visa}\r\n\r\n### Letters {#letters}\r\n", found: []string{`1:1 heading 2 "visa"`, `3:1 heading 3 "letters"`}},
		"without a name":          {src: "## Visa\n", found: []string{`1:1 heading 2 ""`}, want: []string{"1:1: " + noName}},
		"with a broken name":      {src: "## Visa {#visa\n", found: []string{`1:1 heading 2 ""`}, want: []string{"1:1: " + noName}},
		"empty":                   {src: "##\n", found: []string{`1:1 heading 2 ""`}, want: []string{"1:1: " + noName}},
		"name in capitals":        {src: "## Visa {#Visa}\n", found: []string{`1:1 heading 2 "Visa"`}, want: []string{`1:1: "Visa" cannot be linked to; use small letters a to z, digits and hyphens`}},
		"name that ends so":       {src: "## Visa {#visa-}\n", found: []string{`1:1 heading 2 "visa-"`}, want: []string{`1:1: "visa-" cannot be linked to; use small letters a to z, digits and hyphens`}},
		"name that begins so":     {src: "## Visa {#1st}\n", found: []string{`1:1 heading 2 "1st"`}, want: []string{`1:1: "1st" cannot be linked to; use small letters a to z, digits and hyphens`}},
		"name twice": {
			src:   "## Visa {#visa}\n\n## Hotels {#hotels}\n\n## Visa {#visa}\n",
			found: []string{`1:1 heading 2 "visa"`, `3:1 heading 2 "hotels"`, `5:1 heading 2 "visa"`},
			want:  []string{`5:1: the name "visa" was given to the heading in line 1 already`},
		},
		"name thrice": {
			src:   "## A {#visa}\n## B {#visa}\n## C {#visa}\n",
			found: []string{`1:1 heading 2 "visa"`, `2:1 heading 2 "visa"`, `3:1 heading 2 "visa"`},
			want:  []string{`2:1: the name "visa" was given to the heading in line 1 already`, `3:1: the name "visa" was given to the heading in line 1 already`},
		},
		"no name twice": {src: "## A\n## B\n", found: []string{`1:1 heading 2 ""`, `2:1 heading 2 ""`}, want: []string{"1:1: " + noName, "2:1: " + noName}},
		"shortcode in it": {
			src:   "## Visas for {{< city >}} {#visa}\n\nIn {{< city >}}.\n",
			found: []string{`1:1 heading 2 "visa"`, "1:14 {{< city >}}", "3:4 {{< city >}}"},
			want:  []string{"1:14: a heading cannot have a shortcode, because the list of contents repeats it; write its words"},
		},
		"level 1": {src: "# Visa {#visa}\n", found: []string{`1:1 heading 1 "visa"`}, want: []string{"1:1: a page has one heading of level 1, its title; begin with ##"}},
		"skips a level": {
			src:   "## A {#a}\n\n#### B {#b}\n\n## C {#c}\n",
			found: []string{`1:1 heading 2 "a"`, `3:1 heading 4 "b"`, `5:1 heading 2 "c"`},
			want:  []string{"3:1: this heading skips a level; after level 2 comes 3 at most"},
		},
		"begins too low": {src: "### A {#a}\n", found: []string{`1:1 heading 3 "a"`}, want: []string{"1:1: this heading skips a level; after level 1 comes 2 at most"}},
		"all levels": {
			src:   "## A {#a}\n### B {#b}\n#### C {#c}\n##### D {#d}\n###### E {#e}\n####### F\n",
			found: []string{`1:1 heading 2 "a"`, `2:1 heading 3 "b"`, `3:1 heading 4 "c"`, `4:1 heading 5 "d"`, `5:1 heading 6 "e"`},
		},
	})
}

func TestCalls(t *testing.T) {
	test(t, map[string]document{
		"alone":           {src: "{{< days >}}\n", found: []string{"1:1 {{< days >}}"}},
		"without spaces":  {src: "{{<days>}}\n", found: []string{"1:1 {{< days >}}"}},
		"with tabs":       {src: "{{<\tdeadline \t\"visa\"\t>}}\n", found: []string{`1:1 {{< deadline "visa" >}} 1:16 "visa"`}},
		"one argument":    {src: "By {{< deadline \"visa\" >}}.\n", found: []string{`1:4 {{< deadline "visa" >}} 1:18 "visa"`}},
		"two arguments":   {src: "By {{< deadline \"visa\" \"date\" >}}.\n", found: []string{`1:4 {{< deadline "visa" "date" >}} 1:18 "visa" 1:25 "date"`}},
		"empty argument":  {src: "{{< deadline \"\" >}}\n", found: []string{`1:1 {{< deadline "" >}} 1:15 ""`}},
		"odd argument":    {src: "{{< deadline \"a >}} b\" >}}\n", found: []string{`1:1 {{< deadline "a >}} b" >}} 1:15 "a >}} b"`}},
		"Han argument":    {src: "见{{< link \"主页\" >}}。\n", found: []string{`1:2 {{< link "主页" >}} 1:12 "主页"`}},
		"name of several": {src: "{{< lead-roles >}}\n", found: []string{"1:1 {{< lead-roles >}}"}},
		"a pair":          {src: "{{< lang \"de\" >}}Bern{{< /lang >}}\n", found: []string{`1:1 {{< lang "de" >}} 1:11 "de"`, "1:22 {{< /lang >}}"}},
		"side by side":    {src: "{{< days >}}{{< city >}}\n", found: []string{"1:1 {{< days >}}", "1:13 {{< city >}}"}},
		"second line":     {src: "会议\n{{< days >}}\n", found: []string{"2:1 {{< days >}}"}},
		"in a table":      {src: "| a | b |\n| --- | --- |\n| x | {{< days >}} |\n", found: []string{"3:7 {{< days >}}"}},
		"in a heading": {src: "## {{< city >}} {#city}\n", found: []string{`1:1 heading 2 "city"`, "1:4 {{< city >}}"},
			want: []string{"1:4: a heading cannot have a shortcode, because the list of contents repeats it; write its words"}},
		"in a link":        {src: "[{{< city >}}](venue)\n", found: []string{"1:2 {{< city >}}", `1:1 link "venue"`}},
		"of Windows":       {src: "a\r\nb {{< days >}}\r\n", found: []string{"2:3 {{< days >}}"}},
		"an end alone":     {src: "a >}} b\n"},
		"without angles":   {src: "a {{ city }} `{{ code }}`\n", want: []string{"1:3: this {{ does not begin a shortcode, so readers would see it; write {{< name \"argument\" >}}, or put it into backquotes as code"}},
		"curly quotes":     {src: "{{< link “home” >}}\n", want: []string{"1:1: " + badCall}},
		"single quotes":    {src: "{{< link 'home' >}}\n", want: []string{"1:1: " + badCall}},
		"backquotes":       {src: "{{< link `home` >}}\n", want: []string{"1:1: " + badCall}},
		"no quotes":        {src: "{{< link home >}}\n", want: []string{"1:1: " + badCall}},
		"named argument":   {src: "{{< link id=\"home\" >}}\n", want: []string{"1:1: " + badCall}},
		"quote left open":  {src: "{{< link \"home >}}\n", want: []string{"1:1: " + badCall}},
		"escaped quote":    {src: "{{< link \"ho\\\"me\" >}}\n", want: []string{"1:1: " + badCall}},
		"glued arguments":  {src: "{{< link \"a\"\"b\" >}}\n", want: []string{"1:1: " + badCall}},
		"glued to a name":  {src: "{{< link\"a\" >}}\n", want: []string{"1:1: " + badCall}},
		"no name":          {src: "{{< >}}\n", want: []string{"1:1: " + badCall}},
		"name in capitals": {src: "{{< Days >}}\n", want: []string{"1:1: " + badCall}},
		"two lines":        {src: "{{< link\n\"home\" >}}\n", want: []string{"1:1: " + badCall}},
		"commented out":    {src: "{{</* days */>}}\n", want: []string{"1:1: " + badCall}},
		"closes itself":    {src: "{{< days />}}\n", want: []string{"1:1: " + badCall}},
		"left open":        {src: "x {{< days\n", want: []string{"1:3: " + badCall}},
		"half open":        {src: "x {{<", want: []string{"1:3: " + badCall}},
		"of Markdown":      {src: "x {{% days %}}\n", want: []string{"1:3: " + badCall}},
		"closed by others": {src: "x {{< days %}}\n", want: []string{"1:3: " + badCall}},
		"two that are not": {src: "{{% a %}} 和 {{< B >}} {{< days >}}\n", found: []string{"1:23 {{< days >}}"}, want: []string{"1:1: " + badCall, "1:13: " + badCall}},
		"one in another":   {src: "{{< link {{< days >}} >}}\n", found: []string{"1:10 {{< days >}}"}, want: []string{"1:1: " + badCall}},
	})
}

func TestLinks(t *testing.T) {
	test(t, map[string]document{
		"page":               {src: "See [Annex A](annex-a#visa).\n", found: []string{`1:5 link "annex-a#visa"`}},
		"behind Han letters": {src: "见**附件**[附件A](annex-a)。\n", found: []string{`1:8 link "annex-a"`}},
		"with a title":       {src: "[a](b \"c\")\n", found: []string{`1:1 link "b"`}},
		"in angle brackets":  {src: "[a](<b c>)\n", found: []string{`1:1 link "b c"`}},
		"without an address": {src: "[a]()\n", found: []string{`1:1 link ""`}},
		"by reference":       {src: "[a][r] and [r]\n\n[r]: https://example.org/\n", found: []string{`1:1 link "https://example.org/"`, `1:12 link "https://example.org/"`}},
		"reference to none":  {src: "[a][r]\n"},
		"escapes": {
			src: "[a](b\\_c&amp;d&#x65;) [a](b?c=d&copy=e&nosuch;)\n", found: []string{`1:1 link "b_c&de"`, `1:23 link "b?c=d&copy=e&nosuch;"`},
			want: []string{`1:1: the address of this link has \_ in it, which does not work there; write the character itself`},
		},
		"in an emphasis":      {src: "**[a](b)**\n", found: []string{`1:3 link "b"`}},
		"in a table":          {src: "| a |\n| --- |\n| [b](c) |\n", found: []string{`3:3 link "c"`}},
		"in a quotation":      {src: "> text\n> [b](c)\n", found: []string{`2:3 link "c"`}},
		"address":             {src: "See <https://example.org/a>.\n", found: []string{`1:5 link "https://example.org/a"`}},
		"bare address":        {src: "See https://example.org/a.\n", found: []string{`1:5 link "https://example.org/a"`}},
		"bare address, Han":   {src: "见 https://example.org/a 。\n", found: []string{`1:3 link "https://example.org/a"`}},
		"without a scheme":    {src: "See www.example.org.\n", found: []string{`1:5 link "http://www.example.org"`}},
		"e-mail":              {src: "Ask <tsb@example.org>.\n", found: []string{`1:5 link "mailto:tsb@example.org"`}},
		"bare e-mail":         {src: "Ask tsb@example.org.\n", found: []string{`1:5 link "mailto:tsb@example.org"`}},
		"e-mail with a label": {src: "[us](mailto:tsb@example.org)\n", found: []string{`1:1 link "mailto:tsb@example.org"`}},
		"in code":             {src: "`[a](b)` `https://example.org/`\n"},
		"over two lines":      {src: "a [b\nc](d)\n", found: []string{`1:3 link "d"`}},
		"two":                 {src: "[a](b) [c](d)\n", found: []string{`1:1 link "b"`, `1:8 link "d"`}},
		"footnote":            {src: "a[^1]\n\n[^1]: [b](c)\n", found: []string{`3:7 link "c"`}},
		"picture in a link":   {src: "[![a](b)](c)\n", found: []string{`1:1 link "c"`}, want: []string{"1:2: " + noImages}},
	})
}

func TestRefused(t *testing.T) {
	test(t, map[string]document{
		"raw HTML":                {src: "a <b>c</b>\n", want: []string{"1:3: " + noHTML, "1:7: " + noHTML}},
		"raw HTML, Han":           {src: "会议<br>会议\n", want: []string{"1:3: " + noHTML}},
		"raw HTML, a block":       {src: "text\n\n<div>\n<p>x</p>\n</div>\n\ntext\n", want: []string{"3:1: " + noHTML}},
		"raw HTML, one line":      {src: "<hr>\n", want: []string{"1:1: " + noHTML}},
		"raw HTML, a script":      {src: "text\n\n<script>alert(1)</script>\n", want: []string{"3:1: " + noHTML}},
		"raw HTML, in a list":     {src: "- a\n- <i>b</i>\n", want: []string{"2:3: " + noHTML, "2:7: " + noHTML}},
		"raw HTML, in a table":    {src: "| a |\n| --- |\n| b<br>c |\n", want: []string{"3:4: " + noHTML}},
		"raw HTML, in a heading":  {src: "## <b>a</b> {#a}\n", found: []string{`1:1 heading 2 "a"`}, want: []string{"1:4: " + noHTML, "1:8: " + noHTML}},
		"raw HTML, indented":      {src: "  <div>\n", want: []string{"1:1: " + noHTML}},
		"raw HTML, in quotations": {src: "> <div>\n> x\n", want: []string{"1:3: " + noHTML}},
		"comment":                 {src: "<!-- later -->\n", want: []string{"1:1: " + noHTML}},
		"comment in a line":       {src: "a <!-- later --> b\n", want: []string{"1:3: " + noHTML}},
		"declaration":             {src: "<!DOCTYPE html>\n", want: []string{"1:1: " + noHTML}},
		"instruction":             {src: "a <?php x ?>\n", want: []string{"1:3: " + noHTML}},
		"of Windows":              {src: "a\r\n<b>c\r\n", want: []string{"2:1: " + noHTML}},
		"HTML in code":            {src: "`<b>`\n\n    <div>\n\n```\n<div>\n```\n"},
		"HTML that is none":       {src: "1 < 2 and 3 > 2, a<b and \\<b>\n"},
		"picture":                 {src: "a ![b](c.png)\n", want: []string{"1:3: " + noImages}},
		"picture by reference":    {src: "![b]\n\n[b]: c.png\n", want: []string{"1:1: " + noImages}},
		"emphasis":                {src: "**重要**：见 **“附件”** 。 *a* ~~b~~\n"},
		"emphasis, open":          {src: "**重要：**见\n", want: []string{"1:1: " + openStar, "1:6: " + openStar}},
		"emphasis, one":           {src: "a ** b\n", want: []string{"1:3: " + openStar}},
		"emphasis, escaped":       {src: "a \\*\\* b\n"},
		"emphasis in code":        {src: "`2**3`\n"},
		"by its number": {src: "a&#x202e;b &#8238; &#7;\n", want: []string{
			"1:2: &#x202e; stands for the control character U+202E, which changes the direction of the text around it; remove it",
			"1:12: &#8238; stands for the control character U+202E, which changes the direction of the text around it; remove it",
			"1:20: &#7; stands for the control character U+0007, which no page can show; remove it",
		}},
		"by its number in code": {src: "`&#x202e;` \\&#x202e; &amp;#x202e;\n"},
	})
}

func TestBoxes(t *testing.T) {
	const beside = "the text of a box begins in the line after [!KEY]; break the line here"
	const empty = "this box has no text; write it in the next line, after another >"
	unknown := func(kind string) string {
		return "[!" + kind + "] is not a kind of box; write [!KEY] for the key fact of a topic or [!NOTE] for an editor's note"
	}
	test(t, map[string]document{
		"key fact":        {src: "> [!KEY]\n> Text.\n"},
		"note":            {src: "> [!NOTE]\n>\n> - one\n> - two\n"},
		"text lazily":     {src: "> [!NOTE]\ntext\n"},
		"quotation":       {src: "> As [!IT] says.\n\n> - list\n"},
		"unknown":         {src: "> [!WARNING]\n> Text.\n", want: []string{"1:3: " + unknown("WARNING")}},
		"small letters":   {src: "> [!note]\n> Text.\n", want: []string{"1:3: " + unknown("note")}},
		"of Windows":      {src: "> [!KEY]\r\n> Text.\r\n"},
		"no kind":         {src: "> [!]\n> Text.\n", want: []string{"1:3: " + unknown("")}},
		"in a list":       {src: "- a\n\n  > [!TIP]\n  > b\n", want: []string{"3:5: " + unknown("TIP")}},
		"beside the mark": {src: "> [!KEY] Text.\n> More.\n", want: []string{"1:10: " + beside}},
		"glued":           {src: "> [!KEY]文字\n", want: []string{"1:9: " + beside}},
		"that folds":      {src: "> [!KEY]- Text\n", want: []string{"1:11: " + beside}},
		"a fact beside":   {src: "> [!KEY] {{< days >}}\n", found: []string{"1:10 {{< days >}}"}, want: []string{"1:10: " + beside}},
		"empty":           {src: "> [!KEY]\n", want: []string{"1:3: " + empty}},
		"empty, spaces":   {src: "text\n\n> [!NOTE]   \n>\n\ntext\n", want: []string{"3:3: " + empty}},
	})
}

// document is a file, what is found in it and what is reported.
type document struct {
	src   string
	found []string
	want  []string
}

// test parses documents by themselves, and below front matter that moves every
// position down by three lines.
func test(t *testing.T, cases map[string]document) {
	t.Helper()
	const front = "---\ntitle: 标题\n---\n"
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			doc, diags := prose.Parse("f.md", []byte(c.src), 0)
			if d := cmp.Diff(c.want, messages(diags)); d != "" {
				t.Errorf("diagnostics (-want +got):\n%s", d)
			}
			if d := cmp.Diff(c.found, found(doc)); d != "" {
				t.Errorf("found (-want +got):\n%s", d)
			}
			below, more := prose.Parse("f.md", []byte(front+c.src), len(front))
			for i := range below.Headings {
				below.Headings[i].Pos.Line -= 3
			}
			for i := range below.Calls {
				below.Calls[i].Pos.Line -= 3
				for j := range below.Calls[i].Args {
					below.Calls[i].Args[j].Pos.Line -= 3
				}
			}
			for i := range below.Links {
				below.Links[i].Pos.Line -= 3
			}
			for i := range more {
				more[i].Line -= 3
				more[i].Message = strings.Replace(more[i].Message, "in line 4 already", "in line 1 already", 1)
			}
			if d := cmp.Diff(messages(diags), messages(more)); d != "" {
				t.Errorf("diagnostics below front matter (-without +with):\n%s", d)
			}
			if d := cmp.Diff(found(doc), found(below)); d != "" {
				t.Errorf("found below front matter (-without +with):\n%s", d)
			}
		})
	}
}

// Words are what a reader sees; where they come from is known letter by letter.
func TestWords(t *testing.T) {
	for name, c := range map[string]struct{ src, want string }{
		"paragraphs":     {"One\ntwo.\n\nThree.\n", "One two. Three."},
		"emphasis":       {"**Important**: *one* ~~two~~", "Important: one two"},
		"heading":        {"## Visa {#visa}\n\nText", "Visa Text"},
		"links":          {"See [Annex A](annex-a) and <https://example.org/>.", "See Annex A and https://example.org/."},
		"lists":          {"- one\n- two\n  1. three\n", "one two three"},
		"table":          {"| a | b |\n| --- | --- |\n| c | d |\n", "a b c d"},
		"code":           {"`a  b` and\n\n    c\n\n```\nd\n```\n", "a b and c d"},
		"shortcodes":     {"By {{< deadline \"visa\" >}}, in{{< city >}}.", "By , in."},
		"pairs":          {"{{< lang \"de\" >}}Bern{{< /lang >}}!", "Bern!"},
		"escapes":        {"R&amp;D \\# 7 &#x4f1a; &nosuch; &euro;", "R&D # 7 会 &nosuch; €"},
		"escapes, code":  {"`R&amp;D \\#`", "R&amp;D \\#"},
		"code, escapes":  {"    R&amp;D \\#\n\n```\n&lt;\n```\n", "R&amp;D \\# &lt;"},
		"hard break":     {"one  \ntwo\\\nthree", "one two three"},
		"footnote":       {"one[^1]\n\n[^1]: two\n", "one two"},
		"definition":     {"term\n: meaning\n", "term meaning"},
		"box":            {"> [!KEY]\n> Text.\n", "[!KEY] Text."},
		"escaped call":   {"a \\{{< days >}} b", "a \\ b"},
		"text and calls": {"a{{< days >}}b{{< city >}}&amp;c", "ab&c"},
	} {
		t.Run(name, func(t *testing.T) {
			doc, _ := prose.Parse("f.md", []byte(c.src), 0)
			if got := strings.Join(strings.Fields(doc.Words), " "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestWordsPos(t *testing.T) {
	const src = "---\ntitle: x\n---\n## Visa 1 {#visa}\n\n见[附件](annex-a)2，{{< days >}}3天\n&amp; 4 <https://example.org/5> `6`\n\n    7\n"
	doc, _ := prose.Parse("f.md", []byte(src), strings.Index(src, "##"))
	var got []string
	for i, c := range doc.Words {
		if c >= '1' && c <= '9' {
			got = append(got, string(c)+" "+at(doc.WordsPos(i)))
		}
	}
	want := []string{"1 4:9", "2 6:15", "3 6:29", "4 7:7", "5 7:30", "6 7:34", "7 9:5"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("positions (-want +got):\n%s", d)
	}
	empty, _ := prose.Parse("f.md", nil, 0)
	if p := empty.WordsPos(0); p != (diag.Pos{File: "f.md"}) {
		t.Errorf("a word of an empty file stands at %v", p)
	}
}

func TestIsSlug(t *testing.T) {
	for s, want := range map[string]bool{
		"a": true, "z": true, "az": true, "visa": true, "annex-a": true, "x509": true, "a-1-b": true,
		"": false, "-": false, "1st": false, "a-": false, "-a": false, "a--b": false, "A": false, "aB": false, "a_b": false, "a b": false, "a.b": false, "é": false, "会": false,
	} {
		if got := prose.IsSlug(s); got != want {
			t.Errorf("%q: %t", s, got)
		}
	}
}

func TestParseInline(t *testing.T) {
	pos := diag.Pos{File: "f.md", Line: 7, Column: 3}
	for name, c := range map[string]struct {
		src, plain string
		links      []string
		want       []string
	}{
		"nothing":             {src: "", plain: ""},
		"words":               {src: "Write to us.", plain: "Write to us."},
		"marks":               {src: "**Write** to *us* `now`, ~~not~~ later", plain: "Write to us now, not later"},
		"lines":               {src: "Write\nto  us  \nnow", plain: "Write to us now"},
		"escapes":             {src: "R&amp;D \\*now\\*", plain: "R&D *now*"},
		"link":                {src: "See the [home page](https://www.example.org/) now", plain: "See the home page (https://www.example.org/) now", links: []string{"https://www.example.org/"}},
		"two links":           {src: "[a](https://a.example/) or [b](https://b.example/)", plain: "a (https://a.example/) or b (https://b.example/)", links: []string{"https://a.example/", "https://b.example/"}},
		"link to a page":      {src: "See [Annex A](annex-a#visa).", plain: "See Annex A.", links: []string{"annex-a#visa"}},
		"e-mail":              {src: "Ask [us](mailto:tsb@example.org)", plain: "Ask us (tsb@example.org)", links: []string{"mailto:tsb@example.org"}},
		"e-mail as its label": {src: "Ask [tsb@example.org](mailto:tsb@example.org)", plain: "Ask tsb@example.org", links: []string{"mailto:tsb@example.org"}},
		"address as label":    {src: "[https://example.org/](https://example.org/)", plain: "https://example.org/", links: []string{"https://example.org/"}},
		"automatic links":     {src: "<https://example.org/> tsb@example.org www.example.org", plain: "https://example.org/ tsb@example.org www.example.org", links: []string{"https://example.org/", "mailto:tsb@example.org", "http://www.example.org"}},
		"emphasis in a link":  {src: "[**a** b](https://a.example/)", plain: "a b (https://a.example/)", links: []string{"https://a.example/"}},
		"Han":                 {src: "见[主页](https://a.example/)。", plain: "见主页 (https://a.example/)。", links: []string{"https://a.example/"}},
		"paragraphs":          {src: "a\n\nb", plain: "a b", want: []string{"this text is one paragraph; remove headings, lists and empty lines"}},
		"list":                {src: "- a", plain: "a", want: []string{"this text is one paragraph; remove headings, lists and empty lines"}},
		"number and a dot":    {src: "1. a", plain: "a", want: []string{"this text is one paragraph; remove headings, lists and empty lines"}},
		"quotation":           {src: "> a", plain: "a", want: []string{"this text is one paragraph; remove headings, lists and empty lines"}},
		"heading":             {src: "## a {#a}", plain: "a", want: []string{"this text is one paragraph; remove headings, lists and empty lines"}},
		"rule":                {src: "---", plain: "", want: []string{"this text is one paragraph; remove headings, lists and empty lines"}},
		"code":                {src: "    a", plain: "a", want: []string{"this text is one paragraph; remove headings, lists and empty lines"}},
		"raw HTML":            {src: "a <b>c</b>", plain: "a c", want: []string{noHTML, noHTML}},
		"raw HTML block":      {src: "<div>", plain: "", want: []string{noHTML}},
		"picture":             {src: "![a](b)", plain: "a", want: []string{noImages}},
		"emphasis":            {src: "a** b", plain: "a** b", want: []string{openStar}},
		"shortcode": {src: "By {{< deadline \"visa\" >}} and {{< days >}}", plain: "By and", want: []string{
			`shortcodes such as {{< deadline "visa" >}} work in Markdown files only; write the words, or a link`,
			"shortcodes such as {{< days >}} work in Markdown files only; write the words, or a link",
		}},
		"beyond the limits": {src: strings.Repeat("|", 51), want: []string{"a table has 50 columns at most; split this one"}},
		"broken shortcode":  {src: "By {{< days", plain: "By {{< days", want: []string{badCall}},
	} {
		t.Run(name, func(t *testing.T) {
			in, diags := prose.ParseInline(pos, c.src)
			var want []string
			for _, m := range c.want {
				want = append(want, "7:3: "+m)
			}
			if d := cmp.Diff(want, messages(diags)); d != "" {
				t.Errorf("diagnostics (-want +got):\n%s", d)
			}
			if d := cmp.Diff(prose.Inline{Plain: c.plain, Links: c.links}, in); d != "" {
				t.Errorf("read (-want +got):\n%s", d)
			}
		})
	}
}

// FuzzProse proves that reading ends, without a panic, and that whatever it
// finds or reports has a place inside the file.
func FuzzProse(f *testing.F) {
	for _, s := range []string{
		"", "## Visa {#visa}\n\nSee [Annex A](annex-a#b) by {{< deadline \"x\" \"date\" >}}.\n", "> [!KEY]\r\n> 会议\r\n", "| a |\n| - |\n| <b> |\n",
		"a ** b **c**", "{{< lang \"de\" >}}{{< /lang >}}{{%", "[a][b] ![c](d)\n\n[b]: <e> 'f'\n", "x[^1] www.a.b a@b.c <https://d>\n\n[^1]: y\n: z\n",
		"    code\n\n```\n{{< days >}}\n```\n", "&amp;&#0;&#x202e;\\\\&", "Visa {#visa}\n===\n- - # x\n", "<div>\n<!-- -->\n<?a?>", "[{{<a>}}]({{<a>}})", "\xff{{<\x00>}}", "[](b\\",
	} {
		f.Add([]byte(s), uint16(0))
	}
	f.Add([]byte(strings.Repeat("|", 51)), uint16(0))
	f.Add([]byte("---\ntitle: x\n---\n## A\n"), uint16(17))
	f.Fuzz(func(t *testing.T, src []byte, front uint16) {
		body := strings.LastIndex(string(src[:min(int(front), len(src))]), "\n") + 1
		before := slices.Clone(src)
		doc, diags := prose.Parse("f.md", src, body)
		if !slices.Equal(before, src) {
			t.Error("the source was changed")
		}
		if doc == nil {
			if len(diags) == 0 {
				t.Error("nothing was read, and nothing is said")
			}
			doc = &prose.Document{}
		}
		lines := strings.Split(string(src), "\n")
		inside := func(what any, p diag.Pos) {
			if p.File != "f.md" || p.Line < 1 || p.Line > len(lines) || p.Column < 1 || p.Column > utf8.RuneCountInString(lines[p.Line-1])+1 {
				t.Errorf("%v stands outside the file, at %v", what, p)
			}
			if first := strings.Count(string(src[:body]), "\n") + 1; p.Line < first {
				t.Errorf("%v stands in the front matter, at %v", what, p)
			}
		}
		for _, d := range diags {
			inside(d, d.Pos)
		}
		for _, h := range doc.Headings {
			inside(h, h.Pos)
		}
		for _, c := range doc.Calls {
			inside(c, c.Pos)
			for _, a := range c.Args {
				inside(c, a.Pos)
			}
		}
		for _, l := range doc.Links {
			inside(l, l.Pos)
		}
		for i, c := range doc.Words[:min(len(doc.Words), 1000)] {
			if c != '\n' { // what separates paragraphs stands nowhere
				inside("a word", doc.WordsPos(i))
			}
		}
		in, _ := prose.ParseInline(diag.Pos{File: "f.md", Line: 1, Column: 1}, string(src))
		if strings.ContainsAny(in.Plain, "\r\n") {
			t.Errorf("%q is not one line", in.Plain)
		}
	})
}
