// Package cache keeps what a build has made for the builds after it, in a folder
// of this machine or in a bucket that machines share.
//
//	store, err := cache.Open(ctx, "s3://site-cache?region=eu-central-1", warn)
//	data, ok := store.Get(ctx, key)
//	store.Put(ctx, key, data)
//
// A [Key] is the hash of everything that a value is made from, so that an entry
// is never out of date: other inputs have another key. Losing the cache, or any
// part of it, costs time and nothing else. Whatever is wrong with an entry, it
// reads as missing; whatever is wrong with the place is told once, as a warning,
// and the build goes on without.
//
// # Places
//
// A cache is a folder, or one of these URLs:
//
//	file:///var/cache/plenary                    a folder
//	s3://bucket?region=eu-central-1              Amazon S3
//	s3://bucket?endpoint=http://127.0.0.1:9000&use_path_style=true&region=us-east-1
//	                                             another server that speaks its protocol
//	gs://bucket                                  Google Cloud Storage
//	azblob://container?storage_account=name      Azure Blob Storage
//
// The parameter prefix puts all entries into a folder of the bucket, as in
// "?prefix=plenary/"; mind the slash. The other parameters are those of
// [gocloud.dev/blob/s3blob.URLOpener] and [gocloud.dev/aws.V2ConfigFromURLParams],
// [gocloud.dev/blob/gcsblob.URLOpener] and [gocloud.dev/blob/azureblob.URLOpener];
// a wrong one is told when the bucket is first used. Those of S3 that are wanted
// most:
//
//	region           where the bucket is; any word for a server that has no regions
//	endpoint         the address of a server other than Amazon's, with http:// or https://
//	use_path_style   true for a server that has no host name for each bucket
//	profile          a profile of ~/.aws/config
//	anonymous        true to read a public bucket without credentials
//
// The checksums of S3 are asked for only if request_checksum_calculation or
// response_checksum_validation says so: not every server has them, and entries
// carry a hash of their own.
//
// Credentials never stand in the URL. They come from where the provider's own
// programs take them: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or ~/.aws;
// GOOGLE_APPLICATION_CREDENTIALS, or "gcloud auth application-default login";
// AZURE_STORAGE_ACCOUNT and AZURE_STORAGE_KEY, or "az login"; and from the
// machine, where the provider runs it.
//
// A build reads and writes single objects and never lists or deletes any. Yet it
// needs the right to list the bucket (s3:ListBucket), because without it S3 says
// "access denied" of an entry that is missing. A build that may not write still
// reads. Old entries are for the bucket's own rules to expire.
//
// Whoever can write into the cache can change the pages of those who read from
// it: the hashes find damage, not malice.
//
// # Layout
//
// An entry is the file or object aa/aabbcc…, where aabbcc… is its key in 64
// hexadecimal digits. In a folder, files have mode 0600 and folders 0700; they
// appear whole, by a rename, so that processes can share the folder. Names of any
// other form are never touched. A file's modification time is the day of its last
// use, which [Cache.Trim] goes by.
//
// # Faults
//
// An operation on a bucket has ten seconds. After three faults in a row the cache
// is given up for the rest of the run, so that a bucket that does not answer
// costs seconds. Writing is given up on its own, so that a bucket or folder that
// may only be read is still read.
package cache

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"time"
)

const (
	patience = 10 * time.Second // for one operation
	limit    = 3                // faults in a row after which a cache is given up
)

// Key is the SHA-256 of everything that a value is made from, the program
// included.
type Key [32]byte

// String returns the key in 64 hexadecimal digits.
func (k Key) String() string { return hex.EncodeToString(k[:]) }

// name returns the slash-separated name of the key's entry.
func (k Key) name() string {
	s := k.String()
	return s[:2] + "/" + s
}

// Cache is an open cache. Its methods may be called from several goroutines. A
// nil Cache is valid: it holds nothing and takes nothing.
type Cache struct {
	store    store
	place    string // for messages, without credentials
	warn     func(message string)
	patience time.Duration
	codec    codec

	mu                        sync.Mutex // guards the rest, and is held while warn is called
	told                      string     // the last cause that warn was told of
	reading, writing, tidying faults
}

