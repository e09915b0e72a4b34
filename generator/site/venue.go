package site

import (
	"strings"

	"plenary/generator/meeting"
	"plenary/generator/words"
)

// venue is where the meeting takes place.
type venue struct {
	Name      string     `json:"name"`
	Hall      string     `json:"hall,omitempty"`
	Full      string     `json:"full"` // name and hall
	Address   string     `json:"address"`
	Others    []phrase   `json:"others,omitempty"` // the address in other languages, with the name
	Card      *card      `json:"card,omitempty"`
	Map       string     `json:"map,omitempty"`
	Buildings []building `json:"buildings,omitempty"`
}

// card is to be shown to a driver, in the local language.
type card struct {
	Lang    string `json:"lang"`
	Name    string `json:"name"`
	Address string `json:"address"`
}

type building struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Address string   `json:"address,omitempty"`
	Local   []phrase `json:"local,omitempty"` // name and address in the local language
	For     string   `json:"for,omitempty"`
	Rooms   []string `json:"rooms,omitempty"`
}

func (l *localizer) venue() *venue {
	v := l.m.Venue
	if v == nil {
		return nil
	}
	out := &venue{Name: v.Name.In(l.lang), Hall: v.Hall.In(l.lang), Address: v.Address.In(l.lang), Map: v.Map}
	out.Full = venueName(v, l.w)
	out.Others = l.others(v.Address)
	for i, o := range out.Others {
		out.Others[i].Name = venueName(v, l.all[o.Lang])
	}
	if lang := v.LocalLanguage; lang != "" {
		out.Card = &card{Lang: lang, Name: strings.TrimSpace(v.Name.In(lang) + " " + v.Hall.In(lang)), Address: v.Address.In(lang)}
	}
	for _, b := range v.Buildings {
		one := building{
			ID: b.ID, Name: b.Name.In(l.lang), Address: b.Address.In(l.lang), For: b.For.In(l.lang),
			Rooms: convert(b.Rooms, func(r meeting.Room) string { return r.Name.In(l.lang) }),
		}
		for _, t := range []meeting.Text{b.Name, b.Address} {
			if local := t.In(v.LocalLanguage); local != "" && local != t.In(l.lang) {
				one.Local = append(one.Local, phrase{Text: local, Lang: v.LocalLanguage})
			}
		}
		out.Buildings = append(out.Buildings, one)
	}
	return out
}

// venueName returns the name of a venue and its hall.
func venueName(v *meeting.Venue, w *words.Language) string {
	name, hall := v.Name.In(w.Tag), v.Hall.In(w.Tag)
	if hall == "" {
		return name
	}
	return w.Say("hall", map[string]string{"Name": name, "Hall": hall})
}
