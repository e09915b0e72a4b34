package prose_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/prose"
)

// notRunning is what is said of a shortcode that is not in running text.
func notRunning(call string) string {
	return "a shortcode works in running text only, and " + call + " is part of code, of an address, of a reference or of HTML; write a space between it and an address, or the words themselves"
}

// TestPlacement proves that a shortcode is accepted in running text only. Elsewhere
// the HTML that takes its place would be in an attribute, in code or nowhere. The sign
// § stands for the shortcode.
func TestPlacement(t *testing.T) {
	calls := []string{"{{< days >}}", `{{< lang "fr" >}}[x](javascript:alert(1)){{< /lang >}}`, "{{< lang \"fr\" >}}a\nb{{< /lang >}}"}
	for name, src := range map[string]string{
		"code span":                 "`§`",
		"code span, of two":         "a ``b § ` c`` d",
		"indented code":             "a\n\n    §\n",
		"indented code in a list":   "- a\n\n      §\n",
		"fenced code":               "```\n§\n```\n",
		"fence":                     "``` §\na\n```\n",
		"address of a link":         "[a](§)",
		"part of an address":        "[a](https://example.org/§)",
		"address in brackets":       "[a](<§>)",
		"title of a link":           "[a](b \"§\")",
		"reference":                 "[a][§]\n\n[§]: venue\n",
		"definition of a reference": "[a]\n\n[a]: §\n",
		"title of a reference":      "[a]\n\n[a]: venue '§'\n",
		"label of a reference":      "a\n\n[§]: venue\n",
		"reference without a label": "[§]\n\n[§]: javascript:alert(1)\n",
		"automatic link":            "<https://example.org/§>",
		"automatic e-mail":          "<a@§.example.org>",
		"behind a bare e-mail":      "sg99@example.org§",
		"before a bare e-mail":      "§@example.org",
		"in a bare e-mail":          "sg99@§.example.org",
		"behind a bare address":     "https://example.org/§",
		"in a bare address":         "见 https://example.org/§/a",
		"behind www":                "www.example.org/§",
		"HTML":                      "a <b title=\"§\">b",
		"block of HTML":             "<div>\n§\n</div>\n",
		"comment":                   "a <!-- § --> b",
		"address of a picture":      "![a](§)",
		"name of a footnote":        "a[^§]\n\n[^§]: b\n",
		"attribute of a heading":    "## A {#a title=\"§\"}\n",
	} {
		for _, call := range calls {
			want, found := notRunning(call), false
			if len(call) > len("{{< days >}}") {
				want = notRunning(`{{< lang "fr" >}}`)
			}
			_, diags := prose.Parse("f.md", []byte(strings.ReplaceAll(src, "§", call)), 0)
			for _, d := range diags {
				found = found || d.Message == want
			}
			if !found {
				t.Errorf("%s: %q is accepted: %v", name, strings.ReplaceAll(src, "§", call), diags)
			}
		}
	}
	for name, src := range map[string]string{
		"alone": "§\n", "in a sentence": "By §.\n", "beside Han letters": "将于§举行\n", "beside punctuation": "（§）、“§”\n", "emphasis": "**§** *§* ~~§~~\n",
		"list": "- §\n  1. §\n", "quotation": "> §\n", "box": "> [!KEY]\n> §\n", "table": "| a |\n| --- |\n| § |\n", "words of a link": "[§](venue)\n",
		"definition": "a\n: §\n", "footnote": "a[^1]\n\n[^1]: §\n", "in brackets": "[§] (§) {§}\n", "apart from an address": "sg99@example.org §\n",
		"behind a backslash": "\\§\n", "beside code": "`a`§`b`\n", "behind a link": "[a](venue)§\n", "over lines": "a\n§\nb\n",
	} {
		if _, diags := prose.Parse("f.md", []byte(strings.ReplaceAll(src, "§", "{{< days >}}")), 0); len(diags) > 0 {
			t.Errorf("%s: %q is refused: %v", name, src, diags)
		}
	}
}

