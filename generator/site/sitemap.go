package site

import (
	"encoding/xml"
	"fmt"
	"iter"
	"strings"

	"plenary/generator/meeting"
)

// maxURLs is the number of addresses in a sitemap; sitemaps.org allows 50,000 and
// 50 MB, which addresses in several languages reach first.
const maxURLs = 20_000

const (
	sitemapHead  = `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="` + sitemapNS + `" xmlns:xhtml="http://www.w3.org/1999/xhtml">`
	sitemapIndex = `<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="` + sitemapNS + `">`
	sitemapNS    = "http://www.sitemaps.org/schemas/sitemap/0.9"
)

// Sitemap returns sitemap.xml and robots.txt, and the parts of a large sitemap: one for
// the pages over many meetings, and one for each year. Hugo could only list pages that it
// renders in the same run.
func (c *Composer) Sitemap(list []Summary, lists []List) map[string][]byte {
	files := map[string][]byte{
		"robots.txt": []byte("User-agent: *\nAllow: /\n\nSitemap: " + c.a.Site.URL("sitemap.xml") + "\n"),
	}
	base := escapeXML(c.a.Site.BaseURL)
	above := convert(lists, func(l List) string { return l.path })
	if len(list) <= Recent {
		files["sitemap.xml"] = c.urls(append(above, pagesOf(list)...))
		return files
	}
	index := []byte(sitemapIndex)
	part := func(name string, paths []string) {
		name = "sitemap-" + name + ".xml"
		files[name] = c.urls(paths)
		index = fmt.Appendf(index, "<sitemap><loc>%s%s</loc></sitemap>", base, name)
	}
	limit := maxURLs / len(c.a.Site.Languages)
	for name, paths := range parts("pages", above, limit) {
		part(name, paths)
	}
	for _, year := range splitYears(list) {
		for name, paths := range parts(fmt.Sprintf("%04d", year[0].First.Year), pagesOf(year), limit) {
			part(name, paths)
		}
	}
	files["sitemap.xml"] = append(index, "</sitemapindex>"...)
	return files
}

// parts cuts a list of paths into named pieces of at most n.
func parts(name string, paths []string, n int) iter.Seq2[string, []string] {
	return func(yield func(string, []string) bool) {
		for i := 0; i*n < len(paths); i++ {
			part := name
			if i > 0 {
				part = fmt.Sprintf("%s-%d", name, i+1)
			}
			if !yield(part, paths[i*n:min(len(paths), (i+1)*n)]) {
				return
			}
		}
	}
}

// pagesOf returns the paths of the pages of meetings, without the language.
func pagesOf(list []Summary) []string {
	var paths []string
	for _, s := range list {
		for _, name := range s.Pages {
			if name != "" {
				name += "/"
			}
			paths = append(paths, s.Path+"/"+name)
		}
	}
	return paths
}

// urls makes a sitemap (sitemaps.org 0.9) of paths without the language, with the
// languages of each page as search engines read them. It has no white space, and it
// is put together by hand, because a large site has millions of links in it.
func (c *Composer) urls(paths []string) []byte {
	base := escapeXML(c.a.Site.BaseURL)
	langs := c.a.Site.Languages
	b := []byte(sitemapHead)
	for _, p := range paths {
		var links []byte
		link := func(lang, path string) {
			links = fmt.Appendf(links, `<xhtml:link rel="alternate" hreflang="%s" href="%s%s"/>`, lang, base, path)
		}
		for _, lang := range langs {
			link(lang, meeting.HomePath(lang)+p)
		}
		if p == "" { // the home pages: the front page is for readers of other languages
			link("x-default", "")
			b = fmt.Appendf(b, "<url><loc>%s</loc>%s</url>", base, links)
		} else {
			link("x-default", meeting.HomePath(langs[0])+p)
		}
		for _, lang := range langs {
			b = fmt.Appendf(b, "<url><loc>%s%s</loc>%s</url>", base, meeting.HomePath(lang)+p, links)
		}
	}
	return append(b, "</urlset>"...)
}

func escapeXML(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a builder takes everything
	return b.String()
}
