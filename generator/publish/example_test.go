package publish_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"plenary/generator/publish"
)

func Example() {
	parent, err := os.MkdirTemp("", "example")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(parent)
	dir := filepath.Join(parent, "public")

	build := func(files ...publish.File) {
		w, err := publish.Open(context.Background(), dir, publish.Options{})
		if err != nil {
			log.Fatal(err)
		}
		defer w.Close()
		for _, f := range files {
			if err := w.Add(f); err != nil {
				log.Fatal(err)
			}
		}
		result, err := w.Commit(context.Background())
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%d written, %d unchanged, %d removed, foreign: %q\n",
			result.Written, result.Unchanged, result.Removed, result.Foreign)
	}
	index := publish.File{Path: "index.html", Data: []byte("home")}
	page := publish.File{Path: "en/index.html", Data: []byte("page")}

	build(index, page)
	if err := os.WriteFile(filepath.Join(dir, "CNAME"), []byte("example.org"), 0o644); err != nil {
		log.Fatal(err)
	}
	build(index)

	// Output:
	// 2 written, 0 unchanged, 0 removed, foreign: []
	// 0 written, 1 unchanged, 1 removed, foreign: ["CNAME"]
}
