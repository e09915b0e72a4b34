package pipeline

import (
	"context"
	"path"
	"slices"
	"strings"

	"plenary/generator/content"
	"plenary/generator/diag"
	"plenary/generator/publish"
	"plenary/generator/site"
)

// Eject gives the sink the site as an ordinary Hugo project, its calendars
// included. When the content has problems, these are returned, and what the sink
// was given is not a whole project.
func (p *Project) Eject(ctx context.Context, to Sink) (diag.List, error) {
	b := p.newBuild(below{to, "static"}, BuildOptions{})
	err := b.eject(ctx, to)
	b.report.Diags.Sort()
	return b.report.Diags, err
}

func (b *build) eject(ctx context.Context, to Sink) error {
	if b.composer == nil { // nothing can be made, but all problems are told
		return b.check(ctx)
	}
	err := each(ctx, len(b.units), b.opt.Jobs, func(i int) error {
		var err error
		b.units[i].key, err = b.factsKey(b.units[i].folder)
		return err
	})
	if err != nil {
		return err
	}
	for some := range slices.Chunk(b.units, batchSize) {
		next, err := b.read(ctx, some)
		if err != nil {
			return err
		}
		if next.tree != nil {
			if err := giveTree(to, next.tree, ofMeeting); err != nil {
				return err
			}
		}
	}
	list := b.learned()
	if b.report.Diags.HasErrors() {
		return nil
	}
	lists := b.composer.Lists(list)
	tree, err := b.composer.ListTree(lists)
	if err != nil {
		return err
	}
	if err := giveTree(to, tree, func(string) bool { return true }); err != nil {
		return err
	}
	if err := b.groups(ctx); err != nil {
		return err
	}
	if err := addAll(b.to, asFiles(b.composer.Assets())); err != nil {
		return err
	}
	if err := addAll(b.to, asFiles(b.composer.News(list))); err != nil {
		return err
	}
	return addAll(b.to, asFiles(b.composer.Sitemap(list, lists)))
}

// ofMeeting reports whether a source file belongs to a meeting: content, group,
// folder, file. The others stand in the tree of every batch.
func ofMeeting(name string) bool {
	return strings.HasPrefix(name, content.Dir+"/") && strings.Count(name, "/") == 3
}

// giveTree gives the sink those files of a tree whose names are wanted, and what
// is published as it is.
func giveTree(to Sink, tree *site.Tree, wanted func(name string) bool) error {
	for name := range tree.Source {
		if !wanted(name) {
			delete(tree.Source, name)
		}
	}
	files, err := tree.Eject()
	if err != nil {
		return err
	}
	return addAll(to, asFiles(files))
}

// below is a folder of a sink.
type below struct {
	Sink
	dir string
}

func (b below) Holds(name string, sum publish.Sum) bool {
	return b.Sink.Holds(path.Join(b.dir, name), sum)
}

func (b below) Keep(name string, sum publish.Sum) error {
	return b.Sink.Keep(path.Join(b.dir, name), sum)
}

func (b below) Add(f publish.File) error {
	return b.Sink.Add(publish.File{Path: path.Join(b.dir, f.Path), Data: f.Data})
}
