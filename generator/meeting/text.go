package meeting

import (
	"maps"
	"slices"

	"golang.org/x/text/language"

	"plenary/generator/diag"
)

// Text is a string in one or several languages. Languages are BCP 47 tags as
// the site writes them, such as "zh" and "en". The zero Text is empty.
type Text struct {
	Pos  diag.Pos
	Same string            // the string, when it is the same in all languages
	By   map[string]string // the string by language, otherwise
}

// IsLanguage reports whether a string is a language tag (BCP 47) in its canonical
// form: "zh-Hant", but not "zh-hant".
func IsLanguage(tag string) bool {
	t, err := language.Parse(tag)
	return err == nil && t.String() == tag
}

// IsZero reports whether the text was left out.
func (t Text) IsZero() bool { return t.Same == "" && len(t.By) == 0 }

// In returns the string in a language, or "" if there is none.
func (t Text) In(lang string) string {
	if t.By == nil {
		return t.Same
	}
	return t.By[lang]
}

// Languages returns the tags that the text was written in, sorted; none when it
// is the same in all.
func (t Text) Languages() []string { return slices.Sorted(maps.Keys(t.By)) }

// Equal reports whether two texts say the same, whatever their positions.
func (t Text) Equal(u Text) bool { return t.Same == u.Same && maps.Equal(t.By, u.By) }
