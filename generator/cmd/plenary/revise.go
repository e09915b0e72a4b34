package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"
	"github.com/spf13/cobra"

	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/pipeline"
	"plenary/generator/publish"
	"plenary/generator/revision"
)

// revising is the flags of revise.
type revising struct {
	message    string            // in English, or in the site's first language
	messages   map[string]string // in other languages
	date, kind string
}

// messageFlag is a flag with a message in a language, --message-zh.
var messageFlag = regexp.MustCompile(`^--message-([a-zA-Z]+(?:-[a-zA-Z0-9]+)*)(?:=|$)`)

func (p *program) revise(args []string) *cobra.Command {
	r := revising{messages: map[string]string{}}
	cmd := &cobra.Command{
		Use:   "revise MEETING",
		Short: "Record what is published of a meeting, and what changed since",
		Long: `Revise compares a meeting with what was last recorded of it, shows the differences
in words, and adds a revision to revisions.yaml in the meeting's folder, to be
committed with the content. The meeting is named by its folder, as in
sg17/2023-08-goyang, or by its id.

Calendars go by that record: what changed is sent to subscribers as changed, and
nothing else is. The site tells it as a history, and in Atom feeds. Record a meeting
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
		RunE: func(cmd *cobra.Command, args []string) error {
			unlock, err := p.alone(cmd.Context())
			if err != nil {
				return err
			}
			defer unlock()
			return p.record(args[0], r)
		},
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

// alone waits until nobody else on this machine records in the project.
func (p *program) alone(ctx context.Context) (unlock func(), err error) {
	source, err := publish.Resolve(p.source)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(source))
	lock := flock.New(filepath.Join(os.TempDir(), "plenary-revise-"+hex.EncodeToString(sum[:8])+".lock"))
	const tick = 50 * time.Millisecond
	if _, err := lock.TryLockContext(ctx, tick); err != nil {
		return nil, err
	}
	return func() { _ = lock.Close() }, nil // ending does it too
}

// record shows the differences and records them.
func (p *program) record(name string, r revising) error {
	opt, err := p.options()
	if err != nil {
		return err
	}
	project, err := pipeline.Open(opt)
	if err != nil {
		return err
	}
	proposal, diags, err := project.Propose(name)
	if err != nil {
		return err
	}
	if proposal == nil {
		p.out.diagnostics(diags)
		return errProblems
	}
	last := proposal.Meeting.Record.Last()
	if !proposal.Changed() {
		p.out.say("nothing has changed since %s of %s; nothing was written", last, last.Date.Format(revision.DateFormat))
		return nil
	}
	p.out.report.Changes = proposal.Changes
	for _, line := range proposal.Changes {
		p.out.say("%s", line)
	}
	p.out.diagnostics(proposal.Warnings)
	message, missing, err := r.text(project.Languages())
	switch {
	case err != nil:
		return err
	case message.IsZero() && last != nil:
		p.out.say("nothing was written; to record this, say what changed and why in each language: %s", strings.Join(missing, ", "))
		return nil
	case !message.IsZero() && len(missing) > 0:
		return fmt.Errorf("say what changed and why in each language of the site; missing: %s", strings.Join(missing, ", "))
	}
	date, err := r.moment(last, time.Now())
	if err != nil {
		return err
	}
	kind, err := r.chosen()
	if err != nil {
		return err
	}
	return p.write(proposal, date, kind, message)
}

// text returns the message in the languages of the site, and the flags that are
// missing for that.
func (r revising) text(langs []string) (meeting.Text, []string, error) {
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

// tolerance is how far clocks of several people may be apart.
const tolerance = 10 * time.Minute

// moment returns the date of the revision, to the minute.
func (r revising) moment(last *meeting.Revision, now time.Time) (time.Time, error) {
	now = now.UTC().Truncate(time.Minute)
	if r.date == "" {
		if last != nil && !now.After(last.Date) && last.Date.Sub(now) < tolerance {
			return last.Date.Add(time.Minute), nil // two in one minute
		}
		return now, nil
	}
	w, err := meeting.ParseWhen(r.date, time.UTC)
	if err != nil {
		return time.Time{}, fmt.Errorf("--date: %w", err)
	}
	var date time.Time
	switch w.Form {
	case meeting.Day:
		date = time.Date(w.First.Year, w.First.Month, w.First.Day, 0, 0, 0, 0, time.UTC)
	case meeting.Instant:
		date = w.Start.UTC()
	default:
		return time.Time{}, fmt.Errorf("--date %q: write a day, or a day and an hour, as in \"2023-07-03 09:00 UTC\"", r.date)
	}
	if date.Sub(now) > 24*time.Hour {
		return time.Time{}, fmt.Errorf("--date %q lies in the future; record what is published when it is", r.date)
	}
	return date, nil
}

// kinds are the kinds of revision that can be asked for.
var kinds = []string{string(meeting.Revised), string(meeting.Corrigendum), string(meeting.Addendum), string(meeting.Cancellation)}

// chosen returns the kind that was asked for, "" for none.
func (r revising) chosen() (meeting.RevisionKind, error) {
	if r.kind != "" && !slices.Contains(kinds, r.kind) {
		return "", fmt.Errorf("--kind %q: there are %s%s", r.kind, strings.Join(kinds, ", "), diag.DidYouMean(r.kind, kinds))
	}
	return meeting.RevisionKind(r.kind), nil
}

// write adds the revision to the record, whole or not at all.
func (p *program) write(proposal *pipeline.Proposal, date time.Time, kind meeting.RevisionKind, message meeting.Text) error {
	next, after, err := proposal.Record(date, kind, message)
	if err != nil {
		return err
	}
	if err := p.replace(proposal.File, after); err != nil {
		return fmt.Errorf("%s stays as it was: %w", proposal.File, err)
	}
	p.out.report.Revision = &next.Number
	what := next.String()
	if next.Number > 0 {
		what += " (" + string(next.Kind) + ")"
	}
	p.out.say("%s: recorded %s of %s; commit it with the content", proposal.File, what, next.Date.Format(revision.DateFormat))
	return nil
}

// replace writes a file of the project in one step.
func (p *program) replace(name string, data []byte) error {
	mode := os.FileMode(0o666)
	if info, err := p.project.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	temp := fmt.Sprintf("%s/.%s.%d.tmp", path.Dir(name), path.Base(name), os.Getpid())
	f, err := p.project.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = p.project.Rename(temp, name)
	}
	if err != nil {
		_ = p.project.Remove(temp) // what is left of it is no record
	}
	return err
}
