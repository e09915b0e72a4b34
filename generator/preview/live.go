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

const (
	maxStreams = 200 // open at the same time
	maxLooks   = 4   // at pages at the same time, for all streams
)

// streams are the open streams of events. All that one has for others to touch is
// the channel that wakes it.
type streams struct {
	mu   sync.Mutex
	open map[chan struct{}]bool

	looks chan struct{} // holds one for each look under way
	tick  time.Duration // from one sign of life to the next
}

func newStreams() streams {
	return streams{
		open:  map[chan struct{}]bool{},
		looks: make(chan struct{}, maxLooks),
		tick:  15 * time.Second,
	}
}

// add returns the channel of a new stream, or nil when there are too many.
func (s *streams) add() chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.open) == maxStreams {
		return nil
	}
	woken := make(chan struct{}, 1)
	s.open[woken] = true
	return woken
}

func (s *streams) remove(woken chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, woken)
}

// wake makes all streams look, now or when they have sent what they are sending.
func (s *streams) wake() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for woken := range s.open {
		select {
		case woken <- struct{}{}:
		default: // it will look anyway
		}
	}
}

// stream is what one open page was told.
type stream struct {
	at    *url.URL // of the page
	page  string   // the state that the page shows: of itself
	style string   // and of its style sheets

	sheets   []sheet           // as far as known
	problems [sha256.Size]byte // hash of them as told; zero before the first time
}

// events answers the request of a page for its stream.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	at, err := url.Parse(query.Get("page"))
	if err != nil || !strings.HasPrefix(at.Path, "/") {
		refuse(w, http.StatusBadRequest, "The stream of events needs the address of a page.")
		return
	}
	woken := s.streams.add()
	if woken == nil {
		refuse(w, http.StatusServiceUnavailable, "Too many pages are open.")
		return
	}
	defer s.streams.remove(woken)
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	if r.Method == http.MethodHead {
		return
	}
	st := stream{at: at}
	st.page, st.style, _ = strings.Cut(query.Get("state"), "-")
	s.tell(r.Context(), w, &st, woken)
}

// tell looks and tells until the browser or the server has gone.
func (s *Server) tell(ctx context.Context, w http.ResponseWriter, st *stream, woken <-chan struct{}) {
	ticker := time.NewTicker(s.streams.tick)
	defer ticker.Stop()
	control := http.NewResponseController(w)
	news := s.news(ctx, st)
	for {
		if _, err := w.Write(news); err != nil || control.Flush() != nil {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-woken:
			news = s.news(ctx, st)
		case <-ticker.C:
			news = event("tick", nil)
		}
	}
}

// news looks at a page and returns the events that its browser lacks.
func (s *Server) news(ctx context.Context, st *stream) []byte {
	select {
	case s.streams.looks <- struct{}{}:
		defer func() { <-s.streams.looks }()
	case <-ctx.Done():
		return nil
	}
	v := s.look(ctx, st.at)
	problems := s.problems(v.failed)
	if ctx.Err() != nil {
		return nil // what was seen may be of the end of the context only
	}
	return append(st.compare(v), st.mistakes(problems, v.failed != nil)...)
}

// compare returns the event that makes a page what it should be, if it is not so
// already. A page that cannot be made stays what it is.
func (st *stream) compare(v view) []byte {
	if v.failed != nil {
		return nil
	}
	told := *st
	st.page, st.style, st.sheets = v.state.page, v.state.styles(), v.state.sheets
	switch {
	case told.page != st.page:
		return event("page", nil)
	case told.style != st.style:
		changed := []string{}
		for _, sheet := range st.sheets {
			if !slices.Contains(told.sheets, sheet) {
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

// mistakes returns the event that tells what is wrong, if that was not told already.
func (st *stream) mistakes(list []Problem, failed bool) []byte {
	e := event("problems", newProblemsEvent(list, failed && st.page != stateFailed.page))
	sum := sha256.Sum256(e)
	if sum == st.problems {
		return nil
	}
	st.problems = sum
	return e
}

// event writes a server-sent event.
func event(name string, data any) []byte {
	text, _ := json.Marshal(data) // words and numbers always can be written
	return fmt.Appendf(nil, "event: %s\ndata: %s\n\n", name, text)
}
