// Plenary builds a bilingual web site and calendar feeds from Markdown and YAML
// that describe meetings.
//
//	plenary build    make the site in public/
//	plenary serve    show the site while it is being written
//	plenary check    report what is wrong with the content
//	plenary revise   record what was changed in a meeting that is published
//	plenary merge    put shards of a site together
//	plenary eject    write the site out as a plain Hugo project
//
// The exit status is 0 when all is done, 1 when the content has problems, and 2
// when the command was misused or files could not be read or written.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	collect(resting, 0)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, func() { // what hangs is ended all the same: a site is never half there
		time.Sleep(3 * time.Second)
		os.Exit(failed)
	})
	status := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}
