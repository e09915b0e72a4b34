package preview

import (
	"errors"
	"io/fs"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/text/language"
)

// index is the file that the address of a folder stands for.
const index = "index.html"

// name returns the path of the file that an address stands for. It is false for
// what can be no file of the site, such as a path with "..", with a backslash or
// outside the base.
func (s *Server) name(address *url.URL) (string, bool) {
	name, ok := strings.CutPrefix(address.Path, s.base)
	if !ok {
		return "", false
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += index
	}
	hidden := strings.Contains(strings.ToLower(address.EscapedPath()), "%2f") // a slash that parts no folders
	return name, !hidden && fs.ValidPath(name) && name != "." && !strings.ContainsAny(name, "\\\x00")
}

// serveSite answers a request for an address of the site.
func (s *Server) serveSite(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case s.base:
		w.Header().Set("Vary", "Accept-Language")
		if home := s.home(r); home != "" {
			redirect(w, r, home, http.StatusFound)
			return
		}
	case "/", strings.TrimSuffix(s.base, "/"):
		redirect(w, r, s.base, http.StatusFound)
		return
	}
	name, ok := s.name(r.URL)
	if !ok || isPage(name) {
		s.servePage(w, r, s.look(r.Context(), r.URL))
		return
	}
	file, err := s.site.File(r.Context(), name)
	switch {
	case err == nil:
		s.serveFile(w, r, name, file)
	case !errors.Is(err, fs.ErrNotExist):
		refuse(w, http.StatusInternalServerError, "This file cannot be made at present: "+err.Error())
	case s.has(r.Context(), name+"/"+index):
		to := url.URL{Path: r.URL.Path + "/", RawQuery: r.URL.RawQuery}
		redirect(w, r, to.String(), http.StatusPermanentRedirect)
	default:
		s.servePage(w, r, s.lost(r.Context(), r.URL))
	}
}

// redirect leads to another address of the site. Browsers must not remember it: what
// is a folder now may be a file tomorrow.
func redirect(w http.ResponseWriter, r *http.Request, to string, status int) {
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, to, status)
}

// home returns the address of the home page in the language that the reader wants
// most, or "" if the reader wants none that there is.
func (s *Server) home(r *http.Request) string {
	wanted, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil || len(wanted) == 0 {
		return ""
	}
	names := s.site.Languages()
	have := make([]language.Tag, len(names))
	for i, name := range names {
		have[i] = language.Make(name)
	}
	_, i, confidence := language.NewMatcher(have).Match(wanted...)
	if confidence == language.No || !s.has(r.Context(), names[i]+"/"+index) {
		return ""
	}
	return s.base + names[i] + "/"
}
