// Package publish replaces the content of a folder with the files of a site, whole or not
// at all.
//
// A [Writer] takes one file after the other. For a folder public/ it makes the new tree in
// a stage beside it, .public.plenary/, and then exchanges the two in one step of the file
// system. A build that fails, is cancelled or is killed leaves the folder as it was. Files
// whose bytes are unchanged are hard-linked from the folder, or copied where that is not
// possible, so that they keep their modification time; if nothing at all has changed, the
// folder is not touched.
//
// The exchange is atomic on Linux and macOS. Where the system or the file system has no
// such call, two renames take its place; if a build is killed between them, the folder is
// missing until the next build puts it back. A process that holds the folder itself open (a
// shell in it, a container that has it mounted) keeps seeing the former tree: mount the
// folder above it instead.
//
// # Foreign files
//
// The file .plenary-files in the folder lists what was published, in the format of
// sha256sum(1). A listed file that still has the listed bytes and is not part of the new
// site is removed, with the folders that become empty. Every other file is foreign and is
// carried over as it is; links are never followed. A foreign file in the place of one of
// ours is an error, unless it has the same bytes. [Options.Clean] lets foreign files be
// replaced and removed.
//
// # Fingerprints
//
// For a site of 1,000 files or more, the stage keeps inode, size and modification time of
// the published files, and the next build does not read a file for which they are the same.
// Files that were written within two seconds before are left out, because clocks of file
// systems are coarse. Only a file that was edited and then given its former size and time
// goes unnoticed; [Options.Verify] finds it. While no build runs, the stage can be deleted.
//
// # Modes
//
// New files have mode 0644 and new folders 0755, whatever the umask. A folder that existed
// keeps its mode and, where permitted, its owner, but no access control list.
package publish

import "os"

// File is one file to publish.
type File struct {
	Path string // slash-separated, relative and clean, as in "en/index.html"
	Data []byte
}

// Options changes how a [Writer] treats what it finds. The zero value never deletes a file
// that no earlier build has written.
type Options struct {
	// Clean deletes everything in the folder that is not being published, hidden files
	// and folders such as .git included.
	Clean bool

	// Verify reads every published file instead of trusting fingerprints.
	Verify bool

	// Unlisted leaves no list of the files in the folder, so that no later build
	// removes any of them.
	Unlisted bool
}

// Result counts what [Writer.Commit] did. Folders are not counted.
type Result struct {
	Written   int      `json:"written"`   // files that are new or have new bytes
	Unchanged int      `json:"unchanged"` // files that already had these bytes
	Removed   int      `json:"removed"`   // files that are gone
	Foreign   []string `json:"foreign"`   // slash-separated paths of files that were kept and are not ours, sorted
}

// system holds the calls that not every file system offers, and that tests let fail.
type system struct {
	exchange         func(a, b string) error // swaps two folders atomically
	link             func(from, to string) error
	rename           func(from, to string) error
	fingerprintsFrom int // the number of files from which on fingerprints are kept
}

func realSystem() system {
	return system{exchange: exchange, link: os.Link, rename: os.Rename, fingerprintsFrom: 1000}
}
