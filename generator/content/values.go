package content

import (
	"errors"
	"regexp"
	"slices"
	"time"

	"go.yaml.in/yaml/v4"

	"plenary/generator/address"
	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/prose"
	"plenary/generator/strictyaml"
	"plenary/generator/zone"
)

// homeZone is the zone of hours that name none; nil before it is known.
type homeZone = *time.Location

// The methods below return what reads a value into the place it belongs; what
// is wrong is reported and the place stays as it was.

func (f *file) str(to *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if s, ok := f.String(n); ok {
			*to = s
		}
	}
}

func (f *file) bool(to *bool) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if b, ok := f.Bool(n); ok {
			*to = b
		}
	}
}

// text reads a text in the languages of the site, and in no other.
func (f *file) text(to *meeting.Text) func(*yaml.Node) { return f.textIn(to, false) }

// anyText reads a text that may have further languages, such as the host
// country's.
func (f *file) anyText(to *meeting.Text) func(*yaml.Node) { return f.textIn(to, true) }

func (f *file) textIn(to *meeting.Text, further bool) func(*yaml.Node) {
	return func(n *yaml.Node) {
		t := meeting.Text{Pos: f.Pos(n)}
		if n.Kind != yaml.MappingNode {
			if s, ok := f.String(n); ok {
				t.Same = s
				*to = t
			}
			return
		}
		t.By = map[string]string{}
		langs := f.archive.Site.Languages
		var misspelt []string
		f.Map(n, "a text by language", func(k, v *yaml.Node) {
			s, ok := f.String(v)
			switch {
			case slices.Contains(langs, k.Value) || len(langs) == 0: // none are known: reported
			case !further:
				misspelt = append(misspelt, diag.Likely(k.Value, langs))
				f.Errorf(k, "%q is not a language of this site, which has %s", k.Value, strictyaml.Or(langs))
				return
			case !meeting.IsLanguage(k.Value):
				f.Errorf(k, "%q is not a language tag; write, for example, ko, fr or zh-Hant", k.Value)
				return
			}
			if ok {
				t.By[k.Value] = s
			}
		})
		for _, lang := range langs {
			if !strictyaml.Has(n, lang) && !slices.Contains(misspelt, lang) {
				f.Errorf(n, "the language %q is missing in this text", lang)
			}
		}
		*to = t
	}
}

// source returns the positions of an item and of the values of its keys.
func (f *file) source(n *yaml.Node) meeting.Source {
	s := meeting.Source{Pos: f.Pos(n)}
	if n.Kind != yaml.MappingNode {
		return s
	}
	s.Keys = map[string]diag.Pos{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i].Value, n.Content[i+1]
		s.Keys[key] = f.Pos(value)
		if value.Kind == yaml.SequenceNode && len(key) <= maxName { // each name is kept with the key
			for _, item := range value.Content {
				s.Keys[key+": "+item.Value] = f.Pos(item)
			}
		}
	}
	return s
}

func (f *file) texts(to *[]meeting.Text) func(*yaml.Node) {
	return func(n *yaml.Node) {
		f.List(n, "texts", func(item *yaml.Node) {
			var t meeting.Text
			f.text(&t)(item)
			*to = append(*to, t)
		})
	}
}

// maxName is how long a name may be: it becomes the name of a file.
const maxName = 100

// isSlug reports a name that no address or calendar could carry.
func (f *file) isSlug(n *yaml.Node) bool {
	s, ok := f.Scalar(n, "a name")
	if len(s) > maxName {
		f.Errorf(n, "this name has %d characters, and %d are the most; choose a shorter one", len(s), maxName)
		return false
	}
	if ok && !prose.IsSlug(s) {
		f.Errorf(n, "%q cannot be a name; begin with a letter and use small letters a to z, digits and single hyphens", s)
		return false
	}
	return ok
}

func (f *file) slug(to *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if f.isSlug(n) {
			*to = n.Value
		}
	}
}

// slugs reads one name or a list of them.
func (f *file) slugs(to *[]string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind == yaml.ScalarNode {
			if f.isSlug(n) {
				*to = append(*to, n.Value)
			}
			return
		}
		f.List(n, "names", func(item *yaml.Node) {
			if f.isSlug(item) {
				*to = append(*to, item.Value)
			}
		})
	}
}

// Sets of forms that a time may have in a place.
var (
	dayForms     = []meeting.Form{meeting.Day, meeting.Days}
	dueForms     = []meeting.Form{meeting.Day, meeting.Instant}
	instantForms = []meeting.Form{meeting.Instant}
	eventForms   = []meeting.Form{meeting.Day, meeting.Days, meeting.Part, meeting.Instant, meeting.Span, meeting.Open}
)

// when reads a time of one of the forms.
func (f *file) when(to *meeting.When, what string, forms []meeting.Form) func(*yaml.Node) {
	return func(n *yaml.Node) {
		s, ok := f.Scalar(n, "a time")
		if !ok {
			return
		}
		w, err := meeting.ParseWhen(s, f.home)
		if err != nil {
			pos := f.Pos(n)
			var mistake *meeting.WhenError
			if errors.As(err, &mistake) {
				pos = f.PosIn(n, mistake.Offset)
			}
			f.ErrorfAt(pos, "%s", err)
			return
		}
		if !slices.Contains(forms, w.Form) {
			f.Errorf(n, "%s %s, not %s", what, wanted(forms), s)
			return
		}
		*to = w
	}
}

