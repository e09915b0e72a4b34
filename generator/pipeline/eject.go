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
	static := &below{Sink: to, dir: site.StaticDir}
	b := p.newBuild(static, BuildOptions{})
	err := b.eject(ctx, to, &static.paths)
	b.report.Diags.Sort()
	return b.report.Diags, err
}

// eject gives the sink everything, and takes down the paths of the site.
func (b *build) eject(ctx context.Context, to Sink, paths *publish.Paths) error {
	if b.composer == nil { // nothing can be made, but all problems are told
		return b.check(ctx)
	}
	for some := range slices.Chunk(b.units, batchSize) {
		next, err := b.read(ctx, some)
		if err != nil {
			return err
		}
		if next.tree != nil {
			if err := giveTree(to, next.tree, paths, ofMeeting); err != nil {
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
	if err := giveTree(to, tree, paths, func(string) bool { return true }); err != nil {
		return err
	}
	if err := b.groups(ctx); err != nil {
		return err
	}
	rest := slices.Concat(asFiles(b.composer.Assets()), asFiles(b.composer.News(list)), asFiles(b.composer.Sitemap(list, lists)))
	for _, f := range rest {
		paths.Add(f.Path)
	}
	if b.complain(b.misplaced(paths.Problems())); b.hasErrors() {
		return nil
	}
	return addAll(&below{Sink: to, dir: site.StaticDir}, rest)
}

// ofMeeting reports whether a source file belongs to a meeting: content, group,
// folder, file. The others stand in the tree of every batch.
func ofMeeting(name string) bool {
	return strings.HasPrefix(name, content.Dir+"/") && strings.Count(name, "/") == 3
}

// giveTree gives the sink those files of a tree whose names are wanted, and what
// is published as it is.
func giveTree(to Sink, tree *site.Tree, paths *publish.Paths, wanted func(name string) bool) error {
	for _, page := range tree.Pages {
		paths.Add(page)
	}
	for name := range tree.Static {
		paths.Add(name)
	}
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
	dir   string
	paths publish.Paths // of what it was given
}

func (b *below) Holds(name string, sum publish.Sum) bool {
	return b.Sink.Holds(path.Join(b.dir, name), sum)
}

func (b *below) Keep(name string, sum publish.Sum) error {
	b.paths.Add(name)
	return b.Sink.Keep(path.Join(b.dir, name), sum)
}

func (b *below) Add(f publish.File) error {
	b.paths.Add(f.Path)
	return b.Sink.Add(publish.File{Path: path.Join(b.dir, f.Path), Data: f.Data})
}
