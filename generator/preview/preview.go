// Package preview shows a site in browsers while it is being written. It serves the site
// as it is now, reloads the open pages that have changed, and says on every page what is
// wrong with the content. It watches and builds nothing: the files come from a [Site],
// and whoever makes them calls [Server.Changed].
//
//	l, taken, err := preview.Listen("127.0.0.1", 1313)
//	server := preview.New(site, preview.Options{Addr: l.Addr()})
//	go func() { for range changes { server.Changed() } }()
//	err = preview.Serve(ctx, l, server)
//
// # What is served
//
// The site is asked for a file when a browser asks for it. Pages are sent with one script
// element more than they have in the site, and are never cached; with the query
// ?plenary=plain they are sent as they are. All other files have an ETag and the date of
// their last change, because calendar programs ask only for what is new. Addresses that
// begin with /_plenary/ are the preview's own.
//
// # How a page learns of changes
//
// A page carries the state in which it was sent: a hash of its HTML and of the scripts and
// images of the site that it loads, and one of its style sheets. Its script sends that state when
// it opens a stream of server-sent events. Then, and after each call of [Server.Changed],
// the page is compared with what it should be, and these events are sent:
//
//	page      the page has changed: it is loaded again
//	style     only its style sheets have changed: they are exchanged in place
//	problems  what is wrong, at first and whenever it has changed
//	tick      the program is still running
//
// A stream has no queue: it compares when it can write. A slow browser delays nobody.
//
// # Who may ask
//
// A preview has drafts, which other web sites open in the same browser must not read. A
// request is refused unless its Host header, and its Origin if there is one, are names of
// this server: see [Options.Hosts]. Browsers also say where a request comes from (Fetch
// Metadata). Other sites may link to a page or show it in a frame, as editing programs do;
// what they load as a part of their own pages is refused.
//
// Connections, streams, headers and the size of an event are bounded. Requests with a body
// are refused. The connection of a client that does not take the next piece of an answer
// within ten seconds is closed.
package preview

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"plenary/generator/diag"
)

// Site is what is shown. Its methods are called from many goroutines.
type Site interface {
	// File returns a file of the site as it is now, by its slash-separated path such
	// as "en/sg17/index.html". While a mistake keeps it from being made, it is as it
	// was before. The error wraps [io/fs.ErrNotExist] when the site has no such file;
	// any other error means that it has one which cannot be made at present.
	File(ctx context.Context, path string) (File, error)

	// Problems returns what is wrong with the content as it is now, sorted.
	Problems() []Problem

	// Languages returns the languages of the site, the default one first. The home
	// page of a language is the index of the folder of that name.
	Languages() []string
}

// File is a file of a site.
type File struct {
	Data []byte

	// Changed is when the file got these bytes. The zero time is unknown.
	Changed time.Time

	// Stale means that a mistake keeps the file from being made and that it is as it
	// was before.
	Stale bool
}

// Problem is a diagnostic with the line in question.
type Problem struct {
	diag.Diagnostic
	Source string `json:"source,omitempty"` // the line without its end; "" if there is none to show
}

// Options says where a site is served.
type Options struct {
	// Addr is the address of the listener. With its port, the names of the server are
	// localhost, 127.0.0.1, [::1], the address itself and, when it is that of all
	// interfaces, the addresses of the machine and its host name. Without Addr, they
	// are the loopback names with any port.
	Addr net.Addr

	// Base is the path under which the site lies, such as "/a/b/". The default is "/".
	Base string

	// AsOf is the day, as in 2027-05-31, that pages take for today, if not the real one.
	AsOf string

	// Hosts are further names of the server: "name" with any port, as behind a proxy,
	// or "name:port".
	Hosts []string
}

// Server serves a site. It is an [http.Handler]; make one with [New].
type Server struct {
	site      Site
	url       string
	base      string // begins and ends in a slash
	asOf      string
	hosts     hosts
	clientSum string
	changed   signal
	streams   chan struct{} // holds one for each open stream
	tick      time.Duration
	limits    limits
}

// New returns a server of a site.
func New(site Site, opt Options) *Server {
	return &Server{
		site:      site,
		url:       opt.URL(),
		base:      opt.base(),
		asOf:      opt.AsOf,
		hosts:     newHosts(opt.Addr, opt.Hosts),
		clientSum: clientSum(),
		streams:   make(chan struct{}, maxStreams),
		tick:      tick,
		limits:    defaultLimits(),
	}
}

// base returns the path under which the site lies, with its slashes.
func (o Options) base() string {
	if trimmed := strings.Trim(o.Base, "/"); trimmed != "" {
		return "/" + trimmed + "/"
	}
	return "/"
}

// URL returns the address of the site for a browser on this machine.
func (o Options) URL() string {
	host := "localhost"
	if tcp, ok := o.Addr.(*net.TCPAddr); ok {
		ip := tcp.IP.String()
		if tcp.IP.IsUnspecified() {
			ip = "127.0.0.1"
		}
		host = net.JoinHostPort(ip, strconv.Itoa(tcp.Port))
	}
	return (&url.URL{Scheme: "http", Host: host, Path: o.base()}).String()
}

// Changed says that files or problems of the site may have changed. It returns at once,
// and may be called from any goroutine.
func (s *Server) Changed() { s.changed.give() }

// reserved is the folder of the preview's own addresses, at the root of the host.
const reserved = "/_plenary/"

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	if r.ContentLength != 0 {
		// The HTTP server reads a part of the body after the answer. Tests read from memory.
		_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(s.limits.read))
		h.Set("Connection", "close")
	}
	pieces := &pieceWriter{w, s.limits.write}
	defer pieces.renew() // for what is still in a buffer
	s.answer(pieces, r)
}

// answer answers a request that is allowed.
func (s *Server) answer(w http.ResponseWriter, r *http.Request) {
	own := strings.HasPrefix(r.URL.Path, reserved)
	switch {
	case !s.hosts.allow(r.Host):
		refuse(w, http.StatusMisdirectedRequest, "The preview does not answer to the name "+strconv.Quote(r.Host)+
			", so that other web sites cannot read it under a name of theirs. Open "+s.url+" instead.")
	case !s.hosts.allowOrigin(r.Header["Origin"]) || crossSite(r) && (own || !isNavigation(r)):
		refuse(w, http.StatusForbidden, "The preview does not answer to other web sites.")
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		refuse(w, http.StatusMethodNotAllowed, "The preview can be read only.")
	case r.ContentLength != 0:
		refuse(w, http.StatusRequestEntityTooLarge, "The preview takes requests without a body only.")
	case r.URL.Path == reserved+"events":
		s.serveEvents(w, r)
	case own:
		s.serveOwn(w, r)
	default:
		s.serveSite(w, r)
	}
}

// refuse answers with a status and one line of text.
func refuse(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Cache-Control", "no-store")
	http.Error(w, text, status)
}

// crossSite reports whether a page of another origin made the browser ask.
func crossSite(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "none", "same-origin":
		return false
	}
	return true
}

// isNavigation reports whether the browser shows the answer as a page, in a tab or in a
// frame such as an editing program's; the page around a frame cannot read it.
func isNavigation(r *http.Request) bool {
	dest := r.Header.Get("Sec-Fetch-Dest")
	return r.Header.Get("Sec-Fetch-Mode") == "navigate" && (dest == "document" || dest == "iframe")
}
