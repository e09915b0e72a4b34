package pipeline_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/net/html"

	"plenary/generator/internal/seed"
	"plenary/generator/prose"
)

// hostileProse is what an attacker would write into a Markdown file.
var hostileProse = []string{
	"`{{< lang \"fr\" >}}[x](javascript:alert(1)){{< /lang >}}`",
	"{{< lang \"fr\" >}}[x](javascript:alert(1)){{< /lang >}}",
	"{{< lang \"fr\" >}}[x]{{< /lang >}}\n\n[x]: javascript:alert(1)",
	"[x]: {{< lang \"fr\" >}}javascript:alert(1){{< /lang >}}\n\n[x]",
	"{{< lang \"fr\" >}}![x](https://evil.example/x.png){{< /lang >}}",
	"{{< lang \"fr\" >}}<img src=x onerror=alert(1)>{{< /lang >}}",
	"{{< lang \"fr\" >}}a & b < c > d \" e ' f{{< /lang >}}",
	"{{< lang \"fr\" >}}1. Mai{{< /lang >}} {{< lang \"fr\" >}}# Titre{{< /lang >}} {{< lang \"fr\" >}}> - a{{< /lang >}}",
	"{{< lang \"fr\" >}}a\n\n<script>alert(1)</script>{{< /lang >}}",
	"{{< lang \"fr\" >}}{{< lang \"de\" >}}<b>{{< /lang >}}{{< /lang >}}",
	"{{< lang \"fr\\\" onclick=\\\"alert(1)\" >}}a{{< /lang >}}",
	"<!--more-->\n\n    [x](javascript:alert(1))",
	"a\n\n    <!--more-->\n    [x](javascript:alert(1))",
	"`<!--more-->`\n\n    [x](javascript:alert(1))",
	"{{__hugo_ctx pid=1}}\n<script>alert(1)</script>\n{{__hugo_ctx/}}",
	"`{{__hugo_ctx pid=1}}`",
	"HAHAHUGOSHORTCODE1s0HBHB {{< days >}}",
	"&#72;AHAHUGOSHORTCODE1s0HBHB {{< days >}}",
	"[x](https://example.org/&#72;AHAHUGOSHORTCODE1s0HBHB) {{< deadlines >}}",
	"HUGOMORE42", "__hdeferred/", "__h_pp_l1_x__e",
	"[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java\nscript:alert(1))", "[x](<javascript:alert(1)>)", "[x](&#106;avascript:alert(1))",
	"[x](javascript&colon;alert(1))", "[x](javascript\\:alert(1))", "[x](vbscript:x)", "[x](data:text/html;base64,PHNjcmlwdD4=)", "[x](file:///etc/passwd)",
	"[x](blob:https://evil.example/)", "[x](view-source:https://example.org/)", "[x](//evil.example/)", "[x](\\\\evil.example\\)", "[x](/\\evil.example)",
	"[x](https:evil)", "[x](https:/evil.example)", "[x](https:///evil.example)", "[x](https://good.example\\@evil.example/)", "[x](https://user:pass@evil.example/)",
	"[x](https://evil.example:99999/)", "[x](https://e..org/)", "[x](https://exa\u200bmple.org/)", "[x](https://example.org/\u202egnp.js)",
	"[x](mailto:help@example.org?bcc=evil@example.org)", "[x](mailto:a@example.org%0Abcc:b@example.org)", "[x](mailto:a@example.org,b@example.org)", "[x](mailto:\"a b\"@example.org)",
	"[x](tel:1)", "[x](sms:1)", "[x](webcal://evil.example/)", "[x](#)", "[x]()", "[x](..)", "[x](../../en/)", "[x](annex-a/../../x)", "[x](letter?x#y)",
	"<javascript:alert(1)>", "<data:text/html,x>", "<https://example.org/\" onmouseover=\"alert(1)>", "<a@example.org?bcc=b@example.org>", "<mailto:a@example.org>",
	"javascript:alert(1)", "https://example.org/\"onmouseover=\"alert(1)", "www.example.org/<script>", "ftp://example.org/", "sg99@example.org{{< days >}}",
	"[sg99@example.org{{< days >}}](mailto:sg99@example.org{{< days >}})", "https://example.org/{{< contact \"host\" >}}", "[x](https://example.org/ \"{{< days >}}\")",
	"[x](letter '\" onmouseover=\"alert(1)')", "[\" onmouseover=\"alert(1)](letter)", "[<img src=x onerror=alert(1)>](letter)",
	"![x](x.png)", "![x](https://evil.example/x.png)", "[![x](y)](z)", "![x][y]\n\n[y]: https://evil.example/x.png", "[x]\n\n[x]: https://evil.example/ 'onload=alert(1)'",
	"<script>alert(1)</script>", "a <img src=x onerror=alert(1)> b", "<svg/onload=alert(1)>", "<iframe src=\"https://evil.example/\"></iframe>", "<!-- <script> -->", "<?php x ?>",
	"<![CDATA[<script>alert(1)</script>]]>", "<div\nonclick=alert(1)>x</div>", "\\<script>alert(1)\\</script>", "&lt;script&gt;alert(1)&lt;/script&gt;",
	"```html onclick=alert(1)\nx\n```", "```x\" onclick=\"alert(1)\nx\n```", "```{style=\"background:url(https://evil.example/)\"}\nx\n```", "```goat\n.-.\n```", "```mermaid\nx\n```",
	"~~~\n<script>alert(1)</script>\n~~~", "    <script>alert(1)</script>", "`<script>alert(1)</script>`", "``` \n{{< days >}}\n```",
	"## x {#x onclick=alert(1)}", "## x {#x\" onclick=\"alert(1)}", "## x {.y style=\"x\"}", "## <script> {#x}", "## [x](javascript:alert(1)) {#x}", "# x {#y}",
	"| a |\n| --- |\n| [x](javascript:alert(1)) |", "| <script> |\n| --- |\n| a |", "| a |\n| :-\" onclick=\"alert(1) |\n| b |", "| {{< days >}} |\n| --- |\n| `{{< days >}}` |",
	"x[^1]\n\n[^1]: [y](javascript:alert(1))", "x[^\"onclick=\"]\n\n[^\"onclick=\"]: y", "x[^{{< days >}}]\n\n[^{{< days >}}]: y", "term\n: [x](javascript:alert(1))",
	"- [ ] <input onfocus=alert(1) autofocus>", "- [x] a", "> [!KEY]\n> [x](javascript:alert(1))", "> [!NOTE\" onclick=\"x]\n> y", "> [!NOTE]+ <script>\n> y",
	"**[x](javascript:alert(1))**", "*{{< lang \"fr\" >}}*a*{{< /lang >}}*", "~~<script>~~", "a\\\nb  \nc", "a\x0bb", "a\u2028b", "\u202ea", "\ufeffa",
	"{{< days \"<script>\" >}}", "{{< deadline \"\\\" onclick=\\\"\" >}}", "{{% days %}}", "{{</* days */>}}", "{{< days.inline >}}<script>alert(1)</script>{{< /days.inline >}}",
	"{{< figure src=\"https://evil.example/x.png\" >}}", "{{< youtube \"x\" >}}", "{{< ref \"x\" >}}", "{{< highlight html >}}<b>{{< /highlight >}}", "{{< param \"x\" >}}",
	"{{ .Site }}", "{{ printf \"%s\" \"x\" | safeHTML }}", "$x$ $$y$$ \\(z\\)", ":smile: H~2~O ++a++ ==b==", "---\ntitle: x\n---\n<script>", "+++\nx=1\n+++",
}

