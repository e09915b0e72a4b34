package strictyaml

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"
)

// syntax reports what the YAML parser says.
func (r *Reader) syntax(err error) {
	pos := r.at(1, 1)
	message := err.Error()
	from := 1 // the line in which the mistake may begin
	var at *yaml.LoadError
	if errors.As(err, &at) {
		message = at.Message
		pos = r.at(at.Mark.Line, at.Mark.Column)
		from = max(1, at.Mark.Line-1)
		if at.ContextMsg != "" {
			message += " " + at.ContextMsg
			if at.ContextMark.Line > 0 {
				from = min(from, at.ContextMark.Line)
				message += fmt.Sprintf(" that begins in line %d", r.at(at.ContextMark.Line, 1).Line)
			}
		}
	}
	advice := hint(message)
	for i := from - 1; at != nil && i < min(at.Mark.Line, len(r.lines)); i++ {
		if slip := slipIn(r.lines[i]); slip != "" {
			pos, advice = r.at(i+1, 1), "; "+slip
			break
		}
	}
	r.Diags.Errorf(pos, "this is not YAML: %s%s", message, advice)
}

// slips are what a hand that writes Chinese types instead of YAML's punctuation,
// and a space that was forgotten.
var slips = []struct {
	pattern *regexp.Regexp
	advice  string
}{
	{regexp.MustCompile(`^[\s-]*[a-z_]+\s*：`), "write the colon after the key half-width, with a space after it"},
	{regexp.MustCompile(`，\s*[a-z]+(-\w+)?\s*:`), "write the comma before the key half-width, with a space after it"},
	{regexp.MustCompile(`^[\s-]*[a-z_]+:[^\s/]`), "put a space after the colon"},
}

// slipIn returns what to do about a line, or "".
func slipIn(line string) string {
	for _, s := range slips {
		if s.pattern.MatchString(line) {
			return s.advice
		}
	}
	return ""
}

// hints are what editors most often have to do about a mistake, by a part of
// what the YAML parser says of it.
var hints = []struct{ part, advice string }{
	{"mapping values are not allowed", "put a text with a colon and a space in quotes, or mend the indentation"},
	{"cannot start any token", "indent with spaces, not with tabs, and put a text that begins with @, ` or % in quotes"},
	{"tab character", "indent with spaces"},
	{"escape code", "write the character itself"},
	{"unknown anchor", "put a text that begins with * in quotes"},
	{"scanning a quoted scalar", "close the quotation mark, and write \\\" and \\\\ for a mark and a backslash inside"},
	{"expected key", "mend the indentation, or close the quotation mark of a text before"},
	{"'-' indicator", "mend the indentation"},
	{"flow", "close every [ and {"},
}

// hint returns advice to end a message with, or "".
func hint(message string) string {
	for _, h := range hints {
		if strings.Contains(message, h.part) {
			return "; " + h.advice
		}
	}
	return ""
}
