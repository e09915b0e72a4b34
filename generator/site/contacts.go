package site

import (
	"plenary/generator/address"
	"plenary/generator/meeting"
)

// officer is a person with a role in the group.
type officer struct {
	Role    string `json:"role"` // in words
	ID      string `json:"id"`
	Name    string `json:"name"` // with title
	Country string `json:"country,omitempty"`
	Text    string `json:"text"` // all of it in one phrase
}

type contact struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Person string `json:"person,omitempty"` // with title
	For    string `json:"for,omitempty"`
	Email  string `json:"email,omitempty"`
	Cc     string `json:"cc,omitempty"`
	Tel    string `json:"tel,omitempty"`
	Fax    string `json:"fax,omitempty"`

	EmailLink string `json:"emaillink,omitempty"`
	CcLink    string `json:"cclink,omitempty"`
	TelLink   string `json:"tellink,omitempty"`
}

func (l *localizer) officer(o meeting.Officer) officer {
	out := officer{
		ID: o.Role, Role: l.a.Site.Roles[o.Role].In(l.lang), Name: l.person(o.Title, o.Name), Country: o.Country.In(l.lang),
	}
	out.Text = out.Name
	if out.Country != "" {
		out.Text = l.w.Say("aside", map[string]string{"Text": out.Name, "Aside": out.Country})
	}
	return out
}

func (l *localizer) contact(c meeting.Contact) contact {
	out := contact{ID: c.ID, Name: c.Name.In(l.lang), For: c.For.In(l.lang), Email: c.Email, Cc: c.Copy, Tel: c.Tel, Fax: c.Fax}
	if c.Person != "" {
		out.Person = l.person(c.Title, c.Person)
	}
	if c.Email != "" {
		out.EmailLink = address.Mailto(c.Email)
	}
	if c.Copy != "" {
		out.CcLink = address.Mailto(c.Copy)
	}
	if c.Tel != "" {
		out.TelLink = address.Tel(c.Tel)
	}
	return out
}

// person returns a name with its title.
func (l *localizer) person(title meeting.Text, name string) string {
	if title.IsZero() {
		return name
	}
	return l.w.Say("person", map[string]string{"Title": title.In(l.lang), "Name": name})
}