// annexes returns the project of the handbook with texts as further annexes, the same
// in both languages: annex-d, annex-e and so on.
func annexes(t *testing.T, files fstest.MapFS, texts []string) fstest.MapFS {
	t.Helper()
	out := maps.Clone(files)
	for i, text := range texts {
		for _, lang := range []string{"zh", "en"} {
			out[fmt.Sprintf("content/sg99/2027-05-geneva/annex-%c.%s.md", 'd'+i, lang)] = &fstest.MapFile{
				Data: []byte("---\ntitle: x\ndescription: x\n---\n" + text + "\n"),
			}
		}
	}
	return out
}

// mostAnnexes is how many annexes the alphabet leaves to a meeting that has three.
const mostAnnexes = 23

// readable returns the texts that are read without a problem.
func readable(texts []string) []string {
	var list []string
	for _, text := range texts {
		if _, diags := prose.Parse("f.md", []byte(text), 0); len(diags) == 0 {
			list = append(list, text)
		}
	}
	return list
}

// publishedProse builds texts as annexes, so many at a time, leaves out those that are
// refused, and looks at what is published of the others. It returns the sites, and how
// many texts are in them.
func publishedProse(t *testing.T, texts []string) (sites []site, published int) {
	t.Helper()
	files := handbook(t)
	for some := range slices.Chunk(texts, mostAnnexes) {
		some = slices.Clone(some)
		for len(some) > 0 {
			s, diags := build(t, annexes(t, files, some))
			if s != nil {
				harmless(t, fmt.Sprintf("%q", some), s)
				for i, text := range some {
					onlyOwnLinks(t, text, s, fmt.Sprintf("en/sg99/2027-05-geneva/annex-%c/index.html", 'd'+i))
				}
				sites, published = append(sites, s), published+len(some)
				break
			}
			before := len(some)
			for i := len(some) - 1; i >= 0; i-- {
				for _, d := range diags {
					if strings.HasPrefix(path.Base(d.File), fmt.Sprintf("annex-%c.", 'd'+i)) {
						if d.Line < 1 {
							t.Errorf("%q is refused without a place: %s", some[i], d)
						}
						some = slices.Delete(some, i, i+1)
						break
					}
				}
			}
			if len(some) == before {
				t.Fatalf("the texts %q are refused at another place: %v", some, diags)
			}
		}
	}
	return sites, published
}

