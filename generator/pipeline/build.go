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
	"plenary/generator/meeting"
	"plenary/generator/publish"
	"plenary/generator/site"
)

// renderings is the number of batches that are rendered at the same time: a part
// of what Hugo does with a tree it does alone on one core.
const renderings = 2

// Sink takes the files of a site.
type Sink interface {
	// Holds reports whether a file with these bytes is there already.
	Holds(path string, sum publish.Sum) bool
	// Keep says that such a file belongs to the site.
	Keep(path string, sum publish.Sum) error
	// Add adds a file. It is called by several goroutines.
	Add(f publish.File) error
	// Problems returns what is wrong with the paths of all files so far.
	Problems() []publish.Problem
}

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
	Progress func(done, all int) // is called with how many of the meetings are done, if not nil
	Begin    func()              // is called before the first is rendered, if not nil
	Shard    Shard               // build these meetings only, and nothing that belongs to several
}

// Shard is a part of the meetings that one of several machines makes: number 1 to
// Of. The zero value is all of them.
type Shard struct{ Number, Of int }

// has reports whether the shard holds the meeting with an index.
func (s Shard) has(i int) bool { return s.Of == 0 || i%s.Of == s.Number-1 }

// Build makes all files of the site and gives them to the sink. When something must
// not be published, the report says so, and what the sink was given is not a whole
// site.
func (p *Project) Build(ctx context.Context, to Sink, opt BuildOptions) (Report, error) {
	b := p.newBuild(to, opt)
	err := b.run(ctx)
	b.report.Diags.Sort()
	return b.report, err
}

// build is one run over the meetings of a project.
type build struct {
	*Project
	to    Sink
	opt   BuildOptions
	units []*unit

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
	b := &build{Project: p, to: to, opt: opt}
	for i, f := range p.frame.Folders {
		if opt.Shard.has(i) {
			b.units = append(b.units, &unit{folder: f})
		}
	}
	b.report.Diags = slices.Clone(p.Diags)
	return b
}

func (b *build) run(ctx context.Context) error {
	if b.composer == nil { // nothing can be made, but all problems are reported
		return b.check(ctx)
	}
	if err := b.meetings(ctx); err != nil {
		return err
	}
	list := b.summaries()
	if b.opt.Shard.Of > 0 || b.blocked() {
		return nil
	}
	if err := b.outputs(ctx, b.shared(list)); err != nil || b.blocked() {
		return err
	}
	b.add(b.misplaced(b.to.Problems()))
	return nil
}

// add adds problems to the report.
func (b *build) add(diags diag.List) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.report.Diags = append(b.report.Diags, diags...)
}

// blocked reports whether something was found that must not be published.
func (b *build) blocked() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.report.Diags.Blocks()
}

// finished counts meetings that are done.
func (b *build) finished(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.done += n
	b.opt.Progress(b.done, len(b.units))
}

// check looks for problems of the meetings, and makes nothing.
func (b *build) check(ctx context.Context) error {
	ids := make([]content.Identity, len(b.units))
	err := each(ctx, len(b.units), b.opt.Jobs, func(i int) error {
		l, err := b.load(b.units[i].folder)
		b.add(l.diags)
		if l.m != nil {
			ids[i] = content.IdentityOf(l.m)
		}
		return err
	})
	b.add(content.SameIDs(ids))
	return err
}

// meetings makes the files of all meetings: those that the cache has are taken from
// there.
func (b *build) meetings(ctx context.Context) error {
	b.opt.Progress(0, len(b.units))
	cached := make([]bool, len(b.units))
	err := b.Parts.step("look up", func() error {
		return each(ctx, len(b.units), b.opt.Jobs, func(i int) error {
			var err error
			cached[i], err = b.lookUp(b.units[i])
			return err
		})
	})
	if err != nil {
		return err
	}
	var rest []*unit
	for i, u := range b.units {
		if !cached[i] {
			rest = append(rest, u)
		}
	}
	if len(rest) > 0 {
		b.opt.Begin()
	}
	return b.stages(ctx, rest)
}

// lookUp takes a meeting's files from the cache; false when they must be made.
func (b *build) lookUp(u *unit) (bool, error) {
	if b.Project.opt.Cache == nil {
		return false, nil
	}
	var err error
	switch u.key, err = b.factsKey(u.folder); {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil // loading it reports that
	case err != nil:
		return false, err
	}
	if u.facts = b.cachedFacts(u.key, u.folder); u.facts == nil {
		return false, nil
	}
	cached := u.facts.Draft
	if !cached {
		cached, err = b.reuse(b.to, b.meetingOutput(u, nil))
	}
	if cached {
		b.finished(1)
	}
	return cached, err
}

