package cache

import (
	"fmt"
	"testing"
)

// sizes are those of the facts of a meeting and of its pages, in bytes.
var sizes = []struct {
	name string
	size int
}{{"2kB", 2000}, {"300kB", 300_000}}

// page returns data as it is in pages.
func page(size int) []byte {
	var data []byte
	for i := 0; len(data) < size; i++ {
		data = fmt.Appendf(data, "<li><a href=\"/sg%d/%d/\">Study Group %d</a>, <time datetime=\"2025-%02d-%02d\">%x</time></li>\n",
			i%21, 1000+i, i%21, 1+i%12, 1+i%28, i*2654435761)
	}
	return data[:size]
}

func BenchmarkPut(b *testing.B) {
	for _, s := range sizes {
		b.Run(s.name, func(b *testing.B) {
			c, _ := open(b, b.TempDir())
			data := page(s.size)
			b.SetBytes(int64(s.size))
			for i := 0; b.Loop(); i++ {
				c.Put(b.Context(), keyOf(fmt.Sprint(i)), data)
			}
		})
	}
}

func BenchmarkGet(b *testing.B) {
	for _, s := range sizes {
		b.Run(s.name, func(b *testing.B) {
			c, _ := open(b, b.TempDir())
			const entries = 2000
			for i := range entries {
				c.Put(b.Context(), keyOf(fmt.Sprint(i)), page(s.size))
			}
			b.SetBytes(int64(s.size))
			for i := 0; b.Loop(); i++ {
				if _, ok := c.Get(b.Context(), keyOf(fmt.Sprint(i%entries))); !ok {
					b.Fatal("got nothing")
				}
			}
		})
	}
}

func BenchmarkEncode(b *testing.B) {
	for _, s := range sizes {
		b.Run(s.name, func(b *testing.B) {
			data, coder := page(s.size), newCodec(maxData)
			b.SetBytes(int64(s.size))
			var entry []byte
			for b.Loop() {
				entry = coder.encode(Key{}, data)
			}
			b.ReportMetric(float64(len(entry)), "B/entry")
		})
	}
}

func BenchmarkDecode(b *testing.B) {
	for _, s := range sizes {
		b.Run(s.name, func(b *testing.B) {
			coder := newCodec(maxData)
			entry := coder.encode(Key{}, page(s.size))
			b.SetBytes(int64(s.size))
			for b.Loop() {
				if _, err := coder.decode(Key{}, entry); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
