package cache_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"

	"plenary/generator/cache"
)

func Example() {
	dir, err := os.MkdirTemp("", "example-")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)

	ctx := context.Background()
	store, err := cache.Open(ctx, filepath.Join(dir, "plenary"), func(message string) { fmt.Println("warning:", message) })
	if err != nil {
		panic(err)
	}
	defer store.Close()

	key := cache.Key(sha256.Sum256([]byte("the program, the theme and the folder of a meeting")))
	_, ok := store.Get(ctx, key)
	fmt.Println(ok)
	store.Put(ctx, key, []byte("<h1>Study Group 17</h1>"))
	page, ok := store.Get(ctx, key)
	fmt.Println(ok, string(page))
	// Output:
	// false
	// true <h1>Study Group 17</h1>
}

func ExampleOpen() {
	_, err := cache.Open(context.Background(), "ftp://example.org/cache", nil)
	fmt.Println(err)
	_, err = cache.Open(context.Background(), "s3://bucket/some/where", nil)
	fmt.Println(err)
	// Output:
	// ftp://example.org/cache cannot be a cache; write a folder, or a URL that begins with file://, s3://, gs:// or azblob://
	// s3://bucket/some/where names a folder in the bucket; write s3://bucket?prefix=some/where/
}
