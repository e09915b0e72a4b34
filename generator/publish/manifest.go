package publish

import (
	"encoding/hex"
	"strings"
)

// ListName is the file in a published folder that lists the files of ours,
// itself left out, one line each: the SHA-256 sum of the bytes in lower-case
// hexadecimal, two spaces, the path. The lines are sorted by path.
const ListName = ".plenary-files"

// manifestLine appends the line of one file.
func manifestLine(manifest []byte, p string, sum Sum) []byte {
	manifest = hex.AppendEncode(manifest, sum[:])
	manifest = append(manifest, "  "...)
	manifest = append(manifest, p...)
	return append(manifest, '\n')
}

// parseManifest returns the sums by path. Anyone can have written a manifest,
// so only whole lines with a path that could be published count. A path that
// is listed twice counts as not listed.
func parseManifest(data []byte) map[string]Sum {
	listed := make(map[string]Sum)
	twice := make(map[string]bool)
	for line := range strings.Lines(string(data)) {
		p, s, ok := parseManifestLine(line)
		if !ok {
			continue
		}
		if _, seen := listed[p]; seen {
			twice[p] = true
		}
		listed[p] = s
	}
	for p := range twice {
		delete(listed, p)
	}
	return listed
}

// parseManifestLine reads one line with its line break: a line without one may
// be the beginning of a longer path.
func parseManifestLine(line string) (p string, s Sum, ok bool) {
	line, whole := strings.CutSuffix(line, "\n")
	digits, p, found := strings.Cut(line, "  ")
	if !whole || !found || len(digits) != hex.EncodedLen(len(s)) || checkPath(p) != nil {
		return "", Sum{}, false
	}
	if _, err := hex.Decode(s[:], []byte(digits)); err != nil {
		return "", Sum{}, false
	}
	return p, s, true
}
