package main

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/pipeline"
	"plenary/generator/revision"
)

// reviseFlags are the flags of revise.
type reviseFlags struct {
	message    string            // in English, or in the site's first language
	messages   map[string]string // in other languages
	date, kind string
}

// messageFlag is a flag with a message in a language, --message-zh.
var messageFlag = regexp.MustCompile(`^--message-([a-zA-Z]+(?:-[a-zA-Z0-9]+)*)(?:=|$)`)

func (p *program) revise(args []string) *cobra.Command {
	r := reviseFlags{messages: map[string]string{}}
	cmd := &cobra.Command{
		Use:   "revise MEETING",
		Short: "Record what is published of a meeting, and what changed since",
		Long: `Revise compares a meeting with what was last recorded of it, shows the differences
in words, and adds a revision to revisions.yaml in the meeting's folder, to be
committed with the content. The meeting is named by its folder, as in
sg17/2023-08-goyang, or by its id.

Calendars go by that record: what changed is sent to subscribers as changed, and
nothing else is. The site shows it as a history, and in Atom feeds. Record a meeting
when it is published first, and whenever a change to it is about to be published.

A message says what changed and why, in each language of the site, in plain words;
only a first issue needs none. Without one, the differences are shown and nothing is
written.

The kind follows from the differences: a cancellation when the meeting was cancelled,
an addendum when something was added only, or else a revision; --kind corrigendum says
that mistakes were mended. Prose in revision-N.zh.md and revision-N.en.md completes the
document of revision N. With --require-recorded, check and build refuse what is not
recorded.`,
		Example: `  plenary revise sg17/2023-08-goyang
  plenary revise sg17/2023-08-goyang -m "Contributions are due later." --message-zh "文稿截止日期推后。"`,
		Args: oneMeeting,
		RunE: func(cmd *cobra.Command, args []string) error { return p.record(cmd.Context(), args[0], r) },
	}
	f := cmd.Flags()
	f.StringVarP(&r.message, "message", "m", "", "the message in English, or in the site's first language if it has no English")
	for _, lang := range messageLanguages(args) {
		f.Func("message-"+lang, "the message in "+lang, func(s string) error { r.messages[lang] = s; return nil })
	}
	f.StringVar(&r.date, "date", "", "the `date` of the revision, as in \"2023-07-03 09:00 UTC\", in UTC if no zone is given (default now)")
	f.StringVar(&r.kind, "kind", "", "what `kind` of revision it is: revision, corrigendum, addendum or cancellation (default what the differences suggest)")
	return cmd
}

// messageLanguages returns the languages other than English that messages can be
// given in: Chinese, and whichever the arguments name.
func messageLanguages(args []string) []string {
	langs := []string{"zh"}
	for _, arg := range args {
		if m := messageFlag.FindStringSubmatch(arg); m != nil && !slices.Contains(langs, m[1]) {
			langs = append(langs, m[1])
		}
	}
	return langs
}

func oneMeeting(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("%s needs one meeting, named by its folder, as in sg17/2023-08-goyang", cmd.CommandPath())
	}
	return nil
}

// record shows the differences and records them.
func (p *program) record(ctx context.Context, name string, r reviseFlags) error {
	opt, err := p.options()
	if err != nil {
		return err
	}
	project, err := pipeline.Open(opt)
	if err != nil {
		return err
	}
	shown, err := p.propose(project, name)
	if err != nil || shown == nil {
		return err
	}
	p.out.report.Changes = shown.Changes
	for _, line := range shown.Changes {
		p.out.say("%s", line)
	}
	p.out.diagnostics(shown.Warnings)
	e, missing, err := r.entry(project.Languages(), shown.Meeting.Record.Last())
	switch {
	case err != nil:
		return err
	case len(missing) > 0:
		p.out.say("nothing was written; to record this, say what changed and why in each language: %s", strings.Join(missing, ", "))
		return nil
	}
	unlock, err := p.lockRecord(ctx, shown.File)
	if err != nil {
		return err
	}
	defer unlock()
	proposal, err := p.propose(project, name)
	if err != nil || proposal == nil {
		return err
	}
	if !alike(shown, proposal) {
		return fmt.Errorf("%s was changed or recorded by somebody else just now, and nothing was written; look at the differences and record them again", proposal.Meeting.Path())
	}
	return p.write(proposal, e)
}

