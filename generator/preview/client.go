package preview

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"html/template"
	"net/http"
	"strings"
)

//go:embed client
var embedded embed.FS

// client is what the preview itself has in the browser.
type client struct {
	files map[string]File // by their names below [reserved]
	pages *template.Template
	sum   string // hash of the files; a page that has others is out of date
}

func newClient() client {
	c := client{
		files: map[string]File{},
		pages: template.Must(template.ParseFS(embedded, "client/page.html")),
	}
	sum := sha256.New()
	for _, name := range []string{"keep.js", "page.css", "panel.css", "panel.js", "preview.js", "words.js"} {
		data, err := embedded.ReadFile("client/" + name)
		if err != nil {
			panic(err) // the program was built without it
		}
		c.files[name] = File{Data: data}
		_, _ = sum.Write(data)
	}
	c.sum = short(sum)
	return c
}

// serveOwn sends a file of the preview itself.
func (s *Server) serveOwn(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, reserved)
	file, ok := s.client.files[name]
	if !ok {
		refuse(w, http.StatusNotFound, "The preview has no such file.")
		return
	}
	s.serveFile(w, r, name, file)
}

// The pages that the preview itself has.
const (
	pageFailed = "failed"
	pageLost   = "lost"
)

// write returns a page of the preview itself. Browsers without scripts find the
// problems on it, too.
func (c client) write(page, language string, problems []Problem) []byte {
	data := struct {
		Language      string
		Chinese, Lost bool
		Problems      []Problem
	}{language, strings.HasPrefix(language, "zh"), page == pageLost, problems}
	var b bytes.Buffer
	_ = c.pages.ExecuteTemplate(&b, "page.html", data) // writing to memory
	return b.Bytes()
}
