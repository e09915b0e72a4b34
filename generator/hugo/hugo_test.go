package hugo

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sync/errgroup"

	"plenary/generator/diag"
)

// testSite returns a small site whose files can be changed.
func testSite() Site {
	files := map[string]string{
		configFile: `{"baseURL": "https://example.org/", "disableKinds": ["taxonomy", "term", "rss", "sitemap", "404"],
			"disableHugoGeneratorInject": true, "buildFuture": true}`,
		"layouts/baseof.html":           "<body>{{ block \"main\" . }}{{ end }}",
		"layouts/home.html":             "{{ define \"main\" }}\n<h1>{{ .Title }}</h1>{{ end }}",
		"layouts/section.html":          "{{ define \"main\" }}{{ .Title }}{{ end }}",
		"layouts/page.html":             "{{ define \"main\" }}{{ .Content }}{{ partial \"foot.html\" . }}{{ end }}",
		"layouts/_partials/foot.html":   "<footer>ITU-T</footer>",
		"layouts/_shortcodes/city.html": `{{ with index .Page.Params.cities (.Get 0) }}{{ . }}{{ else }}{{ errorf "%s: unknown city %q" .Position (.Get 0) }}{{ end }}`,
		"content/_index.md":             `{"title": "Home"}`,
		"content/m/_index.md":           `{"title": "Meeting"}`,
		"content/m/letter.md":           "{\"title\": \"Letter\", \"date\": \"2099-01-01\", \"params\": {\"cities\": {\"a\": \"Goyang\"}}}\n\nDear Sir,\n\nwe meet in {{< city \"a\" >}}.\n",
	}
	s := Site{Files: map[string][]byte{}, Pages: []string{"index.html", "m/index.html", "m/letter/index.html"}}
	for name, text := range files {
		s.Files[name] = []byte(text)
	}
	return s
}

// edit replaces a text in a file of the site.
func (s Site) edit(t testing.TB, file, old, new string) {
	t.Helper()
	if !bytes.Contains(s.Files[file], []byte(old)) {
		t.Fatalf("%s does not contain %q", file, old)
	}
	s.Files[file] = bytes.Replace(s.Files[file], []byte(old), []byte(new), 1)
}

func TestRender(t *testing.T) {
	s := testSite()
	r := NewRenderer(s.Files, nil)
	defer r.Close()
	for range 2 { // prepared and not
		r.Prepare()
		files, diags, err := r.Render(t.Context(), s)
		if err != nil || len(diags) > 0 {
			t.Fatal(err, diags)
		}
		if got := slices.Sorted(maps.Keys(files)); !slices.Equal(got, s.Pages) {
			t.Errorf("files %v, want %v", got, s.Pages)
		}
		const want = `<body><p>Dear Sir,</p>` + "\n" + `<p>we meet in Goyang.</p>` + "\n" + `<footer><span class="nb">ITU-T</span></footer>`
		if got := string(files["m/letter/index.html"]); got != want {
			t.Errorf("the letter is\n%s\nwant\n%s", got, want)
		}
	}
}

// Problems are reported at their places, and there are no files then.
func TestRenderProblems(t *testing.T) {
	const letter = "content/m/letter.md"
	for _, c := range []struct{ name, file, old, new, want string }{
		{"unknown field in a template", "layouts/home.html", "{{ .Title }}", "{{ .NoSuchThing }}", "layouts/home.html:2:"},
		{"broken template", "layouts/home.html", "{{ end }}", "{{ ende }}", "layouts/home.html:"},
		{"missing partial", "layouts/page.html", `"foot.html"`, `"fuss.html"`, "layouts/page.html:"},
		{"unknown shortcode", letter, "city", "town", letter + ":5:"},
		{"logged error", letter, `"a" >`, `"b" >`, letter + `:5:12: unknown city "b"`},
		{"raw HTML", letter, "Dear Sir", "Dear <b>Sir</b>", "Raw HTML omitted"},
		{"broken configuration", configFile, `"baseURL"`, `"baseURL`, configFile},
		{"page that is not rendered", letter, `"title"`, `"build": {"render": "never"}, "title"`, "layouts: the page m/letter/index.html did not come out"},
		{"page that is dropped by its date", configFile, `"buildFuture": true`, `"buildFuture": false`, "layouts: the page m/letter/index.html did not come out"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := testSite()
			s.edit(t, c.file, c.old, c.new)
			files, diags, err := Render(t.Context(), s)
			if err != nil || files != nil {
				t.Fatalf("%d files, %v", len(files), err)
			}
			if !slices.ContainsFunc(diags, func(d diag.Diagnostic) bool { return strings.Contains(d.String(), c.want) }) {
				t.Errorf("no diagnostic contains %q:\n%v", c.want, diags)
			}
		})
	}
}

// Hugo gets stuck in some renderings in which very many pages fail. It is run again with
// more workers then.
func TestManyErrors(t *testing.T) {
	s := testSite()
	s.edit(t, "layouts/baseof.html", "<body>", "{{ .Nope.X }}<body>")
	for i := range 60 {
		name := fmt.Sprintf("m/%d", i)
		s.Files["content/"+name+".md"] = []byte(`{"title": "More"}`)
		s.Pages = append(s.Pages, name+"/index.html")
	}
	for range 10 {
		files, diags, err := Render(t.Context(), s)
		if err != nil || files != nil || !strings.Contains(fmt.Sprint(diags), ".Nope.X") {
			t.Fatalf("%v, %v; want a diagnostic of the field", diags, err)
		}
	}
}

func TestSetenv(t *testing.T) {
	const variable = "PLENARY_TEST_SETENV"
	for _, before := range []string{"unset", "", "x"} {
		t.Setenv(variable, before)
		if before == "unset" {
			os.Unsetenv(variable)
		}
		restore, err := setenv(variable, "y")
		if err != nil || os.Getenv(variable) != "y" {
			t.Fatalf("%q, %v", os.Getenv(variable), err)
		}
		restore()
		if got, ok := os.LookupEnv(variable); ok != (before != "unset") || ok && got != before {
			t.Errorf("it was %q, and is %q, %v", before, got, ok)
		}
	}
}

// What Hugo logs for the whole process is a problem of renderings that go on then, and
// not of later ones.
func TestGlobalLogger(t *testing.T) {
	var group errgroup.Group
	lists := make([]diag.List, 4)
	for i := range lists {
		group.Go(func() error {
			s := testSite()
			if i == 0 {
				s.edit(t, "layouts/home.html", "<h1>", `{{ debug.TestDeprecationErr "this word" "that one" }}<h1>`)
			}
			var err error
			_, lists[i], err = Render(t.Context(), s)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(fmt.Sprint(lists[0]), "this word was deprecated") {
		t.Errorf("diagnostics %v, want that a word was deprecated", lists[0])
	}
	if _, diags, err := Render(t.Context(), testSite()); err != nil || len(diags) > 0 {
		t.Errorf("a later rendering: %v, %v", diags, err)
	}
}

func TestRenderCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := Render(ctx, testSite()); err != context.Canceled {
		t.Errorf("error %v, want that the context was cancelled", err)
	}
}
