package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mattn/go-isatty"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"plenary/generator/diag"
	"plenary/generator/pipeline"
	"plenary/generator/publish"
)

// output writes for people, on stderr, or for machines, on stdout.
type output struct {
	stdout, stderr io.Writer
	quiet, json    bool
	writesNothing  bool // the command reports only

	bar    *bar // the latest, nil before there is one
	report report
}

// report is what --json prints.
type report struct {
	Status      string          `json:"status"` // "done", "problems" or "failed"
	Error       string          `json:"error,omitempty"`
	Diagnostics diag.List       `json:"diagnostics"`
	Version     string          `json:"version"`
	Meetings    int             `json:"meetings"`
	Rendered    int             `json:"rendered,omitempty"`
	Pages       int             `json:"pages,omitempty"`
	Result      *publish.Result `json:"result,omitempty"`
	First       string          `json:"first,omitempty"`    // the first page to open
	Changes     []string        `json:"changes,omitempty"`  // that there are to record
	Revision    *int            `json:"revision,omitempty"` // that was recorded
	Parts       []pipeline.Part `json:"parts,omitempty"`
}

const (
	red    = "\x1b[31m"
	yellow = "\x1b[33m"
	blue   = "\x1b[34m"
	reset  = "\x1b[0m"
)

var colours = map[diag.Severity]string{diag.Error: red, diag.Finding: red, diag.Warning: yellow, diag.Note: blue}

// paint colours a text if people see it on a terminal.
func (o *output) paint(colour, text string) string {
	if !o.onTerminal() || os.Getenv("NO_COLOR") != "" {
		return text
	}
	return colour + text + reset
}

// onTerminal reports whether people see stderr on a terminal that can do more
// than print lines.
func (o *output) onTerminal() bool {
	f, ok := o.stderr.(*os.File)
	return ok && isatty.IsTerminal(f.Fd()) && os.Getenv("TERM") != "dumb"
}

// say reports what was done, unless nobody wants to read it.
func (o *output) say(format string, args ...any) {
	if !o.quiet && !o.json {
		o.print(format, args...)
	}
}

// print writes a line that is always wanted.
func (o *output) print(format string, args ...any) {
	fmt.Fprintln(o.stderr, printable(fmt.Sprintf(format, args...)))
}

func (o *output) errorf(format string, args ...any) {
	fmt.Fprintf(o.stderr, "%s %s\n", o.paint(red, "plenary:"), printable(fmt.Sprintf(format, args...)))
}

// warn reports what costs time and nothing else.
func (o *output) warn(message string) {
	fmt.Fprintf(o.stderr, "%s %s\n", o.paint(yellow, "plenary: warning:"), printable(message))
}

// printable returns a text with escapes for what is not UTF-8 and for characters
// that control a terminal: the errors of the system have names of files in
// them as they are.
func printable(text string) string {
	commands := func(c rune) bool {
		return unicode.IsControl(c) && c != '\n' && c != '\t' || unicode.Is(unicode.Bidi_Control, c)
	}
	if utf8.ValidString(text) && !strings.ContainsFunc(text, commands) {
		return text
	}
	var b strings.Builder
	for len(text) > 0 {
		c, size := utf8.DecodeRuneInString(text)
		if c == utf8.RuneError && size == 1 || commands(c) {
			quoted := strconv.Quote(text[:size])
			b.WriteString(quoted[1 : len(quoted)-1])
		} else {
			b.WriteString(text[:size])
		}
		text = text[size:]
	}
	return b.String()
}

// diagnostics reports problems of the content, and how many there are.
func (o *output) diagnostics(list diag.List) {
	brief := list.Brief()
	o.report.Diagnostics = slices.Clone(brief)
	for i := range brief {
		o.report.Diagnostics[i].File = diag.Quote(brief[i].File)
	}
	if o.json || len(list) == 0 {
		return
	}
	for _, d := range brief {
		if o.quiet && d.Severity == diag.Note {
			continue
		}
		fmt.Fprintln(o.stderr, o.paint(colours[d.Severity], printable(d.String())))
	}
	if wrong := blocking(list); wrong != "" && o.writesNothing {
		o.say("%s", wrong)
	} else if wrong != "" {
		o.say("%s; nothing was written", wrong)
	}
}

// blocking says how many errors and findings there are: "1 error and 2 findings".
func blocking(list diag.List) string {
	var parts []string
	if n := list.Count(diag.Error); n > 0 {
		parts = append(parts, count(n, "error"))
	}
	if n := list.Count(diag.Finding); n > 0 {
		parts = append(parts, count(n, "finding"))
	}
	return strings.Join(parts, " and ")
}

func (o *output) writeJSON(err error) error {
	o.report.Status, o.report.Version = "done", Version
	if err != nil {
		o.report.Status, o.report.Error = "failed", printable(err.Error())
	}
	if errors.Is(err, errProblems) {
		o.report.Status = "problems"
	}
	if o.report.Diagnostics == nil {
		o.report.Diagnostics = diag.List{}
	}
	enc := json.NewEncoder(o.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(o.report)
}

// english writes numbers as people in English do: 1,000.
var english = message.NewPrinter(language.English)

func number(n int) string { return english.Sprint(n) }

// count returns a number of things in English.
func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return number(n) + " " + what
}
