package hugo

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"testing"
	"time"

	"plenary/generator/diag"
)

// endless are files of a site that does not come to an end.
var endless = map[string]struct{ file, text, want string }{
	"loop":                 {"layouts/page.html", `{{ range seq 1000000 }}{{ range seq 1000000 }}{{ end }}{{ end }}`, silenceMessage},
	"partial in itself":    {"layouts/_partials/foot.html", `{{ partial "foot.html" . }}`, anyMessage},
	"shortcode in itself":  {"layouts/_shortcodes/city.html", `{{ .Page.RenderString "{{< city >}}" }}`, anyMessage},
	"text that is doubled": {"layouts/page.html", `{{ $s := strings.Repeat 1000000 "x" }}{{ range seq 60 }}{{ $s = print $s $s }}{{ end }}`, memoryMessage},
}

const (
	silenceMessage = `^layouts: rendering was given up, because no page came out for 5s; ` + unfinished
	memoryMessage  = `^layouts: rendering was given up, because it took more than 0\.5 GB of memory; ` + unfinished
	anyMessage     = `^layouts: rendering was given up, because |maximum template call stack size exceeded` // the machine decides which bound comes first
	unfinished     = `(the page m/letter/index\.html was|\d+ of \d+ pages were) not finished; a layout, a partial`
)

// runawayVar names the variable that makes the test binary render one of these and exit,
// because such a rendering must not go on beside other tests.
const runawayVar = "PLENARY_TEST_RUNAWAY"

func TestRunaway(t *testing.T) {
	if name := os.Getenv(runawayVar); name != "" {
		s := testSite()
		s.Files[endless[name].file] = []byte(endless[name].text)
		r := NewRenderer(s.Files, func(d diag.Diagnostic) {
			fmt.Println(d)
			os.Exit(7)
		})
		r.bounds = bounds{silence: 5 * time.Second}
		if endless[name].want == memoryMessage {
			r.bounds = bounds{memory: 1 << 29}
		}
		files, diags, err := r.Render(t.Context(), s)
		if fmt.Println(diags); !diags.HasErrors() {
			t.Fatalf("it came to an end: %d files, %v", len(files), err)
		}
		os.Exit(7)
	}
	for name, c := range endless {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			exe, err := os.Executable()
			if err != nil {
				t.Fatal(err)
			}
			cmd := exec.CommandContext(t.Context(), exe, "-test.run=^TestRunaway$")
			cmd.Env = append(os.Environ(), runawayVar+"="+name)
			var output bytes.Buffer
			cmd.Stdout, cmd.Stderr = &output, &output
			if err := cmd.Run(); err == nil || cmd.ProcessState.ExitCode() != 7 {
				t.Fatalf("%v:\n%s", err, &output)
			}
			if !regexp.MustCompile(c.want).MatchString(output.String()) {
				t.Errorf("it printed %s, want %s", &output, c.want)
			}
		})
	}
}

func TestTooLarge(t *testing.T) {
	list := tooLarge(map[string][]byte{"en/index.html": make([]byte, maxPage+1), "zh/index.html": make([]byte, maxPage)})
	if len(list) != 1 || list[0].String() != "layouts: the page en/index.html has more than 64 MB; a layout repeats something too often" {
		t.Errorf("found %v, want one problem of en/index.html", list)
	}
}

// A rendering is given up only after a silence in which it could run.
func TestMonitor(t *testing.T) {
	m := newMonitor(bounds{silence: 3 * time.Second}, nil, nil)
	m.counted = time.Now().Add(-time.Hour) // as if the program had been stopped
	if err := m.check(); err != nil {
		t.Errorf("given up after a pause: %v", err)
	}
	m.counted = time.Now().Add(-time.Hour)
	if err := m.check(); err == nil {
		t.Error("not given up after twice the silence")
	}
}
