package preview

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"
)

// types are the content types that must not differ from machine to machine, as those of
// package mime may, by the ending of a file's name.
var types = map[string]string{
	".css":   "text/css; charset=utf-8",
	".html":  "text/html; charset=utf-8",
	".ico":   "image/vnd.microsoft.icon",
	".ics":   "text/calendar; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".mjs":   "text/javascript; charset=utf-8",
	".svg":   "image/svg+xml",
	".txt":   "text/plain; charset=utf-8",
	".woff2": "font/woff2",
	".xml":   "application/xml",
}

// typeOf returns the content type of a file, by its name.
func typeOf(name string) string {
	ext := strings.ToLower(path.Ext(name))
	return cmp.Or(types[ext], mime.TypeByExtension(ext), "application/octet-stream")
}

// isPage reports whether a file is a page, by its name.
func isPage(name string) bool { return strings.HasPrefix(typeOf(name), "text/html") }

// serveFile sends a file, or says that the client's copy is still good.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request, name string, file File) {
	sum := sha256.Sum256(file.Data)
	w.Header().Set("Content-Type", typeOf(name))
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:12])+`"`)
	changed := file.Changed
	if time.Since(changed) < time.Second {
		changed = time.Time{} // it may change once more within this second, which the date would not show
	}
	http.ServeContent(w, r, name, changed, bytes.NewReader(file.Data))
}
