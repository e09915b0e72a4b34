// Package hugo renders a Hugo site in memory. It is the only package
// that imports Hugo.
//
// A [Site] is what the hugo command would read from disk. Rendering it returns the
// files that Hugo made, or the problems that Hugo found, at their places in the
// site. Warnings and whatever Hugo only logs count as problems, and so do pages that
// did not come out: Hugo leaves out pages by date without a word.
//
// The package also works around traps of Hugo (0.165):
//
//   - Hugo has one logger for the whole process; see logger.go.
//   - After many errors, Hugo can wait for itself for ever; the site is rendered once
//     more then, see [Renderer.Render].
//   - A template that does not end cannot be stopped; see bounds.go.
//   - [allconfig.LoadConfig] takes an empty environment for that of the process.
package hugo

import (
	"context"
	"errors"
	"sync"

	"plenary/generator/diag"
)

// Site is a Hugo site.
type Site struct {
	Files map[string][]byte // by slash-separated path: hugo.json, content, layouts, i18n
	Pages []string          // the pages that must come out, as "zh/sg17/index.html"
}

// configFile is the configuration of every site.
const configFile = "hugo.json"

// Render renders one site; see [Renderer.Render].
func Render(ctx context.Context, s Site) (map[string][]byte, diag.List, error) {
	return NewRenderer(s.Files, nil).Render(ctx, s)
}

// Renderer renders sites that differ in their content only. A Hugo that has read the
// files that they share can be prepared before a site is known, which is half of the
// work for a small site. Each site is rendered by a Hugo of its own all the same.
type Renderer struct {
	shared  map[string][]byte
	runaway func(diag.Diagnostic)
	bounds  bounds

	mu       sync.Mutex
	prepared func() *engine // nil, or returns the prepared engine; waits until it is ready
	closed   bool
}

// NewRenderer returns a renderer of sites that share the given files: configuration,
// layouts and words.
//
// It calls runaway when a rendering does not end or takes too much memory. Nothing
// can stop a template, so runaway should end the program. If it returns, or is nil,
// the rendering is abandoned, goes on in the background, and Render returns that
// diagnostic.
func NewRenderer(shared map[string][]byte, runaway func(diag.Diagnostic)) *Renderer {
	return &Renderer{shared: shared, runaway: runaway}
}

// Prepare prepares for the next site. It returns when that is done.
func (r *Renderer) Prepare() {
	r.mu.Lock()
	if r.prepared == nil && !r.closed {
		r.prepared = sync.OnceValue(func() *engine { return newEngine(r.shared) })
	}
	prepared := r.prepared
	r.mu.Unlock()
	if prepared != nil {
		prepared()
	}
}

// Render returns the files that Hugo makes of a site, by path. If Hugo finds a
// problem, Render returns diagnostics and no files. The error is that of the program
// or the context.
func (r *Renderer) Render(ctx context.Context, s Site) (map[string][]byte, diag.List, error) {
	var e *engine
	if prepared := r.takePrepared(); prepared != nil {
		e = prepared()
	} else {
		e = newEngine(r.shared)
	}
	files, diags, err := e.renderWithRetry(ctx, s, r.bounds)
	var runaway runawayError
	if !errors.As(err, &runaway) {
		return files, diags, err
	}
	d := diag.Diagnostic{Pos: diag.Pos{File: "layouts"}, Message: runaway.Error()}
	if r.runaway != nil {
		r.runaway(d)
	}
	return nil, diag.List{d}, nil
}

func (r *Renderer) takePrepared() func() *engine {
	r.mu.Lock()
	defer r.mu.Unlock()
	prepared := r.prepared
	r.prepared = nil
	return prepared
}

// Close closes a prepared Hugo. Prepare does nothing afterwards.
func (r *Renderer) Close() {
	r.mu.Lock()
	r.closed = true
	r.mu.Unlock()
	if prepared := r.takePrepared(); prepared != nil {
		if e := prepared(); e.sites != nil {
			_ = e.sites.Close() // it has rendered nothing
		}
	}
}
