package hugo

import (
	"io"
	"sync"

	"github.com/bep/logg"
	"github.com/gohugoio/hugo/common/loggers"
)

// Some parts of Hugo, such as its warnings of deprecated functions, log to one logger
// of the whole process. What they log cannot be attributed to a rendering, so it
// counts as a problem of every rendering that is going on, and of no later one.
var (
	active   = map[*engine]bool{} // those that are rendering
	activeMu sync.Mutex           // protects active
)

// loading is held while an engine loads its configuration, because Hugo replaces the
// logger of the process then.
var loading sync.Mutex

// resetGlobalLogger gives the process a new logger: Hugo counts earlier errors of a
// logger among the errors of each build.
func resetGlobalLogger() {
	loggers.SetGlobalLogger(newLogger(logToActive))
}

func newLogger(handle func(*logg.Entry) error) loggers.Logger {
	return loggers.New(loggers.Options{Level: logg.LevelWarn, StdOut: io.Discard, StdErr: io.Discard, HandlerPost: handle})
}

func logToActive(entry *logg.Entry) error {
	activeMu.Lock()
	defer activeMu.Unlock()
	for e := range active {
		_ = e.problems.addEntry(entry) // never fails
	}
	return nil
}

func (e *engine) setActive(yes bool) {
	activeMu.Lock()
	defer activeMu.Unlock()
	if yes {
		active[e] = true
		resetGlobalLogger()
	} else {
		delete(active, e)
	}
}
