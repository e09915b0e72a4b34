package pipeline_test

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"golang.org/x/net/html"

	"plenary"
	"plenary/generator/diag"
	"plenary/generator/pipeline"
)

// The tests named TestAttack… put what an attacker would write into everything that
// can be written, and look at everything that comes out: either it is refused at its
// place, or what is published holds it as text.

// payloads are what an attacker would write.
var payloads = map[string]string{
	"script":                 `<script>alert(1)</script>`,
	"handler":                `<img src=x onerror=alert(1)>`,
	"end of elements":        `</title></style></script></textarea><svg onload=alert(1)>`,
	"end of an attribute":    `" onmouseover="alert(1)" x="`,
	"end of another":         `' onmouseover='alert(1)' x='`,
	"attribute without mark": "x onmouseover=alert(1) ",
	"comment":                `--><marquee>x</marquee><!--`,
	"character data":         `]]><marquee>x</marquee><![CDATA[`,
	"entity":                 `&lt;script&gt;&#60;b&#62;&quot;&amp;amp;`,
	"address that runs":      "javascript:alert(1)",
	"address of data":        "data:text/html,<script>alert(1)</script>",
	"Markdown":               `[x](javascript:alert(1)) ![y](https://evil.example/x.png) <https://evil.example/>`,
	"Markdown, reference":    "[x]\n\n[x]: javascript:alert(1)",
	"shortcode":              `{{< days >}}{{% days %}}{{< lang "fr" >}}<marquee>x</marquee>{{< /lang >}}`,
	"template":               `{{ .Site.Params }}{{ define "x" }}{{ end }}{{/* */}}`,
	"engine's shortcode":     "HAHAHUGOSHORTCODE1s0HBHB",
	"engine's page":          "{{__hugo_ctx pid=1}}x{{__hugo_ctx/}}",
	"engine's summary":       "x<!--more-->HUGOMORE42",
	"calendar item":          "x\nEND:VEVENT\nBEGIN:VEVENT\nUID:evil\nSUMMARY:evil",
	"calendar item, CR":      "x\r\nATTACH:https://evil.example/",
	"calendar parameter":     `x";ALTREP="https://evil.example/";X=a,b;c:d`,
	"calendar escapes":       `x\nEND:VEVENT\;\,\\`,
	"JSON":                   `"},"@type":"Evil","x":{"y":"`,
	"JSON escapes":           `\u003c/script\u003e\",\"x\":\"`,
	"style":                  "x;background:url(https://evil.example/)",
	"path":                   "../../../etc/passwd",
	"host":                   "//evil.example/x",
	"percent":                "%0d%0aX: y%3Cscript%3E%2e%2e%2f",
	"format":                 "%s%d%!v(MISSING)%n",
	"property of objects":    "__proto__ constructor toString",
	"headers of mail":        "help@example.org?bcc=evil@example.org&body=%0Ax",
	"header of mail":         "help@example.org?bcc=x",
	"address with a host":    "https://good.example@evil.example/",
	"address with marks":     `https://example.org/"><script>alert(1)</script>`,
	"address with CR":        "https://example.org/\r\nX: y",
	"invisible":              "exa\u200bmple\u00ad\u2060\ufeff",
	"direction":              "abc\u202egpj.exe\u2066",
	"zero":                   "a\x00b\x1b[31mc\x07",
	"surrogates and others":  "\ufffd\ufffe\u2028\u2029\u0085",
	"combining":              "e" + strings.Repeat("\u0301", 200) + "𝒶💥\U000e0041",
	"long":                   strings.Repeat("W", 5000),
	"YAML":                   "x: y\n- z\n? &a !!binary |",
	"formula":                `=HYPERLINK("https://evil.example/","x")`,
	"link with a handler":    `<a href="jAvAsCrIpT&colon;alert(1)" ping="https://evil.example/">x</a>`,
	"redirect":               `<meta http-equiv="refresh" content="0;url=https://evil.example/"><base href="https://evil.example/">`,
}

