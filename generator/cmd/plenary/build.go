package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"plenary/generator/cache"
	"plenary/generator/diag"
	"plenary/generator/pipeline"
	"plenary/generator/publish"
)

// buildFlags are the flags of commands that make a site.
type buildFlags struct {
	out, cache     string
	clean, noCache bool
	drafts         bool
	recorded       bool // whether all must be recorded
	jobs           int
	shard          string
	profile        string
	shards         []string // folders with what other machines made
}

// cacheFlags are those of all commands that take what was made before.
func (b *buildFlags) cacheFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&b.cache, "cache", "", "keep what was made in this `folder` instead of the user's cache folder")
	f.BoolVar(&b.noCache, "no-cache", false, "make everything anew, and trust nothing that was made before")
}

func (b *buildFlags) flags(cmd *cobra.Command) {
	b.cacheFlags(cmd)
	f := cmd.Flags()
	f.BoolVar(&b.drafts, "drafts", false, "include meetings that are drafts")
	f.BoolVar(&b.recorded, "require-recorded", false, "report it as a finding that a meeting differs from its last recorded revision, see plenary revise")
	f.IntVar(&b.jobs, "jobs", 0, "work on this many meetings at once (default the number of cores)")
}

func (b *buildFlags) outFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&b.out, "out", "", "write the site into this `folder` (default public/ in the source)")
	cmd.Flags().BoolVar(&b.clean, "clean", false, "delete everything in the folder that is not part of the site")
}

