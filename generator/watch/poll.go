package watch

import (
	"context"
	"fmt"
	"hash/fnv"
	"time"
)

// poll compares fingerprints at intervals until ctx ends, and reports everything when
// they differ. When they do, it looks again soon, so that an editor can finish saving.
//
// A file may be written twice within the resolution of modification times, with the
// same size, and be read in between. Therefore everything is reported once more later.
func (w *Watcher) poll(ctx context.Context, tree tree, last uint64, pending Change) {
	again := time.Now().Add(w.timing.again) // when to report once more; zero for not
	var unstable time.Time                  // when the first difference was seen; zero for none
	timer := time.NewTimer(w.timing.interval)
	defer timer.Stop()
	defer close(w.changes)
	for {
		select {
		case <-ctx.Done():
			return
		case w.receiver(pending) <- pending:
			pending = Change{}
		case <-timer.C:
			start := time.Now()
			now := tree.fingerprint(ctx)
			took := time.Since(start)
			next := max(w.timing.interval, 9*took)
			if now != last && unstable.IsZero() {
				unstable = start
			}
			switch {
			case now != last && start.Sub(unstable) < w.timing.longest:
				next = max(w.timing.quiet, took)
			case !unstable.IsZero():
				pending.All, unstable, again = true, time.Time{}, start.Add(w.timing.again)
			case !again.IsZero() && start.After(again):
				pending.All, again = true, time.Time{}
			}
			last = now
			timer.Reset(next)
		}
	}
}

// fingerprint returns a hash of what matters: of the path, size, modification time, mode
// and inode of each file and folder. A folder's time differs when a file has come and
// gone in it, which somebody may have seen.
func (t tree) fingerprint(ctx context.Context) uint64 {
	h := fnv.New64a()
	_ = t.walk(".", func(rel string, _ bool) error {
		if !t.holds(rel) {
			return ctx.Err()
		}
		if info, err := t.stat(rel); err == nil {
			fmt.Fprintf(h, "%q %d %d %d %d\n", rel, info.Size(), info.ModTime().UnixNano(), info.Mode(), inode(info))
		}
		return ctx.Err()
	})
	return h.Sum64()
}
