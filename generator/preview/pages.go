package preview

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"plenary/generator/diag"
)

// view is what an address shows at one time.
type view struct {
	status int    // of the response
	page   []byte // HTML, without the preview's script
	state  state
	err    error // why the page cannot be made at present; page is what it was before, if known
}

// The states of what is not a page of the site.
var (
	stateFile     = state{page: "file"}    // a file that is not a page, or a folder
	stateNotFound = state{page: "missing"} // nothing, and no page to say so
	stateFailed   = state{page: "failed"}  // a page that never was made
)

// errStale is why a page is as it was before.
var errStale = errors.New("a mistake keeps this page from being made")

// view returns what an address shows now.
func (s *Server) view(ctx context.Context, at *url.URL) view {
	name, ok := s.name(at)
	switch {
	case !ok:
		return s.notFound(ctx, at)
	case !isPage(name):
		if s.has(ctx, name) || s.has(ctx, name+"/"+index) {
			return view{status: http.StatusOK, state: stateFile}
		}
		return s.notFound(ctx, at)
	}
	file, err := s.site.File(ctx, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return s.notFound(ctx, at)
	case err != nil:
		page := ownPage(false, s.language(name), s.problems(err))
		return view{status: http.StatusInternalServerError, page: page, state: stateFailed, err: err}
	case file.Stale:
		err = errStale
	}
	return view{status: http.StatusOK, page: file.Data, state: s.stateOf(ctx, at, file.Data), err: err}
}

// notFound returns what an address shows at which there is nothing.
func (s *Server) notFound(ctx context.Context, at *url.URL) view {
	if file, err := s.site.File(ctx, "404.html"); err == nil {
		return view{status: http.StatusNotFound, page: file.Data, state: s.stateOf(ctx, at, file.Data)}
	}
	name, _ := s.name(at)
	return view{status: http.StatusNotFound, page: ownPage(true, s.language(name), nil), state: stateNotFound}
}

// has reports whether the site has a file, even if it cannot be made at present.
func (s *Server) has(ctx context.Context, name string) bool {
	_, err := s.site.File(ctx, name)
	return !errors.Is(err, fs.ErrNotExist)
}

// problems returns what is wrong, errors before warnings. If only err says why there is
// no page, it is among them.
func (s *Server) problems(err error) []Problem {
	list := slices.Clone(s.site.Problems())
	isError := func(p Problem) bool { return p.Severity == diag.Error }
	if err != nil && !slices.ContainsFunc(list, isError) {
		list = append(list, Problem{Diagnostic: diag.Diagnostic{Message: err.Error()}})
	}
	slices.SortStableFunc(list, func(a, b Problem) int { return cmp.Compare(a.Severity, b.Severity) })
	return list
}

// language returns the language of a page, by the folder in which it is.
func (s *Server) language(name string) string {
	folder, _, _ := strings.Cut(name, "/")
	languages := s.site.Languages()
	switch {
	case slices.Contains(languages, folder), len(languages) == 0 && folder == "zh":
		return folder
	case len(languages) > 0:
		return languages[0]
	}
	return "en"
}

// servePage sends what an address shows, with the preview's script in it.
func (s *Server) servePage(w http.ResponseWriter, r *http.Request, v view) {
	if r.Context().Err() != nil {
		return
	}
	element := ""
	if r.URL.Query().Get("plenary") != "plain" {
		asOf := ""
		if s.asOf != "" {
			asOf = fmt.Sprintf(` data-as-of="%s"`, s.asOf)
		}
		element = fmt.Sprintf(`<script type="module" src="%spreview.js" data-plenary="%s"%s></script>`, reserved, v.state, asOf)
	}
	h := w.Header()
	h.Set("Content-Type", typeOf(index))
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Length", strconv.Itoa(len(v.page)+len(element)))
	w.WriteHeader(v.status)
	if r.Method == http.MethodHead {
		return
	}
	// Slow browsers share the bytes of the page: no copy has the element in it.
	end := bodyEnd(v.page)
	for _, part := range [][]byte{v.page[:end], []byte(element), v.page[end:]} {
		if _, err := w.Write(part); err != nil {
			return
		}
	}
}

// bodyEnd returns the index in a page at which an element is the last of its body.
func bodyEnd(page []byte) int {
	if end := bytes.LastIndex(page, []byte("</body>")); end >= 0 {
		return end
	}
	return len(page)
}
