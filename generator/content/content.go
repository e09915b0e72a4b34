// Package content reads what editors write: the folder content/ of YAML and
// Markdown files, into an archive of meetings.
//
// Loading is strict and complete. Whatever cannot be understood is reported with
// file, line and column and what would be right; everything in one run. What
// could be read is returned all the same, so that package check can go on. Only
// when the site's languages are unknown is nothing else read.
//
// The files and their keys are described in generator/docs/handbook.en.md.
package content

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/prose"
	"plenary/generator/strictyaml"
)

// Dir is the folder that holds the content, as diagnostics name it.
const Dir = "content"

// maxFile is the most that a file of text may hold, in bytes. A long annex has
// some 50,000; beyond this something else than text was saved here.
const maxFile = 4 << 20

// Load reads the folder content/ of fsys. The error is of input and output
// only; problems of the content are diagnostics.
func Load(fsys fs.FS) (*meeting.Archive, diag.List, error) {
	l := &loader{fsys: fsys, archive: &meeting.Archive{}}
	if _, err := fs.Stat(fsys, Dir); errors.Is(err, fs.ErrNotExist) {
		l.diags.Errorf(diag.Pos{File: Dir}, "there is no folder content here; change into the project's folder or name it with --source")
		return l.archive, l.diags, nil
	} else if err != nil {
		return nil, nil, err
	}
	l.site()
	if len(l.archive.Site.Languages) == 0 { // reported; without them every text would be a mistake of its own
		l.diags.Sort()
		return l.archive, l.diags, l.err
	}
	for _, name := range l.folders(Dir, "site.yaml") {
		l.group(path.Join(Dir, name))
	}
	l.sameIDs()
	l.diags.Sort()
	return l.archive, l.diags, l.err
}

// loader reads files into an archive and collects what is wrong with them.
type loader struct {
	fsys    fs.FS
	archive *meeting.Archive
	diags   diag.List
	err     error // the first of input and output
}

// file is a YAML file that is being read.
type file struct {
	strictyaml.Reader
	*loader
	home homeZone
}

// open reads a YAML file. It returns false, with the reason reported, when
// there is nothing that could be read further.
func (l *loader) open(name string) (*file, *yaml.Node, bool) {
	src, ok := l.read(name)
	if !ok {
		return nil, nil, false
	}
	f := &file{Reader: strictyaml.Reader{File: name, Diags: &l.diags}, loader: l}
	root, ok := f.Parse(src)
	return f, root, ok
}

func (l *loader) read(name string) ([]byte, bool) {
	info, err := fs.Lstat(l.fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		l.diags.Errorf(diag.Pos{File: name}, "this file is missing")
		return nil, false
	case err != nil:
		l.fail(err)
		return nil, false
	case l.irregular(name, info.Mode()):
		return nil, false
	case info.Size() > maxFile:
		l.diags.Errorf(diag.Pos{File: name}, "this file holds more than %d MB, which no text does", maxFile>>20)
		return nil, false
	}
	src, err := fs.ReadFile(l.fsys, name)
	if err != nil {
		l.fail(err)
		return nil, false
	}
	return bytes.TrimPrefix(src, []byte(strictyaml.BOM)), true
}

// irregular reports what stands where a file is wanted and is none. It does not
// follow symbolic links: what they point to may lie anywhere.
func (l *loader) irregular(name string, mode fs.FileMode) bool {
	switch {
	case mode.IsRegular():
		return false
	case mode.IsDir():
		l.diags.Errorf(diag.Pos{File: name}, "this is a folder, where a file is wanted")
	case mode&fs.ModeSymlink != 0:
		l.diags.Errorf(diag.Pos{File: name}, "this is a symbolic link, which could lead out of the content; put the file itself here")
	default:
		l.diags.Errorf(diag.Pos{File: name}, "this is no regular file; put one here")
	}
	return true
}

func (l *loader) fail(err error) {
	if l.err == nil {
		l.err = err
	}
}

// folders returns the folders directly below dir, sorted. Files other than the
// expected ones are reported, as are symbolic links; what editors leave behind
// is passed over.
func (l *loader) folders(dir string, expected ...string) []string {
	var names []string
	for _, e := range l.entries(dir) {
		name := path.Join(dir, e.Name())
		switch {
		case e.IsDir() && !prose.IsSlug("x"+e.Name()):
			l.diags.Errorf(diag.Pos{File: name}, "a folder's name becomes part of the address; use small letters a to z, digits and hyphens")
		case e.IsDir():
			names = append(names, e.Name())
		case !slices.Contains(expected, e.Name()):
			l.diags.Errorf(diag.Pos{File: name}, "this file has no use here%s", diag.DidYouMean(e.Name(), expected))
		}
	}
	return names
}

