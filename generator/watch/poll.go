package watch

import (
	"context"
	"io/fs"
	"os"
	"time"
)

// resolution is that of modification times, at worst (FAT).
const resolution = 2 * time.Second

// atRest is how long after it was given a change a receiver may still be reading
// files.
const atRest = 10 * time.Second

// stamp is what a look sees of a file or folder.
type stamp struct {
	size     int64 // 0 for folders
	modified int64 // nanoseconds since 1970; of a folder, when an entry last came or went
	inode    uint64
	mode     fs.FileMode
}

// looker notices changes by looking.
type looker struct {
	tree
	seen map[string]stamp

	// again has what was seen to change, with the time of that look.
	again map[string]time.Time
}

// newLooker looks for the first time.
func newLooker(ctx context.Context, tree tree) *looker {
	l := &looker{tree: tree, again: map[string]time.Time{}}
	l.seen = l.all(ctx)
	now := time.Now()
	for name, stamp := range l.seen {
		if stamp.modified > now.Add(-resolution).UnixNano() {
			l.again[name] = now
		}
	}
	return l
}

// look returns the paths that were changed since the look before, and those that
// changed so long ago that any further change of them shows in their stamps, so
// that they must be told once more.
//
// When the receiver may be reading, a folder in which something came or went is
// among the changed: the receiver may have seen what was there, or not there,
// between two looks only.
func (l *looker) look(ctx context.Context, reading bool) (changed, again []string) {
	start := time.Now()
	now := l.all(ctx)
	if ctx.Err() != nil { // not all was seen
		return nil, nil
	}
	for name, since := range l.again {
		if start.Sub(since) >= resolution {
			again = append(again, name)
			delete(l.again, name)
		}
	}
	var stirred []string
	for name, s := range now {
		before, ok := l.seen[name]
		switch {
		case ok && before == s:
		case ok && s.mode.IsDir() && before == stamp{0, before.modified, s.inode, s.mode}:
			stirred = append(stirred, name)
		default:
			changed = append(changed, name)
		}
	}
	for name := range l.seen {
		if _, ok := now[name]; !ok {
			changed = append(changed, name)
		}
	}
	if reading || len(changed) > 0 || len(again) > 0 {
		changed = append(changed, stirred...)
	}
	looked := time.Now()
	for _, name := range changed {
		l.again[name] = looked
	}
	l.seen = now
	return changed, again
}

// all returns the stamps of everything.
func (l *looker) all(ctx context.Context) map[string]stamp {
	stamps := map[string]stamp{}
	for _, dir := range l.dirs {
		stat := os.Lstat
		if l.isFolder(dir) { // perhaps by way of a symbolic link
			stat = os.Stat
		}
		if info, err := stat(l.path(dir)); err == nil {
			l.walk(ctx, dir, info, stamps)
		}
	}
	return stamps
}

func (l *looker) walk(ctx context.Context, rel string, info fs.FileInfo, stamps map[string]stamp) {
	s := stamp{modified: info.ModTime().UnixNano(), inode: inode(info), mode: info.Mode()}
	if !info.IsDir() {
		s.size = info.Size()
		stamps[rel] = s
		return
	}
	stamps[rel] = s
	entries, _ := os.ReadDir(l.path(rel)) // what cannot be read is not there, until it can
	for _, e := range entries {
		name := join(rel, e.Name())
		if ctx.Err() != nil || !l.holds(name) {
			continue
		}
		if info, err := e.Info(); err == nil {
			l.walk(ctx, name, info, stamps)
		}
	}
}

// poll looks in intervals and offers what has changed. When something has, it
// looks again soon, so that an editor can finish saving.
func (w *Watcher) poll(ctx context.Context, l *looker) {
	w.offer()
	timer := time.NewTimer(w.opt.Interval)
	defer timer.Stop()
	var first time.Time // when the oldest of what is held back was seen
	for {
		next, out := w.next()
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
			start := time.Now()
			reading := !w.pending.empty() || start.Sub(w.given) < atRest
			changed, again := l.look(ctx, reading)
			took := time.Since(start)
			w.pending.add(changed...)
			w.pending.add(again...)
			switch {
			case len(changed) > 0 && first.IsZero():
				first, w.ready = start, false
			case len(changed) == 0 || time.Since(first) >= w.opt.Longest:
				first = time.Time{}
				w.offer()
			}
			if first.IsZero() {
				timer.Reset(max(w.opt.Interval, 9*took))
			} else {
				timer.Reset(max(w.opt.Quiet, took))
			}
		case out <- next:
			w.taken()
		}
	}
}
