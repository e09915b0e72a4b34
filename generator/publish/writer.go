package publish

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"sync"

	"plenary/generator/diag"
)

// A Writer replaces a folder, one file at a time. Files that are added are written to disk
// at once, beside the folder, so that they need not all be in memory.
//
// The methods [Writer.Holds], [Writer.Keep] and [Writer.Add] may be called concurrently,
// the others not. Every Writer must be closed.
type Writer struct {
	*stage
	opt      Options
	old      tree
	manifest []byte // of the old tree
	listed   map[string]Sum
	trusted  map[string]fingerprint // of the last build
	paths    Paths

	mu     sync.Mutex
	pieces map[string]piece // the files of the new tree by path
	hashed map[string]piece // files of the old tree that were read
	failed error            // the first error of writing
	closed bool
}

// piece is a file of the new tree.
type piece struct {
	sum     Sum
	fp      fingerprint
	written bool // it is in the new tree already; the others are linked at the end
}

// Open begins to replace dir, which is created if it does not exist, with its parents. If
// dir is a symbolic link, the folder that it points to is replaced.
//
// It is an error if another build is writing dir, or if dir is a mount point or has one
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
	w := &Writer{stage: s, opt: opt, pieces: make(map[string]piece), hashed: make(map[string]piece)}
	if err := w.begin(ctx); err != nil {
		return nil, errors.Join(err, s.close())
	}
	return w, nil
}

// begin puts the stage in order and reads what is known of the folder.
func (w *Writer) begin(ctx context.Context) (err error) {
	if err := w.restore(); err != nil {
		return err
	}
	if w.old, err = w.target.read(ctx); err != nil {
		return err
	}
	if info := w.old[ListName]; info == nil || !info.Mode().IsRegular() {
		return nil
	}
	if w.manifest, err = os.ReadFile(join(w.path, ListName)); err != nil {
		return err
	}
	w.listed = parseManifest(w.manifest)
	if !w.opt.Verify {
		w.trusted = w.readFingerprints(w.manifest)
	}
	return nil
}

// Holds reports whether the published folder has a regular file with this path and this
// sum, which need not be made again then.
func (w *Writer) Holds(path string, sum Sum) bool {
	p, ok := w.published(path)
	return ok && p.sum == sum
}

// published returns what is known of a regular file of the old tree, if there is one that
// can be read.
func (w *Writer) published(path string) (piece, bool) {
	info := w.old[path]
	if info == nil || !info.Mode().IsRegular() {
		return piece{}, false
	}
	fp := fingerprintOf(info)
	if trusted, ok := w.trusted[path]; ok && trusted == fp {
		return piece{sum: w.listed[path], fp: fp}, true
	}
	w.mu.Lock()
	p, ok := w.hashed[path]
	w.mu.Unlock()
	if ok && p.fp == fp {
		return p, true
	}
	sum, err := sumOfFile(join(w.path, path))
	if err != nil {
		return piece{}, false
	}
	p = piece{sum: sum, fp: fp}
	w.mu.Lock()
	w.hashed[path] = p
	w.mu.Unlock()
	return p, true
}

// Keep makes a file of the published folder a file of the new one. It is an error if
// [Writer.Holds] is false. [Writer.Commit] reports what is wrong with the path.
func (w *Writer) Keep(path string, sum Sum) error {
	if !w.paths.add(path) {
		return nil
	}
	p, ok := w.published(path)
	if !ok || p.sum != sum {
		return fmt.Errorf("%s does not have the bytes that are to be kept: add the file instead", diag.Quote(w.shown+path))
	}
	w.take(path, p)
	return nil
}

func (w *Writer) take(path string, p piece) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pieces[path] = p
}

// Add makes f a file of the new folder. If the published folder has a file with the same
// bytes, that one is kept. The data is not used after Add returns. Add returns I/O errors
// only: [Writer.Commit] reports what is wrong with the path.
func (w *Writer) Add(f File) error {
	if !w.paths.add(f.Path) {
		return nil
	}
	sum := SumOf(f.Data)
	if p, ok := w.published(f.Path); ok && p.sum == sum {
		w.take(f.Path, p)
		return nil
	}
	info, err := writeFile(w.next(f.Path), f.Data)
	if err != nil {
		err = w.explain(f.Path, err)
		w.mu.Lock()
		w.failed = err
		w.mu.Unlock()
		return err
	}
	w.take(f.Path, piece{sum: sum, fp: fingerprintOf(info), written: true})
	return nil
}

// Problems returns what is wrong with the paths of the files so far, sorted.
func (w *Writer) Problems() []Problem { return w.paths.Problems() }

// Commit replaces the published folder; it is called once, when all files were added. All
// invalid paths, or else all foreign files in the way, are reported together. Foreign files
// are carried over as they are by now.
//
// On an error the folder is as it was before, except where there is no atomic exchange and
// the former tree cannot be put back: the error says where it is, and the next build tries
// again.
func (w *Writer) Commit(ctx context.Context) (Result, error) {
	if w.failed != nil {
		return Result{}, w.failed
	}
	if err := joined(w.Problems()); err != nil {
		return Result{}, err
	}
	if err := w.readAgain(ctx); err != nil {
		return Result{}, err
	}
	var manifest []byte
	if !w.opt.Unlisted {
		manifest = formatManifest(w.pieces)
	}
	p, err := w.plan()
	if err != nil {
		return Result{}, err
	}
	finished := w.opened
	if p.changed || !bytes.Equal(manifest, w.manifest) {
		if finished, err = w.build(ctx, p, manifest); err != nil {
			return Result{}, err
		}
		if err := w.unaltered(ctx); err != nil {
			return Result{}, err
		}
		if err := w.replace(w.old["."] != nil); err != nil {
			return Result{}, w.advise(err)
		}
	}
	w.keepFingerprints(manifest, finished)
	return p.result, nil
}

// readAgain reads the folder again if it was changed since it was opened, which may be long
// ago. A file to be kept must still be the same.
func (w *Writer) readAgain(ctx context.Context) (err error) {
	if w.old.untouched(w.target, w.opened) {
		return nil
	}
	if w.old, err = w.target.read(ctx); err != nil {
		return err
	}
	var altered []string
	for name, p := range w.pieces {
		info := w.old[name]
		if !p.written && (info == nil || !info.Mode().IsRegular() || fingerprintOf(info) != p.fp) {
			altered = append(altered, name)
		}
	}
	return w.altered(altered)
}

// unaltered returns an error if an entry of the folder was added, removed or replaced since
// the folder was read: the new tree does not have it. Bytes that were written into a file do
// not matter, because the new tree has the same file.
func (w *Writer) unaltered(ctx context.Context) error {
	if w.old.untouched(w.target, w.opened) {
		return nil
	}
	now, err := w.target.read(ctx)
	if err != nil {
		return err
	}
	return w.altered(now.differences(w.old))
}

// Close removes the stage, with the former tree, and lets other builds write the folder.
// Without [Writer.Commit] the folder is as it was before. To close again does nothing.
func (w *Writer) Close() error {
	if w.closed {
		return nil
	}
	w.closed = true
	return w.stage.close()
}
