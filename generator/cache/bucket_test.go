package cache

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/blob/memblob"
)

// cloud is a server with the requests that a cache makes of S3, of Azure Blob
// Storage and of Google Cloud Storage. Objects have the names bucket/key in the
// first and the last, and account/container/key in Azure.
type cloud struct {
	url    string
	answer http.HandlerFunc // instead, if not nil

	mu      sync.Mutex
	objects map[string][]byte // by path
	seen    []string          // method and path of each request
}

// newCloud starts a server that is stopped at the end of the test, and lets the
// environment have nothing but credentials for it.
func newCloud(t *testing.T) *cloud {
	t.Helper()
	nowhere := filepath.Join(t.TempDir(), "nowhere")
	for _, name := range []string{"AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "GOOGLE_APPLICATION_CREDENTIALS"} {
		t.Setenv(name, nowhere)
	}
	for _, name := range []string{"AWS_PROFILE", "AWS_REGION", "AWS_SESSION_TOKEN", "AZURE_STORAGE_SAS_TOKEN", "STORAGE_EMULATOR_HOST", "HTTP_PROXY", "http_proxy"} {
		t.Setenv(name, "")
	}
	t.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	t.Setenv("AWS_ACCESS_KEY_ID", "user")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "secret")
	t.Setenv("AZURE_STORAGE_ACCOUNT", "account")
	t.Setenv("AZURE_STORAGE_KEY", "c2VjcmV0")

	c := &cloud{objects: map[string][]byte{}}
	server := httptest.NewServer(c)
	t.Cleanup(server.Close)
	c.url = server.URL
	t.Setenv("STORAGE_EMULATOR_HOST", c.host())
	return c
}

func (c *cloud) host() string { return strings.TrimPrefix(c.url, "http://") }

func (c *cloud) s3(bucket string) string {
	return "s3://" + bucket + "?region=x&use_path_style=true&endpoint=" + url.QueryEscape(c.url)
}

func (c *cloud) azure(container string) string {
	return "azblob://" + container + "?protocol=http&localemu=true&domain=" + c.host()
}

func (c *cloud) google(bucket string) string { return "gs://" + bucket }

func (c *cloud) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	c.seen = append(c.seen, r.Method+" "+r.URL.Path)
	c.mu.Unlock()
	if c.answer != nil {
		c.answer(w, r)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	w.Header().Set("ETag", `"etag"`)
	w.Header().Set("Last-Modified", "Thu, 01 Jan 1970 00:00:00 GMT")
	path := strings.TrimPrefix(r.URL.Path, "/")
	bucket, upload := strings.CutPrefix(path, "upload/storage/v1/b/") // of Google
	switch {
	case r.Method == http.MethodGet:
		data, ok := c.objects[path]
		if !ok {
			w.Header().Set("x-ms-error-code", "BlobNotFound")
			w.WriteHeader(http.StatusNotFound)
			fmt.Fprint(w, `<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>none</Message></Error>`)
			return
		}
		w.Header().Set("Content-Length", strconv.Itoa(len(data)))
		_, _ = w.Write(data)
	case r.Method == http.MethodPut:
		c.objects[path] = body
		if r.Header.Get("x-ms-version") != "" {
			w.WriteHeader(http.StatusCreated)
		}
	case r.Method == http.MethodPost && upload:
		name, data, err := readUpload(r.Header.Get("Content-Type"), string(body))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		c.objects[strings.TrimSuffix(bucket, "o")+name] = data
		fmt.Fprint(w, "{}")
	default:
		w.WriteHeader(http.StatusNotImplemented)
	}
}

