package site

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/bep/logg"
	"github.com/gohugoio/hugo/common/herrors"
	"github.com/gohugoio/hugo/common/loggers"
	"github.com/gohugoio/hugo/config"
	"github.com/gohugoio/hugo/config/allconfig"
	"github.com/gohugoio/hugo/deps"
	"github.com/gohugoio/hugo/hugofs"
	"github.com/gohugoio/hugo/hugolib"
	"github.com/spf13/afero"

	"plenary/generator/diag"
)

const (
	workDir = "/site" // where Hugo believes the tree to be
	outDir  = "/site/public"
)

// rendering lets one tree through at a time: Hugo keeps a logger for the whole
// process, and an error logged by one build could fail another.
var rendering sync.Mutex

// Render gives the tree to Hugo and returns what it made, by path. Whatever Hugo
// finds wrong with the tree, warnings included, is returned as diagnostics and
// then there are no files. The error is of the program or the context only.
func Render(ctx context.Context, t *Tree) (map[string][]byte, diag.List, error) {
	rendering.Lock()
	defer rendering.Unlock()

	source, made := afero.NewMemMapFs(), afero.NewMemMapFs()
	for name, data := range t.Source {
		if err := afero.WriteFile(source, path.Join(workDir, name), data, 0o644); err != nil {
			return nil, nil, err
		}
	}
	var log complaints
	err := build(ctx, source, made, &log)
	if ctx.Err() != nil {
		return nil, nil, ctx.Err()
	}
	if err != nil {
		log.add(err)
	}
	if len(log.list) > 0 {
		log.list.Sort()
		return nil, log.list, nil
	}
	files, err := collect(made)
	if err != nil {
		return nil, nil, err
	}
	for _, page := range t.Pages {
		if _, ok := files[page]; !ok {
			log.put(diag.Pos{File: "layouts"}, fmt.Sprintf("the page %s did not come out of rendering; the layout that makes it is empty or ends too early", page))
		}
	}
	if len(log.list) > 0 {
		return nil, log.list, nil
	}
	return files, nil, nil
}

// build runs Hugo over source.
func build(ctx context.Context, source, made afero.Fs, log *complaints) (err error) {
	defer func() {
		if r := recover(); r != nil { // a mistake in a template can make Hugo panic
			err = fmt.Errorf("the page engine broke down: %v", r)
		}
	}()
	flags := config.New()
	flags.Set("workingDir", workDir)
	flags.Set("publishDir", "public")
	logger := loggers.New(loggers.Options{
		Level: logg.LevelWarn, StdOut: io.Discard, StdErr: io.Discard, HandlerPost: log.entry,
	})
	configs, err := allconfig.LoadConfig(allconfig.ConfigSourceDescriptor{
		Fs: source, Logger: logger, Flags: flags,
		Filename:     path.Join(workDir, ConfigFile),
		Environment:  "production",
		Environ:      []string{"PLENARY=1"}, // an empty list would mean the real environment
		SkipNpmCheck: true,
	})
	if err != nil {
		return err
	}
	// Hugo keeps a few things on disk for its own use; the tree needs none of them.
	sites, err := hugolib.NewHugoSites(deps.DepsCfg{
		Configs: configs, Fs: hugofs.NewFromSourceAndDestination(source, made, flags),
		LogLevel: logger.Level(), StdOut: io.Discard, StdErr: io.Discard, TestLogger: logger,
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, sites.Close()) }()
	if err := ctx.Err(); err != nil {
		return err
	}
	return sites.Build(hugolib.BuildCfg{NoBuildLock: true})
}

// collect returns the files below the publishing folder.
func collect(made afero.Fs) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := afero.Walk(made, outDir, func(name string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		data, err := afero.ReadFile(made, name)
		files[strings.TrimPrefix(name, outDir+"/")] = data
		return err
	})
	if errors.Is(err, os.ErrNotExist) {
		return files, nil
	}
	return files, err
}

// complaints collects what Hugo logs and returns.
type complaints struct {
	mu   sync.Mutex
	list diag.List
}

// entry takes what Hugo logs as a warning or an error: it reports some errors in
// no other way.
func (c *complaints) entry(e *logg.Entry) error {
	if e.Level >= logg.LevelWarn {
		c.message(e.Message)
	}
	return nil
}

// add takes the error that a build returned.
func (c *complaints) add(err error) {
	found := false
	for _, fe := range herrors.UnwrapFileErrors(err) {
		p := fe.Position()
		if p.LineNumber > 0 {
			found = true
			c.put(diag.Pos{File: ownName(p.Filename), Line: p.LineNumber, Column: max(p.ColumnNumber, 0)}, herrors.Cause(fe).Error())
		}
	}
	// "logged 3 error(s)" says nothing that was not heard already.
	if !found && (len(c.list) == 0 || !strings.Contains(err.Error(), "logged ")) {
		c.message(err.Error())
	}
}

// inTemplate finds where templates say that something went wrong in them. The
// last such place in a message is the innermost.
var inTemplate = regexp.MustCompile(`template: ([^\s:"]+\.[a-z]+):(\d+)(?::(\d+))?: `)

// place finds a position at the start of a message or inside it.
var place = regexp.MustCompile(`"?(` + workDir + `/[^":]+):(\d+):(\d+)"?:?\s*`)

func (c *complaints) message(s string) {
	pos := diag.Pos{File: ConfigFile}
	if m := place.FindStringSubmatchIndex(s); m != nil {
		pos.File = ownName(s[m[2]:m[3]])
		pos.Line, _ = strconv.Atoi(s[m[4]:m[5]])   // digits only
		pos.Column, _ = strconv.Atoi(s[m[6]:m[7]]) // digits only
		s = s[:m[0]] + s[m[1]:]
	}
	c.put(pos, strings.ReplaceAll(s, workDir+"/", ""))
}

func (c *complaints) put(pos diag.Pos, message string) {
	if all := inTemplate.FindAllStringSubmatchIndex(message, -1); all != nil {
		m := all[len(all)-1]
		pos = diag.Pos{File: "layouts/" + message[m[2]:m[3]]}
		pos.Line, _ = strconv.Atoi(message[m[4]:m[5]]) // digits only
		if m[6] >= 0 {
			pos.Column, _ = strconv.Atoi(message[m[6]:m[7]]) // digits only
		}
		message = message[m[1]:]
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	d := diag.Diagnostic{Pos: pos, Message: strings.TrimSpace(message)}
	if !slices.Contains(c.list, d) {
		c.list = append(c.list, d)
	}
}

// ownName returns a path of the tree as the project names it.
func ownName(name string) string { return strings.TrimPrefix(name, workDir+"/") }
