package pipeline_test

import (
	"io/fs"
	"maps"
	"math"
	"path"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"plenary"
	"plenary/generator/cache"
	"plenary/generator/meeting"
	"plenary/generator/pipeline"
)

// shifting is a project in which one file is another for a while: from one access
// to it, or to the list of its folder, to another.
type shifting struct {
	files    fstest.MapFS
	name     string
	other    *fstest.MapFile // nil: there is no such file for that while
	from, to int             // the first access and the last

	mu       sync.Mutex
	accesses int
}

// at returns the files as an access to a name finds them.
func (s *shifting) at(name string) fstest.MapFS {
	s.mu.Lock()
	defer s.mu.Unlock()
	if name == s.name || name == path.Dir(s.name) {
		s.accesses++
	}
	return s.now()
}

// isOther reports whether the file is the other one now.
func (s *shifting) isOther() bool { return s.accesses >= s.from && s.accesses <= s.to }

// now returns the files as they are.
func (s *shifting) now() fstest.MapFS {
	if !s.isOther() {
		return s.files
	}
	files := maps.Clone(s.files)
	if s.other == nil {
		delete(files, s.name)
	} else {
		files[s.name] = s.other
	}
	return files
}

func (s *shifting) Open(name string) (fs.File, error)          { return s.at(name).Open(name) }
func (s *shifting) ReadFile(name string) ([]byte, error)       { return s.at(name).ReadFile(name) }
func (s *shifting) Lstat(name string) (fs.FileInfo, error)     { return s.at(name).Lstat(name) }
func (s *shifting) Stat(name string) (fs.FileInfo, error)      { return s.at(name).Stat(name) }
func (s *shifting) ReadLink(name string) (string, error)       { return s.at(name).ReadLink(name) }
func (s *shifting) ReadDir(name string) ([]fs.DirEntry, error) { return s.at(name).ReadDir(name) }

const (
	ownMeeting   = "content/sg1/2024-05-geneva/"
	jointMeeting = "content/sg2/2024-06-online/"
)

// small is a project with a file of every kind, each with what it says next and
// what that takes the place of.
var small = map[string]struct{ text, old, new string }{
	"content/site.yaml": {"title: Meetings\ndescription: About\norganization: Union\nlanguages: [en]\nbase_url: https://example.org/\n" +
		"calendar_domain: example.org\nroles: {members: members}\nzones: {Europe/Paris: Paris}\n", "members: members", "members: all members"},
	"content/sg1/group.yaml": {"kind: Study group\nabbreviation: SG1\nshort: Group\nname: Group of many\n", "SG1", "SG-1"},
	"content/sg2/group.yaml": {"kind: Study group\nabbreviation: SG2\nshort: Other\nname: Another group\n", "SG2", "SG-2"},
	ownMeeting + "meeting.yaml": {"id: sg1-2024-05\ntitle: Meeting\ndays: 2024-05-06 .. 2024-05-07\nzone: Europe/Zurich\ncity: Geneva\n" +
		"working_languages: [en]\nlinks:\n  - {id: form, title: Form, file: form.txt}\n", "title: Meeting", "title: Conference"},
	ownMeeting + "deadlines.yaml": {"- id: papers\n  due: 2024-04-02\n  action: Papers\n  who: members\n", "2024-04-02", "2024-04-03"},
	ownMeeting + "venue.yaml":     {"name: Hall\naddress: Lake Road\n", "Hall", "House"},
	ownMeeting + "letter.en.md":   {"---\ntitle: Letter\ndescription: About\n---\nDear all.\n", "Dear all", "Dear everybody"},
	ownMeeting + "annex-a.en.md":  {"---\ntitle: Annex\ndescription: About\n---\nText.\n", "Text", "More text"},
	ownMeeting + "annex-b.yaml":   {"kind: agenda\ntitle: Agenda\ndescription: Draft\nlanguage: en\nitems:\n  - {text: Opening}\n", "Opening", "Welcome"},
	ownMeeting + "form.txt":       {"A form.\n", "form", "longer form"},
	ownMeeting + "revisions.yaml": {"", "It was issued", "It was published"}, // see smallProject
	jointMeeting + "meeting.yaml": {"id: sg2-2024-06\ntitle: Online\ndays: 2024-06-06\nzone: Europe/Paris\nparticipation: remote\n" +
		"working_languages: [en]\njoint_with: [sg1]\n", "Online", "Remote"},
	jointMeeting + "letter.en.md":     {"---\ntitle: Letter\ndescription: About\n---\nDear all.\n", "Dear all", "Dear everybody"},
	"i18n/en.yaml":                    {"", "\npage_deadlines: ", "\npage_deadlines: Next "}, // on pages and in calendars
	"layouts/_partials/footer.html":   {"<footer>Ours</footer>\n", "Ours", "Yours"},
	"layouts/_partials/unused.html":   {"<p>Ours</p>\n", "Ours", "Yours"},
	"static/css/plenary.css":          {"p { margin: 1px }\n", "1px", "2px"},
	"static/CNAME":                    {"example.org\n", "example", "meetings.example"},
	"static/.well-known/security.txt": {"Contact: mailto:x@example.org\n", "x@", "y@"},
}

