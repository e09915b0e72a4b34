package content_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"plenary/generator/content"
	"plenary/generator/diag"
)

// project is the root of the repository, seen from this folder.
const project = "../.."

// folder is that of the meeting in the base project.
const folder = "content/sg1/2024-04-bern/"

// base returns the project in testdata that has no mistake in it.
func base(t testing.TB) fstest.MapFS {
	t.Helper()
	a, err := txtar.ParseFile("testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range a.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}

// full returns the path of a file that is named within the meeting's folder or
// in full.
func full(name string) string {
	if strings.HasPrefix(strings.TrimPrefix(name, `"`), "content") {
		return name
	}
	return folder + name
}

// change is what one case does to the base project: it replaces old, which must
// stand in the file once, or writes or removes the whole file.
type change struct {
	file     string
	old, new string
	whole    *fstest.MapFile // instead of old and new
	remove   bool
}

func edit(file, old, new string) change { return change{file: file, old: old, new: new} }
func remove(file string) change         { return change{file: file, remove: true} }
func write(file, data string) change {
	return change{file: file, whole: &fstest.MapFile{Data: []byte(data)}}
}
func odd(file string, mode fs.FileMode) change {
	return change{file: file, whole: &fstest.MapFile{Mode: mode, Data: []byte("group.yaml")}}
}

func (c change) apply(t testing.TB, fsys fstest.MapFS) {
	t.Helper()
	name := full(c.file)
	switch {
	case c.remove:
		if fsys[name] == nil {
			t.Fatalf("there is no %s to remove", name)
		}
		delete(fsys, name)
	case c.whole != nil:
		fsys[name] = c.whole
	default:
		if n := bytes.Count(fsys[name].Data, []byte(c.old)); n != 1 {
			t.Fatalf("%q stands %d times in %s", c.old, n, name)
		}
		fsys[name] = &fstest.MapFile{Data: bytes.Replace(fsys[name].Data, []byte(c.old), []byte(c.new), 1)}
	}
}

// compare reports how the printed diagnostics differ from the wanted ones, whose
// files may be named within the meeting's folder.
func compare(t *testing.T, diags diag.List, want []string) {
	t.Helper()
	var wanted, got []string
	for _, line := range want {
		wanted = append(wanted, full(line))
	}
	for _, d := range diags {
		got = append(got, d.String())
	}
	if d := cmp.Diff(wanted, got); d != "" {
		t.Errorf("diagnostics (-want +got):\n%s", d)
	}
}

type row struct {
	name    string
	changes []change
	want    []string
}

func run(t *testing.T, rows []row) {
	t.Helper()
	names := map[string]bool{}
	for _, r := range rows {
		if names[r.name] {
			t.Errorf("two cases are named %q", r.name)
		}
		names[r.name] = true
		t.Run(r.name, func(t *testing.T) {
			fsys := base(t)
			for _, c := range r.changes {
				c.apply(t, fsys)
			}
			_, diags, err := content.Load(fsys)
			if err != nil {
				t.Fatal(err)
			}
			compare(t, diags, r.want)
		})
	}
}

// one is a case with one change.
func one(name string, c change, want ...string) row { return row{name, []change{c}, want} }

func TestBase(t *testing.T) {
	a, diags, err := content.Load(base(t))
	if err != nil {
		t.Fatal(err)
	}
	compare(t, diags, nil)
	if len(a.Groups) != 2 || len(a.Groups[0].Meetings) != 1 {
		t.Fatalf("groups %+v", a.Groups)
	}
	m := a.Groups[0].Meetings[0]
	counts := map[string]int{
		"events": len(m.Events), "all events": len(m.AllEvents()), "deadlines": len(m.Deadlines),
		"actions": len(m.Deadlines[1].Actions), "contacts": len(m.Contacts), "annexes": len(m.Annexes),
		"links": len(m.Links), "documents": len(m.Documents), "leads": len(m.Leads), "officers": len(m.Officers),
	}
	want := map[string]int{
		"events": 4, "all events": 5, "deadlines": 2, "actions": 2, "contacts": 2, "annexes": 3,
		"links": 2, "documents": 1, "leads": 1, "officers": 1,
	}
	if d := cmp.Diff(want, counts); d != "" {
		t.Errorf("what was read (-want +got):\n%s", d)
	}
	if got := string(m.Links[1].Data); got != "not really a PDF\n" {
		t.Errorf("the attached file holds %q", got)
	}
}

// Meetings stand in order of their first day, then of their folders.
func TestOrder(t *testing.T) {
	fsys := base(t)
	for name, days := range map[string]string{"2024-09-bern": "2024-09-02", "2024-01-bern": "2024-10-07", "2024-04-apia": "2024-04-02"} {
		dir := "content/sg1/" + name + "/"
		write(dir+"meeting.yaml", "id: m-"+name+"\ntitle: Meeting\ndays: "+days+"\nzone: Europe/Zurich\ncity: Bern\nworking_languages: [en]\n").apply(t, fsys)
		for _, lang := range []string{"zh", "en"} {
			write(dir+"letter."+lang+".md", "---\ntitle: x\ndescription: x\n---\nx\n").apply(t, fsys)
		}
	}
	a, diags, err := content.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	compare(t, diags, nil)
	var got []string
	for _, m := range a.Groups[0].Meetings {
		got = append(got, m.Folder)
	}
	if d := cmp.Diff([]string{"2024-04-apia", "2024-04-bern", "2024-09-bern", "2024-01-bern"}, got); d != "" {
		t.Errorf("meetings (-want +got):\n%s", d)
	}
}

// The address of a site ends with a slash, whether it was written so or not.
func TestBaseURL(t *testing.T) {
	for _, written := range []string{"https://meetings.example.org/a/b", "https://meetings.example.org/a/b/"} {
		fsys := base(t)
		edit("content/site.yaml", "base_url: https://meetings.example.org/", "base_url: "+written).apply(t, fsys)
		a, diags, err := content.Load(fsys)
		if err != nil {
			t.Fatal(err)
		}
		compare(t, diags, nil)
		if got, want := a.Site.BaseURL, "https://meetings.example.org/a/b/"; got != want {
			t.Errorf("%s: got %s, want %s", written, got, want)
		}
	}
}

func TestShipped(t *testing.T) {
	a, diags, err := content.Load(os.DirFS(project))
	if err != nil {
		t.Fatal(err)
	}
	compare(t, diags, nil)
	if len(a.Meetings()) == 0 {
		t.Error("no meeting was read")
	}
}

// Many mistakes in many files are one report, sorted.
func TestAllInOneRun(t *testing.T) {
	run(t, []row{{"a dozen", []change{
		edit("content/site.yaml", "calendar_domain: meetings.example.org", "calendar_domain: meetings"),
		edit("content/sg1/group.yaml", "home: https", "home: htps"),
		edit("content/tsag/group.yaml", "kind: {zh: 顾问组, en: Advisory group}", "kind: {zh: 顾问组}"),
		edit("meeting.yaml", "id: sg1-2024-04", "id: SG1"),
		edit("meeting.yaml", "zone: Europe/Zurich", "zone: CET"),
		edit("meeting.yaml", "  - role: chair\n    name: A. Chair", "  - role: chair"),
		edit("meeting.yaml", "when: 2024-04-01 afternoon", "when: 2024-04-31 afternoon"),
		edit("deadlines.yaml", "due: 2024-02-20", "due: 2024-02-30"),
		edit("deadlines.yaml", "id: interpretation", "id: workshop"),
		edit("venue.yaml", "email: host@example.org", "email: host(at)example.org"),
		edit("annex-b.yaml", "see: letter#workshop", "sea: letter#workshop"),
		edit("letter.en.md", "## Workshop {#workshop}", "## Workshop"),
		edit("annex-a.zh.md", "请联系", "<b>请</b>联系"),
		remove("annex-a.en.md"),
		write("letter.fr.md", ""),
		odd("notes", fs.ModeSymlink),
	}, []string{
		"content/site.yaml:6:18: this is not a domain name; write one like meetings.example.org",
		"content/sg1/group.yaml:5:7: a web address begins with https:// or http://, not with htps:; write it in full, as in https://www.example.org/page",
		`annex-b.yaml:8:5: an item has no key "sea"; did you mean "see"?`,
		`deadlines.yaml:1:7: the item at content/sg1/2024-04-bern/meeting.yaml:26:9 has the id "workshop" already; each needs its own`,
		`deadlines.yaml:2:8: "2024-02-30" is impossible; that month has the days 01 to 29`,
		`meeting.yaml:1:5: "SG1" cannot be a name; begin with a letter and use small letters a to z, digits and single hyphens`,
		`meeting.yaml:4:7: "CET" does not name the time zone of a place; write an IANA name such as "Asia/Seoul", or "UTC"`,
		`meeting.yaml:23:5: an officer needs the key "name"`,
		`meeting.yaml:34:11: "2024-04-31" is impossible; that month has the days 01 to 30`,
		"venue.yaml:14:12: an e-mail address cannot contain the sign (; write the address alone, as in tsb@example.org",
		"annex-a.en.md: this file is missing; the page has it in another language",
		"annex-a.zh.md:9:3: raw HTML is not shown; write Markdown or a shortcode instead",
		"annex-a.zh.md:9:7: raw HTML is not shown; write Markdown or a shortcode instead",
		"letter.en.md:8:1: this heading has no name to link to; end it with one, the same in all languages, as in {#visa}",
		`letter.fr.md: this file is in the language "fr", and the site has zh or en`,
		"notes: this is a symbolic link, which could lead out of the content; put the file itself here",
		`content/tsag/group.yaml:1:7: the language "en" is missing in this text`,
	}}})
}

// TestWrongIsThere: what is wrong is not missing too.
func TestWrongIsThere(t *testing.T) {
	fsys := base(t)
	edit("meeting.yaml", "    email: sg1@example.org\n", "    email: sg1@example\n").apply(t, fsys)
	a, diags, err := content.Load(fsys)
	if err != nil || len(diags) != 1 {
		t.Fatal(diags, err)
	}
	if c := a.Groups[0].Meetings[0].Contact("secretariat"); c == nil || c.Email != "sg1@example" {
		t.Errorf("read %v", c)
	}
}

// A folder, a link or a device where a file should be, and the reverse.
func TestKindsOfFiles(t *testing.T) {
	const link = ": this is a symbolic link, which could lead out of the content; put the file itself here"
	const dir = ": this is a folder; put a file here"
	run(t, []row{
		{"folder for site.yaml", []change{remove("content/site.yaml"), write("content/site.yaml/x", "")}, []string{"content/site.yaml" + dir}},
		{"folder for group.yaml", []change{remove("content/sg1/group.yaml"), write("content/sg1/group.yaml/x", "")}, []string{"content/sg1/group.yaml" + dir}},
		{"folder for meeting.yaml", []change{remove("meeting.yaml"), write("meeting.yaml/x", "")}, []string{"meeting.yaml" + dir}},
		{"folder for deadlines.yaml", []change{remove("deadlines.yaml"), write("deadlines.yaml/x", "")}, []string{"deadlines.yaml" + dir}},
		{"folder for a letter", []change{remove("letter.en.md"), write("letter.en.md/x", "")}, []string{"letter.en.md" + dir}},
		{"folder for an annex", []change{remove("annex-b.yaml"), write("annex-b.yaml/x", "")}, []string{"annex-b.yaml" + dir}},
		{"folder for an attachment", []change{remove("form.pdf"), write("form.pdf/x", "")}, []string{"form.pdf" + dir}},
		{"file for a group", []change{write("content/sg2", "")}, []string{"content/sg2: this file has no use here"}},
		{"file for a meeting", []change{write("content/sg1/2024-05-bern", "")}, []string{"content/sg1/2024-05-bern: this file has no use here"}},
		{"link for site.yaml", []change{odd("content/site.yaml", fs.ModeSymlink)}, []string{"content/site.yaml" + link}},
		{"link for group.yaml", []change{odd("content/sg1/group.yaml", fs.ModeSymlink)}, []string{"content/sg1/group.yaml" + link}},
		{"link for meeting.yaml", []change{odd("meeting.yaml", fs.ModeSymlink)}, []string{"meeting.yaml" + link}},
		{"link for a letter", []change{odd("letter.zh.md", fs.ModeSymlink)}, []string{"letter.zh.md" + link}},
		{"link for an annex", []change{odd("annex-c.yaml", fs.ModeSymlink)}, []string{"annex-c.yaml" + link}},
		{"link for an attachment", []change{odd("form.pdf", fs.ModeSymlink)}, []string{"form.pdf" + link}},
		{"link for a group", []change{odd("content/sg2", fs.ModeSymlink)}, []string{"content/sg2" + link}},
		{"pipe", []change{odd("meeting.yaml", fs.ModeNamedPipe)}, []string{"meeting.yaml: this is not a regular file; put one here"}},
		{"device", []change{odd("content/sg2", fs.ModeDevice)}, []string{"content/sg2: this is not a regular file; put one here"}},
	})
}

// A link is not followed on a real disk either.
func TestSymlinkOnDisk(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, base(t)); err != nil {
		t.Fatal(err)
	}
	outside := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(outside, []byte("root: x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	letter := filepath.Join(dir, folder, "letter.en.md")
	if err := os.Remove(letter); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, letter); err != nil {
		t.Skip(err) // some systems keep links to administrators
	}
	_, diags, err := content.Load(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	compare(t, diags, []string{"letter.en.md: this is a symbolic link, which could lead out of the content; put the file itself here"})
}

func TestIgnored(t *testing.T) {
	var changes []change
	for _, dir := range []string{"content/", "content/sg1/", folder} {
		for _, name := range []string{"meeting.yaml~", "x.orig", "meeting.yaml___jb_tmp___", "meeting (conflicted copy 2027-05-31 101500).yaml", "4913", ".hidden", ".git/config"} {
			changes = append(changes, write(dir+name, "\x00 not read: ["))
		}
		changes = append(changes, odd(dir+".#lock", fs.ModeSymlink))
	}
	run(t, []row{{"ignored", changes, nil}, one("not ignored", write("swp.md", ""), "swp.md: this file has no use here")})
}

func TestNoContent(t *testing.T) {
	_, diags, err := content.Load(fstest.MapFS{"other/site.yaml": &fstest.MapFile{}})
	if err != nil {
		t.Fatal(err)
	}
	compare(t, diags, []string{"content: there is no folder content here; change into the project's folder or name it with --source"})
}

// What stands in the place of the whole content is a problem of the content too.
func TestNoFolder(t *testing.T) {
	_, diags, err := content.Load(fstest.MapFS{"content": &fstest.MapFile{}})
	if err != nil {
		t.Fatal(err)
	}
	compare(t, diags, []string{"content: this is not a folder; put the folder with the content here"})
}

// gone is a file system of which some files are listed and not there any more.
type gone struct {
	fstest.MapFS
	names []string
}

func (g gone) Lstat(name string) (fs.FileInfo, error) {
	if slices.Contains(g.names, name) {
		return nil, &fs.PathError{Op: "lstat", Path: name, Err: fs.ErrNotExist}
	}
	return g.MapFS.Lstat(name)
}

// late is one of which they are there when they are looked at, and not when they are
// read.
type late struct{ gone }

func (l late) Lstat(name string) (fs.FileInfo, error) { return l.MapFS.Lstat(name) }

func (l late) ReadFile(name string) ([]byte, error) {
	if slices.Contains(l.names, name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return l.MapFS.ReadFile(name)
}

// A file that is removed while its folder is read is missing: the meeting must not
// pass for one without it.
func TestGone(t *testing.T) {
	for _, names := range [][]string{
		{"meeting.yaml"}, {"deadlines.yaml"}, {"venue.yaml"}, {"annex-b.yaml"}, {"form.pdf"}, {"letter.zh.md"},
		{"letter.zh.md", "letter.en.md"}, {"annex-a.zh.md", "annex-a.en.md"}, {"revision-1.zh.md", "revision-1.en.md"},
	} {
		fsys := base(t)
		for _, lang := range []string{"zh", "en"} {
			write("revision-1."+lang+".md", "---\ntitle: x\ndescription: x\n---\nx\n").apply(t, fsys)
		}
		files := gone{MapFS: fsys}
		for _, name := range names {
			files.names = append(files.names, full(name))
		}
		for what, fsys := range map[string]fs.FS{"looked at": files, "read": late{files}} {
			_, diags, err := content.Load(fsys)
			if err != nil || !strings.Contains(fmt.Sprint(diags), "missing") && !strings.Contains(fmt.Sprint(diags), "there is no file") {
				t.Errorf("%s gone when %s: %v, %v", names, what, diags, err)
			}
		}
	}
}

func TestTooMuch(t *testing.T) {
	brackets := strings.Repeat("[", 100_000)
	run(t, []row{
		one("large file", write("letter.en.md", strings.Repeat("x", 4<<20+1)), "letter.en.md: this file has more than 4 MB; no text is so large"),
		one("deep nesting", write("venue.yaml", "name: "+brackets),
			"venue.yaml:1:10007: this file has more than 10000 lines, commas and opening brackets, which are the most that can be read; remove some"),
		one("deep nesting, closed", write("venue.yaml", "name: "+brackets[:9000]+strings.Repeat("]", 9000)+"\naddress: x\n"),
			"venue.yaml:1:7: this must be a text, not a list"),
		one("agenda of eight levels", edit("annex-b.yaml", "items:\n  - label: \"1.\"", "items:\n  - "+agenda(8)+"\n  - label: \"1.\"")),
		one("agenda of nine levels", edit("annex-b.yaml", "items:\n  - label: \"1.\"", "items:\n  - "+agenda(9)+"\n  - label: \"1.\""),
			"annex-b.yaml:6:148: an agenda has 8 levels at most; put these items one level higher"),
		one("agenda of a thousand levels", edit("annex-b.yaml", "items:\n  - label: \"1.\"", "items:\n  - "+agenda(1000)+"\n  - label: \"1.\""),
			"annex-b.yaml:6:148: an agenda has 8 levels at most; put these items one level higher"),
		one("long name", edit("deadlines.yaml", "id: interpretation", "id: "+strings.Repeat("x", 101)),
			"deadlines.yaml:1:7: this name has 101 characters, and 100 are the most; choose a shorter one"),
		one("many languages", edit("content/site.yaml", "languages: [zh, en]", "languages: [zh, en, "+strings.Join(tags(23), ", ")+"]"),
			"content/site.yaml:4:131: a site has 24 languages at most; remove some"),
		one("a hundred roles", edit("content/site.yaml", "roles:\n", "roles:\n"+roles(98))),
		one("more roles", edit("content/site.yaml", "roles:\n", "roles:\n"+roles(100)),
			"content/site.yaml:108:3: a site has 100 roles at most; remove some"),
		one("long text", edit("meeting.yaml", "name: A. Chair", "name: "+strings.Repeat("主", 2001)),
			"meeting.yaml:24:11: this text has 2001 characters, and 2000 are the most that can be read; shorten it, or write it into the prose"),
		one("long title of a page", edit("letter.en.md", "title: Collective letter", "title: "+strings.Repeat("x", 2001)),
			"letter.en.md:2:8: this text has 2001 characters, and 2000 are the most that can be read; shorten it, or write it into the prose"),
	})
}

// agenda returns an item of an agenda with items below it, so many levels in all.
func agenda(levels int) string {
	return strings.Repeat("{text: x, items: [", levels-1) + "{text: x}" + strings.Repeat("]}", levels-1)
}

// roles returns so many roles of a site.
func roles(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "  r%d: R\n", i)
	}
	return b.String()
}

// tags returns tags of languages that nobody speaks.
func tags(n int) []string {
	var list []string
	for i := range n {
		list = append(list, fmt.Sprintf("x-%c", 'a'+i))
	}
	return list
}

// What some editing programs add to a file changes nothing.
func TestLineEndsAndMarks(t *testing.T) {
	read := func(change func([]byte) []byte) string {
		fsys := base(t)
		edit("letter.en.md", "on 4 days", "on <b>4</b> days").apply(t, fsys)
		edit("meeting.yaml", "name: A. Chair", "name: 12").apply(t, fsys)
		edit("annex-a.zh.md", "description: 会议实用信息", "description: [").apply(t, fsys)
		for name, f := range fsys {
			if !strings.HasSuffix(name, ".pdf") {
				fsys[name] = &fstest.MapFile{Data: change(f.Data)}
			}
		}
		a, diags, err := content.Load(fsys)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		if err := diags.Print(&b); err != nil {
			t.Fatal(err)
		}
		for _, m := range a.Meetings() {
			b.WriteString(m.Title.In("zh") + m.Letter.Prose["en"].Title + m.Letter.Prose["en"].Words)
		}
		return b.String()
	}
	plain := read(func(b []byte) []byte { return b })
	for _, line := range []string{"letter.en.md:6:42:", "letter.en.md:6:46:", "meeting.yaml:24:11:", "annex-a.zh.md:4:1:", "第1研究组会议"} {
		if !strings.Contains(plain, line) {
			t.Fatalf("no %s in %s", line, plain)
		}
	}
	crlf := func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")) }
	mark := func(b []byte) []byte { return append([]byte("\ufeff"), b...) }
	for name, change := range map[string]func([]byte) []byte{
		"CRLF": crlf, "byte order mark": mark, "both": func(b []byte) []byte { return mark(crlf(b)) },
	} {
		if d := cmp.Diff(plain, read(change)); d != "" {
			t.Errorf("%s makes a difference (-without +with):\n%s", name, d)
		}
	}
}

// broken is a file system of which one file cannot be used.
type broken struct {
	fstest.MapFS
	name, op string
}

var errDisk = errors.New("the disk is broken")

func (b broken) fail(op, name string) error {
	if op == b.op && name == b.name {
		return &fs.PathError{Op: op, Path: name, Err: errDisk}
	}
	return nil
}

func (b broken) Open(name string) (fs.File, error) {
	if err := b.fail("open", name); err != nil {
		return nil, err
	}
	return b.MapFS.Open(name)
}

func (b broken) ReadFile(name string) ([]byte, error) {
	if err := b.fail("read", name); err != nil {
		return nil, err
	}
	return b.MapFS.ReadFile(name)
}

func (b broken) ReadDir(name string) ([]fs.DirEntry, error) {
	if err := b.fail("read", name); err != nil {
		return nil, err
	}
	return b.MapFS.ReadDir(name)
}

func (b broken) Stat(name string) (fs.FileInfo, error) {
	if err := b.fail("stat", name); err != nil {
		return nil, err
	}
	return b.MapFS.Stat(name)
}

func (b broken) Lstat(name string) (fs.FileInfo, error) {
	if err := b.fail("lstat", name); err != nil {
		return nil, err
	}
	return b.MapFS.Lstat(name)
}

// What cannot be read is an error of input and output, and no diagnostic.
func TestUnreadable(t *testing.T) {
	var cases []broken
	for _, name := range []string{"content/site.yaml", "content/sg1/group.yaml", folder + "meeting.yaml", folder + "venue.yaml", folder + "deadlines.yaml", folder + "letter.en.md", folder + "annex-b.yaml", folder + "form.pdf"} {
		cases = append(cases, broken{base(t), name, "read"}, broken{base(t), name, "lstat"})
	}
	for _, dir := range []string{"content", "content/sg1", strings.TrimSuffix(folder, "/")} {
		cases = append(cases, broken{base(t), dir, "read"})
	}
	cases = append(cases, broken{base(t), "content", "stat"})
	for _, c := range cases {
		t.Run(c.op+" "+c.name, func(t *testing.T) {
			_, diags, err := content.Load(c)
			if !errors.Is(err, errDisk) {
				t.Errorf("error %v", err)
			}
			for _, d := range diags {
				if d.File == c.name {
					t.Errorf("a diagnostic too: %s", d)
				}
			}
		})
	}
}

// The same content gives the same diagnostics in the same order.
func TestDeterministic(t *testing.T) {
	load := func() diag.List {
		fsys := base(t)
		for name, f := range fsys { // every file says something else wrong
			fsys[name] = &fstest.MapFile{Data: bytes.ReplaceAll(f.Data, []byte("en"), []byte("eng"))}
		}
		edit("content/site.yaml", "languages: [zh, eng]", "languages: [zh, en]").apply(t, fsys)
		_, diags, err := content.Load(fsys)
		if err != nil {
			t.Fatal(err)
		}
		return diags
	}
	first := load()
	if len(first) < 30 {
		t.Fatalf("only %d diagnostics", len(first))
	}
	for range 5 {
		if d := cmp.Diff(first, load()); d != "" {
			t.Fatalf("another run says something else:\n%s", d)
		}
	}
	sorted := slices.Clone(first)
	if sorted.Sort(); !slices.Equal(first, sorted) {
		t.Error("the diagnostics are not sorted")
	}
}

func BenchmarkLoad(b *testing.B) {
	fsys := os.DirFS(project)
	for b.Loop() {
		if _, diags, err := content.Load(fsys); err != nil || len(diags) > 0 {
			b.Fatal(err, diags)
		}
	}
}
