package words

import (
	"slices"
	"strings"
)

// dayParts are the placeholders of words about a day.
var dayParts = []string{"Year", "Month", "MonthShort", "MonthNumber", "Day", "Weekday", "WeekdayShort"}

// sameParts are parts of a day of which each says as much as the others.
var sameParts = [][]string{{"Month", "MonthShort", "MonthNumber"}, {"Weekday", "WeekdayShort"}}

// dayKeys are the words about a day. They are given all its parts.
var dayKeys = []string{"date", "date_full", "date_short", "date_day", "month", "month_name", "month_short"}

// spanKeys are the words about the days from one to another. They are given all
// parts of both as {{ .From.Day }} and {{ .To.Day }}. The parts listed here are the
// same for both days, so that words need only one of the two.
var spanKeys = map[string][]string{
	"days_month": {"Month", "Year"}, "days_months": {"Year"}, "days_years": nil,
	"days_short_month": {"Month", "Year"}, "days_short_months": {"Year"}, "days_short_years": nil,
	"days_from_month": {"Month", "Year"}, "days_from_months": {"Year"}, "days_from_years": nil,
}

// placeholders are those that words may have and must have.
type placeholders struct {
	names  []string   // all that are given a value
	needed [][]string // of each list, one must be there
}

// placeholders returns the placeholders of a key in every language, when l is the
// program's own English: those that the English words have. Of a day, each
// language chooses among the parts that say the same.
func (l *Language) placeholders(key string) placeholders {
	var p placeholders
	for _, category := range categories {
		for _, name := range l.text[key][category].names() {
			isKnown := func(list []string) bool { return slices.Contains(list, name) }
			if !slices.ContainsFunc(p.needed, isKnown) {
				p.needed = append(p.needed, alternatives(key, name))
			}
		}
	}
	_, isSpan := spanKeys[key]
	switch {
	case slices.Contains(dayKeys, key):
		p.names = dayParts
	case isSpan:
		for _, day := range []string{"From.", "To."} {
			for _, part := range dayParts {
				p.names = append(p.names, day+part)
			}
		}
	default:
		p.names = slices.Concat(p.needed...)
	}
	return p
}

// alternatives returns the placeholders that say as much as one of the English
// words, that one included.
func alternatives(key, name string) []string {
	shared, isSpan := spanKeys[key]
	if !isSpan && !slices.Contains(dayKeys, key) {
		return []string{name}
	}
	day, part := "", name
	if isSpan {
		before, after, _ := strings.Cut(name, ".")
		day, part = before+".", after
	}
	parts := []string{part}
	for _, same := range sameParts {
		if slices.Contains(same, part) {
			parts = same
		}
	}
	days := []string{day}
	if slices.Contains(shared, parts[0]) {
		days = []string{"From.", "To."}
	}
	var list []string
	for _, day := range days {
		for _, part := range parts {
			list = append(list, day+part)
		}
	}
	return list
}
