package publish_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"plenary/generator/publish"
)

func ExampleWrite() {
	parent, err := os.MkdirTemp("", "example")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(parent)
	dir := filepath.Join(parent, "public")

	publishAll := func(files ...publish.File) {
		result, err := publish.Write(context.Background(), dir, files, publish.Options{})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%d written, %d unchanged, %d removed, foreign: %q\n",
			result.Written, result.Unchanged, result.Removed, result.Foreign)
	}
	index := publish.File{Path: "index.html", Data: []byte("home")}
	page := publish.File{Path: "en/index.html", Data: []byte("page")}

	publishAll(index, page)
	if err := os.WriteFile(filepath.Join(dir, "CNAME"), []byte("example.org"), 0o644); err != nil {
		log.Fatal(err)
	}
	publishAll(index)

	// Output:
	// 2 written, 0 unchanged, 0 removed, foreign: []
	// 0 written, 1 unchanged, 1 removed, foreign: ["CNAME"]
}
