package pipeline

import (
	"context"
	"errors"
	"io/fs"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"plenary/generator/content"
	"plenary/generator/diag"
	"plenary/generator/publish"
	"plenary/generator/site"
)

// Report says what a build did.
type Report struct {
	Meetings int // of the site
	Drafts   int // meetings that were left out as such
	Rendered int // of them; the others were taken from the cache
	Pages    int // that were rendered, those over many meetings included
	Diags    diag.List
}

// BuildOptions says how to build.
type BuildOptions struct {
	Jobs     int                 // meetings that are worked on at once, beside rendering; 0 stands for the number of cores
	Progress func(done, all int) // is told how many of the meetings are done, if not nil
	Begin    func()              // is called before the first is rendered, if not nil
	Shard    Shard               // build these meetings only, and nothing that belongs to several
}

// Shard is a part of the meetings that one of several machines makes: number 1 to
// Of. The zero value is all of them.
type Shard struct{ Number, Of int }

// has reports whether the shard holds the meeting with an index.
func (s Shard) has(i int) bool { return s.Of == 0 || i%s.Of == s.Number-1 }

// Build makes all files of the site and gives them to the sink. When the content
// has problems, these are in the report, and what the sink was given is not a
// whole site.
func (p *Project) Build(ctx context.Context, to Sink, opt BuildOptions) (Report, error) {
	b := p.newBuild(to, opt)
	if p.composer == nil { // nothing can be made, but all problems are told
		err := b.check(ctx)
		b.report.Diags.Sort()
		return b.report, err
	}
	err := b.meetings(ctx)
	if err == nil {
		list := b.learned()
		if opt.Shard.Of == 0 && !b.report.Diags.HasErrors() {
			err = b.whole(ctx, list)
		}
	}
	b.report.Diags.Sort()
	return b.report, err
}

// build is one run over the meetings of a project.
type build struct {
	*Project
	to    Sink
	opt   BuildOptions
	units []*unit
	held  map[string][]held // the latest of the meetings that were read, by group; of the goroutine that reads

	recent recent

	mu     sync.Mutex // protects what follows
	done   int
	report Report
}

func (p *Project) newBuild(to Sink, opt BuildOptions) *build {
	if opt.Jobs <= 0 {
		opt.Jobs = runtime.GOMAXPROCS(0)
	}
	if opt.Progress == nil {
		opt.Progress = func(int, int) {}
	}
	if opt.Begin == nil {
		opt.Begin = func() {}
	}
	b := &build{Project: p, to: to, opt: opt, held: map[string][]held{}}
	for i, f := range p.frame.Folders {
		if opt.Shard.has(i) {
			b.units = append(b.units, &unit{folder: f})
		}
	}
	b.report.Diags = slices.Clone(p.Diags)
	return b
}

// complain adds problems to the report.
func (b *build) complain(diags diag.List) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.report.Diags = append(b.report.Diags, diags...)
}

func (b *build) hasErrors() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.report.Diags.HasErrors()
}

// finished counts meetings that are done.
func (b *build) finished(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.done += n
	b.opt.Progress(b.done, len(b.units))
}

// meetings makes the files of all meetings.
func (b *build) meetings(ctx context.Context) error {
	b.opt.Progress(0, len(b.units))
	stale := make([]bool, len(b.units))
	err := b.Parts.step("look up", func() error {
		return each(ctx, len(b.units), b.opt.Jobs, func(i int) error {
			fresh, err := b.lookUp(b.units[i])
			stale[i] = !fresh
			return err
		})
	})
	if err != nil {
		return err
	}
	var rest []*unit
	for i, u := range b.units {
		if stale[i] {
			rest = append(rest, u)
		}
	}
	if len(rest) > 0 {
		b.opt.Begin()
	}
	return b.make(ctx, rest)
}

