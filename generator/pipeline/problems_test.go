package pipeline_test

import (
	"os"
	"strings"
	"testing"

	"plenary"
	"plenary/generator/pipeline"
)

// What is wrong with the site's settings, with words or with a group hides nothing
// of what is wrong with a meeting.
func TestProblemsOfAllKinds(t *testing.T) {
	for _, frame := range []string{"content/site.yaml", "content/sg99/group.yaml", "i18n/en.yaml"} {
		t.Run(frame, func(t *testing.T) {
			p := &project{t: t, dir: t.TempDir()}
			if err := os.CopyFS(p.dir, os.DirFS(madeUpDir)); err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(frame, "i18n") {
				p.write(frame, "skip: Skip\n")
			} else {
				p.write(frame, p.read(frame)+"nonsense: 1\n")
			}
			const meeting = "content/advisory/2024-10-geneva/deadlines.yaml"
			p.write(meeting, p.read(meeting)+"- nonsense: 1\n")
			_, problems := p.fromNothing(pipeline.Options{Source: os.DirFS(p.dir), Theme: plenary.Theme})
			for _, file := range []string{frame, meeting} {
				if !strings.Contains(strings.Join(problems, "\n"), file+":") {
					t.Errorf("nothing is told of %s:\n%s", file, strings.Join(problems, "\n"))
				}
			}
		})
	}
}
