package watch

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// moves are the ways in which folders come, go and change their names.
var moves = []struct {
	name string
	move func(m *mirror)
}{
	{"new and empty", func(m *mirror) { m.mkdir("content/sg3") }},
	{"new with files at once", func(m *mirror) { m.must(os.CopyFS(m.path("content/sg3"), os.DirFS(m.path("content/sg17")))) }},
	{"new, deep, with a file at the bottom", func(m *mirror) { m.write("content/a/b/c/d/e/f.md", "deep\n") }},
	{"renamed", func(m *mirror) { m.rename("content/sg17", "content/sg18") }},
	{"renamed and written to", func(m *mirror) {
		m.rename("content/sg17", "content/sg18")
		m.write("content/sg18/2023/a.en.md", "after\n")
		m.write("content/sg18/2023/d/new/g.md", "after\n")
	}},
	{"renamed there and back", func(m *mirror) {
		m.rename("content/sg17", "content/sg18")
		m.write("content/sg18/2023/a.en.md", "between\n")
		m.rename("content/sg18", "content/sg17")
	}},
	{"renamed, and another in its place", func(m *mirror) {
		m.rename("content/sg17", "content/old")
		m.write("content/sg17/2023/a.en.md", "the new one\n")
		m.write("content/old/2023/a.en.md", "the old one\n")
	}},
	{"two exchanged", func(m *mirror) {
		m.rename("content/sg17", "content/x")
		m.rename("content/sg5", "content/sg17")
		m.rename("content/x", "content/sg5")
	}},
	{"moved over an empty one", func(m *mirror) {
		m.mkdir("content/empty")
		m.catchUp()
		m.must(syscall.Rename(m.path("content/sg17/2023"), m.path("content/empty"))) // os.Rename will not
	}},
	{"moved into a new one", func(m *mirror) {
		m.mkdir("content/new/deeper")
		m.rename("content/sg17/2023", "content/new/deeper/2023")
	}},
	{"removed", func(m *mirror) { m.removeAll("content/sg17") }},
	{"removed and made again", func(m *mirror) {
		m.removeAll("content/sg17")
		m.write("content/sg17/2023/a.en.md", "again\n")
	}},
	{"removed and made again, over and over", func(m *mirror) {
		for i := range 50 {
			m.removeAll("content/sg17")
			m.write("content/sg17/2023/d/a.en.md", fmt.Sprintf("time %02d\n", i))
		}
	}},
	{"a file in its place", func(m *mirror) {
		m.removeAll("content/sg5")
		m.write("content/sg5", "a file\n")
	}},
	{"in place of a file", func(m *mirror) {
		m.remove("content/site.yaml")
		m.write("content/site.yaml/x.md", "a folder\n")
	}},
	{"moved in from outside", func(m *mirror) {
		m.write("../outside/2025/x.md", "from outside\n")
		m.rename("../outside", "content/inside")
	}},
	{"moved out", func(m *mirror) {
		m.rename("content/sg17", "../outside")
		m.write("../outside/2023/a.en.md", "does not matter\n")
	}},
	{"moved out and in again", func(m *mirror) {
		m.rename("content/sg17", "../outside")
		m.write("../outside/2023/a.en.md", "written outside\n")
		m.rename("../outside", "content/sg17")
	}},
	{"out of an ignored one", func(m *mirror) {
		m.write("content/.stage/2023/x.md", "staged\n")
		m.rename("content/.stage", "content/staged")
	}},
	{"a whole one appears", func(m *mirror) { m.write("layouts/page.html", "<p>\n") }},
	{"a whole one is moved in", func(m *mirror) {
		m.write("layouts.new/partials/page.html", "<p>\n")
		m.rename("layouts.new", "layouts")
	}},
	{"a whole one disappears", func(m *mirror) { m.removeAll("content") }},
	{"a whole one is replaced", func(m *mirror) {
		m.must(os.CopyFS(m.path("content.new"), os.DirFS(m.path("content"))))
		m.write("content.new/sg17/2023/a.en.md", "replaced\n")
		m.rename("content", "content.old")
		m.rename("content.new", "content")
		m.write("content/sg17/2023/b.en.md", "written at once\n")
		m.write("content.old/sg17/2023/b.en.md", "does not matter\n")
	}},
	{"a whole one is emptied and filled", func(m *mirror) {
		m.removeAll("content")
		m.mkdir("content")
		m.write("content/sg17/group.yaml", "filled\n")
	}},
	{"many renamed", func(m *mirror) {
		for i := range 60 {
			m.write(fmt.Sprintf("content/r/g%d/m/f.md", i), "before\n")
		}
		m.catchUp()
		for i := range 60 {
			m.rename(fmt.Sprintf("content/r/g%d", i), fmt.Sprintf("content/r/h%d", i))
			m.write(fmt.Sprintf("content/r/h%d/m/f.md", i), "afterwards\n")
		}
	}},
}

