// Package archive writes archives of any number of meetings, for tests and
// benchmarks.
//
//	err := archive.Write(dir, 1, 1000) // the folder content of a project
//	folder := archive.Folder(1, 41)    // where one of the meetings is
//
// Each meeting is a copy of the shipped meeting or of one of the made-up meetings in
// generator/pipeline/testdata, with another date, place and group, with other roles,
// often with one more annex and with a later change in its record. Package check
// finds no problem. The program that uses the package runs inside the repository.
//
// A meeting depends on the seed and its number only, so a larger archive contains a
// smaller one of the same seed. Each 2,584 meetings are spread evenly over the weeks
// from 1990 to mid-2039; the next 2,584 use the same weeks again.
package archive

import (
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"plenary/generator/content"
	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/revision"
)

// Folder returns the folder of meeting i, "content/sg03/2011-05-nairobi".
func Folder(seed uint64, i int) string { return newStamp(seed, i).folder() }

// Write writes an archive of n meetings as the folder content of dir, which it
// creates if necessary.
func Write(dir string, seed uint64, n int) error {
	w, err := newWriter(dir, n)
	if err != nil {
		return err
	}
	for i := range n {
		if err := w.meeting(seed, i); err != nil {
			return fmt.Errorf("meeting %d: %w", i, err)
		}
	}
	return nil
}

// writer writes an archive into a folder.
type writer struct {
	dir   string
	root  *os.Root // of the repository
	frame *content.Frame
}

// newWriter writes the files of the site and of the groups.
func newWriter(dir string, n int) (*writer, error) {
	root, err := repository()
	if err != nil {
		return nil, err
	}
	w := &writer{dir: dir, root: root}
	site, err := root.ReadFile(madeUp + "site.yaml")
	if err != nil {
		return nil, err
	}
	names := strings.Builder{}
	for _, p := range places {
		if !strings.Contains(string(site), p.zone) {
			fmt.Fprintf(&names, "  %s: {zh: %s, en: %s}\n", p.zone, p.city.zh, p.city.en)
		}
	}
	text := strings.NewReplacer("\nroles:\n", "\nroles:\n"+moreRoles, "\nzones:\n", "\nzones:\n"+names.String()).Replace(string(site))
	if err := w.write(path.Join(content.Dir, "site.yaml"), text); err != nil {
		return nil, err
	}
	for set := range sets(n) {
		for _, folder := range groups {
			text, err := root.ReadFile(folder + "/group.yaml")
			if err != nil {
				return nil, err
			}
			if err := w.write(path.Join(content.Dir, numbered(path.Base(folder), set), "group.yaml"), numbered(string(text), set)); err != nil {
				return nil, err
			}
		}
	}
	frame, diags, err := content.LoadFrame(os.DirFS(dir))
	w.frame = frame
	return w, failure(err, diags)
}

// repository returns the folder of the repository in which the program runs.
func repository() (*os.Root, error) {
	dir, err := os.Getwd()
	for ; err == nil; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil || dir == filepath.Dir(dir) {
			return os.OpenRoot(dir)
		}
	}
	return nil, err
}

// write writes a file; its name has slashes.
func (w *writer) write(name, text string) error {
	name = filepath.Join(w.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(text), 0o666)
}

// meeting writes the files of meeting i and its record: as it was first issued, 14
// weeks before it begins, and as it was changed four weeks later, if it was.
func (w *writer) meeting(seed uint64, i int) error {
	s := newStamp(seed, i)
	files, err := s.files(w.root)
	if err != nil {
		return err
	}
	before, message := s.change(files)
	record, err := w.record(s, before, nil, 98, meeting.Text{})
	if err == nil && message.By != nil {
		_, err = w.record(s, files, record, 70, message)
	}
	return err
}

// record writes files and their record, which it returns: the given one and a revision
// from so many days before the meeting.
func (w *writer) record(s *stamp, files map[string]string, record []byte, days int, message meeting.Text) ([]byte, error) {
	folder := s.folder()
	for name, text := range files {
		if err := w.write(path.Join(folder, name), text); err != nil {
			return nil, err
		}
	}
	group := w.frame.Archive.Group(s.group())
	m, diags, err := w.frame.Meeting(os.DirFS(w.dir), content.Folder{Group: group, Name: path.Base(folder)})
	if err := failure(err, diags); err != nil {
		return nil, err
	}
	date := s.first.AddDate(0, 0, -days).Add(8 * time.Hour)
	record, err = revision.Append(record, revision.Compare(m).Next(date, "", message))
	if err != nil {
		return nil, err
	}
	return record, w.write(path.Join(folder, content.RecordFile), string(record))
}

// failure returns the error of reading what was written, or of problems in it.
func failure(err error, diags diag.List) error {
	if err == nil && diags.Blocks() {
		err = fmt.Errorf("%v", diags)
	}
	return err
}

const reason = "reason: {zh: 收到的文稿太少。, en: Too few contributions were received.}\n"

var statusLine = regexp.MustCompile(`(?m)^status: `)

// change changes the files of half of the meetings. It returns the files as they were
// before, and what the record says about the change.
func (s *stamp) change(files map[string]string) (before map[string]string, message meeting.Text) {
	before = maps.Clone(files)
	deadlines := files["deadlines.yaml"]
	i := strings.LastIndex(deadlines, "- id: ")
	asPlanned := !strings.Contains(deadlines[i:], "status:")
	switch kind := s.IntN(12); {
	case kind < 3 && asPlanned: // put off by a week
		before["deadlines.yaml"] = deadlines[:i] + shifted(deadlines[i:], -7, s.first.Year())
	case kind < 5 && asPlanned:
		files["deadlines.yaml"] += "  status: " + []string{"cancelled", "postponed"}[kind-3] + "\n  " + reason
	case kind == 5 && !statusLine.MatchString(files["meeting.yaml"]):
		files["meeting.yaml"] += "\nstatus: cancelled\n" + reason
	default:
		return before, meeting.Text{}
	}
	return before, meeting.Text{By: map[string]string{"zh": "会议安排有变。", "en": "The arrangements have changed."}}
}
