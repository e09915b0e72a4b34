package site

import (
	"strings"

	"plenary/generator/meeting"
)

// What prose refers to by shortcodes, and references to pages of the meeting.

type document struct {
	Name  string      `json:"name"`
	URL   string      `json:"url,omitempty"`
	Texts []draftText `json:"texts,omitempty"`
}

type draftText struct {
	Name   string `json:"name"`
	Former string `json:"former,omitempty"`
	Kind   string `json:"kind"`
}

type link struct {
	Title string `json:"title"`
	URL   string `json:"url,omitempty"`
	Path  string `json:"path,omitempty"` // of a file on the site
	File  string `json:"file,omitempty"` // its kind: "PDF"
}

// lead is a lead time: how long before something, and the day.
type lead struct {
	Text   string  `json:"text"`
	Day    moment  `json:"day"`
	Status *status `json:"status,omitempty"` // of what it is measured from
}

func (l *localizer) document(d meeting.Document) document {
	return document{Name: d.Name.In(l.lang), URL: d.URL, Texts: convert(d.Texts, func(t meeting.DraftText) draftText {
		return draftText{t.Name, t.Former, t.Kind.In(l.lang)}
	})}
}

func (l *localizer) link(k meeting.Link) link {
	out := link{Title: k.Title.In(l.lang), URL: k.URL}
	if k.File != "" {
		out.Path = l.m.Path() + "/" + k.File
		out.File = strings.ToUpper(k.File[strings.LastIndex(k.File, ".")+1:])
	}
	return out
}

func (l *localizer) lead(d meeting.Lead) lead {
	before, condition := l.w.Say("lead_opening", nil), meeting.Condition{}
	if e := l.m.Event(d.Before); e != nil {
		before, condition = e.Title.In(l.lang), e.Condition
	}
	return lead{
		Text: l.w.Say("lead", map[string]string{"Lapse": l.w.Lapse(d.AtLeast), "Before": before}),
		Day:  l.day(l.m.LeadDay(d)), Status: l.status(condition),
	}
}

// refPath returns the path of a reference, "" when there is none.
func (l *localizer) refPath(r meeting.Ref) string {
	if r.IsZero() {
		return ""
	}
	return l.m.RefPath(l.lang, r)
}

// refPage names the page that a reference leads to.
func (l *localizer) refPage(r meeting.Ref) string {
	if letter, ok := strings.CutPrefix(r.Page, "annex-"); ok {
		return l.annex(letter)
	}
	if r.IsZero() {
		return ""
	}
	return l.w.Say("page_"+wordKey(l.m, r.Page), nil)
}

// annex names an annex: "Annex A".
func (l *localizer) annex(letter string) string {
	return l.w.Say("annex", map[string]string{"Letter": strings.ToUpper(letter)})
}
