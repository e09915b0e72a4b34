// Package publish turns files in memory into a folder on disk, whole or not
// at all.
//
// [Finish] minifies what has a minifier. [Write] makes a folder hold exactly
// the given files, beside whatever else people have put there.
//
// # How a folder is replaced
//
// For a folder public/, Write prepares the complete new tree in a stage beside
// it, .public.plenary/, and then exchanges the two in one step of the file
// system. A build that fails, is cancelled or is killed therefore leaves the
// former folder as it was. Files whose bytes are unchanged are not written
// again but linked into the new tree, so that they keep their inode and their
// modification time, and a web server's ETag stays. When nothing at all has
// changed, the folder is not touched.
//
// On Linux and macOS the exchange is atomic. Where the system or the file
// system has no such call, two renames take its place; a build killed between
// them leaves no folder for a moment, and the next build puts the former one
// back first.
//
// Because the folder is another one afterwards, whoever holds the folder
// itself open (a shell standing in it, a container that has it mounted) keeps
// seeing the former one. Mount the folder above it instead.
//
// # Which files are ours
//
// The file .plenary-files in the folder lists what was published, in the
// format of sha256sum(1), so that "sha256sum -c .plenary-files" verifies a
// published site. A file that is listed there, still has the listed bytes and
// is no longer made is dropped, and so is a folder that thereby becomes empty.
//
// Every other file is foreign. Foreign files, folders and links are carried
// over as they are; links are never followed. A foreign file that stands where
// one of ours must go is an error, unless it has the same bytes already: then
// it is adopted. [Options.Clean] lets foreign files be replaced and dropped.
//
// # Modes
//
// New files have mode 0644 and new folders 0755, whatever the umask, because
// a web server reads them as another user. A folder that already existed, the
// published one included, keeps its mode and, where permitted, its owner.
package publish

import (
	"context"
	"errors"
	"os"
)

// Options changes how [Write] treats what it finds. The zero value never
// deletes a file that Write has not written itself.
type Options struct {
	// Clean deletes everything in the folder that is not being published,
	// hidden files and folders such as .git included.
	Clean bool
}

// Result counts what [Write] did. Folders are not counted.
type Result struct {
	Written   int      // files that are new or have new bytes
	Unchanged int      // files that already had these bytes
	Removed   int      // files that are gone
	Foreign   []string // slash-separated paths of files that were kept and are not ours, sorted
}

// Write makes dir hold exactly files, and the foreign files that are already
// there; see the package documentation for how. The order of files does not
// matter. A dir that does not exist is made, its parents too; a dir that is a
// symbolic link stands for the folder it points to.
//
// On an error dir is as it was before, with two exceptions that the error
// explains: a former tree that cannot be removed after the exchange, in which
// case the Result is filled in as well, and one that, where there is no
// exchange, cannot be put back and waits in the stage for the next build.
//
// It is an error if a path is not slash-separated, relative and clean, if it
// occurs twice or is a folder of another path, if a foreign file is in the
// way, if dir is a mount point or has one inside, or if another build is
// writing dir. All paths and all foreign files at fault are reported together.
func Write(ctx context.Context, dir string, files []File, opt Options) (Result, error) {
	sys := system{exchange: exchange, link: os.Link, rename: os.Rename}
	return sys.write(ctx, dir, files, opt)
}

// system holds the calls that not every file system offers, or that a test
// wants to see fail.
type system struct {
	exchange func(a, b string) error // swaps two folders atomically
	link     func(from, to string) error
	rename   func(from, to string) error
}

func (sys system) write(ctx context.Context, dir string, files []File, opt Options) (result Result, err error) {
	made, err := newSite(ctx, files)
	if err != nil {
		return Result{}, err
	}
	to, err := resolve(dir)
	if err != nil {
		return Result{}, err
	}
	stage, err := openStage(ctx, sys, to)
	if err != nil {
		return Result{}, err
	}
	defer func() {
		if closing := stage.close(); closing != nil {
			err = errors.Join(err, closing)
		}
	}()
	if err := stage.restore(); err != nil {
		return Result{}, err
	}
	old, err := to.read(ctx)
	if err != nil {
		return Result{}, err
	}
	plan, err := newPlan(ctx, made, old, opt)
	if err != nil {
		return Result{}, err
	}
	if !plan.changed {
		return plan.result, nil
	}
	if err := stage.build(ctx, plan); err != nil {
		return Result{}, err
	}
	if err := old.unaltered(ctx); err != nil {
		return Result{}, err
	}
	if err := stage.publish(old.exists); err != nil {
		return Result{}, err
	}
	return plan.result, nil
}
