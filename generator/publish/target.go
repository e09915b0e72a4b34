package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// target is the folder to publish to.
type target struct {
	path  string // absolute, no symbolic link itself
	shown string // as the caller named it, with a slash at the end, for messages
}

// resolve returns the target that a name stands for. Symbolic links are followed, so that the
// folder is replaced and not the link to it. Nothing of the path need exist.
func resolve(dir string) (target, error) {
	if dir == "" {
		return target{}, errors.New("the folder to publish to has no name: name one, such as public")
	}
	shown := filepath.ToSlash(filepath.Clean(dir)) + "/"
	path, err := Resolve(dir)
	if err != nil {
		return target{}, err
	}
	if filepath.Dir(path) == path {
		return target{}, fmt.Errorf("%s is the root of a file system and cannot be replaced: publish to a folder in it", shown)
	}
	switch info, err := os.Lstat(path); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return target{}, err
	case !info.IsDir():
		return target{}, fmt.Errorf("%s is a file: name a folder to publish to", filepath.ToSlash(filepath.Clean(dir)))
	}
	return target{path: path, shown: shown}, nil
}

// Resolve returns the absolute path that a path leads to. Unlike [filepath.EvalSymlinks] it
// follows links to what does not exist yet.
func Resolve(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return followLinks(abs)
}

// followLinks does the work of [Resolve] for an absolute path.
func followLinks(path string) (string, error) {
	const most = 40 // as many as Linux follows
	for range most {
		direct, err := filepath.EvalSymlinks(path)
		if !errors.Is(err, fs.ErrNotExist) {
			return direct, err
		}
		parent := filepath.Dir(path)
		if parent == path {
			return path, nil
		}
		if parent, err = followLinks(parent); err != nil {
			return "", err
		}
		path = filepath.Join(parent, filepath.Base(path))
		to, err := os.Readlink(path)
		if err != nil {
			return path, nil // nothing there, or no link
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(parent, to)
		}
		path = to
	}
	return "", fmt.Errorf("%s is a symbolic link that leads to itself: point it to a folder", path)
}

// join returns where a slash-separated path is under a folder of the system. Both are clean.
func join(root, slashed string) string {
	if slashed == "." {
		return root
	}
	return root + string(filepath.Separator) + filepath.FromSlash(slashed)
}

// advise adds what to do about an error of making or moving a folder beside the target.
func (t target) advise(err error) error {
	parent := filepath.Dir(t.path)
	switch {
	case errors.Is(err, syscall.EBUSY), errors.Is(err, syscall.EXDEV):
		return fmt.Errorf("%s cannot be replaced as a whole, because it is a mount point or part of a container image: "+
			"mount %s instead, or publish to a folder inside: %w", t.shown, parent, err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%s is replaced as a whole, for which this user must be allowed to write in it and in %s: "+
			"allow it, or publish to a folder inside one where it is allowed: %w", t.shown, parent, err)
	}
	return err
}
