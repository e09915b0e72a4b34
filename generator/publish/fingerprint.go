package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"os"
)

// fingerprint tells, without reading a file, that it is one that was read
// before and has not been written to since.
type fingerprint struct {
	inode    uint64
	size     int64 // bytes
	modified int64 // nanoseconds since 1970
}

func (e entry) fingerprint() fingerprint {
	return fingerprint{inode: e.inode, size: e.size, modified: e.modified}
}

// record is one entry of the file that keeps fingerprints from build to build.
type record struct {
	fp  fingerprint
	sum Sum
}

// The file consists of a line that names the format, device and inode of the
// published folder, the records, and the sum of all that. Numbers are
// little-endian, of 64 bits.
const fingerprintHeader = "plenary fingerprints 1\n"

const recordSize = 3*8 + len(Sum{})

func encodeFingerprints(folder entry, records []record) []byte {
	data := make([]byte, 0, len(fingerprintHeader)+16+len(records)*recordSize+sha256.Size)
	data = append(data, fingerprintHeader...)
	data = append(data, folder.number()...)
	for _, r := range records {
		data = binary.LittleEndian.AppendUint64(data, r.fp.inode)
		data = binary.LittleEndian.AppendUint64(data, uint64(r.fp.size))
		data = binary.LittleEndian.AppendUint64(data, uint64(r.fp.modified))
		data = append(data, r.sum[:]...)
	}
	sum := SumOf(data)
	return append(data, sum[:]...)
}

// decodeFingerprints returns nothing unless the data is whole and about the
// given folder.
func decodeFingerprints(data []byte, folder entry) map[fingerprint]Sum {
	split := len(data) - sha256.Size
	if split < 0 || SumOf(data[:split]) != Sum(data[split:]) {
		return nil
	}
	data, whole := bytes.CutPrefix(data[:split], append([]byte(fingerprintHeader), folder.number()...))
	if !whole || len(data)%recordSize != 0 {
		return nil
	}
	sums := make(map[fingerprint]Sum, len(data)/recordSize)
	for ; len(data) > 0; data = data[recordSize:] {
		fp := fingerprint{
			inode:    binary.LittleEndian.Uint64(data),
			size:     int64(binary.LittleEndian.Uint64(data[8:])),
			modified: int64(binary.LittleEndian.Uint64(data[16:])),
		}
		sums[fp] = Sum(data[24:recordSize])
	}
	return sums
}

// number returns device and inode as bytes.
func (e entry) number() []byte {
	return binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(nil, e.device), e.inode)
}

// recall returns the sums of the files in the published folder whose
// fingerprints were kept. Whatever is wrong with them, there are none then.
func (s *stage) recall(folder entry) map[fingerprint]Sum {
	if e, err := lstat(s.fingerprints()); err != nil || !e.isFile() {
		return nil
	}
	data, err := os.ReadFile(s.fingerprints())
	if err != nil {
		return nil
	}
	return decodeFingerprints(data, folder)
}

// remember keeps fingerprints for the next build. Without them it takes
// longer, which is no reason to fail.
func (s *stage) remember(records []record) {
	folder, err := lstat(s.path)
	if err != nil || removeTree(s.fingerprints()) != nil {
		return
	}
	if os.WriteFile(s.fingerprints(), encodeFingerprints(folder, records), 0o600) != nil {
		os.Remove(s.fingerprints())
	}
}
