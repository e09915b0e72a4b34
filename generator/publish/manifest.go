package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
)

// ListName is the file in a published folder that lists the other published files, one line
// each: the SHA-256 sum of the bytes in lower-case hexadecimal, two spaces, the path. The
// lines are sorted by path.
const ListName = ".plenary-files"

// Sum is the SHA-256 sum of the bytes of a file.
type Sum [sha256.Size]byte

// SumOf returns the sum of data.
func SumOf(data []byte) Sum { return sha256.Sum256(data) }

func sumOfFile(path string) (Sum, error) {
	f, err := os.Open(path)
	if err != nil {
		return Sum{}, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return Sum{}, err
	}
	return Sum(h.Sum(nil)), nil
}

// formatManifest returns the manifest of files by path.
func formatManifest(files map[string]piece) []byte {
	manifest := []byte{}
	for _, path := range slices.Sorted(maps.Keys(files)) {
		sum := files[path].sum
		manifest = hex.AppendEncode(manifest, sum[:])
		manifest = append(manifest, "  "+path+"\n"...)
	}
	return manifest
}

// parseManifest returns the sums by path. Anyone can have written a manifest, so only whole
// lines with a valid path count. A path that is listed twice counts as not listed.
func parseManifest(data []byte) map[string]Sum {
	listed := make(map[string]Sum)
	twice := make(map[string]bool)
	for line := range strings.Lines(string(data)) {
		path, sum, ok := parseManifestLine(line)
		if !ok {
			continue
		}
		if _, seen := listed[path]; seen {
			twice[path] = true
		}
		listed[path] = sum
	}
	for path := range twice {
		delete(listed, path)
	}
	return listed
}

// parseManifestLine reads one line with its line break: a line without one may have only the
// beginning of a path.
func parseManifestLine(line string) (path string, sum Sum, ok bool) {
	line, whole := strings.CutSuffix(line, "\n")
	digits, path, found := strings.Cut(line, "  ")
	if !whole || !found || len(digits) != hex.EncodedLen(len(sum)) || checkPath(path) != nil {
		return "", Sum{}, false
	}
	if _, err := hex.Decode(sum[:], []byte(digits)); err != nil {
		return "", Sum{}, false
	}
	return path, sum, true
}
