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

// Render gives the tree to Hugo and returns what it made, by path. Whatever Hugo
// finds wrong with the tree, warnings included, is returned as diagnostics and
// then there are no files. The error is of the program or the context only.
func Render(ctx context.Context, t *Tree) (map[string][]byte, diag.List, error) {
	return (&Renderer{base: t.Source}).Render(ctx, t)
}

// A Renderer renders trees that differ in their content only: they have the same
// configuration, layouts and words. Half of the time that a small tree takes goes
// into reading those, which can be done before the tree is there. Each tree is
// rendered by a Hugo of its own all the same.
type Renderer struct {
	base    map[string][]byte
	runaway func(diag.Diagnostic) // see [Composer.Renderer]
	bounds  bounds

	mu     sync.Mutex
	next   func() *press // nil, or returns the prepared one; waits until it is
	closed bool
}

// Prepare gets ready for the next tree.
func (r *Renderer) Prepare() {
	r.mu.Lock()
	if r.next == nil && !r.closed {
		r.next = sync.OnceValue(func() *press { return newPress(r.base) })
	}
	next := r.next
	r.mu.Unlock()
	if next != nil {
		next()
	}
}

// Render is like the function of that name.
func (r *Renderer) Render(ctx context.Context, t *Tree) (map[string][]byte, diag.List, error) {
	next := r.take()
	if next == nil {
		next = func() *press { return newPress(r.base) }
	}
	files, diags, err := next().orAgain(ctx, t, r.bounds)
	var away runawayError
	if !errors.As(err, &away) {
		return files, diags, err
	}
	d := diag.Diagnostic{Pos: diag.Pos{File: "layouts"}, Message: away.Error()}
	if r.runaway != nil {
		r.runaway(d)
	}
	return nil, diag.List{d}, nil
}

// take returns what was prepared, and leaves nothing.
func (r *Renderer) take() func() *press {
	r.mu.Lock()
	defer r.mu.Unlock()
	next := r.next
	r.next = nil
	return next
}

// Close ends what was prepared; nothing will be prepared any more.
func (r *Renderer) Close() {
	r.mu.Lock()
	r.closed = true
	r.mu.Unlock()
	if next := r.take(); next != nil {
		if p := next(); p.sites != nil {
			_ = p.sites.Close() // it has nothing to lose
		}
	}
}

// Some of Hugo, such as what warns of functions that will be removed, knows one
// logger of the whole process. Nobody can tell which rendering that speaks of, so
// each one that is going on takes it as its own.
var (
	printing   = map[*press]bool{}
	printingMu sync.Mutex // protects printing
)

// loading is the one press that may load its configuration, in the course of which
// Hugo gives the process another logger for a moment.
var loading sync.Mutex

// shareLogger gives the process a new logger: Hugo counts what a logger was told
// among the errors of whatever it renders.
func shareLogger() {
	loggers.SetGlobalLogger(newLogger(toAll))
}

func newLogger(handle func(*logg.Entry) error) loggers.Logger {
	return loggers.New(loggers.Options{Level: logg.LevelWarn, StdOut: io.Discard, StdErr: io.Discard, HandlerPost: handle})
}

func toAll(e *logg.Entry) error {
	printingMu.Lock()
	defer printingMu.Unlock()
	for p := range printing {
		_ = p.log.entry(e) // never fails
	}
	return nil
}

func (p *press) setPrinting(yes bool) {
	printingMu.Lock()
	defer printingMu.Unlock()
	if yes {
		printing[p] = true
		shareLogger()
	} else {
		delete(printing, p)
	}
}

// press is a Hugo that has read everything but content. It renders one tree.
type press struct {
	source, made afero.Fs
	sites        *hugolib.HugoSites
	log          complaints
	err          error
}

func newPress(base map[string][]byte) *press {
	p := &press{source: afero.NewMemMapFs(), made: afero.NewMemMapFs()}
	// Hugo takes notice of folders that are there from the beginning.
	if p.err = p.source.MkdirAll(path.Join(workDir, "content"), 0o755); p.err != nil {
		return p
	}
	if p.err = p.add(base); p.err != nil {
		return p
	}
	p.err = p.guard(p.open)
	return p
}

