package preview

import (
	"net/url"
	"strings"
	"testing"
)

// A state changes in the part that tells what happened.
func TestState(t *testing.T) {
	const (
		same  = "same"
		style = "style"
		page  = "page"
	)
	for _, c := range []struct {
		name   string
		change func(*fakeSite)
		want   string
	}{
		{"nothing", func(*fakeSite) {}, same},
		{"text", func(s *fakeSite) { s.replace("en/index.html", "one", "two") }, page},
		{"mark alone", func(s *fakeSite) { s.replace("en/index.html", "11111111", "33333333") }, same},
		{"mark of a foreign file", func(s *fakeSite) { s.replace("en/index.html", "99999999", "33333333") }, page},
		{"style sheet", func(s *fakeSite) { s.replace("css/plenary.css", "red", "blue") }, style},
		{"style sheet with its mark", func(s *fakeSite) {
			s.replace("css/plenary.css", "red", "blue")
			s.replace("en/index.html", "11111111", "33333333")
		}, style},
		{"other style sheet", func(s *fakeSite) { s.replace("en/index.html", "plenary.css?v=11111111", "other.css") }, page},
		{"style sheet removed", func(s *fakeSite) { s.set("css/plenary.css", "") }, page},
		{"script", func(s *fakeSite) { s.replace("js/plenary.js", "script", "other") }, page},
		{"script with its mark", func(s *fakeSite) {
			s.replace("js/plenary.js", "script", "other")
			s.replace("en/index.html", "22222222", "33333333")
		}, page},
		{"image", func(s *fakeSite) { s.set("img/mark.svg", "<svg> </svg>") }, page},
		{"image that is not named", func(s *fakeSite) { s.set("img/photo.png", "other") }, same},
		{"image in the style sheet", func(s *fakeSite) { s.set("img/back.png", "other") }, page},
		{"imported style sheet", func(s *fakeSite) { s.set("css/more.css", "b {}") }, page},
		{"calendar that is linked", func(s *fakeSite) { s.set("en/calendar.ics", "other") }, same},
		{"other page", func(s *fakeSite) { s.replace("zh/index.html", "首页", "主页") }, same},
		{"file that was missing", func(s *fakeSite) { s.set("img/missing.png", "png") }, page},
	} {
		t.Run(c.name, func(t *testing.T) {
			site := newSite(t)
			site.replace("en/index.html", "</body>",
				`<a href="calendar.ics">ICS</a><a href='https://example.org/a.css?v=99999999'>b</a><img src=../img/missing.png></body>`)
			site.set("css/plenary.css", `@import "more.css"; p { background: url(../img/back.png); color: red }`)
			site.set("css/more.css", "a {}")
			site.set("img/back.png", "png")
			s := newServer(site)
			before := stateIn(t, body(t, ask(s, "/en/")))
			c.change(site)
			after := stateIn(t, body(t, ask(s, "/en/")))
			page1, style1, _ := strings.Cut(before, "-")
			page2, style2, _ := strings.Cut(after, "-")
			got := same
			switch {
			case page1 != page2:
				got = page
			case style1 != style2:
				got = style
			}
			if got != c.want {
				t.Errorf("%s → %s: got %s, want %s", before, after, got, c.want)
			}
		})
	}
}

func TestStateIsOfTheProgram(t *testing.T) {
	site := newSite(t)
	s := newServer(site)
	before := stateIn(t, body(t, ask(s, "/en/")))
	s.clientSum = "other"
	if after := stateIn(t, body(t, ask(s, "/en/"))); before == after {
		t.Error("a page with the script of another version is not out of date")
	}
}

func TestAsset(t *testing.T) {
	s := New(newSite(t), Options{Base: "/a/"})
	for ref, want := range map[string]string{
		"css/x.css":                   "en/css/x.css",
		"../css/x.css?v=11111111":     "css/x.css",
		"/a/css/x.css":                "css/x.css",
		"./x.JS":                      "en/x.JS",
		"x%20y.png":                   "en/x y.png",
		"../f.woff2#iefix":            "f.woff2",
		"/css/x.css":                  "",
		"../../css/x.css":             "",
		"../../../../css/x.css":       "",
		"https://example.org/x.css":   "",
		"//example.org/x.css":         "",
		"data:image/png;base64,AAAA":  "",
		"mailto:a@example.org?x.png":  "",
		"":                            "",
		"#x.png":                      "",
		"?x.png":                      "",
		"page/":                       "",
		"x.html":                      "",
		"x.pdf":                       "",
		"x.ics":                       "",
		"%zz.png":                     "",
		"..%2f..%2fx.png":             "",
		"webcal://localhost/en/x.css": "",
	} {
		_, name, ok := s.asset(&url.URL{Path: "/a/en/"}, ref)
		if ok != (want != "") || ok && name != want {
			t.Errorf("%q: got %q, %t, want %q", ref, name, ok, want)
		}
	}
}

func BenchmarkState(b *testing.B) {
	site := newSite(nil)
	site.set("en/index.html", strings.Repeat(`<p><a href="../sg17/">Words <b class="x">and</b> words</a> and words, and more of them.</p>`+"\n", 2000))
	s := newServer(site)
	data := site.files["en/index.html"].Data
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		s.stateOf(b.Context(), &url.URL{Path: "/en/"}, data)
	}
}
