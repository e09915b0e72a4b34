package cache

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
)

// schemes are those of the URLs that a cache can have.
var schemes = []string{"file", "s3", "gs", "azblob"}

// openStore returns the store at a folder or URL, and how messages name it:
// without credentials, which may stand in a URL by mistake.
func openStore(ctx context.Context, where string) (s store, place string, err error) {
	if where == "" {
		return nil, "", errors.New("a cache needs a folder, or the URL of a bucket")
	}
	scheme, _, _ := strings.Cut(where, ":")
	if !strings.Contains(where, "://") && !slices.Contains(schemes, strings.ToLower(scheme)) {
		return newFolder(where), where, nil
	}
	u, err := url.Parse(where)
	if err != nil { // it would show the URL
		return nil, "", fmt.Errorf("what begins with %q is no valid URL", scheme+":")
	}
	place = shown(u)
	switch {
	case !slices.Contains(schemes, u.Scheme):
		return nil, "", fmt.Errorf("%s cannot be a cache; write a folder, or a URL that begins with %s", place, list(schemes))
	case u.User != nil:
		return nil, "", fmt.Errorf("credentials cannot stand in the URL %s; leave them to the environment, as the provider's own programs have them", place)
	case u.Scheme == "file":
		path, err := localPath(u)
		if err != nil {
			return nil, "", fmt.Errorf("%s cannot be a cache: %w", place, err)
		}
		return newFolder(path), path, nil
	case u.Host == "":
		return nil, "", fmt.Errorf("%s names no bucket; write %s://bucket", place, u.Scheme)
	case strings.Trim(u.Path, "/") != "":
		return nil, "", fmt.Errorf("%s names a folder in the bucket; write %s://%s?prefix=%s/", place, u.Scheme, u.Host, strings.Trim(u.Path, "/"))
	case u.Query().Has("key"):
		return nil, "", fmt.Errorf("%s cannot be a cache with the parameter key, which makes a bucket of one object", place)
	}
	return newBucket(ctx, u), place, nil
}

// localPath returns the folder of a file URL. As for gocloud.dev/blob/fileblob,
// the host "." means a relative path, and any other host is ignored; of its
// parameters, prefix counts, and those that ask for what is always done are
// taken.
func localPath(u *url.URL) (string, error) {
	path := u.Path
	if u.Host == "." || runtime.GOOS == "windows" {
		path = strings.TrimPrefix(path, "/")
	}
	if path == "" {
		return "", errors.New("it names no folder; write file:///path/to/folder")
	}
	for name, values := range u.Query() {
		switch name {
		case "prefix":
			path = filepath.Join(path, values[0])
		case "create_dir", "metadata", "no_tmp_dir":
		default:
			return "", fmt.Errorf("a file URL has no parameter %q", name)
		}
	}
	return filepath.FromSlash(path), nil
}

// shown returns a URL without what may be secret in it.
func shown(u *url.URL) string {
	bare := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}
	return bare.String()
}

// list returns "a, b or c", where each is the beginning of a URL.
func list(schemes []string) string {
	last := len(schemes) - 1
	return strings.Join(schemes[:last], "://, ") + ":// or " + schemes[last] + "://"
}

var (
	addresses = regexp.MustCompile(`[A-Za-z][A-Za-z0-9+.-]*://[^\s"'<>]*[^\s"'<>:;,.)]`)
	rules     = regexp.MustCompile(`-{4,}`)
)

// plain returns what an error comes from, as one line of bounded length in which
// the addresses of requests are without credentials and signatures.
func plain(err error) string {
	var answer interface { // of S3
		ErrorCode() string
		ErrorMessage() string
	}
	var request *url.Error
	text := err.Error()
	switch {
	case errors.As(err, &answer):
		text = answer.ErrorCode() + ": " + answer.ErrorMessage()
	case errors.As(err, &request):
		text = request.Err.Error()
	}
	text = addresses.ReplaceAllStringFunc(text, func(s string) string {
		u, err := url.Parse(s)
		if err != nil {
			return "its address"
		}
		return shown(u)
	})
	text = strings.Join(strings.Fields(rules.ReplaceAllString(text, "")), " ")
	if runes := []rune(text); len(runes) > 300 {
		text = string(runes[:300]) + "…"
	}
	return text
}
