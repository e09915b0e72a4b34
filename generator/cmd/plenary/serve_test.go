package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// patience of tests with what must happen soon, on a busy machine.
const soon = 20 * time.Second

// running is a preview that runs in a folder of its own.
type running struct {
	t       *testing.T
	dir     string
	address string
	stop    context.CancelFunc
	ended   chan int

	mu  sync.Mutex
	log bytes.Buffer
}

// serve starts a preview of the shipped content.
func serve(t *testing.T, args ...string) *running {
	t.Helper()
	r := &running{t: t, dir: t.TempDir(), ended: make(chan int, 1)}
	if err := os.CopyFS(filepath.Join(r.dir, "content"), os.DirFS(filepath.Join(root(t), "content"))); err != nil {
		t.Fatal(err)
	}
	var ctx context.Context
	ctx, r.stop = context.WithCancel(t.Context())
	out, in := io.Pipe()
	go func() {
		r.ended <- run(ctx, append([]string{"serve", "--source", r.dir, "--port", "0", "--no-cache"}, args...), io.Discard, in)
		in.Close()
	}()
	t.Cleanup(func() {
		r.stop()
		select {
		case status := <-r.ended:
			if status != done {
				t.Errorf("the preview ended with status %d:\n%s", status, r.said())
			}
		case <-time.After(soon):
			t.Error("the preview does not end")
		}
	})
	address := make(chan string, 1)
	go func() {
		for lines := bufio.NewScanner(out); lines.Scan(); {
			r.mu.Lock()
			fmt.Fprintln(&r.log, lines.Text())
			r.mu.Unlock()
			if strings.HasPrefix(lines.Text(), "http://") {
				address <- lines.Text()
			}
		}
	}()
	select {
	case r.address = <-address:
	case <-time.After(soon):
		t.Fatalf("no address was told:\n%s", r.said())
	}
	return r
}

func (r *running) said() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.log.String()
}

func (r *running) path(name string) string { return filepath.Join(r.dir, filepath.FromSlash(name)) }

// get returns a page, plain.
func (r *running) get(page string) (int, string) {
	r.t.Helper()
	resp, err := http.Get(r.address + page + "?plenary=plain")
	if err != nil {
		r.t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	return resp.StatusCode, string(data)
}

// until waits until something is so.
func (r *running) until(what string, so func() bool) {
	r.t.Helper()
	for end := time.Now().Add(soon); !so(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			r.t.Fatalf("%s: not within %s; the preview said:\n%s", what, soon, r.said())
		}
	}
}

func (r *running) shows(what, page, text string) {
	r.t.Helper()
	r.until(what, func() bool {
		_, got := r.get(page)
		return strings.Contains(got, text)
	})
}

