package site

import (
	"plenary/generator/meeting"
	"plenary/generator/words"
)

// frontParams is one language's part of the front page and of the page for addresses that
// do not exist. Both are in all languages.
type frontParams struct {
	Lang         string    `json:"lang"`
	Name         string    `json:"name"`
	Path         string    `json:"path"`
	Title        string    `json:"title"`
	Description  string    `json:"description"`
	Organization string    `json:"organization"`
	NotFound     string    `json:"notfound"`
	NotFoundText string    `json:"notfoundtext"`
	Meetings     []summary `json:"meetings"`
}

func (c *Composer) front(list []Summary) []frontParams {
	s := c.a.Site
	return convert(s.Languages, func(lang string) frontParams {
		l := c.localizer(lang, nil)
		return frontParams{
			Lang: lang, Name: words.OwnName(lang), Path: meeting.HomePath(lang), Title: s.Title.In(lang),
			Description: s.Description.In(lang), Organization: s.Organization.In(lang),
			Meetings: l.listed(newest(list, 3), nil),
			NotFound: l.w.Say("lost_title", nil), NotFoundText: l.w.Say("lost_text", nil),
		}
	})
}
