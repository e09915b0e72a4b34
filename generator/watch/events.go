package watch

import (
	"errors"
	"sync"

	"github.com/fsnotify/fsnotify"
)

// eventReader receives what fsnotify sends, at all times, in a goroutine that does
// nothing else: fsnotify holds a lock while it sends some of its errors, so that
// whoever calls it would wait for ever, and the queue of the system is short.
type eventReader struct {
	ready chan struct{} // has an element when events are pending
	done  chan struct{} // closed when fsnotify is closed

	mu  sync.Mutex
	ops map[string]fsnotify.Op // pending events by path in the file system
	err error                  // the last pending error, other than of an overflow if there was one
}

func newEventReader(watcher *fsnotify.Watcher) *eventReader {
	r := &eventReader{ready: make(chan struct{}, 1), done: make(chan struct{}), ops: map[string]fsnotify.Op{}}
	go r.run(watcher)
	return r
}

func (r *eventReader) run(watcher *fsnotify.Watcher) {
	defer close(r.done)
	for {
		select {
		case event, ok := <-watcher.Events:
			if !ok {
				return
			}
			r.add(event, nil)
		case err, ok := <-watcher.Errors:
			if !ok {
				return
			}
			r.add(fsnotify.Event{}, err)
		}
	}
}

func (r *eventReader) add(event fsnotify.Event, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err == nil {
		r.ops[event.Name] |= event.Op
	} else if r.err == nil || !errors.Is(err, fsnotify.ErrEventOverflow) {
		r.err = err
	}
	select {
	case r.ready <- struct{}{}:
	default:
	}
}

// take returns what is pending, which is no longer pending then.
func (r *eventReader) take() (map[string]fsnotify.Op, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	ops, err := r.ops, r.err
	r.ops, r.err = map[string]fsnotify.Op{}, nil
	return ops, err
}
