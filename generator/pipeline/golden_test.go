package pipeline_test

import (
	"context"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"plenary"
	"plenary/generator/pipeline"
	"plenary/generator/publish"
)

// update rewrites the golden files: go test ./generator/pipeline -update. What
// changed is to be read as a diff.
var update = flag.Bool("update", false, "write the golden files instead of comparing with them")

// site is a finished site: its files by path.
type site map[string]string

// memory is a sink that holds a site in memory.
type memory struct {
	mu     sync.Mutex
	files  site
	before site // what was there before
	publish.Paths
}

func newMemory() *memory { return &memory{files: site{}} }

func (m *memory) Holds(path string, sum publish.Sum) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	data, ok := m.before[path]
	return ok && publish.SumOf([]byte(data)) == sum
}

func (m *memory) Keep(path string, _ publish.Sum) error {
	m.Paths.Add(path)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files[path] = m.before[path]
	return nil
}

func (m *memory) Add(f publish.File) error {
	m.Paths.Add(f.Path)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files[f.Path] = string(f.Data)
	return nil
}

// open opens a project in a folder.
func open(dir string) (*pipeline.Project, error) {
	return pipeline.Open(pipeline.Options{Source: os.DirFS(dir), Theme: plenary.Theme})
}

// made builds the project in a folder, which must have no problems.
func made(dir string) (site, error) {
	p, err := open(dir)
	if err != nil {
		return nil, err
	}
	to := newMemory()
	report, err := p.Build(context.Background(), to, pipeline.BuildOptions{})
	if err != nil {
		return nil, err
	}
	if len(report.Diags) > 0 {
		return nil, errors.New(report.Diags[0].String())
	}
	return to.files, nil
}

const madeUpDir = "testdata/made-up"

// root returns the project's own folder: the first above the test's that has
// content.
func root() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "content", "site.yaml")); err == nil {
			return dir, nil
		}
		if filepath.Dir(dir) == dir {
			return "", fs.ErrNotExist
		}
		dir = filepath.Dir(dir)
	}
}

// Both sites are built once, however many tests look at them.
var (
	madeUp  = sync.OnceValues(func() (site, error) { return made(madeUpDir) })
	shipped = sync.OnceValues(func() (site, error) {
		dir, err := root()
		if err != nil {
			return nil, err
		}
		return made(dir)
	})
)

// must returns a site or ends the test.
func must(t *testing.T, get func() (site, error)) site {
	t.Helper()
	s, err := get()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// file returns a file of the site, which must be there.
func (s site) file(t *testing.T, path string) string {
	t.Helper()
	data, ok := s[path]
	if !ok {
		t.Fatalf("the site has no file %s", path)
	}
	return data
}

var mainPattern = regexp.MustCompile(`(?s)<main.*</main>`)

// main returns what a page says, without head, navigation and foot.
func (s site) main(t *testing.T, path string) string {
	t.Helper()
	m := mainPattern.FindString(s.file(t, path))
	if m == "" {
		t.Fatalf("%s has no main element", path)
	}
	return m
}

// markPattern matches the mark after the address of a style sheet or script,
// which changes whenever the file does.
var markPattern = regexp.MustCompile(`\?v=[0-9a-f]{8}`)

// golden is a file that is compared with what it was.
type golden struct {
	path string
	// whole compares a page with its head, navigation and foot.
	whole bool
}

func TestGoldenMadeUp(t *testing.T) {
	compare(t, "made-up", must(t, madeUp), []golden{
		{path: "en/advisory/index.html"},
		{path: "zh/advisory/index.html"},
		{path: "en/sg99/index.html"},
		{path: "en/advisory/2024-10-geneva/index.html"},
		{path: "zh/advisory/2024-10-geneva/deadlines/index.html"},
		{path: "en/advisory/2024-10-geneva/annex-a/index.html"},
		{path: "zh/advisory/2024-10-geneva/annex-b/index.html"},
		{path: "en/advisory/2024-10-geneva/annex-c/index.html"},
		{path: "en/advisory/2024-10-geneva/venue/index.html"},
		{path: "en/advisory/2024-10-geneva/events.ics"},
		{path: "zh/advisory/2024-10-geneva/deadlines.ics"},
		{path: "zh/advisory/2024-10-geneva/subscribe/index.html"},
		{path: "zh/advisory/2024-10-geneva/deadlines-alarm.ics"},
		{path: "en/advisory/2024-10-geneva/item/night-relay.ics"},
		{path: "en/sg99/2024-04-joint/index.html"},
		{path: "zh/sg99/2024-04-joint/venue/index.html"},
		{path: "en/sg99/2024-04-joint/calendar.ics"},
		{path: "zh/sg99/2024-04-joint/calendar.ics"},
		{path: "en/sg99/2025-02-remote/index.html"},
		{path: "en/sg99/2025-06-apia/index.html"},
	})
}

func TestGoldenShipped(t *testing.T) {
	compare(t, "shipped", must(t, shipped), []golden{
		{path: "index.html", whole: true},
		{path: "zh/index.html"},
		{path: "en/sg17/index.html"},
		{path: "en/sg17/subscribe/index.html"},
		{path: "en/sg17/calendar.ics"},
		{path: "zh/sg17/2023-08-goyang/index.html", whole: true},
		{path: "en/sg17/2023-08-goyang/index.html"},
		{path: "zh/sg17/2023-08-goyang/letter/index.html"},
		{path: "en/sg17/2023-08-goyang/letter/index.html"},
		{path: "zh/sg17/2023-08-goyang/deadlines/index.html"},
		{path: "en/sg17/2023-08-goyang/deadlines/index.html"},
		{path: "zh/sg17/2023-08-goyang/annex-a/index.html"},
		{path: "en/sg17/2023-08-goyang/annex-b/index.html"},
		{path: "zh/sg17/2023-08-goyang/venue/index.html"},
		{path: "zh/sg17/2023-08-goyang/deadlines.ics"},
		{path: "en/sg17/2023-08-goyang/deadlines.ics"},
		{path: "en/sg17/2023-08-goyang/events.ics"},
		{path: "zh/sg17/2023-08-goyang/events.ics"},
		{path: "en/sg17/2023-08-goyang/deadlines-alarm.ics"},
		{path: "zh/sg17/2023-08-goyang/deadlines-participants.ics"},
		{path: "zh/sg17/2023-08-goyang/item/circular-79.ics"},
	})
}

// compare holds the files of a site against testdata/golden/name.
func compare(t *testing.T, name string, s site, list []golden) {
	for _, g := range list {
		t.Run(g.path, func(t *testing.T) {
			got := s.file(t, g.path)
			if strings.HasSuffix(g.path, ".html") {
				if !g.whole {
					got = s.main(t, g.path)
				}
				got = strings.TrimSuffix(markPattern.ReplaceAllString(got, "?v="), "\n") + "\n"
			}
			file := filepath.Join("testdata", "golden", name, filepath.FromSlash(g.path))
			if *update {
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatalf("%v; write it with -update", err)
			}
			if diff := cmp.Diff(strings.SplitAfter(string(want), "\n"), strings.SplitAfter(got, "\n")); diff != "" {
				t.Errorf("if this is right, run with -update (-golden +made):\n%s", diff)
			}
		})
	}
}
