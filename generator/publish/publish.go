// Package publish turns files into a folder on disk, whole or not at all.
//
// [Write] makes a folder hold exactly the given files, beside whatever else people
// have put there. A [Writer] does the same for a site that is too large for memory: it
// takes one file after the other, and tells which of them the folder has already.
//
// # How a folder is replaced
//
// For a folder public/, the complete new tree is prepared in a stage beside it,
// .public.plenary/, and then the two are exchanged in one step of the file
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
// # The spare
//
// To make and remove thousands of folders takes seconds. After the exchange
// the former tree of a site of 1,000 files or more therefore stays in the
// stage, as .public.plenary/spare/. It is one build behind, and the next build
// turns it into the new tree by removing and adding only what differs. A file
// of the spare stays only if it is the very file, by device and inode, that
// stands in the published folder at that time: so it does not matter in which
// state a killed build, or anybody else, has left the spare. New files are
// always new inodes; nothing is ever written into a file that the published
// folder may share.
//
// A spare takes the room of its folders and of the files that the last build
// has replaced or dropped; what people delete from the published folder stays
// in it until the next build that changes something. After a build that could
// not write, it is removed, as it may be what the disk has no room for. While
// no build runs, the whole stage can be deleted. There is no spare where files
// cannot be linked or have no inode numbers, as on Windows, and a small site
// leaves no stage behind.
//
// # Fingerprints
//
// To read every published file takes long as well. Where there may be a spare,
// .public.plenary/fingerprints keeps inode, size, modification time and sum of
// the files of ours. A file for which all of them agree, and agree with the
// list in the published folder, is not read. The times of file systems are
// coarse, so a file is left out that was written less than two seconds before
// it became known: it could be written to again without any trace. What is
// torn, or was kept for another folder, is not used. Only a file that was
// edited and then given its former size and time goes unnoticed;
// [Options.Verify] finds it too.
//
// # Modes
//
// New files have mode 0644 and new folders 0755, whatever the umask, because
// a web server reads them as another user. A folder that already existed, the
// published one included, keeps its mode and, where permitted, its owner. It
// does not keep anything else, such as an access control list.
package publish

import (
	"cmp"
	"context"
	"errors"
	"os"
)

// Options changes how [Write] and [Open] treat what they find. The zero value
// never deletes a file that they have not written themselves.
type Options struct {
	// Clean deletes everything in the folder that is not being published,
	// hidden files and folders such as .git included.
	Clean bool

	// Verify reads every published file of ours, instead of trusting the
	// fingerprints of those that look as if nobody had written to them.
	Verify bool

	// Unlisted leaves no list of the files in the folder: what is in it belongs to
	// somebody else from then on, and no later build may remove any of it.
	Unlisted bool
}

// Result counts what [Write] or [Writer.Commit] did. Folders are not counted.
type Result struct {
	Written   int      `json:"written"`   // files that are new or have new bytes
	Unchanged int      `json:"unchanged"` // files that already had these bytes
	Removed   int      `json:"removed"`   // files that are gone
	Foreign   []string `json:"foreign"`   // slash-separated paths of files that were kept and are not ours, sorted
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
	return realSystem().write(ctx, dir, files, opt)
}

// system holds the calls that not every file system offers, or that a test
// wants to see fail.
type system struct {
	exchange  func(a, b string) error // swaps two folders atomically
	link      func(from, to string) error
	rename    func(from, to string) error
	spareFrom int // number of files from which on a spare is kept, if not the usual one
}

// realSystem returns the calls as they are.
func realSystem() system {
	return system{exchange: exchange, link: os.Link, rename: os.Rename}
}

// worthSpare tells whether a spare saves enough time for the room it takes,
// and whether the system can tell what in it is up to date.
func (sys system) worthSpare(files int) bool {
	return hasInodes && files >= cmp.Or(sys.spareFrom, 1000)
}

func (sys system) write(ctx context.Context, dir string, files []File, opt Options) (result Result, err error) {
	w, err := sys.open(ctx, dir, opt)
	if err != nil {
		return Result{}, err
	}
	defer func() {
		if closing := w.Close(); closing != nil {
			err = errors.Join(err, closing)
		}
	}()
	err = each(ctx, len(files), atOnce, func(i int) error { return w.Add(files[i]) })
	if err != nil {
		return Result{}, err
	}
	return w.Commit(ctx)
}
