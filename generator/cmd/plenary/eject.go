package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"

	"plenary/generator/pipeline"
	"plenary/generator/publish"
)

func (p *program) eject() *cobra.Command {
	var drafts bool
	cmd := &cobra.Command{
		Use:   "eject DIR",
		Short: "Write the site out as a plain Hugo project",
		Long: `Eject writes the site as an ordinary Hugo project into a folder that is empty or does
not exist yet: configuration, content with its facts in front matter, layouts, words,
static files and calendars. The stock hugo command of the same version makes the same
pages from it, so nobody is bound to Plenary. (Plenary finishes them: it minifies, and
keeps names such as ITU-T in one line.)`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New("name one folder to write into, as in plenary eject ../hugo")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return p.ejectTo(cmd.Context(), args[0], drafts) },
	}
	cmd.Flags().BoolVar(&drafts, "drafts", false, "include meetings that are drafts")
	return cmd
}

func (p *program) ejectTo(ctx context.Context, dir string, drafts bool) (err error) {
	path, err := p.claim(place{flag: "eject", name: dir})
	if err != nil {
		return err
	}
	opt, err := p.options()
	if err != nil {
		return err
	}
	opt.Drafts = drafts
	project, err := pipeline.Open(opt)
	if err != nil {
		return err
	}
	collect(working, project.Size())
	if err := checkEmpty(path, dir); err != nil {
		return err
	}
	to, err := publish.Open(ctx, path, publish.Options{Unlisted: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	if err := checkEmpty(path, dir); err != nil { // another eject may have filled it before this one had the lock
		return err
	}
	diags, err := project.Eject(ctx, to)
	if err != nil {
		return err
	}
	p.out.diagnostics(diags)
	if diags.Blocks() {
		return errProblems
	}
	result, err := to.Commit(ctx)
	if err != nil {
		return err
	}
	p.out.say("%s in %s; build them there with hugo %s", count(result.Written, "file"), dir, hugoVersion())
	return nil
}

// checkEmpty returns an error if there is anything in a folder, which need not exist.
// It is called shown in messages.
func checkEmpty(path, shown string) error {
	list, err := os.ReadDir(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("eject %s: %w", shown, err)
	case len(list) > 0:
		return fmt.Errorf("%s is not empty; name an empty folder, or one that does not exist yet", shown)
	}
	return nil
}

// hugoVersion returns the version of Hugo inside the program.
func hugoVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, dep := range info.Deps {
			if dep.Path == "github.com/gohugoio/hugo" {
				return dep.Version
			}
		}
	}
	return "unknown"
}
