package diag_test

import (
	"strings"
	"testing"

	"plenary/generator/diag"
)

func TestLikely(t *testing.T) {
	keys := []string{"id", "title", "days", "zone", "city", "opening", "registration", "updated", "when", "who", "home"}
	for _, c := range []struct {
		word       string
		candidates []string
		want       string
	}{
		// One slip in three letters, two in six, and so on.
		{"titel", keys, "title"},                // swapped
		{"tile", keys, "title"},                 // left out
		{"titlle", keys, "title"},               // doubled
		{"tytle", keys, "title"},                // wrong
		{"opning", keys, "opening"},             // left out
		{"oepnign", keys, "opening"},            // swapped twice
		{"regsitartion", keys, "registration"},  // swapped twice
		{"rejistrasion", keys, "registration"},  // two wrong
		{"regestrazione", keys, "registration"}, // four of thirteen
		{"rogestrazhone", keys, ""},             // six of thirteen
		{"tytlle", keys, "title"},               // two of six
		{"tytel", keys, ""},                     // two of five
		{"hwo", keys, "who"},
		{"woh", keys, "who"},
		{"hoe", []string{"who", "home"}, "home"}, // one left out; "who" takes two
		{"ix", keys, ""},                         // half of two letters is another word
		{"x", keys, ""},
		{"", keys, ""},
		{"weather", keys, ""},
		{"date", keys, ""},
		{"title", nil, ""},
		{"title", []string{""}, ""},

		// Case does not count.
		{"ID", keys, "id"},
		{"Title", keys, "title"},
		{"OPENING", keys, "opening"},
		{"Tel", []string{"tes", "tel"}, "tel"}, // before what is near
		{"éTÉ", []string{"été"}, "été"},

		// The one begins the other, if the shorter has four letters.
		{"homepage", keys, "home"},
		{"regi", keys, "registration"},
		{"reg", keys, ""},
		{"idea", keys, ""},
		{"whoever", keys, ""},
		{"updatedate", keys, "updated"},
		{"update", keys, "updated"}, // near, too

		// The nearest, and of equally near ones the first.
		{"dayz", []string{"dazed", "days", "day"}, "days"},
		{"annex-d", []string{"annex-a", "annex-b"}, "annex-a"},
		{"annex-b", []string{"annex-a", "annex-b"}, "annex-b"},
		{"s4", []string{"s1", "s2"}, ""},

		// Letters are characters, not bytes.
		{"截至日期", []string{"议程", "截止日期"}, "截止日期"},
		{"截止期日", []string{"截止日期"}, "截止日期"},
		{"截止日", []string{"截止日期"}, "截止日期"},
		{"会仪", []string{"会议"}, ""},
		{"会议信息", []string{"会场", "会议"}, "会议"},
		{"Zürich", []string{"Zurich"}, "Zurich"},
		{"Zu\xffrich", []string{"Zurich"}, "Zurich"},
	} {
		if got := diag.Likely(c.word, c.candidates); got != c.want {
			t.Errorf("%q among %q: got %q, want %q", c.word, c.candidates, got, c.want)
		}
	}
}

func TestDidYouMean(t *testing.T) {
	for word, want := range map[string]string{"titel": `; did you mean "title"?`, "weather": "", "会义纪要": `; did you mean "会议纪要"?`} {
		if got := diag.DidYouMean(word, []string{"title", "会议纪要"}); got != want {
			t.Errorf("%s: got %q, want %q", word, got, want)
		}
	}
}

// A word of a whole file's length is not compared letter by letter.
func TestLikelyLongWord(t *testing.T) {
	long := strings.Repeat("x", 2_000)
	for _, candidates := range [][]string{{"title", "days"}, {long[1:] + "y", long + "y", "y" + long}} {
		if n := testing.AllocsPerRun(1, func() {
			if got := diag.Likely(long, candidates); got != "" {
				t.Errorf("got %q", got)
			}
		}); n > 100 {
			t.Errorf("%v allocations", n)
		}
	}
}
