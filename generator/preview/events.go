package preview

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// maxStreams is the number of streams that may be open at the same time.
const maxStreams = 200

// tick is the time from one sign of life to the next.
const tick = 15 * time.Second

// signal wakes all who wait for it.
type signal struct {
	mu sync.Mutex
	ch chan struct{}
}

// next returns a channel that is closed when the signal is given the next time.
func (s *signal) next() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ch == nil {
		s.ch = make(chan struct{})
	}
	return s.ch
}

func (s *signal) give() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ch != nil {
		close(s.ch)
		s.ch = nil
	}
}

// stream is what the browser with an open page knows.
type stream struct {
	at    *url.URL // of the page
	page  string   // the state that the page shows: of itself
	style string   // and of its style sheets

	sheets   []sheet           // as far as known
	problems [sha256.Size]byte // hash of the last event about them; zero before the first
}

// serveEvents answers the request of a page for its stream.
func (s *Server) serveEvents(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	at, err := url.Parse(query.Get("page"))
	if err != nil || !strings.HasPrefix(at.Path, "/") {
		refuse(w, http.StatusBadRequest, "The stream of events needs the address of a page.")
		return
	}
	select {
	case s.streams <- struct{}{}:
		defer func() { <-s.streams }()
	default:
		refuse(w, http.StatusServiceUnavailable, "Too many pages are open.")
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	if r.Method == http.MethodHead {
		return
	}
	st := stream{at: at}
	st.page, st.style, _ = strings.Cut(query.Get("state"), "-")
	s.send(r.Context(), w, &st)
}

// send sends events until the browser or the server has gone.
func (s *Server) send(ctx context.Context, w http.ResponseWriter, st *stream) {
	ticker := time.NewTicker(s.tick)
	defer ticker.Stop()
	control := http.NewResponseController(w)
	changed := s.changed.next() // before the page is compared
	events := s.missing(ctx, st)
	for {
		if _, err := w.Write(events); err != nil || control.Flush() != nil {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-changed:
			changed = s.changed.next()
			events = s.missing(ctx, st)
		case <-ticker.C:
			events = event("tick", nil)
		}
	}
}

// missing returns the events that a browser lacks.
func (s *Server) missing(ctx context.Context, st *stream) []byte {
	v := s.view(ctx, st.at)
	problems := s.problems(v.err)
	if ctx.Err() != nil {
		return nil // the view may be that of a request that was given up
	}
	return append(st.changeEvent(v), st.problemsEvent(problems, v.err != nil)...)
}

// changeEvent returns the event that makes a page what it should be, if it is not. A
// page that cannot be made stays as it is.
func (st *stream) changeEvent(v view) []byte {
	if v.err != nil {
		return nil
	}
	before := *st
	st.page, st.style, st.sheets = v.state.page, v.state.styles(), v.state.sheets
	switch {
	case before.page != st.page:
		return event("page", nil)
	case before.style != st.style:
		changed := []string{}
		for _, sheet := range st.sheets {
			if !slices.Contains(before.sheets, sheet) {
				changed = append(changed, sheet.address())
			}
		}
		return event("style", styleEvent{State: v.state.String(), Sheets: changed})
	}
	return nil
}

// styleEvent says which style sheets have to be exchanged.
type styleEvent struct {
	State  string   `json:"state"`  // of the page, once that is done
	Sheets []string `json:"sheets"` // their new addresses, which differ from the old ones in the query
}

// problemsEvent returns the event that says what is wrong, if that has changed.
func (st *stream) problemsEvent(list []Problem, failed bool) []byte {
	e := event("problems", newProblemsEvent(list, failed && st.page != stateFailed.page))
	sum := sha256.Sum256(e)
	if sum == st.problems {
		return nil
	}
	st.problems = sum
	return e
}

// event returns a server-sent event.
func event(name string, data any) []byte {
	text, _ := json.Marshal(data) // words and numbers can always be written
	return fmt.Appendf(nil, "event: %s\ndata: %s\n\n", name, text)
}
