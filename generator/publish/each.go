package publish

import (
	"context"

	"golang.org/x/sync/errgroup"
)

// each calls do for every number from 0 to n-1, up to limit of them at once,
// and waits for all. It stops at the first error or when ctx ends.
func each(ctx context.Context, n, limit int, do func(i int) error) error {
	group, running := errgroup.WithContext(ctx)
	group.SetLimit(limit)
	for i := range n {
		if running.Err() != nil {
			break
		}
		group.Go(func() error {
			if err := running.Err(); err != nil {
				return err
			}
			return do(i)
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	return ctx.Err()
}
