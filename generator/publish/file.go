package publish

import (
	"maps"
	"slices"
)

// File is one file to publish.
type File struct {
	Path string // slash-separated, relative and clean, as in "en/index.html"
	Data []byte
}

// site is a set of files that can stand in one folder together.
type site struct {
	pieces  map[string]piece // by path
	paths   []string         // of the pieces, sorted
	folders map[string]bool  // every folder that holds a file, without the root
}

// piece is a file of a site: where its bytes come from.
type piece struct {
	sum   Sum
	added int         // number among the files added to the stage, 0 if the published file stays
	fp    fingerprint // of the published file or the added one
}

// newSite returns the site of some files.
func newSite(pieces map[string]piece) *site {
	paths := slices.Sorted(maps.Keys(pieces))
	return &site{pieces: pieces, paths: paths, folders: foldersOf(paths)}
}

// manifest returns the manifest of the files.
func (s *site) manifest() []byte {
	var lines []byte
	for _, p := range s.paths {
		lines = manifestLine(lines, p, s.pieces[p].sum)
	}
	return lines
}
