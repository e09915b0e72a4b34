package watch

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// deadline is how long a change may take on a machine that is busy with other
// things. Nothing waits for it unless a test fails.
const deadline = 20 * time.Second

// leftover matches names that editors leave beside files, as package content
// does.
var leftover = regexp.MustCompile(`^\.|^~\$|~$|^#.*#$|\.(sw[a-p]|bak|tmp|orig|save)$|___$|^4913$`)

// ways are the two ways of noticing changes, with times short enough for tests.
var ways = map[string]Options{
	"told":    {},
	"polling": {Poll: true, Interval: 5 * time.Millisecond, Quiet: 2 * time.Millisecond},
}

func options(way string) Options {
	opt := ways[way]
	opt.Dirs = []string{"content", "layouts", "i18n", "static"}
	opt.Ignore = func(name string) bool { return leftover.MatchString(path.Base(name)) }
	return opt
}

// mirror is a consumer of changes. It holds what it knows of a folder, and
// reads again only what a change names. That it ends up with what is on disk is
// what the watcher promises.
type mirror struct {
	t       *testing.T
	dir     string // what is watched
	opt     Options
	known   map[string]string // content by path; "/" for a folder
	watcher *Watcher
	seen    []Change
}

// newMirror makes a project and watches it.
func newMirror(t *testing.T, opt Options, sys system) *mirror {
	t.Helper()
	return newMirrorIn(t, t.TempDir(), opt, sys)
}

func newMirrorIn(t *testing.T, dir string, opt Options, sys system) *mirror {
	t.Helper()
	m := &mirror{t: t, dir: filepath.Join(dir, "project"), opt: opt}
	for name, text := range map[string]string{
		"content/site.yaml":          "title: A site\n",
		"content/sg17/group.yaml":    "kind: study group\n",
		"content/sg17/2023/a.en.md":  "# Announcement\n",
		"content/sg17/2023/b.en.md":  "# Agenda\n",
		"content/sg17/2023/d/e.yaml": "e: f\n",
		"content/sg5/group.yaml":     "kind: study group\n",
		"i18n/en.yaml":               "next: Next\n",
		"static/style.css":           "body {}\n",
		"public/index.html":          "<p>\n",
		"README.md":                  "# Read me\n",
	} {
		m.write(name, text)
	}
	ctx, stop := context.WithCancel(t.Context())
	watcher, err := start(ctx, m.dir, opt, sys)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stop()
		for range watcher.Changes() {
		}
	})
	m.watcher, m.known = watcher, m.read(opt.Dirs...)
	return m
}

func (m *mirror) path(name string) string {
	return filepath.Join(m.dir, filepath.FromSlash(name))
}

// read returns what is below the given paths. What vanishes while it is read is
// not there.
func (m *mirror) read(names ...string) map[string]string {
	content := map[string]string{}
	for _, name := range names {
		start := m.path(name)
		if slices.Contains(m.opt.Dirs, name) && isDir(start) {
			start += "/" // so that it is followed if it is a symbolic link
		}
		_ = filepath.WalkDir(start, func(file string, d fs.DirEntry, err error) error {
			rel, _ := filepath.Rel(m.dir, file)
			rel = filepath.ToSlash(rel)
			if err != nil || m.opt.Ignore(rel) {
				if d != nil && d.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if d.IsDir() {
				content[rel] = "/"
				return nil
			}
			if text, err := os.ReadFile(file); err == nil {
				content[rel] = string(text)
			}
			return nil
		})
	}
	return content
}

func isDir(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// apply reads again what a change names.
func (m *mirror) apply(c Change) {
	m.seen = append(m.seen, c)
	if c.All {
		m.known = m.read(m.opt.Dirs...)
		return
	}
	changed := set{}
	for _, name := range c.Paths {
		changed.add(name)
	}
	for name := range m.known {
		if changed.has(name) || changed.covers(name) {
			delete(m.known, name)
		}
	}
	maps.Copy(m.known, m.read(c.Paths...))
}

// wait takes one change.
func (m *mirror) wait() Change {
	m.t.Helper()
	select {
	case c, ok := <-m.watcher.Changes():
		if !ok {
			m.t.Fatal("the channel is closed")
		}
		m.apply(c)
		return c
	case <-time.After(deadline):
		m.t.Fatal("no change within the deadline")
	}
	return Change{}
}

// catchUp takes changes until the mirror shows what is on disk.
func (m *mirror) catchUp() {
	m.t.Helper()
	over := time.After(deadline)
	want := m.read(m.opt.Dirs...)
	for !maps.Equal(want, m.known) {
		select {
		case c, ok := <-m.watcher.Changes():
			if !ok {
				m.t.Fatal("the channel is closed")
			}
			m.apply(c)
		case <-over:
			m.t.Fatalf("not reported (- on disk, + reported):\n%s\nchanges: %+v", cmp.Diff(want, m.known), m.seen)
		}
	}
}

// probe changes every file in place and makes a file in every folder, which
// shows whether each folder is watched still.
func (m *mirror) probe(with string) {
	m.t.Helper()
	for name, text := range m.read(m.opt.Dirs...) {
		if text == "/" {
			m.write(name+"/probe", with)
		} else {
			m.write(name, text+with)
		}
	}
	m.catchUp()
}

// The following do what editors do, and end the test if they cannot.

func (m *mirror) must(err error) {
	m.t.Helper()
	if err != nil {
		m.t.Fatal(err)
	}
}

func (m *mirror) mkdir(name string) {
	m.t.Helper()
	m.must(os.MkdirAll(m.path(name), 0o777))
}

// write writes a file in place, after truncating it if it exists.
func (m *mirror) write(name, text string) {
	m.t.Helper()
	m.mkdir(path.Dir(name))
	m.must(os.WriteFile(m.path(name), []byte(text), 0o666))
}

func (m *mirror) rename(from, to string) {
	m.t.Helper()
	m.must(os.Rename(m.path(from), m.path(to)))
}

func (m *mirror) remove(name string) {
	m.t.Helper()
	m.must(os.Remove(m.path(name)))
}

func (m *mirror) removeAll(name string) {
	m.t.Helper()
	m.must(os.RemoveAll(m.path(name)))
}
