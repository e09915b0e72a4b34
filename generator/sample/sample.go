// Package sample generates archives of any size, for benchmarks and tests: a
// made-up organization with its groups, and as many meetings of them as asked
// for, in Chinese and English. The content has no problems; package check finds
// nothing to report in it.
//
//	err := sample.Write(dir, 1, 1000)                // a project in a folder
//	for path, data := range sample.Files(1, 1000) {} // the same, in memory
//	folder, files := sample.Meeting(1, 41)           // one meeting by itself
//
// # What stays the same
//
// The same seed makes the same bytes on every machine. A meeting depends on the
// seed and on its own number only, not on how many there are: an archive of
// 1,001 meetings is that of 1,000 and one more, which is what tests of
// incremental building need. Nothing depends on a meeting before it, so each can
// be made alone and memory stays flat however many there are.
//
// # What varies
//
// The groups are taken from a fixed list of 60, at least 4 and about one for
// every 40 meetings: study groups, working parties, focus groups, regional groups
// and an advisory group. There are 20 meetings a year, from 1993 on; after 45
// years, in 2037, they begin anew, so that a larger archive is denser and not
// longer. Meetings are on site, hybrid or remote, in some 60 cities; a few are
// joint, cancelled, postponed or moved. They have 3 to 14 deadlines and 1 to 4
// annexes: prose, an agenda of 5 to 80 items, a time plan, and prose or a short
// agenda once more. On average a meeting has 31 kB in 9 files and makes 15 pages,
// about as many as content/sg17/2023-08-goyang.
//
// # How it is made
//
// First it is settled when and where a meeting is, and whose (schedule.go); then
// its facts follow, file by file (plan.go); at last the prose, which is put
// together from the sentences in letter_text.go, annex_*.go and guide_text.go.
// Each sentence stands there in both languages and is used only where the facts
// that its shortcodes name exist; see [sentence].
package sample

import (
	"iter"
	"os"
	"path"
	"path/filepath"

	"plenary/generator/content"
)

// Dir is the folder of an archive that holds everything.
const Dir = "content"

// File is a file of an archive.
type File struct {
	Path string // slash-separated, "content/sg03/2011-05-nairobi/meeting.yaml"
	Data []byte
}

// Write writes an archive of n meetings as the folder content of dir, which is
// made if it does not exist. Files of the same names are overwritten; others
// stay.
func Write(dir string, seed uint64, n int) error {
	folder := ""
	for name, data := range Files(seed, n) {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if parent := filepath.Dir(name); parent != folder {
			if err := os.MkdirAll(parent, 0o777); err != nil {
				return err
			}
			folder = parent
		}
		if err := os.WriteFile(name, data, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// Files yields the paths and the contents of the files of an archive of n
// meetings: the [Frame] first, then meeting by meeting. Each is made when it is
// asked for.
func Files(seed uint64, n int) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for _, f := range Frame(n) {
			if !yield(f.Path, f.Data) {
				return
			}
		}
		for i := range n {
			_, files := Meeting(seed, i)
			for _, f := range files {
				if !yield(f.Path, f.Data) {
					return
				}
			}
		}
	}
}

// Frame returns the files above the meetings, of an archive of n meetings: that
// of the site, and those of the groups in their order. It is the same for every
// seed.
func Frame(n int) []File {
	files := []File{{path.Join(Dir, "site.yaml"), encode(siteOf())}}
	for _, g := range groups[:groupsBy(n-1)] {
		files = append(files, File{path.Join(Dir, g.id(), "group.yaml"), encode(g.file())})
	}
	return files
}

// Meeting returns the folder of a meeting, "sg03/2011-05-nairobi", and its files.
// Meetings are numbered from 0 on. Its group and those that it is held jointly
// with are in the [Frame] of every archive that has the meeting.
func Meeting(seed uint64, i int) (folder string, files []File) {
	p := newPlan(seed, i)
	return p.folder, p.files()
}

// files returns the files of the meeting.
func (p *plan) files() []File {
	var files []File
	add := func(name string, data []byte) {
		files = append(files, File{path.Join(Dir, p.folder, name), data})
	}
	add("meeting.yaml", encode(p.meeting))
	add("deadlines.yaml", encode(p.deadlines))
	if p.venue != nil {
		add("venue.yaml", encode(p.venue))
	}
	for _, l := range p.meeting.Links {
		if l.File != "" {
			add(l.File, p.form())
		}
	}
	for _, pg := range p.pages() {
		add(pg.name, pg.data)
	}
	add(content.RecordFile, p.record(files))
	return files
}