// build makes everything that a project publishes; no site when it has problems.
func build(t *testing.T, files fs.FS) (site, diag.List) {
	t.Helper()
	p, err := pipeline.Open(pipeline.Options{Source: files, Theme: plenary.Theme})
	if err != nil {
		t.Fatal(err)
	}
	to := newMemory()
	report, err := p.Build(context.Background(), to, pipeline.BuildOptions{})
	if err != nil {
		t.Fatal(err)
	}
	errors := slices.DeleteFunc(report.Diags, func(d diag.Diagnostic) bool { return d.Severity > diag.Finding })
	if len(errors) > 0 {
		return nil, errors
	}
	return to.files, nil
}

// harmless looks at all files of a site with other eyes than the program's own check:
// it parses them as browsers and calendar programs do.
func harmless(t *testing.T, name string, s site) {
	t.Helper()
	for _, file := range slices.Sorted(maps.Keys(s)) {
		data := s[file]
		var wrong []string
		switch path.Ext(file) {
		case ".html":
			wrong = hostileHTML(data)
		case ".ics":
			wrong = hostileCalendar(data)
		case ".atom", ".xml":
			wrong = hostileXML(data)
		}
		if len(wrong) > 0 {
			t.Errorf("%s: %s has %s", name, file, strings.Join(wrong[:min(len(wrong), 3)], "; "))
		}
	}
}

var (
	schemes   = []string{"", "http", "https", "mailto", "tel", "webcal"}
	ownScript = regexp.MustCompile(`^(/|(\.\./)*)js/plenary\.js\?v=[0-9a-f]{8}$`)
	ownFile   = regexp.MustCompile(`^(/|(\.\./)*)(img|css)/[a-z0-9-]+\.(svg|png|css)\?v=[0-9a-f]{8}$`)
)

// hostileHTML returns what in a page runs, or is fetched from elsewhere.
func hostileHTML(page string) []string {
	var list []string
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return []string{err.Error()}
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		attr := map[string]string{}
		for _, a := range n.Attr {
			attr[a.Key] = a.Val
			if strings.HasPrefix(a.Key, "on") || slices.Contains([]string{"srcdoc", "ping", "formaction", "background", "srcset"}, a.Key) {
				list = append(list, "the attribute "+a.Key+" in "+n.Data)
			}
			if a.Key == "href" || a.Key == "src" || a.Key == "xlink:href" {
				if hostileAddress(a.Val) {
					list = append(list, "the address "+a.Val)
				}
			}
		}
		switch n.Data {
		case "script":
			if attr["type"] == "application/ld+json" {
				list = append(list, hostileJSON(n)...)
			} else if !ownScript.MatchString(attr["src"]) || n.FirstChild != nil {
				list = append(list, "a script: "+attr["src"])
			}
		case "img", "iframe", "object", "embed", "form", "base", "style", "audio", "video", "source", "foreignobject", "animate", "set":
			list = append(list, "the element "+n.Data)
		case "marquee":
			list = append(list, "an element that somebody else wrote")
		case "link":
			if rel := attr["rel"]; (rel == "stylesheet" || strings.Contains(rel, "icon")) && !ownFile.MatchString(attr["href"]) {
				list = append(list, "the style sheet "+attr["href"])
			}
		case "meta":
			if eq := strings.ToLower(attr["http-equiv"]); eq != "" && eq != "content-security-policy" {
				list = append(list, "the header "+eq)
			}
		}
		if strings.Contains(attr["style"], "url") || strings.Contains(attr["style"], "background") {
			list = append(list, "the style "+attr["style"])
		}
	}
	return list
}

// hostileAddress reports whether an address runs, leads somewhere else than it seems
// to, or writes a mail to others.
func hostileAddress(s string) bool {
	u, err := url.Parse(strings.TrimSpace(s))
	return err != nil || !slices.Contains(schemes, u.Scheme) || u.User != nil || strings.HasPrefix(s, "//") ||
		u.Scheme == "mailto" && strings.ContainsAny(s, "?&,%\"") || u.Scheme != "" && u.Host == "" && u.Opaque == "" ||
		strings.ContainsFunc(s, func(c rune) bool { return unicode.In(c, unicode.Cf, unicode.Cc, unicode.Z) })
}

