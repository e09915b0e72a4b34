package source

import (
	"path"
	"regexp"
	"strings"
)

// Leftover reports by its name whether a file is one that a program leaves beside
// those that people write: a backup, lock, swap or temporary file of an editor, an
// unfinished download, the second copy of a file that was edited on two machines, or
// what an operating system keeps in every folder. Nobody means to publish these.
func Leftover(name string) bool {
	name = strings.ToLower(name)
	switch name {
	case "4913", // vim tries with it whether a folder can be written to
		"thumbs.db", "ehthumbs.db", "desktop.ini", // Windows
		".ds_store", ".localized", ".spotlight-v100", ".trashes", ".fseventsd", "icon\r", // macOS
		".directory": // KDE
		return true
	}
	ext := path.Ext(name)
	switch ext {
	case ".bak", ".bck", ".orig", ".rej", ".save", ".temp", ".tmp",
		".kate-swp", ".swo", ".swp", ".swpx", ".swx",
		".crdownload", ".filepart", ".part", ".partial":
		return true
	}
	if strings.HasPrefix(name, ".") && len(ext) == 4 && strings.HasPrefix(ext, ".sw") {
		return true // vim's further swap files; x.swf is a film
	}
	for _, a := range affixes {
		if strings.HasPrefix(name, a.prefix) && strings.HasSuffix(name[len(a.prefix):], a.suffix) {
			return true
		}
	}
	return conflictedCopy.MatchString(name)
}

// affixes are the beginnings and endings of leftovers' names.
var affixes = []struct{ prefix, suffix string }{
	{"", "~"},
	{"#", "#"}, {".#", ""}, // Emacs
	{"~$", ""}, {".~lock.", "#"}, // Word, LibreOffice
	{"", "___jb_tmp___"}, {"", "___jb_old___"}, {".goutputstream-", ""}, // JetBrains, gedit
	{"._", ""}, {".trash-", ""}, {".nfs", ""}, {".fuse_hidden", ""}, // macOS, Linux
}

// conflictedCopy matches the names that Dropbox, Nextcloud and Syncthing give to the
// second copy of a file.
var conflictedCopy = regexp.MustCompile(`\((.* )?conflicted copy( [0-9].*)?\)|\(.*冲突副本.*\)|\.sync-conflict-[0-9]{8}-`)
