package publish

import (
	"io"
	"os"
	"time"
)

// carryOne makes an entry of the old tree an entry of the new one. A regular file
// is linked, or copied where that is not possible: not every file system has
// links, and a file of another user may not be linked.
func (u *update) carryOne(from, to string, e entry) error {
	if e.isLink() {
		target, err := os.Readlink(from)
		if err != nil {
			return err
		}
		if err := os.Symlink(target, to); err != nil {
			return err
		}
		keepOwner(to, e)
		return nil
	}
	err := u.stage.link(from, to)
	if err == nil || !e.isFile() {
		return err
	}
	u.copied.Add(1)
	return copyFile(from, to, e)
}

// copyFile copies a regular file with its mode, its modification time and,
// where permitted, its owner.
func copyFile(from, to string, e entry) error {
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
	keepOwner(to, e)
	if err := out.Chmod(e.mode); err != nil {
		return err
	}
	if err := out.Sync(); err != nil {
		return err
	}
	if err := out.Close(); err != nil {
		return err
	}
	modified := time.Unix(0, e.modified)
	return os.Chtimes(to, modified, modified)
}
