package publish

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"plenary/generator/diag"
)

// A Writer replaces a folder, one file at a time. Files that are added go to
// disk at once, beside the folder, so that they need not all be in memory.
//
// The methods [Writer.Holds], [Writer.Keep] and [Writer.Add] may be called
// concurrently, the others not. Every Writer must be closed.
type Writer struct {
	stage    *stage
	opt      Options
	old      tree
	manifest []byte // of the old tree
	listed   map[string]Sum
	recalled map[fingerprint]Sum // from the build before

	pieces collected[piece]
	made   *site // of all pieces, once that was asked for

	mu     sync.Mutex
	hashed map[string]Sum // of files in the old tree that were read, by path
	failed error          // of writing, if any
	closed bool
}

// Open begins to replace dir; see [Write] for what dir can be. It is an error
// if another build is writing dir, or if dir is a mount point or has one
// inside.
func Open(ctx context.Context, dir string, opt Options) (*Writer, error) {
	return realSystem().open(ctx, dir, opt)
}

func (sys system) open(ctx context.Context, dir string, opt Options) (*Writer, error) {
	to, err := resolve(dir)
	if err != nil {
		return nil, err
	}
	s, err := openStage(ctx, sys, to)
	if err != nil {
		return nil, err
	}
	w := &Writer{stage: s, opt: opt}
	if err := w.open(ctx); err != nil {
		return nil, errors.Join(err, s.close())
	}
	return w, nil
}

// open brings the stage in order and reads what stands in the folder.
func (w *Writer) open(ctx context.Context) error {
	s := w.stage
	s.keepSpare = true // until it is known whether it is worth it
	if err := s.restore(); err != nil {
		return err
	}
	if err := w.read(ctx); err != nil {
		return err
	}
	s.keepSpare = s.worthSpare(len(w.listed))
	switch {
	case !s.keepSpare:
		return removeTree(s.spare())
	case !w.opt.Verify:
		w.recalled = s.recall(w.old.root)
	}
	return nil
}

// read reads what stands in the folder, but not yet its files.
func (w *Writer) read(ctx context.Context) (err error) {
	w.hashed = make(map[string]Sum)
	if w.old, err = w.stage.read(ctx); err != nil {
		return err
	}
	w.manifest, w.listed, err = w.old.manifest()
	return err
}

// Holds tells whether the published folder has a regular file with this path
// and this sum, so that it need not be made again. Usually the file is not read
// for that; see the package documentation.
func (w *Writer) Holds(path string, sum Sum) bool {
	got, ok := w.sumOf(path)
	return ok && got == sum
}

// sumOf returns the sum of a regular file in the old tree, if there is one
// that can be read.
func (w *Writer) sumOf(path string) (Sum, bool) {
	e, ok := w.old.entries[path]
	if !ok || !e.isFile() {
		return Sum{}, false
	}
	// Two records must agree: that of the stage and that in the folder itself.
	if sum, ok := w.recalled[e.fingerprint()]; ok && sum == w.listed[path] {
		return sum, true
	}
	w.mu.Lock()
	sum, ok := w.hashed[path]
	w.mu.Unlock()
	if ok {
		return sum, true
	}
	sum, err := sumOfFile(join(w.old.path, path))
	if err != nil {
		return Sum{}, false
	}
	w.mu.Lock()
	w.hashed[path] = sum
	w.mu.Unlock()
	return sum, true
}

// Keep makes a file of the published folder a file of the new one, as it is.
// It is an error if [Writer.Holds] is false. What is wrong with the path is
// for [Writer.Commit] to report.
func (w *Writer) Keep(path string, sum Sum) error {
	if !w.pieces.check(path) {
		return nil
	}
	if !w.Holds(path, sum) {
		return fmt.Errorf("%s does not have the bytes that are to be kept: add the file instead", diag.Quote(w.stage.shown+path))
	}
	w.pieces.take(path, piece{sum: sum, fp: w.old.entries[path].fingerprint()})
	return nil
}

// Add makes f a file of the new folder. Where the published folder has the
// same bytes, its file is kept. The data is not used after Add returns. The
// error is of input and output only: what is wrong with the path is for
// [Writer.Commit] to report, together with all others.
func (w *Writer) Add(f File) error {
	if !w.pieces.check(f.Path) {
		return nil
	}
	sum := SumOf(f.Data)
	if w.Holds(f.Path, sum) {
		return w.Keep(f.Path, sum)
	}
	number, fp, err := w.stage.added.write(f.Data)
	if err != nil {
		err = w.stage.explain(f.Path, err)
		w.mu.Lock()
		w.failed = err
		w.mu.Unlock()
		return err
	}
	w.pieces.take(f.Path, piece{sum: sum, added: number, fp: fp})
	return nil
}

