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

// parseShard reads which shard of the meetings to make: "2/8", or "auto" for what
// a scheduler has put into the environment.
func parseShard(s string, env func(string) string) (pipeline.Shard, error) {
	if s == "auto" {
		return shardOf(env)
	}
	number, of, ok := strings.Cut(s, "/")
	shard, err := newShard(number, of)
	if !ok || err != nil {
		return shard, fmt.Errorf("--shard %q: write which shard of how many, as in 2/8, or auto", s)
	}
	return shard, nil
}

func newShard(number, of string) (pipeline.Shard, error) {
	n, err := strconv.Atoi(number)
	all, err2 := strconv.Atoi(of)
	if err = errors.Join(err, err2); err == nil && (n < 1 || n > all) {
		err = errors.New("out of range")
	}
	return pipeline.Shard{Number: n, Of: all}, err
}

// shardOf finds the shard in the environment: PLENARY_SHARD, a GitLab job with
// "parallel", a Kubernetes Indexed Job, or a Slurm array. Where a scheduler does
// not say how many shards there are, or is wrong about one that is run
// again, PLENARY_SHARDS does.
func shardOf(env func(string) string) (pipeline.Shard, error) {
	if s := env("PLENARY_SHARD"); s != "" {
		number, of, _ := strings.Cut(s, "/")
		shard, err := newShard(number, of)
		if err != nil {
			return shard, fmt.Errorf("PLENARY_SHARD is %q; write which shard of how many, as in 2/8", s)
		}
		return shard, nil
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
			return pipeline.Shard{}, fmt.Errorf("%s is %q, which is not a number", from.number, number)
		}
		shard, err := newShard(strconv.Itoa(n+1-from.first), of)
		if err != nil {
			return shard, fmt.Errorf("%s is %s and there are %q shards; number them from %d, and set PLENARY_SHARDS to how many there are", from.number, number, of, from.first)
		}
		return shard, nil
	}
	return pipeline.Shard{}, errors.New("--shard auto: no variable says which shard to make; set PLENARY_SHARD, as in 2/8")
}

// makeShard makes a shard of the meetings, into a folder of its own or into the
// cache alone.
func (p *program) makeShard(ctx context.Context, b buildFlags) error {
	shard, err := parseShard(b.shard, os.Getenv)
	if err != nil {
		return err
	}
	if b.clean {
		return errors.New("--clean is for a site; a shard has nothing to clean")
	}
	if b.out == "" && b.cache == "" {
		return errors.New("a shard is for another machine: name a folder for it, as in --out shard-2, or a cache that all machines reach, as in --cache /mnt/shared/cache")
	}
	var dir string
	if b.out != "" {
		if dir, err = p.claim(place{flag: "--out", name: b.out}); err != nil {
			return err
		}
	}
	opt, closeCache, err := p.cached(b)
	if err != nil {
		return err
	}
	defer closeCache()
	if dir != "" {
		stores := pipeline.Stores{To: []pipeline.Store{cache.Open(dir, p.out.warn)}}
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
	report, err := p.run(ctx, project, pipeline.Unwanted(), pipeline.BuildOptions{Jobs: b.jobs, Shard: shard})
	if err != nil {
		return err
	}
	p.out.say("shard %d of %d: %s of %s rendered, %s", shard.Number, shard.Of, number(report.Rendered), count(report.Meetings, "meeting"), count(report.Pages, "page"))
	return nil
}

func (p *program) merge() *cobra.Command {
	var b buildFlags
	cmd := &cobra.Command{
		Use:   "merge SHARD...",
		Short: "Make the site from shards that several machines have made",
		Long: `Merge makes the site as build does, from the same content, and takes the meetings
from the folders that "plenary build --shard" has written. What they lack, because a
shard is missing or was stopped, is made here.`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("name the folders of the shards, as in plenary merge shard-*; when the shards have used one cache, plenary build --cache makes the site")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			b.shards = args
			return p.makeSite(cmd, b)
		},
	}
	b.outFlags(cmd)
	b.flags(cmd)
	return cmd
}

// addShards lets a build take what is in the folders of shards.
func (p *program) addShards(opt *pipeline.Options, dirs []string) error {
	var stores pipeline.Stores
	for _, dir := range dirs {
		shard, err := resolve(place{flag: "merge", name: dir})
		if err == nil {
			err = p.apart(shard)
		}
		if err != nil {
			return err
		}
		info, err := os.Stat(shard.path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			p.out.warn(fmt.Sprintf("there is no shard %s; its meetings are rendered here", dir))
			continue
		case err == nil && (!info.IsDir() || isSite(shard.path)):
			return fmt.Errorf("%s is not a shard; name folders that plenary build --shard has written", dir)
		}
		stores.From = append(stores.From, cache.Open(shard.path, p.out.warn))
	}
	if opt.Cache != nil {
		stores.To = []pipeline.Store{opt.Cache}
	}
	opt.Cache = stores
	return nil
}
