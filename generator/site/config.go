package site

import (
	"encoding/json"

	"plenary/generator/address"
	"plenary/generator/words"
)

// object is a piece of Hugo's configuration, whose shape is Hugo's to define.
type object map[string]any

// config returns Hugo's configuration.
func (c *Composer) config() ([]byte, error) {
	s := c.a.Site
	front := s.Languages[0]
	languages, names := object{}, []object{}
	for i, lang := range s.Languages {
		names = append(names, object{"tag": lang, "name": words.OwnName(lang)})
		outputs := []string{"html"}
		if lang == front {
			outputs = append(outputs, "front", "notfound")
		}
		languages[lang] = object{
			"label": words.OwnName(lang), "locale": lang, "title": s.Title.In(lang), "weight": i + 1,
			"hasCJKLanguage": isCJK(lang),
			"outputs":        object{"home": outputs, "section": []string{"html"}, "page": []string{"html"}},
			"markup": object{ // replaces that of the site
				"goldmark": object{"extensions": object{ // the same as in package prose
					"typographer": object{"disable": true}, "footnote": object{"enable": true}, "taskList": false,
					"cjk": object{"enable": isCJK(lang), "eastAsianLineBreaks": isCJK(lang) && words.Base(lang) != "ko"},
				}},
				"highlight": object{"codeFences": false}, // a fence could ask for any style, and for drawings
			},
			"params": object{
				"organization": s.Organization.In(lang),
				"description":  s.Description.In(lang),
			},
		}
	}
	return json.MarshalIndent(object{
		"baseURL": s.BaseURL, "title": s.Title.In(front),
		"languages": languages, "defaultContentLanguage": front,
		"defaultContentLanguageInSubdir": true, "disableDefaultLanguageRedirect": true, "disableAliases": true,
		"taxonomies":                 object{}, // Hugo would drop the pages of groups whose names begin with "tags" or "categories"
		"disableKinds":               []string{"taxonomy", "term", "rss", "sitemap", "robotsTXT", "404"},
		"enableEmoji":                false,
		"buildDrafts":                true, // Plenary has decided what is built
		"buildFuture":                true,
		"buildExpired":               true,
		"disableHugoGeneratorInject": true,
		"disableLiveReload":          true,
		"timeZone":                   "UTC",
		"outputFormats": object{
			"front":    object{"mediaType": "text/html", "baseName": "index", "isHTML": true, "root": true, "notAlternative": true},
			"notfound": object{"mediaType": "text/html", "baseName": "404", "isHTML": true, "root": true, "notAlternative": true},
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
			"base": basePath(s.BaseURL),
			"css":  c.asset("css/plenary.css"), "js": c.asset("js/plenary.js"),
			"icon": c.asset("img/mark.svg"), "touchicon": c.asset("img/mark-180.png"), "card": c.asset("img/card.png"),
			"languages": names,
		},
	}, "", "  ")
}

// basePath returns the path of the site's address: "/", or the folder that it is in.
func basePath(base string) string {
	u, err := address.ParseSite(base)
	if err != nil {
		return "/" // it was checked
	}
	return u.Path
}

// isCJK reports whether a language is written in Han characters, kana or Hangul. Of
// these, only Korean separates words by spaces.
func isCJK(lang string) bool {
	switch words.Base(lang) {
	case "zh", "ja", "ko":
		return true
	}
	return false
}
