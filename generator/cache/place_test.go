package cache

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"gocloud.dev/blob"
	"gocloud.dev/blob/azureblob"
)

func TestPlaces(t *testing.T) {
	tests := map[string]struct{ where, path, place string }{
		"folder":              {"/var/cache/plenary", "/var/cache/plenary", "/var/cache/plenary"},
		"relative":            {"cache", "cache", "cache"},
		"with a colon":        {"a:b", "a:b", "a:b"},
		"drive":               {`C:\cache`, `C:\cache`, `C:\cache`},
		"file URL":            {"file:///var/cache/plenary", "/var/cache/plenary", "/var/cache/plenary"},
		"file URL, one slash": {"file:/var/cache/plenary", "/var/cache/plenary", "/var/cache/plenary"},
		"file URL, host":      {"file://localhost/var/cache", "/var/cache", "/var/cache"},
		"file URL, relative":  {"file://./cache/here", "cache/here", "cache/here"},
		"file URL, escapes":   {"file:///var/my%20cache", "/var/my cache", "/var/my cache"},
		"file URL, prefix":    {"FILE:///var/cache?prefix=a/b/", "/var/cache/a/b", "/var/cache/a/b"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s, place, err := openStore(t.Context(), test.where)
			if err != nil {
				t.Fatal(err)
			}
			got := filepath.ToSlash(s.(*folder).path)
			if got != test.path && got != strings.TrimPrefix(test.path, "/") || filepath.ToSlash(place) != got {
				t.Errorf("got %q, told as %q, want %q", got, place, test.path)
			}
		})
	}
	for _, where := range []string{"s3://bucket", "S3://bucket/?region=x", "gs://bucket?prefix=a/", "azblob://container?storage_account=b"} {
		c, _ := open(t, where)
		if _, ok := c.store.(*bucket); !ok || strings.Contains(c.place, "?") {
			t.Errorf("%s is %T, told as %q", where, c.store, c.place)
		}
	}
}

func TestNoPlaces(t *testing.T) {
	tests := map[string]struct{ where, want string }{
		"nothing":           {"", "a cache needs a folder, or the URL of a bucket"},
		"unknown scheme":    {"ftp://host/path", "ftp://host/path cannot be a cache; write a folder, or a URL that begins with file://, s3://, gs:// or azblob://"},
		"web":               {"https://s3.example.org/bucket?sig=hush", "https://s3.example.org/bucket cannot be a cache; write a folder, or a URL that begins with file://, s3://, gs:// or azblob://"},
		"memory":            {"mem://", "mem: cannot be a cache; write a folder, or a URL that begins with file://, s3://, gs:// or azblob://"},
		"not a URL":         {"s3://user:hush%@bucket", `what begins with "s3:" is no valid URL`},
		"no scheme":         {"://hush", `what begins with ":" is no valid URL`},
		"no bucket":         {"s3://?region=hush", "s3: names no bucket; write s3://bucket"},
		"no slashes":        {"gs:bucket", "gs: names no bucket; write gs://bucket"},
		"folder of bucket":  {"s3://bucket/some/where/?region=x", "s3://bucket/some/where/ names a folder in the bucket; write s3://bucket?prefix=some/where/"},
		"single object":     {"s3://bucket?key=hush", "s3://bucket cannot be a cache with the parameter key, which makes a bucket of one object"},
		"credentials":       {"s3://user:hush@bucket", "credentials cannot stand in the URL s3://bucket; leave them to the environment, as the provider's own programs have them"},
		"file, no path":     {"file://", "file: cannot be a cache: it names no folder; write file:///path/to/folder"},
		"file, parameter":   {"file:///cache?region=x", `file:///cache cannot be a cache: a file URL has no parameter "region"`},
		"file, credentials": {"file://user:hush@host/cache", "credentials cannot stand in the URL file://host/cache; leave them to the environment, as the provider's own programs have them"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := Open(t.Context(), test.where, nil)
			if err == nil {
				t.Fatal("no error")
			}
			if err.Error() != test.want {
				t.Errorf("error\n%q, want\n%q", err, test.want)
			}
			if strings.Contains(err.Error(), "hush") {
				t.Errorf("%q tells a secret", err)
			}
		})
	}
}

// coded is an error as the AWS SDK has it.
type coded struct{ error }

func (coded) ErrorCode() string    { return "AccessDenied" }
func (coded) ErrorMessage() string { return "Go away." }

func TestPlain(t *testing.T) {
	tests := map[string]struct {
		err  error
		want string
	}{
		"simple":       {errors.New("no space left"), "no space left"},
		"lines":        {errors.New("GET it\n-----------\nRESPONSE 403:\t403\n----\n"), "GET it RESPONSE 403: 403"},
		"S3":           {fmt.Errorf("operation error S3: %w", coded{errors.New("long")}), "AccessDenied: Go away."},
		"request":      {fmt.Errorf("send: %w", &url.Error{Op: "Get", URL: "https://x.org?sig=hush", Err: errors.New("connection refused")}), "connection refused"},
		"signature":    {errors.New(`Get "https://user:hush@x.org/a?sig=hush": refused`), `Get "https://x.org/a": refused`},
		"end of text":  {errors.New("open bucket s3://b?secret=hush: unknown; see https://x.org/help?x=y."), "open bucket s3://b: unknown; see https://x.org/help."},
		"no valid URL": {errors.New("open s3://hush%zz: unknown"), "open its address: unknown"},
		"long":         {errors.New(strings.Repeat("é", 1000)), strings.Repeat("é", 300) + "…"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := plain(test.err); got != test.want {
				t.Errorf("got\n%q, want\n%q", got, test.want)
			}
		})
	}
}

// TestSecrets has secrets in all places of a request that is refused. No warning
// tells them.
func TestSecrets(t *testing.T) {
	server := newCloud(t)
	server.answer = func(w http.ResponseWriter, r *http.Request) { http.Error(w, "No way.", http.StatusForbidden) }
	t.Setenv("AWS_SECRET_ACCESS_KEY", "hush")
	t.Setenv("AZURE_STORAGE_KEY", "")
	t.Setenv("AZURE_STORAGE_SAS_TOKEN", "sv=2024&sig=hush")
	azure := func(ctx context.Context) (*blob.Bucket, error) { // the opener of blob.OpenBucket looks at the environment once
		opener := azureblob.URLOpener{MakeClient: azureblob.NewDefaultClient, ServiceURLOptions: *azureblob.NewDefaultServiceURLOptions()}
		u, err := url.Parse(server.azure("container"))
		if err != nil {
			return nil, err
		}
		return opener.OpenBucketURL(ctx, u)
	}
	tests := map[string]struct {
		where string
		open  func(context.Context) (*blob.Bucket, error)
	}{
		"endpoint":  {"s3://bucket?region=x&use_path_style=true&endpoint=" + url.QueryEscape("http://user:hush@"+server.host()), nil},
		"parameter": {"s3://bucket?region=x&secret=hush", nil},
		"signature": {server.azure("container"), azure},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			c, warnings := open(t, test.where)
			if test.open != nil {
				c.store.(*bucket).open = test.open
			}
			missing(t, c, Key{})
			c.Put(t.Context(), Key{}, []byte("data"))
			if len(*warnings) == 0 || strings.Contains(strings.Join(*warnings, "\n"), "hush") {
				t.Errorf("warnings %q", *warnings)
			}
		})
	}
}
