package main

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/pkg/browser"
	"github.com/spf13/cobra"

	"plenary/generator/address"
	"plenary/generator/content"
	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/pipeline"
	"plenary/generator/preview"
	"plenary/generator/site"
	"plenary/generator/source"
	"plenary/generator/watch"
)

// serveFlags are the flags of the preview.
type serveFlags struct {
	buildFlags
	bind, asOf string
	port       int
	open, poll bool
}

func (p *program) serve() *cobra.Command {
	var s serveFlags
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the site while it is being written",
		Long: `Serve shows the site at an address of this machine, watches content/, layouts/, i18n/
and static/, and reloads the open pages that a change touches. What is wrong is shown
on the pages and here; the last good page stays until it is mended. Drafts are shown.

Nothing is written but the cache. Only programs on this machine can reach the site,
unless --bind says otherwise.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return p.preview(cmd.Context(), s) },
	}
	f := cmd.Flags()
	f.StringVar(&s.bind, "bind", "127.0.0.1", "serve at this `address` of the machine; 0.0.0.0 for all")
	f.IntVar(&s.port, "port", 1313, "serve at this port, or the next one that is free")
	f.BoolVar(&s.open, "open", false, "open the site in a browser")
	f.BoolVar(&s.poll, "poll", false, "look for changes at intervals, where the system does not report them")
	f.StringVar(&s.asOf, "as-of", "", "show the site as it will look on this `date`, as in 2027-05-31")
	s.cacheFlags(cmd)
	return cmd
}

// preview serves the site until the context ends.
func (p *program) preview(ctx context.Context, s serveFlags) error {
	start := time.Now()
	if s.asOf != "" {
		if _, err := meeting.ParseDate(s.asOf); err != nil {
			return fmt.Errorf("--as-of: %w", err)
		}
	}
	p.out.writesNothing = true
	opt, closeCache, err := p.cached(s.buildFlags)
	if err != nil {
		return err
	}
	defer closeCache()

	l, taken, err := preview.Listen(s.bind, s.port)
	if err != nil {
		return err
	}
	defer l.Close()
	at := servedAt(preview.Options{Addr: l.Addr(), AsOf: s.asOf}, &opt)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	watcher, err := watch.Start(ctx, p.source, watch.Options{
		Dirs: []string{content.Dir, "layouts", "i18n", "static"}, Poll: s.poll,
		Ignore: isIgnored,
	})
	if err != nil {
		return err
	}
	bar := p.out.progress()
	live, err := pipeline.NewLive(ctx, opt, bar.show)
	bar.close()
	if err != nil {
		return err
	}
	defer live.Close()
	collect(resting, live.Meetings())
	shown := &shownSite{Live: live, source: opt.Source}
	server := preview.New(shown, at)
	if taken {
		p.out.say("port %d is taken by another program", s.port)
	}
	p.out.say("%s read in %s; the preview is at", count(live.Meetings(), "meeting"), seconds(time.Since(start)))
	p.out.print("%s", at.URL())
	p.out.say("stop it with Ctrl-C")
	f := &follower{p: p, live: live, server: server}
	f.problems(true)
	done := make(chan struct{})
	go func() {
		defer close(done)
		f.follow(ctx, watcher)
	}()
	if s.open {
		p.openBrowser(at.URL())
	}
	err = preview.Serve(ctx, l, server)
	stop()
	<-done
	return err
}

func (p *program) openBrowser(url string) {
	if err := browser.OpenURL(url); err != nil {
		p.out.warn(fmt.Sprintf("no browser can be opened (%v); open the address above in one", err))
	}
}

// servedAt returns where the preview serves the site, below the path of the address at
// which it will be published. Without such an address, that is the preview's own.
func servedAt(at preview.Options, opt *pipeline.Options) preview.Options {
	if opt.BaseURL == "" {
		opt.BaseURL = at.URL()
	} else if u, err := address.ParseSite(opt.BaseURL); err == nil { // checked before
		at.Base, at.Hosts = u.Path, []string{u.Host}
	}
	return at
}

// isIgnored reports by its path whether a file or folder is hidden and no part of the
// site. The names of some leftovers are those of folders that are published.
func isIgnored(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(base, ".") && (source.Leftover(base) || !strings.HasPrefix(name, site.StaticDir+"/"))
}

// follower keeps the preview up with the project.
type follower struct {
	p      *program
	live   *pipeline.Live
	server *preview.Server

	polling  string    // why, as far as was said
	reported diag.List // the problems that were reported last
}

// follow takes up changes until the watcher ends.
func (f *follower) follow(ctx context.Context, watcher *watch.Watcher) {
	f.pollingSince(watcher)
	if err := f.live.Warm(ctx); err != nil && ctx.Err() == nil {
		f.p.out.errorf("%s", err)
	}
	f.live.Idle()
	for change := range watcher.Changes() {
		f.pollingSince(watcher)
		start := time.Now()
		changed, err := f.live.Refresh(ctx, change.Paths, change.All)
		f.server.Changed()
		switch {
		case ctx.Err() != nil:
			continue // the watcher is about to end too
		case err != nil:
			f.p.out.errorf("%s", err)
		case len(changed) > 0:
			done := "rebuilt"
			if f.live.Problems().HasErrors() {
				done = "read"
			}
			f.p.out.say("%s %s: %s in %s", time.Now().Format(time.TimeOnly), summed(changed), done, seconds(time.Since(start)))
		}
		f.problems(len(changed) > 0)
		f.live.Idle()
	}
}

// summed names what changed in one line.
func summed(changed []string) string {
	const most = 3
	if len(changed) <= most {
		return strings.Join(changed, ", ")
	}
	return strings.Join(changed[:most], ", ") + " and " + number(len(changed)-most) + " more"
}

func seconds(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

func (f *follower) pollingSince(watcher *watch.Watcher) {
	if why := watcher.Polling(); why != f.polling {
		f.polling = why
		f.p.out.say("changes are looked for at intervals: %s", why)
	}
}

// problems prints what is wrong when that differs from before. When something else has
// changed, it says that the problems have not.
func (f *follower) problems(changed bool) {
	before, now := f.reported, f.live.Problems()
	wrong := len(now.Problems())
	if f.reported = now; slices.Equal(now, before) {
		if wrong > 0 && changed {
			f.p.out.say("%s as before", count(wrong, "problem"))
		}
		return
	}
	f.p.out.diagnostics(now)
	if wrong == 0 && len(before.Problems()) > 0 {
		f.p.out.say("no problem is left")
	}
}

// shownSite is a live site as the preview wants it.
type shownSite struct {
	*pipeline.Live
	source fs.FS
}

// File returns a file of the site.
func (s *shownSite) File(ctx context.Context, name string) (preview.File, error) {
	f, err := s.Live.File(ctx, name)
	return preview.File(f), err
}

// Problems returns what is wrong, each with the line in question.
func (s *shownSite) Problems() []preview.Problem {
	return withLines(s.source, s.Live.Problems().Brief())
}

// withLines returns diagnostics with the lines in question. Every file is read once: a
// table of a thousand mistaken lines would be held a thousand times otherwise.
func withLines(fsys fs.FS, list diag.List) []preview.Problem {
	files := map[string][]string{}
	var problems []preview.Problem
	for _, d := range list {
		lines, known := files[d.File]
		if !known && d.Line > 0 {
			data, _ := fs.ReadFile(fsys, filepath.ToSlash(d.File)) // the problem may be that it cannot be read
			lines = strings.Split(string(data), "\n")
			files[d.File] = lines
		}
		source := ""
		if 0 < d.Line && d.Line <= len(lines) {
			source = strings.TrimRight(lines[d.Line-1], "\r")
		}
		d.File = diag.Quote(d.File)
		problems = append(problems, preview.Problem{Diagnostic: d, Source: source})
	}
	return problems
}
