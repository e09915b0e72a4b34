package site

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func themeFile(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

// read reads a theme and returns its files, each with its content, and problems.
func read(t *testing.T, layers ...fs.FS) (files []string, problems []string) {
	t.Helper()
	th, diags, err := ReadTheme(layers...)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range th.base {
		files = append(files, fmt.Sprintf("%s: %s", name, data))
	}
	for name, data := range th.assets {
		files = append(files, fmt.Sprintf("/%s: %s", name, data))
	}
	diags.Sort()
	for _, d := range diags {
		problems = append(problems, d.String())
	}
	slices.Sort(files)
	return files, problems
}

// Files are overridden one by one.
func TestThemeLayers(t *testing.T) {
	own, program := fstest.MapFS{}, fstest.MapFS{}
	for _, name := range []string{"layouts/home.html", "layouts/_partials/x.html", "i18n/fr.yaml", "static/css/a.css", "static/CNAME", "content/site.yaml", "public/index.html"} {
		own[name] = themeFile("own")
	}
	for _, name := range []string{"layouts/home.html", "layouts/_partials/y.html", "i18n/en.yaml", "static/css/a.css", "static/css/b.css"} {
		program[name] = themeFile("program")
	}
	files, problems := read(t, own, program)
	want := []string{
		"/CNAME: own", "/css/a.css: own", "/css/b.css: program", "i18n/en.yaml: program", "i18n/fr.yaml: own",
		"layouts/_partials/x.html: own", "layouts/_partials/y.html: program", "layouts/home.html: own",
	}
	if diff := cmp.Diff(want, files); diff != "" || problems != nil {
		t.Errorf("files (-want +got):\n%s\nproblems: %v", diff, problems)
	}
}

// Names decide which files are published; others are reported, unless programs leave them
// behind.
func TestThemeHidden(t *testing.T) {
	own := fstest.MapFS{}
	for _, name := range []string{
		// Published.
		"static/.nojekyll", "static/.htaccess", "static/downloads/.htaccess", "static/.well-known/security.txt",
		"static/.well-known/acme/x", "static/a.txt", "static/backup.bak/a.txt",
		// Left behind by editing programs and operating systems.
		"static/.DS_Store", "static/._a.txt", "static/.a.txt.swp", "static/a.txt~", "static/.a.txt~", "static/#a.txt#", "static/.#a.txt",
		"static/~$a.docx", "static/.~lock.a.odt#", "static/a.bak", "static/Thumbs.db", "static/css/a (conflicted copy).css", "static/.well-known/.DS_Store", "static/.Trash-1000/x",
		"layouts/.home.html.swp", "layouts/home.html~", "layouts/.git/config", "i18n/en.yaml.bak", "i18n/.DS_Store",
		// Perhaps meant to be published, perhaps a secret.
		"static/.env", "static/.git/config", "static/.git/HEAD", "static/css/.htpasswd", "static/.well-known/.env",
		"static/a/.well-known/x", "static/.plenary-files", "static/.gitignore",
	} {
		own[name] = themeFile("")
	}
	files, problems := read(t, own)
	want := []string{
		"/.htaccess: ", "/.nojekyll: ", "/.well-known/acme/x: ", "/.well-known/security.txt: ", "/a.txt: ", "/backup.bak/a.txt: ", "/downloads/.htaccess: ",
	}
	if diff := cmp.Diff(want, files); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	wanted := []string{}
	for _, name := range []string{
		".env", ".git", ".gitignore", ".plenary-files", ".well-known/.env", "a/.well-known", "css/.htpasswd",
	} {
		wanted = append(wanted, "static/"+name+": warning: this is not published, because its name begins with a dot; of such names only .well-known, .htaccess and .nojekyll are")
	}
	slices.Sort(problems)
	if diff := cmp.Diff(wanted, problems); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// What cannot be part of a theme is reported, and everything else is read.
func TestThemeProblems(t *testing.T) {
	const irregular = ": this is not a regular file; put one here, or remove it"
	const link = ": this symbolic link does not lead to a file of the project; put the file itself here"
	const folder = ": this is not a folder of the project; put a folder here, or remove it"
	const name = ": this name is not UTF-8 or has a control character; choose another"
	const isFile = ": this is a file, and the program has a folder of this name; give the file another name"
	program := fstest.MapFS{"layouts/home.html": themeFile(""), "layouts/_partials/x.html": themeFile(""), "static/css/a.css": themeFile("")}
	for _, c := range []struct {
		name  string
		files fstest.MapFS
		want  []string
	}{
		{"nothing", fstest.MapFS{"content/site.yaml": themeFile("")}, nil},
		{"file for a folder", fstest.MapFS{"layouts": themeFile(""), "i18n": themeFile(""), "static": themeFile("")},
			[]string{"i18n" + folder, "layouts" + folder, "static" + folder}},
		{"pipe for a folder", fstest.MapFS{"static": {Mode: fs.ModeNamedPipe}}, []string{"static" + folder}},
		{"link to a folder", fstest.MapFS{"real/CNAME": themeFile(""), "static": {Mode: fs.ModeSymlink, Data: []byte("real")}}, nil},
		{"link to nothing", fstest.MapFS{"static": {Mode: fs.ModeSymlink, Data: []byte("real")}}, []string{"static" + folder}},
		{"pipe", fstest.MapFS{"layouts/x.html": {Mode: fs.ModeNamedPipe}, "i18n/en.yaml": {Mode: fs.ModeDevice}, "static/x": {Mode: fs.ModeSocket}},
			[]string{"i18n/en.yaml" + irregular, "layouts/x.html" + irregular, "static/x" + irregular}},
		{"link", fstest.MapFS{"static/x": {Mode: fs.ModeSymlink, Data: []byte("../y")}, "y": themeFile("")}, nil},
		{"broken link", fstest.MapFS{"static/x": {Mode: fs.ModeSymlink, Data: []byte("y")}}, []string{"static/x" + link}},
		{"link to a folder in a folder", fstest.MapFS{"static/x": {Mode: fs.ModeSymlink, Data: []byte("../y")}, "y/z": themeFile("")}, []string{"static/x" + link}},
		{"names", fstest.MapFS{"static/a\xff": themeFile(""), "layouts/\x1b[2J.html": themeFile(""), "i18n/\xff/x": themeFile("")},
			[]string{`"i18n/\xff"` + name, `"layouts/\x1b[2J.html"` + name, `"static/a\xff"` + name}},
		{"file for a folder of the program", fstest.MapFS{"static/css": themeFile(""), "layouts/_partials": themeFile("")},
			[]string{"layouts/_partials" + isFile, "static/css" + isFile}},
		{"folder for a file of the program", fstest.MapFS{"static/css/a.css/b.css": themeFile(""), "layouts/home.html/x": themeFile("")}, []string{
			"layouts/home.html/x: the program has a file layouts/home.html, where this needs a folder; give the folder another name",
			"static/css/a.css/b.css: the program has a file static/css/a.css, where this needs a folder; give the folder another name",
		}},
	} {
		files, problems := read(t, c.files, program)
		if diff := cmp.Diff(c.want, problems); diff != "" {
			t.Errorf("%s: problems (-want +got):\n%s", c.name, diff)
		}
		for name := range maps.Keys(program) {
			if name == "static/css/a.css" {
				name = "/css/a.css"
			}
			if !slices.Contains(files, name+": ") {
				t.Errorf("%s: the program's %s is missing", c.name, name)
			}
		}
	}
}
