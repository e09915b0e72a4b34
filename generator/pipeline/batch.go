package pipeline

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"plenary/generator/cache"
	"plenary/generator/calendar"
	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/publish"
	"plenary/generator/site"
)

// batchSize is the number of meetings, or of pages over many meetings, that Hugo
// renders in one go. More would take more memory and be no faster.
const batchSize = 20

// renderings is the number of batches that are rendered at the same time: a part
// of what Hugo does with a tree it does alone on one core.
const renderings = 2

// batch is some meetings on their way through the steps.
type batch struct {
	units    []*unit
	meetings []*meeting.Meeting // one for each unit
	tree     *site.Tree
	made     map[string][]byte // by path
}

// make makes the files of meetings that are not in the cache. Reading, rendering
// and writing each work on batches of their own at the same time.
func (b *build) make(ctx context.Context, units []*unit) error {
	group, ctx := errgroup.WithContext(ctx)
	read, rendered := make(chan batch), make(chan batch)
	group.Go(func() error {
		defer close(read)
		for some := range slices.Chunk(units, batchSize) {
			next, err := b.read(ctx, some)
			if err != nil {
				return err
			}
			if !send(ctx, read, next) {
				return ctx.Err()
			}
		}
		return nil
	})
	group.Go(func() error {
		defer close(rendered)
		return each(ctx, renderings, renderings, func(int) error {
			for next := range read {
				if next.tree == nil || b.hasErrors() {
					continue // what follows is still read, for its problems
				}
				if err := b.render(ctx, &next); err != nil {
					return err
				}
				if !send(ctx, rendered, next) {
					return ctx.Err()
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
		}
		return nil
	})
	return group.Wait()
}

func send(ctx context.Context, to chan<- batch, next batch) bool {
	select {
	case to <- next:
		return true
	case <-ctx.Done():
		return false
	}
}

// read reads and checks meetings, and composes the pages and makes the calendars
// of those that can be rendered.
func (b *build) read(ctx context.Context, units []*unit) (batch, error) {
	all := make([]loaded, len(units))
	err := b.Parts.step("load", func() error {
		return each(ctx, len(units), b.opt.Jobs, func(i int) error {
			var err error
			all[i], err = b.loadAs(units[i])
			return err
		})
	})
	if err != nil {
		return batch{}, err
	}
	var next batch
	for i, u := range units {
		switch {
		case all[i].diags.HasErrors():
			b.complain(all[i].diags)
		case u.facts.Draft:
			b.finished(1)
		default:
			u.pages = b.pagesKey(u.key, u.facts.Summary)
			b.hold(u, all[i].m)
			b.recent.add(u) // the last to look at the facts
			next.units = append(next.units, u)
			next.meetings = append(next.meetings, all[i].m)
		}
	}
	if len(next.units) == 0 || b.hasErrors() {
		return next, nil
	}
	return next, b.compose(ctx, &next)
}

// compose makes what is to be rendered of a batch, and its calendars.
func (b *build) compose(ctx context.Context, next *batch) error {
	err := b.Parts.step("compose", func() error {
		var err error
		next.tree, err = b.composer.Meetings(next.meetings...)
		return err
	})
	if err != nil {
		return err
	}
	return b.Parts.step("calendars", func() error {
		return each(ctx, len(next.meetings), b.opt.Jobs, func(i int) error {
			feeds := calendar.OfMeeting(b.frame.Archive.Site, next.meetings[i], b.words)
			b.mu.Lock()
			defer b.mu.Unlock()
			for _, f := range feeds {
				next.tree.Static[f.Path] = f.Data
			}
			return nil
		})
	})
}

// loadAs loads a meeting, and learns what it is under the key of what was read.
func (b *build) loadAs(u *unit) (loaded, error) {
	l, err := b.load(u.folder)
	if err != nil {
		return l, err
	}
	if u.key = l.key; !l.diags.HasErrors() {
		u.facts, err = b.learn(u.key, l)
	}
	return l, err
}

// render makes the files of a batch.
func (b *build) render(ctx context.Context, next *batch) error {
	var err error
	next.made, err = b.renderTree(ctx, next.tree)
	next.tree = nil // it is large
	return err
}

// renderTree gives a tree to Hugo; no files when it found something wrong.
func (b *build) renderTree(ctx context.Context, tree *site.Tree) (map[string][]byte, error) {
	var made map[string][]byte
	err := b.Parts.step("render", func() error {
		var diags diag.List
		var err error
		made, diags, err = b.composer.Renderer(b.Project.opt.Runaway).Render(ctx, tree)
		b.complain(diags)
		return err
	})
	if made != nil {
		b.mu.Lock()
		b.report.Pages += len(tree.Pages)
		b.mu.Unlock()
		for path, data := range tree.Static {
			made[path] = data
		}
	}
	return made, err
}

// deliver finishes the files of a batch, keeps them and gives them to the sink.
func (b *build) deliver(ctx context.Context, next batch) error {
	if next.made == nil {
		return nil
	}
	files, err := b.finish(ctx, asFiles(next.made), rendered)
	if err != nil || files == nil {
		return err
	}
	owner := map[string]int{}
	for i, m := range next.meetings {
		owner[m.Path()] = i
	}
	own := make([][]publish.File, len(next.units))
	for _, f := range files {
		i, ok := owner[b.meetingOf(f.Path)]
		if !ok {
			return fmt.Errorf("the layouts make %s, which belongs to no meeting", f.Path)
		}
		own[i] = append(own[i], f)
	}
	err = b.Parts.step("write", func() error {
		return each(ctx, len(own), b.opt.Jobs, func(i int) error {
			u := next.units[i]
			if err := b.pack(u.pages, own[i]); err != nil {
				return err
			}
			return addAll(b.to, own[i])
		})
	})
	if err == nil {
		b.mu.Lock()
		b.report.Rendered += len(next.units)
		b.mu.Unlock()
		b.finished(len(next.units))
	}
	return err
}

// meetingOf returns the path of the meeting that a file of the site belongs to:
// "sg17/2023-08-goyang".
func (p *Project) meetingOf(file string) string {
	dir := path.Dir(file)
	if lang, rest, ok := strings.Cut(dir, "/"); ok && slices.Contains(p.Languages(), lang) {
		dir = rest
	}
	group, rest, _ := strings.Cut(dir, "/")
	folder, _, _ := strings.Cut(rest, "/")
	return group + "/" + folder
}

// lists makes the pages over many meetings that are not in the cache.
func (b *build) lists(ctx context.Context, lists []site.List) error {
	var rest []site.List
	for _, list := range lists {
		fresh, err := b.reuse(b.to, b.listKey(list), expected{must: list.Out})
		if err != nil {
			return err
		}
		if !fresh {
			rest = append(rest, list)
		}
	}
	for some := range slices.Chunk(rest, batchSize) {
		tree, err := b.composer.ListTree(some)
		if err != nil {
			return err
		}
		made, err := b.renderTree(ctx, tree)
		if err != nil || made == nil {
			return err
		}
		for _, list := range some {
			var files []publish.File
			for _, path := range list.Out {
				files = append(files, publish.File{Path: path, Data: made[path]})
			}
			if err := b.keep(ctx, b.listKey(list), files); err != nil {
				return err
			}
		}
	}
	return nil
}

// keep finishes files, keeps them and gives them to the sink.
func (b *build) keep(ctx context.Context, key cache.Key, files []publish.File) error {
	files, err := b.finish(ctx, files, rendered)
	if err != nil || files == nil {
		return err
	}
	if err := b.pack(key, files); err != nil {
		return err
	}
	return addAll(b.to, files)
}