func TestFolders(t *testing.T) {
	for way := range ways {
		for _, test := range moves {
			t.Run(way+"/"+test.name, func(t *testing.T) {
				t.Parallel()
				m := newMirror(t, options(way), realSystem())
				test.move(m)
				m.catchUp()
				m.probe("probe")
			})
		}
	}
}

// TestFoldersAsKqueue runs what is done on macOS and the BSDs only.
func TestFoldersAsKqueue(t *testing.T) {
	sys := realSystem()
	sys.kqueue = true
	for _, test := range moves {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			m := newMirror(t, options("told"), sys)
			test.move(m)
			m.catchUp()
			m.probe("probe")
		})
	}
}

func TestThousandsAtOnce(t *testing.T) {
	for way := range ways {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			m := newMirrorIn(t, memory(t), options(way), realSystem())
			folder := func(i int) string { return fmt.Sprintf("content/many/g%d/m%d", i%20, i) }
			for i := range 300 {
				for j := range 10 {
					m.write(fmt.Sprintf("%s/f%d.md", folder(i), j), fmt.Sprintf("%d %d\n", i, j))
				}
			}
			m.catchUp()
			for i := range 300 {
				m.write(folder(i)+"/f0.md", "afterwards\n")
			}
			m.catchUp()
		})
	}
}

// memory returns a folder in memory if there is one: on a busy disk, making
// thousands of files takes longer than all the tests.
func memory(t *testing.T) string {
	dir, err := os.MkdirTemp("/dev/shm", "watch")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func TestNestedDirs(t *testing.T) {
	for way := range ways {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			opt := options(way)
			opt.Dirs = []string{"a/b/content", "content/sg17", "content"}
			m := newMirror(t, opt, realSystem())
			m.write("a/b/content/x.md", "deep\n")
			m.catchUp()
			m.probe("one")
			m.rename("a/b", "a/c")
			m.catchUp()
			m.rename("a", "b")
			m.rename("b/c", "b/b")
			m.rename("b", "a")
			m.catchUp()
			m.probe("two")
			for _, c := range m.seen {
				if slices.ContainsFunc(c.Paths, func(name string) bool {
					return !strings.HasPrefix(name+"/", "a/b/content/") && !strings.HasPrefix(name+"/", "content/")
				}) {
					t.Errorf("reported although it does not matter: %v", c.Paths)
				}
			}
		})
	}
}

func TestLinkedDir(t *testing.T) {
	for way := range ways {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			m := newMirror(t, options(way), realSystem())
			m.write("../shared/page.html", "<p>\n")
			m.write("../shared2/page.html", "<p>\n")
			m.must(os.Symlink(m.path("../shared"), m.path("layouts")))
			m.catchUp()
			m.write("../shared/page.html", "<p>one</p>\n")
			m.catchUp()
			m.must(os.Symlink(m.path("../shared2"), m.path("layouts.new")))
			m.rename("layouts.new", "layouts")
			m.write("../shared2/new/page.html", "<p>two</p>\n")
			m.catchUp()
			m.must(os.Symlink(m.dir, m.path("content/loop")))
			m.probe("probe")
		})
	}
}
