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
	"cmp"
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/prose"
	"plenary/generator/source"
	"plenary/generator/strictyaml"
)

// Dir is the folder of the content, as diagnostics name it.
const Dir = "content"

// maxFile is the size of the largest file of text, in bytes. A long annex has
// some 50,000; beyond this something else than text was saved here.
const maxFile = 4 << 20

// Load reads the folder content/ of fsys: the frame and every meeting. The error
// is an I/O error; problems of the content are diagnostics.
func Load(fsys fs.FS) (*meeting.Archive, diag.List, error) {
	f, diags, err := LoadFrame(fsys)
	if err != nil {
		return nil, nil, err
	}
	for _, folder := range f.Folders {
		m, more, err := f.Meeting(fsys, folder)
		if err != nil {
			return nil, nil, err
		}
		if diags = append(diags, more...); m != nil {
			m.Group.Meetings = append(m.Group.Meetings, m)
		}
	}
	for _, g := range f.Archive.Groups {
		slices.SortStableFunc(g.Meetings, func(m, n *meeting.Meeting) int {
			return cmp.Or(m.Days.First.Compare(n.Days.First), strings.Compare(m.Folder, n.Folder))
		})
	}
	var ids []Identity
	for _, m := range f.Archive.Meetings() {
		ids = append(ids, IdentityOf(m))
	}
	diags = append(diags, SameIDs(ids)...)
	diags.Sort()
	return f.Archive, diags, nil
}

// Frame is a project without its meetings: the site's settings, the groups, and
// where the meetings are.
type Frame struct {
	Archive *meeting.Archive // its groups have no meetings yet
	Folders []Folder         // sorted by group and name; none when the languages are unknown
}

// Folder is the folder of one meeting.
type Folder struct {
	Group *meeting.Group
	Name  string
}

// Path returns the folder's place, "content/sg17/2023-08-goyang".
func (f Folder) Path() string { return path.Join(Dir, f.Group.ID, f.Name) }

// LoadFrame reads a project without its meetings, which [Frame.Meeting] reads
// one by one. The error is an I/O error.
func LoadFrame(fsys fs.FS) (*Frame, diag.List, error) {
	f := &Frame{Archive: &meeting.Archive{}}
	l := &loader{fsys: fsys, archive: f.Archive}
	switch info, err := fs.Stat(fsys, Dir); {
	case errors.Is(err, fs.ErrNotExist):
		l.diags.Errorf(diag.Pos{File: Dir}, "there is no folder content here; change into the project's folder or name it with --source")
		return f, l.diags, nil
	case err == nil && !info.IsDir() || errors.Is(err, source.ErrIrregular) || err != nil && l.isLink(Dir): // a link that leads out of the project
		l.diags.Errorf(diag.Pos{File: Dir}, "this is not a folder; put the folder with the content here")
		return f, l.diags, nil
	case err != nil:
		return nil, nil, err
	}
	l.site()
	if len(f.Archive.Site.Languages) > 0 { // else reported; without them every text would be a mistake of its own
		for _, name := range l.folders(Dir, "site.yaml") {
			f.Folders = append(f.Folders, l.group(path.Join(Dir, name))...)
		}
	}
	l.diags.Sort()
	return f, l.diags, l.err
}

// Meeting reads a meeting's folder of fsys; nil when its main file cannot be
// read. It may be called for several meetings at once.
func (f *Frame) Meeting(fsys fs.FS, folder Folder) (*meeting.Meeting, diag.List, error) {
	l := &loader{fsys: fsys, archive: f.Archive}
	m := l.meeting(folder.Path(), folder.Group)
	return m, l.diags, l.err
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
	f := l.file(name)
	root, ok := f.Parse(src)
	return f, root, ok
}

// file returns what reads a YAML file.
func (l *loader) file(name string) *file {
	f := &file{Reader: strictyaml.Reader{File: name, Diags: &l.diags}, loader: l}
	if path.Base(name) == RecordFile {
		f.Limits, f.Conflict = recordLimits, recordConflict
	}
	return f
}

func (l *loader) read(name string) ([]byte, bool) {
	info, err := fs.Lstat(l.fsys, name)
	if err == nil && (l.irregular(name, info.Mode()) || l.tooLarge(name, info.Size(), maxFile)) {
		return nil, false
	}
	var src []byte
	if err == nil {
		src, err = fs.ReadFile(l.fsys, name)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		l.diags.Errorf(diag.Pos{File: name}, "this file is missing")
	case errors.Is(err, source.ErrIrregular): // since a moment ago
		l.irregular(name, fs.ModeIrregular)
	case err != nil:
		l.fail(err)
	case !l.tooLarge(name, int64(len(src)), maxFile):
		return bytes.TrimPrefix(src, []byte(strictyaml.BOM)), true
	}
	return nil, false
}

// tooLarge reports a file that is too large.
func (l *loader) tooLarge(name string, size, most int64) bool {
	if size > most {
		l.diags.Errorf(diag.Pos{File: name}, "this file has more than %d MB; no text is so large", most>>20)
	}
	return size > most
}

