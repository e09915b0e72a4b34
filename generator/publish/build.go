package publish

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
)

const (
	fileMode   fs.FileMode = 0o644
	folderMode fs.FileMode = 0o755
)

// atOnce is the number of files written at the same time. It is not bound to
// the cores: most of the time goes by waiting for the disk.
const atOnce = 32

// build makes the new tree in the stage. When it returns, the tree is on disk.
func (s *stage) build(ctx context.Context, p *plan) error {
	root := s.fresh()
	if err := makeFolder(root); err != nil {
		return s.explain("the folder", err)
	}
	for _, name := range p.folders {
		if err := makeFolder(join(root, name)); err != nil {
			return s.explain(name, err)
		}
	}
	err := each(ctx, len(p.keep), atOnce, func(i int) error {
		name := p.keep[i]
		return s.explain(name, s.carry(join(p.old.path, name), join(root, name), p.old.entries[name]))
	})
	if err != nil {
		return err
	}
	write := append(slices.Clip(p.write), File{Path: manifestName, Data: p.manifest})
	err = each(ctx, len(write), atOnce, func(i int) error {
		return s.explain(write[i].Path, writeFile(join(root, write[i].Path), write[i].Data))
	})
	if err != nil {
		return err
	}
	for _, name := range slices.Backward(p.folders) { // a folder may end up write-protected
		if err := likeBefore(join(root, name), p.old.entries[name]); err != nil {
			return s.explain(name, err)
		}
	}
	if err := likeBefore(root, p.old.root); err != nil {
		return s.explain("the folder", err)
	}
	// The files are on disk already. A journal keeps the order of names, so
	// that with the last one all are.
	syncFolder(root)
	return nil
}

// explain names the file that an error is about: the error itself knows only
// its place in the stage.
func (s *stage) explain(name string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s stays as it was, because %s cannot be written: %w", s.shown, name, err)
}

func makeFolder(path string) error {
	if err := os.Mkdir(path, folderMode); err != nil {
		return err
	}
	return os.Chmod(path, folderMode) // the umask may have taken something away
}

// likeBefore gives a filled folder the mode and owner of the folder in the old
// tree, if there was one.
func likeBefore(path string, old fs.FileInfo) error {
	if old == nil || !old.IsDir() {
		return nil
	}
	keepOwner(path, old)
	return os.Chmod(path, old.Mode())
}

// writeFile writes a new file of ours and brings it to disk.
func writeFile(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := f.Write(data); err != nil {
		return err
	}
	if err := f.Chmod(fileMode); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	return f.Close()
}

// carry makes an entry of the old tree an entry of the new one. A regular file
// is linked, or copied where that is not possible: not every file system has
// links, and a file of another user may not be linked.
func (s *stage) carry(from, to string, info fs.FileInfo) error {
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
	err := s.link(from, to)
	if err == nil || !info.Mode().IsRegular() {
		return err
	}
	return copyFile(from, to, info)
}

// copyFile copies a regular file with its mode, its modification time and,
// where permitted, its owner.
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
	if err := out.Sync(); err != nil {
		return err
	}
	if err := out.Close(); err != nil {
		return err
	}
	return os.Chtimes(to, info.ModTime(), info.ModTime())
}