// Problems returns what is wrong with the paths of all files so far, which
// [Writer.Commit] would report.
func (w *Writer) Problems() []Problem {
	if w.made == nil || len(w.made.paths) != len(w.pieces.files) {
		w.made = newSite(w.pieces.files)
	}
	return w.pieces.together(w.made.paths, w.made.folders)
}

// Commit puts the new folder in the place of the published one; it is called
// once, when all files were added. All paths at fault, or else all foreign
// files in the way, are reported together. Foreign files are carried over as
// they are by now. On an error the published folder is as it was before, except
// as said for [Write].
func (w *Writer) Commit(ctx context.Context) (Result, error) {
	if w.failed != nil {
		return Result{}, w.failed
	}
	if err := joined(w.Problems()); err != nil {
		return Result{}, err
	}
	made := w.made
	if err := w.readAgain(ctx); err != nil {
		return Result{}, err
	}
	same, err := w.sameAsListed(ctx)
	if err != nil {
		return Result{}, err
	}
	c := comparison{made: made, old: w.old, listed: w.listed, same: same, clean: w.opt.Clean, unlisted: w.opt.Unlisted}
	plan, err := c.plan(w.manifest)
	if err != nil {
		return Result{}, err
	}
	worth, finished := !w.opt.Unlisted && w.stage.worthSpare(len(made.paths)), w.stage.opened
	if plan.changed {
		u, err := w.replace(ctx, plan)
		if err != nil {
			return Result{}, err
		}
		worth, finished = worth && u.linked(), u.finished
	}
	if w.stage.keepSpare = worth; worth {
		w.remember(made, finished, plan.changed)
	}
	return plan.result, nil
}

// readAgain reads the folder again if someone has changed it since it was
// opened, which may be long ago. It is an error if that was a file to be kept.
func (w *Writer) readAgain(ctx context.Context) error {
	var altered *alteredError
	if err := w.old.unaltered(ctx, w.stage.opened); !errors.As(err, &altered) {
		return err
	}
	if err := w.read(ctx); err != nil {
		return err
	}
	for _, path := range w.made.paths {
		piece, e := w.pieces.files[path], w.old.entries[path]
		if piece.added == 0 && (!e.isFile() || e.fingerprint() != piece.fp) {
			return &alteredError{w.stage.target, path}
		}
	}
	return nil
}

// sameAsListed returns the paths of files in the old tree that are listed and
// no longer made, and have the bytes listed.
func (w *Writer) sameAsListed(ctx context.Context) (map[string]bool, error) {
	var candidates []string
	for p := range w.listed {
		if _, isMade := w.pieces.files[p]; !isMade && w.old.entries[p].isFile() {
			candidates = append(candidates, p)
		}
	}
	same := make(map[string]bool)
	var mu sync.Mutex
	err := each(ctx, len(candidates), runtime.GOMAXPROCS(0), func(i int) error {
		p := candidates[i]
		if got, ok := w.sumOf(p); ok && got == w.listed[p] {
			mu.Lock()
			same[p] = true
			mu.Unlock()
		}
		return nil
	})
	return same, err
}

// replace builds the new tree and exchanges it for the old one.
func (w *Writer) replace(ctx context.Context, p *plan) (*update, error) {
	s := w.stage
	u, err := s.build(ctx, p)
	if err != nil {
		var mount *mountError // to remove the spare would empty what is mounted in it
		if ctx.Err() == nil && !errors.As(err, &mount) {
			w.failed = err
		}
		return nil, err
	}
	if err := w.old.unaltered(ctx, s.opened); err != nil {
		return nil, err
	}
	if err := s.publish(w.old.exists); err != nil {
		w.failed = err
		return nil, err
	}
	return u, nil
}

// remember keeps the fingerprints of the files whose times cannot deceive. A
// file that stayed was looked at after the stage was opened. An added file can
// be changed by others from when all are finished.
func (w *Writer) remember(made *site, finished int64, changed bool) {
	var records []record
	for _, p := range made.paths {
		piece := made.pieces[p]
		since := w.stage.opened
		if piece.added != 0 {
			since = finished
		}
		if !before(piece.fp.modified, since) {
			continue
		}
		records = append(records, record{piece.fp, piece.sum})
		if _, known := w.recalled[piece.fp]; !known {
			changed = true
		}
	}
	if changed {
		w.stage.remember(records)
	}
}

// Close releases the folder for other builds. Without [Writer.Commit] it is as
// it was before. To close again does nothing.
func (w *Writer) Close() error {
	if w.closed {
		return nil
	}
	w.closed = true
	if w.failed != nil {
		w.stage.keepSpare = false // it may be what the disk has no room for
	}
	return w.stage.close()
}