func wanted(forms []meeting.Form) string {
	say := map[meeting.Form]string{
		meeting.Day:     "a day (2023-06-29)",
		meeting.Days:    "several days (2023-08-29 .. 2023-09-08)",
		meeting.Part:    "a part of a day (2017-11-09 afternoon)",
		meeting.Instant: "a day and an hour (2023-08-16 23:59 UTC)",
		meeting.Span:    "from an hour to another (2023-09-01 14:30 .. 16:00)",
		meeting.Open:    "from an hour on (2023-08-28 19:00 ..)",
	}
	var list []string
	for _, form := range forms {
		list = append(list, say[form])
	}
	return strictyaml.Or(list)
}

func (f *file) date(to *meeting.Date) func(*yaml.Node) {
	return func(n *yaml.Node) {
		var w meeting.When
		f.when(&w, "a date is", []meeting.Form{meeting.Day})(n)
		*to = w.First
	}
}

func (f *file) clock(to *meeting.Clock, s string, n *yaml.Node) bool {
	h, m, err := meeting.ParseClock(s)
	if err != nil {
		f.Errorf(n, "%s", err)
		return false
	}
	*to = meeting.Clock{Hour: h, Minute: m}
	return true
}

// location reads the name of a zone; nil when it is unknown.
func (f *file) location(n *yaml.Node) *time.Location {
	s, ok := f.String(n)
	if !ok {
		return nil
	}
	loc, err := zone.Load(s)
	if err != nil {
		f.Errorf(n, "%s", err)
		return nil
	}
	return loc
}

// maxLanguages is how many languages a site may have: all pages and calendars are
// made in each.
const maxLanguages = 24

// languages reads the languages of the site, the first being the default. There
// are none when one of them cannot be read.
func (f *file) languages(n *yaml.Node) {
	s := &f.archive.Site
	before := len(f.diags)
	defer func() {
		if len(f.diags) > before {
			s.Languages = nil
		}
	}()
	f.List(n, "language tags", func(item *yaml.Node) {
		tag, ok := f.String(item)
		switch {
		case !ok:
		case !meeting.IsLanguage(tag):
			f.Errorf(item, "%q is not a language tag; write, for example, zh or en", tag)
		case slices.Contains(s.Languages, tag):
			f.Errorf(item, "the language %q appears twice", tag)
		default:
			s.Languages = append(s.Languages, tag)
		}
	})
	switch {
	case n.Kind == yaml.SequenceNode && len(n.Content) == 0:
		f.Errorf(n, "a site needs a language, as in [zh, en]")
	case len(s.Languages) > maxLanguages:
		f.Errorf(n.Content[maxLanguages], "a site has %d languages at most; remove some", maxLanguages)
	}
}

func (f *file) tags(to *[]string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		f.List(n, "language tags", func(item *yaml.Node) {
			if s, ok := f.String(item); ok && f.isTag(item, s) {
				*to = append(*to, s)
			}
		})
	}
}

func (f *file) tag(to *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if s, ok := f.String(n); ok && f.isTag(n, s) {
			*to = s
		}
	}
}

func (f *file) isTag(n *yaml.Node, s string) bool {
	if !meeting.IsLanguage(s) {
		f.Errorf(n, "%q is not a language tag; write, for example, en, zh or ko", s)
		return false
	}
	return true
}

func (f *file) url(to *string) func(*yaml.Node) { return f.checked(to, address.CheckWeb) }

// checked reads a text and reports what check says of it. A text that is wrong is kept,
// so that it is not reported as missing too.
func (f *file) checked(to *string, check func(string) error) func(*yaml.Node) {
	return func(n *yaml.Node) {
		s, ok := f.String(n)
		if !ok {
			return
		}
		*to = s
		if err := check(s); err != nil {
			f.Errorf(n, "%s", err)
		}
	}
}

func (f *file) baseURL(to *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		var s string
		f.checked(&s, func(s string) error { _, err := address.ParseSite(s); return err })(n)
		if u, err := address.ParseSite(s); err == nil {
			*to = u.String()
		}
	}
}

func (f *file) domain(to *string) func(*yaml.Node) { return f.checked(to, address.CheckDomain) }

func (f *file) email(to *string) func(*yaml.Node) { return f.checked(to, address.CheckEmail) }

func (f *file) tel(to *string) func(*yaml.Node) { return f.checked(to, address.CheckTel) }

var refPattern = regexp.MustCompile(`^(letter|annex-[a-z]|deadlines|venue)(?:#([a-z][a-z0-9-]*))?$`)

// ref reads a reference to a page of the meeting; whether the page and its
// anchor exist is known only later.
func (f *file) ref(to *meeting.Ref) func(*yaml.Node) {
	return func(n *yaml.Node) {
		s, ok := f.String(n)
		if !ok {
			return
		}
		m := refPattern.FindStringSubmatch(s)
		if m == nil {
			f.Errorf(n, "%q names no page; write letter, deadlines, venue or annex-a, with an anchor as in annex-a#visa", s)
			return
		}
		*to = meeting.Ref{Pos: f.Pos(n), Page: m[1], Anchor: m[2]}
	}
}

// ident reads an id and reports one that the list has already.
func (f *file) ident(to *string, what string, taken map[string]diag.Pos) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if !f.isSlug(n) {
			return
		}
		switch other, twice := taken[n.Value]; {
		case twice && other == diag.Pos{}:
			f.Errorf(n, "the id %q is the program's own; choose another", n.Value)
		case twice && other.File == f.File:
			f.Errorf(n, "%s in line %d has the id %q already; each needs its own", what, other.Line, n.Value)
		case twice:
			f.Errorf(n, "%s at %s has the id %q already; each needs its own", what, other, n.Value)
		default:
			taken[n.Value] = f.Pos(n)
			*to = n.Value
		}
	}
}
