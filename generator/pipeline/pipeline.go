// Package pipeline takes content through all steps to the files of a site: load,
// check, make calendars, compose, render, minify; and into a folder.
package pipeline

import (
	"context"
	"errors"
	"io/fs"
	"time"

	"plenary/generator/calendar"
	"plenary/generator/check"
	"plenary/generator/content"
	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/publish"
	"plenary/generator/site"
	"plenary/generator/words"
)

// Options says what to build.
type Options struct {
	Source  fs.FS  // holds content/ and, where they override the theme, layouts/, i18n/, static/
	Theme   fs.FS  // the program's own layouts/, i18n/ and static/
	BaseURL string // instead of the one in content/site.yaml, if not empty
}

// Site is a site that was loaded and checked.
type Site struct {
	Archive *meeting.Archive
	Theme   site.Theme
	Diags   diag.List // sorted
	Parts   []Part    // what took how long, so far
}

// Part is a step of a build and the time it took.
type Part struct {
	Name string        `json:"name"`
	Took time.Duration `json:"took"` // nanoseconds in JSON
}

// Load reads and checks the content and the words. The error is of input and
// output only; whether the site can be built is for its diagnostics to say.
func Load(opt Options) (*Site, error) {
	s := &Site{}
	err := s.step("load", func() error {
		var err error
		if s.Archive, s.Diags, err = content.Load(opt.Source); err != nil {
			return err
		}
		return s.theme(opt)
	})
	if err != nil {
		return nil, err
	}
	if opt.BaseURL != "" {
		s.Archive.Site.BaseURL = opt.BaseURL
	}
	_ = s.step("check", func() error {
		s.Diags = append(s.Diags, check.Run(s.Archive)...)
		s.Diags.Sort()
		return nil
	})
	return s, nil
}

// theme lays the project's own files over the program's and reads the words.
func (s *Site) theme(opt Options) error {
	own, diags := words.Load(opt.Theme, []string{"en"}, nil) // any language of the program has all keys
	if diags.HasErrors() {
		return errors.New(diags[0].String())
	}
	s.Theme.Files = Overlay{opt.Source, opt.Theme}
	s.Theme.Words, diags = words.Load(s.Theme.Files, s.Archive.Site.Languages, own)
	s.Diags = append(s.Diags, diags...)
	return nil
}

// Pages makes all files of the site, finished for publishing. When Hugo finds
// something wrong, that is in the diagnostics and there are no files.
func (s *Site) Pages(ctx context.Context) ([]publish.File, error) {
	tree, err := s.Tree()
	if err != nil {
		return nil, err
	}
	var made map[string][]byte
	err = s.step("render", func() error {
		var diags diag.List
		made, diags, err = site.Render(ctx, tree)
		s.Diags = append(s.Diags, diags...)
		s.Diags.Sort()
		return err
	})
	if err != nil || s.Diags.HasErrors() {
		return nil, err
	}
	var files []publish.File
	for _, from := range []map[string][]byte{made, tree.Static} {
		for path, data := range from {
			files = append(files, publish.File{Path: path, Data: data})
		}
	}
	err = s.step("minify", func() error {
		files, err = publish.Finish(ctx, files)
		return err
	})
	return files, err
}

// Tree makes the calendars and composes the Hugo source tree.
func (s *Site) Tree() (*site.Tree, error) {
	if s.Diags.HasErrors() {
		return nil, errors.New("the content has problems")
	}
	var feeds []calendar.Feed
	_ = s.step("calendars", func() error {
		feeds = calendar.Feeds(s.Archive, s.Theme.Words)
		return nil
	})
	var tree *site.Tree
	err := s.step("compose", func() error {
		var err error
		tree, err = site.Compose(s.Archive, s.Theme, feeds)
		return err
	})
	return tree, err
}

// Write publishes files into a folder.
func (s *Site) Write(ctx context.Context, dir string, files []publish.File, opt publish.Options) (publish.Result, error) {
	var result publish.Result
	err := s.step("write", func() error {
		var err error
		result, err = publish.Write(ctx, dir, files, opt)
		return err
	})
	return result, err
}

func (s *Site) step(name string, do func() error) error {
	start := time.Now()
	err := do()
	s.Parts = append(s.Parts, Part{name, time.Since(start)})
	return err
}
