package cache

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"strconv"
	"sync"

	"gocloud.dev/blob"
	_ "gocloud.dev/blob/azureblob" // azblob://
	"gocloud.dev/blob/gcsblob"
	_ "gocloud.dev/blob/s3blob" // s3://
	"gocloud.dev/gcerrors"
	"gocloud.dev/gcp"
)

// A bucket is a store on another machine. It is opened when it is first used,
// because looking for credentials may take seconds.
type bucket struct {
	open func(context.Context) (*blob.Bucket, error)

	ctx    context.Context // of the open bucket, which renews its credentials with it
	cancel context.CancelFunc
	first  sync.Once     // starts the opening
	opened chan struct{} // closed when there is a result
	bucket *blob.Bucket
	err    error
}

func newBucket(ctx context.Context, u *url.URL) *bucket {
	b := &bucket{opened: make(chan struct{})}
	b.open = func(ctx context.Context) (*blob.Bucket, error) { return openURL(ctx, u) }
	b.ctx, b.cancel = context.WithCancel(ctx)
	return b
}

// openURL opens the bucket of a URL.
func openURL(ctx context.Context, u *url.URL) (*blob.Bucket, error) {
	switch u.Scheme {
	case "s3":
		u = withDefaults(u, "request_checksum_calculation", "response_checksum_validation")
	case "gs":
		return openGoogle(ctx, u)
	}
	return blob.DefaultURLMux().OpenBucketURL(ctx, u)
}

// withDefaults returns a URL in which the checksums that it does not mention are
// used only where a server insists. The default of the AWS SDK is to ask for
// them, which not every server understands, and to write a line to standard
// error for each object without.
func withDefaults(u *url.URL, checksums ...string) *url.URL {
	query := u.Query()
	for _, name := range checksums {
		if !query.Has(name) {
			query.Set(name, "when_required")
		}
	}
	with := *u
	with.RawQuery = query.Encode()
	return &with
}

// openGoogle opens a bucket of Google Cloud Storage. The opener of gcsblob goes
// on without credentials and says so on standard output; hence it is called only
// if there are some.
func openGoogle(ctx context.Context, u *url.URL) (*blob.Bucket, error) {
	if anonymous, _ := strconv.ParseBool(u.Query().Get("anonymous")); anonymous {
		mux := new(blob.URLMux)
		mux.RegisterBucket(u.Scheme, &gcsblob.URLOpener{Client: gcp.NewAnonymousHTTPClient(gcp.DefaultTransport())})
		return mux.OpenBucketURL(ctx, u)
	}
	if os.Getenv("STORAGE_EMULATOR_HOST") == "" { // a test server, which takes none
		if _, err := gcp.DefaultCredentials(ctx); err != nil {
			return nil, err
		}
	}
	return blob.DefaultURLMux().OpenBucketURL(ctx, u)
}

// ready returns the open bucket. If opening it takes longer than the context
// allows, a later call may find it open.
func (b *bucket) ready(ctx context.Context) (*blob.Bucket, error) {
	b.first.Do(func() {
		go func() {
			defer close(b.opened)
			b.bucket, b.err = b.open(b.ctx)
		}()
	})
	select {
	case <-b.opened:
		return b.bucket, b.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (b *bucket) read(ctx context.Context, name string) (entry []byte, err error) {
	bucket, err := b.ready(ctx)
	if err != nil {
		return nil, err
	}
	defer withstand(&err)
	r, err := bucket.NewReader(ctx, name, nil)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return nil, fs.ErrNotExist
	}
	if err != nil {
		return nil, bare(err)
	}
	defer r.Close()
	if r.Size() > int64(maxEntry) {
		return nil, errDamaged
	}
	entry, err = io.ReadAll(io.LimitReader(r, int64(maxEntry)+1))
	return entry, bare(err)
}

func (b *bucket) write(ctx context.Context, name string, entry []byte) (err error) {
	bucket, err := b.ready(ctx)
	if err != nil {
		return err
	}
	defer withstand(&err)
	// Not WriteAll: with it, azureblob 0.47 panics whenever a server refuses.
	return bare(bucket.Upload(ctx, name, bytes.NewReader(entry), &blob.WriterOptions{ContentType: "application/octet-stream"}))
}

// withstand makes an error of a panic. One of azureblob 0.47 comes from an answer
// without a date, as of a proxy that wants people to log in.
func withstand(err *error) {
	if reason := recover(); reason != nil {
		*err = fmt.Errorf("the answer is not that of such a bucket (%v)", reason)
	}
}

// bare returns what a driver said, without the name of the entry and the code
// that the blob package puts before it.
func bare(err error) error {
	if coded, ok := err.(interface{ Unwrap() []error }); ok && coded.Unwrap()[0] != nil {
		return coded.Unwrap()[0]
	}
	return err
}

// discard leaves the object where it is: the next Put replaces it.
func (b *bucket) discard(string) {}

// trim does nothing: a bucket has rules of its own for the age of objects.
func (b *bucket) trim(context.Context) error { return nil }

// close waits for a bucket that is being opened. That ends soon, because the
// context is cancelled.
func (b *bucket) close() error {
	b.cancel()
	b.first.Do(func() {
		b.err = fs.ErrClosed
		close(b.opened)
	})
	<-b.opened
	if b.err != nil {
		return nil // told when it was used
	}
	return b.bucket.Close()
}
