package hugo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strconv"
	"strings"
	"sync"

	"github.com/bep/logg"
	"github.com/gohugoio/hugo/config"
	"github.com/gohugoio/hugo/config/allconfig"
	"github.com/gohugoio/hugo/deps"
	"github.com/gohugoio/hugo/hugofs"
	"github.com/gohugoio/hugo/hugolib"
	"github.com/spf13/afero"

	"plenary/generator/diag"
)

const (
	workDir = "/site" // where Hugo finds the site in its file system
	outDir  = "/site/public"
)

// engine is a Hugo that has read the files that sites share. It renders one site.
type engine struct {
	source, output afero.Fs
	sites          *hugolib.HugoSites
	problems       problems
	err            error // of reading
}

func newEngine(shared map[string][]byte) *engine {
	e := &engine{source: afero.NewMemMapFs(), output: afero.NewMemMapFs()}
	// Hugo ignores folders that are made later.
	if e.err = e.source.MkdirAll(path.Join(workDir, "content"), 0o755); e.err != nil {
		return e
	}
	if e.err = e.add(shared); e.err != nil {
		return e
	}
	e.err = recovered(e.open)
	return e
}

func (e *engine) add(files map[string][]byte) error {
	for name, data := range files {
		if err := afero.WriteFile(e.source, path.Join(workDir, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// open makes a Hugo that reads the source.
func (e *engine) open() error {
	flags := config.New()
	flags.Set("workingDir", workDir)
	flags.Set("publishDir", "public")
	configs, err := e.loadConfig(flags)
	if err != nil {
		return err
	}
	logger := newLogger(e.problems.addEntry)
	e.sites, err = hugolib.NewHugoSites(deps.DepsCfg{
		Configs: configs, Fs: hugofs.NewFromSourceAndDestination(e.source, e.output, flags),
		LogLevel: logger.Level(), StdOut: io.Discard, StdErr: io.Discard, TestLogger: logger,
	})
	return err
}

// loadConfig reads the configuration. Meanwhile the logger of the process is that of
// this engine, although other engines may log to it.
func (e *engine) loadConfig(flags config.Provider) (*allconfig.Configs, error) {
	logger := newLogger(func(entry *logg.Entry) error {
		_ = logToActive(entry) // never fails
		return e.problems.addEntry(entry)
	})
	loading.Lock()
	defer loading.Unlock()
	defer resetGlobalLogger()
	return allconfig.LoadConfig(allconfig.ConfigSourceDescriptor{
		Fs: e.source, Logger: logger, Flags: flags,
		Filename:     path.Join(workDir, configFile),
		Environment:  "production",
		Environ:      []string{"PLENARY=1"}, // an empty list would mean the environment of the process
		SkipNpmCheck: true,
	})
}

// errStuck means that Hugo waits for itself.
var errStuck = errors.New("the page engine does not come to an end")

// retrying protects HUGO_NUMWORKERMULTIPLIER.
var retrying sync.Mutex

// renderWithRetry renders a site, and once more if Hugo got stuck. After ten errors
// Hugo's workers stop, and the goroutine that sends them pages can block for ever. It
// does not block if there is a worker for each page.
func (e *engine) renderWithRetry(ctx context.Context, s Site, b bounds) (map[string][]byte, diag.List, error) {
	files, diags, err := e.render(ctx, s, b)
	if !errors.Is(err, errStuck) {
		return files, diags, err
	}
	retrying.Lock()
	defer retrying.Unlock()
	restore, err := setenv("HUGO_NUMWORKERMULTIPLIER", strconv.Itoa(len(s.Pages)+1)) // Hugo reads it in each build
	if err != nil {
		return nil, nil, err
	}
	defer restore()
	return newEngine(s.Files).render(ctx, s, b)
}

// setenv sets a variable of the environment and returns a function that restores it.
func setenv(name, value string) (restore func(), err error) {
	old, isSet := os.LookupEnv(name)
	if err := os.Setenv(name, value); err != nil {
		return nil, err
	}
	return func() {
		if isSet {
			_ = os.Setenv(name, old) // it was set before
			return
		}
		_ = os.Unsetenv(name)
	}, nil
}

// render renders a site.
func (e *engine) render(ctx context.Context, s Site, b bounds) (map[string][]byte, diag.List, error) {
	err := e.err
	if err == nil {
		err = e.add(s.Files)
	}
	if err == nil && ctx.Err() == nil {
		e.setActive(true)
		err = e.build(ctx, newMonitor(b, e.output, s.Pages))
		e.setActive(false)
	}
	if ctx.Err() != nil {
		return nil, nil, ctx.Err()
	}
	var runaway runawayError
	if errors.Is(err, errStuck) || errors.As(err, &runaway) {
		return nil, nil, err
	}
	if err != nil {
		e.problems.addError(err)
	}
	if list := e.problems.sorted(); len(list) > 0 {
		return nil, list, nil
	}
	files, err := collect(e.output)
	if err != nil {
		return nil, nil, err
	}
	if list := append(tooLarge(files), missing(files, s.Pages)...); len(list) > 0 {
		list.Sort()
		return nil, list, nil
	}
	return files, nil, nil
}

// recovered calls a part of Hugo and returns a panic, which a mistake in a template
// can cause, as an error.
func recovered(call func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the page engine broke down: %v", r)
		}
	}()
	return call()
}

// collect returns the files in the publishing folder.
func collect(output afero.Fs) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := afero.Walk(output, outDir, func(name string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		data, err := afero.ReadFile(output, name)
		if path.Ext(name) == ".html" {
			data = NoBreakNames(data)
		}
		files[strings.TrimPrefix(name, outDir+"/")] = data
		return err
	})
	if errors.Is(err, os.ErrNotExist) {
		return files, nil
	}
	return files, err
}

// missing returns a problem for each page that did not come out.
func missing(files map[string][]byte, pages []string) diag.List {
	var list diag.List
	for _, page := range pages {
		if _, ok := files[page]; !ok {
			list.Errorf(diag.Pos{File: "layouts"}, "the page %s did not come out of rendering; the layout that makes it is empty or ends too early", page)
		}
	}
	return list
}