// onlyOwnLinks reports links of a page that package prose did not find in its text:
// then the check and the page engine have read it in two ways.
func onlyOwnLinks(t *testing.T, text string, s site, page string) {
	t.Helper()
	doc, _ := prose.Parse("f.md", []byte(text), 0)
	if len(doc.Calls) > 0 {
		return // shortcodes bring links of their own
	}
	found := map[string]bool{}
	for _, l := range doc.Links {
		if u, err := url.Parse(l.Dest); err == nil {
			found[u.Host+u.Path+u.Opaque] = true
		}
	}
	root, err := html.Parse(strings.NewReader(s.main(t, page)))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			u, err := url.Parse(a.Val)
			if a.Key != "href" || err == nil && u.Scheme == "" && u.Host == "" {
				continue
			}
			if err != nil || !found[u.Host+u.Path+u.Opaque] {
				t.Errorf("%q: %s links to %s, which the check has not seen in %v", text, page, a.Val, slices.Sorted(maps.Keys(found)))
			}
		}
	}
}

// TestAttackProse publishes what an attacker would write into Markdown, as far as it
// is not refused.
func TestAttackProse(t *testing.T) {
	for _, text := range hostileProse { // each with what may be before and behind it, too
		for _, around := range []string{"%s", "> %s", "- a\n\n  %s", "**%s**"} {
			_, _ = prose.Parse("f.md", []byte(fmt.Sprintf(around, text)), 0)
		}
	}
	texts := readable(hostileProse)
	_, published := publishedProse(t, texts)
	t.Logf("of %d texts %d were published", len(hostileProse), published)
	if published < 20 || published > len(hostileProse)*2/3 {
		t.Errorf("of %d texts %d were published, which cannot be all", len(hostileProse), published)
	}
}