// fewFiles is a theme without layouts, which is read fast. It cannot be rendered with.
var fewFiles = fstest.MapFS{
	"i18n/en.yaml":     &fstest.MapFile{Data: englishWords()},
	"static/css/a.css": &fstest.MapFile{Data: []byte("p {}\n")},
}

// englishWords returns the program's own English.
func englishWords() []byte {
	data, err := plenary.Theme.ReadFile("i18n/en.yaml")
	if err != nil {
		panic(err)
	}
	return data
}

// smallProject returns the files of the small project, with words of its own.
func smallProject(t testing.TB, theme fs.FS) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for name, of := range small {
		files[name] = &fstest.MapFile{Data: []byte(of.text)}
	}
	words, err := fs.ReadFile(theme, "i18n/en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	files["i18n/en.yaml"] = &fstest.MapFile{Data: words}
	delete(files, ownMeeting+"revisions.yaml")
	p, err := pipeline.Open(pipeline.Options{Source: files, Theme: theme})
	if err != nil {
		t.Fatal(err)
	}
	proposal, diags, err := p.Propose("sg1/2024-05-geneva")
	if err != nil || proposal == nil {
		t.Fatal(diags, err)
	}
	_, record, err := proposal.Record(time.Date(2024, 1, 2, 3, 4, 0, 0, time.UTC), meeting.FirstIssue, meeting.Text{By: map[string]string{"en": "It was issued"}})
	if err != nil {
		t.Fatal(err)
	}
	files[ownMeeting+"revisions.yaml"] = &fstest.MapFile{Data: record}
	return files
}

// shift is a way in which a file of the small project changes.
type shift struct {
	files fstest.MapFS
	name  string
	other *fstest.MapFile
}

const somethingElse = " says something else"

// between returns the project with the change from one access to another.
func (s shift) between(from, to int) *shifting {
	return &shifting{files: s.files, name: s.name, other: s.other, from: from, to: to}
}

// shifts returns the ways in which each file can change: it says something else, is
// broken, goes, or comes.
func shifts(t *testing.T, theme fs.FS) map[string]shift {
	t.Helper()
	files, all := smallProject(t, theme), map[string]shift{}
	for name, of := range small {
		text := string(files[name].Data)
		if !strings.Contains(text, of.old) {
			t.Fatalf("%s has no %q", name, of.old)
		}
		all[name+somethingElse] = shift{files, name, &fstest.MapFile{Data: []byte(strings.Replace(text, of.old, of.new, 1))}}
		all[name+" is broken"] = shift{files, name, &fstest.MapFile{Data: []byte("nonsense: [\n")}}
		all[name+" goes"] = shift{files, name, nil}
		without := maps.Clone(files)
		delete(without, name)
		all[name+" comes"] = shift{without, name, files[name]}
	}
	return all
}

// outcome is what comes of a project.
type outcome struct {
	Files    map[string]string
	Problems []string
}

// TestShiftingFiles changes each file of a project in the midst of a build, before
// every access to it, for good and until every later access. Afterwards, when nobody
// changes anything, a build with the same cache must find nothing but what a build
// from nothing finds.
func TestShiftingFiles(t *testing.T) {
	for name, s := range shifts(t, fewFiles) {
		if testing.Short() && !strings.HasSuffix(name, somethingElse) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			never := s.between(math.MaxInt, 0)
			before := look(t, never, nil, map[cache.Key]string{})
			last := never.accesses
			after := look(t, s.between(0, math.MaxInt), nil, map[cache.Key]string{})
			for from := 1; from <= last; from++ {
				for to := from; to <= last+1; to++ {
					during := s.between(from, to)
					if to > last {
						during.to = math.MaxInt
					}
					store, rendered := &lasting{data: map[cache.Key][]byte{}}, map[cache.Key]string{}
					look(t, during, store, rendered)
					want := before
					if during.isOther() {
						want = after
					}
					if diff := cmp.Diff(want, look(t, during.now(), store, rendered)); diff != "" {
						t.Fatalf("from access %d of %d to %d: a build afterwards (-from nothing +with the cache):\n%s", from, last, to, diff)
					}
				}
			}
		})
	}
}

// look returns what comes of a project, apart from rendering.
func look(t *testing.T, fsys fs.FS, store pipeline.Store, rendered map[cache.Key]string) outcome {
	t.Helper()
	opt := pipeline.Options{Source: fsys, Theme: fewFiles, Cache: store}
	files, diags, err := pipeline.Unrendered(t.Context(), opt, rendered)
	if err != nil && !wasChanged(err) {
		t.Fatal(err)
	}
	out := outcome{Files: files}
	for _, d := range diags.Problems() {
		out.Problems = append(out.Problems, d.String())
	}
	return out
}

