package site

import "plenary/generator/meeting"

// overview is what only a meeting's overview shows.
type overview struct {
	Next     []nextDue `json:"next"`
	Timeline *timeline `json:"timeline,omitempty"`
	Events   []string  `json:"events,omitempty"` // IDs, in order of time
	LD       string    `json:"ld"`               // JSON-LD
}

func (l *localizer) overview() overview {
	return overview{
		Next: l.nextDues(), Timeline: l.timeline(), LD: l.linkedData(),
		Events: convert(l.m.EventsInOrder(), func(e meeting.Event) string { return e.ID }),
	}
}
