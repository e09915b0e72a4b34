package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"plenary"
	"plenary/generator/internal/seed"
	"plenary/generator/meeting"
	"plenary/generator/pipeline"
)

// The shipped meeting, its record and its deadlines.
const (
	meetingName = "sg17/2023-08-goyang"
	record      = goyang + "/revisions.yaml"
	deadlines   = goyang + "/deadlines.yaml"
)

// changed returns a project with the shipped content in which a deadline has changed
// since it was recorded.
func changed(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS(filepath.Join(root(t), "content"))); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, record)); err != nil {
		t.Fatal(err)
	}
	runOK(t, "revise", meetingName, "--source", dir, "--date", "2023-06-01")
	change(t, dir, "due: 2023-08-16", "due: 2023-08-17")
	return dir
}

// change replaces a text in the deadlines of the meeting.
func change(t *testing.T, dir, old, now string) {
	t.Helper()
	name := filepath.Join(dir, deadlines)
	data, err := os.ReadFile(name)
	if err != nil || !bytes.Contains(data, []byte(old)) {
		t.Fatalf("no %q in %s: %v", old, name, err)
	}
	if err := os.WriteFile(name, bytes.Replace(data, []byte(old), []byte(now), 1), 0o644); err != nil {
		t.Fatal(err)
	}
}

// recording returns a process that records the meeting.
func recording(t *testing.T, dir string, more ...string) *exec.Cmd {
	t.Helper()
	args := []string{"revise", meetingName, "--source", dir, "-m", "Later.", "--message-zh", "推迟。"}
	return process(t, append(args, more...)...)
}

// onlyContent fails if there is anything hidden beside the record.
func onlyContent(t *testing.T, dir string) {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(dir, filepath.Dir(record), ".*"))
	if err != nil || len(left) > 0 {
		t.Errorf("this is left: %v %v", left, err)
	}
}

// TestReviseAtOnce records a change from several processes, each with a temporary
// folder of its own: one of them does it.
func TestReviseAtOnce(t *testing.T) {
	dir := changed(t)
	var processes []*exec.Cmd
	for range 6 {
		cmd := recording(t, dir)
		cmd.Env = append(os.Environ(), "TMPDIR="+t.TempDir())
		processes = append(processes, cmd)
	}
	recorded := 0
	for _, o := range atOnce(t, processes) {
		switch {
		case !o.ok:
			t.Errorf("one says: %s", o.said)
		case strings.Contains(o.said, "recorded revision 1 "):
			recorded++
		case !strings.Contains(o.said, "nothing has changed since revision 1 "):
			t.Errorf("one says: %s", o.said)
		}
	}
	if recorded != 1 {
		t.Errorf("%d processes say that they have recorded the change", recorded)
	}
	runOK(t, "check", "--source", dir, "--require-recorded")
	onlyContent(t, dir)
}

// TestReviseKilled kills recordings at random moments. Each time the record is the
// former or the new one, and the next recording finds nothing in its way.
func TestReviseKilled(t *testing.T) {
	random := seed.Rand(t)
	dir := changed(t)
	day := time.Date(2023, 6, 1, 0, 0, 0, 0, time.UTC)
	next := func() *exec.Cmd { // a day later, because a minute is too short for all of them
		day = day.AddDate(0, 0, 1)
		return recording(t, dir, "--date", day.Format(time.DateOnly))
	}
	start := time.Now()
	if said, err := next().CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	took := time.Since(start)
	killed := 0
	due := []string{"due: 2023-08-17", "due: 2023-08-18"}
	for i := range 12 {
		change(t, dir, due[i%2], due[(i+1)%2])
		cmd := next()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(random.Int64N(int64(took))), func() { _ = cmd.Process.Kill() })
		err := cmd.Wait()
		timer.Stop()
		if err != nil {
			killed++
		}
		if said, err := next().CombinedOutput(); err != nil { // it records if the other has not
			t.Fatalf("after a kill: %v\n%s", err, said)
		}
		runOK(t, "check", "--source", dir, "--require-recorded")
	}
	if killed == 0 {
		t.Error("no recording was killed; the test proved nothing")
	}
	onlyContent(t, dir)
}

// TestReviseAfterFastClock records after a revision that a fast clock has dated: the
// way that the error names works, and what was recorded stays as it is.
func TestReviseAfterFastClock(t *testing.T) {
	dir := changed(t)
	name := filepath.Join(dir, record)
	project, err := pipeline.Open(pipeline.Options{Source: os.DirFS(dir), Theme: plenary.Theme})
	if err != nil {
		t.Fatal(err)
	}
	proposal, _, err := project.Propose(meetingName)
	if err != nil {
		t.Fatal(err)
	}
	message := meeting.Text{By: map[string]string{"en": "Later.", "zh": "推迟。"}}
	_, before, err := proposal.Record(time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC), "", message)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, before, 0o644); err != nil {
		t.Fatal(err)
	}
	change(t, dir, "due: 2023-08-17", "due: 2023-08-18")
	revise := func(more ...string) (int, string) {
		var said bytes.Buffer
		args := []string{"revise", meetingName, "--source", dir, "-m", "Later.", "--message-zh", "推迟。"}
		status := run(context.Background(), append(args, more...), &said, &said)
		return status, said.String()
	}
	status, said := revise()
	want := `revision 1 is dated 2099-01-01 00:00 UTC, but the clock of this machine says `
	if status != failed || !strings.Contains(said, want) {
		t.Fatalf("status %d: %s", status, said)
	}
	m := regexp.MustCompile(`with --date "(.*)"`).FindStringSubmatch(said)
	if m == nil {
		t.Fatalf("no date in %s", said)
	}
	for _, date := range []string{"2099-01-02 00:01 UTC", "2099-01-01", "2023-08-01"} {
		if status, said := revise("--date", date); status != failed || !strings.Contains(said, want) {
			t.Errorf("--date %s, status %d: %s", date, status, said)
		}
	}
	if status, said = revise("--date", m[1]); status != done {
		t.Fatalf("--date %s, status %d: %s", m[1], status, said)
	}
	after, err := os.ReadFile(name)
	if err != nil || !bytes.HasPrefix(after, before) {
		t.Errorf("what was recorded before is not as it was: %v", err)
	}
	runOK(t, "check", "--source", dir, "--require-recorded")
}
