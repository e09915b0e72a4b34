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
	"context"
	"errors"
	"fmt"
	"io/fs"

	"plenary/generator/cache"
	"plenary/generator/check"
	"plenary/generator/content"
	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/site"
	"plenary/generator/words"
)

// Options says what to build.
type Options struct {
	Source  fs.FS  // holds content/ and, where they override the theme, layouts/, i18n/, static/
	Theme   fs.FS  // the program's own layouts/, i18n/ and static/
	BaseURL string // instead of the one in content/site.yaml, if not empty
	Drafts  bool   // whether drafts are part of the site

	// RequireRecorded makes it an error that a meeting differs from its last recorded
	// revision, which otherwise is worth a note.
	RequireRecorded bool

	// Runaway is told of a rendering that does not come to an end or takes all memory,
	// and should end the program; see [site.Composer.Renderer].
	Runaway func(diag.Diagnostic)

	// Engine identifies the program: what it made may be taken from the cache
	// only by a program with the same code.
	Engine string
	Cache  Store // nil: everything is made
}

// Store is where results are kept: a cache, or several of them.
type Store interface {
	Get(ctx context.Context, key cache.Key) ([]byte, bool)
	Put(ctx context.Context, key cache.Key, data []byte)
}

// Project is a project of which all is known but its meetings.
type Project struct {
	opt      Options
	frame    *content.Frame
	words    map[string]*words.Language
	english  *words.Language // what is wrong is told in
	composer *site.Composer  // nil when the frame has problems
	inputs   inputs

	Diags diag.List // problems outside the meetings
	Parts Parts     // what took how long, so far
}

// Open reads the site's settings, the groups, the words and the theme. The error
// is of input and output only; whether the site can be built is for the
// diagnostics to say.
func Open(opt Options) (*Project, error) {
	p := &Project{opt: opt}
	return p, p.Parts.step("load", func() error {
		var err error
		if p.frame, p.Diags, err = content.LoadFrame(opt.Source); err != nil {
			return err
		}
		if opt.BaseURL != "" {
			p.frame.Archive.Site.BaseURL = opt.BaseURL
		}
		p.Diags = append(p.Diags, check.Frame(p.frame.Archive)...)
		err = p.theme()
		p.Diags.Sort()
		return err
	})
}

// theme lays the project's own files over the program's and reads the words.
func (p *Project) theme() error {
	own, diags := words.Load(p.opt.Theme, []string{"en"}, nil) // any language of the program has all keys
	if diags.HasErrors() {
		return errors.New(diags[0].String())
	}
	p.english = own["en"]
	files := Overlay{p.opt.Source, p.opt.Theme}
	p.words, diags = words.Load(files, p.frame.Archive.Site.Languages, own)
	p.Diags = append(p.Diags, diags...)
	if p.Diags.HasErrors() {
		return nil
	}
	var err error
	if p.composer, err = site.NewComposer(p.frame.Archive, site.Theme{Files: files, Words: p.words}); err != nil {
		return err
	}
	p.inputs, err = p.hashInputs(files)
	return err
}

// Size returns the number of folders of meetings.
func (p *Project) Size() int { return len(p.frame.Folders) }

// Languages returns the languages of the site, the default one first.
func (p *Project) Languages() []string { return p.frame.Archive.Site.Languages }

// BaseURL returns the address at which the site will be.
func (p *Project) BaseURL() string { return p.frame.Archive.Site.BaseURL }

// loaded is a meeting that was read and checked.
type loaded struct {
	m     *meeting.Meeting // nil when its main file cannot be read, and for a draft that is left out
	diags diag.List
}

// load reads and checks a meeting. Drafts that are not part of the site have no
// problems either.
func (p *Project) load(folder content.Folder) (loaded, error) {
	l, err := p.loadAny(folder)
	if l.m != nil && l.m.Draft && !p.opt.Drafts && l.m.Record.Last() == nil {
		return loaded{}, err
	}
	return l, err
}

// loadAny reads and checks a meeting, whether it is part of the site or not.
func (p *Project) loadAny(folder content.Folder) (loaded, error) {
	m, diags, err := p.frame.Meeting(p.opt.Source, folder)
	if m == nil || err != nil {
		return loaded{nil, diags}, err
	}
	all := append(diags, check.Meeting(p.frame.Archive, m)...)
	if !diags.HasErrors() { // else what seems to be gone may stand where a mistake is
		all = append(all, p.recorded(m)...)
	}
	return loaded{m, all}, nil
}

// recorded holds a meeting against its record.
func (p *Project) recorded(m *meeting.Meeting) diag.List {
	diags := check.Record(p.frame.Archive, m, p.english)
	for i := range diags {
		if d := &diags[i]; p.opt.RequireRecorded && d.Severity == diag.Note {
			d.Severity = diag.Error
			if m.Record.Last() != nil { // else it is said already
				d.Message += fmt.Sprintf("; \"plenary revise %s\" records it", m.Path())
			}
		}
	}
	return diags
}
