package site

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"path"
	"runtime/debug"
	"runtime/metrics"
	"time"

	"github.com/gohugoio/hugo/hugolib"
	"github.com/spf13/afero"

	"plenary/generator/diag"
)

// What rendering a tree may take. A tree takes a second or two, and some hundred
// megabytes; what takes so much more repeats or includes itself without an end.
const (
	mostSilence = 30 * time.Second // until another page comes out, on the slowest machine
	mostMemory  = 3 << 29          // bytes, beside what the program may use anyway
	mostPage    = 64 << 20         // bytes of one page
)

// bounds limit one rendering; a zero stands for the constant above.
type bounds struct {
	silence time.Duration
	memory  uint64
}

// runawayError is the error of a rendering that goes beyond its bounds. Nothing can
// stop what goes on in a template.
type runawayError string

func (e runawayError) Error() string { return string(e) }

// How often a rendering is looked at: memory can be gone in a second.
const (
	memoryInterval = 20 * time.Millisecond
	pageInterval   = time.Second
)

// grace is how long a Hugo that has stopped may take to tell why.
const grace = 2 * time.Second

// build lets Hugo render within bounds. A Hugo that goes beyond them is left alone.
func (p *press) build(ctx context.Context, w *watcher) error {
	done := make(chan error, 1)
	go func() {
		done <- p.guard(func() error { return p.sites.Build(hugolib.BuildCfg{NoBuildLock: true}) })
	}()
	ticker := time.NewTicker(memoryInterval)
	defer ticker.Stop()
	for {
		select {
		case err := <-done:
			return errors.Join(err, p.sites.Close())
		case <-ctx.Done():
			return ctx.Err()
		case <-p.sites.Done():
			select {
			case err := <-done:
				return errors.Join(err, p.sites.Close())
			case <-time.After(grace):
				return errStuck
			}
		case <-ticker.C:
			if err := w.look(); err != nil {
				return err
			}
		}
	}
}

// watcher looks after one rendering.
type watcher struct {
	bounds bounds
	made   afero.Fs
	pages  []string // that must come out
	before uint64   // memory in use when it began, or that may be

	looked time.Time     // for pages, the last time
	left   int           // pages that had not come out then
	silent time.Duration // since when none came out
}

func newWatcher(b bounds, made afero.Fs, pages []string) *watcher {
	b.silence, b.memory = cmp.Or(b.silence, mostSilence), cmp.Or(b.memory, mostMemory)
	before := memoryInUse()
	if limit := debug.SetMemoryLimit(-1); limit < math.MaxInt64 { // up to which garbage may lie around
		before = max(before, uint64(limit))
	}
	return &watcher{bounds: b, made: made, pages: pages, before: before, looked: time.Now(), left: len(pages)}
}

// look returns an error when the rendering goes beyond its bounds.
func (w *watcher) look() error {
	if memoryInUse() > w.before+w.bounds.memory {
		return w.runaway(fmt.Sprintf("it took more than %.1f GB of memory", float64(w.bounds.memory)/(1<<30)))
	}
	since := time.Since(w.looked)
	if since < min(pageInterval, w.bounds.silence) {
		return nil
	}
	w.looked = time.Now()
	left, _ := w.count()
	if left != w.left {
		w.left, w.silent = left, 0
	}
	// A program that was stopped, or had no processor, was not silent meanwhile.
	if w.silent += min(since, 2*pageInterval); w.silent < w.bounds.silence {
		return nil
	}
	return w.runaway(fmt.Sprintf("no page came out for %s", w.bounds.silence))
}

// runaway returns the error of a rendering that is given up. Of several pages that are
// missing, most were only waiting.
func (w *watcher) runaway(why string) error {
	missing := ""
	switch left, first := w.count(); left {
	case 0:
	case 1:
		missing = "; the page " + first + " was not finished"
	default:
		missing = fmt.Sprintf("; %d of %d pages were not finished", left, len(w.pages))
	}
	return runawayError("rendering was given up, because " + why + missing + "; a layout, a partial or a shortcode, perhaps the one that was changed last, seems to repeat or include itself without an end")
}

// memoryInUse returns the bytes that the program uses, without those that are free.
func memoryInUse() uint64 {
	samples := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/free:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(samples)
	return samples[0].Value.Uint64() - samples[1].Value.Uint64() - samples[2].Value.Uint64()
}

// count returns how many pages have not come out, and the first of them.
func (w *watcher) count() (left int, first string) {
	for _, page := range w.pages {
		if there, err := afero.Exists(w.made, path.Join(outDir, page)); err != nil || !there {
			if left++; left == 1 {
				first = page
			}
		}
	}
	return left, first
}

// tooLarge returns a problem for each page that no browser could show.
func tooLarge(files map[string][]byte) diag.List {
	var list diag.List
	for name, data := range files {
		if len(data) > mostPage {
			list.Errorf(diag.Pos{File: "layouts"}, "the page %s has more than %d MB; a layout repeats something too often", name, mostPage>>20)
		}
	}
	return list
}