// leftover matches what editing programs keep beside the file being edited, and
// what operating systems leave in folders.
var leftover = regexp.MustCompile(`^\.|^~\$|~$|^#.*#$|\.(sw[a-p]|bak|tmp|orig|save)$|^(Thumbs\.db|desktop\.ini|4913)$`)

// entries lists a folder without leftovers, and without what is neither file
// nor folder, which is reported.
func (l *loader) entries(dir string) []fs.DirEntry {
	list, err := fs.ReadDir(l.fsys, dir)
	if err != nil {
		l.fail(err)
		return nil
	}
	return slices.DeleteFunc(list, func(e fs.DirEntry) bool {
		if leftover.MatchString(e.Name()) {
			return true
		}
		return !e.IsDir() && l.irregular(path.Join(dir, e.Name()), e.Type())
	})
}

func (l *loader) site() {
	f, root, ok := l.open(path.Join(Dir, "site.yaml"))
	if !ok {
		return
	}
	s := &l.archive.Site
	s.Pos = f.Pos(root)
	s.Roles, s.Zones = map[string]meeting.Text{}, map[string]meeting.Text{}
	if n := strictyaml.Value(root, "languages"); n != nil { // texts below are checked against them
		f.languages(n)
	}
	f.Object(root, "the site", []strictyaml.Field{
		{Key: "title", Required: true, Read: f.text(&s.Title)},
		{Key: "description", Required: true, Read: f.text(&s.Description)},
		{Key: "organization", Required: true, Read: f.text(&s.Organization)},
		{Key: "languages", Required: true, Read: func(*yaml.Node) {}}, // read above
		{Key: "base_url", Required: true, Read: f.baseURL(&s.BaseURL)},
		{Key: "calendar_domain", Required: true, Read: f.domain(&s.UIDDomain)},
		{Key: "roles", Read: func(n *yaml.Node) {
			f.Map(n, "a set of roles", func(k, v *yaml.Node) {
				var t meeting.Text
				f.isSlug(k)
				f.text(&t)(v)
				s.Roles[k.Value] = t
			})
		}},
		{Key: "zones", Read: func(n *yaml.Node) {
			f.Map(n, "a set of zones", func(k, v *yaml.Node) {
				var t meeting.Text
				f.location(k)
				f.text(&t)(v)
				s.Zones[k.Value] = t
			})
		}},
	})
}

func (l *loader) group(dir string) {
	f, root, ok := l.open(path.Join(dir, "group.yaml"))
	if !ok {
		return
	}
	g := &meeting.Group{Pos: f.Pos(root), ID: path.Base(dir)}
	if !prose.IsSlug(g.ID) {
		l.diags.Errorf(diag.Pos{File: dir}, "a group's folder must begin with a letter")
	}
	f.Object(root, "a group", []strictyaml.Field{
		{Key: "kind", Required: true, Read: f.text(&g.Kind)},
		{Key: "abbreviation", Read: f.str(&g.Abbreviation)},
		{Key: "short", Required: true, Read: f.text(&g.Short)},
		{Key: "name", Required: true, Read: f.text(&g.Name)},
		{Key: "home", Read: f.url(&g.Home)},
		{Key: "lead_roles", Read: f.texts(&g.LeadRoles)},
	})
	for _, name := range l.folders(dir, "group.yaml") {
		if m := l.meeting(path.Join(dir, name), g); m != nil {
			g.Meetings = append(g.Meetings, m)
		}
	}
	slices.SortStableFunc(g.Meetings, func(m, n *meeting.Meeting) int {
		if c := m.Days.First.Compare(n.Days.First); c != 0 {
			return c
		}
		return strings.Compare(m.Folder, n.Folder)
	})
	l.archive.Groups = append(l.archive.Groups, g)
}

// sameIDs reports meetings with the same ID: their calendars would overwrite
// each other. Which of them was published first, nobody here knows.
func (l *loader) sameIDs() {
	seen := map[string]*meeting.Meeting{}
	for _, m := range l.archive.Meetings() {
		if other := seen[m.ID]; other != nil && m.ID != "" {
			for _, pair := range [][2]*meeting.Meeting{{m, other}, {other, m}} {
				l.diags.Errorf(pair[0].At("id"), "the meeting in %s has the id %q too; give another to the one that was not published yet", pair[1].Pos.File, m.ID)
			}
		}
		seen[m.ID] = m
	}
}
