package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"plenary/generator/diag"
	"plenary/generator/pipeline"
	"plenary/generator/zone"
)

// Version is the version of the program. It never appears in what is published:
// a new version that changes nothing changes no byte. Who packages the program sets
// it with go build -ldflags "-X main.Version=0.1.0-2".
var Version = "0.1.0"

func (p *program) check() *cobra.Command {
	var b buildFlags
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Report what is wrong with the content",
		Long: `Check does what build does, without writing a site, and reports what is wrong: all
problems of the content in one run, and those of finished pages once there are none.
It also reports how meetings differ from their last recorded revision: as a note, or
with --require-recorded as a problem.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p.out.writesNothing = true
			project, closeCache, err := p.open(b)
			if err != nil {
				return err
			}
			defer closeCache()
			// Layouts are checked by rendering with them.
			report, err := p.run(cmd.Context(), project, pipeline.Discard(), pipeline.BuildOptions{Jobs: b.jobs})
			if err != nil {
				return err
			}
			found := "no problem found"
			if w := report.Diags.Count(diag.Warning); w > 0 {
				found = count(w, "warning")
			}
			if n := report.Diags.Count(diag.Note); n > 0 {
				found += "; " + count(n, "note")
			}
			p.out.say("%s checked, %s", count(report.Meetings, "meeting"), found)
			p.drafts(report)
			return nil
		},
	}
	b.flags(cmd)
	return cmd
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
