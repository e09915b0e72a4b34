package watch

import (
	"errors"
	"fmt"
	"os"
	"path"
	"time"

	"github.com/fsnotify/fsnotify"
)

// told notices changes by being told of them by the system.
type told struct {
	tree
	sys      system
	notifier *fsnotify.Watcher
	ear      *ear

	// known are the folders for which a watch was asked, until the system tells
	// that they are gone. They were not necessarily there at any one time.
	known set

	// heard is what was told of paths that matter and is not settled yet.
	heard map[string]fsnotify.Op

	// lost means that the watches must be set up anew, because events were lost
	// or because a folder is not watched under its own name.
	lost bool

	faults      int // errors since faultsSince
	faultsSince time.Time
}

// tooManyFaults is the number of errors in a minute after which the system is not
// relied on any longer. Single ones are harmless: fsnotify reports one when a folder is
// moved and removed before it has got round to the first.
const tooManyFaults = 100

// listen sets up the watches of a tree.
func listen(tree tree, sys system) (*told, error) {
	t := &told{tree: tree, sys: sys}
	if err := t.open(); err != nil {
		t.close()
		return nil, err
	}
	return t, nil
}

func (t *told) open() error {
	notifier, err := t.sys.open()
	if err != nil {
		return fmt.Errorf("changes cannot be watched: %w", err)
	}
	t.notifier, t.ear = notifier, newEar(notifier)
	t.known, t.heard, t.lost = set{}, map[string]fsnotify.Op{}, false
	_, err = t.inspect(".")
	return err
}

// close ends all watches and waits for the goroutines.
func (t *told) close() {
	if t.notifier != nil {
		_ = t.notifier.Close() // of no consequence: nothing is read from it any more
		<-t.ear.done
		t.notifier = nil
	}
}

// hear takes what the ear has kept and tells whether any of it matters. The
// error is the reason to go over to polling.
func (t *told) hear() (bool, error) {
	taken := t.ear.take()
	if taken.fault != nil {
		if err := t.fault(taken.fault); err != nil {
			return false, err
		}
	}
	t.lost = t.lost || taken.lost
	matters := t.lost
	for name, op := range taken.events {
		rel := t.rel(name)
		switch {
		case op&^fsnotify.Chmod == 0 && !t.sys.kqueue: // kqueue tells so that a file was emptied
		case rel == "." && op.Has(fsnotify.Remove|fsnotify.Rename):
			return false, errors.New("the watched folder itself was moved or removed; start again where it is now")
		case rel != "." && (t.holds(rel) || t.isTop(rel)):
			t.heard[rel] |= op
			matters = true
		}
	}
	return matters, nil
}

// fault counts errors, and returns those that make it pointless to go on.
func (t *told) fault(err error) error {
	if now := time.Now(); now.Sub(t.faultsSince) > time.Minute {
		t.faults, t.faultsSince = 0, now
	}
	t.faults++
	if t.faults > tooManyFaults || isLimit(err) {
		return fmt.Errorf("changes can no longer be watched: %w", err)
	}
	return nil
}

// settle brings the watches in line with what was heard and returns the paths
// that may have changed, or that all may have. The error is the reason to go
// over to polling.
func (t *told) settle() (changed []string, all bool, err error) {
	gone := set{}
	var look []string
	for rel, op := range t.heard {
		switch {
		case t.known.has(rel) && op.Has(fsnotify.Create|fsnotify.Remove|fsnotify.Rename):
			gone.add(rel)
		case t.known.has(rel): // kqueue and Windows tell so that entries of a folder changed, beside telling which
			look = append(look, rel)
			continue
		case op.Has(fsnotify.Create) && t.isFolder(rel):
			look = append(look, rel)
		case t.sys.kqueue && op.Has(fsnotify.Remove|fsnotify.Rename):
			// fsnotify may have taken the file now under this name for the former
			// one, and not watch it. The folder is watched anew.
			_ = t.notifier.Remove(t.path(path.Dir(rel))) // what was not watched is watched below
			look = append(look, path.Dir(rel))
		}
		if t.holds(rel) {
			changed = append(changed, rel)
		}
		changed = append(changed, t.below(rel)...)
	}
	clear(t.heard)
	if t.lost || t.sys.kqueue && len(gone) > 0 { // there, fsnotify keeps the files of a folder that was moved
		t.close()
		return nil, true, t.open()
	}
	if len(gone) > 0 {
		t.drop(gone)
		look = []string{"."}
	}
	fresh, err := t.inspect(look...)
	return append(changed, fresh...), false, err
}

