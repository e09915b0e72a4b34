// Package watch tells when files below a folder may have changed: the folders
// of content, layouts, texts and static files of a project, while people edit
// them with a preview open all day.
//
// [Start] sets up a [Watcher], and [Watcher.Changes] delivers each [Change].
// A change names paths, not what happened to them, and it may name a path whose
// bytes are the same as before: whoever receives it compares the content. What
// is promised is the other direction. Once a file has been written, moved,
// replaced or removed, by whatever steps an editor takes, a change that covers
// it is delivered after the last of these steps.
//
// # How it works
//
// Where the system tells of changes (inotify, kqueue, ReadDirectoryChangesW, by
// way of fsnotify), folders are watched, never files, so that a file may be
// replaced as often as an editor likes. Each folder is watched before it is
// listed, so that what comes into being in the meantime is told, listed or
// both, and a folder whose watch is new is reported as a whole. What is heard
// is collected until nothing has happened for [Options.Quiet], at most for
// [Options.Longest]. Only then are the watches brought in line with the folders
// on disk, and the change is offered. While the receiver is busy, changes are
// merged; nothing is dropped, and the system's queue is always read.
//
// The order of what the system tells, and paths that were true when it told
// them, are not relied on. When a watched folder is moved, removed or replaced,
// its watches go and everything is walked anew. When a folder on disk turns out
// not to be watched under its own name, or events were lost, all watches are
// set up anew and [Change.All] says so.
//
// # Polling
//
// Where watching is not possible, everything is looked at in intervals: the
// size, modification time, inode and mode of each file. [Watcher.Polling] says
// why. This also happens later, when a limit of the system is met, when a
// folder turns out to lie on a network drive or when the root is moved away;
// then the next change has [Change.Polling] set. There is no way back.
//
// Two looks can see the same although something happened between them: twice
// within the resolution of modification times, or something that came and went.
// If the receiver was reading just then, it would keep what is no longer so.
// Therefore what was seen to change is reported once more, two seconds later;
// and a folder in which anything came or went is reported as a whole, unless the
// receiver has been at rest.
//
// # Limits
//
// Symbolic links are not followed, save where one of [Options.Dirs] is one.
// Not noticed without polling: writing through a memory map or through another
// hard link outside; that one of the folders above root is renamed; that a file
// system is mounted or unmounted; changes of mode alone.
package watch

import (
	"context"
	"sync/atomic"
	"time"
)

// Options says what to watch and how. The zero value watches nothing.
type Options struct {
	// Dirs are the folders below root to watch with all that is in them, as
	// slash-separated paths such as "content". They may appear and disappear
	// at any time. Everything else in root is ignored.
	Dirs []string

	// Ignore tells of a slash-separated path below one of Dirs whether changes
	// of it do not matter, such as of the files that editors keep beside the one
	// being edited. A folder is ignored with all that is in it.
	Ignore func(path string) bool

	// Poll makes the watcher look in intervals instead of being told.
	Poll bool

	// Quiet is how long nothing must have happened before a change is offered,
	// so that an editor can finish saving. The default is 20 ms.
	Quiet time.Duration

	// Longest is how long a change is held back at most from a receiver that is
	// waiting, if things go on happening. The default is 250 ms.
	Longest time.Duration

	// Interval is the time from one look to the next when polling. It grows
	// so that looking takes at most a tenth of the time. The default is
	// 500 ms.
	Interval time.Duration
}

// Change is what may have changed since the change before.
type Change struct {
	// Paths are slash-separated paths below root of files and folders, existing
	// or not, sorted. A folder stands for all that is or was in it, and nothing
	// in it is named besides.
	Paths []string

	// All means that anything may have changed, because events were lost. Paths
	// is empty then.
	All bool

	// Polling says why the watcher has gone over to polling, in the first change
	// after it has. See [Watcher.Polling].
	Polling string
}

// Watcher watches folders. Make one with [Start].
type Watcher struct {
	opt     Options
	changes chan Change
	polling atomic.Pointer[string]

	// Of the goroutine run only.
	pending pending
	ready   bool      // whether pending can be offered
	given   time.Time // when the receiver was last given something to read
}

