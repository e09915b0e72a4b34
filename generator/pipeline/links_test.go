package pipeline_test

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	idPattern   = regexp.MustCompile(`\sid="([^"]+)"`)
	linkPattern = regexp.MustCompile(`\s(?:(?:href|src)="([^"]*)"|content="(https://[^"]*)")`)
	urlPattern  = regexp.MustCompile(`(?m)^(?:URL|SOURCE;VALUE=URI):(.*?)\r?$`)
)

// Every link to the site itself leads to a file, and to a place on it where it
// names one: from pages and from calendars.
func TestLinks(t *testing.T) {
	s := must(t, madeUp)
	ids := map[string]map[string]bool{}
	for p, data := range s {
		if path.Ext(p) != ".html" {
			continue
		}
		ids[p] = map[string]bool{}
		for _, m := range idPattern.FindAllStringSubmatch(data, -1) {
			if ids[p][m[1]] {
				t.Errorf("%s has the id %q twice", p, m[1])
			}
			ids[p][m[1]] = true
		}
	}
	for _, p := range slices.Sorted(maps.Keys(s)) {
		for _, link := range links(p, s[p]) {
			file, anchor, own := target(p, link)
			if _, ok := s[file]; !own || ok && (anchor == "" || ids[file][anchor]) {
				continue
			}
			t.Errorf("%s: %q leads nowhere", p, link)
		}
	}
}

// links returns the addresses in a page or a calendar.
func links(p, data string) []string {
	pattern := linkPattern
	switch path.Ext(p) {
	case ".html":
	case ".ics":
		pattern, data = urlPattern, unfold(data)
	default:
		return nil
	}
	var list []string
	for _, m := range pattern.FindAllStringSubmatch(data, -1) {
		list = append(list, strings.Join(m[1:], "")) // one of them is empty
	}
	return list
}

// target returns the file that a link on a page leads to and the place on it;
// false when it leads out of the site.
func target(page, link string) (file, anchor string, own bool) {
	link, anchor, _ = strings.Cut(link, "#")
	link, _, _ = strings.Cut(link, "?")
	if rest, ok := strings.CutPrefix(link, "https://meetings.example.org/"); ok {
		link = "/" + rest
	}
	switch {
	case link == "":
		return page, anchor, true
	case strings.Contains(link, ":"):
		return "", "", false
	case strings.HasSuffix(link, "/"):
		link += "index.html"
	}
	if !strings.HasPrefix(link, "/") {
		link = path.Join("/", path.Dir(page), link)
	}
	return link[1:], anchor, true
}
