package preview

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"html"
	"io"
	"iter"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"plenary/generator/verify"
)

// state identifies what a page looks like: its HTML, and the local files that it
// names and that browsers load with it.
type state struct {
	page   string  // hash of the HTML, of scripts, images and fonts
	sheets []sheet // in the order in which the page names them
}

// sheet is a style sheet of a page.
type sheet struct {
	path string // of its address
	sum  string // hash of its bytes
}

// address is where a browser gets the sheet, other than where it got any former one.
func (s sheet) address() string { return (&url.URL{Path: s.path, RawQuery: "v=" + s.sum}).String() }

// styles returns a hash of the style sheets.
func (s state) styles() string {
	h := sha256.New()
	for _, sheet := range s.sheets {
		_, _ = io.WriteString(h, sheet.address()+"\n") // a hash takes everything
	}
	return short(h)
}

// String returns the state as a page carries it: the hash of the page and that of
// its style sheets, joined by a hyphen.
func (s state) String() string { return s.page + "-" + s.styles() }

// short returns the first 16 digits of a hash.
func short(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)[:8]) }

// mark is what tells browsers that a file has other bytes than before.
var mark = regexp.MustCompile(`\?v=[0-9a-f]{8}\b`)

// stateOf returns the state of a page with the given HTML at an address.
func (s *Server) stateOf(ctx context.Context, at *url.URL, page []byte) state {
	f := finder{server: s, ctx: ctx, sum: sha256.New()}
	done := 0
	for from, to := range references(page) {
		_, _ = f.sum.Write(page[done:from])
		done = to
		value := page[from:to]
		if f.find(at, html.UnescapeString(string(value))) {
			value = mark.ReplaceAll(value, nil)
		}
		_, _ = f.sum.Write(value)
	}
	_, _ = f.sum.Write(page[done:])
	_, _ = io.WriteString(f.sum, s.client.sum)
	return state{page: short(f.sum), sheets: f.sheets}
}

// references finds the values of the attributes href and src, as from and to in the
// page. It may find what only looks like one, in a text: all that comes of it is that
// a file is looked at which the page does not need.
func references(page []byte) iter.Seq2[int, int] {
	return func(yield func(from, to int) bool) {
		for at := 0; ; {
			equals := bytes.IndexByte(page[at:], '=')
			if equals < 0 {
				return
			}
			name := page[at : at+equals]
			at += equals + 1
			if !bytes.HasSuffix(name, []byte("href")) && !bytes.HasSuffix(name, []byte("src")) {
				continue
			}
			end := " \t\r\n>"
			if at < len(page) && (page[at] == '"' || page[at] == '\'') {
				end = string(page[at])
				at++
			}
			length := bytes.IndexAny(page[at:], end)
			if length < 0 || !yield(at, at+length) {
				return
			}
			at += length
		}
	}
}

// finder finds the files that a page needs.
type finder struct {
	server *Server
	ctx    context.Context
	seen   []string
	sum    hash.Hash // of all of them that are no style sheets
	sheets []sheet
}

// find adds the file that a reference names. It reports whether that is a file of
// this site which a browser loads with a page.
func (f *finder) find(at *url.URL, ref string) bool {
	address, name, ok := f.server.asset(at, ref)
	if !ok || slices.Contains(f.seen, name) {
		return ok
	}
	f.seen = append(f.seen, name)
	file, err := f.server.site.File(f.ctx, name)
	if err != nil {
		_, _ = io.WriteString(f.sum, "without "+name+"\n")
		return true
	}
	own := sha256.Sum256(file.Data)
	if !strings.HasPrefix(typeOf(name), "text/css") {
		_, _ = f.sum.Write(own[:])
		return true
	}
	f.sheets = append(f.sheets, sheet{address.Path, hex.EncodeToString(own[:4])})
	before := len(f.sheets)
	for _, ref := range verify.StyleFiles(file.Data) {
		f.find(address, ref)
	}
	// A sheet that is imported cannot be exchanged alone.
	for _, imported := range f.sheets[before:] {
		_, _ = io.WriteString(f.sum, imported.address())
	}
	f.sheets = f.sheets[:before]
	return true
}

// asset resolves a reference to a file of this site that browsers load with a page.
func (s *Server) asset(at *url.URL, ref string) (address *url.URL, name string, ok bool) {
	u, err := url.Parse(ref)
	if err != nil || u.Scheme != "" || u.Host != "" || !isAsset(u.Path) {
		return nil, "", false
	}
	address = at.ResolveReference(&url.URL{Path: u.Path, RawPath: u.RawPath})
	name, ok = s.name(address)
	return address, name, ok
}

// isAsset reports whether a file is loaded with the page that names it, by its name.
func isAsset(name string) bool {
	kind, sort, _ := strings.Cut(typeOf(name), "/")
	switch kind {
	case "image", "font":
		return true
	}
	return strings.HasPrefix(sort, "css") || strings.HasPrefix(sort, "javascript")
}
