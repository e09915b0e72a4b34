package revision

import (
	"cmp"
	"strconv"
	"strings"

	"plenary/generator/meeting"
	"plenary/generator/words"
)

// Describer puts differences into the words of a language.
type Describer struct {
	Site    meeting.Site
	Meeting *meeting.Meeting
	Words   *words.Language
}

// Description is a difference in words.
type Description struct {
	What     string // what it is about: "Deadline “Contributions”"
	Fact     string // "Date"; "" when that needs no word
	Old, New string // "" where there was or is none, and for wording
	Lang     string // the language of Old and New, when it is not the describer's
	Note     string // "added", "removed", "wording changed"; "" when the values show it
}

// Describe returns a difference in words. If the values are the same in the describer's
// language, it quotes the first language in which they differ.
func (s Describer) Describe(d Difference) Description {
	t := Description{What: s.what(d)}
	if d.Fact != "" && d.Fact != mainFact(d.Subject) {
		t.Fact = s.sayOr("fact_"+base(d.Fact), d.Fact)
	}
	switch {
	case d.Came:
		t.Note = s.Words.Say("change_came", nil)
	case d.Went:
		t.Note = s.Words.Say("change_went", nil)
	case d.Fact == "wording":
		t.Fact, t.Note = "", s.Words.Say("change_wording", nil)
		return t
	case base(d.Fact) == "see":
		t.Fact, t.Note = "", s.Words.Say("change_see", nil)
		return t
	}
	lang := s.Words.Tag
	if d.Old.In(lang) == d.New.In(lang) {
		for _, other := range s.Site.Languages {
			if d.Old.In(other) != d.New.In(other) {
				lang, t.Lang = other, other
				break
			}
		}
	}
	t.Old, t.New = s.value(d.Fact, d.Old, lang), s.value(d.Fact, d.New, lang)
	return t
}

// Line returns a difference in one line, for those who write the files: "deadline
// contributions: 16 August 2023 → 18 August 2023".
func (s Describer) Line(d Difference) string {
	t := s.Describe(d)
	what := string(d.Subject)
	if t.Fact != "" {
		what += ", " + d.Fact
	}
	value := func(text string) string { return strings.ReplaceAll(cmp.Or(text, "nothing"), "\n", "; ") }
	switch {
	case d.Fact == "wording":
		return what + ": the wording was changed"
	case base(d.Fact) == "see":
		return what + ", " + d.Fact + ": " + value(d.Old.Same) + " → " + value(d.New.Same)
	case d.Came && t.New == "":
		return what + ": new"
	case d.Came:
		return what + ": new, " + value(t.New)
	case d.Went && t.Old == "":
		return what + ": gone"
	case d.Went:
		return what + ": gone, it was " + value(t.Old)
	}
	return what + ": " + value(t.Old) + " → " + value(t.New)
}

// base returns a fact's name without the number of the action that it is of.
func base(fact string) string {
	name, n, _ := strings.Cut(fact, "-")
	if _, err := strconv.Atoi(n); err != nil {
		return fact
	}
	return name
}

// sayOr returns the word for what was recorded, as it was recorded where there is
// none: the record of another version of the program may hold more.
func (s Describer) sayOr(key, recorded string) string {
	if !s.Words.Has(key) {
		return recorded
	}
	return s.Words.Say(key, nil)
}

// what names a subject.
func (s Describer) what(d Difference) string {
	kind, id := d.Subject.Split()
	title := d.Title.In(s.Words.Tag)
	if letter, ok := strings.CutPrefix(kind, "annex-"); ok {
		return s.annex(letter)
	}
	switch kind {
	case theMeeting, theLetter, theVenue:
		return s.Words.Say("thing_"+kind, nil)
	case anItem:
		page, labels, _ := strings.Cut(id, "/")
		return s.Words.Say("thing_item", map[string]string{
			"Annex": s.annex(strings.TrimPrefix(page, "annex-")), "Label": strings.ReplaceAll(labels, "/", " "),
		})
	case aLead:
		title = ""
		if d := s.Meeting.Deadline(s.serves(id)); d != nil {
			title = d.Title().In(s.Words.Tag)
		}
	}
	word := s.sayOr("thing_"+kind, kind)
	if title == "" {
		return word
	}
	return s.Words.Say("thing_named", map[string]string{"Kind": word, "Name": title})
}

func (s Describer) annex(letter string) string {
	return s.Words.Say("annex", map[string]string{"Letter": strings.ToUpper(letter)})
}

// serves returns the deadline that a lead time serves.
func (s Describer) serves(id string) string {
	for _, l := range s.Meeting.Leads {
		if l.ID == id {
			return l.Serves
		}
	}
	return ""
}

// value says a fact as pages do.
func (s Describer) value(fact string, v meeting.Text, lang string) string {
	text := v.In(lang)
	if fact == "status" && text == "" {
		return s.Words.Say("as_planned", nil)
	}
	if say := values[base(fact)]; say != nil && text != "" {
		return say(s, text)
	}
	return text
}

// values say the facts whose values are no words.
var values = map[string]func(s Describer, value string) string{
	"due": Describer.when, "when": Describer.when, "days": Describer.when, "opening": Describer.when, "registration": Describer.when,
	"date": Describer.when,
	"who":  Describer.roles, "role": Describer.roles,
	"status":            func(s Describer, v string) string { return s.sayOr("status_"+v, v) },
	"participation":     func(s Describer, v string) string { return s.sayOr("participation_"+v, v) },
	"working_languages": Describer.languages,
	"interpretation":    Describer.service, "captioning": Describer.service,
	"before": Describer.before, "at_least": Describer.lapse, "serves": Describer.deadline,
}

func (s Describer) when(value string) string {
	w, err := meeting.ParseWhen(value, s.Meeting.Zone)
	if err != nil {
		return value // the zone's law has changed since it was written
	}
	return s.Words.WhenZoned(w, s.Words.Place(s.Site, s.Meeting, w.Zone()))
}

func (s Describer) roles(value string) string {
	return s.list(value, func(id string) string { return s.Site.Roles[id].In(s.Words.Tag) })
}

func (s Describer) languages(value string) string { return s.list(value, s.Words.LanguageName) }

// list returns the names of the words of a value; what has no name any more is
// said as it was written.
func (s Describer) list(value string, name func(string) string) string {
	var said []string
	for _, id := range strings.Fields(value) {
		if n := name(id); n != "" {
			id = n
		}
		said = append(said, id)
	}
	return s.Words.List(said)
}

func (s Describer) service(value string) string {
	kind, _, _ := strings.Cut(value, ",")
	return s.sayOr("service_"+strings.ReplaceAll(kind, " ", "_"), value)
}

func (s Describer) before(id string) string {
	if e := s.Meeting.Event(id); e != nil {
		return e.Title.In(s.Words.Tag)
	}
	return s.Words.Say("lead_opening", nil)
}

func (s Describer) deadline(id string) string {
	if d := s.Meeting.Deadline(id); d != nil {
		return d.Title().In(s.Words.Tag)
	}
	return id
}

func (s Describer) lapse(value string) string {
	n, unit, _ := strings.Cut(value, " ")
	count, err := strconv.Atoi(n)
	if err != nil || !s.Words.Has("lapse_"+unit) {
		return value
	}
	return s.Words.Lapse(meeting.Lapse{N: count, Unit: meeting.Unit(unit)})
}
