// Package cache keeps what a build has made for later builds, in a folder.
//
//	store, err := cache.Open("/home/editor/.cache/plenary", warn)
//	store.Put(key, data)
//	data, ok := store.Get(key)
//
// A [Key] is the hash of everything that a value is made from, so an entry is
// never out of date: other inputs have another key. Losing the cache, or any part
// of it, costs time and nothing else. An entry that is damaged reads as missing; a
// folder that cannot be used is reported once, as a warning, and the build goes on
// without it.
//
// Entries are packed with Zstandard (RFC 8878) and stored by the cache of the Go
// command, as [github.com/rogpeppe/go-internal/cache] has it. That cache verifies
// the SHA-256 of what it reads, so several processes may share a folder, also one
// on a shared file system: what another machine has half written reads as missing.
// The package adds what it lacks: before an entry is used, everything on its path
// must be a plain folder or a plain file of a reasonable size, so that planted
// links and pipes neither lead out of the cache nor block a build.
//
// Whoever can write to the cache can change the pages of those who read from it:
// the hashes find damage, not malice.
package cache

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/klauspost/compress/zstd"
	"github.com/rogpeppe/go-internal/cache"
)

// maxSize is the size in bytes of the largest value that is kept.
const maxSize = 256 << 20

// Key is the SHA-256 of everything that a value is made from, the program
// included.
type Key [sha256.Size]byte

// Cache is an open cache. Its methods may be called from several goroutines. A nil
// Cache is valid: it holds nothing and keeps nothing.
type Cache struct {
	dir  string
	warn func(message string)

	open    func() *cache.Cache // nil when the folder cannot be used
	encoder *zstd.Encoder
	decoder *zstd.Decoder

	mu     sync.Mutex // protects what follows, and is held while warn is called
	warned bool
}

// Open opens the cache in a folder, which is made, for this user alone, when the
// cache is first used. Warn is called at most once, with one line, and must not
// call the cache.
func Open(dir string, warn func(message string)) *Cache {
	c := &Cache{dir: dir, warn: warn}
	c.open = sync.OnceValue(func() *cache.Cache {
		err := os.MkdirAll(dir, 0o700)
		var files *cache.Cache
		if err == nil {
			files, err = cache.Open(dir)
		}
		if err != nil {
			c.fault("cannot be used", err)
		}
		return files
	})
	// The options are constants that do not contradict each other.
	c.encoder, _ = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderCRC(false))
	c.decoder, _ = zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxSize))
	return c
}

// Get returns what was put under a key. The caller may change it.
func (c *Cache) Get(key Key) (data []byte, ok bool) {
	if c == nil || !c.usable(key, "a") {
		return nil, false
	}
	entry, err := c.open().Get(cache.ActionID(key))
	if err != nil || !c.usable(entry.OutputID, "d") {
		return nil, false
	}
	packed, _, err := c.open().GetBytes(cache.ActionID(key))
	if err != nil {
		return nil, false
	}
	data, err = c.decoder.DecodeAll(packed, nil)
	return data, err == nil
}

// Put keeps data under a key. Data of more than 256 MB is not kept.
func (c *Cache) Put(key Key, data []byte) {
	if c == nil || len(data) > maxSize {
		return
	}
	packed := c.encoder.EncodeAll(data, nil)
	if !c.usable(key, "a") || !c.usable(sha256.Sum256(packed), "d") {
		return
	}
	if err := c.open().PutBytes(cache.ActionID(key), packed); err != nil {
		c.fault("cannot be written", err)
	}
}

// Trim removes entries that have not been used for five days. It does so at most
// once a day.
func (c *Cache) Trim() {
	if c == nil || c.open() == nil || !regular(filepath.Join(c.dir, "trim.txt")) {
		return
	}
	if err := c.open().Trim(); err != nil {
		c.fault("cannot be trimmed", err)
	}
}

// usable reports whether the file of an entry can be read, or written to, without
// leaving the cache. What is not a regular file is removed.
func (c *Cache) usable(id [sha256.Size]byte, kind string) bool {
	if c.open() == nil {
		return false
	}
	dir := filepath.Join(c.dir, fmt.Sprintf("%02x", id[0]))
	info, err := os.Lstat(dir)
	if err != nil || !info.IsDir() {
		return false
	}
	name := filepath.Join(dir, fmt.Sprintf("%x-%s", id, kind))
	return regular(name) || os.Remove(name) == nil
}

// regular reports whether a path is that of a regular file of at most the size of
// an entry, or of nothing.
func regular(name string) bool {
	info, err := os.Lstat(name)
	if err != nil {
		return errors.Is(err, fs.ErrNotExist)
	}
	return info.Mode().IsRegular() && info.Size() <= maxSize
}

// fault warns of the first fault.
func (c *Cache) fault(what string, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.warned {
		c.warn(fmt.Sprintf("the cache in %s %s: %v; builds go on without it, and take longer", c.dir, what, err))
	}
	c.warned = true
}