// stages makes the files of meetings. Reading, rendering and writing each work on
// batches of their own at the same time.
func (b *build) stages(ctx context.Context, units []*unit) error {
	group, ctx := errgroup.WithContext(ctx)
	composed, rendered := make(chan batch), make(chan batch)
	group.Go(func() error {
		defer close(composed)
		for some := range slices.Chunk(units, batchSize) {
			next, err := b.prepare(ctx, some)
			if err != nil {
				return err
			}
			if next.composed == nil {
				continue // what follows is still read, for its problems
			}
			if err := send(ctx, composed, next); err != nil {
				return err
			}
		}
		return nil
	})
	group.Go(func() error {
		defer close(rendered)
		return each(ctx, renderings, renderings, func(int) error {
			for next := range composed {
				diags, err := b.render(ctx, &next)
				if b.add(diags); err != nil {
					return err
				}
				if b.blocked() {
					continue
				}
				if err := send(ctx, rendered, next); err != nil {
					return err
				}
			}
			return nil
		})
	})
	group.Go(func() error {
		for next := range rendered {
			if err := b.deliver(ctx, next); err != nil {
				return err
			}
			b.count(next)
		}
		return nil
	})
	return group.Wait()
}

func send(ctx context.Context, to chan<- batch, next batch) error {
	select {
	case to <- next:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// prepare reads and checks meetings, and composes them if they can be published.
func (b *build) prepare(ctx context.Context, units []*unit) (batch, error) {
	all := make([]loaded, len(units))
	err := b.Parts.step("load", func() error {
		return each(ctx, len(units), b.opt.Jobs, func(i int) error {
			var err error
			all[i], err = b.learn(units[i])
			return err
		})
	})
	if err != nil {
		return batch{}, err
	}
	var next batch
	for i, u := range units {
		switch {
		case all[i].diags.Blocks():
			b.add(all[i].diags)
		case u.facts.Draft:
			b.finished(1)
		default:
			next.outputs = append(next.outputs, b.meetingOutput(u, all[i].m))
		}
	}
	if len(next.outputs) == 0 || b.blocked() {
		return batch{}, nil
	}
	return next, b.compose(ctx, &next, b.opt.Jobs)
}

// deliver finishes the files of a batch, keeps them and gives them to the sink.
func (b *build) deliver(ctx context.Context, next batch) error {
	parts, diags, err := b.finish(ctx, next)
	if b.add(diags); err != nil || parts == nil {
		return err
	}
	return b.Parts.step("write", func() error {
		return each(ctx, len(parts), b.opt.Jobs, func(i int) error {
			if err := b.keep(next.outputs[i], parts[i]); err != nil {
				return err
			}
			return addAll(b.to, parts[i])
		})
	})
}

// count counts meetings that were rendered.
func (b *build) count(of batch) {
	b.mu.Lock()
	b.report.Rendered += len(of.outputs)
	b.report.Pages += of.pages()
	b.mu.Unlock()
	b.finished(len(of.outputs))
}

// outputs makes outputs that belong to no single meeting, unless the cache has them.
func (b *build) outputs(ctx context.Context, all []output) error {
	var rest []output
	for _, o := range all {
		cached, err := b.reuse(b.to, o)
		if err != nil {
			return err
		}
		if !cached {
			rest = append(rest, o)
		}
	}
	for some := range slices.Chunk(rest, batchSize) {
		next := batch{outputs: some}
		if err := b.compose(ctx, &next, b.opt.Jobs); err != nil {
			return err
		}
		diags, err := b.render(ctx, &next)
		if b.add(diags); err != nil || b.blocked() {
			return err
		}
		if err := b.deliver(ctx, next); err != nil || b.blocked() {
			return err
		}
		b.report.Pages += next.pages()
	}
	return nil
}

// summaries counts the meetings, and returns what the pages over many of them are
// made of, sorted.
func (b *build) summaries() []site.Summary {
	var ids []content.Identity
	var list []site.Summary
	for _, u := range b.units {
		switch {
		case u.facts == nil:
		case u.facts.Draft:
			b.report.Drafts++
		default:
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

// shared returns everything that belongs to no single meeting.
func (b *build) shared(list []site.Summary) []output {
	all := b.siteOutputs(list)
	for _, g := range b.frame.Archive.Groups {
		all = append(all, b.calendars(g))
	}
	return all
}

// calendars returns the output of a group's calendars.
func (b *build) calendars(g *meeting.Group) output {
	var own []*unit
	for _, u := range b.units {
		if !u.facts.Draft && slices.Contains(u.facts.Summary.Groups, g.ID) {
			own = append(own, u)
		}
	}
	return b.calendarOutput(g, own, b.readAgain)
}

func addAll(to Sink, files []publish.File) error {
	for _, f := range files {
		if err := to.Add(f); err != nil {
			return err
		}
	}
	return nil
}
