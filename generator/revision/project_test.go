package revision_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"plenary/generator/content"
	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/revision"
	"plenary/generator/strictyaml"
	"plenary/generator/words"
)

const (
	folder = "content/sg17/2023-08-goyang/"
	record = folder + content.RecordFile
)

// project is the shipped content, without its record, to be changed and recorded.
type project struct {
	t     testing.TB
	files fstest.MapFS
	date  time.Time // of the next revision
}

func shipped(t testing.TB) *project {
	t.Helper()
	p := &project{t: t, files: fstest.MapFS{}, date: time.Date(2023, time.June, 1, 8, 0, 0, 0, time.UTC)}
	root := os.DirFS("../..")
	err := fs.WalkDir(root, "content", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || name == record {
			return err
		}
		data, err := fs.ReadFile(root, name)
		p.files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// edit replaces a text, which must be there, in one of the meeting's files.
func (p *project) edit(file, old, new string) {
	p.t.Helper()
	if strings.HasPrefix(old, "^") {
		old = "\n" + old[1:]
	}
	data := string(p.files[folder+file].Data)
	if !strings.Contains(data, old) {
		p.t.Fatalf("%s has no %q", file, old)
	}
	p.files[folder+file] = &fstest.MapFile{Data: []byte(strings.Replace(data, old, new, 1))}
}

// move renames the meeting's folder.
func (p *project) move(name string) {
	for old, file := range p.files {
		if rest, ok := strings.CutPrefix(old, folder); ok {
			p.files["content/sg17/"+name+"/"+rest] = file
			delete(p.files, old)
		}
	}
}

// load reads the meeting, which must have no mistakes in itself.
func (p *project) load() (*meeting.Archive, *meeting.Meeting) {
	p.t.Helper()
	a, diags, err := content.Load(p.files)
	if err != nil || diags.Blocks() {
		p.t.Fatal(err, diags)
	}
	return a, a.Groups[0].Meetings[0]
}

// record records the meeting as it is, a week after the last time.
func (p *project) record() meeting.Revision {
	p.t.Helper()
	_, m := p.load()
	var before []byte
	if f := p.files[record]; f != nil {
		before = f.Data
	}
	next := revision.Compare(m).Next(p.date, "", meeting.Text{By: map[string]string{"zh": "更改。", "en": "A change."}})
	p.date = p.date.AddDate(0, 0, 7)
	data, err := revision.Append(before, next)
	if err != nil {
		p.t.Fatal(err)
	}
	p.files[record] = &fstest.MapFile{Data: data}
	return next
}

// lines tells the differences from the last revision in English.
func (p *project) lines() []string {
	p.t.Helper()
	a, m := p.load()
	var lines []string
	for _, d := range revision.Compare(m).Differences() {
		lines = append(lines, p.describer(a, m, "en").Line(d))
	}
	return lines
}

func (p *project) describer(a *meeting.Archive, m *meeting.Meeting, lang string) revision.Describer {
	p.t.Helper()
	all, diags := words.Load(os.DirFS("../.."), []string{lang}, nil)
	if diags.Blocks() {
		p.t.Fatal(diags)
	}
	return revision.Describer{Site: a.Site, Meeting: m, Words: all[lang]}
}

// said returns diagnostics as lines.
func said(diags diag.List) []string {
	var lines []string
	for _, d := range diags {
		lines = append(lines, d.String())
	}
	return lines
}

// isText reports whether content may hold a text.
func isText(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, strictyaml.IsMisplaced)
}
