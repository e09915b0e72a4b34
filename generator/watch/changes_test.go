package watch

import (
	"fmt"
	"math/rand/v2"
	"os"
	"syscall"
	"testing"

	"plenary/generator/internal/seed"
)

const file = "content/sg17/2023/a.en.md"

// saves are the ways in which programs change files, call by call.
var saves = map[string]func(m *mirror){
	"in place":  func(m *mirror) { m.write(file, "in place\n") }, // VS Code, nano, vim with backupcopy=yes
	"emptied":   func(m *mirror) { m.must(os.Truncate(m.path(file), 0)) },
	"same size": func(m *mirror) { m.write(file, "# announcemenT\n") },
	"new":       func(m *mirror) { m.write("content/sg17/2023/c.md", "new\n") },
	"removed":   func(m *mirror) { m.remove(file) },
	"renamed":   func(m *mirror) { m.rename(file, "content/sg5/moved.md") },
	"everywhere": func(m *mirror) {
		m.write("i18n/en.yaml", "x")
		m.write("static/style.css", "x")
		m.write("content/site.yaml", "x")
	},
	"vim with backupcopy=no": func(m *mirror) {
		m.write("content/sg17/2023/.a.en.md.swp", "swap")
		m.write("content/sg17/2023/4913", "")
		m.remove("content/sg17/2023/4913")
		m.rename(file, file+"~")
		m.write(file, "vim\n")
		m.remove(file + "~")
		m.remove("content/sg17/2023/.a.en.md.swp")
	},
	"gedit": func(m *mirror) {
		m.write("content/sg17/2023/.goutputstream-ABC123", "gedit\n")
		m.rename("content/sg17/2023/.goutputstream-ABC123", file)
	},
	"JetBrains": func(m *mirror) {
		m.write(file+"___jb_tmp___", "JetBrains\n")
		m.rename(file, file+"___jb_old___")
		m.rename(file+"___jb_tmp___", file)
		m.remove(file + "___jb_old___")
	},
	"Word and LibreOffice": func(m *mirror) {
		m.write("content/sg17/2023/~$a.en.md", "lock")
		m.write("content/sg17/2023/lu123.tmp", "Word\n")
		m.remove(file)
		m.rename("content/sg17/2023/lu123.tmp", file)
		m.remove("content/sg17/2023/~$a.en.md")
	},
	"a hard link put in place": func(m *mirror) { // backup programs
		m.write("elsewhere", "linked\n")
		m.remove(file)
		m.must(os.Link(m.path("elsewhere"), m.path(file)))
	},
	"real vim": func(m *mirror) {
		m.command("vim", "-u", "NONE", "-es", "-c", "set backupcopy=no writebackup", "-c", "%s/Announcement/Vim/", "-c", "wq", file)
	},
	"git checkout": func(m *mirror) {
		m.command("git", "init", "-q")
		m.command("git", "add", "content", "i18n")
		m.commit("one")
		m.command("git", "checkout", "-q", "-b", "other")
		m.write(file, "other\n")
		m.write("content/sg3/new.md", "other\n")
		m.remove("content/sg5")
		m.command("git", "mv", "content/sg17/2023", "content/sg17/2024")
		m.command("git", "add", "-A", "content")
		m.commit("two")
		m.catchUp()
		m.command("git", "checkout", "-q", "-")
		m.command("git", "checkout", "-q", "other")
	},
	"500 saves in place and by renaming": func(m *mirror) {
		for i := range 500 {
			m.write(file, fmt.Sprintf("save %03d\n", i))
			m.write("content/sg5/group.yaml.tmp", fmt.Sprintf("save %03d\n", i))
			m.rename("content/sg5/group.yaml.tmp", "content/sg5/group.yaml")
		}
	},
}