// TestShiftingBuild changes a file of each kind for a single access, and holds what is
// published afterwards against a build from nothing to the last byte. A live site is
// told of the file afterwards.
func TestShiftingBuild(t *testing.T) {
	all := shifts(t, plenary.Theme)
	for name, withLive := range map[string]bool{
		"content/site.yaml": true, "content/sg1/group.yaml": false, "i18n/en.yaml": false,
		ownMeeting + "meeting.yaml": true, ownMeeting + "revisions.yaml": false, ownMeeting + "form.txt": false,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, p := all[name+somethingElse], &project{t: t}
			never, always := s.between(math.MaxInt, 0), s.between(0, math.MaxInt)
			before, problems := p.fromNothing(options(never))
			after, more := p.fromNothing(options(always))
			if len(problems)+len(more) > 0 || cmp.Equal(before, after) {
				t.Fatalf("no two sites: %v, %v", problems, more)
			}
			for at := 1; at <= never.accesses; at++ {
				if s.build(p, at, before, after); withLive {
					s.live(p, at, before, after)
				}
				if t.Failed() {
					t.Fatalf("at access %d of %d", at, never.accesses)
				}
			}
		})
	}
}

// wasChanged reports whether a build has ended because a meeting was saved during it.
func wasChanged(err error) bool {
	return strings.HasSuffix(err.Error(), "was changed during the build; build again")
}

func options(fsys fs.FS) pipeline.Options {
	return pipeline.Options{Source: fsys, Theme: plenary.Theme}
}

// build changes the file during a build and holds a later one against one of two
// sites.
func (s shift) build(p *project, at int, before, after site) {
	p.t.Helper()
	during := s.between(at, at)
	opt := options(during)
	opt.Cache = &lasting{data: map[cache.Key][]byte{}}
	project, err := pipeline.Open(opt)
	if err != nil {
		p.t.Fatal(err)
	}
	if _, err := project.Build(p.t.Context(), newMemory(), pipeline.BuildOptions{}); err != nil && !wasChanged(err) {
		p.t.Fatal(err)
	}
	want := before
	if during.isOther() {
		want = after
	}
	p.incremental("afterwards", options(during.now()), opt.Cache, newMemory(), want)
}

// live changes the file while a live site is read and made.
func (s shift) live(p *project, at int, before, after site) {
	p.t.Helper()
	during := s.between(at, at)
	live, err := pipeline.NewLive(p.t.Context(), options(during), nil)
	if err != nil {
		p.t.Fatal(err)
	}
	defer live.Close()
	for _, name := range []string{"en/index.html", "en/sg1/2024-05-geneva/index.html", "en/sg1/calendar.ics", "css/plenary.css"} {
		if _, err := live.File(p.t.Context(), name); err != nil {
			p.t.Fatal(err)
		}
	}
	want := before
	if during.isOther() {
		want = after
		during.to = math.MaxInt // it stays so
	}
	if _, err := live.Refresh(p.t.Context(), []string{s.name}, false); err != nil {
		p.t.Fatal(err)
	}
	p.compareLive("afterwards", live, want)
}

// lasting is a store that keeps everything.
type lasting struct {
	mu   sync.Mutex
	data map[cache.Key][]byte
	puts []cache.Key
}

func (s *lasting) Get(key cache.Key) ([]byte, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	data, ok := s.data[key]
	return data, ok
}

func (s *lasting) Put(key cache.Key, data []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.data[key] = data
	s.puts = append(s.puts, key)
}

// TestShiftingRecord changes a record while a revision is proposed: what is written
// must go on from the record that the meeting was compared with.
func TestShiftingRecord(t *testing.T) {
	s := shifts(t, plenary.Theme)[ownMeeting+"revisions.yaml"+somethingElse]
	seen := map[string]bool{}
	for at := 1; ; at++ {
		during := s.between(at, at)
		p, err := pipeline.Open(options(during))
		if err != nil {
			t.Fatal(err)
		}
		proposal, diags, err := p.Propose("sg1/2024-05-geneva")
		if err != nil || proposal == nil {
			t.Fatal(diags, err)
		}
		_, data, err := proposal.Record(time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC), "", meeting.Text{By: map[string]string{"en": "More"}})
		if err != nil {
			t.Fatal(err)
		}
		compared := proposal.Meeting.Record.Last().Message.In("en")
		if !strings.Contains(string(data), compared) {
			t.Errorf("at access %d: compared with %q, and that is lost in\n%s", at, compared, data)
		}
		if seen[compared] = true; during.accesses < at {
			break
		}
	}
	if len(seen) != 2 {
		t.Errorf("only %v was read", seen)
	}
}
