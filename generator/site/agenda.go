package site

import "plenary/generator/meeting"

// agenda is an agenda ready to print. Items show the language they are decided
// in, and beside it the page's.
type agenda struct {
	Subtitle string `json:"subtitle,omitempty"`
	Note     string `json:"note,omitempty"`
	Remark   string `json:"remark,omitempty"` // on the languages
	Foreign  bool   `json:"foreign"`          // decided in another language than the page's
	Items    []item `json:"items"`
}

type item struct {
	Label string `json:"label,omitempty"`
	ID    string `json:"id,omitempty"`
	Text  string `json:"text"`
	Lang  string `json:"lang,omitempty"`  // of the text, when it is not the page's
	Other string `json:"other,omitempty"` // the same in the page's language
	See   string `json:"see,omitempty"`
	Items []item `json:"items,omitempty"`
}

func (l *localizer) agenda(a *meeting.Agenda) agenda {
	out := agenda{
		Subtitle: a.Subtitle.In(l.lang), Note: a.Note.In(l.lang),
		Foreign: a.Language != l.lang, Items: l.items(a.Language, "item", a.Items),
	}
	out.Remark = l.w.Say("agenda_labels", nil)
	if out.Foreign {
		out.Remark = l.w.Say("agenda_remark", map[string]string{"Language": l.w.LanguageName(a.Language)})
	}
	return out
}

func (l *localizer) items(lang, parent string, items []meeting.Item) []item {
	return convert(items, func(it meeting.Item) item {
		out := item{Label: it.Label, ID: it.Anchor(parent), Text: it.Text.In(l.lang), See: l.refPath(it.See)}
		if original := it.Text.In(lang); original != "" && original != out.Text {
			out.Other, out.Text, out.Lang = out.Text, original, lang
		}
		out.Items = l.items(lang, out.ID, it.Items)
		return out
	})
}
