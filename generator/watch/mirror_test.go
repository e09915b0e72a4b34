package watch

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/source"
)

// deadline is how long a change may take on a busy machine. Nothing waits for it unless
// a test fails.
const deadline = 20 * time.Second

// way is one of the ways to notice changes.
type way struct {
	name         string
	poll, kqueue bool
}

var ways = []way{{name: "notified"}, {name: "as with kqueue", kqueue: true}, {name: "polling", poll: true}}

func (w way) system() system {
	sys := realSystem()
	sys.kqueue = sys.kqueue || w.kqueue
	return sys
}

// fast is short enough for tests.
var fast = timing{quiet: 5 * time.Millisecond, longest: 50 * time.Millisecond, interval: 5 * time.Millisecond, again: 100 * time.Millisecond}

func options(poll bool) Options {
	return Options{
		Dirs:   []string{"content", "layouts", "i18n", "static"},
		Ignore: func(name string) bool { return path.Base(name)[0] == '.' || source.Leftover(path.Base(name)) },
		Poll:   poll,
	}
}

// eachWay runs a test in each way, with a project of its own.
func eachWay(t *testing.T, run func(t *testing.T, m *mirror)) {
	for _, way := range ways {
		t.Run(way.name, func(t *testing.T) {
			t.Parallel()
			run(t, newMirror(t, options(way.poll), way.system()))
		})
	}
}

// mirror is a receiver of changes. It holds what it knows of a folder, and reads again
// only what a change covers. That it ends up with what is on disk is what the watcher
// promises.
type mirror struct {
	t       *testing.T
	dir     string // that is watched
	opt     Options
	known   map[string]string // content by path; "/" for a folder
	watcher *Watcher
	seen    []Change
}

// newMirror makes a project and watches it.
func newMirror(t *testing.T, opt Options, sys system) *mirror {
	t.Helper()
	return newMirrorIn(t, t.TempDir(), opt, fast, sys)
}

func newMirrorIn(t *testing.T, dir string, opt Options, timing timing, sys system) *mirror {
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
	watcher, err := start(ctx, m.dir, opt, timing, sys)
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

func (m *mirror) path(name string) string { return filepath.Join(m.dir, filepath.FromSlash(name)) }

// read returns what is at and below the given paths. What vanishes meanwhile is left out.
func (m *mirror) read(names ...string) map[string]string {
	content := map[string]string{}
	for _, name := range names {
		start := m.path(name)
		if info, err := os.Stat(start); err == nil && info.IsDir() && slices.Contains(m.opt.Dirs, name) {
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
			} else if text, err := os.ReadFile(file); err == nil {
				content[rel] = string(text)
			}
			return nil
		})
	}
	return content
}

// apply reads again what a change covers.
func (m *mirror) apply(c Change) {
	m.seen = append(m.seen, c)
	if c.All {
		m.known = m.read(m.opt.Dirs...)
		return
	}
	for _, name := range c.Paths {
		maps.DeleteFunc(m.known, func(known, _ string) bool { return known == name || strings.HasPrefix(known, name+"/") })
	}
	maps.Copy(m.known, m.read(c.Paths...))
}

// receive takes a change.
func (m *mirror) receive() Change {
	m.t.Helper()
	select {
	case c, ok := <-m.watcher.Changes():
		if !ok {
			m.t.Fatal("the channel is closed")
		}
		m.apply(c)
		return c
	case <-time.After(deadline):
		m.t.Fatalf("no change within the deadline (- on disk, + known):\n%s\nchanges: %+v", cmp.Diff(m.read(m.opt.Dirs...), m.known), m.seen)
	}
	return Change{}
}

// catchUp takes changes until the mirror shows what is on disk.
func (m *mirror) catchUp() {
	m.t.Helper()
	for want := m.read(m.opt.Dirs...); !maps.Equal(want, m.known); {
		m.receive()
	}
}

// probe catches up, then changes every file in place and makes a file in every folder,
// which shows whether each folder is still watched.
func (m *mirror) probe() {
	m.t.Helper()
	m.catchUp()
	for name, text := range m.read(m.opt.Dirs...) {
		if text == "/" {
			m.write(name+"/probe", "probe")
		} else {
			m.write(name, text+"probe")
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
	m.must(os.RemoveAll(m.path(name)))
}

func (m *mirror) link(to, name string) {
	m.t.Helper()
	m.must(os.Symlink(m.path(to), m.path(name)))
}

func (m *mirror) command(name string, args ...string) {
	m.t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		m.t.Skip(err)
	}
	cmd := exec.CommandContext(m.t.Context(), name, args...)
	cmd.Dir = m.dir
	if out, err := cmd.CombinedOutput(); err != nil {
		m.t.Fatalf("%v: %v\n%s", cmd, err, out)
	}
}

func (m *mirror) commit(subject string) {
	m.t.Helper()
	m.command("git", "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-m", subject)
}
