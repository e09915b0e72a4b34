package cache

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/blob/memblob"
)

// keyOf returns the key of a text.
func keyOf(text string) Key { return sha256.Sum256([]byte(text)) }

// open opens a cache whose warnings are collected, until the end of the test.
func open(t testing.TB, where string) (*Cache, *[]string) {
	t.Helper()
	var warnings []string
	c, err := Open(t.Context(), where, func(message string) { warnings = append(warnings, message) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c, &warnings
}

// quiet fails the test if there were warnings.
func quiet(t *testing.T, warnings *[]string) {
	t.Helper()
	if len(*warnings) > 0 {
		t.Errorf("warnings %q", *warnings)
	}
}

// missing fails the test if a key has an entry.
func missing(t *testing.T, c *Cache, key Key) {
	t.Helper()
	if data, ok := c.Get(t.Context(), key); ok {
		t.Errorf("got %d bytes, want nothing", len(data))
	}
}

// values are data of several kinds, by name.
func values() map[string][]byte {
	random := make([]byte, 300_000)
	_, _ = rand.NewChaCha8([32]byte{}).Read(random)
	return map[string][]byte{
		"empty":      {},
		"one byte":   {0},
		"text":       []byte(strings.Repeat("<p>Study Group 17 meets in Geneva.</p>\n", 60)),
		"random":     random,
		"repetitive": bytes.Repeat([]byte("a"), 1_000_000),
	}
}

func TestRoundTrip(t *testing.T) {
	folder := filepath.ToSlash(t.TempDir())
	if !strings.HasPrefix(folder, "/") {
		folder = "/" + folder // a drive letter
	}
	server := newCloud(t)
	places := map[string]string{
		"folder":           filepath.Join(t.TempDir(), "not", "there"),
		"file URL":         "file://" + folder,
		"file URL, prefix": "file://localhost" + folder + "?prefix=some/where&create_dir=true&metadata=skip&no_tmp_dir=true",
		"s3":               server.s3("one"),
		"s3, prefix":       server.s3("two") + "&prefix=some/where/",
		"azblob":           server.azure("container"),
		"gs":               server.google("three"),
	}
	for name, where := range places {
		t.Run(name, func(t *testing.T) {
			c, warnings := open(t, where)
			roundTrip(t, c)
			quiet(t, warnings)
		})
	}
	t.Run("memory", func(t *testing.T) {
		c, warnings := open(t, "s3://bucket")
		c.store.(*bucket).open = func(context.Context) (*blob.Bucket, error) { return memblob.OpenBucket(nil), nil }
		roundTrip(t, c)
		quiet(t, warnings)
	})
}

// roundTrip puts values into an empty cache and gets them.
func roundTrip(t *testing.T, c *Cache) {
	for name, value := range values() {
		missing(t, c, keyOf(name))
		c.Put(t.Context(), keyOf(name), []byte("something else"))
		c.Put(t.Context(), keyOf(name), value)
	}
	for name, want := range values() {
		got, ok := c.Get(t.Context(), keyOf(name))
		if !ok || !bytes.Equal(got, want) {
			t.Errorf("%s: got %d bytes and %v, want %d bytes", name, len(got), ok, len(want))
		}
	}
}

func TestNil(t *testing.T) {
	var c *Cache
	c.Put(t.Context(), Key{}, []byte("data"))
	missing(t, c, Key{})
	c.Trim(t.Context())
	if err := c.Close(); err != nil {
		t.Error(err)
	}
}

// TestUnused opens places where nothing is to be found and uses none of them.
func TestUnused(t *testing.T) {
	server := newCloud(t)
	folder := filepath.Join(t.TempDir(), "cache")
	for _, where := range []string{folder, server.s3("one"), server.azure("container"), server.google("bucket")} {
		c, warnings := open(t, where)
		if err := c.Close(); err != nil {
			t.Errorf("%s: %v", where, err)
		}
		quiet(t, warnings)
	}
	if _, err := os.Lstat(folder); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a cache that is not used has made its folder: %v", err)
	}
	if len(server.seen) > 0 {
		t.Errorf("a cache that is not used has sent requests: %q", server.seen)
	}
}

func TestDamaged(t *testing.T) {
	text, other := values()["text"], values()["random"]
	key := keyOf("text")
	entry := newCodec(maxData).encode(key, text)
	length := headerSize - 8
	with := func(at int, b ...byte) []byte {
		changed := bytes.Clone(entry)
		copy(changed[at:], b)
		return changed
	}
	withLength := func(n uint64) []byte { return with(length, binary.BigEndian.AppendUint64(nil, n)...) }
	tests := map[string][]byte{
		"empty":                {},
		"other file":           []byte("<!DOCTYPE html>"),
		"torn in the header":   entry[:headerSize-1],
		"header only":          entry[:headerSize],
		"torn in the frame":    entry[:len(entry)-1],
		"zeros at the end":     append(bytes.Clone(entry[:len(entry)-20]), make([]byte, 20)...),
		"all zeros":            make([]byte, len(entry)),
		"too long":             append(bytes.Clone(entry), 0),
		"twice":                append(bytes.Clone(entry), entry...),
		"second frame":         append(bytes.Clone(entry), entry[headerSize:]...),
		"other version":        with(len(format)-2, '2'),
		"other key's":          newCodec(maxData).encode(keyOf("other"), text),
		"other data":           append(bytes.Clone(entry[:headerSize]), newCodec(maxData).encode(key, other)[headerSize:]...),
		"other hash":           with(len(format)+len(key), 1, 2, 3),
		"length too small":     withLength(uint64(len(text)) - 1),
		"length too large":     withLength(uint64(len(text)) + 1),
		"length none":          withLength(0),
		"length of all memory": withLength(1<<64 - 1),
		"length of 256 MB":     withLength(maxData),
		"bomb":                 bomb(key, 1<<30, 1<<30),
		"bomb, small length":   bomb(key, 1<<20, 100<<20),
	}
	for name, bad := range tests {
		t.Run(name, func(t *testing.T) {
			c, warnings := open(t, t.TempDir())
			file := c.store.(*folder).file(key.name())
			c.Put(t.Context(), key, text)
			if err := os.WriteFile(file, bad, 0o600); err != nil {
				t.Fatal(err)
			}
			missing(t, c, key)
			if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("the entry is still there: %v", err)
			}
			c.Put(t.Context(), key, text)
			if got, _ := c.Get(t.Context(), key); !bytes.Equal(got, text) {
				t.Errorf("got %d bytes after another Put, want %d", len(got), len(text))
			}
			quiet(t, warnings)
		})
	}
}

