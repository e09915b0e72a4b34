package strictyaml

import (
	"bytes"
	"cmp"
	"fmt"
	"unicode"
	"unicode/utf8"

	"plenary/generator/diag"
	"plenary/generator/hugomark"
)

// BOM is the mark with which some editing programs begin a file in UTF-8.
const BOM = "\ufeff"

// CheckText reports the first place at which src is not a text: a byte that is not
// UTF-8, or a character that no page can show.
func (r *Reader) CheckText(src []byte) bool {
	if at := conflictAt(src); at >= 0 {
		line := bytes.Count(src[:at], []byte("\n")) + 1 + r.FirstLine
		r.Diags.Errorf(diag.Pos{File: r.File, Line: line, Column: 1}, "%s", cmp.Or(r.Conflict, "git could not merge two versions of this; keep one of them, and remove the lines with <<<<<<<, ======= and >>>>>>>"))
		return false
	}
	reserved, mark := hugomark.Find(src)
	pos := diag.Pos{File: r.File, Line: 1 + r.FirstLine, Column: 1}
	for rest := src; len(rest) > 0; {
		c, n := utf8.DecodeRune(rest)
		switch {
		case c == utf8.RuneError && n == 1:
			r.Diags.Errorf(pos, "this is not UTF-8; save the file in the encoding UTF-8")
			return false
		case c == '\r' && len(rest) > 1 && rest[1] == '\n':
		case IsMisplaced(c):
			name, why := Misplaced(c)
			advice := "remove it"
			if unicode.IsControl(c) {
				advice += ", or save the file as text in UTF-8"
			}
			r.Diags.Errorf(pos, "the %s appears here, %s; %s", name, why, advice)
			return false
		case mark != "" && len(src)-len(rest) == reserved:
			r.Diags.Errorf(pos, "%s", ReservedMessage(mark))
			return false
		}
		pos.Column++
		if c == '\n' {
			pos.Line, pos.Column = pos.Line+1, 1
		}
		rest = rest[n:]
	}
	return true
}

// conflictAt returns the offset of the first line that git writes above or below two
// versions that it cannot merge, -1 if there is none.
func conflictAt(src []byte) int {
	first := -1
	for _, mark := range []string{"<<<<<<< ", "||||||| ", ">>>>>>> "} {
		at := bytes.Index(src, []byte("\n"+mark)) + 1
		if bytes.HasPrefix(src, []byte(mark)) {
			at = 0
		} else if at == 0 {
			continue
		}
		if first < 0 || at < first {
			first = at
		}
	}
	return first
}

// Misplaced returns a name for c and the reason why it has no place in a text,
// or nothing when it has: a control character other than line feed and tab, a
// second kind of line break, no character at all, one that reorders the text
// around it (Unicode Standard Annex 9, 2.1 to 2.5), so that editors and readers
// see different things, or a byte order mark that does not begin a file.
func Misplaced(c rune) (name, why string) {
	name, why = "control character", "which no page can show"
	switch {
	case c == '\n', c == '\t':
		return "", ""
	case c >= '\u202a' && c <= '\u202e', c >= '\u2066' && c <= '\u2069':
		why = "which changes the direction of the text around it"
	case c == '\ufeff':
		name, why = "byte order mark", "which nobody sees"
	case c == '\u2028', c == '\u2029', c == '\ufffe', c == '\uffff', unicode.IsControl(c):
	default:
		return "", ""
	}
	return fmt.Sprintf("%s %U", name, c), why
}

// IsMisplaced reports whether c has no place in a text.
func IsMisplaced(c rune) bool {
	_, why := Misplaced(c)
	return why != ""
}

// ReservedMessage says what is wrong with a mark of the page engine.
func ReservedMessage(mark string) string {
	return fmt.Sprintf("%q is a mark of the page engine's own, which would take this text apart; write it in another way", mark)
}
