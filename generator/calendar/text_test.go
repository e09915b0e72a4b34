package calendar

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"plenary/generator/meeting"
)

// texts are the texts of a feed with one item.
type texts struct {
	UID         string `json:"uid"`
	Summary     string `json:"summary"`
	Description string `json:"description"`
	Location    string `json:"location"`
	Category    string `json:"categories"`
}

// item returns an item with these texts and nothing else that is of interest.
func (x texts) item() item {
	day := meeting.Date{Year: 2024, Month: 1, Day: 1}
	return item{
		uid: x.UID, summary: x.Summary, description: x.Description, location: x.Location, category: x.Category,
		url: "https://meetings.example.org/", when: meeting.When{Form: meeting.Day, First: day, Last: day},
	}
}

// FuzzText proves that any text comes out of a feed as it went in, less what RFC
// 5545 has no place for, and that it makes no line of its own.
func FuzzText(f *testing.F) {
	for _, s := range []string{
		"plain", `a\b;c,d`, "two\nlines", "会议，议程；", `"quoted"`, `\n`, ":;,=", "\u2028", " leading", "trailing ", "tab\there",
		"\r\nEND:VEVENT\r\n", "\r", "\x00\x1f\x7f", "\u0085", "\xff\xfe", "\xe4\xbc", "a\xccb", "👩🏽‍🚀", strings.Repeat("é̂", 60), "x" + strings.Repeat(`\`, 200),
	} {
		f.Add(s)
	}
	plain := texts{UID: "x", Summary: "-", Description: "-", Location: "-", Category: "-"}
	lines := strings.Count(unfold(made(feed{items: []item{plain.item()}})), "\r\n")
	f.Fuzz(func(t *testing.T, s string) {
		x := texts{UID: "x", Summary: s, Description: s, Location: s + "-", Category: s}
		data := made(feed{lang: "zh-Hant-TW", name: s, description: s, items: []item{x.item()}})
		for _, line := range strings.Split(string(data), "\r\n") {
			if len(line) > maxLine || !utf8.ValidString(line) || strings.ContainsFunc(line, isControl) {
				t.Errorf("a line is too long, cut or holds a control character: %q", line)
			}
			if n := len(line) - len(strings.TrimRight(line, `\`)); n%2 == 1 {
				t.Errorf("a fold follows a backslash that escapes: %q", line)
			}
		}
		list := strings.SplitAfter(unfold(data), "\r\n")
		if n := len(list) - 1; n != lines {
			t.Errorf("%d lines, want %d", n, lines)
		}
		want := map[string]string{"NAME": s, "X-WR-CALNAME": s, "X-WR-CALDESC": s, "SUMMARY": s, "DESCRIPTION": s, "LOCATION": s + "-", "CATEGORIES": s}
		for _, line := range list {
			name, value, _ := strings.Cut(strings.TrimSuffix(line, "\r\n"), ":")
			if name, lang, ok := strings.Cut(name, ";LANGUAGE="); ok {
				if got, want := unescape(value), allowed(want[name]); got != want || lang != "zh-Hant-TW" {
					t.Errorf("%s in %s came out as %q, want %q", name, lang, got, want)
				}
			}
		}
	})
}

// isControl reports whether RFC 5545, 3.1, calls c a control character, which a
// text may not hold. A line feed is escaped before.
func isControl(c rune) bool { return c < ' ' && c != '\t' || c == '\x7f' }

// allowed returns what a text is to come out as.
func allowed(s string) string {
	var b strings.Builder
	for _, c := range s { // what is not UTF-8 is U+FFFD each
		switch {
		case c == '\n' || !isControl(c) && !strings.ContainsRune("\u2028\u2029\ufeff\ufffe\uffff", c) &&
			(c < '\u0080' || c > '\u009f') && (c < '\u202a' || c > '\u202e') && (c < '\u2066' || c > '\u2069'):
			b.WriteRune(c)
		}
	}
	return b.String()
}

func unfold(data []byte) string { return strings.ReplaceAll(string(data), "\r\n ", "") }

// unescape reads a TEXT (RFC 5545, 3.3.11).
func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		if s[i] == 'n' || s[i] == 'N' {
			b.WriteByte('\n')
		} else {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func TestFloat(t *testing.T) {
	for x, want := range map[float64]string{46.22: "46.22", -58.3816: "-58.3816", 0: "0", 0.00004: "0.00004", 180: "180"} {
		if got := float(x); got != want {
			t.Errorf("%g is written as %s, want %s", x, got, want)
		}
	}
}

// pieces are what the texts of TestWriteTexts are made of.
var pieces = []string{
	"会议", "議程草案", "，", "；", "回", "조선말", "안건 ", "الجلسة", "\u200f", "العامة ", "ประชุม", "กำหนดการ", "हिन्दी", "Ελληνικά ", "é", "e\u0301\u0323", "A\u030a",
	"👩🏽‍🚀", "🏛️", "🇰🇷", "👨‍👩‍👧‍👦", "𠮷", "\U0010fffd", "\u00a0", "\u200b", "\u200d", "\u3000", "Q3/17 ", "WP1", " ", "  ", "\t", "\n", "\n\n", "\n ",
	`\`, `\\`, `\n`, `\N`, `\,`, `\;`, ";", ",", ":", "::", `"`, "'", "^", "^n", "=", "%0A", "&amp;", "<b>", "BEGIN:VEVENT", "\nEND:VEVENT\n", "https://example.org/?a=b&c=d;e,f",
}

// text makes a text of about n pieces at most. It is never empty, as content has no
// empty texts.
func text(dice *rand.Rand, n int) string {
	var b strings.Builder
	for i := dice.IntN(n); i >= 0 || strings.TrimSpace(b.String()) == ""; i-- {
		b.WriteString(pieces[dice.IntN(len(pieces))])
	}
	return b.String()
}

// TestWriteTexts writes what texts.test.mjs reads: a feed with thousands of texts,
// the same always, many feeds with names, and beside them the texts as they must be
// read.
func TestWriteTexts(t *testing.T) {
	dir := forReaders(t, "texts")
	dice := rand.New(rand.NewPCG(5545, 7986))
	write := func(name string, f feed, items []texts) {
		for _, x := range items {
			f.items = append(f.items, x.item())
		}
		f.source, f.page = "https://meetings.example.org/", "https://meetings.example.org/"
		want, err := json.Marshal(map[string]any{"lang": f.lang, "name": f.name, "description": f.description, "events": items})
		if err != nil {
			t.Fatal(err)
		}
		for ext, data := range map[string][]byte{".ics": made(f), ".json": want} {
			if err := os.WriteFile(filepath.Join(dir, name+ext), data, 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	any4 := func(i, n int) texts {
		return texts{fmt.Sprint(i), text(dice, n), text(dice, n), text(dice, n), text(dice, n)}
	}
	var items []texts
	for i := range 1500 {
		items = append(items, any4(i, []int{1, 5, 30, 200}[i%4]))
	}
	items = append(items, any4(len(items), 20_000)) // 100,000 characters
	write("texts", feed{lang: "en", name: "-", description: "-"}, items)
	for i, lang := range strings.Fields("zh en zh-Hant-TW sr-Latn-RS ar es-419 de-CH-1996 x-own sl-rozaj-biske") {
		for n := range 20 {
			write(fmt.Sprintf("%s-%d", lang, n), feed{lang: lang, name: text(dice, 1+3*n), description: text(dice, 1+3*n)}, []texts{any4(i, 3)})
		}
	}
}
