// Package watch reports when files below a folder may have changed: the folders of
// content, layouts, words and static files of a project, while people edit them with a
// preview open all day.
//
// A [Change] does not say what happened to a file, which may even be what it was before:
// whoever receives it compares the content. What is promised is the other direction.
// Once a file has been written, moved, replaced or removed, by whatever steps an editor
// takes, a change that covers it is delivered after the last of these steps.
//
// Where the system reports changes (by way of fsnotify), folders are watched, never
// files, so that a file may be replaced as often as an editor likes. Events are collected
// until none has come for a moment, and changes are merged while the receiver is busy.
// When a folder has appeared, moved or vanished, or when events were lost, all watches
// are set up anew, and everything is reported.
//
// Where that is not possible, the watcher polls: it compares the size, modification time
// and inode of all files at intervals, and reports everything when they differ.
// [Watcher.Polling] says why. It may begin to poll later, when it meets a limit of the
// system or a network drive, or when the root is moved away. It does not go back.
//
// Symbolic links are not followed, except where one of [Options.Dirs] is one. Without
// polling, these are not noticed: writing through a memory map or another hard link
// outside, file systems that are mounted, and changes of mode alone.
package watch

import (
	"context"
	"slices"
	"sync/atomic"
	"time"
)

// Options says what to watch and how. The zero value watches nothing.
type Options struct {
	// Dirs are the names of the folders in root to watch with all that is in them. They
	// may appear and vanish at any time. Everything else in root is ignored.
	Dirs []string

	// Ignore reports of a slash-separated path below one of Dirs whether its changes
	// do not matter. A folder is ignored with all that is in it.
	Ignore func(path string) bool

	// Poll makes the watcher poll from the start.
	Poll bool
}

// Change is what may have changed since the change before.
type Change struct {
	// Paths are slash-separated paths below root of files, and of folders for all that
	// is in them, sorted. They need not exist.
	Paths []string

	// All means that anything may have changed. Paths is empty then.
	All bool
}

// merge adds what another change covers.
func (c *Change) merge(other Change) {
	if c.All = c.All || other.All; c.All {
		c.Paths = nil
		return
	}
	c.Paths = append(c.Paths, other.Paths...)
	slices.Sort(c.Paths)
	c.Paths = slices.Compact(c.Paths)
}

// timing says how long the watcher waits. Tests wait less.
type timing struct {
	quiet    time.Duration // without events before a change is offered, so that an editor can finish saving
	longest  time.Duration // that a change is held back if there are always more events
	interval time.Duration // between two fingerprints, of which each takes a tenth of that at most
	again    time.Duration // the resolution of modification times on the coarsest file system (FAT)
}

var defaultTiming = timing{20 * time.Millisecond, 250 * time.Millisecond, 500 * time.Millisecond, 2 * time.Second}

// Watcher watches folders. Make one with [Start].
type Watcher struct {
	timing  timing
	changes chan Change
	polling atomic.Pointer[string]
}

// Start watches folders below root until ctx ends. Whatever is changed after it returns
// is reported. The error is one of the options, or that root is not a folder.
func Start(ctx context.Context, root string, opt Options) (*Watcher, error) {
	return start(ctx, root, opt, defaultTiming, realSystem())
}

func start(ctx context.Context, root string, opt Options, timing timing, sys system) (*Watcher, error) {
	tree, err := newTree(root, opt)
	if err != nil {
		return nil, err
	}
	w := &Watcher{timing: timing, changes: make(chan Change)}
	if opt.Poll {
		w.setPolling("polling was asked for")
	} else if n, err := newNotifier(tree, sys); err != nil {
		w.setPolling(explain(err))
	} else {
		go w.run(ctx, n)
		return w, nil
	}
	go w.poll(ctx, tree, tree.fingerprint(ctx), Change{})
	return w, nil
}

// Changes returns the channel of changes. It is closed when the context of [Start] has
// ended and no goroutine of the watcher remains.
func (w *Watcher) Changes() <-chan Change { return w.changes }

// Polling says why the watcher polls, in words for people that name a remedy if there is
// one. It is empty while the system reports changes.
func (w *Watcher) Polling() string {
	if reason := w.polling.Load(); reason != nil {
		return *reason
	}
	return ""
}

func (w *Watcher) setPolling(reason string) { w.polling.Store(&reason) }

// run reports changes, first as the system does, then by polling if need be.
func (w *Watcher) run(ctx context.Context, n *notifier) {
	err := w.listen(ctx, n)
	n.close()
	if ctx.Err() != nil {
		close(w.changes)
		return
	}
	w.setPolling(explain(err))
	w.poll(ctx, n.tree, n.fingerprint(ctx), Change{All: true})
}

// listen reports what the system reports, until ctx ends or an error shows that the
// system cannot be relied on.
func (w *Watcher) listen(ctx context.Context, n *notifier) error {
	var pending Change
	var first time.Time // when the oldest event came that is not in pending; zero for none
	timer := time.NewTimer(w.timing.quiet)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case w.receiver(pending) <- pending:
			pending = Change{}
		case <-n.events.ready:
			if err := n.read(); err != nil {
				return err
			}
			if len(n.changed) == 0 && !n.dirsTouched {
				continue
			}
			now := time.Now()
			if first.IsZero() {
				first = now
			}
			timer.Reset(min(w.timing.quiet, first.Add(w.timing.longest).Sub(now)))
		case <-timer.C:
			first = time.Time{}
			change, err := n.change()
			if err != nil {
				return err
			}
			pending.merge(change)
			if n.dirsTouched { // again, while the watches were set up
				timer.Reset(w.timing.quiet)
			}
		}
	}
}

// receiver returns the channel for a change, or nil when it is empty.
func (w *Watcher) receiver(c Change) chan<- Change {
	if c.All || len(c.Paths) > 0 {
		return w.changes
	}
	return nil
}
