package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"

	"github.com/spf13/cobra"

	"plenary/generator/diag"
	"plenary/generator/pipeline"
	"plenary/generator/zone"
)

// Version is the version of the program. It never appears in what is published:
// a new version that changes nothing changes no byte.
const Version = "0.1.0"

func (p *program) check() *cobra.Command {
	var b building
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Report what is wrong with the content",
		Long: `Check reads everything that build would read and reports what is wrong, all of it in
one run, without writing a site.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p.out.writesNothing = true
			project, closeCache, err := p.open(cmd.Context(), b)
			if err != nil {
				return err
			}
			defer closeCache()
			// Layouts are checked by rendering with them.
			report, err := p.run(cmd.Context(), project, pipeline.Discard, pipeline.BuildOptions{Jobs: b.jobs})
			if err != nil {
				return err
			}
			found := "no problem found"
			if w := report.Diags.Count(diag.Warning); w > 0 {
				found = count(w, "warning")
			}
			p.out.say("%s checked, %s", count(report.Meetings, "meeting"), found)
			return nil
		},
	}
	b.flags(cmd)
	return cmd
}

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
		RunE: func(_ *cobra.Command, args []string) error { return p.ejectTo(args[0], drafts) },
	}
	cmd.Flags().BoolVar(&drafts, "drafts", false, "include meetings that are drafts")
	return cmd
}

func (p *program) ejectTo(arg string, drafts bool) error {
	dir, err := p.safeOut(arg)
	if err != nil {
		return err
	}
	switch list, err := os.ReadDir(dir); {
	case len(list) > 0:
		return fmt.Errorf("%s is not empty; name an empty folder, or one that does not exist yet", dir)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
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
	tree, diags, err := project.Tree()
	if err != nil {
		return err
	}
	p.out.diagnostics(diags)
	if diags.HasErrors() {
		return errProblems
	}
	files, err := tree.Eject()
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, files[name], 0o644); err != nil {
			return err
		}
	}
	p.out.say("%s in %s; build them there with hugo %s", count(len(files), "file"), dir, hugoVersion())
	return nil
}

func (p *program) version() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of the program and of what it is made of",
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			if p.out.json {
				return nil
			}
			_, err := fmt.Fprintf(p.out.stdout, "plenary %s, hugo %s, time zones %s\n", Version, hugoVersion(), zone.Version)
			return err
		},
	}
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
