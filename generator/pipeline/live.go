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
	"time"

	"plenary/generator/cache"
	"plenary/generator/content"
	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/publish"
	"plenary/generator/site"
)

// Live is a site that follows its project while editors work on it. It knows the
// facts of all meetings, and renders what is asked for when it is asked for,
// always from nothing: there is no state of an earlier rendering that could go
// stale. What it returns has the same bytes as what [Project.Build] makes.
//
// While there are mistakes, it goes on with what was right last.
type Live struct {
	opt  Options
	jobs int

	mu      sync.Mutex           // protects everything below
	project *Project             // the last that had no problems; nil if there was none
	press   *site.Renderer       // of that project
	broken  diag.List            // what is wrong with the project as it is now
	units   map[string]*liveUnit // by folder, "content/sg17/2023-08-goyang"
	over    *over                // pages over many meetings; nil when they are to be composed anew
	missed  bool                 // a change could not be looked at: the next time, everything is
	made    made
}

// liveUnit is a meeting as it is now.
type liveUnit struct {
	unit
	diags diag.List        // what reading and checking it found
	last  *facts           // what was right last
	read  *meeting.Meeting // what was read under the key, until it is rendered
}

// over is what belongs to no single meeting.
type over struct {
	summaries []site.Summary
	lists     map[string]site.List // by the files that come of them
	assets    map[string][]byte
	paths     []string // of all these files; those that are made twice stand twice
	diags     diag.List
}

// LiveFile is a file of the site.
type LiveFile struct {
	Data    []byte
	Changed time.Time // since when it has these bytes, as far as is known
	Stale   bool      // it is as it was before a mistake
}

// NewLive reads a project, drafts included. Its problems are those of [Live.Problems]; the error is
// of input and output only. Progress is told how many meetings were read.
func NewLive(ctx context.Context, opt Options, progress func(done, all int)) (*Live, error) {
	opt.Drafts = true
	l := &Live{opt: opt, jobs: runtime.GOMAXPROCS(0), units: map[string]*liveUnit{}, made: newMade()}
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.reopen(); err != nil {
		return nil, err
	}
	return l, l.catchUp(ctx, l.folders(), progress)
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
	stale, err := l.rehash(folders)
	if err != nil {
		return nil, err
	}
	if err := l.catchUp(ctx, stale, nil); err != nil {
		return nil, err
	}
	if changed = append(changed, stale...); len(changed) > 0 {
		l.made.forgive()
		err = l.again(ctx, stale)
	}
	return changed, err
}

// Warm renders the latest meetings and the home page, which are looked at first:
// what was rendered once stays when a mistake is made.
func (l *Live) Warm(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.project == nil {
		return nil
	}
	l.compose()
	var names []string
	for _, s := range slices.Backward(l.over.summaries) {
		if name := path.Join(content.Dir, s.Path); l.units[name] != nil && len(names) < atHand {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return l.again(ctx, names)
}

// atHand is how many meetings are rendered at once after a change, so that what
// is wrong with them is known even when no browser shows them.
const atHand = 3

// again renders what is most likely looked at next: the meetings that changed, or
// those that were looked at last, and the home page.
func (l *Live) again(ctx context.Context, stale []string) error {
	if l.project == nil {
		return nil
	}
	if len(stale) == 0 || len(stale) > atHand {
		if stale = l.recent(); len(stale) == 0 {
			stale = l.folders()[:min(1, len(l.units))]
		}
		if _, err := l.ofSite(ctx, "index.html"); err != nil {
			return err
		}
	}
	for _, name := range stale {
		if u := l.units[name]; u != nil {
			if _, err := l.meeting(ctx, u); err != nil && !errors.Is(err, ErrProblems) {
				return err
			}
		}
	}
	return nil
}

// recent returns the folders of the meetings that were looked at last.
func (l *Live) recent() []string {
	var names []string
	for _, name := range l.made.recent() {
		if l.units[name] != nil && len(names) < atHand {
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
	l.over = nil
	l.broken = p.Diags // warnings, if there is a composer
	if p.composer == nil {
		return nil
	}
	if l.project != nil && l.project.inputs.same(p.inputs) && slices.EqualFunc(l.project.frame.Folders, p.frame.Folders, sameFolder) {
		return nil
	}
	if l.press != nil {
		l.press.Close()
	}
	l.project, l.press = p, p.composer.Renderer(l.opt.Runaway)
	there := map[string]bool{}
	for _, f := range p.frame.Folders {
		name := f.Path()
		there[name] = true
		if l.units[name] == nil {
			l.units[name] = &liveUnit{}
		}
		l.units[name].folder = f
	}
	for name := range l.units {
		if !there[name] {
			delete(l.units, name)
		}
	}
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

// rehash returns which of some folders differ from what is known of them.
func (l *Live) rehash(folders map[string]bool) ([]string, error) {
	var stale []string
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
			stale = append(stale, name)
		}
	}
	slices.Sort(stale)
	return stale, nil
}

// catchUp reads and checks meetings again.
func (l *Live) catchUp(ctx context.Context, folders []string, progress func(done, all int)) error {
	if len(folders) == 0 {
		return nil
	}
	if progress == nil {
		progress = func(int, int) {}
	}
	var mu sync.Mutex
	done := 0
	b := l.project.newBuild(nil, BuildOptions{})
	return each(ctx, len(folders), l.jobs, func(i int) error {
		u := l.units[folders[i]]
		before := u.last
		err := b.catchUp(u)
		if len(folders) > atHand {
			u.read = nil // it is read again when it is asked for
		}
		mu.Lock()
		defer mu.Unlock()
		if !reflect.DeepEqual(before, u.last) {
			l.over = nil
		}
		done++
		progress(done, len(folders))
		return err
	})
}

// catchUp learns what a meeting is now.
func (b *build) catchUp(u *liveUnit) error {
	var err error
	u.read = nil
	if u.key, err = b.factsKey(u.folder); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if u.facts = b.known(u.key, u.folder); u.facts == nil {
		one, err := b.loadAs(&u.unit)
		if err != nil {
			u.key = cache.Key{} // it is not known what stands under it
			return err
		}
		u.diags, u.read = one.diags, one.m
	} else {
		u.diags = u.facts.Warnings
	}
	if u.diags.HasErrors() {
		u.facts = nil
	} else {
		u.last = u.facts
	}
	return nil
}

// Problems returns what is wrong now, sorted.
func (l *Live) Problems() diag.List {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := slices.Clone(l.broken)
	for _, u := range l.units {
		all = append(all, u.diags...)
	}
	if l.project != nil {
		l.compose()
		all = append(all, l.over.diags...)
		all = append(all, l.misplaced()...)
	}
	all = append(all, l.made.problems()...)
	all.Sort()
	return all
}

// misplaced reports files that cannot be published beside each other. Those of
// meetings are known as far as they were rendered.
func (l *Live) misplaced() diag.List {
	var paths publish.Paths
	for _, name := range l.over.paths {
		paths.Add(name)
	}
	made := slices.Collect(maps.Keys(l.units))
	for _, g := range l.project.frame.Archive.Groups {
		made = append(made, feedsName(g))
	}
	for _, name := range made {
		if t := l.made.things[name]; t != nil {
			for file := range t.files {
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
