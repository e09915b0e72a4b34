package publish

import (
	"bytes"
	"encoding/gob"
	"io/fs"
	"maps"
	"os"
	"time"
)

// fingerprint shows, without reading a file, that nobody has written to it since.
type fingerprint struct {
	Inode    uint64
	Size     int64 // bytes
	Modified int64 // nanoseconds since 1970
}

func fingerprintOf(info fs.FileInfo) fingerprint {
	return fingerprint{Inode: inodeOf(info), Size: info.Size(), Modified: info.ModTime().UnixNano()}
}

// fingerprints is what the stage keeps from build to build: files by path that had the bytes
// listed in a manifest.
type fingerprints struct {
	Manifest Sum
	Files    map[string]fingerprint
}

// coarse is how far clocks of file systems may lag: a file that is written to twice within
// this time may have the same modification time.
const coarse = 2 * time.Second

// readFingerprints returns the fingerprints of the last build. They count for the folder with
// that build's manifest only; if anything is wrong with them, there are none.
func (s *stage) readFingerprints(manifest []byte) map[string]fingerprint {
	data, err := os.ReadFile(s.fingerprints())
	if err != nil {
		return nil
	}
	var kept fingerprints
	if gob.NewDecoder(bytes.NewReader(data)).Decode(&kept) != nil || kept.Manifest != SumOf(manifest) {
		return nil
	}
	return kept.Files
}

// keepFingerprints saves the fingerprints of the new tree, if it has so many files that this
// saves time. The last of its files was written at the time given.
//
// A file that was linked was looked at after the stage was opened. A file that was written
// can be changed by others from when all are finished. Only if it was written well before
// that, a change gives it another time.
func (w *Writer) keepFingerprints(manifest []byte, finished int64) {
	files := make(map[string]fingerprint)
	for path, p := range w.pieces {
		since := w.opened
		if p.written {
			since = finished
		}
		if p.fp.Inode != 0 && p.fp.Modified < since-int64(coarse) {
			files[path] = p.fp
		}
	}
	if len(w.pieces) < w.fingerprintsFrom || manifest == nil || len(files) == 0 {
		_ = removeTree(w.fingerprints()) // without success the next build will not believe them
		return
	}
	if bytes.Equal(manifest, w.manifest) && maps.Equal(files, w.trusted) {
		return
	}
	var data bytes.Buffer
	_ = gob.NewEncoder(&data).Encode(fingerprints{SumOf(manifest), files}) // in memory
	if removeTree(w.fingerprints()) != nil || os.WriteFile(w.fingerprints(), data.Bytes(), 0o600) != nil {
		_ = os.Remove(w.fingerprints()) // the next build takes longer
	}
}