// randomProse returns a text put together by chance from what Markdown consists of and
// what attackers write.
func randomProse(random *rand.Rand) string {
	marks := []string{
		"*", "**", "_", "`", "``", "[", "](", ")", "]", "<", ">", "!", "[x]", "(letter)", "(javascript:alert(1))", "(https://example.org/)", "[x]: ", "\n", "\n\n", "\n    ", "\n- ",
		"\n> ", "\n1. ", "\n## x {#h}\n", "\n| a | b |\n| - | - |\n| ", " | ", "\n```\n", "~~", "\\", "&amp;", "&#106;", "&lt;", "{{< days >}}", "{{< lang \"fr\" >}}", "{{< /lang >}}",
		"{{< contact \"host\" >}}", "{{< deadline \"contributions\" >}}", "<b>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "https://example.org/x", "www.example.org",
		"a@example.org", "<a@example.org>", "<https://example.org/>", "<!--", "-->", "[^1]", "\n[^1]: ", "\n: ", "\" onclick=\"alert(1)", "' onclick='alert(1)", "word", "字", " ", "“”", "：", "{#x}", "{{", "}}",
	}
	var b strings.Builder
	for range 1 + random.IntN(14) {
		b.WriteString(marks[random.IntN(len(marks))])
	}
	return "x " + b.String()
}

// randomTexts returns some hundred random texts that are read without a problem. They
// are rare among all.
func randomTexts(t *testing.T) []string {
	random := seed.Rand(t)
	var texts []string
	for len(texts) < 5*mostAnnexes {
		texts = append(texts, readable([]string{randomProse(random)})...)
	}
	return texts
}

// TestAttackRandomProse does the same with random texts.
func TestAttackRandomProse(t *testing.T) {
	texts := randomTexts(t)
	if _, published := publishedProse(t, texts); published < len(texts)/4 {
		t.Errorf("of %d texts %d were published only", len(texts), published)
	}
}

// TestLongPage publishes a page of 300 KB of ordinary text: no limit is in its way.
func TestLongPage(t *testing.T) {
	var b strings.Builder
	for b.Len() < 300_000 {
		b.WriteString("\n\n" + strings.Repeat("Delegates who need a visa are asked to *write early* to the \"host\", as the [venue](venue) page says. ", 5) +
			"\n\n- first **item**, as in [the letter](letter)\n- second item\n  1. nested\n\n| Who | What |\n| --- | --- |\n| members & others | by e-mail |\n\n> A remark, which is quoted.\n")
	}
	text := b.String() + "\n\nThe end of it {{< city >}}.\n"
	diags, files := errorsOf(t, over(t, map[string]string{geneva + "letter.en.md": text, geneva + "letter.zh.md": text}))
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	if page := files["en/advisory/2024-10-geneva/letter/index.html"]; !strings.Contains(page, "The end of it Geneva.") {
		t.Errorf("the page has %d bytes and not the end of the text", len(page))
	}
}

// TestHeavyProse publishes much of what HTML escapes or the minifier replaces, as far as
// it is not refused. The bound is far above what each takes, and below what one of them
// took without limits.
func TestHeavyProse(t *testing.T) {
	const bound = 30 * time.Second
	for _, unit := range []string{`"`, ">", "&", "<", "'", `\"`, "&quot;", "a ", "a  \n"} {
		for _, end := range []string{"\n\n", "\n"} { // many paragraphs, or one
			piece := strings.Repeat(unit, 900/len(unit)) + end
			text := "\n\n" + strings.Repeat(piece, 400_000/len(piece))
			start := time.Now()
			_, _ = errorsOf(t, over(t, map[string]string{geneva + "letter.en.md": text}))
			if took := time.Since(start); took > bound {
				t.Errorf("%q with %q take %v", unit, end, took)
			}
		}
	}
}

// TestWriteAttacks writes sites of hostile texts into the folder that the environment
// names, where a browser test visits them.
func TestWriteAttacks(t *testing.T) {
	dir := os.Getenv("PLENARY_HOSTILE")
	if dir == "" {
		t.Skip("PLENARY_HOSTILE names no folder")
	}
	sites, _ := publishedProse(t, slices.Concat(readable(hostileProse), randomTexts(t)))
	files := handbook(t)
	for _, name := range []string{"script", "handler", "end of elements", "end of an attribute", "Markdown", "JSON", "address that runs"} {
		fields, _, _ := hostileFields(t, files, name)
		s, diags := build(t, fields)
		if s == nil {
			t.Fatal(diags)
		}
		sites = append(sites, s)
	}
	for i, s := range sites {
		for name, data := range s {
			file := filepath.Join(dir, fmt.Sprint(i), filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(data), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
