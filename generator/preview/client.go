package preview

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"html/template"
	"io/fs"
	"net/http"
	"strings"
)

// embedded is what the preview itself has in the browser.
//
//go:embed client
var embedded embed.FS

// clientSum returns a hash of the preview's own files. A page that has others is out of
// date.
func clientSum() string {
	sum := sha256.New()
	_ = fs.WalkDir(embedded, "client", func(name string, _ fs.DirEntry, _ error) error {
		data, _ := embedded.ReadFile(name) // the folder itself is empty
		_, _ = sum.Write(data)
		return nil
	})
	return short(sum)
}

// serveOwn sends a file of the preview itself.
func (s *Server) serveOwn(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, reserved)
	data, err := embedded.ReadFile("client/" + name)
	if err != nil || isPage(name) {
		refuse(w, http.StatusNotFound, "The preview has no such file.")
		return
	}
	s.serveFile(w, r, name, File{Data: data})
}

var ownPages = template.Must(template.ParseFS(embedded, "client/page.html"))

// ownPage returns a page of the preview itself: in place of one that cannot be made, or
// where there is none. Browsers without scripts find on it the problems that the panel
// would show.
func ownPage(missing bool, language string, problems []Problem) []byte {
	data := struct {
		Language         string
		Chinese, Missing bool
		Problems         []shownProblem
	}{language, strings.HasPrefix(language, "zh"), missing, shown(problems)}
	var b bytes.Buffer
	_ = ownPages.ExecuteTemplate(&b, "page.html", data) // writing to memory
	return b.Bytes()
}
