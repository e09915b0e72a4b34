package pipeline

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"golang.org/x/sync/errgroup"

	"plenary/generator/diag"
	"plenary/generator/hugo"
	"plenary/generator/publish"
	"plenary/generator/site"
)

// batchSize is the number of outputs that Hugo renders in one go. More would take
// more memory and be no faster.
const batchSize = 20

// batch is some outputs on their way through the steps: they are composed, rendered,
// and finished.
type batch struct {
	outputs  []output
	composed []composed        // one for each output
	rendered map[string][]byte // the pages that Hugo made, by path
}

// pages returns the number of pages that Hugo makes of a batch.
func (b *batch) pages() (n int) {
	for _, c := range b.composed {
		if c.tree != nil {
			n += len(c.tree.Pages)
		}
	}
	return n
}

// make makes outputs. The files are those of each output, in order; there are none
// when the diagnostics have errors.
func (p *Project) make(ctx context.Context, outputs ...output) ([][]publish.File, diag.List, error) {
	b := batch{outputs: outputs}
	if err := p.compose(ctx, &b, 1); err != nil {
		return nil, nil, err
	}
	if diags, err := p.render(ctx, &b); err != nil || diags.HasErrors() {
		return nil, diags, err
	}
	return p.finish(ctx, b)
}

// compose composes what is to be rendered, up to limit outputs at once.
func (p *Project) compose(ctx context.Context, b *batch, limit int) error {
	return p.Parts.step("compose", func() error {
		b.composed = make([]composed, len(b.outputs))
		return each(ctx, len(b.outputs), limit, func(i int) error {
			var err error
			b.composed[i], err = b.outputs[i].compose()
			return err
		})
	})
}

// render gives the trees of a batch to Hugo, as one.
func (p *Project) render(ctx context.Context, b *batch) (diag.List, error) {
	var trees []*site.Tree
	for _, c := range b.composed {
		if c.tree != nil {
			trees = append(trees, c.tree)
		}
	}
	if len(trees) == 0 {
		return nil, nil
	}
	var diags diag.List
	err := p.Parts.step("render", func() error {
		var err error
		tree := site.Join(trees)
		b.rendered, diags, err = p.renderer.Render(ctx, hugo.Site{Files: tree.Source, Pages: tree.Pages})
		return err
	})
	return diags, err
}

// finish minifies the files of a batch, verifies what comes of that, and returns the
// files of each output. There are none when one of them must not be published.
func (p *Project) finish(ctx context.Context, b batch) ([][]publish.File, diag.List, error) {
	parts, err := b.parts()
	if err != nil {
		return nil, nil, err
	}
	var files []raw
	for i := range parts {
		for j := range parts[i] {
			files = append(files, raw{&parts[i][j], b.outputs[i].origin})
		}
	}
	var faults []fault
	err = p.Parts.step("minify", func() error {
		faults, err = minifyAll(ctx, files)
		return err
	})
	if err == nil && len(faults) == 0 {
		err = p.Parts.step("verify", func() error {
			faults, err = verifyAll(ctx, files)
			return err
		})
	}
	if err != nil || len(faults) > 0 {
		return nil, p.located(faults), err
	}
	return parts, nil, nil
}

// parts returns the files of each output of a batch, in an order that is always the same.
func (b *batch) parts() ([][]publish.File, error) {
	parts := make([][]publish.File, len(b.outputs))
	owner := map[string]int{} // of a page
	for i, c := range b.composed {
		parts[i] = slices.Clone(c.files)
		if c.tree == nil {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(c.tree.Static)) {
			parts[i] = append(parts[i], publish.File{Path: name, Data: c.tree.Static[name]})
		}
		for _, name := range c.tree.Pages {
			owner[name] = i
		}
	}
	for _, name := range slices.Sorted(maps.Keys(b.rendered)) {
		i, ok := owner[name]
		if !ok {
			i = slices.IndexFunc(b.outputs, func(o output) bool { return o.files.may != nil && o.files.may(name) })
		}
		if i < 0 {
			return nil, fmt.Errorf("the layouts make %s, which does not belong to anything that was rendered", name)
		}
		parts[i] = append(parts[i], publish.File{Path: name, Data: b.rendered[name]})
	}
	return parts, nil
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
