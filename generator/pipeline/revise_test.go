package pipeline_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"plenary"
	"plenary/generator/meeting"
	"plenary/generator/pipeline"
)

// A revision that the record cannot hold is not written: nobody could build the site
// with it.
func TestRevisionTooLarge(t *testing.T) {
	p := &project{t: t, dir: t.TempDir()}
	if err := os.CopyFS(p.dir+"/content", os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	many := func(format string) string {
		var b strings.Builder
		for i := range 950 {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	extend := func(file, key, items string) {
		name := "content/sg17/2023-08-goyang/" + file
		p.write(name, strings.Replace(p.read(name), "\n"+key+":\n", "\n"+key+":\n"+items, 1))
	}
	extend("meeting.yaml", "links", many("  - id: l%d\n    title: x\n"))
	extend("meeting.yaml", "documents", many("  - id: d%d\n    name: x\n"))
	extend("meeting.yaml", "officers", many("  - role: chair\n    name: N%d\n"))
	extend("meeting.yaml", "leads", many("  - id: l%d\n    before: opening\n    at_least: 1 week\n"))
	extend("venue.yaml", "contacts", many("  - id: c%d\n    name: x\n"))
	extend("annex-b.yaml", "items", many("  - text: x%d\n"))

	project, err := pipeline.Open(pipeline.Options{Source: os.DirFS(p.dir), Theme: plenary.Theme})
	if err != nil {
		t.Fatal(err)
	}
	proposal, diags, err := project.Propose("sg17/2023-08-goyang")
	if err != nil || proposal == nil {
		t.Fatal(err, diags)
	}
	_, _, err = proposal.Record(proposal.Meeting.Record.Last().Date.Add(time.Hour), "", meeting.Text{Same: "More."})
	if err == nil || !strings.Contains(err.Error(), "with this revision the site could not be built any more: content/sg17/2023-08-goyang/revisions.yaml:") {
		t.Errorf("%v", err)
	}
}