// bomb returns an entry of a few kilobytes whose frame expands to size bytes and
// whose header says length.
func bomb(key Key, length uint64, size int) []byte {
	const block = 128 << 10
	entry := append([]byte(format), key[:]...)
	entry = append(entry, make([]byte, sha256.Size)...)
	entry = binary.BigEndian.AppendUint64(entry, length)
	entry = append(entry, 0x28, 0xb5, 0x2f, 0xfd, 0, 0x58) // frame with a window of 2 MB, without its size
	for at := 0; at < size; at += block {
		header := uint32(block<<3 | 1<<1) // one byte, repeated
		if at+block >= size {
			header |= 1 // last block
		}
		entry = append(entry, byte(header), byte(header>>8), byte(header>>16), 0)
	}
	return entry
}

// TestFlippedBits changes every bit of an entry. One of them may be: it has no
// meaning in the header of a frame (RFC 8878, 3.1.1.1.1.3).
func TestFlippedBits(t *testing.T) {
	key, want := keyOf("text"), values()["text"]
	coder := newCodec(maxData)
	entry := coder.encode(key, want)
	const unused = (headerSize+4)*8 + 4
	for i := range len(entry) * 8 {
		entry[i/8] ^= 1 << (i % 8)
		got, err := coder.decode(key, entry)
		if err == nil && (i != unused || !bytes.Equal(got, want)) {
			t.Errorf("bit %d of byte %d of %d is not missed", i%8, i/8, len(entry))
		}
		entry[i/8] ^= 1 << (i % 8)
	}
}

// TestLinks proves that a cache writes into its own folder only, whatever lies in it.
func TestLinks(t *testing.T) {
	key := keyOf("text")
	outside, dir := t.TempDir(), t.TempDir()
	c, _ := open(t, dir)
	if err := errors.Join(
		os.Symlink(outside, filepath.Dir(c.store.(*folder).file(key.name()))),
		os.Symlink(filepath.Join(outside, "new"), filepath.Join(dir, trimmed)),
	); err != nil {
		t.Skip(err)
	}
	c.Put(t.Context(), key, []byte("data"))
	c.Trim(t.Context())
	if list, err := os.ReadDir(outside); err != nil || len(list) > 0 {
		t.Errorf("outside there is %v (%v)", list, err)
	}
}

