package watch

import (
	"errors"
	"runtime"
	"syscall"

	"github.com/fsnotify/fsnotify"
)

// system is what is asked of the operating system. Tests give other answers.
type system struct {
	open func() (*fsnotify.Watcher, error)
	add  func(notifier *fsnotify.Watcher, path string) error

	// deaf names the kind of drive a folder is on, if it is one on which the
	// system does not tell of all changes.
	deaf func(path string) string

	// kqueue is whether fsnotify watches each file, as it must on macOS and the
	// BSDs, and now and then confuses two that had the same name.
	kqueue bool
}

func realSystem() system {
	s := system{
		open: fsnotify.NewWatcher,
		add:  func(notifier *fsnotify.Watcher, path string) error { return notifier.Add(path) },
		deaf: deaf,
	}
	switch runtime.GOOS {
	case "darwin", "dragonfly", "freebsd", "netbsd", "openbsd":
		s.kqueue = true
	}
	return s
}

// isLimit tells whether an error is that of a limit, which will not go away.
func isLimit(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE)
}

// why tells people why changes cannot be watched, and what to do.
func why(err error) string {
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
