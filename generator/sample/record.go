package sample

import (
	"path"
	"slices"
	"sync"
	"testing/fstest"
	"time"

	"plenary/generator/content"
	"plenary/generator/meeting"
	"plenary/generator/revision"
)

// extended says in so many cases of a hundred that a deadline was put off after
// the first issue.
const extended = 30

// record returns the record of a meeting with the given files: of its first issue
// on the date of the letter, and often of a deadline that was put off later.
func (p *plan) record(files []File) []byte {
	issued, err := time.Parse("2006-01-02 15:04", string(p.meeting.Letter.Date)+" 08:00")
	if err != nil {
		panic(err) // it was made from a time
	}
	i := slices.IndexFunc(p.deadlines, func(d deadline) bool { return len(d.Due) == len(time.DateOnly) && d.Status == "" })
	if i < 0 || !p.chance(extended) {
		return p.issue(files, nil, issued, meeting.Text{})
	}
	due, err := time.Parse(time.DateOnly, string(p.deadlines[i].Due))
	if err != nil {
		panic(err)
	}
	earlier := slices.Clone(p.deadlines)
	earlier[i].Due = plain(iso(due.AddDate(0, 0, -p.between(1, 9))))
	before := slices.Clone(files)
	at := slices.IndexFunc(before, func(f File) bool { return path.Base(f.Path) == "deadlines.yaml" })
	before[at].Data = encode(earlier)
	record := p.issue(before, nil, issued, meeting.Text{})
	return p.issue(files, record, issued.AddDate(0, 0, p.between(5, 20)), meeting.Text{By: map[string]string{
		"zh": "应若干成员的要求，推迟一项截止日期。", "en": "At the request of several members, a deadline was put off.",
	}})
}

// issue adds a revision to a record, of the meeting with the given files.
func (p *plan) issue(files []File, record []byte, date time.Time, message meeting.Text) []byte {
	fsys := fstest.MapFS{}
	for _, f := range files {
		fsys[f.Path] = &fstest.MapFile{Data: f.Data}
	}
	if record != nil {
		fsys[path.Join(Dir, p.folder, content.RecordFile)] = &fstest.MapFile{Data: record}
	}
	group, name := path.Split(p.folder)
	frame := wholeFrame()
	m, diags, err := frame.Meeting(fsys, content.Folder{Group: frame.Archive.Group(path.Clean(group)), Name: name})
	if err != nil || diags.HasErrors() {
		panic(diags) // tests read what is made
	}
	next, err := revision.Append(record, revision.Compare(m).Next(date, "", message))
	if err != nil {
		panic(err)
	}
	return next
}

// wholeFrame returns the site with all groups.
var wholeFrame = sync.OnceValue(func() *content.Frame {
	fsys := fstest.MapFS{}
	for _, f := range Frame(len(groups) * 40) {
		fsys[f.Path] = &fstest.MapFile{Data: f.Data}
	}
	frame, diags, err := content.LoadFrame(fsys)
	if err != nil || diags.HasErrors() {
		panic(diags)
	}
	return frame
})