func TestIrregular(t *testing.T) {
	key := keyOf("text")
	for name, make := range map[string]func(file string) error{
		"folder":         func(file string) error { return os.Mkdir(file, 0o700) },
		"link to itself": func(file string) error { return os.Symlink(filepath.Base(file), file) },
		"too large": func(file string) error {
			return errors.Join(os.WriteFile(file, nil, 0o600), os.Truncate(file, int64(maxEntry)+1))
		},
	} {
		t.Run(name, func(t *testing.T) {
			c, warnings := open(t, t.TempDir())
			file := c.store.(*folder).file(key.name())
			if err := os.Mkdir(filepath.Dir(file), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := make(file); err != nil {
				t.Skip(err)
			}
			missing(t, c, key)
			c.Put(t.Context(), key, []byte("data"))
			if got, _ := c.Get(t.Context(), key); string(got) != "data" {
				t.Errorf("got %q after a Put", got)
			}
			quiet(t, warnings)
		})
	}
}

// TestShared lets several processes, here several caches, read and write the same
// entries at the same time.
func TestShared(t *testing.T) {
	dir := t.TempDir()
	data := values()
	var group sync.WaitGroup
	for range 4 {
		c, warnings := open(t, dir)
		for range 2 {
			group.Go(func() {
				for range 20 {
					for name, want := range data {
						if got, ok := c.Get(t.Context(), keyOf(name)); ok && !bytes.Equal(got, want) {
							t.Errorf("%s: got %d bytes, want %d", name, len(got), len(want))
						}
						if name != "repetitive" { // which takes its time
							c.Put(t.Context(), keyOf(name), want)
						}
					}
				}
			})
		}
		t.Cleanup(func() { quiet(t, warnings) })
	}
	group.Wait()
}

// sick is a store whose operations fail with an error, if it is not nil.
type sick struct {
	reading, writing error
	reads, writes    int
}

func (s *sick) read(context.Context, string) ([]byte, error) {
	s.reads++
	if s.reading != nil {
		return nil, s.reading
	}
	return nil, fs.ErrNotExist
}

func (s *sick) write(context.Context, string, []byte) error {
	s.writes++
	return s.writing
}

func (s *sick) discard(string)             {}
func (s *sick) trim(context.Context) error { return nil }
func (s *sick) close() error               { return nil }

// infect gives a cache a store that fails.
func infect(t *testing.T, s *sick) (*Cache, *[]string) {
	c, warnings := open(t, t.TempDir())
	c.store, c.place = s, "s3://bucket"
	return c, warnings
}

func TestGivenUp(t *testing.T) {
	broken := errors.New("broken pipe")
	full := &fs.PathError{Op: "write", Path: "/var/cache/plenary/aa/new-1", Err: syscall.ENOSPC}
	tests := map[string]struct {
		store         sick
		reads, writes int // that are tried
		warnings      []string
	}{
		"well": {sick{}, 10, 10, nil},
		"cannot be read": {sick{reading: broken}, 3, 2, []string{ // writing ends with reading
			"the cache at s3://bucket cannot be read: broken pipe; what it holds is rendered again"}},
		"does not answer": {sick{reading: context.DeadlineExceeded, writing: context.DeadlineExceeded}, 3, 2, []string{
			"the cache at s3://bucket cannot be read: no answer within 10s; what it holds is rendered again"}},
		"can only be read": {sick{writing: fs.ErrPermission}, 10, 3, []string{
			"the cache at s3://bucket cannot be written: permission denied; until it can, or --cache names another place, builds render the same again"}},
		"full disk": {sick{writing: full}, 10, 3, []string{
			"the cache at s3://bucket cannot be written: " + plain(full) + "; until it can, or --cache names another place, builds render the same again"}},
		"two troubles": {sick{reading: broken, writing: fs.ErrPermission}, 3, 2, []string{
			"the cache at s3://bucket cannot be read: broken pipe; what it holds is rendered again",
			"the cache at s3://bucket cannot be written: permission denied; until it can, or --cache names another place, builds render the same again"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			c, warnings := infect(t, &test.store)
			for range 10 {
				missing(t, c, Key{})
				c.Put(t.Context(), Key{}, nil)
			}
			if test.store.reads != test.reads || test.store.writes != test.writes {
				t.Errorf("%d reads and %d writes, want %d and %d", test.store.reads, test.store.writes, test.reads, test.writes)
			}
			if fmt.Sprintf("%q", *warnings) != fmt.Sprintf("%q", test.warnings) {
				t.Errorf("warnings\n%q, want\n%q", *warnings, test.warnings)
			}
		})
	}
}

// TestRecovered has two faults again and again, but never three in a row.
func TestRecovered(t *testing.T) {
	store := new(sick)
	c, warnings := infect(t, store)
	for i := range 30 {
		store.reading = nil
		if i%3 > 0 {
			store.reading = errors.New("broken pipe")
		}
		missing(t, c, Key{})
	}
	if store.reads != 30 || len(*warnings) != 1 {
		t.Errorf("%d reads and warnings %q, want 30 and one", store.reads, *warnings)
	}
}

// TestAtOnce has many goroutines that fail at the same time.
func TestAtOnce(t *testing.T) {
	c, warnings := infect(t, new(sick))
	c.store = hanging{}
	c.patience = time.Millisecond
	var group sync.WaitGroup
	for range 32 {
		group.Go(func() { missing(t, c, Key{}) })
	}
	group.Wait()
	missing(t, c, Key{})
	if len(*warnings) != 1 {
		t.Errorf("warnings %q, want one", *warnings)
	}
}

// hanging is a store that does not answer.
type hanging struct{}

func (hanging) read(ctx context.Context, _ string) ([]byte, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

func (hanging) write(ctx context.Context, _ string, _ []byte) error {
	<-ctx.Done()
	return ctx.Err()
}

func (hanging) discard(string)             {}
func (hanging) trim(context.Context) error { return nil }
func (hanging) close() error               { return nil }

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	c, warnings := open(t, t.TempDir())
	for _, s := range []store{c.store, hanging{}} {
		c.store = s
		for range 2 * limit {
			c.Put(ctx, Key{}, []byte("data"))
			if _, ok := c.Get(ctx, Key{}); ok {
				t.Error("got data for a caller who wants no more")
			}
			c.Trim(ctx)
		}
	}
	if c.over(&c.reading) || c.over(&c.writing) {
		t.Error("given up because of the caller")
	}
	quiet(t, warnings)
}

func TestTooLarge(t *testing.T) {
	store := new(sick)
	c, _ := infect(t, store)
	c.codec.most = 1000
	c.Put(t.Context(), Key{}, make([]byte, 1001))
	if store.writes > 0 {
		t.Error("data that is too large has been written")
	}
}

// TestNoFolder has places where a folder cannot be made.
func TestNoFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "home")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	places := map[string]string{"a file in its place": file, "home is a file": filepath.Join(file, ".cache", "plenary")}
	if runtime.GOOS == "linux" {
		places["not even root may"] = "/proc/plenary"
	}
	for name, where := range places {
		t.Run(name, func(t *testing.T) {
			c, warnings := open(t, where)
			for i := range byte(10) {
				missing(t, c, Key{i})
				c.Put(t.Context(), Key{i}, []byte("data"))
			}
			c.Trim(t.Context())
			if len(*warnings) != 1 || !strings.Contains((*warnings)[0], "--cache names another place") {
				t.Errorf("warnings %q, want one that says what to do", *warnings)
			}
		})
	}
}

