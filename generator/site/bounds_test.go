package site

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

// runaways are layouts that do not come to an end, each as a file and its text.
var runaways = map[string]struct{ file, text, want string }{
	"an endless loop":              {"layouts/letter.html", `{{ define "main" }}{{ range seq 1000000 }}{{ range seq 1000000 }}{{ end }}{{ end }}{{ end }}`, silenceMessage},
	"a partial in itself":          {"layouts/_partials/signature.html", `{{ partial "signature.html" . }}`, anyMessage},
	"a shortcode in itself":        {"layouts/_shortcodes/city.html", `{{ .Page.RenderString "{{< city >}}" }}`, anyMessage},
	"a layout that doubles a text": {"layouts/letter.html", `{{ define "main" }}{{ $s := strings.Repeat 1000000 "x" }}{{ range seq 60 }}{{ $s = print $s $s }}{{ end }}{{ end }}`, memoryMessage},
}

const (
	silenceMessage = `^layouts: rendering was given up, because no page came out for 5s; ` + missing
	memoryMessage  = `^layouts: rendering was given up, because it took more than 0\.5 GB of memory; ` + missing
	anyMessage     = `^layouts: rendering was given up, because |maximum template call stack size exceeded` // which bound comes first, the machine decides
	missing        = `(the page (en|zh)/sg17/2023-08-goyang/\S+/index\.html was|\d+ of \d+ pages were) not finished; a layout, a partial`
)

// runaway names the variable that makes the test binary render one of them and end as a
// program should: what does not come to an end must not go on beside other tests.
const runaway = "PLENARY_TEST_RUNAWAY"

func TestRunaway(t *testing.T) {
	if name := os.Getenv(runaway); name != "" {
		tr := whole(t)
		tr.Source[runaways[name].file] = []byte(runaways[name].text)
		b := bounds{silence: 5 * time.Second}
		if runaways[name].want == memoryMessage {
			b = bounds{memory: 1 << 29}
		}
		r := &Renderer{base: tr.Source, bounds: b, runaway: func(d diag.Diagnostic) {
			fmt.Println(d)
			os.Exit(7)
		}}
		files, diags, err := r.Render(t.Context(), tr)
		if fmt.Println(diags); !diags.Blocks() {
			t.Fatalf("it came to an end: %d files, %v", len(files), err)
		}
		os.Exit(7)
	}
	for name, c := range runaways {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			exe, err := os.Executable()
			if err != nil {
				t.Fatal(err)
			}
			cmd := exec.CommandContext(t.Context(), exe, "-test.run=^TestRunaway$")
			cmd.Env = append(os.Environ(), runaway+"="+name)
			var said bytes.Buffer
			cmd.Stdout, cmd.Stderr = &said, &said
			if err := cmd.Run(); err == nil || cmd.ProcessState.ExitCode() != 7 {
				t.Fatalf("%v:\n%s", err, &said)
			}
			if !regexp.MustCompile(c.want).MatchString(said.String()) {
				t.Errorf("it said %s, want %s", &said, c.want)
			}
		})
	}
}

// TestTooLarge: a page that no browser could show is a problem.
func TestTooLarge(t *testing.T) {
	list := tooLarge(map[string][]byte{"en/index.html": make([]byte, mostPage+1), "zh/index.html": make([]byte, mostPage)})
	if len(list) != 1 || list[0].String() != "layouts: the page en/index.html has more than 64 MB; a layout repeats something too often" {
		t.Errorf("found %v, want one problem of en/index.html", list)
	}
}

// TestWatcher: whatever the machine does, a rendering is given up only after it was
// looked at while nothing came out.
func TestWatcher(t *testing.T) {
	w := newWatcher(bounds{silence: 3 * time.Second}, nil, nil)
	w.looked = time.Now().Add(-time.Hour) // as if the program had been stopped
	if err := w.look(); err != nil {
		t.Errorf("given up after a pause: %v", err)
	}
	w.looked = time.Now().Add(-time.Hour)
	if err := w.look(); err == nil {
		t.Error("not given up when it was silent all the time")
	}
}
