package hugo

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

// What rendering a site may take. A site takes a second or two, and some hundred
// megabytes; a template that takes so much more repeats or includes itself without end.
const (
	maxSilence = 30 * time.Second // until another page comes out, on the slowest machine
	maxMemory  = 3 << 29          // bytes, beside what the program may use anyway
	maxPage    = 64 << 20         // bytes of one page
)

// bounds limit one rendering; zero means the constant above.
type bounds struct {
	silence time.Duration
	memory  uint64
}

// runawayError means that a rendering exceeded its bounds. Nothing can stop a template.
type runawayError string

func (e runawayError) Error() string { return string(e) }

// How often a rendering is checked: memory can be used up in a second.
const (
	memoryInterval = 20 * time.Millisecond
	pageInterval   = time.Second
)

// grace is the time that a Hugo that has stopped may take to return its error.
const grace = 2 * time.Second

// build renders within bounds. A Hugo that exceeds them goes on in the background.
func (e *engine) build(ctx context.Context, m *monitor) error {
	done := make(chan error, 1)
	go func() {
		done <- recovered(func() error { return e.sites.Build(hugolib.BuildCfg{NoBuildLock: true}) })
	}()
	ticker := time.NewTicker(memoryInterval)
	defer ticker.Stop()
	for {
		select {
		case err := <-done:
			return errors.Join(err, e.sites.Close())
		case <-ctx.Done():
			return ctx.Err()
		case <-e.sites.Done():
			select {
			case err := <-done:
				return errors.Join(err, e.sites.Close())
			case <-time.After(grace):
				return errStuck
			}
		case <-ticker.C:
			if err := m.check(); err != nil {
				return err
			}
		}
	}
}

// monitor compares a rendering with its bounds.
type monitor struct {
	bounds bounds
	output afero.Fs
	pages  []string // that must come out
	before uint64   // memory in use at the start, or allowed to be

	counted time.Time     // when pages were counted last
	missing int           // pages that had not come out then
	silent  time.Duration // since a page came out
}

func newMonitor(b bounds, output afero.Fs, pages []string) *monitor {
	b.silence, b.memory = cmp.Or(b.silence, maxSilence), cmp.Or(b.memory, maxMemory)
	before := memoryInUse()
	if limit := debug.SetMemoryLimit(-1); limit < math.MaxInt64 { // garbage may take that much
		before = max(before, uint64(limit))
	}
	return &monitor{bounds: b, output: output, pages: pages, before: before, counted: time.Now(), missing: len(pages)}
}

// check returns an error when the rendering exceeds its bounds.
func (m *monitor) check() error {
	if memoryInUse() > m.before+m.bounds.memory {
		return m.runaway(fmt.Sprintf("it took more than %.1f GB of memory", float64(m.bounds.memory)/(1<<30)))
	}
	since := time.Since(m.counted)
	if since < min(pageInterval, m.bounds.silence) {
		return nil
	}
	m.counted = time.Now()
	missing, _ := m.count()
	if missing != m.missing {
		m.missing, m.silent = missing, 0
	}
	// The time in which the program was stopped, or had no processor, does not count.
	if m.silent += min(since, 2*pageInterval); m.silent < m.bounds.silence {
		return nil
	}
	return m.runaway(fmt.Sprintf("no page came out for %s", m.bounds.silence))
}

// runaway returns the error of a rendering that is abandoned. Of several missing
// pages, most were only waiting.
func (m *monitor) runaway(why string) error {
	unfinished := ""
	switch missing, first := m.count(); missing {
	case 0:
	case 1:
		unfinished = "; the page " + first + " was not finished"
	default:
		unfinished = fmt.Sprintf("; %d of %d pages were not finished", missing, len(m.pages))
	}
	return runawayError("rendering was given up, because " + why + unfinished + "; a layout, a partial or a shortcode, perhaps the one that was changed last, seems to repeat or include itself without an end")
}

// memoryInUse returns the bytes of memory that the program uses.
func memoryInUse() uint64 {
	samples := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/free:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(samples)
	return samples[0].Value.Uint64() - samples[1].Value.Uint64() - samples[2].Value.Uint64()
}

// count returns how many pages have not come out, and the first of them.
func (m *monitor) count() (missing int, first string) {
	for _, page := range m.pages {
		if there, err := afero.Exists(m.output, path.Join(outDir, page)); err != nil || !there {
			if missing++; missing == 1 {
				first = page
			}
		}
	}
	return missing, first
}

// tooLarge returns a problem for each page that no browser could show.
func tooLarge(files map[string][]byte) diag.List {
	var list diag.List
	for name, data := range files {
		if len(data) > maxPage {
			list.Errorf(diag.Pos{File: "layouts"}, "the page %s has more than %d MB; a layout repeats something too often", name, maxPage>>20)
		}
	}
	return list
}
