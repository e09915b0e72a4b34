package preview

import "plenary/generator/diag"

const (
	maxProblems = 100 // shown at a time
	maxMessage  = 500 // characters of a message

	// Of a line that is longer than both together, this many characters are shown
	// before and from the one in question.
	sourceBefore = 60
	sourceAfter  = 120
)

// problemsEvent says what is wrong. Its size is bounded, because one is held for each
// open page until the browser has taken it.
type problemsEvent struct {
	Problems []shownProblem `json:"problems"` // errors first; not all if there are very many
	Errors   int            `json:"errors"`   // of all
	Findings int            `json:"findings"`
	Warnings int            `json:"warnings"`
	Notes    int            `json:"notes"`
	Stale    bool           `json:"stale"` // whether the page is what it was before a mistake
}

// shownProblem is a problem as the panel shows it, with a part of a long line.
type shownProblem struct {
	Problem
	At int `json:"at,omitempty"` // the column in the part of the line; 0 for none
}

func newProblemsEvent(list []Problem, stale bool) problemsEvent {
	e := problemsEvent{Problems: shown(list), Stale: stale}
	for _, p := range list {
		switch p.Severity {
		case diag.Error:
			e.Errors += 1 + p.More
		case diag.Finding:
			e.Findings += 1 + p.More
		case diag.Warning:
			e.Warnings += 1 + p.More
		case diag.Note:
			e.Notes += 1 + p.More
		}
	}
	return e
}

// shown returns the first problems of a list as the panel shows them.
func shown(list []Problem) []shownProblem {
	first := []shownProblem{}
	for _, p := range list[:min(len(list), maxProblems)] {
		first = append(first, p.shown())
	}
	return first
}

// shown returns the problem as the panel shows it.
func (p Problem) shown() shownProblem {
	s := shownProblem{p, p.Column}
	if message := []rune(p.Message); len(message) > maxMessage {
		s.Message = string(message[:maxMessage]) + "…"
	}
	line := []rune(p.Source)
	over := len(line) - sourceBefore - sourceAfter
	if over <= 0 {
		return s
	}
	from := max(0, min(p.Column-1-sourceBefore, over))
	to := from + sourceBefore + sourceAfter
	s.Source = string(line[from:to])
	s.At -= from
	if to < len(line) {
		s.Source += "…"
	}
	if from > 0 {
		s.Source = "…" + s.Source
		s.At++
	}
	return s
}