// TestOtherLanguage proves that words in another language are text and nothing else.
func TestOtherLanguage(t *testing.T) {
	const fr, end = `{{< lang "fr" >}}`, `{{< /lang >}}`
	const marks = `the words of {{< lang "fr" >}} are shown as they are written, without Markdown; put the marks around the shortcode, as in **{{< lang "fr" >}}…{{< /lang >}}**`
	test(t, map[string]document{
		"words":          {src: fr + "Genève" + end + "\n", found: []string{`1:1 {{< lang "fr" >}} 1:11 "fr"`, "1:24 {{< /lang >}}"}},
		"like a list":    {src: fr + "1. Mai" + end + "\n", found: []string{`1:1 {{< lang "fr" >}} 1:11 "fr"`, "1:24 {{< /lang >}}"}},
		"like a heading": {src: fr + "# Titre" + end + "\n", found: []string{`1:1 {{< lang "fr" >}} 1:11 "fr"`, "1:25 {{< /lang >}}"}},
		"like others":    {src: fr + "> - a * b _ c | d = e" + end + "\n", found: []string{`1:1 {{< lang "fr" >}} 1:11 "fr"`, "1:39 {{< /lang >}}"}},
		"an address":     {src: fr + "www.example.org" + end + "\n", found: []string{`1:1 {{< lang "fr" >}} 1:11 "fr"`, "1:33 {{< /lang >}}"}},
		"two lines":      {src: fr + "a\n# b" + end + "\n", found: []string{`1:1 {{< lang "fr" >}} 1:11 "fr"`, "2:4 {{< /lang >}}"}},
		"in strong":      {src: "**" + fr + "a" + end + "**\n", found: []string{`1:3 {{< lang "fr" >}} 1:13 "fr"`, "1:21 {{< /lang >}}"}},
		"link":           {src: fr + "[x](javascript:alert(1))" + end + "\n", want: []string{"1:18: " + marks}, found: []string{`1:1 {{< lang "fr" >}} 1:11 "fr"`, "1:42 {{< /lang >}}"}},
		"reference": {src: fr + "[x]" + end + "\n\n[x]: javascript:alert(1)\n",
			found: []string{`1:1 {{< lang "fr" >}} 1:11 "fr"`, "1:21 {{< /lang >}}"}},
		"strong": {src: fr + "**a**" + end + "\n", want: []string{"1:18: " + marks}, found: []string{`1:1 {{< lang "fr" >}} 1:11 "fr"`, "1:23 {{< /lang >}}"}},
		"code":   {src: fr + "`a`" + end + "\n", want: []string{"1:18: " + marks}, found: []string{`1:1 {{< lang "fr" >}} 1:11 "fr"`, "1:21 {{< /lang >}}"}},
		"HTML":   {src: fr + "<b>a</b>" + end + "\n", want: []string{"1:18: " + marks}, found: []string{`1:1 {{< lang "fr" >}} 1:11 "fr"`, "1:26 {{< /lang >}}"}},
		"picture": {src: fr + "![a](b)" + end + "\n", want: []string{"1:18: " + marks},
			found: []string{`1:1 {{< lang "fr" >}} 1:11 "fr"`, "1:25 {{< /lang >}}"}},
		"escape": {src: fr + "a &amp; b" + end + "\n", want: []string{`1:20: the words of {{< lang "fr" >}} are shown as they are written; write the character itself instead of &amp;`},
			found: []string{`1:1 {{< lang "fr" >}} 1:11 "fr"`, "1:27 {{< /lang >}}"}},
		"shortcode": {src: fr + "a {{< city >}}" + end + "\n", want: []string{`1:20: the words of {{< lang "fr" >}} are shown as they are written; take {{< city >}} out, or close the words before it with {{< /lang >}}`},
			found: []string{`1:1 {{< lang "fr" >}} 1:11 "fr"`, "1:32 {{< /lang >}}"}},
		"empty line": {src: fr + "a\n \nb" + end + "\n", want: []string{`1:1: the words of {{< lang "fr" >}} end with their paragraph; write {{< /lang >}} before the empty line`},
			found: []string{`1:1 {{< lang "fr" >}} 1:11 "fr"`, "3:2 {{< /lang >}}"}},
		"never closed": {src: fr + "a\n", found: []string{`1:1 {{< lang "fr" >}} 1:11 "fr"`}},
	})
	doc, _ := prose.Parse("f.md", []byte("A "+fr+"1. *Mai 2* & <b"+end+" `b`\n"), 0)
	if want := "A 1. *Mai 2* & <b b\n"; doc.Words != want {
		t.Errorf("the words are %q, want %q", doc.Words, want)
	}
	if got := at(doc.WordsPos(strings.Index(doc.Words, "2"))); got != "1:28" {
		t.Errorf("the 2 stands at %s", got)
	}
}

// TestReserved proves that no escape can put a mark of the page engine together.
func TestReserved(t *testing.T) {
	for _, src := range []string{
		"&#72;AHAHUGOSHORTCODE0s0HBHB {{< days >}}", "a &lt;!--more--> b", "a \\{\\{\\_\\_hugo_ctx pid=1}} b", "[a](https://example.org/&#72;AHAHUGOSHORTCODE0s0HBHB)",
		"[a]\n\n[a]: https://example.org/&#95;_hdeferred/\n", "{{< lang \"fr\" >}}a{{< /lang >}}&#95;&#95;h_pp_l1",
	} {
		found := false
		_, diags := prose.Parse("f.md", []byte(src), 0)
		for _, d := range diags {
			found = found || strings.Contains(d.Message, "a mark of the page engine's own")
		}
		if !found {
			t.Errorf("%q is accepted: %v", src, diags)
		}
	}
}

