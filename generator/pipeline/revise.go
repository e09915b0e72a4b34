package pipeline

import (
	"fmt"
	"path"
	"strings"
	"time"

	"plenary/generator/content"
	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/revision"
)

// Proposal is what there is to record of a meeting.
type Proposal struct {
	Meeting     *meeting.Meeting
	Differences []string // from the last revision, in English; none for a first issue
	File        string   // the record, which need not exist
}

// Changed reports whether there is anything to record.
func (p *Proposal) Changed() bool {
	return len(p.Differences) > 0 || p.Meeting.Record.Last() == nil
}

// Propose reads a meeting and compares it with its last revision. It is named by
// its folder, "sg17/2023-08-goyang", or by its ID. The proposal is nil when the
// content has problems.
func (p *Project) Propose(name string) (*Proposal, diag.List, error) {
	if p.composer == nil {
		return nil, p.Diags, nil
	}
	m, diags, err := p.named(name)
	if err != nil || diags.HasErrors() {
		diags.Sort()
		return nil, diags, err
	}
	if m.Draft {
		return nil, nil, fmt.Errorf("%s is a draft, which is not published; take draft: true away first", m.Path())
	}
	out := &Proposal{Meeting: m, File: path.Join(content.Dir, m.Path(), content.RecordFile)}
	for _, d := range revision.Since(m) {
		out.Differences = append(out.Differences, p.speaker(m).Line(d))
	}
	return out, nil, nil
}

// speaker tells differences to those who write the files.
func (p *Project) speaker(m *meeting.Meeting) revision.Speaker {
	return revision.Speaker{Site: p.frame.Archive.Site, Meeting: m, Words: p.english}
}

// named reads and checks the meeting with a name.
func (p *Project) named(name string) (*meeting.Meeting, diag.List, error) {
	name = strings.TrimPrefix(path.Clean(strings.ReplaceAll(name, `\`, "/")), content.Dir+"/")
	var known []string
	for _, f := range p.frame.Folders {
		known = append(known, strings.TrimPrefix(f.Path(), content.Dir+"/"))
		if known[len(known)-1] == name {
			l, err := p.loadAny(f)
			return l.m, l.diags, err
		}
	}
	for _, f := range p.frame.Folders { // by its ID, for which the files have to be read
		l, err := p.loadAny(f)
		if err != nil || l.m != nil && l.m.ID == name {
			return l.m, l.diags, err
		}
	}
	return nil, nil, fmt.Errorf("there is no meeting %q; name its folder, as in sg17/2023-08-goyang%s", name, diag.DidYouMean(name, known))
}

// Record returns the revision of a proposal, and the text of the record with it
// added to what stands there.
func (p *Proposal) Record(file []byte, date time.Time, kind meeting.RevisionKind, message meeting.Text) (meeting.Revision, []byte, error) {
	m := p.Meeting
	if last := m.Record.Last(); last != nil && !date.After(last.Date) {
		return meeting.Revision{}, nil, fmt.Errorf("the date %s does not lie after %s, %s", date.Format(revision.DateFormat), last, last.Date.Format(revision.DateFormat))
	}
	if first := m.Record.Last() == nil; kind != "" && first != (kind == meeting.FirstIssue) {
		return meeting.Revision{}, nil, fmt.Errorf("the first revision is the first issue, and no other is; leave --kind out or choose another")
	}
	next := revision.Next(m, date, kind, message)
	data, err := revision.Append(file, next)
	return next, data, err
}