// check looks for problems of the meetings, and makes nothing.
func (b *build) check(ctx context.Context) error {
	ids := make([]content.Identity, len(b.units))
	err := each(ctx, len(b.units), b.opt.Jobs, func(i int) error {
		l, err := b.load(b.units[i].folder)
		b.complain(l.diags)
		if l.m != nil {
			ids[i] = content.IdentityOf(l.m)
		}
		return err
	})
	b.complain(content.SameIDs(ids))
	return err
}

// lookUp takes a meeting's files from the cache; false when they must be made.
func (b *build) lookUp(u *unit) (bool, error) {
	if b.Project.opt.Cache == nil {
		return false, nil
	}
	var err error
	switch u.key, err = b.factsKey(u.folder); {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil // loading it tells
	case err != nil:
		return false, err
	}
	if u.facts = b.known(u.key, u.folder); u.facts == nil {
		return false, nil
	}
	if u.facts.Draft {
		b.finished(1)
		return true, nil
	}
	fresh, err := b.reuse(b.to, b.pagesKey(u.key, u.facts.Summary), b.expectedOf(u.facts))
	if fresh {
		b.recent.add(u)
		b.finished(1)
	}
	return fresh, err
}

// each calls do for every number from 0 to n-1, up to limit of them at once, and
// waits for all. It stops at the first error.
func each(ctx context.Context, n, limit int, do func(i int) error) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(limit)
	for i := range n {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return do(i)
		})
	}
	return group.Wait()
}

// learned takes stock of the meetings, and returns what the pages over many of
// them are made of, sorted.
func (b *build) learned() []site.Summary {
	var ids []content.Identity
	var list []site.Summary
	for _, u := range b.units {
		if u.facts != nil && u.facts.Draft {
			b.report.Drafts++
		} else if u.facts != nil {
			ids = append(ids, u.facts.Identity)
			list = append(list, u.facts.Summary)
			b.report.Diags = append(b.report.Diags, u.facts.Warnings...)
		}
	}
	b.report.Meetings = len(ids)
	b.report.Diags = append(b.report.Diags, content.SameIDs(ids)...)
	slices.SortFunc(list, site.Summary.Compare)
	return list
}

// whole makes what belongs to no single meeting: pages over many, calendars of
// groups, and what is published as it is.
func (b *build) whole(ctx context.Context, list []site.Summary) error {
	lists := b.composer.Lists(list)
	if err := b.lists(ctx, lists); err != nil || b.report.Diags.HasErrors() {
		return err
	}
	if err := b.groups(ctx); err != nil {
		return err
	}
	files, err := b.finish(ctx, asFiles(b.composer.Assets()), asIs)
	if err != nil || files == nil {
		return err
	}
	news := asFiles(b.composer.News(list))
	if ok, err := b.verified(ctx, news, rendered); err != nil || !ok {
		return err
	}
	if err := addAll(b.to, slices.Concat(files, asFiles(b.composer.Sitemap(list, lists)), news)); err != nil {
		return err
	}
	b.complain(b.misplaced(b.to.Problems()))
	return nil
}

// asFiles returns files by path as a list.
func asFiles(byPath map[string][]byte) []publish.File {
	var files []publish.File
	for path, data := range byPath {
		files = append(files, publish.File{Path: path, Data: data})
	}
	return files
}

// finish minifies files and verifies what comes of it; none when one of them must not
// be published.
func (b *build) finish(ctx context.Context, files []publish.File, from origin) ([]publish.File, error) {
	var diags diag.List
	err := b.Parts.step("minify", func() error {
		var err error
		files, diags, err = b.minify(ctx, files)
		return err
	})
	b.complain(diags)
	if err != nil || diags.HasErrors() {
		return nil, err
	}
	ok, err := b.verified(ctx, files, from)
	if err != nil || !ok {
		return nil, err
	}
	return files, nil
}

// verified reports whether files can be published; if not, the report says why.
func (b *build) verified(ctx context.Context, files []publish.File, from origin) (bool, error) {
	var diags diag.List
	err := b.Parts.step("verify", func() error {
		var err error
		diags, err = b.verify(ctx, files, from)
		return err
	})
	b.complain(diags)
	return !diags.HasErrors(), err
}