// Start watches folders below root until ctx ends. The watches are in place
// when it returns: whatever is changed afterwards is reported. The error is of
// wrong options and of a root that is no folder; where watching is not
// possible, the watcher polls.
func Start(ctx context.Context, root string, opt Options) (*Watcher, error) {
	return start(ctx, root, opt, realSystem())
}

func start(ctx context.Context, root string, opt Options, sys system) (*Watcher, error) {
	tree, err := newTree(root, opt)
	if err != nil {
		return nil, err
	}
	setDefault(&opt.Quiet, 20*time.Millisecond)
	setDefault(&opt.Longest, 250*time.Millisecond)
	setDefault(&opt.Interval, 500*time.Millisecond)
	w := &Watcher{opt: opt, changes: make(chan Change), given: time.Now()}
	if opt.Poll {
		w.setPolling("polling was asked for")
		go w.run(ctx, nil, newLooker(ctx, tree))
		return w, nil
	}
	told, err := listen(tree, sys)
	if err != nil {
		w.setPolling(why(err))
		go w.run(ctx, nil, newLooker(ctx, tree))
		return w, nil
	}
	go w.run(ctx, told, nil)
	return w, nil
}

func setDefault(d *time.Duration, value time.Duration) {
	if *d <= 0 {
		*d = value
	}
}

// Changes returns the channel of changes. It is closed when the context of
// [Start] has ended and everything that belongs to the watcher has been ended.
func (w *Watcher) Changes() <-chan Change {
	return w.changes
}

// Polling says why the watcher looks in intervals instead of being told, in
// words for people that name a remedy if there is one. It is empty while the
// watcher is told.
func (w *Watcher) Polling() string {
	if reason := w.polling.Load(); reason != nil {
		return *reason
	}
	return ""
}

func (w *Watcher) setPolling(reason string) {
	w.polling.Store(&reason)
}

// run is the goroutine that owns the watcher. It is given one of the two ways
// of noticing changes.
func (w *Watcher) run(ctx context.Context, told *told, looker *looker) {
	defer close(w.changes)
	if told != nil {
		err := w.attend(ctx, told)
		told.close()
		if ctx.Err() != nil {
			return
		}
		reason := why(err)
		w.setPolling(reason)
		w.pending.all, w.pending.polling = true, reason
		looker = newLooker(ctx, told.tree)
	}
	w.poll(ctx, looker)
}

// attend waits for what the system tells and offers it as changes. It returns
// when ctx has ended or when the system can tell no more.
func (w *Watcher) attend(ctx context.Context, told *told) error {
	window := newWindow(w.opt)
	defer window.timer.Stop()
	for {
		if told.lost {
			window.touch()
		}
		next, out := w.next()
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-told.ear.rang:
			matters, err := told.hear()
			if err != nil {
				return err
			}
			if matters {
				w.ready = false
				window.touch()
			}
		case <-window.timer.C:
			window.first = time.Time{}
			paths, all, err := told.settle()
			if err != nil {
				return err
			}
			w.pending.add(paths...)
			w.pending.all = w.pending.all || all
			w.offer()
		case out <- next:
			w.taken()
		}
	}
}

// next returns the change to be offered, with the channel for it, which is nil
// when there is none.
func (w *Watcher) next() (Change, chan<- Change) {
	if !w.ready {
		return Change{}, nil
	}
	return w.pending.change(), w.changes
}

// offer makes what is pending ready. A receiver that is waiting gets it at
// once: further events could otherwise delay it again and again.
func (w *Watcher) offer() {
	if w.pending.empty() {
		return
	}
	w.ready = true
	select {
	case w.changes <- w.pending.change():
		w.taken()
	default:
	}
}

func (w *Watcher) taken() {
	w.pending, w.ready, w.given = pending{}, false, time.Now()
}

// window is the time in which what happens becomes one change.
type window struct {
	quiet, longest time.Duration
	first          time.Time // zero while nothing has happened
	timer          *time.Timer
}

func newWindow(opt Options) *window {
	timer := time.NewTimer(opt.Longest)
	timer.Stop()
	return &window{quiet: opt.Quiet, longest: opt.Longest, timer: timer}
}

// touch notes that something has happened.
func (w *window) touch() {
	now := time.Now()
	if w.first.IsZero() {
		w.first = now
	}
	w.timer.Reset(min(w.quiet, w.first.Add(w.longest).Sub(now)))
}
