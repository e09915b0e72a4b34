// Package diag reports problems in content: where they are, what is wrong and
// what would be right.
//
// A [Diagnostic] carries its position apart from its message, so that a
// terminal, an editor and a browser can each show it in their own way. The
// usual way is one line, as compilers print it:
//
//	content/sg17/group.yaml:3:1: a group has no key "homepage"; did you mean "home"?
package diag

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Pos is a position in a file. The zero Pos is unknown.
type Pos struct {
	File   string `json:"file"`             // slash-separated, relative to the project
	Line   int    `json:"line,omitempty"`   // 1-based; 0 means the whole file
	Column int    `json:"column,omitempty"` // 1-based, in characters; 0 means the whole line
}

// PosAt returns the position of an offset in bytes in the content of a file.
func PosAt(file string, content []byte, offset int) Pos {
	before := content[:offset]
	return Pos{
		File:   file,
		Line:   bytes.Count(before, []byte("\n")) + 1,
		Column: utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1,
	}
}

// String returns file:line:column, without the parts that are unknown. The name of
// the file is as [Quote] shows it.
func (p Pos) String() string {
	file := Quote(p.File)
	switch {
	case p.Line == 0:
		return file
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", file, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", file, p.Line, p.Column)
}

// Quote returns the name of a file as it can be shown to people: in quotes and with
// escapes if it is not UTF-8 or has characters that do not print, such as those that
// control a terminal.
func Quote(name string) string {
	if !utf8.ValidString(name) || strings.ContainsFunc(name, func(c rune) bool { return !unicode.IsPrint(c) }) {
		return strconv.Quote(name)
	}
	return name
}

// Compare orders positions by file, line and column.
func (p Pos) Compare(q Pos) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
}

// Severity says what a problem keeps from being done.
type Severity int

const (
	Error   Severity = iota // something cannot be made
	Finding                 // it can be made, and looked at, but must not be published
	Warning                 // worth a look, but the site can be published
	Note                    // nothing is wrong, but something is left to do
)

var severities = [...]string{Error: "error", Finding: "finding", Warning: "warning", Note: "note"}

// String returns "error", "finding", "warning" or "note".
func (s Severity) String() string { return severities[s] }

// MarshalJSON writes the severity as its name.
func (s Severity) MarshalJSON() ([]byte, error) { return json.Marshal(s.String()) }

// UnmarshalJSON reads what MarshalJSON writes.
func (s *Severity) UnmarshalJSON(data []byte) error {
	var name string
	if err := json.Unmarshal(data, &name); err != nil {
		return err
	}
	i := slices.Index(severities[:], name)
	if i < 0 {
		return fmt.Errorf("%q is not a severity", name)
	}
	*s = Severity(i)
	return nil
}

// Diagnostic is one problem at one place.
type Diagnostic struct {
	Pos
	Severity Severity `json:"severity"`
	Message  string   `json:"message"` // lower-case, without the position

	// More is how many further problems of the same file this one represents, because
	// there are too many to list.
	More int `json:"more,omitempty"`
}

// String returns the diagnostic as one line.
func (d Diagnostic) String() string {
	if d.Severity == Error {
		return fmt.Sprintf("%s: %s", d.Pos, d.Message)
	}
	return fmt.Sprintf("%s: %s: %s", d.Pos, d.Severity, d.Message)
}

// List is a list of diagnostics. The zero List is empty and ready to use.
type List []Diagnostic

// Errorf adds an error at pos.
func (l *List) Errorf(pos Pos, format string, args ...any) {
	*l = append(*l, Diagnostic{Pos: pos, Message: message(format, args)})
}

// Findingf adds a finding at pos.
func (l *List) Findingf(pos Pos, format string, args ...any) {
	*l = append(*l, Diagnostic{Pos: pos, Severity: Finding, Message: message(format, args)})
}

// Warnf adds a warning at pos.
func (l *List) Warnf(pos Pos, format string, args ...any) {
	*l = append(*l, Diagnostic{Pos: pos, Severity: Warning, Message: message(format, args)})
}

// Notef adds a note at pos.
func (l *List) Notef(pos Pos, format string, args ...any) {
	*l = append(*l, Diagnostic{Pos: pos, Severity: Note, Message: message(format, args)})
}

// Sort orders the list by position and message and drops what appears twice. In a
// folder, facts come before the prose that refers to them: what is wrong there may
// follow from them.
func (l *List) Sort() {
	slices.SortFunc(*l, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(path.Dir(a.File), path.Dir(b.File)), rank(a.File)-rank(b.File), a.Pos.Compare(b.Pos), cmp.Compare(a.Severity, b.Severity), cmp.Compare(a.Message, b.Message))
	})
	*l = slices.Compact(*l)
}

// rank is the place of a kind of files among others in the same folder.
func rank(file string) int {
	if path.Ext(file) == ".yaml" {
		return 0
	}
	return 1
}

// Count returns how many problems have the given severity, those that are not listed
// among them.
func (l List) Count(s Severity) int {
	n := 0
	for _, d := range l {
		if d.Severity == s {
			n += 1 + d.More
		}
	}
	return n
}

// Problems returns the list without its notes.
func (l List) Problems() List {
	return slices.DeleteFunc(slices.Clone(l), func(d Diagnostic) bool { return d.Severity == Note })
}

// HasErrors reports whether any diagnostic is an error: what it is about cannot be
// made.
func (l List) HasErrors() bool { return l.Count(Error) > 0 }

// Blocks reports whether any diagnostic is an error or a finding: what it is about
// must not be published.
func (l List) Blocks() bool { return l.HasErrors() || l.Count(Finding) > 0 }

// Print writes one line for each diagnostic.
func (l List) Print(w io.Writer) error {
	for _, d := range l {
		if _, err := fmt.Fprintln(w, d); err != nil {
			return err
		}
	}
	return nil
}
