package words

import "plenary/generator/meeting"

var (
	DayKeys  = dayKeys
	SpanKeys = spanKeys
)

// Placeholders returns the names of the placeholders that a key may have.
func (l *Language) Placeholders(key string) []string { return l.placeholders(key).names }

// Parts and Span return what words about days are given.
func (l *Language) Parts(d meeting.Date) map[string]string   { return l.parts(d) }
func (l *Language) Span(a, b meeting.Date) map[string]string { return l.span(a, b) }

// Names returns the names of the placeholders of words; false when they are not words.
func Names(s string) ([]string, bool) {
	t, wrong := parseText(s)
	return t.names(), wrong == ""
}

// Fill fills in words.
func Fill(s string, values map[string]string) string {
	t, _ := parseText(s)
	return t.fill("", values)
}