// moves are the ways in which folders appear, vanish and change their names.
var moves = map[string]func(m *mirror){
	"new and empty":                        func(m *mirror) { m.mkdir("content/sg3") },
	"new with files at once":               func(m *mirror) { m.must(os.CopyFS(m.path("content/sg3"), os.DirFS(m.path("content/sg17")))) },
	"new, deep, with a file at the bottom": func(m *mirror) { m.write("content/a/b/c/d/e/f.md", "deep\n") },
	"renamed and written to": func(m *mirror) {
		m.rename("content/sg17", "content/sg18")
		m.write("content/sg18/2023/a.en.md", "after\n")
		m.write("content/sg18/2023/d/new/g.md", "after\n")
	},
	"renamed, and another in its place": func(m *mirror) {
		m.rename("content/sg17", "content/old")
		m.write("content/sg17/2023/a.en.md", "the new one\n")
		m.write("content/old/2023/a.en.md", "the old one\n")
	},
	"two exchanged": func(m *mirror) {
		m.rename("content/sg17", "content/x")
		m.rename("content/sg5", "content/sg17")
		m.rename("content/x", "content/sg5")
	},
	"moved over an empty one": func(m *mirror) {
		m.mkdir("content/empty")
		m.catchUp()
		m.must(syscall.Rename(m.path("content/sg17/2023"), m.path("content/empty"))) // os.Rename will not
	},
	"removed": func(m *mirror) { m.remove("content/sg17") },
	"removed and made again, over and over": func(m *mirror) {
		for i := range 50 {
			m.remove("content/sg17")
			m.write("content/sg17/2023/d/a.en.md", fmt.Sprintf("time %02d\n", i))
		}
	},
	"a file in its place": func(m *mirror) { m.remove("content/sg5"); m.write("content/sg5", "a file\n") },
	"in place of a file":  func(m *mirror) { m.remove("content/site.yaml"); m.write("content/site.yaml/x.md", "a folder\n") },
	"moved in from outside": func(m *mirror) {
		m.write("../outside/2025/x.md", "from outside\n")
		m.rename("../outside", "content/inside")
	},
	"moved out and in again": func(m *mirror) {
		m.rename("content/sg17", "../outside")
		m.write("../outside/2023/a.en.md", "written outside\n")
		m.rename("../outside", "content/sg17")
	},
	"out of an ignored one": func(m *mirror) {
		m.write("content/.stage/2023/x.md", "staged\n")
		m.rename("content/.stage", "content/staged")
	},
	"a whole one moved in": func(m *mirror) {
		m.write("layouts.new/partials/page.html", "<p>\n")
		m.rename("layouts.new", "layouts")
	},
	"a whole one removed": func(m *mirror) { m.remove("content") },
	"a whole one replaced": func(m *mirror) {
		m.must(os.CopyFS(m.path("content.new"), os.DirFS(m.path("content"))))
		m.write("content.new/sg17/2023/a.en.md", "replaced\n")
		m.rename("content", "content.old")
		m.rename("content.new", "content")
		m.write("content/sg17/2023/b.en.md", "written at once\n")
		m.write("content.old/sg17/2023/b.en.md", "does not matter\n")
	},
	"symbolic links to whole ones": func(m *mirror) {
		m.write("../shared/page.html", "<p>\n")
		m.write("../shared2/page.html", "<p>\n")
		m.link("../shared", "layouts")
		m.probe()
		m.link("../shared2", "layouts.new")
		m.rename("layouts.new", "layouts")
		m.write("../shared2/new/page.html", "<p>two</p>\n")
		m.link(".", "content/loop")
	},
	"hundreds made and renamed": func(m *mirror) {
		for i := range 300 {
			m.write(fmt.Sprintf("content/r/g%d/m/f.md", i), "before\n")
			m.rename(fmt.Sprintf("content/r/g%d", i), fmt.Sprintf("content/r/h%d", i))
			m.write(fmt.Sprintf("content/r/h%d/m/f.md", i), "afterwards\n")
		}
	},
}

func TestChanges(t *testing.T) {
	for kind, table := range map[string]map[string]func(*mirror){"file": saves, "folder": moves} {
		for name, do := range table {
			t.Run(kind+"/"+name, func(t *testing.T) {
				eachWay(t, func(t *testing.T, m *mirror) {
					do(m)
					m.probe()
				})
			})
		}
	}
}

// TestRandom moves, makes and removes folders and files at random, faster than the
// watcher can follow, and then looks whether it has missed anything.
func TestRandom(t *testing.T) {
	eachWay(t, func(t *testing.T, m *mirror) {
		random := seed.Rand(t)
		for range 20 {
			for range 100 {
				m.changeAtRandom(random)
				select {
				case c := <-m.watcher.Changes():
					m.apply(c)
				default:
				}
			}
			m.catchUp()
		}
		m.probe()
	})
}

// changeAtRandom does something with a few names below content, if it is possible.
func (m *mirror) changeAtRandom(random *rand.Rand) {
	name := func() string {
		name := "content"
		for range 1 + random.IntN(3) {
			name += "/" + string(rune('a'+random.IntN(3)))
		}
		return name
	}
	switch one := m.path(name()); random.IntN(10) {
	case 0, 1, 2:
		_ = os.MkdirAll(one, 0o777)
	case 3, 4, 5:
		_ = os.Rename(one, m.path(name()))
	case 6:
		_ = os.RemoveAll(one)
	default:
		_ = os.WriteFile(one, fmt.Append(nil, random.Uint64()), 0o666)
	}
}