func (r *running) must(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

const goyang = "content/sg17/2023-08-goyang"

// saves is how editing programs save a file that is there.
var saves = map[string]func(name string, data []byte) error{
	"in place (VS Code, vim with backupcopy=yes)": func(name string, data []byte) error {
		return os.WriteFile(name, data, 0o644)
	},
	"old one moved away first (vim, Emacs)": func(name string, data []byte) error {
		if err := os.Rename(name, name+"~"); err != nil {
			return err
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			return err
		}
		return os.Remove(name + "~")
	},
	"a new one moved over it (gedit, Helix)": func(name string, data []byte) error {
		temporary := filepath.Join(filepath.Dir(name), ".goutputstream-1A2B3C")
		if err := os.WriteFile(temporary, data, 0o644); err != nil {
			return err
		}
		return os.Rename(temporary, name)
	},
	"both (JetBrains)": func(name string, data []byte) error {
		if err := os.WriteFile(name+"___jb_tmp___", data, 0o644); err != nil {
			return err
		}
		if err := os.Rename(name, name+"___jb_old___"); err != nil {
			return err
		}
		if err := os.Rename(name+"___jb_tmp___", name); err != nil {
			return err
		}
		return os.Remove(name + "___jb_old___")
	},
}

// inWords writes a number without digits, which would have to stand in both
// languages.
func inWords(n int, lang string) string {
	signs := map[string]string{"zh": "甲乙丙丁戊己庚辛壬癸", "en": "abcdefghij"}[lang]
	word := map[string]string{"zh": "保存", "en": "saved "}[lang]
	for _, digit := range fmt.Sprint(n) {
		word += string([]rune(signs)[digit-'0'])
	}
	return word + map[string]string{"zh": "完", "en": "z"}[lang]
}

// Whichever way a file is saved and in whichever language, its page has the new
// bytes, and the page in the other language keeps its own.
func TestServeSaves(t *testing.T) {
	for _, polling := range []bool{false, true} {
		t.Run(fmt.Sprintf("polling %t", polling), func(t *testing.T) {
			r := serve(t, fmt.Sprintf("--poll=%t", polling))
			n := 0
			for how, save := range saves {
				for lang, other := range map[string]string{"zh": "en", "en": "zh"} {
					n++
					name := r.path(goyang + "/letter." + lang + ".md")
					data, err := os.ReadFile(name)
					r.must(err)
					mark := inWords(n, lang)
					r.must(save(name, append(data, "\n\n"+mark+"\n"...)))
					r.shows(how, lang+"/sg17/2023-08-goyang/letter/", mark)
					if _, page := r.get(other + "/sg17/2023-08-goyang/letter/"); strings.Contains(page, mark) {
						t.Errorf("%s: the page in %s has what was written in %s", how, other, lang)
					}
				}
			}
		})
	}
}

// Meetings come, move and go with their folders.
func TestServeFolders(t *testing.T) {
	r := serve(t)
	r.must(os.CopyFS(r.path("content/sg17/2024-09-next"), os.DirFS(r.path(goyang))))
	name := r.path("content/sg17/2024-09-next/meeting.yaml")
	data, err := os.ReadFile(name)
	r.must(err)
	r.until("a copy is a problem", func() bool { return strings.Contains(r.said(), "if this is a copy of that meeting") })
	r.must(os.Remove(r.path("content/sg17/2024-09-next/revisions.yaml")))
	r.until("two meetings with one id are a problem", func() bool { return strings.Contains(r.said(), "has the id \"sg17-2023-08\" too") })
	r.must(os.WriteFile(name, bytes.Replace(data, []byte("id: sg17-2023-08"), []byte("id: sg17-2024-09"), 1), 0o644))
	r.until("the problem is gone", func() bool {
		said := r.said()
		return strings.Contains(said, "no problem is left") && strings.Contains(said, `note: not yet recorded; "plenary revise sg17/2024-09-next" records the first issue`)
	})
	r.shows("a new meeting", "en/sg17/", "sg17/2024-09-next/")
	r.shows("a new meeting's page", "zh/sg17/2024-09-next/", "<h1>")

	r.must(os.Rename(r.path("content/sg17/2024-09-next"), r.path("content/sg17/2024-09-moved")))
	r.shows("a renamed meeting", "en/sg17/", "sg17/2024-09-moved/")
	r.until("its former page is gone", func() bool { status, _ := r.get("zh/sg17/2024-09-next/"); return status == http.StatusNotFound })

	r.must(os.RemoveAll(r.path("content/sg17/2024-09-moved")))
	r.until("a deleted meeting", func() bool { status, _ := r.get("zh/sg17/2024-09-moved/"); return status == http.StatusNotFound })
	if _, page := r.get("en/sg17/"); strings.Contains(page, "2024-09") {
		t.Error("the group still lists the deleted meeting")
	}

	r.must(os.MkdirAll(r.path("static/css"), 0o755))
	r.must(os.WriteFile(r.path("static/css/plenary.css"), []byte("p { margin: 7px }"), 0o644))
	r.shows("a style sheet of the project's own", "css/plenary.css", "7px")
	r.must(os.MkdirAll(r.path("layouts/_partials"), 0o755))
	r.must(os.WriteFile(r.path("layouts/_partials/day.html"), []byte("<time>SOME DAY</time>"), 0o644))
	r.shows("a layout of the project's own", "en/sg17/2023-08-goyang/", "SOME DAY")
}

// The last of many quick saves wins.
func TestServeQuickSaves(t *testing.T) {
	r := serve(t)
	name := r.path(goyang + "/letter.zh.md")
	data, err := os.ReadFile(name)
	r.must(err)
	for i := range 500 {
		r.must(os.WriteFile(name, append(data, "\n\n"+inWords(i, "zh")+"\n"...), 0o644))
	}
	r.shows("the last of 500 saves", "zh/sg17/2023-08-goyang/letter/", inWords(499, "zh"))
}

// While something is wrong the last good page stays; it goes on when that is mended.
func TestServeMistake(t *testing.T) {
	r := serve(t)
	page := "en/sg17/2023-08-goyang/deadlines/"
	_, before := r.get(page)
	name := r.path(goyang + "/deadlines.yaml")
	data, err := os.ReadFile(name)
	r.must(err)
	r.must(os.WriteFile(name, bytes.Replace(data, []byte("2023-07-18"), []byte("2023-07-38"), 1), 0o644))
	r.until("the mistake is told", func() bool { return strings.Contains(r.said(), goyang+"/deadlines.yaml:") })
	if status, now := r.get(page); status != http.StatusOK || now != before {
		t.Errorf("the page is not what it was before the mistake (status %d)", status)
	}
	r.must(os.WriteFile(name, bytes.Replace(data, []byte("2023-07-18"), []byte("2023-07-19"), 1), 0o644))
	r.shows("the mistake is mended", page, `datetime="2023-07-19"`)
	r.until("that is told, and that it is not recorded yet", func() bool {
		return strings.Contains(r.said(), "no problem is left") && strings.Contains(r.said(), "note: not yet recorded: deadline pre-registration: Tuesday 18 July 2023 → Wednesday 19 July 2023")
	})

	layout := r.path("layouts/deadlines.html")
	r.must(os.MkdirAll(filepath.Dir(layout), 0o755))
	r.must(os.WriteFile(layout, []byte("{{ define \"main\" }}{{ .NoSuchThing }}{{ end }}"), 0o644))
	r.until("a mistake in a layout is told", func() bool { return strings.Contains(r.said(), "layouts/deadlines.html:1:") })
	r.must(os.Remove(layout))
	r.shows("a layout is mended", page, `datetime="2023-07-19"`)
}

func TestServeOptions(t *testing.T) {
	r := serve(t, "--as-of", "2023-07-01")
	resp, err := http.Get(r.address + "en/")
	r.must(err)
	defer resp.Body.Close()
	page, err := io.ReadAll(resp.Body)
	r.must(err)
	if !bytes.Contains(page, []byte(`data-as-of="2023-07-01"`)) {
		t.Error("the page does not know which day it is to show")
	}
	port := r.address[strings.LastIndex(r.address, ":")+1 : len(r.address)-1]
	next := serve(t, "--port", port)
	if !strings.Contains(next.said(), "port "+port+" is taken") || next.address == r.address {
		t.Errorf("a second preview at %s said:\n%s", port, next.said())
	}
	for _, args := range [][]string{{"--as-of", "1 July"}, {"--as-of", "9999-12-31"}, {"--port", "99999"}, {"--bind", "nowhere.invalid"}} {
		var stderr bytes.Buffer
		if status := run(t.Context(), append([]string{"serve", "--source", r.dir}, args...), io.Discard, &stderr); status != failed {
			t.Errorf("%v: status %d: %s", args, status, stderr.String())
		}
	}
}
