package site

import (
	"encoding/xml"
	"fmt"
	"iter"

	"plenary/generator/meeting"
)

// mostURLs is the most addresses in a sitemap; sitemaps.org allows 50,000 and
// 50 MB, which addresses in several languages reach first.
const mostURLs = 20_000

const sitemapNS = "http://www.sitemaps.org/schemas/sitemap/0.9"

// urlset is a sitemap (sitemaps.org 0.9), with the languages of each page as
// search engines read them.
type urlset struct {
	XMLName xml.Name     `xml:"urlset"`
	NS      string       `xml:"xmlns,attr"`
	XHTML   string       `xml:"xmlns:xhtml,attr"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Loc   string        `xml:"loc"`
	Links []sitemapLink `xml:"xhtml:link"`
}

type sitemapLink struct {
	Rel  string `xml:"rel,attr"`
	Lang string `xml:"hreflang,attr"`
	Href string `xml:"href,attr"`
}

// sitemapIndex leads to the sitemaps of a site that needs more than one.
type sitemapIndex struct {
	XMLName xml.Name      `xml:"sitemapindex"`
	NS      string        `xml:"xmlns,attr"`
	Maps    []sitemapPart `xml:"sitemap"`
}

type sitemapPart struct {
	Loc string `xml:"loc"`
}

// Sitemap makes sitemap.xml and robots.txt, and the parts of a large sitemap:
// one of the pages over many meetings, and one for each year. Hugo could make
// them, but only of pages that it renders in the same run.
func (c *Composer) Sitemap(list []Summary, lists []List) map[string][]byte {
	files := map[string][]byte{
		"robots.txt": []byte("User-agent: *\nAllow: /\n\nSitemap: " + c.a.Site.URL("sitemap.xml") + "\n"),
	}
	above := each(lists, func(l List) string { return l.path })
	if len(list) <= recent {
		files["sitemap.xml"] = c.urls(append(above, pagesOf(list)...))
		return files
	}
	index := sitemapIndex{NS: sitemapNS}
	part := func(name string, paths []string) {
		name = "sitemap-" + name + ".xml"
		files[name] = c.urls(paths)
		index.Maps = append(index.Maps, sitemapPart{c.a.Site.URL(name)})
	}
	most := mostURLs / len(c.a.Site.Languages)
	for name, paths := range parts("pages", above, most) {
		part(name, paths)
	}
	for _, year := range split(list) {
		for name, paths := range parts(fmt.Sprintf("%04d", year[0].First.Year), pagesOf(year), most) {
			part(name, paths)
		}
	}
	files["sitemap.xml"] = encodeXML(index)
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

// urls makes a sitemap of paths without the language.
func (c *Composer) urls(paths []string) []byte {
	s := c.a.Site
	set := urlset{NS: sitemapNS, XHTML: "http://www.w3.org/1999/xhtml"}
	for _, p := range paths {
		var links []sitemapLink
		for _, lang := range s.Languages {
			links = append(links, sitemapLink{"alternate", lang, s.URL(meeting.HomePath(lang) + p)})
		}
		if p == "" { // the home pages: the front door is for readers of other languages
			links = append(links, sitemapLink{"alternate", "x-default", s.BaseURL})
			set.URLs = append(set.URLs, sitemapURL{Loc: s.BaseURL, Links: links})
		} else {
			links = append(links, sitemapLink{"alternate", "x-default", links[0].Href})
		}
		for _, lang := range s.Languages {
			set.URLs = append(set.URLs, sitemapURL{Loc: s.URL(meeting.HomePath(lang) + p), Links: links})
		}
	}
	return encodeXML(set)
}

func encodeXML(v any) []byte {
	data, _ := xml.MarshalIndent(v, "", " ") // texts only: cannot fail
	return append([]byte(xml.Header), append(data, '\n')...)
}
