package pipeline

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"path"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"

	"plenary/generator/cache"
	"plenary/generator/content"
	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/publish"
	"plenary/generator/site"
)

// Live is a site that follows its project while editors work on it. It knows the
// facts of all meetings, and makes the output that is asked for when it is asked for,
// always from nothing: there is no state of an earlier rendering that could go
// stale. What it returns has the same bytes as what [Project.Build] makes.
//
// A part that has errors stays as it was before. What has findings is shown, because
// it can be made; only a build refuses it.
type Live struct {
	opt  Options
	jobs int

	mu       sync.Mutex           // protects everything below
	project  *Project             // the last that had no errors; nil if there was none
	diags    diag.List            // what is wrong with the project as it is now
	units    map[string]*liveUnit // by folder, "content/sg17/2023-08-goyang"
	shared   *shared              // what belongs to no single meeting; nil when it is to be composed anew
	missed   bool                 // a change could not be looked at: the next time, everything is
	rendered renderCache
}

// liveUnit is a meeting as it is now, and as it was last without errors.
type liveUnit struct {
	unit
	diags diag.List        // what reading and checking it found
	read  *meeting.Meeting // what was read under the key, until it is rendered

	last     unit             // its facts are nil if there always were errors
	calendar *meeting.Meeting // the last, as far as calendars show it; nil until it is wanted
}

// shared is what belongs to no single meeting.
type shared struct {
	summaries []site.Summary
	outputs   map[string]output // by the paths of their files
	paths     []string          // of all these files; those that are made twice appear twice
	diags     diag.List
}

// warmed is how many meetings are rendered at once after a change, so that what is
// wrong with them is known even when no browser shows them.
const warmed = 3

// NewLive reads a project, drafts included. Its problems are those of [Live.Problems];
// the error is an I/O error. Progress, if not nil, is called with the number of
// meetings that were read.
func NewLive(ctx context.Context, opt Options, progress func(done, all int)) (*Live, error) {
	opt.Drafts = true
	l := &Live{opt: opt, jobs: runtime.GOMAXPROCS(0), units: map[string]*liveUnit{}, rendered: renderCache{outputs: map[string]*rendering{}}}
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.reopen(); err != nil {
		return nil, err
	}
	return l, l.update(ctx, l.folders(), progress)
}

// Refresh looks at what may have changed: files and folders, by their paths in the
// project, or everything. It returns what did: meetings by their folders, or
// "site" for what all have in common.
func (l *Live) Refresh(ctx context.Context, paths []string, everything bool) ([]string, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	changed, err := l.refresh(ctx, paths, everything || l.missed)
	l.missed = err != nil
	return changed, err
}

func (l *Live) refresh(ctx context.Context, paths []string, everything bool) ([]string, error) {
	folders := map[string]bool{}
	for _, name := range paths {
		if folder, ok := meetingFolder(name); ok {
			folders[folder] = true
		} else {
			everything = true
		}
	}
	var changed []string
	if everything {
		before := l.project
		if err := l.reopen(); err != nil {
			return nil, err
		}
		if l.project != before {
			changed = append(changed, "site")
		}
		for _, folder := range l.folders() {
			folders[folder] = true
		}
	}
	outdated, err := l.outdated(folders)
	if err != nil {
		return nil, err
	}
	if err := l.update(ctx, outdated, nil); err != nil {
		return nil, err
	}
	if changed = append(changed, outdated...); len(changed) > 0 {
		l.rendered.retry()
		err = l.renderLikely(ctx, outdated)
	}
	return changed, err
}

