package pipeline_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"plenary"
	"plenary/generator/cache"
	"plenary/generator/internal/archive"
	"plenary/generator/internal/seed"
	"plenary/generator/pipeline"
)

// lossy is a store that loses things and returns torn ones, as a cache may.
type lossy struct {
	mu   sync.Mutex
	dice *rand.Rand
	data map[cache.Key][]byte
}

func (s *lossy) Get(key cache.Key) ([]byte, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	data, ok := s.data[key]
	if ok && s.dice.IntN(20) == 0 {
		delete(s.data, key)
		return nil, false
	}
	return data, ok
}

func (s *lossy) Put(key cache.Key, data []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.data[key] = bytes.Clone(data)
}

// project is a project on disk that is edited at random.
type project struct {
	t    *testing.T
	dir  string
	dice *rand.Rand
	n    int // edits so far
	undo func()
}

func (p *project) path(name string) string { return filepath.Join(p.dir, filepath.FromSlash(name)) }

func (p *project) read(name string) string {
	p.t.Helper()
	data, err := os.ReadFile(p.path(name))
	if err != nil {
		p.t.Fatal(err)
	}
	return string(data)
}

func (p *project) write(name, text string) {
	p.t.Helper()
	if err := os.MkdirAll(filepath.Dir(p.path(name)), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(p.path(name), []byte(text), 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// pick returns a random file of the content that matches a pattern.
func (p *project) pick(pattern string) string {
	p.t.Helper()
	list, err := fs.Glob(os.DirFS(p.dir), pattern)
	if err != nil || len(list) == 0 {
		p.t.Fatalf("no file matches %s (%v)", pattern, err)
	}
	return list[p.dice.IntN(len(list))]
}

// edits are what editors do, each with the paths that a watcher would report.
var edits = map[string]func(p *project) []string{
	"words of a letter in one language": func(p *project) []string {
		name := p.pick("content/*/*/letter.*.md")
		p.write(name, p.read(name)+"\n"+map[bool]string{true: "又一句话。\n", false: "Another sentence.\n"}[strings.Contains(name, ".zh.")])
		return []string{name}
	},
	"title of a meeting": func(p *project) []string {
		name := p.pick("content/*/*/meeting.yaml")
		p.write(name, strings.Replace(p.read(name), "en: ", fmt.Sprintf("en: New %s ", strings.Repeat("again ", p.dice.IntN(3))), 1))
		return []string{name}
	},
	"a broken file": func(p *project) []string {
		name := p.pick("content/*/*/*.yaml")
		before := p.read(name)
		p.undo = func() { p.write(name, before) }
		p.write(name, before+"\nnonsense: [\n")
		return []string{name}
	},
	"a broken frame": func(p *project) []string {
		name := p.pick("content/*/group.yaml")
		before := p.read(name)
		p.undo = func() { p.write(name, before) }
		p.write(name, "kind: 7\n")
		return []string{name}
	},
	"a meeting renamed": func(p *project) []string {
		from := filepath.ToSlash(filepath.Dir(p.pick("content/*/*/meeting.yaml")))
		to := fmt.Sprintf("%s-%d", from, p.n)
		if err := os.Rename(p.path(from), p.path(to)); err != nil {
			p.t.Fatal(err)
		}
		p.unrecord(to) // what was published stays where it is
		return []string{from, to}
	},
	"a meeting copied": func(p *project) []string {
		from := filepath.ToSlash(filepath.Dir(p.pick("content/*/*/meeting.yaml")))
		to := fmt.Sprintf("%s-%d", from, p.n)
		if err := os.CopyFS(p.path(to), os.DirFS(p.path(from))); err != nil {
			p.t.Fatal(err)
		}
		lines := strings.SplitAfter(p.read(to+"/meeting.yaml"), "\n")
		for i, line := range lines {
			if strings.HasPrefix(line, "id: ") {
				lines[i] = fmt.Sprintf("id: copy-%d\n", p.n)
			}
		}
		p.write(to+"/meeting.yaml", strings.Join(lines, ""))
		p.unrecord(to) // the record is the other's
		return []string{to}
	},
	"a meeting deleted": func(p *project) []string {
		list, err := fs.Glob(os.DirFS(p.dir), "content/*/*/meeting.yaml")
		if err != nil || len(list) < 4 {
			return nil
		}
		dir := filepath.ToSlash(filepath.Dir(p.pick("content/*/*/meeting.yaml")))
		if err := os.RemoveAll(p.path(dir)); err != nil {
			p.t.Fatal(err)
		}
		return []string{dir}
	},
	"the name of a group": func(p *project) []string {
		name := p.pick("content/*/group.yaml")
		p.write(name, strings.Replace(p.read(name), "en: ", "en: Renamed ", 1))
		return []string{name}
	},
	"the title of the site": func(p *project) []string {
		p.write("content/site.yaml", strings.Replace(p.read("content/site.yaml"), "en: ", "en: Renamed ", 1))
		return []string{"content/site.yaml"}
	},
	"a layout of the project's own": func(p *project) []string {
		p.write("layouts/_partials/day.html", fmt.Sprintf(`<time datetime="{{ .day }}" data-n="%d">{{ .date }}</time>`+"\n", p.n))
		return []string{"layouts"}
	},
	"a broken layout": func(p *project) []string {
		p.undo = func() {
			if err := os.Remove(p.path("layouts/_partials/moment.html")); err != nil {
				p.t.Fatal(err)
			}
		}
		p.write("layouts/_partials/moment.html", "{{ if }}")
		return []string{"layouts/_partials/moment.html"}
	},
	"a style sheet of the project's own": func(p *project) []string {
		p.write("static/css/plenary.css", fmt.Sprintf("p { margin: %dpx }\n", p.n))
		return []string{"static/css/plenary.css"}
	},
	"a file to publish as it is": func(p *project) []string {
		p.write("static/CNAME", fmt.Sprintf("n%d.example.org\n", p.n))
		return []string{"static"}
	},
	"a site without a title": func(p *project) []string {
		before := p.read("content/site.yaml")
		p.undo = func() { p.write("content/site.yaml", before) }
		p.write("content/site.yaml", strings.Replace(before, "\norganization:", "\nnone:", 1))
		return []string{"content/site.yaml"}
	},
	"the same bytes again": func(p *project) []string {
		name := p.pick("content/*/*/*")
		p.write(name, p.read(name))
		return []string{name}
	},
}

// TestAnyEdits makes random edits and holds, after each, an incremental build and
// a live site against a build from nothing: byte for byte.
func TestAnyEdits(t *testing.T) {
	n := seed.New(t)
	dice := rand.New(rand.NewPCG(n, 1))
	p := &project{t: t, dir: t.TempDir(), dice: dice}
	if err := os.CopyFS(p.dir, os.DirFS(madeUpDir)); err != nil {
		t.Fatal(err)
	}
	store := &lossy{dice: rand.New(rand.NewPCG(n, 2)), data: map[cache.Key][]byte{}}
	opt := pipeline.Options{Source: os.DirFS(p.dir), Theme: plenary.Theme}
	live, err := pipeline.NewLive(t.Context(), opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	published := newMemory()
	kinds := slices.Sorted(maps.Keys(edits))
	for p.n = range steps() {
		kind := "mending"
		var touched []string
		if p.undo != nil {
			p.undo()
			p.undo = nil
		} else {
			kind = kinds[dice.IntN(len(kinds))]
			touched = edits[kind](p)
		}
		if _, err := live.Refresh(t.Context(), touched, kind == "mending"); err != nil {
			t.Fatal(err)
		}
		want, problems := p.fromNothing(opt)
		if len(problems) > 0 {
			p.sameProblems(kind, live, problems)
			continue
		}
		if p.undo != nil {
			t.Fatalf("%s: no problem was found", kind)
		}
		p.compareLive(kind, live, want)
		published = p.incremental(kind, opt, store, published, want)
		if t.Failed() {
			t.Fatalf("after %d edits, the last of them %q", p.n, kind)
		}
	}
}

// TestManyMeetings holds an archive with more meetings than its pages list, built at
// once, built after a change, and live, against each other.
func TestManyMeetings(t *testing.T) {
	p := &project{t: t, dir: t.TempDir()}
	const meetings = 70
	if err := archive.Write(p.dir, 1, meetings); err != nil {
		t.Fatal(err)
	}
	opt := pipeline.Options{Source: os.DirFS(p.dir), Theme: plenary.Theme}
	store := &lossy{dice: rand.New(rand.NewPCG(1, 2)), data: map[cache.Key][]byte{}}
	want, problems := p.fromNothing(opt)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	isYear := regexp.MustCompile(`^en/\d{4}/index\.html$`).MatchString
	if !slices.ContainsFunc(slices.Collect(maps.Keys(want)), isYear) {
		t.Error("no year has a page")
	}
	published := p.incremental("all", opt, store, newMemory(), want)
	name := archive.Folder(1, meetings-1) + "/letter.en.md"
	p.write(name, p.read(name)+"\nAnother sentence.\n")
	want, _ = p.fromNothing(opt)
	p.incremental("one changed", opt, store, published, want)
	live, err := pipeline.NewLive(t.Context(), opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer live.Close()
	p.compareLive("all", live, want)
}

// steps is how many edits are made.
func steps() int {
	if testing.Short() {
		return 10
	}
	return 40
}

// fromNothing builds everything, and returns the problems if there are any.
func (p *project) fromNothing(opt pipeline.Options) (site, []string) {
	p.t.Helper()
	project, err := pipeline.Open(opt)
	if err != nil {
		p.t.Fatal(err)
	}
	to := newMemory()
	report, err := project.Build(p.t.Context(), to, pipeline.BuildOptions{})
	if err != nil {
		p.t.Fatal(err)
	}
	var problems []string
	for _, d := range report.Diags.Problems() {
		problems = append(problems, d.String())
	}
	return to.files, problems
}

// incremental builds with what earlier builds left behind.
func (p *project) incremental(kind string, opt pipeline.Options, store pipeline.Store, before *memory, want site) *memory {
	p.t.Helper()
	opt.Cache = store
	project, err := pipeline.Open(opt)
	if err != nil {
		p.t.Fatal(err)
	}
	to := newMemory()
	to.before = before.files
	if _, err := project.Build(p.t.Context(), to, pipeline.BuildOptions{}); err != nil {
		p.t.Fatal(err)
	}
	if diff := cmp.Diff(want.digests(), to.files.digests()); diff != "" {
		p.t.Errorf("%s: an incremental build differs (-from nothing +incremental):\n%s", kind, diff)
	}
	return to
}

// unrecord takes the record of a meeting away, and what completes it.
func (p *project) unrecord(folder string) {
	p.t.Helper()
	published, err := fs.Glob(os.DirFS(p.dir), folder+"/revision*")
	if err != nil {
		p.t.Fatal(err)
	}
	for _, name := range published {
		if err := os.Remove(p.path(name)); err != nil {
			p.t.Fatal(err)
		}
	}
}

func (p *project) compareLive(kind string, live *pipeline.Live, want site) {
	p.t.Helper()
	got := site{}
	for path := range want {
		f, err := live.File(p.t.Context(), path)
		if err != nil {
			p.t.Errorf("%s: %s: %v; %v", kind, path, err, live.Problems())
		}
		got[path] = string(f.Data)
	}
	if diff := cmp.Diff(string(want.digests()), string(got.digests())); diff != "" {
		p.t.Errorf("%s: the live site differs (-from nothing +live):\n%s", kind, diff)
	}
	if problems := live.Problems().Problems(); len(problems) > 0 {
		p.t.Errorf("%s: the live site has problems that a build has not: %v", kind, problems)
	}
	if _, err := live.File(p.t.Context(), "en/nothing/here/index.html"); !errors.Is(err, fs.ErrNotExist) {
		p.t.Errorf("%s: a page that is not there: error %v", kind, err)
	}
}

// sameProblems holds the problems of a live site against those of a build; those
// of rendering it knows only of what was looked at.
func (p *project) sameProblems(kind string, live *pipeline.Live, want []string) {
	p.t.Helper()
	var got []string
	for _, d := range live.Problems().Problems() {
		got = append(got, d.String())
	}
	if strings.HasPrefix(want[0], "layouts/") && len(got) > 0 {
		want = want[:1]
	}
	if diff := cmp.Diff(want, got); diff != "" {
		p.t.Errorf("%s: problems (-build +live):\n%s", kind, diff)
	}
}