// irregular reports something that is not a file in the place of one. It does not
// follow symbolic links: what they point to may lie anywhere.
func (l *loader) irregular(name string, mode fs.FileMode) bool {
	switch {
	case mode.IsRegular():
		return false
	case mode.IsDir():
		l.diags.Errorf(diag.Pos{File: name}, "this is a folder; put a file here")
	case mode&fs.ModeSymlink != 0:
		l.diags.Errorf(diag.Pos{File: name}, "this is a symbolic link, which could lead out of the content; put the file itself here")
	default:
		l.diags.Errorf(diag.Pos{File: name}, "this is not a regular file; put one here")
	}
	return true
}

func (l *loader) fail(err error) {
	if l.err == nil {
		l.err = err
	}
}

func (l *loader) isLink(name string) bool {
	info, err := fs.Lstat(l.fsys, name)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
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

// Ignored reports by its name whether a file or folder is not part of the content: a
// hidden one, or a leftover.
func Ignored(name string) bool { return strings.HasPrefix(name, ".") || source.Leftover(name) }

// entries lists a folder without what is ignored, and without what is neither file nor
// folder or has a name that is not text, which is reported.
func (l *loader) entries(dir string) []fs.DirEntry {
	list, err := fs.ReadDir(l.fsys, dir)
	if err != nil {
		l.fail(err)
		return nil
	}
	return slices.DeleteFunc(list, func(e fs.DirEntry) bool {
		if Ignored(e.Name()) {
			return true
		}
		if !utf8.ValidString(e.Name()) {
			l.diags.Errorf(diag.Pos{File: path.Join(dir, e.Name())}, "this name is not UTF-8; give it another with small letters a to z, digits and hyphens")
			return true
		}
		return !e.IsDir() && l.irregular(path.Join(dir, e.Name()), e.Type())
	})
}

// maxRoles is how many roles a site may have: what each must do is a calendar of
// every meeting and group.
const maxRoles = 100

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
				if f.isSlug(k) && k.Value == meeting.NoRole {
					f.Errorf(k, "no role can be called %q, because deadlines-%[1]s.ics is the calendar with reminders; choose another name", k.Value)
				}
				f.text(&t)(v)
				if s.Roles[k.Value] = t; len(s.Roles) == maxRoles+1 {
					f.Errorf(k, "a site has %d roles at most; remove some", maxRoles)
				}
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

// group reads a group and returns the folders of its meetings.
func (l *loader) group(dir string) []Folder {
	f, root, ok := l.open(path.Join(dir, "group.yaml"))
	if !ok {
		return nil
	}
	g := &meeting.Group{Pos: f.Pos(root), ID: path.Base(dir)}
	if !prose.IsSlug(g.ID) {
		l.diags.Errorf(diag.Pos{File: dir}, "a group's folder must begin with a letter")
	}
	if slices.ContainsFunc(l.archive.Site.Languages, func(lang string) bool { return strings.EqualFold(lang, g.ID) }) {
		l.diags.Errorf(diag.Pos{File: dir}, "the folder %s is the address of the pages in that language; give the group's folder another name, as in %s-group", g.ID, g.ID)
	}
	f.Object(root, "a group", []strictyaml.Field{
		{Key: "kind", Required: true, Read: f.text(&g.Kind)},
		{Key: "abbreviation", Read: f.str(&g.Abbreviation)},
		{Key: "short", Required: true, Read: f.text(&g.Short)},
		{Key: "name", Required: true, Read: f.text(&g.Name)},
		{Key: "home", Read: f.url(&g.Home)},
		{Key: "lead_roles", Read: f.texts(&g.LeadRoles)},
	})
	l.archive.Groups = append(l.archive.Groups, g)
	var meetings []Folder
	for _, name := range l.folders(dir, "group.yaml") {
		if yearPattern.MatchString(name) {
			l.diags.Errorf(diag.Pos{File: path.Join(dir, name)}, "a year alone is the address of the list of its meetings; add the month or the place, as in %s-04-geneva", name)
			continue
		}
		if name == meeting.Subscribe {
			l.diags.Errorf(diag.Pos{File: path.Join(dir, name)}, "%s is the address of the page of the group's calendars; name the month and the place, as in 2024-04-geneva", name)
			continue
		}
		meetings = append(meetings, Folder{g, name})
	}
	return meetings
}

var yearPattern = regexp.MustCompile(`^[0-9]{4}$`)

// Identity is the permanent ID of a meeting and where it was given.
type Identity struct {
	ID   string
	Pos  diag.Pos
	File string // the meeting's main file
}

// IdentityOf returns the identity of a meeting.
func IdentityOf(m *meeting.Meeting) Identity { return Identity{m.ID, m.At("id"), m.Pos.File} }

// SameIDs reports meetings with the same ID: their calendars would overwrite
// each other. Which of them was published first, nobody here knows.
func SameIDs(list []Identity) diag.List {
	var diags diag.List
	seen := map[string]Identity{}
	for _, m := range list {
		if other, ok := seen[m.ID]; ok && m.ID != "" {
			for _, pair := range [][2]Identity{{m, other}, {other, m}} {
				diags.Errorf(pair[0].Pos, "the meeting in %s has the id %q too; give another to the one that was not published yet", pair[1].File, m.ID)
			}
		}
		seen[m.ID] = m
	}
	return diags
}
