package prose_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"plenary/generator/internal/seed"
	"plenary/generator/prose"
)

// units are what the marks of CommonMark and its extensions are made of.
var units = []string{
	">", "> ", ">\n", "- ", "-\n", "* ", "+ ", "1. ", "1) ", "1.\n", "- [ ] a\n", ": a\n", "a\n: b\n", "a\n\n", "- a\n", "> a\n", "  - a\n",
	"[", "]", "[a]", "[a](", "[a](<", "[a](b \"", "[a](b)", "[a][b]", "[[a]]", "[]()", "[a]: b\n", "[a]: <b\n", "[x]: ", "![", "![a](", "![a](b)",
	"`", "``a`", "`a``b```c", "`a`", "```\n", "    a\n", "<", "<a ", "<a>", "</a", "<!--", "<?", "<![CDATA[", "<a href='", "<http://a>", "<a@b.c>",
	"~", "~~a", "~a~~b", "_", "_a", "_a_", "_*", "*", "*a", "a*", "*a*", "*a_", "**a *b ", "**", "***", "**中。**", "「**",
	"[^1", "[^a]", "[^a]: b\n", "\\", "a\\\n", "&", "&amp;", "&#1;", "{", "{#a", "## a {#a}\n", "# ", "#", "=", "-", "a\n-\n", "a\n=\n",
	"|", "|\n", "|a", "a|", "| - ", "-|", "-|\n", "a", "a\n", "a  \n", "中", "\t", " ", "\n", "\"", "'", "(", "!", ":", "$",
	"www.", "www.a.b ", "http://", "http://a.b ", "ftp://", "a@", "a@b.", "a@b.c ", "a:b", "{{<", "{{%", "{{%\n", "{{< days >}}", "{{< lang \"fr\" >}}a{{< /lang >}}", "{{< lang \"fr\" >}}",
}

// TestBounded proves that no text takes longer or more memory than a page may: most
// are refused, and the others are read. The bounds are far above what is taken, and
// far below what any one of these texts took before there were limits.
func TestBounded(t *testing.T) {
	const size = 100 << 10
	cases := map[string]string{
		"table, wide":              strings.Repeat("|a", 5000) + "\n" + strings.Repeat("|-", 5000) + "\n" + strings.Repeat("a\n", 10000),
		"tables, many":             strings.Repeat(strings.Repeat("|a", 40)+"\n"+strings.Repeat("|-", 40)+"\n"+strings.Repeat("a\n", 1000)+"\n", 150),
		"tables, in quotations":    strings.Repeat("> "+strings.Repeat("|a", 40)+"\n> "+strings.Repeat("|-", 40)+"\n"+strings.Repeat("> a\n", 1000)+"\n", 80),
		"tables, in lists":         strings.Repeat("- "+strings.Repeat("|a", 40)+"\n  "+strings.Repeat("|-", 40)+"\n"+strings.Repeat("  a\n", 1000)+"\n", 80),
		"paragraphs with signs":    strings.Repeat(strings.Repeat("*a_ ", 499)+"\n+\n", 50),
		"paragraphs with numbers":  strings.Repeat(strings.Repeat("*a_ ", 499)+"\n1.\n2. a\n", 50),
		"paragraphs, indented":     strings.Repeat(strings.Repeat("*a_ ", 499)+"\n    >\n    - a\n \t- a\n", 50),
		"paragraphs in quotations": strings.Repeat("> "+strings.Repeat("*a_ ", 499)+"\n>     >\n>\t- a\n", 50),
		"table with a sign":        "a" + strings.Repeat("|a", 49) + "\n-" + strings.Repeat("|-", 49) + "\n+\n" + strings.Repeat("a\n", 60_000),
		"definitions in lists":     "a\n: " + strings.Repeat("- ", 1_000) + "a\n" + strings.Repeat("\n", 20_000),
		"footnotes in footnotes":   footnotes(400, "") + "a" + strings.Repeat("\n", 60_000),
		"lists in one another":     strings.Repeat("- ", 31) + "a\n" + strings.Repeat("\n", 400_000),
		"lists and empty lines":    strings.Repeat(strings.Repeat("- ", 8)+"a\n"+strings.Repeat("\n", 90), 4_000),
		"footnotes":                footnotes(25_000, "x\n\n") + strings.Repeat(strings.Repeat("[^24999]", 1_900)+"\n\n", 10),
		"footnotes, few":           footnotes(250, "x\n\n") + strings.Repeat("[^249]", 249) + strings.Repeat("a\n\n", 100_000),
		"one long address":         "[a]: https://example.org/" + strings.Repeat("a", 15000) + "\n\n" + strings.Repeat("[a]\n\n", 60000),
		"one long title":           "[a]: b '" + strings.Repeat("a", 15000) + "'\n\n" + strings.Repeat("[a]\n\n", 60000),
		"one long name":            "## a {#" + strings.Repeat("a", 15000) + "}\n",
		"backquotes growing":       growing("`", " a ", size),
		"lists growing":            growing(" ", "- a\n", size),
		"quotations growing":       growing(">", " a\n", size),
		"brackets growing":         growing("[", "\n\n", size),
	}
	for _, u := range units {
		n := size / len(u)
		cases[fmt.Sprintf("%q", u)] = strings.Repeat(u, n)
		cases[fmt.Sprintf("%q, in lines", u)] = strings.Repeat(strings.Repeat(u, 1000/len(u))+"\n", size/1000)
		cases[fmt.Sprintf("%q, in paragraphs", u)] = strings.Repeat(strings.Repeat(u, 15000/len(u))+"\n\n", size/15000)
	}
	for name, src := range cases {
		bounded(t, name, src)
	}
}

// footnotes are the marks of texts of footnotes, each with the same text.
func footnotes(n int, text string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "[^%04d]: %s", i, text)
	}
	return b.String()
}

// growing repeats a unit once more each time, up to a size in bytes.
func growing(unit, end string, size int) string {
	var b strings.Builder
	for n := 1; b.Len() < size; n++ {
		b.WriteString(strings.Repeat(unit, n) + end)
	}
	return b.String()
}

// TestBoundedRandom does the same for texts put together by chance.
func TestBoundedRandom(t *testing.T) {
	random := seed.Rand(t)
	for i := range 60 {
		var b strings.Builder
		few := make([]string, 1+random.IntN(4))
		for j := range few {
			few[j] = strings.Repeat(units[random.IntN(len(units))], 1<<random.IntN(10))
		}
		for size := 1 << (12 + random.IntN(7)); b.Len() < size; {
			b.WriteString(few[random.IntN(len(few))])
		}
		bounded(t, fmt.Sprintf("text %d of the seed, of %.200q", i, few), b.String())
	}
}

// bounded parses a text and reports it when it takes far too much.
func bounded(t *testing.T, name, src string) {
	t.Helper()
	const most, mostBytes = 20 * time.Second, 2 << 30
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	_, _ = prose.Parse("f.md", []byte(src), 0)
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	if took > most || after.TotalAlloc-before.TotalAlloc > mostBytes {
		t.Errorf("%s: %d bytes took %v and %d MB", name, len(src), took, (after.TotalAlloc-before.TotalAlloc)>>20)
	}
	if testing.Verbose() && took > time.Second/4 {
		t.Logf("%s: %d bytes took %v and %d MB", name, len(src), took, (after.TotalAlloc-before.TotalAlloc)>>20)
	}
}
