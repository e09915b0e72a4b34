package calendar

import (
	"plenary/generator/meeting"
	"plenary/generator/words"
)

// Kind is the kind of items in a feed.
type Kind string

const (
	All       Kind = "calendar" // deadlines and events
	Deadlines Kind = "deadlines"
	Events    Kind = "events"
	Reminders Kind = "reminders" // the deadlines, with reminders ahead of them
	ByRole    Kind = "role"      // what a role must do
)

// Feed is one of the calendars that a meeting or a group offers.
type Feed struct {
	Kind Kind
	Role string // of [ByRole]: a key of [meeting.Site.Roles]
}

// Feeds returns the feeds of a meeting or a group whose deadlines name the given
// roles, in the order in which they are offered.
func Feeds(roles []string) []Feed {
	list := []Feed{{Kind: All}, {Kind: Deadlines}, {Kind: Events}, {Kind: Reminders}}
	for _, role := range roles {
		list = append(list, Feed{ByRole, role})
	}
	return list
}

// File returns the name of the feed's file. It has no question mark: a variant is
// a file of its own, which any web server can serve.
func (f Feed) File() string {
	name := string(f.Kind)
	switch f.Kind {
	case Reminders:
		name = string(Deadlines) + "-" + meeting.NoRole
	case ByRole:
		name = string(Deadlines) + "-" + f.Role
	}
	return name + ".ics"
}

// Name says what the feed is, in a few words of a language.
func (f Feed) Name(site meeting.Site, w *words.Language) string {
	if f.Kind == ByRole {
		return w.Say("feed_role", map[string]string{"Role": site.Roles[f.Role].In(w.Tag)})
	}
	return w.Say("feed_"+string(f.Kind), nil)
}

// Of says what the feed is and whose, as programs list it among other calendars.
// The name is that of the meeting or the group.
func (f Feed) Of(name string, site meeting.Site, w *words.Language) string {
	return w.Say("ics_name", map[string]string{"Name": name, "What": f.Name(site, w)})
}

// What says in a sentence what is in the feed.
func (f Feed) What(site meeting.Site, w *words.Language) string {
	if f.Kind == ByRole {
		return w.Say("feed_role_what", map[string]string{"Role": site.Roles[f.Role].In(w.Tag)})
	}
	return w.Say("feed_"+string(f.Kind)+"_what", nil)
}

// holds returns an item as the feed has it; false when it is not in the feed.
func (f Feed) holds(s speaker, it item) (item, bool) {
	switch f.Kind {
	case All:
		return it, true
	case Events:
		return it, !it.deadline
	case ByRole:
		return s.share(it, f.Role)
	}
	return it, it.deadline
}

// share returns a deadline as it concerns a role. Only where some of its actions
// are for others is it another item than in the other feeds.
func (s speaker) share(it item, role string) (item, bool) {
	if !it.deadline {
		return it, false
	}
	own, concerned := it.due.For(role)
	if !concerned || len(own.Actions) == len(it.due.Actions) {
		return it, concerned
	}
	return s.encoded(s.deadline(it.of, own)), true
}
