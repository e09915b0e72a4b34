package pipeline_test

import (
	"encoding/json"
	"encoding/xml"
	"html"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"go.yaml.in/yaml/v4"

	"plenary"
	"plenary/generator/pipeline"
)

// hostile is text that is something else than text in one of the formats that are
// published, unless it is escaped: HTML, JSON in HTML, XML, iCalendar, and templates.
const hostile = `<evil a="b" onload='c'>&amp;</script></title>]]>--><!--;,\n\"` + "\nEVIL:x\n" + ` {{ .Evil }} {{ range .Evil }}evil{{ end }}`

// ended is a text with what ends and begins elements, for words, which have no braces.
var ended, _, _ = strings.Cut(hostile, " {{")

// TestWordsAreText proves that words are text wherever they are published.
func TestWordsAreText(t *testing.T) {
	theme := fstest.MapFS{}
	for _, lang := range []string{"zh", "en"} {
		name := "i18n/" + lang + ".yaml"
		src, err := fs.ReadFile(plenary.Theme, name)
		if err != nil {
			t.Fatal(err)
		}
		var words map[string]any
		if err := yaml.Unmarshal(src, &words); err != nil {
			t.Fatal(err)
		}
		for key, word := range words {
			if forms, ok := word.(map[string]any); ok {
				for form, word := range forms {
					forms[form] = word.(string) + ended
				}
				continue
			}
			words[key] = word.(string) + ended
		}
		if src, err = yaml.Marshal(words); err != nil {
			t.Fatal(err)
		}
		theme[name] = &fstest.MapFile{Data: src}
	}
	isText(t, hostileSite(t, os.DirFS(madeUpDir), pipeline.Overlay{theme, plenary.Theme}), ended)
}

// TestValuesAreText proves that what editors write is text wherever it is filled in.
func TestValuesAreText(t *testing.T) {
	p := &project{t: t, dir: t.TempDir()}
	if err := os.CopyFS(p.dir, os.DirFS(madeUpDir)); err != nil {
		t.Fatal(err)
	}
	for file, texts := range map[string][]string{
		"content/site.yaml":           {"Semaphore meetings", "all participants", "New York"},
		"content/advisory/group.yaml": {"Semaphore Standardization Advisory Group", "Advisory group"},
		"content/advisory/2024-10-geneva/meeting.yaml": {
			"Meeting 9 of the Semaphore Standardization Advisory Group", "Geneva", "Switzerland", "Tutorial for new delegates", "Lobby of the Signal Building",
			"F.fog", "Interpretation request form", "Claude Signal", "SSAG secretariat", "After the opening plenary", "Register on the SSAG home page",
		},
	} {
		src := p.read(file)
		for _, text := range texts {
			quoted, err := json.Marshal(text + hostile) // which is YAML, too
			if err != nil {
				t.Fatal(err)
			}
			changed := strings.ReplaceAll(strings.ReplaceAll(src, ": "+text+"}", ": "+string(quoted)+"}"), ": "+text+",", ": "+string(quoted)+",")
			if changed == src {
				t.Fatalf("%s has no %q", file, text)
			}
			src = changed
		}
		p.write(file, src)
	}
	s := hostileSite(t, os.DirFS(p.dir), plenary.Theme)
	isText(t, s, hostile)
	// What Hugo fills in, with templates of its own, and the program.
	for page, want := range map[string]string{
		"venue/":     "Interpretation request form" + hostile + " (TXT)",
		"letter/":    " (ex F.fog" + hostile + ")",
		"":           "Geneva" + hostile + ", Switzerland" + hostile,
		"deadlines/": "New York" + hostile + " time, UTC−4)",
	} {
		got := html.UnescapeString(s.file(t, "en/advisory/2024-10-geneva/"+page+"index.html"))
		if !strings.Contains(squeeze(got), squeeze(want)) {
			t.Errorf("the page %q has no %q", page, want)
		}
	}
}

// squeeze makes one space of all white space that follows on another, as browsers do.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// hostileSite builds a site, which may differ from its records.
func hostileSite(t *testing.T, source, theme fs.FS) site {
	t.Helper()
	p, err := pipeline.Open(pipeline.Options{Source: source, Theme: theme})
	if err != nil {
		t.Fatal(err)
	}
	to := newMemory()
	report, err := p.Build(t.Context(), to, pipeline.BuildOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range report.Diags.Problems() {
		t.Error(d)
	}
	return to.files
}

// tag matches a tag of HTML, with what is in quotes in it.
var tag = regexp.MustCompile(`<[a-zA-Z/!](?:"[^"]*"|'[^']*'|[^"'>])*>?`)

// isText proves that a text is text in all files of a site, and that all formats
// have it.
func isText(t *testing.T, s site, text string) {
	t.Helper()
	found := map[string]bool{}
	for name, data := range s {
		switch ext := path.Ext(name); ext {
		case ".html":
			checkHTML(t, name, data)
			found[ext] = found[ext] || strings.Contains(html.UnescapeString(data), text)
			if _, ld, ok := strings.Cut(data, `<script type="application/ld+json">`); ok {
				ld, _, _ = strings.Cut(ld, "</script>")
				var v any
				if err := json.Unmarshal([]byte(ld), &v); err != nil {
					t.Errorf("%s: %v in %s", name, err, ld)
				}
				found["JSON-LD"] = found["JSON-LD"] || has(v, text)
			}
		case ".atom":
			var feed struct {
				Title string `xml:"title"` // plain text (RFC 4287, 3.1)
				Entry []struct {
					Content string `xml:"content"` // HTML
				} `xml:"entry"`
			}
			if err := xml.Unmarshal([]byte(data), &feed); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			found[ext] = found[ext] || strings.Contains(feed.Title, text)
			for _, e := range feed.Entry {
				checkHTML(t, name, e.Content)
				found["HTML in Atom"] = found["HTML in Atom"] || strings.Contains(html.UnescapeString(e.Content), text)
			}
		case ".ics":
			data = unfold(data)
			if strings.Contains(data, "\nEVIL") {
				t.Errorf("%s has a line more", name)
			}
			found[ext] = found[ext] || strings.Contains(unescape.Replace(data), text)
		}
	}
	for _, format := range []string{".html", "JSON-LD", ".atom", "HTML in Atom", ".ics"} {
		if !found[format] {
			t.Errorf("the text is nowhere in %s", format)
		}
	}
}

// unescape turns a text of a calendar into what it stands for (RFC 5545, 3.3.11).
var unescape = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\,`, ",", `\;`, ";")

// checkHTML proves that nothing evil is a tag, or follows one that was ended.
func checkHTML(t *testing.T, name, data string) {
	t.Helper()
	for _, tag := range tag.FindAllString(data, -1) {
		if strings.HasPrefix(tag, "<evil") || strings.HasPrefix(tag, "<!--") {
			t.Errorf("%s has %s", name, tag)
		}
	}
}

// has reports whether a value of JSON holds a text.
func has(v any, text string) bool {
	switch v := v.(type) {
	case string:
		return strings.Contains(v, text)
	case []any:
		for _, v := range v {
			if has(v, text) {
				return true
			}
		}
	case map[string]any:
		for _, v := range v {
			if has(v, text) {
				return true
			}
		}
	}
	return false
}
