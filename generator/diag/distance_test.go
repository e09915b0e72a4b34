package diag

import "testing"

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"", "abc", 3},
		{"abc", "abc", 0},
		{"abc", "abd", 1},
		{"abc", "ab", 1},
		{"abc", "xabc", 1},
		{"abcd", "abdc", 1},
		{"abcd", "badc", 2},
		{"abcd", "dcba", 3},
		{"ab", "ba", 1},
		{"ab", "xba", 2},
		{"abx", "bax", 1},
		{"abxy", "bay", 2},
		{"ca", "abc", 3}, // no letter is moved twice
		{"kitten", "sitting", 3},
		{"opening", "oepnign", 2},
		{"aab", "aba", 1},
		{"aabb", "abab", 1},
		{"xaby", "ybax", 3},
		{"会议", "议会", 1},
		{"会议", "会场", 1},
	} {
		if got := distance([]rune(c.a), []rune(c.b)); got != c.want {
			t.Errorf("%s to %s: got %d, want %d", c.a, c.b, got, c.want)
		}
		if got := distance([]rune(c.b), []rune(c.a)); got != c.want {
			t.Errorf("%s to %s: got %d, want %d", c.b, c.a, got, c.want)
		}
	}
}
