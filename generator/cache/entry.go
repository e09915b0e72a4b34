package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// An entry is a header and the data, compressed as one frame of Zstandard
// (RFC 8878). The header has, in this order:
//
//	16 bytes  format and its version
//	32 bytes  the key
//	32 bytes  SHA-256 of the data
//	 8 bytes  length of the data in bytes, big-endian
const (
	format     = "plenary cache 1\n"
	headerSize = len(format) + len(Key{}) + sha256.Size + 8
)

const (
	// maxData is the size in bytes of the largest data that is kept.
	maxData = 256 << 20
	// maxEntry is the size in bytes of the largest entry. What Zstandard cannot
	// compress grows by 3 bytes for each block of 128 kB.
	maxEntry = headerSize + maxData + maxData>>12
	// maxRatio is how much larger than its frame data can be: a block has at
	// least 4 bytes and holds at most 128 kB.
	maxRatio = 128 << 10 / 4
)

// errDamaged says that an entry is not what was written.
var errDamaged = errors.New("damaged entry")

// A codec makes entries and reads them. It may be used by several goroutines;
// each takes an encoder or decoder of its own, which serves one at a time and is
// costly to make.
type codec struct {
	most               int // data in bytes
	encoders, decoders *sync.Pool
}

func newCodec(most int) codec {
	return codec{
		most: most,
		encoders: &sync.Pool{New: func() any {
			return must(zstd.NewWriter(nil,
				zstd.WithEncoderConcurrency(1),
				zstd.WithEncoderLevel(zstd.SpeedFastest),
				zstd.WithEncoderCRC(false))) // the header has a better one
		}},
		decoders: &sync.Pool{New: func() any {
			return must(zstd.NewReader(nil,
				zstd.WithDecoderConcurrency(1),
				zstd.WithDecoderMaxMemory(uint64(most)),
				zstd.WithDecodeAllCapLimit(true)))
		}},
	}
}

// must returns an encoder or decoder. Only options that contradict each other
// are errors, and ours are constants.
func must[T any](coder T, err error) T {
	if err != nil {
		panic(err)
	}
	return coder
}

// encode returns the entry that holds data under a key.
func (c codec) encode(key Key, data []byte) []byte {
	sum := sha256.Sum256(data)
	entry := make([]byte, 0, headerSize+len(data)/3)
	entry = append(entry, format...)
	entry = append(entry, key[:]...)
	entry = append(entry, sum[:]...)
	entry = binary.BigEndian.AppendUint64(entry, uint64(len(data)))

	encoder := c.encoders.Get().(*zstd.Encoder)
	defer c.encoders.Put(encoder)
	return encoder.EncodeAll(data, entry)
}

// decode returns the data of an entry. It is [errDamaged] if the entry is not
// exactly one of that key. What a forged entry takes of memory is bound by the
// length in its header, by its own size and by c.most, with as much again for the
// step in which the decoder sees that there is too much.
func (c codec) decode(key Key, entry []byte) ([]byte, error) {
	rest, ok := bytes.CutPrefix(entry, []byte(format))
	if !ok || len(entry) < headerSize {
		return nil, errDamaged
	}
	rest, ok = bytes.CutPrefix(rest, key[:])
	if !ok {
		return nil, errDamaged
	}
	sum, rest := rest[:sha256.Size], rest[sha256.Size:]
	length, frame := binary.BigEndian.Uint64(rest), rest[8:]
	if length > uint64(c.most) || length > uint64(len(frame))*maxRatio {
		return nil, errDamaged
	}

	decoder := c.decoders.Get().(*zstd.Decoder)
	defer c.decoders.Put(decoder)
	data, err := decoder.DecodeAll(frame, make([]byte, 0, length))
	if err != nil || uint64(len(data)) != length || sha256.Sum256(data) != [sha256.Size]byte(sum) {
		return nil, errDamaged
	}
	return data, nil
}