// A store holds entries by name. Names have the form aa/aabbcc….
type store interface {
	// read returns the bytes of an entry, [fs.ErrNotExist] if there is none and
	// [errDamaged] if it is no entry at all, as when it is larger than maxEntry.
	read(ctx context.Context, name string) ([]byte, error)
	// write stores an entry, in place of one that may be there.
	write(ctx context.Context, name string, entry []byte) error
	// discard is told of an entry that is not what was written.
	discard(name string)
	// trim removes entries that have not been used for long.
	trim(ctx context.Context) error
	close() error
}

// Open opens the cache at a folder or at the URL of a bucket. The package
// documentation says which there are. Nothing is read or written yet, so that an
// error means only that where cannot be such a place.
//
// The context serves all that a bucket needs for as long as the cache is open,
// such as the renewal of credentials.
//
// Warn is called with one line that tells no credentials, at most once for
// reading, once for writing and once for trimming. It is never called twice at
// the same time, and must not call the cache.
func Open(ctx context.Context, where string, warn func(message string)) (*Cache, error) {
	store, place, err := openStore(ctx, where)
	if err != nil {
		return nil, err
	}
	return &Cache{store: store, place: place, warn: warn, patience: patience, codec: newCodec(maxData)}, nil
}

// Get returns what was put under a key. It is the caller's to change. An entry
// that is torn, damaged or another key's is missing, and is removed from a
// folder.
func (c *Cache) Get(ctx context.Context, key Key) (data []byte, ok bool) {
	if c == nil || c.over(&c.reading) {
		return nil, false
	}
	operation, cancel := context.WithTimeout(ctx, c.patience)
	defer cancel()
	entry, err := c.store.read(operation, key.name())
	missing, damaged := errors.Is(err, fs.ErrNotExist), errors.Is(err, errDamaged)
	if err != nil && !missing && !damaged {
		c.note(ctx, &c.reading, err, "cannot be read: %s; what it holds is rendered again")
		return nil, false
	}
	c.note(ctx, &c.reading, nil, "")
	if missing {
		return nil, false
	}
	if !damaged {
		data, err = c.codec.decode(key, entry)
	}
	if err != nil {
		c.store.discard(key.name())
		return nil, false
	}
	return data, true
}

// Put keeps data under a key. Data of more than 256 MB is not kept.
func (c *Cache) Put(ctx context.Context, key Key, data []byte) {
	if c == nil || len(data) > c.codec.most || c.over(&c.reading) || c.over(&c.writing) {
		return
	}
	entry := c.codec.encode(key, data)
	operation, cancel := context.WithTimeout(ctx, c.patience)
	defer cancel()
	err := c.store.write(operation, key.name(), entry)
	c.note(ctx, &c.writing, err, "cannot be written: %s; until it can, or --cache names another place, builds render the same again")
}

// Trim removes from a folder the entries that have not been used for 30 days,
// and those that were not used for longest if there are more than 2 GB. It does
// so at most once a day and otherwise only looks at one file. In a bucket it does
// nothing.
func (c *Cache) Trim(ctx context.Context) {
	if c == nil {
		return
	}
	c.note(ctx, &c.tidying, c.store.trim(ctx), "cannot be trimmed: %s; it may become large")
}

// Folder returns the folder that the cache is in, "" if that is a bucket.
func (c *Cache) Folder() string {
	if f, ok := c.store.(*folder); ok {
		return f.path
	}
	return ""
}

// Close ends the use of the cache.
func (c *Cache) Close() error {
	if c == nil {
		return nil
	}
	return c.store.close()
}

// Faults are those of reading, of writing or of trimming.
type faults struct {
	row  int  // how many there were in a row
	told bool // whether there was a warning
}

// over reports whether the cache is given up.
func (c *Cache) over(f *faults) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return f.row >= limit
}

// note takes down how an operation went and warns of the first fault, unless it
// has the same cause as the one before. The message has a place for the cause.
// That the caller wants no more is no fault.
func (c *Cache) note(ctx context.Context, f *faults, err error, message string) {
	if ctx.Err() != nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if err == nil {
		if f.row < limit {
			f.row = 0
		}
		return
	}
	f.row++
	cause := c.cause(err)
	if !f.told && cause != c.told {
		c.warn(fmt.Sprintf("the cache at %s "+message, c.place, cause))
	}
	f.told, c.told = true, cause
}

// cause says in one line what an error comes from.
func (c *Cache) cause(err error) string {
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Sprintf("no answer within %v", c.patience)
	}
	return plain(err)
}
