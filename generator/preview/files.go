package preview

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"path"
	"strings"
	"time"
)

// types are the content types by the ending of a file's name. The machine's own
// table is not asked, so that a preview is the same everywhere.
var types = map[string]string{
	".avif":  "image/avif",
	".css":   "text/css; charset=utf-8",
	".csv":   "text/csv; charset=utf-8",
	".doc":   "application/msword",
	".docx":  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".gif":   "image/gif",
	".html":  "text/html; charset=utf-8",
	".ico":   "image/vnd.microsoft.icon",
	".ics":   "text/calendar; charset=utf-8",
	".jpeg":  "image/jpeg",
	".jpg":   "image/jpeg",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json",
	".ods":   "application/vnd.oasis.opendocument.spreadsheet",
	".odt":   "application/vnd.oasis.opendocument.text",
	".pdf":   "application/pdf",
	".png":   "image/png",
	".ppt":   "application/vnd.ms-powerpoint",
	".pptx":  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".svg":   "image/svg+xml",
	".txt":   "text/plain; charset=utf-8",
	".webp":  "image/webp",
	".woff2": "font/woff2",
	".xls":   "application/vnd.ms-excel",
	".xlsx":  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".xml":   "application/xml",
	".zip":   "application/zip",
}

// typeOf returns the content type of a file, by its name.
func typeOf(name string) string {
	if t, ok := types[strings.ToLower(path.Ext(name))]; ok {
		return t
	}
	return "application/octet-stream"
}

// isPage reports whether a file is a page, by its name.
func isPage(name string) bool { return strings.HasPrefix(typeOf(name), "text/html") }

// serveFile sends a file, or says that the browser's copy is still good.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request, name string, file File) {
	sum := sha256.Sum256(file.Data)
	h := w.Header()
	h.Set("Content-Type", typeOf(name))
	h.Set("Cache-Control", "no-cache")
	h.Set("ETag", `"`+base64.RawURLEncoding.EncodeToString(sum[:12])+`"`)
	http.ServeContent(w, r, name, lastModified(file.Changed, s.now()), bytes.NewReader(file.Data))
}

// lastModified returns the Last-Modified date of a file that changed at a time, or
// the zero time when there is none to rely on now; If-Modified-Since is not heeded
// then.
//
// The date counts whole seconds, and a file may change twice within one. So the date
// is the end of the second of the change, and it is sent from then on only. Whoever
// has it, or a Date header that is not before it, got the file after that second: any
// other change since has a later date.
func lastModified(changed, now time.Time) time.Time {
	end := changed.Truncate(time.Second).Add(time.Second)
	if changed.IsZero() || now.Before(end) {
		return time.Time{}
	}
	return end
}