// readUpload returns the name and the data of an object sent to Google.
func readUpload(contentType, body string) (name string, data []byte, err error) {
	_, parameters, err := mime.ParseMediaType(contentType)
	if err != nil {
		return "", nil, err
	}
	parts := multipart.NewReader(strings.NewReader(body), parameters["boundary"])
	first, err := parts.NextPart()
	if err != nil {
		return "", nil, err
	}
	var about struct{ Name string }
	if err := json.NewDecoder(first).Decode(&about); err != nil {
		return "", nil, err
	}
	second, err := parts.NextPart()
	if err != nil {
		return "", nil, err
	}
	data, err = io.ReadAll(second)
	return about.Name, data, err
}

// TestRequests says what a build asks of a bucket.
func TestRequests(t *testing.T) {
	server := newCloud(t)
	c, warnings := open(t, server.s3("bucket")+"&prefix=site/")
	key := Key{0xaa}
	missing(t, c, key)
	c.Put(t.Context(), key, []byte("data"))
	c.Get(t.Context(), key)
	c.Trim(t.Context())
	path := "/bucket/site/" + key.name()
	want := []string{"GET " + path, "PUT " + path, "GET " + path}
	if !slices.Equal(server.seen, want) {
		t.Errorf("requests\n%q, want\n%q", server.seen, want)
	}
	quiet(t, warnings)
}

func TestSwappedObject(t *testing.T) {
	server := newCloud(t)
	c, warnings := open(t, server.s3("bucket"))
	c.Put(t.Context(), Key{1}, []byte("one"))
	server.objects["bucket/"+Key{2}.name()] = server.objects["bucket/"+Key{1}.name()]
	missing(t, c, Key{2})
	c.Put(t.Context(), Key{2}, []byte("two"))
	if got, _ := c.Get(t.Context(), Key{2}); string(got) != "two" {
		t.Errorf("got %q", got)
	}
	quiet(t, warnings)
}

// TestBadServer has servers that do not do as they should.
func TestBadServer(t *testing.T) {
	refuse := func(w http.ResponseWriter, status int, code string) {
		w.Header().Set("x-ms-error-code", code)
		w.WriteHeader(status)
		fmt.Fprintf(w, `<?xml version="1.0"?><Error><Code>%s</Code><Message>No way.</Message></Error>`, code)
	}
	dated := func(w http.ResponseWriter) { w.Header().Set("Last-Modified", "Thu, 01 Jan 1970 00:00:00 GMT") }
	tests := map[string]struct {
		answer http.HandlerFunc
		causes map[string]string // of the fault that ends reading, by scheme
	}{
		"hangs": {
			func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
			map[string]string{"s3": "no answer within 50ms", "azblob": "no answer within 50ms", "gs": "no answer within 50ms"},
		},
		"hangs in between": {
			func(w http.ResponseWriter, r *http.Request) {
				dated(w)
				w.Header().Set("Content-Length", "1000")
				_, _ = io.WriteString(w, format)
				_ = http.NewResponseController(w).Flush()
				<-r.Context().Done()
			},
			map[string]string{"s3": "no answer within 50ms", "azblob": "no answer within 50ms", "gs": "no answer within 50ms"},
		},
		"torn": {
			func(w http.ResponseWriter, _ *http.Request) {
				dated(w)
				w.Header().Set("Content-Length", "1000")
				_, _ = io.WriteString(w, format)
			},
			map[string]string{"s3": "unexpected EOF", "azblob": "unexpected EOF", "gs": "not satisfied"},
		},
		"refuses": {
			func(w http.ResponseWriter, _ *http.Request) { refuse(w, http.StatusForbidden, "AccessDenied") },
			map[string]string{"s3": "AccessDenied: No way.", "azblob": "403 Forbidden"}, // for gs that is the same as missing
		},
		"has no such bucket": {
			func(w http.ResponseWriter, _ *http.Request) { refuse(w, http.StatusNotFound, "NoSuchBucket") },
			nil,
		},
		"garbage": {
			func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html>Please log in</html>") },
			map[string]string{"azblob": "the answer is not that of such a bucket"},
		},
		"too large": {
			func(w http.ResponseWriter, _ *http.Request) {
				dated(w)
				w.Header().Set("Content-Length", "1000000000000")
			},
			nil,
		},
	}
	for name, test := range tests {
		for _, scheme := range []string{"s3", "azblob", "gs"} {
			t.Run(name+"/"+scheme, func(t *testing.T) {
				server := newCloud(t)
				server.answer = test.answer
				where := map[string]string{"s3": server.s3("b"), "azblob": server.azure("b"), "gs": server.google("b")}[scheme]
				c, warnings := open(t, where)
				if strings.HasPrefix(name, "hangs") {
					c.patience = 50 * time.Millisecond
				}
				for range 2 * limit {
					missing(t, c, Key{1})
				}
				if cause, ok := test.causes[scheme]; ok {
					if !c.over(&c.reading) || len(*warnings) != 1 || !strings.Contains((*warnings)[0], cause) {
						t.Errorf("given up %v, warnings %q, want one with %q", c.over(&c.reading), *warnings, cause)
					}
					return
				}
				quiet(t, warnings)
				c.patience = 50 * time.Millisecond
				c.Put(t.Context(), Key{1}, []byte("data"))
				if c.over(&c.reading) || len(*warnings) > 1 {
					t.Errorf("given up %v, warnings %q, want at most one", c.over(&c.reading), *warnings)
				}
			})
		}
	}
}