// TestLimits proves where the limits are: the last text that is read, and what is
// said of one that has more.
func TestLimits(t *testing.T) {
	for name, c := range map[string]struct{ ok, more, want string }{
		"size":           {strings.Repeat("a\n", 256<<10), strings.Repeat("a\n", 256<<10) + "b", "1:1: this page has more than 512 KB; put a part of it into another annex"},
		"line":           {"b\n" + strings.Repeat("a", 20000), "b\n" + strings.Repeat("a", 20001), "2:1: this line is longer than 20000 bytes; begin a new paragraph in it"},
		"indentation":    {strings.Repeat("\t", 25) + "a", strings.Repeat("\t", 25) + " a", "1:1: this line is indented by more than 100 columns; remove the indentation"},
		"nesting":        {nested(8), nested(9), "9:17: lists and quotations can be nested 8 deep at most; take this one out"},
		"containers":     {strings.Repeat("> ", 8) + "a", strings.Repeat("> ", 32) + "a", "1:1: this line opens more lists and quotations than the 8 that can be nested; remove them"},
		"shortcodes":     {strings.Repeat("{{< deadline \"a\" \"date\" >}}\n", 1000), strings.Repeat("{{< days >}}\n", 1001), "1:1: this page has 1001 shortcodes; 1000 are the most"},
		"spaces":         {strings.Repeat("~\n", 1000) + "\n" + strings.Repeat("~\n", 1001), strings.Repeat("~\n", 1000) + "\u00a0\n\u3000\n" + strings.Repeat("~\n", 1001), "2003:1: this paragraph has more than 2000 marks such as *, _ and [; begin a new paragraph"},
		"empty lines":    {strings.Repeat("\n", 100) + "a\n" + strings.Repeat("\n", 99), strings.Repeat("\n", 101) + "a", "101:1: there are more than 100 empty lines here; remove some"},
		"a long rule":    {strings.Repeat("* ", 100), strings.Repeat("* ", 100) + "a", "1:1: this line opens more lists and quotations than the 8 that can be nested; remove them"},
		"footnotes":      {strings.Repeat("[^1] ", 500), strings.Repeat("[^1] ", 501), "1:1: this page has 501 marks of footnotes; 500 are the most"},
		"markers":        {strings.Repeat("*a* ", 1000), strings.Repeat("*a* ", 1000) + "\n[", "2:1: this paragraph has more than 2000 marks such as *, _ and [; begin a new paragraph"},
		"two paragraphs": {strings.Repeat("*a* ", 1000) + "\n\n" + strings.Repeat("*a* ", 1000), strings.Repeat("*a* ", 1000) + "\n> \\*", "2:1: this paragraph has more than 2000 marks such as *, _ and [; begin a new paragraph"},
		"columns":        {"a|" + strings.Repeat("|", 49), "a|" + strings.Repeat("|", 50), "1:1: a table has 50 columns at most; split this one"},
		"cells":          {table(49, 400), table(49, 401), "402:1: the tables of this page have more than 20000 cells; put them into a file and link to it"},
		"address":        {"[a](" + strings.Repeat("b", 2000) + ")", "[a](" + strings.Repeat("b", 2001) + ")", "1:1: the address or the title of this link is longer than 2000 characters; shorten it"},
		"title":          {"[a](b '" + strings.Repeat("b", 2000) + "')", "[a](b '" + strings.Repeat("b", 2001) + "')", "1:1: the address or the title of this link is longer than 2000 characters; shorten it"},
		"code":           {"```c++\na\n```\n", "```a{style=x}\na\n```\n", "1:4: this is not a language of code; write one word of letters and digits after the fence, or nothing"},
	} {
		if _, diags := prose.Parse("f.md", []byte(c.ok), 0); len(diags) > 0 {
			t.Errorf("%s: %v", name, messages(diags))
		}
		_, diags := prose.Parse("f.md", []byte(c.more), 0)
		if d := cmp.Diff([]string{c.want}, messages(diags)); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

// nested returns a list with others in it, n deep.
func nested(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}

// table returns a table whose rows have pipes, but for its head.
func table(pipes, rows int) string {
	line := strings.Repeat("|", pipes)
	return "a" + line + "\n" + strings.Repeat("-|", pipes) + "-\n" + strings.Repeat("a\n", rows-1)
}
