package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"plenary/generator/cache"
	"plenary/generator/pipeline"
)

// parseShare reads which share of the meetings to make: "2/8", or "auto" for what
// a scheduler has put into the environment.
func parseShare(s string, env func(string) string) (pipeline.Share, error) {
	if s == "auto" {
		return shareOf(env)
	}
	number, of, ok := strings.Cut(s, "/")
	share, err := newShare(number, of)
	if !ok || err != nil {
		return share, fmt.Errorf("--shard %q: write which share of how many, as in 2/8, or auto", s)
	}
	return share, nil
}

func newShare(number, of string) (pipeline.Share, error) {
	n, err := strconv.Atoi(number)
	all, err2 := strconv.Atoi(of)
	if err = errors.Join(err, err2); err == nil && (n < 1 || n > all) {
		err = errors.New("out of range")
	}
	return pipeline.Share{Number: n, Of: all}, err
}

// shareOf finds the share in the environment: PLENARY_SHARD, a GitLab job with
// "parallel", a Kubernetes Indexed Job, or a Slurm array. Where a scheduler does
// not tell how many shares there are, or tells it wrongly of one that is run
// again, PLENARY_SHARDS does.
func shareOf(env func(string) string) (pipeline.Share, error) {
	if s := env("PLENARY_SHARD"); s != "" {
		number, of, _ := strings.Cut(s, "/")
		share, err := newShare(number, of)
		if err != nil {
			return share, fmt.Errorf("PLENARY_SHARD is %q; write which share of how many, as in 2/8", s)
		}
		return share, nil
	}
	for _, from := range []struct {
		number, of string
		first      int // what the first one is numbered
	}{
		{"CI_NODE_INDEX", "CI_NODE_TOTAL", 1},                // GitLab
		{"JOB_COMPLETION_INDEX", "PLENARY_SHARDS", 0},        // Kubernetes
		{"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", 1}, // Slurm
	} {
		number := env(from.number)
		if number == "" {
			continue
		}
		of := env("PLENARY_SHARDS")
		if of == "" {
			of = env(from.of)
		}
		n, err := strconv.Atoi(number)
		if err != nil {
			return pipeline.Share{}, fmt.Errorf("%s is %q, which is no number", from.number, number)
		}
		share, err := newShare(strconv.Itoa(n+1-from.first), of)
		if err != nil {
			return share, fmt.Errorf("%s is %s and there are %q shares; number them from %d, and set PLENARY_SHARDS to how many there are", from.number, number, of, from.first)
		}
		return share, nil
	}
	return pipeline.Share{}, errors.New("--shard auto: no variable tells which share to make; set PLENARY_SHARD, as in 2/8")
}

// makeShare makes a share of the meetings, into a folder of its own or into the
// cache alone.
func (p *program) makeShare(ctx context.Context, b building) error {
	share, err := parseShare(b.shard, os.Getenv)
	if err != nil {
		return err
	}
	if b.clean {
		return errors.New("--clean is for a site; a share has nothing to clean")
	}
	if b.out == "" && b.cache == "" {
		return errors.New("a share is for another machine: name a folder for it, as in --out share-2, or a bucket for all, as in --cache s3://bucket")
	}
	var dir string
	if b.out != "" {
		if dir, err = p.claim(place{flag: "--out", name: b.out}); err != nil {
			return err
		}
	}
	opt, closeCache, err := p.cached(ctx, b)
	if err != nil {
		return err
	}
	defer closeCache()
	if dir != "" {
		into, err := cache.Open(ctx, dir, p.out.warn)
		if err != nil {
			return err
		}
		defer into.Close()
		stores := pipeline.Stores{To: []pipeline.Store{into}}
		if opt.Cache != nil {
			stores.To = append(stores.To, opt.Cache)
		}
		opt.Cache = stores
	}
	project, err := pipeline.Open(opt)
	if err != nil {
		return err
	}
	p.out.writesNothing = true // no site
	report, err := p.run(ctx, project, pipeline.Unwanted(), pipeline.BuildOptions{Jobs: b.jobs, Share: share})
	if err != nil {
		return err
	}
	p.out.say("share %d of %d: %s of %s rendered, %s", share.Number, share.Of, number(report.Rendered), count(report.Meetings, "meeting"), count(report.Pages, "page"))
	return nil
}

func (p *program) merge() *cobra.Command {
	var b building
	cmd := &cobra.Command{
		Use:   "merge SHARE...",
		Short: "Make the site from shares that several machines have made",
		Long: `Merge makes the site as build does, from the same content, and takes the meetings
from the folders that "plenary build --shard" has written. What they lack, because a
share is missing or was stopped, is made here.`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("name the folders of the shares, as in plenary merge share-*; of shares in a bucket, plenary build --cache makes the site")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			b.shares = args
			return p.makeSite(cmd, b)
		},
	}
	b.outFlags(cmd)
	b.flags(cmd)
	return cmd
}

// withShares lets a build take what is in the folders of shares.
func (p *program) withShares(ctx context.Context, opt *pipeline.Options, dirs []string) (func(), error) {
	var opened []*cache.Cache
	closeAll := func() {
		for _, c := range opened {
			_ = c.Close() // it was only read
		}
	}
	stores := pipeline.Stores{}
	for _, dir := range dirs {
		share, err := resolve(place{flag: "merge", name: dir})
		if err == nil {
			err = p.apart(share)
		}
		if err != nil {
			closeAll()
			return nil, err
		}
		info, err := os.Stat(share.path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			p.out.warn(fmt.Sprintf("there is no share %s; its meetings are rendered here", dir))
			continue
		case err == nil && (!info.IsDir() || isSite(share.path)):
			closeAll()
			return nil, fmt.Errorf("%s is no share; name folders that plenary build --shard has written", dir)
		}
		c, err := cache.Open(ctx, share.path, p.out.warn)
		if err != nil {
			closeAll()
			return nil, err
		}
		opened = append(opened, c)
		stores.From = append(stores.From, c)
	}
	if opt.Cache != nil {
		stores.To = []pipeline.Store{opt.Cache}
	}
	opt.Cache = stores
	return closeAll, nil
}
