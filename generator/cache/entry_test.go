package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"runtime"
	"testing"
)

func TestEntryLayout(t *testing.T) {
	key, data := keyOf("text"), values()["text"]
	entry := newCodec(maxData).encode(key, data)
	sum := sha256.Sum256(data)
	want := append([]byte("plenary cache 1\n"), key[:]...)
	want = append(want, sum[:]...)
	want = binary.BigEndian.AppendUint64(want, uint64(len(data)))
	want = append(want, 0x28, 0xb5, 0x2f, 0xfd) // begins a frame of Zstandard
	if !bytes.HasPrefix(entry, want) {
		t.Errorf("got\n% x, want\n% x and more", entry, want)
	}
}

func TestSameEntry(t *testing.T) {
	for name, data := range values() {
		one, two := newCodec(maxData), newCodec(maxData)
		two.encode(keyOf("before"), []byte("something else"))
		if !bytes.Equal(one.encode(keyOf(name), data), two.encode(keyOf(name), data)) {
			t.Errorf("%s: the same data has two entries", name)
		}
	}
}

// TestMemory reads entries that pretend to be large. None may take much more
// memory than its own size justifies.
func TestMemory(t *testing.T) {
	const most = 16 << 20
	key := keyOf("text")
	coder := newCodec(most)
	short := coder.encode(key, []byte("text"))
	binary.BigEndian.PutUint64(short[headerSize-8:], most)
	tests := map[string]struct {
		entry []byte
		most  uint64 // bytes
	}{
		"small entry, large length":    {short, 4 << 20},
		"large bomb, small length":     {bomb(key, 1000, most), 4 << 20},
		"large bomb, largest length":   {bomb(key, most, 100*most), 3 * most},
		"large bomb, too large length": {bomb(key, most+1, 100*most), 4 << 20},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			if _, err := coder.decode(key, test.entry); !errors.Is(err, errDamaged) {
				t.Errorf("error %v, want %v", err, errDamaged)
			}
			runtime.ReadMemStats(&after)
			if took := after.TotalAlloc - before.TotalAlloc; took > test.most {
				t.Errorf("an entry of %d bytes took %d bytes, want at most %d", len(test.entry), took, test.most)
			}
		})
	}
}

// FuzzDecode reads anything as an entry, and behind a header that fits it as the
// frame of one, so that it gets as far as the decoder.
func FuzzDecode(f *testing.F) {
	key := keyOf("text")
	coder := newCodec(1 << 20)
	for _, data := range values() {
		if len(data) < 10_000 {
			entry := coder.encode(key, data)
			f.Add(entry, uint64(0))
			f.Add(entry[headerSize:], uint64(len(data)))
		}
	}
	f.Add(bomb(key, 0, 1<<21)[headerSize:], uint64(1<<20))
	f.Add([]byte{}, uint64(1<<20))
	f.Fuzz(func(t *testing.T, b []byte, length uint64) {
		if data, err := coder.decode(key, b); err == nil && !bytes.HasPrefix(b, coder.encode(key, data)[:headerSize]) {
			t.Errorf("got %d bytes that do not fit the header", len(data))
		}
		forged := append([]byte(format), key[:]...)
		forged = append(forged, make([]byte, sha256.Size)...)
		forged = binary.BigEndian.AppendUint64(forged, length)
		if data, err := coder.decode(key, append(forged, b...)); err == nil {
			t.Errorf("got %d bytes that have another hash", len(data))
		}
		if data, err := coder.decode(key, coder.encode(key, b)); err != nil || !bytes.Equal(data, b) {
			t.Errorf("%d bytes come back as %d bytes and %v", len(b), len(data), err)
		}
	})
}