func TestReadOnlyFolder(t *testing.T) {
	dir := t.TempDir()
	c, _ := open(t, dir)
	key := keyOf("text")
	c.Put(t.Context(), key, []byte("data"))
	for _, d := range []string{filepath.Join(dir, key.String()[:2]), dir} {
		if err := os.Chmod(d, 0o500); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.Chmod(d, 0o700) })
	}
	if f, err := os.Create(filepath.Join(dir, "writable")); err == nil {
		_ = f.Close()
		t.Skip("this user may write everywhere")
	}
	c, warnings := open(t, dir)
	for i := range byte(10) {
		c.Put(t.Context(), Key{i}, []byte("data"))
		c.Put(t.Context(), key, []byte("data"))
		if got, _ := c.Get(t.Context(), key); string(got) != "data" {
			t.Errorf("got %q from a folder that may be read", got)
		}
	}
	c.Trim(t.Context())
	if len(*warnings) != 1 {
		t.Errorf("warnings %q, want one", *warnings)
	}
}

func TestKey(t *testing.T) {
	key := Key{0xaa, 0xbb}
	want := "aabb" + strings.Repeat("00", 30)
	if got := key.String(); got != want {
		t.Errorf("String: got %s, want %s", got, want)
	}
	if got := key.name(); got != "aa/"+want {
		t.Errorf("name: got %s, want aa/%s", got, want)
	}
}
