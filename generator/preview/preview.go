// Package preview shows a site in browsers while it is being written. It serves
// the site as it is now, reloads exactly the open pages that changed, and tells on
// every page what is wrong with the content. It watches and builds nothing: the
// files come from a [Site], and whoever makes them says so with [Server.Changed].
//
//	l, taken, err := preview.Listen("127.0.0.1", 1313)
//	server := preview.New(site, preview.Options{Addr: l.Addr()})
//	go func() { for range changes { server.Changed() } }()
//	err = preview.Serve(ctx, l, server)
//
// # What is served
//
// Nothing comes from a disk. Every file of the site is asked for when a browser
// asks for it, and is sent with a strong ETag and the date of its last change, since
// calendar programs ask for what is new only; content types come from a table, not
// from the machine. A folder's address
// ends in a slash and stands for its index.html. "/" leads to the home page in the
// reader's language, "/index.html" is always the page for all languages. Everything
// unknown gets the site's 404.html.
//
// Pages are never kept by the browser and have one script element more than in the
// site; with the query ?plenary=plain they are sent as they are. Addresses that
// begin with /_plenary/ are the preview's own.
//
// # How a page learns of changes
//
// Each page carries the state in which it was sent: a hash of its HTML, of the local
// scripts and images that it names, and of its style sheets. Its script opens a
// stream of server-sent events and says that state. Whenever [Server.Changed] is
// called, and when the stream is opened, the page is looked at anew and compared, so
// that nothing is missed between loading and connecting, nor while a laptop slept.
// The marks ?v=1a2b3c4d after the names of local files do not count as part of the
// HTML, so that a new style sheet is not taken for a new page. These events are sent:
//
//	page      the page is not what it was: it is loaded again
//	style     its style sheets alone have changed: they are exchanged in place
//	problems  what is wrong, when the stream opens and when it is no longer the same
//	tick      the program is still there
//
// A stream holds no queue. Changed wakes it, and it looks at what is true by the time
// it can write, so that a slow browser blocks nobody and nothing piles up.
//
// # Mistakes
//
// A page that [Site.File] cannot make stays as it was last sent, under a panel with
// the problems. The server keeps the bytes of the pages that were asked for last; in
// place of any other page, a short one of its own is shown until the mistake is mended.
//
// # Who may ask
//
// A preview holds drafts, so that other web sites open in the same browser must not
// read it. A request is refused unless its Host header, and its Origin if there is
// one, are names of this very server: see [Options.Hosts]. Browsers also say where a
// request comes from (Fetch Metadata), if not to a plain http:// address of another
// machine. Other sites may lead to a page by a link or show it in a frame, as editing
// programs do; what they load as a part of theirs is refused, even where they could
// not read it.
//
// # Bounds
//
// Connections, event streams, headers and the size of an event are bounded. Request
// bodies are refused. A client that does not take the next piece of an answer within
// ten seconds is given up, and answers share the bytes of the site's files, so that
// what is held does not grow with the number of slow clients.
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
	// as "en/sg17/index.html". The error wraps [io/fs.ErrNotExist] when the site has
	// no such file; any other error means that there is one and that it cannot be
	// made at present. File may render on demand, and heeds ctx. The bytes that it
	// returned must stay as they are.
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

	// Changed is since when the file has these bytes, as far as that is known. A file
	// that got former bytes back has changed, too. The zero time is unknown.
	Changed time.Time

	// Stale says that a mistake keeps the file from being made and that it is as it
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
	// Addr is the address of the listener. From it follow the names by which the
	// server may be asked, with its port: localhost, 127.0.0.1, [::1], the address
	// itself, and, when it is that of all interfaces, the addresses of the machine
	// and its host name. Without Addr it is the loopback names with any port.
	Addr net.Addr

	// Base is the path under which the site lies, such as "/a/b/". The default is "/".
	Base string

	// AsOf is the day, as in 2027-05-31, that pages take for today; "" for the day
	// that it is.
	AsOf string

	// Hosts are further names by which the server may be asked: "name" with any port,
	// as behind a proxy, or "name:port".
	Hosts []string
}

// Server serves a site. It is an [http.Handler]; make one with [New].
type Server struct {
	site    Site
	addr    net.Addr
	base    string // begins and ends in a slash
	asOf    string
	hosts   hosts
	client  client
	good    lastGood
	streams streams
	limits  limits
	now     func() time.Time
}

// New returns a server of a site.
func New(site Site, opt Options) *Server {
	return &Server{
		site:    site,
		addr:    opt.Addr,
		base:    opt.base(),
		asOf:    opt.AsOf,
		hosts:   newHosts(opt.Addr, opt.Hosts),
		client:  newClient(),
		streams: newStreams(),
		limits:  defaultLimits(),
		now:     time.Now,
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
func (s *Server) URL() string { return address(s.addr, s.base) }

// URL returns the address that a server with these options has for a browser on
// this machine.
func (o Options) URL() string { return address(o.Addr, o.base()) }

func address(addr net.Addr, base string) string {
	host := "localhost"
	if tcp, ok := addr.(*net.TCPAddr); ok {
		ip := tcp.IP.String()
		if tcp.IP.IsUnspecified() {
			ip = "127.0.0.1"
		}
		host = net.JoinHostPort(ip, strconv.Itoa(tcp.Port))
	}
	return (&url.URL{Scheme: "http", Host: host, Path: base}).String()
}

// Changed tells that files or problems of the site may have changed. It returns at
// once; the open pages are looked at and told in the background. It may be called
// as often as one likes, from any goroutine.
func (s *Server) Changed() { s.streams.wake() }

// reserved is the folder of the preview's own addresses, at the root of the host.
const reserved = "/_plenary/"

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	if r.ContentLength != 0 {
		// The HTTP server reads a part of the body after the answer.
		_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(s.limits.read)) // tests read from memory
		h.Set("Connection", "close")
	}
	pieces := &pieceWriter{w, s.limits.write}
	defer pieces.renew() // for what is still in a buffer
	s.answer(pieces, r)
}

// answer answers a request if it may be made.
func (s *Server) answer(w http.ResponseWriter, r *http.Request) {
	own := strings.HasPrefix(r.URL.Path, reserved)
	switch {
	case !s.hosts.allow(r.Host):
		refuse(w, http.StatusMisdirectedRequest, "The preview does not answer to the name "+strconv.Quote(r.Host)+
			", so that other web sites cannot read it under a name of theirs. Open "+s.URL()+" instead.")
	case !s.hosts.allowOrigin(r.Header["Origin"]) || crossSite(r) && (own || !isNavigation(r)):
		refuse(w, http.StatusForbidden, "The preview does not answer to other web sites.")
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		refuse(w, http.StatusMethodNotAllowed, "The preview can be read only.")
	case r.ContentLength != 0:
		refuse(w, http.StatusRequestEntityTooLarge, "The preview takes requests without a body only.")
	case r.URL.Path == reserved+"events":
		s.events(w, r)
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
