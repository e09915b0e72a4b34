package pipeline

import (
	"context"
	"maps"
	"slices"
	"strings"

	"plenary/generator/content"
	"plenary/generator/diag"
	"plenary/generator/publish"
	"plenary/generator/site"
)

// Eject gives the sink the site as an ordinary Hugo project, its calendars
// included. When something must not be published, the problems are returned, and what
// the sink was given is not a whole project.
func (p *Project) Eject(ctx context.Context, to Sink) (diag.List, error) {
	b := p.newBuild(to, BuildOptions{})
	err := b.eject(ctx)
	b.report.Diags.Sort()
	return b.report.Diags, err
}

func (b *build) eject(ctx context.Context) error {
	if b.composer == nil { // nothing can be made, but all problems are reported
		return b.check(ctx)
	}
	var paths publish.Paths
	for some := range slices.Chunk(b.units, batchSize) {
		next, err := b.prepare(ctx, some)
		if err != nil {
			return err
		}
		if err := ejectBatch(b.to, next, ofMeeting, &paths); err != nil {
			return err
		}
	}
	list := b.summaries()
	if b.blocked() {
		return nil
	}
	rest := batch{outputs: b.shared(list)}
	if err := b.compose(ctx, &rest, b.opt.Jobs); err != nil {
		return err
	}
	if err := ejectBatch(b.to, rest, anySource, &paths); err != nil {
		return err
	}
	b.add(b.misplaced(paths.Problems()))
	return nil
}

// ofMeeting reports whether a source file belongs to a meeting: content, group,
// folder, file. The others are in the tree of every batch.
func ofMeeting(name string) bool {
	return strings.HasPrefix(name, content.Dir+"/") && strings.Count(name, "/") == 3
}

func anySource(string) bool { return true }

// ejectBatch gives the sink those sources of a batch whose names are wanted, and what is
// published as it is. It adds the paths that the site will have.
func ejectBatch(to Sink, b batch, wanted func(name string) bool, paths *publish.Paths) error {
	var trees []*site.Tree
	static := map[string][]byte{}
	for _, c := range b.composed {
		if c.tree != nil {
			trees = append(trees, c.tree)
		}
		for _, f := range c.files {
			static[f.Path] = f.Data
			paths.Add(f.Path)
		}
	}
	tree := site.Join(trees)
	for _, name := range tree.Pages {
		paths.Add(name)
	}
	for name, data := range tree.Static {
		static[name] = data
		paths.Add(name)
	}
	tree.Static = static
	maps.DeleteFunc(tree.Source, func(name string, _ []byte) bool { return !wanted(name) })
	files, err := tree.Eject()
	if err != nil {
		return err
	}
	for name, data := range files {
		if err := to.Add(publish.File{Path: name, Data: data}); err != nil {
			return err
		}
	}
	return nil
}
