package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/spf13/cobra"

	"plenary"
	"plenary/generator/address"
	"plenary/generator/diag"
	"plenary/generator/pipeline"
	"plenary/generator/source"
)

// The exit statuses.
const (
	done     = 0
	problems = 1 // of the content
	failed   = 2 // usage, input or output
)

// errProblems says that the content's problems have been reported.
var errProblems = errors.New("the content has problems")

// run runs the program with arguments and returns its exit status.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	p := &program{out: output{stdout: stdout, stderr: stderr}}
	root := p.root(args)
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if p.project != nil {
		_ = p.project.Close() // it was only read
	}
	if p.out.json {
		if e := p.out.writeJSON(err); err == nil {
			err = e
		}
	}
	switch {
	case err == nil:
		return done
	case errors.Is(err, errProblems):
		return problems
	case errors.Is(err, context.Canceled) && !p.out.json:
		p.out.errorf("stopped; what was there stays as it was")
	case !p.out.json:
		p.out.errorf("%s", err)
	}
	return failed
}

// program is the command line: its flags and where it writes.
type program struct {
	out     output
	source  string
	project *os.Root // the source folder, once it is open
	baseURL string
	places  []place // that this run writes to
	ending  sync.Once
}

// root returns the command with all below it.
func (p *program) root(args []string) *cobra.Command {
	root := &cobra.Command{
		Use:   "plenary",
		Short: "Make a bilingual site and calendar feeds from Markdown and YAML about meetings",
		Long: `Plenary makes a bilingual web site and calendar feeds from Markdown and YAML that
describe meetings: collective letters with their deadlines, annexes and venues.

It reads the folder content/ of the project (the current folder, or --source) and
reports whatever is wrong there as file:line:column, all of it in one run. Files in
the project's folders layouts/, i18n/ and static/ take the place of the program's own;
what comes of them is checked once nothing is wrong with the content.

Exit status: 0 done, 1 the content has errors or findings, 2 wrong usage, or files that could
not be read or written.`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          noArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	flags := root.PersistentFlags()
	flags.StringVar(&p.source, "source", ".", "the `folder` that holds content/")
	flags.StringVar(&p.baseURL, "base-url", "", "publish at this `address` instead of the one in content/site.yaml")
	flags.BoolVar(&p.out.quiet, "quiet", false, "report problems only")
	flags.BoolVar(&p.out.json, "json", false, "report in JSON on standard output, for machines")
	root.AddCommand(p.build(), p.serve(), p.merge(), p.check(), p.revise(args), p.eject(), p.version())
	return root
}

// options opens the project's folder and returns what is known of what to build.
func (p *program) options() (pipeline.Options, error) {
	if p.baseURL != "" {
		u, err := address.ParseSite(p.baseURL)
		if err != nil {
			return pipeline.Options{}, fmt.Errorf("--base-url %.300q: %w", p.baseURL, err)
		}
		p.baseURL = u.String()
	}
	info, err := os.Stat(p.source)
	if err == nil && !info.IsDir() { // opening a pipe would not end
		err = errors.New("it is not a folder")
	}
	if err == nil {
		p.project, err = os.OpenRoot(p.source) // nothing outside it can be read
	}
	if err != nil {
		return pipeline.Options{}, fmt.Errorf("the source folder: %w", err)
	}
	return pipeline.Options{Source: source.FS(p.project), Theme: plenary.Theme, BaseURL: p.baseURL, Runaway: p.giveUp}, nil
}

// giveUp ends the program because of a rendering that would not end, or take all memory.
// A site is published as a whole when all is made, so what was published stays.
func (p *program) giveUp(why diag.Diagnostic) {
	p.ending.Do(func() {
		p.out.clear()
		p.out.diagnostics(diag.List{why})
		p.out.say("the program has ended, because Hugo cannot be stopped within a page; mend the layout and start it again")
		if p.out.json {
			_ = p.out.writeJSON(errProblems) // there is nobody left to report to
		}
		os.Exit(problems)
	})
}

// noArgs refuses arguments and says what may have been meant.
func noArgs(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return nil
	case cmd.HasSubCommands():
		var names []string
		for _, c := range cmd.Commands() {
			names = append(names, c.Name())
		}
		return fmt.Errorf("there is no command %q%s", args[0], diag.DidYouMean(args[0], names))
	}
	return fmt.Errorf("%s takes no arguments, and %q is one; the folder of the project is named with --source", cmd.CommandPath(), args[0])
}