func (p *program) build() *cobra.Command {
	var b buildFlags
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Make the site",
		Long: `Build makes the site in public/ (or --out), whole or not at all: if anything is
wrong, or the build is stopped, the former site stays as it was. Files that did not
change keep their time of modification, files that are no longer made disappear, and
files that Plenary did not make stay, unless --clean is given.

Only meetings are rendered whose content, group, settings or theme has changed since
they were rendered last; the others come from the cache. Losing the cache costs time
and nothing else.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if cmd.Flags().Changed("shard") {
				return p.makeShard(cmd.Context(), b)
			}
			return p.makeSite(cmd, b)
		},
	}
	cmd.Flags().StringVar(&b.shard, "shard", "", "make this `shard` of the meetings only, as in 2/8, for plenary merge; auto takes it from the scheduler's environment")
	cmd.Flags().StringVar(&b.profile, "profile-cpu", "", "write where the time goes into this `file`, for go tool pprof")
	b.outFlags(cmd)
	b.flags(cmd)
	return cmd
}

// makeSite builds the site and publishes it.
func (p *program) makeSite(cmd *cobra.Command, b buildFlags) error {
	ctx, start := cmd.Context(), time.Now()
	if !cmd.Flags().Changed("out") {
		b.out = filepath.Join(p.source, "public")
	}
	dir := b.out // which package publish resolves in the same way
	if _, err := p.claim(place{flag: "--out", name: dir, site: true}); err != nil {
		return err
	}
	project, closeCache, err := p.open(b)
	if err != nil {
		return err
	}
	defer closeCache()
	to, err := publish.Open(ctx, dir, publish.Options{Clean: b.clean, Verify: b.noCache})
	if err != nil {
		return err
	}
	defer to.Close()
	report, err := p.run(ctx, project, to, pipeline.BuildOptions{Jobs: b.jobs})
	if err != nil {
		return err
	}
	result, err := to.Commit(ctx)
	if err != nil {
		return err
	}
	if err := to.Close(); err != nil {
		return err
	}
	for i, name := range result.Foreign {
		result.Foreign[i] = diag.Quote(name)
	}
	p.out.report.Result, p.out.report.Parts = &result, project.Parts.List()
	p.out.report.First = fileURL(filepath.Join(dir, "index.html"))
	p.out.say("%s of %s rendered, %s, %.1f s", number(report.Rendered), count(report.Meetings, "meeting"), count(report.Pages, "page"), time.Since(start).Seconds())
	p.out.say("%s: %s written, %s unchanged, %s removed", dir, count(result.Written, "file"), number(result.Unchanged), number(result.Removed))
	if n := len(result.Foreign); n > 0 {
		p.out.say("%s there not made by plenary and left alone; --clean deletes what it did not make", count(n, "file"))
	}
	p.drafts(report)
	p.out.say("open %s", p.out.report.First)
	return nil
}

// drafts reports what was left out.
func (p *program) drafts(report pipeline.Report) {
	if report.Drafts > 0 {
		p.out.say("%s left out; --drafts includes what is marked so", count(report.Drafts, "draft"))
	}
}

// run runs a build with a progress bar and reports what it found. The error is
// errProblems when the content has some.
func (p *program) run(ctx context.Context, project *pipeline.Project, to pipeline.Sink, opt pipeline.BuildOptions) (pipeline.Report, error) {
	bar := p.out.progress()
	opt.Progress = bar.show
	collect(resting, project.Size())
	opt.Begin = func() { collect(working, project.Size()) }
	report, err := project.Build(ctx, to, opt)
	bar.close()
	if err != nil {
		return report, err
	}
	p.out.report.Meetings, p.out.report.Rendered, p.out.report.Pages = report.Meetings, report.Rendered, report.Pages
	p.out.diagnostics(report.Diags)
	if report.Diags.Blocks() {
		return report, errProblems
	}
	return report, nil
}

// open opens the project with its cache, which must be closed at the end.
func (p *program) open(b buildFlags) (*pipeline.Project, func(), error) {
	opt, closeCache, err := p.cached(b)
	if err != nil {
		return nil, nil, err
	}
	if len(b.shards) > 0 {
		if err := p.addShards(&opt, b.shards); err != nil {
			closeCache()
			return nil, nil, err
		}
	}
	project, err := pipeline.Open(opt)
	if err != nil {
		closeCache()
	}
	return project, closeCache, err
}

// cached returns what to build and with which cache, which must be closed at the
// end. From then on a profile is written, if one is wanted.
func (p *program) cached(b buildFlags) (pipeline.Options, func(), error) {
	if b.jobs < 0 {
		return pipeline.Options{}, nil, fmt.Errorf("--jobs %d: work on one meeting at once at least, as in --jobs 2", b.jobs)
	}
	opt, err := p.options()
	if err != nil {
		return opt, nil, err
	}
	opt.Drafts, opt.RequireRecorded = b.drafts, b.recorded
	if opt.Engine, err = engine(); err != nil {
		return opt, nil, fmt.Errorf("this program cannot read itself: %w", err)
	}
	store, err := p.openCache(b)
	if err != nil {
		return opt, nil, err
	}
	if store != nil {
		opt.Cache = store
	}
	stopProfile, err := p.profile(b.profile)
	if err != nil {
		return opt, nil, err
	}
	return opt, func() {
		stopProfile()
		store.Trim()
	}, nil
}

// openCache opens the cache, nil when none is wanted.
func (p *program) openCache(b buildFlags) (*cache.Cache, error) {
	flag, where := "--cache", b.cache
	switch {
	case b.noCache && where != "":
		return nil, errors.New("--cache and --no-cache exclude each other; give one of them")
	case b.noCache:
		return nil, nil
	case where == "":
		dir, err := os.UserCacheDir()
		if err != nil {
			return nil, nil // a user without a home has no cache
		}
		flag, where = "the user's cache", filepath.Join(dir, "plenary")
	}
	dir, err := p.claim(place{flag: flag, name: where})
	switch {
	case err != nil && b.cache == "": // nobody has asked for it
		p.out.warn(fmt.Sprintf("there is no cache: %v", err))
		return nil, nil
	case err != nil:
		return nil, err
	}
	return cache.Open(dir, p.out.warn), nil
}

// bar shows progress on a terminal when a build takes more than a moment.
type bar struct {
	out   *output
	start time.Time
	bar   *progressbar.ProgressBar
}

// patience is how long a build may take before it shows how far it is.
const patience = time.Second

func (o *output) progress() *bar {
	o.bar = &bar{out: o, start: time.Now()}
	return o.bar
}

// clear removes what shows progress, if anything does.
func (o *output) clear() {
	if o.bar != nil {
		o.bar.close()
	}
}

func (b *bar) show(done, all int) {
	if b.bar == nil {
		if b.out.quiet || b.out.json || !b.out.onTerminal() || time.Since(b.start) < patience {
			return
		}
		b.bar = progressbar.NewOptions(all, progressbar.OptionSetWriter(b.out.stderr), progressbar.OptionSetDescription("meetings"),
			progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionFullWidth())
	}
	_ = b.bar.Set(done) // a terminal that cannot be written to misses nothing
}

func (b *bar) close() {
	if b.bar != nil {
		_ = b.bar.Clear()
	}
}

// fileURL returns the address of a file for a browser.
func fileURL(name string) string {
	abs, err := filepath.Abs(name)
	if err != nil {
		abs = name
	}
	slashed := filepath.ToSlash(abs)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // a drive letter
	}
	return (&url.URL{Scheme: "file", Path: slashed}).String()
}
