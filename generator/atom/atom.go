// Package atom writes Atom feeds (RFC 4287): news of what was published, one entry
// each. The same feed always has the same bytes; dates are the caller's.
package atom

import (
	"bytes"
	"encoding/xml"
	"time"
)

// File is the name of the file of a feed.
const File = "changes.atom"

// mediaType is the media type of a feed.
const mediaType = "application/atom+xml"

// Feed is a list of news. All its fields must be filled in but Entries.
type Feed struct {
	ID      string // permanent, an IRI
	Lang    string // BCP 47
	Title   string
	Author  string
	Self    string // the address of the feed
	Page    string // the address of the page that it belongs to
	Entries []Entry
}

// Entry is one piece of news.
type Entry struct {
	ID    string // permanent, an IRI
	Title string
	Date  time.Time
	Page  string // the address of the page that says more
	HTML  string // what is new
}

// none is the date of a feed without entries.
var none = time.Unix(0, 0)

// Encode returns the feed as XML. Its date is that of the latest entry.
func (f Feed) Encode() []byte {
	out := feed{
		NS: "http://www.w3.org/2005/Atom", Lang: f.Lang, ID: f.ID, Title: f.Title, Author: f.Author,
		Links: []link{{Rel: "self", Type: mediaType, Href: f.Self}, {Rel: "alternate", Type: "text/html", Href: f.Page}},
	}
	latest := none
	for _, e := range f.Entries {
		if e.Date.After(latest) {
			latest = e.Date
		}
		out.Entries = append(out.Entries, entry{
			ID: e.ID, Title: e.Title, Published: stamp(e.Date), Updated: stamp(e.Date),
			Links: []link{{Rel: "alternate", Type: "text/html", Href: e.Page}}, Content: content{Type: "html", Text: e.HTML},
		})
	}
	out.Updated = stamp(latest)
	var b bytes.Buffer
	b.WriteString(xml.Header)
	enc := xml.NewEncoder(&b)
	enc.Indent("", " ")
	_ = enc.Encode(out) // texts into a buffer: cannot fail
	b.WriteString("\n")
	return b.Bytes()
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

type feed struct {
	XMLName xml.Name `xml:"feed"`
	NS      string   `xml:"xmlns,attr"`
	Lang    string   `xml:"xml:lang,attr"`
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Author  string   `xml:"author>name"`
	Links   []link   `xml:"link"`
	Entries []entry  `xml:"entry"`
}

type entry struct {
	ID        string  `xml:"id"`
	Title     string  `xml:"title"`
	Published string  `xml:"published"`
	Updated   string  `xml:"updated"`
	Links     []link  `xml:"link"`
	Content   content `xml:"content"`
}

type link struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type content struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}
