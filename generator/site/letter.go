package site

// letter is what identifies the collective letter.
type letter struct {
	Number    string `json:"number,omitempty"`
	Date      moment `json:"date"`
	Signatory string `json:"signatory,omitempty"`
	Office    string `json:"office,omitempty"` // of the signatory
}

func (l *localizer) letter() letter {
	m := l.m
	out := letter{Number: m.Letter.Number, Signatory: m.Letter.Signatory, Office: m.Letter.Office.In(l.lang)}
	if !m.Letter.Date.IsZero() {
		out.Date = l.day(m.Letter.Date)
	}
	return out
}
