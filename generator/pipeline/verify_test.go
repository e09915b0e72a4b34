package pipeline_test

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"plenary"
	"plenary/generator/diag"
	"plenary/generator/pipeline"
	"plenary/generator/verify"
)

const geneva = "content/advisory/2024-10-geneva/"

// over returns the made-up project with further files; those of content are added to
// the end of the project's own.
func over(t *testing.T, files map[string]string) fs.FS {
	t.Helper()
	all := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(madeUpDir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(madeUpDir, name))
		all[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if own := all[name]; own != nil {
			text = string(own.Data) + text
		}
		all[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return all
}

// errorsOf builds a project and returns its errors, and how many files came of it.
func errorsOf(t *testing.T, source fs.FS) (diag.List, site) {
	t.Helper()
	p, err := pipeline.Open(pipeline.Options{Source: source, Theme: plenary.Theme})
	if err != nil {
		t.Fatal(err)
	}
	to := newMemory()
	report, err := p.Build(t.Context(), to, pipeline.BuildOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var errors diag.List
	for _, d := range report.Diags {
		if d.Severity <= diag.Finding {
			errors = append(errors, d)
		}
	}
	return errors, to.files
}

// themes returns a layout of the program with something replaced.
func themes(t *testing.T, name, old, new string) string {
	t.Helper()
	data, err := plenary.Theme.ReadFile(name)
	if err != nil || !strings.Contains(string(data), old) {
		t.Fatalf("%s does not have %q (%v)", name, old, err)
	}
	return strings.Replace(string(data), old, new, 1)
}

// TestRefused: what must not be published is an error at the place that it comes from.
func TestRefused(t *testing.T) {
	cases := []struct {
		name  string
		files map[string]string
		want  string // the line that tells it
	}{
		{"a handler in a partial", map[string]string{"layouts/_partials/footer.html": "<footer>\n  <p onclick=\"x()\">公告</p></footer>\n"},
			`^layouts/_partials/footer\.html:2:6: <p onclick="x\(\)">: a page cannot have an event handler.* \(found in \S+/index\.html and \d+ more files\)$`},
		{"a page without its policy", map[string]string{"layouts/home.notfound.html": themes(t, "layouts/home.notfound.html", `{{ partial "csp.html" . }}`, "")},
			`^layouts/home\.notfound\.html:5:1: .*write \{\{ partial "csp.html" \. \}\} directly after <head> \(found in 404\.html\)$`},
		{"another policy", map[string]string{"layouts/_partials/csp.html": `<meta http-equiv="Content-Security-Policy" content="default-src *">`},
			`^layouts/_partials/csp\.html:1:19: <meta content="default-src \*">: this is not the policy of pages`},
		{"a script of one layout, beside right ones", map[string]string{
			"layouts/_partials/assets.html": themes(t, "layouts/_partials/assets.html", "", ""),
			"layouts/_partials/footer.html": "<footer>\n<script type=\"module\">import \"./x.js\"</script></footer>\n",
		}, `^layouts/_partials/footer\.html:2:1: <script>: a script inside a page does not run`},
		{"data that is none", map[string]string{"layouts/_partials/footer.html": `<script type="application/ld+json">{"a": b}</script>`},
			`^layouts/_partials/footer\.html:1:1: .*cannot be read`},
		{"a style sheet of another host", map[string]string{"static/css/plenary.css": "/* own */\n@import \"https://x.example/a.css\";\n"},
			`^static/css/plenary\.css:2:10: .*files of its own site only.* \(found in css/plenary\.css\)$`},
		{"a drawing with a script", map[string]string{"static/img/own.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<script>x()</script></svg>"},
			`^static/img/own\.svg:2:1: <script>: a drawing cannot have this element`},
		{"a script that is none", map[string]string{"static/js/plenary.js": "let = ="},
			`^static/js/plenary\.js: .*cannot be read`},
		{"what a layout makes of facts", map[string]string{"layouts/_partials/url.html": `{{ return (printf "<a href='//%s'>x</a>" . | safeHTML) }}`},
			`^layouts/_partials/url\.html:1:23: <a href="//https://meetings\S+">: write an address .* more files\)$`},
		{"what a shortcode makes of a text", map[string]string{"layouts/_shortcodes/city.html": `<a href="{{ .Name }}:x" onclick="x()">x</a>`},
			`^layouts/_shortcodes/city\.html:1:`},
		{"a text", map[string]string{"layouts/_markup/render-link.html": `<a href="{{ replace .Destination "https:" "" | safeURL }}">x</a>`, geneva + "letter.en.md": "\n\nEin [x](https://x.example/).\n", geneva + "letter.zh.md": "\n\n[x](https://y.example/)\n"},
			`^content/advisory/2024-10-geneva/letter\.en\.md:\d+:\d+: <a href="//x\.example/">.* \(found in en/advisory/2024-10-geneva/letter/index\.html and one more file\)$`},
		{"a text that a shortcode makes bad", map[string]string{
			"layouts/_shortcodes/city.html": `{{ printf "<%s %sef='/%s'>x</%s>" "a" "hr" "/x.example/" "a" | safeHTML }}`,
			geneva + "letter.en.md":         "\n\n{{< city >}}\n", geneva + "letter.zh.md": "\n\n{{< city >}}\n",
		}, `^content/advisory/2024-10-geneva/letter\.en\.md: <a href="//x\.example/">: .* \(found in en/advisory/2024-10-geneva/letter/index\.html and \d+ more files\)$`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			diags, files := errorsOf(t, over(t, c.files))
			want := regexp.MustCompile(c.want)
			for _, d := range diags {
				if want.MatchString(d.String()) {
					return
				}
			}
			t.Errorf("no error matches %s, and %d files came out:\n%v", c.want, len(files), diags)
		})
	}
}

// TestOneScript: a script that may not be there is not taken for data too, and files that
// editing programs leave in the layouts do not hide where it is.
func TestOneScript(t *testing.T) {
	source := over(t, map[string]string{"layouts/_partials/footer.html": "<footer><script>document.title = 'x'</script></footer>"}).(fstest.MapFS)
	source["layouts/_partials/.#footer.html"] = &fstest.MapFile{Data: []byte("editor@host.1"), Mode: fs.ModeSymlink}
	diags, _ := errorsOf(t, source)
	if len(diags) != 1 || !strings.HasPrefix(diags[0].String(), "layouts/_partials/footer.html:1:9: <script>: ") {
		t.Errorf("reported %v", diags)
	}
}

// TestOwnThings: what authors of layouts and editors need is let through.
func TestOwnThings(t *testing.T) {
	prose := "\n\n```go\nx := \"a<b\" // <script>\n```\n\n    indented <b>\n\n- [ ] open\n- [x] done\n\nA note[^1], ~~gone~~ and `{{ x }}`, &lt;b&gt; &copy; 1 < 2.\n\n" +
		"[^1]: The note.\n\n| a | b |\n| :-- | --: |\n| 1 | 2 |\n\n[x](https://x.example/a?b=c&d=e#f) <https://x.example/> <a@x.example>\n\n> [!NOTE]\n> N\n\n> quoted\n\n---\n\nTerm\n: what it is\n"
	diags, files := errorsOf(t, over(t, map[string]string{
		geneva + "letter.en.md": prose,
		geneva + "letter.zh.md": prose,
		"layouts/_partials/footer.html": `<footer class="own" data-own="x"><!-- of the template -->
<picture><source srcset="{{ .Params.root }}img/own.avif" type="image/avif"><img src="{{ .Params.root }}img/own.png" alt="Own" width="2" height="2" loading="lazy"></picture>
<svg viewBox="0 0 1 1" aria-hidden="true"><defs><linearGradient id="own"><stop offset="0" stop-color="red"/></linearGradient></defs><path d="M0 0h1" fill="url(#own)"/></svg>
<video controls poster="{{ .Params.root }}img/own.png"><source src="{{ .Params.root }}own.mp4" type="video/mp4"></video>
<details><summary>S</summary><table><tr><td style="--own:1">x</td></tr></table></details>
<script src="{{ .Params.root }}js/own.js" defer></script><script type="application/ld+json">{{ dict "a" "</script>" | jsonify | safeJS }}</script></footer>`,
		"static/js/own.js":      "document.body.dataset.own = 1;",
		"static/img/own.png":    "\x89PNG",
		"static/google1.html":   "google-site-verification: google1.html",
		"static/css/own.css":    "@font-face { font-family: Own; src: url(../font/own.woff2) }",
		"static/font/own.woff2": "wOF2",
	}))
	for _, d := range diags {
		t.Error(d)
	}
	if files["google1.html"] == "" || files["js/own.js"] == "" {
		t.Error("files of static/ did not come out")
	}
}

// TestLiveRefused: in the preview, a page that must not be published stays as it was.
func TestLiveRefused(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(madeUpDir)); err != nil {
		t.Fatal(err)
	}
	p := &project{t: t, dir: dir}
	l, err := pipeline.NewLive(t.Context(), pipeline.Options{Source: os.DirFS(dir), Theme: plenary.Theme}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	pages := []string{"en/advisory/2024-10-geneva/venue/index.html", "en/index.html", "index.html", "404.html"}
	before := map[string]string{}
	shows := func(stale bool) {
		t.Helper()
		for _, name := range pages {
			f, err := l.File(t.Context(), name)
			if err != nil {
				t.Fatal(err)
			}
			if before[name] == "" {
				before[name] = string(f.Data)
			}
			if f.Stale != stale || string(f.Data) != before[name] {
				t.Errorf("%s: stale %t, want %t and what it was", name, f.Stale, stale)
			}
		}
	}
	edit := func(name, text string) {
		t.Helper()
		p.write(name, text)
		if _, err := l.Refresh(t.Context(), []string{name}, false); err != nil {
			t.Fatal(err)
		}
	}
	shows(false)
	mark := themes(t, "layouts/_partials/assets.html", "<meta", `<base href="/"><meta`)
	edit("layouts/_partials/assets.html", mark)
	shows(true)
	told := ""
	for _, d := range l.Problems() {
		told += d.String() + "\n"
	}
	if !strings.Contains(told, "layouts/_partials/assets.html:2:1: <base>: a page cannot have this element") {
		t.Errorf("told %q", told)
	}
	edit("layouts/_partials/assets.html", themes(t, "layouts/_partials/assets.html", "", ""))
	shows(false)
	for _, d := range l.Problems() {
		if d.Severity <= diag.Finding {
			t.Error(d)
		}
	}
}

// BenchmarkVerify verifies the pages of the made-up meetings.
func BenchmarkVerify(b *testing.B) {
	s, err := madeUp()
	if err != nil {
		b.Fatal(err)
	}
	size := int64(0)
	var pages [][]byte
	for name, data := range s {
		if path.Ext(name) == ".html" {
			pages = append(pages, []byte(data))
			size += int64(len(data))
		}
	}
	b.SetBytes(size)
	for b.Loop() {
		var v verify.Verifier
		for _, page := range pages {
			if problems := v.Page(page); len(problems) > 0 {
				b.Fatal(problems[0].Message)
			}
		}
	}
}
