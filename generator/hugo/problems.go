package hugo

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/bep/logg"
	"github.com/gohugoio/hugo/common/herrors"

	"plenary/generator/diag"
)

// problems collects the errors that Hugo logs and returns.
type problems struct {
	mu   sync.Mutex
	list diag.List
}

// sorted returns the problems so far.
func (p *problems) sorted() diag.List {
	p.mu.Lock()
	defer p.mu.Unlock()
	list := slices.Clone(p.list)
	list.Sort()
	return list
}

// addEntry adds a warning or an error that Hugo logs: some errors are only logged.
func (p *problems) addEntry(e *logg.Entry) error {
	if e.Level >= logg.LevelWarn {
		p.addMessage(e.Message)
	}
	return nil
}

// addError adds the error that a build returned.
func (p *problems) addError(err error) {
	found := false
	for _, fe := range herrors.UnwrapFileErrors(err) {
		at := fe.Position()
		if at.LineNumber > 0 {
			found = true
			p.add(diag.Pos{File: inSite(at.Filename), Line: at.LineNumber, Column: max(at.ColumnNumber, 0)}, herrors.Cause(fe).Error())
		}
	}
	// "logged 3 error(s)" repeats what was logged.
	if !found && (len(p.sorted()) == 0 || !strings.Contains(err.Error(), "logged ")) {
		p.addMessage(err.Error())
	}
}

// inTemplate matches the places in templates that a message names. The last one is
// the innermost.
var inTemplate = regexp.MustCompile(`template: ([^\s:"]+\.[a-z]+):(\d+)(?::(\d+))?: `)

// inFile matches a position in a file of the site.
var inFile = regexp.MustCompile(`"?(` + workDir + `/[^":]+):(\d+):(\d+)"?:?\s*`)

func (p *problems) addMessage(s string) {
	pos := diag.Pos{File: configFile}
	if m := inFile.FindStringSubmatchIndex(s); m != nil {
		pos.File = inSite(s[m[2]:m[3]])
		pos.Line, _ = strconv.Atoi(s[m[4]:m[5]])   // digits only
		pos.Column, _ = strconv.Atoi(s[m[6]:m[7]]) // digits only
		s = s[:m[0]] + s[m[1]:]
	}
	p.add(pos, strings.ReplaceAll(s, workDir+"/", ""))
}

func (p *problems) add(pos diag.Pos, message string) {
	if all := inTemplate.FindAllStringSubmatchIndex(message, -1); all != nil {
		m := all[len(all)-1]
		pos = diag.Pos{File: "layouts/" + message[m[2]:m[3]]}
		pos.Line, _ = strconv.Atoi(message[m[4]:m[5]]) // digits only
		if m[6] >= 0 {
			pos.Column, _ = strconv.Atoi(message[m[6]:m[7]]) // digits only
		}
		message = message[m[1]:]
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	d := diag.Diagnostic{Pos: pos, Message: strings.TrimSpace(message)}
	if !slices.Contains(p.list, d) {
		p.list = append(p.list, d)
	}
}

// inSite returns a path of Hugo's file system as a path in the site.
func inSite(name string) string { return strings.TrimPrefix(name, workDir+"/") }
