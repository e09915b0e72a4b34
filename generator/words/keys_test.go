package words_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/words"
)

// built is every key that the program puts together, by its pattern: * stands
// for what is not written out in the code, and here are the words it can be.
var built = map[string][]string{
	"feed_*":          {"deadlines", "events", "calendar", "reminders"},
	"feed_*_what":     {"deadlines", "events", "calendar", "reminders"},
	"ics_*":           {"opening", "registration"},
	"lapse_*":         {"day", "week", "month"},
	"page_*":          {"deadlines", "subscribe", "venue", "contacts", "changes", "print"},
	"what_*":          {"deadlines", "subscribe", "venue", "contacts", "changes", "print"},
	"part_*":          {"morning", "afternoon", "evening"},
	"participation_*": {"on-site", "hybrid", "remote"},
	"status_*":        {"moved", "postponed", "cancelled"},
	"*_none":          {"interpretation", "captioning"},
	"*_provided":      {"interpretation", "captioning"},
	"*_on_request":    {"interpretation", "captioning"},
	"*_month":         {"days", "days_short", "days_from"},
	"*_months":        {"days", "days_short", "days_from"},
	"*_years":         {"days", "days_short", "days_from"},
	"revision_*":      {"first-issue", "revision", "corrigendum", "addendum", "cancellation"},
	"sheet_*":         {"revision", "corrigendum", "addendum"},
	"service_*":       {"none", "provided", "on_request"},
	"thing_*":         {"meeting", "letter", "venue", "building", "deadline", "event", "contact", "link", "document", "lead", "officer"},
	"fact_*": {
		"title", "days", "zone", "city", "country", "host", "opening", "registration", "participation", "working_languages",
		"interpretation", "captioning", "bodies", "joint_with", "status", "reason", "number", "date", "signatory", "office",
		"short", "action", "who", "how", "url", "place", "room", "register", "note", "name", "hall", "address", "map", "position",
		"for", "rooms", "subtitle", "label", "person", "cc", "tel", "fax", "texts", "file", "before", "serves",
	},
}

// TestKeys proves that the words of the program are those that its pages and
// calendars say, no more and no fewer, and that they are given what their
// placeholders stand for, no more and no less.
func TestKeys(t *testing.T) {
	said := append(sayGo(t), sayLayouts(t)...)
	used, patterns := map[string]string{}, map[string]bool{} // key → where
	english := program(t)["en"]
	for _, s := range said {
		keys := []string{s.key}
		if strings.Contains(s.key, "*") {
			if built[s.key] == nil {
				t.Errorf("%s puts a key together as %s; add what it can be to the list in this test", s.where, s.key)
			}
			patterns[s.key] = true
			keys = nil
			for _, word := range built[s.key] {
				keys = append(keys, strings.Replace(s.key, "*", word, 1))
			}
		}
		for _, key := range keys {
			used[key] = s.where
			if diff := cmp.Diff(slices.Sorted(slices.Values(english.Placeholders(key))), s.values); diff != "" {
				t.Errorf("%s does not fill in what the words %q have in i18n/en.yaml (-words +filled in):\n%s", s.where, key, diff)
			}
		}
	}
	for pattern := range built {
		if !patterns[pattern] {
			t.Errorf("nothing puts a key together as %s; take it from the list in this test", pattern)
		}
	}
	if len(used) < 100 || len(patterns) == 0 {
		t.Fatalf("only %d keys and %d patterns were found", len(used), len(patterns))
	}
	for _, key := range slices.Concat(words.DayKeys, slices.Collect(maps.Keys(words.SpanKeys))) {
		if !english.Has(key) {
			t.Errorf("i18n/en.yaml has no key %q, which is listed as one about days", key)
		}
	}
	for tag, l := range program(t) {
		known := l.Keys()
		for _, key := range slices.Sorted(maps.Keys(used)) {
			if !slices.Contains(known, key) {
				t.Errorf("i18n/%s.yaml has no key %q, which %s says", tag, key, used[key])
			}
		}
		for _, key := range known {
			if used[key] == "" {
				t.Errorf("i18n/%s.yaml has the key %q, which nothing says", tag, key)
			}
		}
	}
}