// propose returns what there is to record of a meeting, nil if that is nothing, which
// it says. The error is errProblems when the content has some.
func (p *program) propose(project *pipeline.Project, name string) (*pipeline.Proposal, error) {
	proposal, diags, err := project.Propose(name)
	switch {
	case err != nil:
		return nil, err
	case proposal == nil:
		p.out.diagnostics(diags)
		return nil, errProblems
	case !proposal.Changed():
		last := proposal.Meeting.Record.Last()
		p.out.say("nothing has changed since %s of %s; nothing was written", last, last.Date.Format(revision.DateFormat))
		return nil, nil
	}
	return proposal, nil
}

// alike reports whether two proposals for one meeting add the same to the same record.
func alike(a, b *pipeline.Proposal) bool {
	sum := func(p *pipeline.Proposal) string {
		if last := p.Meeting.Record.Last(); last != nil {
			return last.Sum
		}
		return ""
	}
	return sum(a) == sum(b) && slices.Equal(a.Changes, b.Changes)
}

// entry is what the flags say of a revision.
type entry struct {
	date    time.Time
	kind    meeting.RevisionKind // "" for the one that the differences suggest
	message meeting.Text
}

// entry returns what to record after the last revision, which may be nil, and the
// flags without which nothing is to be recorded.
func (r reviseFlags) entry(langs []string, last *meeting.Revision) (e entry, missing []string, err error) {
	e.message, missing, err = r.text(langs)
	switch {
	case err != nil:
		return e, nil, err
	case e.message.IsZero() && last != nil:
		return e, missing, nil
	case !e.message.IsZero() && len(missing) > 0:
		return e, nil, fmt.Errorf("say what changed and why in each language of the site; missing: %s", strings.Join(missing, ", "))
	}
	if e.date, err = r.moment(last, time.Now()); err != nil {
		return e, nil, err
	}
	e.kind, err = r.chosen()
	return e, nil, err
}

// text returns the message in the languages of the site, and the flags that are
// missing for that.
func (r reviseFlags) text(langs []string) (meeting.Text, []string, error) {
	own := "en"
	if !slices.Contains(langs, own) {
		own = langs[0]
	}
	said := map[string]string{}
	for lang, text := range r.messages {
		if !slices.Contains(langs, lang) {
			return meeting.Text{}, nil, fmt.Errorf("--message-%s: the site has no language %q", lang, lang)
		}
		said[lang] = text
	}
	switch {
	case r.message != "" && said[own] != "":
		return meeting.Text{}, nil, fmt.Errorf("-m and --message-%s are the same; give one of them", own)
	case r.message != "":
		said[own] = r.message
	}
	message := meeting.Text{}
	var missing []string
	for _, lang := range langs {
		switch text := strings.Join(strings.Fields(said[lang]), " "); {
		case text != "" && message.By == nil:
			message.By = map[string]string{lang: text}
		case text != "":
			message.By[lang] = text
		case lang == own:
			missing = append(missing, "-m")
		default:
			missing = append(missing, "--message-"+lang)
		}
	}
	return message, missing, nil
}

// kinds are the kinds of revision that can be asked for.
var kinds = []string{string(meeting.Revised), string(meeting.Corrigendum), string(meeting.Addendum), string(meeting.Cancellation)}

// chosen returns the kind that was asked for, "" for none.
func (r reviseFlags) chosen() (meeting.RevisionKind, error) {
	if r.kind != "" && !slices.Contains(kinds, r.kind) {
		return "", fmt.Errorf("--kind %q: there are %s%s", r.kind, strings.Join(kinds, ", "), diag.DidYouMean(r.kind, kinds))
	}
	return meeting.RevisionKind(r.kind), nil
}