// hostileJSON returns what is wrong with data for search engines.
func hostileJSON(script *html.Node) []string {
	var value any
	if script.FirstChild == nil || json.Unmarshal([]byte(script.FirstChild.Data), &value) != nil {
		return []string{"data that is not JSON"}
	}
	data, _ := json.Marshal(value) // it came from JSON
	if bytes.Contains(data, []byte(`"@type":"Evil"`)) {
		return []string{"data that somebody else wrote"}
	}
	return nil
}

var contentLine = regexp.MustCompile(`^(BEGIN|END|VERSION|PRODID|CALSCALE|METHOD|NAME|X-WR-CALNAME|X-WR-CALDESC|X-WR-TIMEZONE|DESCRIPTION|REFRESH-INTERVAL|X-PUBLISHED-TTL|SOURCE|URL|COLOR|CATEGORIES|UID|DTSTAMP|CREATED|LAST-MODIFIED|SEQUENCE|STATUS|SUMMARY|DTSTART|DTEND|DURATION|TRANSP|CLASS|X-MICROSOFT-CDO-BUSYSTATUS|LOCATION|GEO|TZID|TZNAME|TZOFFSETFROM|TZOFFSETTO|RRULE|RDATE|TRIGGER|ACTION|X-APPLE-DEFAULT-ALARM)((;[A-Z-]+=("[^"\r\n]*"|[^";:,\r\n]*))*):`)

// hostileCalendar returns what in a calendar is not the program's own.
func hostileCalendar(data string) []string {
	var list []string
	lines := strings.Split(data, "\r\n")
	if lines[len(lines)-1] != "" || strings.Count(data, "\n") != len(lines)-1 || strings.Count(data, "\r") != len(lines)-1 {
		list = append(list, "line ends of another kind")
	}
	depth, events, uids := 0, 0, map[string]bool{}
	for _, line := range strings.Split(strings.ReplaceAll(data, "\r\n ", ""), "\r\n") {
		if line == "" {
			continue
		}
		if !contentLine.MatchString(line) {
			list = append(list, "the line "+line)
		}
		switch name, value, _ := strings.Cut(line, ":"); name {
		case "BEGIN":
			if depth++; value == "VEVENT" {
				events++
			}
		case "END":
			depth--
		case "UID":
			uids[value] = true
		}
		if strings.HasPrefix(line, "URL") && !strings.Contains(line, ":http") {
			list = append(list, "the address "+line)
		}
	}
	if depth != 0 || len(uids) != events || uids["evil"] {
		list = append(list, "items that somebody else wrote")
	}
	return list
}

// hostileXML returns what in a feed or a sitemap is not the program's own.
func hostileXML(data string) []string {
	var list []string
	d := xml.NewDecoder(strings.NewReader(data))
	inContent := false
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return list
		}
		if err != nil {
			return append(list, "XML that cannot be read: "+err.Error())
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			inContent = tok.Name.Local == "content"
			for _, a := range tok.Attr {
				if a.Name.Local == "href" && !strings.HasPrefix(a.Value, "https://") {
					list = append(list, "the address "+a.Value)
				}
			}
			known := []string{"feed", "id", "title", "updated", "author", "name", "link", "entry", "published", "content", "urlset", "url", "loc", "sitemapindex", "sitemap"}
			if !slices.Contains(known, tok.Name.Local) {
				list = append(list, "the element "+tok.Name.Local)
			}
		case xml.EndElement:
			inContent = false
		case xml.CharData:
			if inContent {
				list = append(list, hostileHTML(string(tok))...)
			}
		}
	}
}

var example = regexp.MustCompile("(?ms)^```[a-z]+ title=(\\S+)\n(.*?)^```$")

// handbook returns the project that the examples of the handbook make together, which
// has every key of every file.
func handbook(t *testing.T) fstest.MapFS {
	t.Helper()
	text, err := os.ReadFile("../docs/handbook.en.md")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, m := range example.FindAllSubmatch(text, -1) {
		name := string(m[1])
		if files[name] == nil {
			files[name] = &fstest.MapFile{}
		}
		files[name].Data = append(files[name].Data, m[2]...)
	}
	if len(files) < 14 {
		t.Fatalf("the examples of the handbook make %d files only", len(files))
	}
	return files
}
