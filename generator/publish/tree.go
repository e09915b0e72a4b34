package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"plenary/generator/diag"
)

// tree is what stands in a folder. Symbolic links are entries, they are not
// followed.
type tree struct {
	target
	exists  bool
	root    entry            // the folder itself, if it exists
	entries map[string]entry // by slash-separated path, without the root
	sizes   map[string]int   // of folders, in entries, with the root as "."
}

// read lists the target. A mount point in it is an error: it can be neither
// moved nor linked, and its content would be lost with the former tree.
func (t target) read(ctx context.Context) (tree, error) {
	found := tree{target: t}
	root, err := lstat(t.path)
	if errors.Is(err, fs.ErrNotExist) {
		return found, ctx.Err()
	}
	if err != nil {
		return found, err
	}
	found.exists, found.root = true, root
	if root.mounted {
		return found, &mountError{t, t.path}
	}
	var mu sync.Mutex
	inside := make(map[string][]item) // by folder
	count := 0
	err = t.walk(ctx, func(folder string, items []item) {
		mu.Lock()
		defer mu.Unlock()
		inside[folder] = items
		count += len(items)
	})
	found.entries = make(map[string]entry, count)
	found.sizes = make(map[string]int, len(inside))
	for folder, items := range inside {
		found.sizes[folder] = len(items)
		for _, i := range items {
			found.entries[below(folder, i.name)] = i.entry
		}
	}
	return found, err
}

// below returns the path of an entry of a folder of a tree.
func below(folder, name string) string {
	if folder == "." {
		return name
	}
	return folder + "/" + name
}

// walk calls visit for every folder of the target, from several goroutines.
func (t target) walk(ctx context.Context, visit func(folder string, items []item)) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(foldersAtOnce())
	var enter func(folder string) error
	enter = func(folder string) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		items, err := list(join(t.path, folder))
		if err != nil {
			return err
		}
		visit(folder, items)
		for _, c := range items {
			inside := below(folder, c.name)
			if c.mounted {
				return &mountError{t, join(t.path, inside)}
			}
			if !c.isFolder() || group.TryGo(func() error { return enter(inside) }) {
				continue
			}
			if err := enter(inside); err != nil { // all goroutines are at work
				return err
			}
		}
		return nil
	}
	group.Go(func() error { return enter(".") })
	return group.Wait()
}

// mountError is about a mount point in a tree.
type mountError struct {
	target
	at string
}

func (e *mountError) Error() string {
	if e.at == e.path {
		return fmt.Sprintf("%s is a mount point and cannot be replaced as a whole: mount %s instead, or publish to a folder inside",
			e.shown, filepath.Dir(e.path))
	}
	return fmt.Sprintf("%s is a mount point, and %s is replaced as a whole: unmount it, or publish elsewhere", diag.Quote(e.at), e.shown)
}

// manifest returns what the manifest in the target lists.
func (t tree) manifest() (data []byte, listed map[string]Sum, err error) {
	if e, ok := t.entries[ListName]; !ok || !e.isFile() {
		return nil, nil, nil
	}
	data, err = os.ReadFile(join(t.path, ListName))
	if err != nil {
		return nil, nil, err
	}
	return data, parseManifest(data), nil
}

// coarse is how far the clocks of file systems may lag: two changes within
// this time may leave an entry with the same times.
const coarse = 2 * time.Second

// before tells whether a time of an entry lies so far before another, both in
// nanoseconds, that whatever changed the entry since would show.
func before(t, other int64) bool { return t < other-int64(coarse) }

// unaltered looks at the target again and reports what has come, gone or been
// replaced since the first time, which was after start: the new tree knows
// nothing of it, and it would be lost. What was written into a file in place
// does not matter, because the new tree has the same file.
func (t tree) unaltered(ctx context.Context, start int64) error {
	if !t.exists {
		switch _, err := os.Lstat(t.path); {
		case err == nil:
			return &alteredError{t.target, "."}
		case errors.Is(err, fs.ErrNotExist):
			return nil
		default:
			return err
		}
	}
	folders := slices.Sorted(maps.Keys(t.sizes))
	altered := make([]string, len(folders))
	err := each(ctx, len(folders), foldersAtOnce(), func(i int) error {
		var err error
		altered[i], err = t.altered(folders[i], start)
		return err
	})
	if err != nil {
		return err
	}
	for _, name := range altered {
		if name != "" {
			return &alteredError{t.target, name}
		}
	}
	return nil
}

// altered returns a path that has come, gone or been replaced in a folder, or
// that of the folder itself, or "". Whatever comes or goes changes the times
// of the folder it is in; so one whose times are the same, and not too recent
// to tell, need not be read.
func (t tree) altered(folder string, start int64) (string, error) {
	then := t.root
	if folder != "." {
		then = t.entries[folder]
	}
	now, err := lstat(join(t.path, folder))
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return folder, nil
	case err != nil:
		return "", err
	case now.mounted:
		return "", &mountError{t.target, join(t.path, folder)}
	case !now.isFolder() || !now.sameFile(then):
		return folder, nil
	case now.changed == then.changed && now.modified == then.modified && now.changed != 0 &&
		before(now.changed, start) && before(now.modified, start):
		return "", nil
	}

	items, err := list(join(t.path, folder))
	if err != nil {
		return "", err
	}
	there := make(map[string]bool, len(items))
	for _, c := range items {
		name := below(folder, c.name)
		then, ok := t.entries[name]
		if !ok || !c.sameFile(then) {
			return name, nil
		}
		there[name] = true
	}
	if len(items) < t.sizes[folder] {
		for name := range t.entries {
			if path.Dir(name) == folder && !there[name] {
				return name, nil
			}
		}
	}
	return "", nil
}

// alteredError says that someone else has changed an entry of a tree.
type alteredError struct {
	target
	name string
}

func (e *alteredError) Error() string {
	name := e.name
	if name == "." {
		name = ""
	}
	return fmt.Sprintf("%s was changed by someone else during the build: build again", diag.Quote(e.shown+name))
}
