package diag

import (
	"fmt"
	"unicode/utf8"
)

// maxMessage is how long a message may be, in bytes. It quotes a
// file, and that may be anything.
const maxMessage = 2_000

// message formats a message and cuts off what nobody would read.
func message(format string, args []any) string {
	s := fmt.Sprintf(format, args...)
	if len(s) <= maxMessage {
		return s
	}
	end := maxMessage
	for !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + "…"
}

// maxPerFile is how many diagnostics of one file are listed.
const maxPerFile = 200

// Brief returns a sorted list without what nobody would read of it: of a file with
// many diagnostics the first 200, the worst first, and one more
// that says how many are left out.
func (l List) Brief() List {
	files := map[string]*tally{}
	for _, d := range l {
		if files[d.File] == nil {
			files[d.File] = &tally{}
		}
		files[d.File].count(d)
	}
	for _, t := range files {
		t.share()
	}
	var list List
	for i, d := range l {
		t := files[d.File]
		if d.More = 0; t.listed[d.Severity] > 0 {
			t.listed[d.Severity]--
			list = append(list, d)
		} else if t.first == nil || d.Severity < t.first.Severity {
			t.first = &l[i]
		}
		if t.left > 0 && (i == len(l)-1 || l[i+1].File != d.File) {
			list = append(list, t.rest(d))
		}
	}
	return list
}

// tally counts the diagnostics of a file.
type tally struct {
	listed [len(severities)]int // that are listed, by severity
	left   int                  // that are not
	first  *Diagnostic          // of those that are not: the first of the highest severity
}

func (t *tally) count(d Diagnostic) {
	t.listed[d.Severity]++
	t.left += d.More
}

// total returns how many diagnostics there are that could be listed.
func (t *tally) total() (n int) {
	for _, of := range t.listed {
		n += of
	}
	return n
}

// share decides how many of each severity are listed.
func (t *tally) share() {
	free := maxPerFile
	if t.left == 0 && t.total() == maxPerFile+1 {
		free++ // to say that there is one more would take a line too
	}
	for s, n := range t.listed {
		t.listed[s] = min(n, free)
		free -= t.listed[s]
		t.left += n - t.listed[s]
	}
}

// rest says how many are not listed. The last diagnostic of the file is given.
func (t *tally) rest(last Diagnostic) Diagnostic {
	if t.first == nil { // all were only counted
		t.first = &last
	}
	what := "problems in this file are not listed; solve those above first"
	if t.first.Severity == Note {
		what = "notes on this file are not listed"
	}
	return Diagnostic{Pos: t.first.Pos, Severity: t.first.Severity, Message: fmt.Sprintf("%d more %s", t.left, what), More: t.left - 1}
}
