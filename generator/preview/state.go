package preview

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"plenary/generator/verify"
)

// state identifies what a page looks like: its HTML, and the files of the site that
// browsers load with it.
type state struct {
	page   string  // hash of the HTML, scripts, images and fonts
	sheets []sheet // in the order in which the page names them
}

// sheet is a style sheet of a page.
type sheet struct {
	path string // of its address
	sum  string // hash of its bytes
}

// address is where a browser gets the sheet anew, whatever it has in its cache.
func (s sheet) address() string { return (&url.URL{Path: s.path, RawQuery: "v=" + s.sum}).String() }

// styles returns a hash of the style sheets.
func (s state) styles() string {
	h := sha256.New()
	for _, sheet := range s.sheets {
		_, _ = io.WriteString(h, sheet.address()+"\n")
	}
	return short(h)
}

// String returns the state as a page carries it: the hash of the page and that of its
// style sheets, joined by a hyphen.
func (s state) String() string { return s.page + "-" + s.styles() }

// short returns the first 16 digits of a hash.
func short(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)[:8]) }

// mark is what the site appends to the name of a file so that browsers do not take it
// from their cache when its bytes differ.
var mark = regexp.MustCompile(`\?v=[0-9a-f]{8}\b`)

// stateOf returns the state of a page with the given HTML at an address.
func (s *Server) stateOf(ctx context.Context, at *url.URL, page []byte) state {
	a := assets{server: s, ctx: ctx, sum: sha256.New()}
	z := html.NewTokenizer(bytes.NewReader(page))
	from, to, hashed := 0, 0, 0
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		from, to = to, to+len(z.Raw())
		if (kind == html.StartTagToken || kind == html.SelfClosingTagToken) && a.tag(at, z) {
			_, _ = a.sum.Write(page[hashed:from])
			_, _ = a.sum.Write(mark.ReplaceAll(page[from:to], nil))
			hashed = to
		}
	}
	_, _ = a.sum.Write(page[hashed:])
	_, _ = io.WriteString(a.sum, s.clientSum)
	return state{page: short(a.sum), sheets: a.sheets}
}

// assets are the files of the site that a page needs.
type assets struct {
	server *Server
	ctx    context.Context
	names  []string
	sum    hash.Hash // of the page, and of all files that are not style sheets
	sheets []sheet
}

// tag adds the files that an element loads, and reports whether there are any.
func (a *assets) tag(at *url.URL, z *html.Tokenizer) (found bool) {
	name, more := z.TagName()
	switch string(name) {
	case "img", "link", "script", "source", "video":
	default:
		return false
	}
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		switch string(key) {
		case "href", "poster", "src":
			found = a.add(at, string(value)) || found
		}
	}
	return found
}

// add adds the file that a reference names. It reports whether that is a file of the
// site that browsers load with a page.
func (a *assets) add(at *url.URL, ref string) bool {
	address, name, ok := a.server.asset(at, ref)
	if !ok || slices.Contains(a.names, name) {
		return ok
	}
	a.names = append(a.names, name)
	file, err := a.server.site.File(a.ctx, name)
	if err != nil {
		_, _ = io.WriteString(a.sum, "without "+name+"\n")
		return true
	}
	own := sha256.Sum256(file.Data)
	if !strings.HasPrefix(typeOf(name), "text/css") {
		_, _ = a.sum.Write(own[:])
		return true
	}
	a.sheets = append(a.sheets, sheet{address.Path, hex.EncodeToString(own[:4])})
	before := len(a.sheets)
	for _, ref := range verify.StyleFiles(file.Data) {
		a.add(address, ref)
	}
	// An imported sheet cannot be exchanged alone.
	for _, imported := range a.sheets[before:] {
		_, _ = io.WriteString(a.sum, imported.address())
	}
	a.sheets = a.sheets[:before]
	return true
}

// asset resolves a reference to a file of the site that browsers load with a page: a
// style sheet, script, image or font.
func (s *Server) asset(at *url.URL, ref string) (address *url.URL, name string, ok bool) {
	u, err := url.Parse(ref)
	if err != nil || u.Scheme != "" || u.Host != "" || !isAsset.MatchString(typeOf(u.Path)) {
		return nil, "", false
	}
	address = at.ResolveReference(&url.URL{Path: u.Path, RawPath: u.RawPath})
	name, ok = s.name(address)
	return address, name, ok
}

var isAsset = regexp.MustCompile(`^(image|font)/|^text/(css|javascript)`)
