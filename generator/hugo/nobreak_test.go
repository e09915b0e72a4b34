package hugo

import "testing"

func TestNoBreakNames(t *testing.T) {
	for in, want := range map[string]string{
		"":                                  "",
		"no names":                          "no names",
		"<p>ITU-T meets</p>":                `<p><span class="nb">ITU-T</span> meets</p>`,
		"<p>ITU-T X.1333 and ITU-T</p>":     `<p><span class="nb">ITU-T X.1333</span> and <span class="nb">ITU-T</span></p>`,
		"<p>国际电联ITU-T会议</p>":                `<p>国际电联<span class="nb">ITU-T</span>会议</p>`,
		"<p>Covid-19, e-mail, X-ray</p>":    "<p>Covid-19, e-mail, X-ray</p>",
		`<a title="ITU-T > x">ITU-R</a>`:    `<a title="ITU-T > x"><span class="nb">ITU-R</span></a>`,
		"<title>ITU-T</title><b>ITU-T</b>":  `<title>ITU-T</title><b><span class="nb">ITU-T</span></b>`,
		`<script type="x">"ITU-T"</script>`: `<script type="x">"ITU-T"</script>`,
		"<!-- ITU-T -->":                    "<!-- ITU-T -->",
		"<script>ITU-T":                     "<script>ITU-T",
		"<a href='ITU-T":                    "<a href='ITU-T",
		"<titles>ITU-T</titles>":            `<titles><span class="nb">ITU-T</span></titles>`,
		"a < b ITU-T":                       "a < b ITU-T", // Hugo writes no such markup
	} {
		if got := string(NoBreakNames([]byte(in))); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
