package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"plenary/generator/diag"
	"plenary/generator/publish"
	"plenary/generator/zone"
)

// Version is the version of the program. It never appears in what is published:
// a new version that changes nothing changes no byte.
const Version = "0.1.0"

func (p *program) build() *cobra.Command {
	var out string
	var clean bool
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Make the site",
		Long: `Build makes the site in public/ (or --out), whole or not at all: if anything is
wrong, or the build is stopped, the former site stays as it was. Files that did not
change keep their time of modification, files that are no longer made disappear, and
files that Plenary did not make stay, unless --clean is given.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			start := time.Now()
			if !cmd.Flags().Changed("out") {
				out = filepath.Join(p.source, "public")
			}
			dir, err := p.safeOut(out)
			if err != nil {
				return err
			}
			site, err := p.load()
			if err != nil {
				return err
			}
			files, err := site.Pages(cmd.Context())
			if err != nil {
				return err
			}
			if err := p.report(site); err != nil {
				return err
			}
			result, err := site.Write(cmd.Context(), dir, files, publish.Options{Clean: clean})
			if err != nil {
				return err
			}
			r := &p.out.report
			r.Meetings, r.Result, r.Parts = len(site.Archive.Meetings()), &result, site.Parts
			for _, f := range files {
				if strings.HasSuffix(f.Path, ".html") {
					r.Pages++
				}
			}
			r.First = fileURL(filepath.Join(dir, "index.html"))
			p.out.say("%s, %s in %s: %d files written, %d unchanged, %d removed; %.1f s",
				plural(r.Meetings, "meeting"), plural(r.Pages, "page"), dir,
				result.Written, result.Unchanged, result.Removed, time.Since(start).Seconds())
			if n := len(result.Foreign); n > 0 {
				p.out.say("%s there not made by plenary and left alone; --clean deletes what it did not make", plural(n, "file"))
			}
			p.out.say("open %s", r.First)
			return nil
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "write the site into this `folder` (default public/ in the source)")
	cmd.Flags().BoolVar(&clean, "clean", false, "delete everything in the folder that is not part of the site")
	return cmd
}

// fileURL returns the address of a file for a browser.
func fileURL(name string) string {
	abs, err := filepath.Abs(name)
	if err != nil {
		abs = name
	}
	slashed := filepath.ToSlash(abs)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // a drive letter
	}
	return (&url.URL{Scheme: "file", Path: slashed}).String()
}

func (p *program) check() *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Report what is wrong with the content",
		Long: `Check reads everything that build would read and reports what is wrong, all of it in
one run, without writing anything.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p.out.writesNothing = true
			site, err := p.load()
			if err != nil {
				return err
			}
			// Layouts are checked by rendering with them.
			if _, err := site.Pages(cmd.Context()); err != nil {
				return err
			}
			if err := p.report(site); err != nil {
				return err
			}
			n := len(site.Archive.Meetings())
			p.out.report.Meetings = n
			found := "no problem found"
			if w := site.Diags.Count(diag.Warning); w > 0 {
				found = plural(w, "warning")
			}
			p.out.say("%s checked, %s", plural(n, "meeting"), found)
			return nil
		},
	}
}

func (p *program) eject() *cobra.Command {
	return &cobra.Command{
		Use:   "eject DIR",
		Short: "Write the site out as a plain Hugo project",
		Long: `Eject writes the site as an ordinary Hugo project into a folder that is empty or does
not exist yet: configuration, content with its facts in front matter, layouts, words,
static files and calendars. The stock hugo command of the same version makes the same
pages from it (before minifying), so nobody is bound to Plenary.`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New("name one folder to write into, as in plenary eject ../hugo")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			dir, err := p.safeOut(args[0])
			if err != nil {
				return err
			}
			switch list, err := os.ReadDir(dir); {
			case len(list) > 0:
				return fmt.Errorf("%s is not empty; name an empty folder, or one that does not exist yet", dir)
			case err != nil && !errors.Is(err, fs.ErrNotExist):
				return err
			}
			site, err := p.load()
			if err != nil {
				return err
			}
			tree, err := site.Tree()
			if err != nil {
				return err
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
			p.out.diagnostics(site.Diags)
			p.out.say("%s in %s; build them there with hugo %s", plural(len(files), "file"), dir, hugoVersion())
			return nil
		},
	}
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