// TestSlowOpening has a bucket that takes longer to open than an operation may
// last, as when credentials have to be found.
func TestSlowOpening(t *testing.T) {
	c, warnings := open(t, "s3://bucket")
	opened := make(chan struct{})
	c.store.(*bucket).open = func(ctx context.Context) (*blob.Bucket, error) {
		<-opened
		return memblob.OpenBucket(nil), ctx.Err()
	}
	c.patience = time.Millisecond
	missing(t, c, Key{})
	close(opened)
	c.patience = time.Minute
	c.Put(t.Context(), Key{}, []byte("data"))
	if got, _ := c.Get(t.Context(), Key{}); string(got) != "data" {
		t.Errorf("got %q once it was open", got)
	}
	if len(*warnings) != 1 {
		t.Errorf("warnings %q, want one", *warnings)
	}
}

// TestNeverOpened has a bucket that opens only when it is no longer wanted.
func TestNeverOpened(t *testing.T) {
	c, _ := open(t, "s3://bucket")
	c.store.(*bucket).open = func(ctx context.Context) (*blob.Bucket, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	c.patience = time.Millisecond
	missing(t, c, Key{})
	if err := c.Close(); err != nil {
		t.Error(err)
	}
}

// TestCannotOpen has mistakes that are found when a bucket is first used.
func TestCannotOpen(t *testing.T) {
	tests := map[string]struct{ where, cause string }{
		"parameter of s3":     {"s3://bucket?regoin=x", `unknown query parameter "regoin"`},
		"parameter of azblob": {"azblob://bucket?regoin=x", `unknown query parameter "regoin"`},
		"parameter of gs":     {"gs://bucket?regoin=x", `invalid query parameter "regoin"`},
		"no profile":          {"s3://bucket?profile=nobody", "profile, nobody"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			newCloud(t)
			c, warnings := open(t, test.where)
			for range 2 * limit {
				missing(t, c, Key{})
				c.Put(t.Context(), Key{}, []byte("data"))
			}
			if len(*warnings) != 1 || !strings.Contains((*warnings)[0], test.cause) {
				t.Errorf("warnings %q, want one with %q", *warnings, test.cause)
			}
		})
	}
	t.Run("no credentials of gs", func(t *testing.T) {
		newCloud(t)
		t.Setenv("STORAGE_EMULATOR_HOST", "")
		c, warnings := open(t, "gs://bucket")
		missing(t, c, Key{})
		if len(*warnings) != 1 || !strings.Contains((*warnings)[0], "GOOGLE_APPLICATION_CREDENTIALS") {
			t.Errorf("warnings %q", *warnings)
		}
	})
}
