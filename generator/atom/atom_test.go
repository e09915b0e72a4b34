package atom_test

import (
	"encoding/xml"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/atom"
)

func ExampleFeed_Encode() {
	fmt.Print(string(atom.Feed{
		ID: "urn:uuid:73eba0fe-a1ce-5b06-ab6f-24ef42e3625d", Lang: "en", Title: "What changed", Author: "Secretariat",
		Self: "https://example.org/en/changes.atom", Page: "https://example.org/en/",
		Entries: []atom.Entry{{
			ID: "urn:uuid:bd83a42f-a4c3-5123-a6aa-7fa398e44659", Title: "Revision 1", Date: time.Date(2023, time.July, 3, 9, 0, 0, 0, time.UTC),
			Page: "https://example.org/en/changes/#revision-1", HTML: "<p>A &amp; B</p>",
		}},
	}.Encode()))
	// Output:
	// <?xml version="1.0" encoding="UTF-8"?>
	// <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
	//  <id>urn:uuid:73eba0fe-a1ce-5b06-ab6f-24ef42e3625d</id>
	//  <title>What changed</title>
	//  <updated>2023-07-03T09:00:00Z</updated>
	//  <author>
	//   <name>Secretariat</name>
	//  </author>
	//  <link rel="self" type="application/atom+xml" href="https://example.org/en/changes.atom"></link>
	//  <link rel="alternate" type="text/html" href="https://example.org/en/"></link>
	//  <entry>
	//   <id>urn:uuid:bd83a42f-a4c3-5123-a6aa-7fa398e44659</id>
	//   <title>Revision 1</title>
	//   <published>2023-07-03T09:00:00Z</published>
	//   <updated>2023-07-03T09:00:00Z</updated>
	//   <link rel="alternate" type="text/html" href="https://example.org/en/changes/#revision-1"></link>
	//   <content type="html">&lt;p&gt;A &amp;amp; B&lt;/p&gt;</content>
	//  </entry>
	// </feed>
}

// TestEncode proves that any text comes back, and that a feed is dated by its latest
// entry, or by none.
func TestEncode(t *testing.T) {
	type feed struct {
		Title   string `xml:"title"`
		Updated string `xml:"updated"`
		Entries []struct {
			Title   string `xml:"title"`
			Content string `xml:"content"`
		} `xml:"entry"`
	}
	day := func(n int) time.Time { return time.Date(2024, time.May, n, 23, 30, 0, 0, time.FixedZone("", -3600)) }
	for name, c := range map[string]struct {
		entries []atom.Entry
		updated string
	}{
		"empty":       {nil, "1970-01-01T00:00:00Z"},
		"in disorder": {[]atom.Entry{{Title: "a<b>&\"'", Date: day(1), HTML: "<p>&lt;会议&gt; 👩‍👧</p>"}, {Date: day(9)}, {Date: day(3)}}, "2024-05-10T00:30:00Z"},
	} {
		var got feed
		if err := xml.Unmarshal(atom.Feed{Title: "]]> 中文", Entries: c.entries}.Encode(), &got); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		want := feed{Title: "]]> 中文", Updated: c.updated}
		if diff := cmp.Diff([]string{want.Title, want.Updated}, []string{got.Title, got.Updated}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		for i, e := range c.entries {
			if got.Entries[i].Title != e.Title || got.Entries[i].Content != e.HTML {
				t.Errorf("%s: entry %d is %q", name, i, got.Entries[i])
			}
		}
	}
}
