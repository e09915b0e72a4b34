package site

import (
	"encoding/json"
	"encoding/xml"

	"plenary/generator/meeting"
	"plenary/generator/words"
)

// object is a piece of Hugo's configuration, whose shape is Hugo's to define.
type object map[string]any

// config puts Hugo's configuration into the tree.
func (c *composer) config() {
	s := c.a.Site
	front := s.Languages[0]
	languages := object{}
	for i, lang := range s.Languages {
		outputs := []string{"html"}
		if lang == front {
			outputs = append(outputs, "front", "lost")
		}
		languages[lang] = object{
			"label": words.OwnName(lang), "locale": lang, "title": s.Title.In(lang), "weight": i + 1,
			"hasCJKLanguage": isCJK(lang),
			"outputs":        object{"home": outputs, "section": []string{"html"}, "page": []string{"html"}},
			"markup": object{"goldmark": object{"extensions": object{ // in the place of the site's own
				"typographer": object{"disable": true}, "footnote": object{"enable": true},
				"cjk": object{"enable": isCJK(lang), "eastAsianLineBreaks": isCJK(lang) && words.Base(lang) != "ko"},
			}}},
			"params": object{
				"organization": s.Organization.In(lang),
				"description":  s.Description.In(lang),
			},
		}
	}
	data, err := json.MarshalIndent(object{
		"baseURL": s.BaseURL, "title": s.Title.In(front),
		"languages": languages, "defaultContentLanguage": front,
		"defaultContentLanguageInSubdir": true, "disableDefaultLanguageRedirect": true, "disableAliases": true,
		"disableKinds":               []string{"taxonomy", "term", "rss", "sitemap", "robotsTXT", "404"},
		"enableEmoji":                false,
		"buildDrafts":                true, // what is built was decided before
		"buildFuture":                true,
		"buildExpired":               true,
		"disableHugoGeneratorInject": true,
		"disableLiveReload":          true,
		"timeZone":                   "UTC",
		"outputFormats": object{
			"front": object{"mediaType": "text/html", "baseName": "index", "isHTML": true, "root": true, "notAlternative": true},
			"lost":  object{"mediaType": "text/html", "baseName": "404", "isHTML": true, "root": true, "notAlternative": true},
		},
		"markup": object{
			"goldmark": object{
				"renderer":    object{"unsafe": false},
				"renderHooks": object{"link": object{"useEmbedded": "never"}, "image": object{"useEmbedded": "never"}},
				"parser":      object{"autoHeadingID": false},
			},
			"tableOfContents": object{"startLevel": 2, "endLevel": 3},
		},
		"params": object{
			"css": c.asset("css/plenary.css"), "js": c.asset("js/plenary.js"),
			"icon": c.asset("img/mark.svg"), "touchicon": c.asset("img/mark-180.png"), "card": c.asset("img/card.png"),
			"languages": s.Languages,
		},
	}, "", "  ")
	if err != nil && c.err == nil {
		c.err = err
	}
	c.tree.Source[ConfigFile] = data
	c.tree.Pages = append(c.tree.Pages, "index.html", "404.html")
}

// isCJK reports whether a language is written in Han characters, kana or Hangul.
// Korean alone of them parts its words by spaces.
func isCJK(lang string) bool {
	switch words.Base(lang) {
	case "zh", "ja", "ko":
		return true
	}
	return false
}

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

// sitemap puts sitemap.xml and robots.txt among the static files. Hugo could
// make both, but only of pages that it renders in the same run.
func (c *composer) sitemap() {
	s := c.a.Site
	set := urlset{NS: "http://www.sitemaps.org/schemas/sitemap/0.9", XHTML: "http://www.w3.org/1999/xhtml"}
	for _, p := range c.paths {
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
	data, err := xml.MarshalIndent(set, "", " ")
	if err != nil && c.err == nil {
		c.err = err
	}
	c.tree.Static["sitemap.xml"] = append([]byte(xml.Header), append(data, '\n')...)
	c.tree.Static["robots.txt"] = []byte("User-agent: *\nAllow: /\n\nSitemap: " + s.URL("sitemap.xml") + "\n")
}