func (p *press) add(files map[string][]byte) error {
	for name, data := range files {
		if err := afero.WriteFile(p.source, path.Join(workDir, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// errStuck is of a Hugo that waits for itself.
var errStuck = errors.New("the page engine does not come to an end")

// orAgain renders a tree, if need be a second time.
func (p *press) orAgain(ctx context.Context, t *Tree, b bounds) (map[string][]byte, diag.List, error) {
	files, diags, err := p.print(ctx, t, b)
	if !errors.Is(err, errStuck) {
		return files, diags, err
	}
	// After ten errors Hugo's workers stop, and what gives them pages can wait for
	// them for ever. With room for all pages it does not, from now on.
	if err := os.Setenv("HUGO_NUMWORKERMULTIPLIER", strconv.Itoa(len(t.Pages)+1)); err != nil {
		return nil, nil, err
	}
	return newPress(t.Source).print(ctx, t, b)
}

// print renders a tree.
func (p *press) print(ctx context.Context, t *Tree, b bounds) (map[string][]byte, diag.List, error) {
	err := p.err
	if err == nil {
		err = p.add(t.Source)
	}
	if err == nil && ctx.Err() == nil {
		p.setPrinting(true)
		err = p.build(ctx, newWatcher(b, p.made, t.Pages))
		p.setPrinting(false)
	}
	if ctx.Err() != nil {
		return nil, nil, ctx.Err()
	}
	if away := runawayError(""); errors.Is(err, errStuck) || errors.As(err, &away) {
		return nil, nil, err
	}
	if err != nil {
		p.log.add(err)
	}
	if list := p.log.sorted(); len(list) > 0 {
		return nil, list, nil
	}
	files, err := collect(p.made)
	if err != nil {
		return nil, nil, err
	}
	if list := tooLarge(files); len(list) > 0 {
		return nil, list, nil
	}
	for _, page := range t.Pages {
		if _, ok := files[page]; !ok {
			p.log.put(diag.Pos{File: "layouts"}, fmt.Sprintf("the page %s did not come out of rendering; the layout that makes it is empty or ends too early", page))
		}
	}
	if list := p.log.sorted(); len(list) > 0 {
		return nil, list, nil
	}
	return files, nil, nil
}

// guard calls a part of Hugo, which a mistake in a template can make panic.
func (p *press) guard(do func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the page engine broke down: %v", r)
		}
	}()
	return do()
}

// open makes a Hugo that reads the source.
func (p *press) open() error {
	flags := config.New()
	flags.Set("workingDir", workDir)
	flags.Set("publishDir", "public")
	configs, err := p.load(flags)
	if err != nil {
		return err
	}
	logger := newLogger(p.log.entry)
	// Hugo keeps a few things on disk for its own use; the tree needs none of them.
	p.sites, err = hugolib.NewHugoSites(deps.DepsCfg{
		Configs: configs, Fs: hugofs.NewFromSourceAndDestination(p.source, p.made, flags),
		LogLevel: logger.Level(), StdOut: io.Discard, StdErr: io.Discard, TestLogger: logger,
	})
	return err
}

// load reads the configuration. What is logged meanwhile may come from another
// rendering too.
func (p *press) load(flags config.Provider) (*allconfig.Configs, error) {
	logger := newLogger(func(e *logg.Entry) error {
		_ = toAll(e) // never fails
		return p.log.entry(e)
	})
	loading.Lock()
	defer loading.Unlock()
	defer shareLogger()
	return allconfig.LoadConfig(allconfig.ConfigSourceDescriptor{
		Fs: p.source, Logger: logger, Flags: flags,
		Filename:     path.Join(workDir, ConfigFile),
		Environment:  "production",
		Environ:      []string{"PLENARY=1"}, // an empty list would mean the real environment
		SkipNpmCheck: true,
	})
}

// collect returns the files below the publishing folder.
func collect(made afero.Fs) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := afero.Walk(made, outDir, func(name string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		data, err := afero.ReadFile(made, name)
		if path.Ext(name) == ".html" {
			data = KeepNames(data)
		}
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

// sorted returns what was collected so far.
func (c *complaints) sorted() diag.List {
	c.mu.Lock()
	defer c.mu.Unlock()
	list := slices.Clone(c.list)
	list.Sort()
	return list
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
	if !found && (len(c.sorted()) == 0 || !strings.Contains(err.Error(), "logged ")) {
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
