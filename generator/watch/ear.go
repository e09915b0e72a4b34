package watch

import (
	"errors"
	"sync"

	"github.com/fsnotify/fsnotify"
)

// ear is the goroutine that reads what fsnotify says, at all times, and keeps it
// until it is taken. Nothing else may be done by that goroutine: fsnotify
// holds a lock while it delivers some of its errors, and whoever calls it then
// waits until they are read. Besides, the system's queue is short.
type ear struct {
	rang chan struct{} // has an element when there is something to take
	done chan struct{} // closed when fsnotify is closed

	mu   sync.Mutex
	kept heard
}

// heard is what fsnotify said. The order is not kept.
type heard struct {
	events map[string]fsnotify.Op // by path in the file system
	lost   bool                   // whether events were lost
	fault  error                  // the last error other than of lost events
}

func newEar(notifier *fsnotify.Watcher) *ear {
	e := &ear{rang: make(chan struct{}, 1), done: make(chan struct{})}
	e.kept.events = map[string]fsnotify.Op{}
	go e.run(notifier.Events, notifier.Errors)
	return e
}

func (e *ear) run(events <-chan fsnotify.Event, errs <-chan error) {
	defer close(e.done)
	for events != nil || errs != nil {
		select {
		case event, ok := <-events:
			if !ok {
				events = nil
				continue
			}
			e.keep(func(h *heard) { h.events[event.Name] |= event.Op })
		case err, ok := <-errs:
			if !ok {
				errs = nil
				continue
			}
			e.keep(func(h *heard) {
				h.lost = true
				if !errors.Is(err, fsnotify.ErrEventOverflow) {
					h.fault = err
				}
			})
		}
	}
}

func (e *ear) keep(what func(*heard)) {
	e.mu.Lock()
	what(&e.kept)
	e.mu.Unlock()
	select {
	case e.rang <- struct{}{}:
	default:
	}
}

func (e *ear) take() heard {
	e.mu.Lock()
	defer e.mu.Unlock()
	taken := e.kept
	e.kept = heard{events: map[string]fsnotify.Op{}}
	return taken
}
