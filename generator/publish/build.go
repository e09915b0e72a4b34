package publish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/sync/errgroup"

	"plenary/generator/diag"
)

const (
	filePerm   = 0o644
	folderPerm = 0o755
)

// writeFile makes a new file, with the folders above it.
func writeFile(path string, data []byte) (fs.FileInfo, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, filePerm)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if _, err := f.Write(data); err != nil {
		return nil, err
	}
	if err := f.Chmod(filePerm); err != nil { // the umask may have taken something away
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return info, f.Close()
}

// build completes the new tree and returns when its last file was written, in nanoseconds
// since 1970. When build returns, the tree is on disk.
func (w *Writer) build(ctx context.Context, p plan, manifest []byte) (finished int64, err error) {
	for _, name := range p.folders {
		if err := os.Mkdir(w.next(name), 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
			return 0, w.explain(name, err)
		}
	}
	const atOnce = 32 // more than there are cores, because a disk may be slow
	group, running := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for _, name := range p.links {
		group.Go(func() error {
			if err := running.Err(); err != nil {
				return err
			}
			return w.explain(name, w.carry(name))
		})
	}
	if err := group.Wait(); err != nil {
		return 0, err
	}
	for name, p := range w.pieces { // somebody may have cleared the stage meanwhile
		if !p.written {
			continue
		}
		if info, err := os.Lstat(w.next(name)); err != nil || info.Size() != p.fp.Size {
			return 0, w.explain(name, errors.Join(errors.New("it is no longer in the stage"), err))
		}
	}
	if !w.opt.Unlisted {
		info, err := writeFile(w.next(ListName), manifest)
		if err != nil {
			return 0, w.explain(ListName, err)
		}
		finished = info.ModTime().UnixNano()
	}
	for _, name := range slices.Backward(p.folders) { // a folder may be write-protected from then on
		mode := fs.FileMode(folderPerm)
		if old := w.old[name]; old != nil && old.IsDir() {
			keepOwner(w.next(name), old)
			mode = old.Mode()
		}
		if err := os.Chmod(w.next(name), mode); err != nil {
			return 0, w.explain(name, err)
		}
	}
	return finished, w.explain(".", syncFileSystem(w.folder))
}

// carry makes an entry of the old tree an entry of the new one. A regular file is linked, or
// copied where that is not possible: not every file system has links, and a file of another
// user may not be linked.
func (w *Writer) carry(name string) error {
	from, to, info := join(w.path, name), w.next(name), w.old[name]
	if info.Mode().Type() == fs.ModeSymlink {
		target, err := os.Readlink(from)
		if err != nil {
			return err
		}
		if err := os.Symlink(target, to); err != nil {
			return err
		}
		keepOwner(to, info)
		return nil
	}
	err := w.link(from, to)
	if err == nil || !info.Mode().IsRegular() {
		return err
	}
	return copyFile(from, to, info)
}

// copyFile copies a regular file with its mode, its modification time and, where permitted,
// its owner.
func copyFile(from, to string, info fs.FileInfo) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer out.Close()
	if _, err := io.Copy(out, in); err != nil {
		return err
	}
	keepOwner(to, info)
	if err := out.Chmod(info.Mode()); err != nil {
		return err
	}
	if err := out.Close(); err != nil {
		return err
	}
	return os.Chtimes(to, info.ModTime(), info.ModTime())
}

// explain names the file that an error of writing is about: the error itself names its place
// in the stage.
func (t target) explain(name string, err error) error {
	if err == nil {
		return nil
	}
	if name == "." {
		name = "the folder"
	}
	return fmt.Errorf("%s stays as it was, because %s cannot be written: %w", t.shown, diag.Quote(name), err)
}
