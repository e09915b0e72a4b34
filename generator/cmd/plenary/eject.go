package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"

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

func (p *program) ejectTo(ctx context.Context, arg string, drafts bool) error {
	dir, err := p.safeOut(arg)
	if err != nil {
		return err
	}
	list, err := os.ReadDir(dir)
	list = slices.DeleteFunc(list, func(e fs.DirEntry) bool { // what a killed eject has left
		left, _ := filepath.Match(stagePattern, e.Name())
		return left && os.RemoveAll(filepath.Join(dir, e.Name())) == nil
	})
	isNew := errors.Is(err, fs.ErrNotExist)
	switch {
	case len(list) > 0:
		return fmt.Errorf("%s is not empty; name an empty folder, or one that does not exist yet", dir)
	case err != nil && !isNew:
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
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	files, err := p.ejectInto(ctx, dir, project)
	if err != nil {
		if isNew {
			_ = os.Remove(dir) // it is empty again
		}
		return err
	}
	p.out.say("%s in %s; build them there with hugo %s", count(files, "file"), dir, hugoVersion())
	return nil
}

// stagePattern is the name of the folder in which a project grows.
const stagePattern = ".plenary-eject-*"

// ejectInto fills an empty folder, or leaves it empty, and returns the number of
// files.
func (p *program) ejectInto(ctx context.Context, dir string, project *pipeline.Project) (int, error) {
	stage, err := os.MkdirTemp(dir, stagePattern)
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(stage)
	to := &folder{dir: stage}
	diags, err := project.Eject(ctx, to)
	if err != nil {
		return 0, err
	}
	p.out.diagnostics(diags)
	if diags.HasErrors() {
		return 0, errProblems
	}
	list, err := os.ReadDir(stage)
	if err != nil {
		return 0, err
	}
	for _, e := range list {
		if err := os.Rename(filepath.Join(stage, e.Name()), filepath.Join(dir, e.Name())); err != nil {
			return 0, err
		}
	}
	return to.files, nil
}

// folder takes files into a folder that has none. It is used by one goroutine.
type folder struct {
	dir   string
	files int
}

func (*folder) Holds(string, publish.Sum) bool { return false }

func (*folder) Keep(path string, _ publish.Sum) error {
	return fmt.Errorf("%s is kept, and not there", path) // what Holds makes impossible
}

func (f *folder) Add(file publish.File) error {
	name := filepath.Join(f.dir, filepath.FromSlash(file.Path))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f.files++
	return os.WriteFile(name, file.Data, 0o644)
}

func (*folder) Problems() []publish.Problem { return nil } // the pipeline knows them

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
