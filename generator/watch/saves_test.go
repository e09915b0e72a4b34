package watch

import (
	"fmt"
	"os"
	"os/exec"
	"testing"
)

const file = "content/sg17/2023/a.en.md"

// saves are the ways in which programs change files, call by call.
var saves = []struct {
	name   string
	before func(m *mirror) // before the watcher is asked anything; may be nil
	save   func(m *mirror)
}{
	{name: "in place", save: func(m *mirror) { // VS Code, nano, vim with backupcopy=yes
		m.write(file, "in place\n")
	}},
	{name: "emptied", save: func(m *mirror) { m.must(os.Truncate(m.path(file), 0)) }},
	{name: "appended", save: func(m *mirror) {
		f, err := os.OpenFile(m.path(file), os.O_APPEND|os.O_WRONLY, 0)
		m.must(err)
		_, err = f.WriteString("one more line\n")
		m.must(err)
		m.must(f.Close())
	}},
	{name: "same size", save: func(m *mirror) { m.write(file, "# announcemenT\n") }},
	{name: "vim with backupcopy=no", save: func(m *mirror) {
		m.write("content/sg17/2023/.a.en.md.swp", "swap")
		m.write("content/sg17/2023/4913", "")
		m.remove("content/sg17/2023/4913")
		m.rename(file, file+"~")
		m.write(file, "vim\n")
		m.remove(file + "~")
		m.remove("content/sg17/2023/.a.en.md.swp")
	}},
	{name: "vim with backupcopy=yes", save: func(m *mirror) {
		m.write("content/sg17/2023/4913", "")
		m.remove("content/sg17/2023/4913")
		m.write(file+"~", "# Announcement\n")
		m.write(file, "vim\n")
		m.remove(file + "~")
	}},
	{name: "Helix", save: func(m *mirror) {
		m.rename(file, "content/sg17/2023/.a.en.md.bck")
		m.write(file, "Helix\n")
		m.remove("content/sg17/2023/.a.en.md.bck")
	}},
	{name: "Emacs", save: func(m *mirror) {
		m.must(os.Symlink("editor@host.1:2", m.path("content/sg17/2023/.#a.en.md")))
		m.write("content/sg17/2023/#a.en.md#", "unsaved")
		m.rename(file, file+"~")
		m.write(file, "Emacs\n")
		m.remove("content/sg17/2023/#a.en.md#")
		m.remove("content/sg17/2023/.#a.en.md")
	}},
	{name: "gedit", save: func(m *mirror) {
		m.write("content/sg17/2023/.goutputstream-ABC123", "gedit\n")
		m.rename("content/sg17/2023/.goutputstream-ABC123", file)
	}},
	{name: "JetBrains", save: func(m *mirror) {
		m.write(file+"___jb_tmp___", "JetBrains\n")
		m.rename(file, file+"___jb_old___")
		m.rename(file+"___jb_tmp___", file)
		m.remove(file + "___jb_old___")
	}},
	{name: "Word", save: func(m *mirror) { // and LibreOffice: a lock, and a rename from a temporary name
		m.write("content/sg17/2023/~$a.en.md", "lock")
		m.write("content/sg17/2023/lu123.tmp", "Word\n")
		m.remove(file)
		m.rename("content/sg17/2023/lu123.tmp", file)
		m.remove("content/sg17/2023/~$a.en.md")
	}},
	{name: "a link put in place", save: func(m *mirror) { // git and backup programs
		m.write("elsewhere", "linked\n")
		m.remove(file)
		m.must(os.Link(m.path("elsewhere"), m.path(file)))
	}},
	{name: "sed -i", save: func(m *mirror) { m.command("sed", "-i", "s/Announcement/Sed/", file) }},
	{name: "real vim", save: func(m *mirror) {
		m.command("vim", "-u", "NONE", "-es", "-c", "set backupcopy=no writebackup", "-c", "%s/Announcement/Vim/", "-c", "wq", file)
	}},
	{name: "git checkout", before: func(m *mirror) {
		m.command("git", "init", "-q")
		m.command("git", "add", "content", "i18n")
		m.commit("one")
		m.command("git", "checkout", "-q", "-b", "other")
		m.write(file, "other\n")
		m.write("content/sg3/new.md", "other\n")
		m.removeAll("content/sg5")
		m.command("git", "mv", "content/sg17/2023", "content/sg17/2024")
		m.command("git", "add", "-A", "content")
		m.commit("two")
	}, save: func(m *mirror) {
		m.command("git", "checkout", "-q", "-")
		m.command("git", "checkout", "-q", "other")
	}},
	{name: "new file", save: func(m *mirror) { m.write("content/sg17/2023/c.md", "new\n") }},
	{name: "file removed", save: func(m *mirror) { m.remove(file) }},
	{name: "file renamed", save: func(m *mirror) { m.rename(file, "content/sg5/moved.md") }},
	{name: "two files exchanged", save: func(m *mirror) {
		m.rename(file, "content/x")
		m.rename("content/sg17/2023/b.en.md", file)
		m.rename("content/x", "content/sg17/2023/b.en.md")
	}},
	{name: "files of all folders", save: func(m *mirror) {
		m.write("i18n/en.yaml", "next: following\n")
		m.write("static/style.css", "p {}\n")
		m.write("content/site.yaml", "title: another\n")
	}},
	{name: "500 saves", save: func(m *mirror) {
		for i := range 500 {
			m.write(file, fmt.Sprintf("save %03d\n", i))
		}
	}},
	{name: "500 saves by renaming", save: func(m *mirror) {
		for i := range 500 {
			m.write(file+".tmp", fmt.Sprintf("save %03d\n", i))
			m.rename(file+".tmp", file)
		}
	}},
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

func TestSaves(t *testing.T) {
	for way := range ways {
		for _, test := range saves {
			t.Run(way+"/"+test.name, func(t *testing.T) {
				t.Parallel()
				m := newMirror(t, options(way), realSystem())
				if test.before != nil {
					test.before(m)
					m.catchUp()
				}
				test.save(m)
				m.catchUp()
				m.probe("probe")
			})
		}
	}
}
