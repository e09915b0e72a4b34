// Package pipeline takes content through all steps to the files of a site: load,
// check, make calendars, compose, render, minify.
//
// The unit is the meeting. [Project.Build] works through the meetings in batches,
// so that an archive of any size takes the memory of a few of them, and it makes
// only those whose inputs have changed: their own folder, their groups, the
// site's settings, the theme and the program. What the others look like is in the
// cache, under a key that is the hash of those inputs. Pages over many meetings
// are made of short summaries.
//
// Losing the cache, or a part of it, costs time and nothing else.
package pipeline

import (
	"errors"
	"fmt"
	"io/fs"
	"path"

	"plenary/generator/cache"
	"plenary/generator/check"
	"plenary/generator/content"
	"plenary/generator/diag"
	"plenary/generator/hugo"
	"plenary/generator/meeting"
	"plenary/generator/revision"
	"plenary/generator/site"
	"plenary/generator/source"
	"plenary/generator/words"
)

// Options says what to build.
type Options struct {
	Source  fs.FS  // holds content/ and, where they override the theme, layouts/, i18n/, static/
	Theme   fs.FS  // the program's own layouts/, i18n/ and static/
	BaseURL string // instead of the one in content/site.yaml, if not empty
	Drafts  bool   // whether drafts are part of the site

	// RequireRecorded makes it a finding that a meeting differs from its last recorded
	// revision, which otherwise is worth a note.
	RequireRecorded bool

	// Runaway is called when a rendering does not end or takes all memory, and should
	// end the program; see [hugo.NewRenderer].
	Runaway func(diag.Diagnostic)

	// Engine identifies the program: what it made may be taken from the cache
	// only by a program with the same code.
	Engine string
	Cache  Store // nil: everything is made
}

// Store is where results are kept: a cache, or several of them.
type Store interface {
	Get(key cache.Key) ([]byte, bool)
	Put(key cache.Key, data []byte)
}

// Project is a project of which all is known but its meetings.
type Project struct {
	opt      Options
	frame    *content.Frame
	words    map[string]*words.Language
	english  *words.Language // of messages
	composer *site.Composer  // nil when the frame has errors
	renderer *hugo.Renderer  // of the composer's trees
	inputs   inputs

	Diags diag.List // problems outside the meetings
	Parts Parts     // what took how long, so far
}

// Open reads the site's settings, the groups, the words and the theme. The error
// is an I/O error; whether the site can be built is for the
// diagnostics to say.
func Open(opt Options) (*Project, error) {
	p := &Project{opt: opt}
	return p, p.Parts.step("load", func() error {
		var err error
		own := source.NewSnapshot(opt.Source)
		if p.frame, p.Diags, err = content.LoadFrame(own); err != nil {
			return err
		}
		if opt.BaseURL != "" {
			p.frame.Archive.Site.BaseURL = opt.BaseURL
		}
		p.Diags = append(p.Diags, check.Frame(p.frame.Archive)...)
		err = p.theme(own)
		p.Diags.Sort()
		return err
	})
}

// theme reads the words, the layouts and the static files: the project's own, and
// the program's where the project has none.
func (p *Project) theme(own *source.Snapshot) error {
	program, diags := words.Load(p.opt.Theme, []string{"en"}, nil) // any language of the program has all keys
	if diags.HasErrors() {
		return errors.New(diags[0].String())
	}
	p.english = program["en"]
	files := Overlay{own, p.opt.Theme}
	p.words, diags = words.Load(files, p.frame.Archive.Site.Languages, p.english)
	p.Diags = append(p.Diags, diags...)
	theme, diags, err := site.ReadTheme(own, p.opt.Theme)
	if err != nil {
		return err
	}
	p.Diags = append(p.Diags, diags...)
	if p.Diags.HasErrors() {
		return nil
	}
	theme.Words = p.words
	if p.composer, err = site.NewComposer(p.frame.Archive, theme); err != nil {
		return err
	}
	p.renderer = hugo.NewRenderer(p.composer.Base(), p.opt.Runaway)
	p.inputs, err = p.hashInputs(own, files)
	return err
}

// Size returns the number of folders of meetings.
func (p *Project) Size() int { return len(p.frame.Folders) }

// Languages returns the languages of the site, the default one first.
func (p *Project) Languages() []string { return p.frame.Archive.Site.Languages }

// BaseURL returns the address at which the site will be.
func (p *Project) BaseURL() string { return p.frame.Archive.Site.BaseURL }

// loaded is a meeting that was read, and perhaps checked.
type loaded struct {
	m      *meeting.Meeting // nil when its main file cannot be read, and for a draft that is left out
	diags  diag.List
	key    cache.Key // of its facts: of the bytes that were read
	record []byte    // the file with its record, nil when it has none

	comparison *revision.Comparison // of the meeting with its record
}

// load reads and checks a meeting. Drafts that are not part of the site have no
// problems either.
func (p *Project) load(folder content.Folder) (loaded, error) {
	l, err := p.loadAny(folder)
	if l.m != nil && l.m.Draft && !p.opt.Drafts && l.m.Record.Last() == nil {
		return loaded{key: l.key}, err
	}
	return l, err
}

// loadAny reads and checks a meeting, whether it is part of the site or not.
func (p *Project) loadAny(folder content.Folder) (loaded, error) {
	l, err := p.read(folder)
	if l.m == nil || err != nil {
		return l, err
	}
	complete := !l.diags.HasErrors() // else what seems to be gone may be where the error is
	l.diags = append(l.diags, check.Meeting(p.frame.Archive, l.m)...)
	if complete {
		l.diags = append(l.diags, p.recorded(l)...)
	}
	return l, nil
}

// read reads a meeting, and each of its files once.
func (p *Project) read(folder content.Folder) (loaded, error) {
	files := source.NewSnapshot(p.opt.Source)
	m, diags, err := p.frame.Meeting(files, folder)
	if err != nil {
		return loaded{}, err
	}
	l := loaded{m: m, diags: diags}
	if m != nil {
		l.comparison = revision.Compare(m)
		m.Stamps = l.comparison.Stamps()
	}
	if m != nil && m.Record.Last() != nil {
		if l.record, err = files.ReadFile(path.Join(folder.Path(), content.RecordFile)); err != nil {
			return loaded{}, err
		}
	}
	sum, err := files.Sum(folder.Path(), content.Ignored)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil // the folder was removed, which the diagnostics say
	}
	l.key = p.factsKeyOf(folder, sum)
	return l, err
}

// recorded compares a meeting with its record.
func (p *Project) recorded(l loaded) diag.List {
	m := l.m
	diags := check.Record(p.frame.Archive, m, l.comparison, p.english)
	for i := range diags {
		if d := &diags[i]; p.opt.RequireRecorded && d.Severity == diag.Note {
			d.Severity = diag.Finding
			if m.Record.Last() != nil { // else it is said already
				d.Message += fmt.Sprintf("; \"plenary revise %s\" records it", m.Path())
			}
		}
	}
	return diags
}