// Warm renders the latest meetings, the calendars of their groups and the home page,
// which are looked at first: what was made once stays when a mistake is made.
func (l *Live) Warm(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.project == nil {
		return nil
	}
	l.compose()
	var names []string
	for _, s := range slices.Backward(l.shared.summaries) {
		name := path.Join(content.Dir, s.Path)
		if l.units[name] == nil || len(names) == warmed {
			continue
		}
		names = append(names, name)
		for _, id := range s.Groups {
			if _, err := l.get(ctx, l.calendars(l.project.frame.Archive.Group(id))); err != nil && !isChanged(err) {
				return err
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	return l.renderLikely(ctx, names)
}

// renderLikely renders what is most likely looked at next: the meetings that changed,
// or those that were looked at last, and the home page.
func (l *Live) renderLikely(ctx context.Context, changed []string) error {
	if l.project == nil {
		return nil
	}
	names := changed
	if len(changed) == 0 || len(changed) > warmed {
		names = l.recent()
		if len(names) == 0 {
			names = l.folders()[:min(1, len(l.units))]
		}
		if _, err := l.file(ctx, "index.html"); err != nil && !errors.Is(err, ErrProblems) {
			return err
		}
	}
	for _, name := range names {
		if u := l.units[name]; u != nil {
			if _, err := l.get(ctx, l.meeting(u)); err != nil && !isChanged(err) {
				return err
			}
		}
	}
	return nil
}

// recent returns the folders of the meetings that were looked at last.
func (l *Live) recent() []string {
	var names []string
	for _, name := range l.rendered.recent() {
		if l.units[name] != nil && len(names) < warmed {
			names = append(names, name)
		}
	}
	return names
}

// meetingFolder returns the folder of the meeting that a path lies in: below
// content, a group and a meeting.
func meetingFolder(name string) (string, bool) {
	parts := strings.Split(name, "/")
	if len(parts) < 4 || parts[0] != content.Dir {
		return "", false
	}
	return path.Join(parts[:3]...), true
}

// reopen reads the frame again, and drops and adds meetings.
func (l *Live) reopen() error {
	p, err := Open(l.opt)
	if err != nil {
		return err
	}
	l.shared = nil
	l.diags = p.Diags // warnings, if there is a composer
	if p.composer == nil {
		return nil
	}
	if l.project != nil && l.project.inputs.same(p.inputs) && slices.EqualFunc(l.project.frame.Folders, p.frame.Folders, sameFolder) {
		return nil
	}
	if l.project != nil {
		l.project.renderer.Close()
	}
	l.project = p
	exists := map[string]bool{}
	for _, f := range p.frame.Folders {
		name := f.Path()
		exists[name] = true
		if l.units[name] == nil {
			l.units[name] = &liveUnit{}
		}
		l.units[name].folder = f
	}
	maps.DeleteFunc(l.units, func(name string, _ *liveUnit) bool { return !exists[name] })
	return nil
}

func sameFolder(f, g content.Folder) bool { return f.Path() == g.Path() }

// folders returns the folders of all meetings, sorted.
func (l *Live) folders() []string {
	if l.project == nil {
		return nil
	}
	var names []string
	for _, f := range l.project.frame.Folders {
		names = append(names, f.Path())
	}
	return names
}

// outdated returns which of some folders differ from what is known of them.
func (l *Live) outdated(folders map[string]bool) ([]string, error) {
	var names []string
	for name := range folders {
		u := l.units[name]
		if u == nil {
			continue // its group cannot be read, or it is gone
		}
		key, err := l.project.factsKey(u.folder)
		if errors.Is(err, fs.ErrNotExist) {
			continue // its parent will be reported too
		}
		if err != nil {
			return nil, err
		}
		if key != u.key {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, nil
}

// update reads and checks meetings again.
func (l *Live) update(ctx context.Context, folders []string, progress func(done, all int)) error {
	if progress == nil {
		progress = func(int, int) {}
	}
	var mu sync.Mutex
	done := 0
	return each(ctx, len(folders), l.jobs, func(i int) error {
		u := l.units[folders[i]]
		before := u.last.facts
		err := l.project.update(u)
		if len(folders) > warmed {
			u.read = nil // it is read again when it is asked for
		}
		mu.Lock()
		defer mu.Unlock()
		if !reflect.DeepEqual(before, u.last.facts) {
			l.shared = nil
		}
		done++
		progress(done, len(folders))
		return err
	})
}

// update learns what a meeting is now.
func (p *Project) update(u *liveUnit) error {
	var err error
	u.read = nil
	if u.key, err = p.factsKey(u.folder); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if u.facts = p.cachedFacts(u.key, u.folder); u.facts != nil {
		u.diags = u.facts.Warnings
	} else {
		one, err := p.learn(&u.unit)
		if err != nil {
			u.key = cache.Key{} // it is not known what it belongs to
			return err
		}
		u.diags, u.read = one.diags, one.m
	}
	if u.facts == nil {
		return nil
	}
	u.last, u.calendar = u.unit, nil
	if u.read != nil {
		u.calendar = forCalendars(u.read)
	}
	return nil
}

// forCalendars returns a meeting without what calendars do not show, to save memory.
func forCalendars(m *meeting.Meeting) *meeting.Meeting {
	short := *m
	short.Letter.Prose, short.Annexes, short.Links, short.Notes, short.Record = nil, nil, nil, nil, meeting.Record{}
	for _, a := range m.Annexes {
		if a.TimePlan != nil {
			short.Annexes = append(short.Annexes, a)
		}
	}
	return &short
}

// Problems returns what is wrong now, sorted.
func (l *Live) Problems() diag.List {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := slices.Clone(l.diags)
	for _, u := range l.units {
		all = append(all, u.diags...)
	}
	if l.project != nil {
		l.compose()
		all = append(all, l.shared.diags...)
		all = append(all, l.misplaced()...)
	}
	all = append(all, l.rendered.problems()...)
	all.Sort()
	return all
}

// misplaced reports files that cannot be published beside each other. Those of
// meetings and calendars are known as far as they were rendered.
func (l *Live) misplaced() diag.List {
	var paths publish.Paths
	for _, name := range l.shared.paths {
		paths.Add(name)
	}
	names := slices.Collect(maps.Keys(l.units))
	for _, g := range l.project.frame.Archive.Groups {
		names = append(names, calendarsName(g))
	}
	for _, name := range names {
		if r := l.rendered.outputs[name]; r != nil {
			for file := range r.files {
				paths.Add(file)
			}
		}
	}
	return l.project.misplaced(paths.Problems())
}

// Languages returns the languages of the site, the default one first; none when
// its settings could not be read.
func (l *Live) Languages() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.project == nil {
		return nil
	}
	return l.project.Languages()
}

// Meetings returns the number of meetings.
func (l *Live) Meetings() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.units)
}
