package minify_test

import (
	"fmt"
	"log"

	"plenary/generator/minify"
)

func ExampleFile() {
	page, err := minify.File("en/index.html", []byte("<p>\n    From <time>10:00</time>   <b>UTC</b></p>"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s\n", page)
	// Output:
	// <p>
	// From <time>10:00</time> <b>UTC</b></p>
}
