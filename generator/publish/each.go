package publish

import (
	"context"
	"runtime"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// atOnce is the number of files written at the same time. It is not bound to
// the cores: most of the time goes by waiting for the disk.
const atOnce = 32

// foldersAtOnce returns the number of folders read at the same time.
// What they hold is mostly in memory, but need not be.
func foldersAtOnce() int { return 4 * runtime.GOMAXPROCS(0) }

// each calls do for every number from 0 to n-1, up to limit of them at once,
// and waits for all. It stops at the first error or when ctx ends.
func each(ctx context.Context, n, limit int, do func(i int) error) error {
	group, running := errgroup.WithContext(ctx)
	var next atomic.Int64
	for range min(n, limit) {
		group.Go(func() error {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return nil
				}
				if err := running.Err(); err != nil {
					return err
				}
				if err := do(i); err != nil {
					return err
				}
			}
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	return ctx.Err()
}
