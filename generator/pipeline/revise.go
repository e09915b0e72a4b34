package pipeline

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"plenary/generator/check"
	"plenary/generator/content"
	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/revision"
	"plenary/generator/strictyaml"
)

// Proposal is what there is to record of a meeting.
type Proposal struct {
	Meeting  *meeting.Meeting
	Changes  []string  // since the last revision, in English; none for a first issue
	Warnings diag.List // of what they bring about
	File     string    // the record, which need not exist

	project    *Project
	comparison *revision.Comparison
	before     []byte // the record that the meeting was compared with
}

// Changed reports whether there is anything to record.
func (p *Proposal) Changed() bool { return len(p.Changes) > 0 || p.Meeting.Record.Last() == nil }

// Propose reads a meeting and compares it with its last revision. It is named by
// its folder, "sg17/2023-08-goyang", or by its ID. The proposal is nil when the
// content has problems.
func (p *Project) Propose(name string) (*Proposal, diag.List, error) {
	if p.composer == nil {
		return nil, p.Diags, nil
	}
	folder, l, err := p.named(name)
	if err != nil {
		return nil, nil, err
	}
	diags := l.diags
	if l.m != nil && !diags.Blocks() {
		var same diag.List
		if same, err = p.namesakes(folder, l.m); err != nil {
			return nil, nil, err
		}
		diags = append(diags, same...)
	}
	if diags.Blocks() {
		diags.Sort()
		return nil, diags, nil
	}
	if l.m.Draft {
		return nil, nil, fmt.Errorf("%s is a draft, which is not published; remove draft: true first", l.m.Path())
	}
	file := path.Join(folder.Path(), content.RecordFile)
	out := &Proposal{Meeting: l.m, File: file, before: l.record, comparison: l.comparison, Warnings: diags.Problems(), project: p}
	s := revision.Describer{Site: p.frame.Archive.Site, Meeting: l.m, Words: p.english}
	for _, d := range l.comparison.Differences() {
		out.Changes = append(out.Changes, s.Line(d))
	}
	return out, nil, nil
}

// named reads and checks the meeting with a name.
func (p *Project) named(name string) (content.Folder, loaded, error) {
	name = strings.TrimPrefix(path.Clean(strings.ReplaceAll(name, `\`, "/")), content.Dir+"/")
	var known []string
	for _, f := range p.frame.Folders {
		own := strings.TrimPrefix(f.Path(), content.Dir+"/")
		if own == name {
			l, err := p.loadAny(f)
			return f, l, err
		}
		if f.Name == name {
			known = []string{own}
			break
		}
		known = append(known, own)
	}
	for _, f := range p.frame.Folders {
		if mentions(p.opt.Source, f, name) {
			if l, err := p.loadAny(f); err != nil || l.m != nil && l.m.ID == name {
				return f, l, err
			}
		}
	}
	hint := diag.DidYouMean(name, known)
	if len(known) == 1 {
		hint = fmt.Sprintf("; did you mean %q?", known[0])
	}
	return content.Folder{}, loaded{}, fmt.Errorf("there is no meeting %q; name its folder, as in sg17/2023-08-goyang%s", name, hint)
}

// namesakes reports other meetings that have a meeting's ID. Only those are read that
// may have it.
func (p *Project) namesakes(own content.Folder, m *meeting.Meeting) (diag.List, error) {
	ids := []content.Identity{content.IdentityOf(m)}
	for _, f := range p.frame.Folders {
		if f == own || !mentions(p.opt.Source, f, m.ID) {
			continue
		}
		l, err := p.loadAny(f)
		if err != nil {
			return nil, err
		}
		if l.m != nil {
			ids = append(ids, content.IdentityOf(l.m))
		}
	}
	return content.SameIDs(ids), nil
}

// mentions reports whether the main file of a meeting has a name in it.
func mentions(fsys fs.FS, f content.Folder, name string) bool {
	data, err := fs.ReadFile(fsys, path.Join(f.Path(), "meeting.yaml"))
	return err == nil && bytes.Contains(data, []byte(name))
}

// Record returns the revision of a proposal, and the text of the record with it.
func (p *Proposal) Record(date time.Time, kind meeting.RevisionKind, message meeting.Text) (meeting.Revision, []byte, error) {
	last := p.Meeting.Record.Last()
	if last != nil && !date.After(last.Date) {
		return meeting.Revision{}, nil, fmt.Errorf("the date %s does not lie after that of %s, %s; give a later one with --date", date.Format(revision.DateFormat), last, last.Date.Format(revision.DateFormat))
	}
	if kind != "" && (last == nil) != (kind == meeting.FirstIssue) {
		return meeting.Revision{}, nil, fmt.Errorf("the first revision is the first issue, and no other is; leave --kind out, or choose another")
	}
	if problem := p.project.message(message); problem != "" {
		return meeting.Revision{}, nil, fmt.Errorf("the message cannot be recorded: %s", problem)
	}
	next := p.comparison.Next(date, kind, message)
	data, err := revision.Append(p.before, next)
	if err != nil {
		return next, nil, err
	}
	m := *p.Meeting
	var diags diag.List
	m.Record, diags = content.ReadRecord(p.File, data)
	diags = append(diags, revision.Verify(m.Record)...)
	diags = append(diags, check.Meeting(p.project.frame.Archive, &m)...)
	if i := slices.IndexFunc(diags, func(d diag.Diagnostic) bool { return d.Severity <= diag.Finding }); i >= 0 {
		return next, nil, fmt.Errorf("with this revision the site could not be built any more: %s", diags[i])
	}
	return next, data, nil
}

// message says what is wrong with the message of a revision, or "".
func (p *Project) message(t meeting.Text) string {
	for _, lang := range t.Languages() {
		for _, c := range t.In(lang) {
			if name, why := strictyaml.Misplaced(c); why != "" || c == utf8.RuneError {
				return fmt.Sprintf("it contains the %s; remove it", cmp.Or(name, "mark of a byte that is not UTF-8"))
			}
		}
	}
	if diags := check.Message(p.frame.Archive, t); len(diags) > 0 {
		return diags[0].Message
	}
	return ""
}
