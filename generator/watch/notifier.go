package watch

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"runtime"
	"slices"
	"syscall"

	"github.com/fsnotify/fsnotify"

	"plenary/generator/diag"
)

// system is what the notifier needs of the operating system. Tests replace it.
type system struct {
	open         func() (*fsnotify.Watcher, error)
	add          func(watcher *fsnotify.Watcher, path string) error
	unreliableFS func(path string) string

	// kqueue means that fsnotify watches every file, as it must on macOS and the
	// BSDs, where it may mistake a file for a former one of the same name.
	kqueue bool
}

func realSystem() system {
	return system{
		open:         fsnotify.NewWatcher,
		add:          (*fsnotify.Watcher).Add,
		unreliableFS: unreliableFS,
		kqueue:       slices.Contains([]string{"darwin", "dragonfly", "freebsd", "netbsd", "openbsd"}, runtime.GOOS),
	}
}

// notifier learns of changes from the operating system. A folder is watched before it
// is listed, so that it reports whatever appears in it later.
type notifier struct {
	tree
	sys     system
	watcher *fsnotify.Watcher
	events  *eventReader
	dirs    map[string]bool // folders that are watched

	changed     map[string]bool // files that were written, appeared or vanished, and whole folders
	dirsTouched bool            // folders appeared, moved or vanished, or events were lost
	errors      int
}

// maxErrors is the number of errors after which the system is no longer relied on.
// One is harmless: fsnotify reports one of a folder that is moved and removed at once.
const maxErrors = 100

func newNotifier(tree tree, sys system) (*notifier, error) {
	n := &notifier{tree: tree, sys: sys}
	if err := n.open(); err != nil {
		n.close()
		return nil, err
	}
	return n, nil
}

// open watches all folders.
func (n *notifier) open() error {
	watcher, err := n.sys.open()
	if err != nil {
		return fmt.Errorf("changes cannot be watched: %w", err)
	}
	n.watcher, n.events = watcher, newEventReader(watcher)
	n.dirs, n.changed, n.dirsTouched = map[string]bool{}, map[string]bool{}, false
	return n.walk(".", n.watch)
}

// close ends all watches and waits for the goroutines.
func (n *notifier) close() {
	if n.watcher != nil {
		_ = n.watcher.Close() // nothing is read from it any more
		<-n.events.done
		n.watcher = nil
	}
}

// watch watches a folder, if it still exists.
func (n *notifier) watch(rel string, isDir bool) error {
	if !isDir {
		return nil
	}
	if kind := n.sys.unreliableFS(n.path(rel)); kind != "" {
		return fmt.Errorf("%s is on %s, where others can change files without the system reporting it", diag.Quote(n.path(rel)), kind)
	}
	err := n.sys.add(n.watcher, n.path(rel))
	switch {
	case err == nil:
		n.dirs[rel] = true
	case !n.isDir(rel):
	case errors.Is(err, os.ErrNotExist): // kqueue: a file in it vanished in the meantime
		return n.count(err)
	default:
		return fmt.Errorf("%s cannot be watched: %w", diag.Quote(n.path(rel)), err)
	}
	return nil
}

// read looks at the pending events. It returns an error if the system cannot be relied
// on any longer.
func (n *notifier) read() error {
	ops, err := n.events.take()
	if err != nil {
		if err := n.count(err); err != nil {
			return err
		}
	}
	for name, op := range ops {
		rel := n.rel(name)
		switch {
		case op == fsnotify.Chmod && !n.sys.kqueue: // kqueue reports so that a file was emptied
		case rel == "." && op.Has(fsnotify.Remove|fsnotify.Rename):
			return errors.New("the watched folder itself was moved or removed; start again where it is now")
		case n.dirs[rel]: // kqueue and Windows report writing to a folder when its entries change
			n.dirsTouched = n.dirsTouched || op.Has(fsnotify.Create|fsnotify.Remove|fsnotify.Rename)
		case op.Has(fsnotify.Create) && (n.holds(rel) || n.isTop(rel)) && n.isDir(rel):
			n.dirsTouched = true
		case n.holds(rel):
			n.changed[rel] = true
			if n.sys.kqueue && op.Has(fsnotify.Remove|fsnotify.Rename) { // the file now of this name may be unwatched
				n.rewatch(path.Dir(rel))
			}
		}
	}
	return nil
}

// rewatch watches a folder anew. What happens in it meanwhile is not reported.
func (n *notifier) rewatch(rel string) {
	n.changed[rel] = true
	_ = n.watcher.Remove(n.path(rel)) // that it was not watched does not matter
	n.dirsTouched = n.dirsTouched || n.sys.add(n.watcher, n.path(rel)) != nil
	_ = n.walk(rel, func(rel string, isDir bool) error {
		n.dirsTouched = n.dirsTouched || isDir && !n.dirs[rel]
		return nil
	})
}

// count counts an error, after which the watches have to be set up anew. It returns an
// error if that makes no sense. That the queue was too short does not count.
func (n *notifier) count(err error) error {
	n.dirsTouched = true
	if !errors.Is(err, fsnotify.ErrEventOverflow) {
		n.errors++
	}
	if n.errors > maxErrors || isLimit(err) {
		return fmt.Errorf("changes can no longer be watched: %w", err)
	}
	return nil
}

// change returns what has changed. When folders have, the watches are set up anew: what
// fsnotify says of watched folders that move is not reliable.
func (n *notifier) change() (Change, error) {
	if n.dirsTouched {
		n.close()
		return Change{All: true}, n.open()
	}
	c := Change{Paths: slices.Sorted(maps.Keys(n.changed))}
	clear(n.changed)
	return c, nil
}

// isLimit reports whether an error is that of a limit, which will not go away.
func isLimit(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE)
}

// explain says why changes cannot be watched, and what to do.
func explain(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return "the system allows no more watches; raise fs.inotify.max_user_watches (sudo sysctl fs.inotify.max_user_watches=524288)"
	case isLimit(err) && runtime.GOOS == "linux":
		return "the system allows no more open files or watching programs; raise fs.inotify.max_user_instances (sudo sysctl fs.inotify.max_user_instances=1024) or the limit of open files (ulimit -n)"
	case isLimit(err):
		return "too many files are open; raise the limit of open files (ulimit -n)"
	}
	return err.Error()
}
