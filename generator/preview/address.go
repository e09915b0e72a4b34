package preview

import (
	"errors"
	"io/fs"
	"net/http"
	"net/url"
	"strings"
)

// index is the file at the address of a folder.
const index = "index.html"

// name returns the path of the file at an address. It is false for what
// cannot be a file of the site, such as a path with ".." or a backslash, or outside the
// base.
func (s *Server) name(address *url.URL) (string, bool) {
	name, ok := strings.CutPrefix(address.Path, s.base)
	if !ok {
		return "", false
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += index
	}
	hidden := strings.Contains(strings.ToLower(address.EscapedPath()), "%2f") // a slash that separates no folders
	return name, !hidden && fs.ValidPath(name) && name != "." && !strings.ContainsAny(name, "\\\x00")
}

// serveSite answers a request for an address of the site.
func (s *Server) serveSite(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != s.base && (r.URL.Path == "/" || r.URL.Path+"/" == s.base) {
		redirect(w, r, s.base, http.StatusFound)
		return
	}
	name, ok := s.name(r.URL)
	if !ok || isPage(name) {
		s.servePage(w, r, s.view(r.Context(), r.URL))
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
		s.servePage(w, r, s.notFound(r.Context(), r.URL))
	}
}

// redirect leads to another address of the site. Browsers must not remember it: what is
// a folder now may be a file tomorrow.
func redirect(w http.ResponseWriter, r *http.Request, to string, status int) {
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, to, status)
}