// drop ends the watches of folders and of all that is or was in them.
func (t *told) drop(gone set) {
	for rel := range t.watched() {
		if gone.has(rel) || gone.covers(rel) {
			_ = t.notifier.Remove(t.path(rel)) // that it has already ended is not an error here
		}
	}
	for rel := range t.known {
		if gone.has(rel) || gone.covers(rel) {
			delete(t.known, rel)
		}
	}
}

// watched returns the folders that fsnotify believes to watch.
func (t *told) watched() set {
	s := set{}
	for _, name := range t.notifier.WatchList() {
		s.add(t.rel(name))
	}
	return s
}

// inspect makes sure that folders and all folders in them are watched. It
// returns those whose watch is new: anything may have happened in them before.
func (t *told) inspect(folders ...string) (fresh []string, err error) {
	if len(folders) == 0 {
		return nil, nil
	}
	v := visit{told: t, watched: t.watched(), met: set{}}
	for _, rel := range folders {
		if err := v.folder(rel); err != nil {
			return nil, err
		}
	}
	// A folder that was moved a moment ago, which is not heard yet, is still
	// watched under its former name. fsnotify then accepts the new name without
	// a word and keeps the former one, and ends that watch when it learns of the
	// move.
	watched := t.watched()
	for rel := range v.met {
		t.lost = t.lost || !watched.has(rel)
	}
	for _, rel := range v.fresh {
		if t.holds(rel) {
			fresh = append(fresh, rel)
		}
	}
	return fresh, nil
}

// visit is one walk through folders.
type visit struct {
	*told
	watched set // before the walk, and what was added since
	met     set
	fresh   []string
}

// folder watches a folder first, and then lists it and visits those in it.
func (v *visit) folder(rel string) error {
	if v.met.has(rel) {
		return nil
	}
	if !v.watched.has(rel) {
		if ok, err := v.add(rel); err != nil || !ok {
			return err
		}
		v.watched.add(rel)
		v.fresh = append(v.fresh, rel)
	}
	v.known.add(rel)
	v.met.add(rel)
	entries, err := os.ReadDir(v.path(rel))
	if err != nil {
		if !v.isFolder(rel) { // removed in the meantime, which will be heard
			delete(v.met, rel)
			return nil
		}
		return fmt.Errorf("%s cannot be watched: %w", v.called(rel), err)
	}
	for _, name := range v.folders(rel, entries) {
		if err := v.folder(name); err != nil {
			return err
		}
	}
	return nil
}

// add watches one folder. It returns false when there is no such folder.
func (v *visit) add(rel string) (bool, error) {
	name := v.path(rel)
	if reason := v.sys.deaf(name); reason != "" {
		return false, fmt.Errorf("%s is on %s, where others can change files without the system telling", v.called(rel), reason)
	}
	var err error
	for range 5 {
		err = v.sys.add(v.notifier, name)
		switch {
		case err == nil:
			return true, nil
		case !v.isFolder(rel):
			return false, nil
		case !errors.Is(err, os.ErrNotExist):
			return false, fmt.Errorf("%s cannot be watched: %w", v.called(rel), err)
		}
		// With kqueue, a file in the folder vanished while it was being added.
		_ = v.notifier.Remove(name) // so that it is added from the beginning
	}
	return false, fmt.Errorf("%s cannot be watched: %w", v.called(rel), err)
}
