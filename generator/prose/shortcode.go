package prose

import (
	"bytes"
	"regexp"
	"sort"
	"strings"

	"plenary/generator/diag"
)

// Call is a shortcode: {{< name "argument" >}}, or the opening or closing half
// of a pair.
type Call struct {
	Pos     diag.Pos
	Name    string
	Args    []Arg
	Closing bool // {{< /name >}}

	start, end int // in bytes of the body
}

// Arg is an argument of a shortcode.
type Arg struct {
	Pos   diag.Pos
	Value string
}

// String returns the call as it would be written.
func (c Call) String() string {
	var b strings.Builder
	b.WriteString("{{< ")
	if c.Closing {
		b.WriteByte('/')
	}
	b.WriteString(c.Name)
	for _, a := range c.Args {
		b.WriteString(` "` + a.Value + `"`)
	}
	b.WriteString(" >}}")
	return b.String()
}

var (
	callPattern = regexp.MustCompile(`^\{\{<[ \t]*(/?)([a-z][a-z0-9-]*)((?:[ \t]+"[^"\\\n]*")*)[ \t]*>\}\}`)
	argPattern  = regexp.MustCompile(`"([^"\\\n]*)"`)
)

// shortcodes records the calls in a body and returns the body with each of them
// overwritten by as many letters, so that Markdown sees a word where the fact
// will stand and every offset stays.
func (r *reader) shortcodes(body []byte) []byte {
	for at := 0; ; {
		i := nextOpening(body[at:])
		if i < 0 {
			return body
		}
		at += i
		m := callPattern.FindSubmatchIndex(body[at:])
		if m == nil {
			r.diags.Errorf(r.pos(at), "this shortcode cannot be read; write {{< name \"argument\" >}}, with straight quotes and on one line")
			at += len("{{<")
			continue
		}
		call := Call{
			Pos: r.pos(at), Name: string(body[at+m[4] : at+m[5]]), Closing: m[3] > m[2],
			start: at, end: at + m[1],
		}
		for _, a := range argPattern.FindAllSubmatchIndex(body[at+m[6]:at+m[7]], -1) {
			from := at + m[6] + a[2]
			call.Args = append(call.Args, Arg{r.pos(from), string(body[from : at+m[6]+a[3]])})
		}
		r.doc.Calls = append(r.doc.Calls, call)
		copy(body[call.start:call.end], bytes.Repeat([]byte("x"), call.end-call.start))
		at = call.end
	}
}

// nextOpening returns the offset of the next shortcode of either kind, or -1.
func nextOpening(b []byte) int {
	i, j := bytes.Index(b, []byte("{{<")), bytes.Index(b, []byte("{{%"))
	if i < 0 || (j >= 0 && j < i) {
		return j
	}
	return i
}

// callsBefore returns how many shortcodes end before or at an offset of the
// body.
func (r *reader) callsBefore(at int) int {
	return sort.Search(len(r.doc.Calls), func(i int) bool { return r.doc.Calls[i].end > at })
}
