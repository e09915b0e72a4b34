package strictyaml_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"plenary/generator/diag"
	"plenary/generator/strictyaml"
)

// What is too much is reported where it begins, and no more of the file is read.
func TestLimits(t *testing.T) {
	few := strictyaml.Limits{Bytes: 100, Values: 10, Entries: 3, Text: 10}
	for name, c := range map[string]struct {
		limits strictyaml.Limits
		src    string
		want   []string
	}{
		"just as much":      {few, "name: abcdefghij\nitems: [a, b, c]\ntexts: {a: b}\n", nil},
		"Han as long":       {few, "name: 会会会会会会会会会会\n", nil},
		"bytes":             {few, "name: x\n# " + strings.Repeat("会", 40), []string{"2:33: this file has 130 bytes, and 100 are the most that can be read; something else than what people write was saved here"}},
		"lines":             {few, "name: x\n" + strings.Repeat("\n", 10), []string{"11:1: this file has more than 10 lines, commas and opening brackets, which are the most that can be read; remove some"}},
		"commas":            {few, "name: x\nitems: [a, b,,,,,,,,]\n", []string{"2:20: this file has more than 10 lines, commas and opening brackets, which are the most that can be read; remove some"}},
		"braces":            {few, "{{{{{[[[[[[", []string{"1:11: this file has more than 10 lines, commas and opening brackets, which are the most that can be read; remove some"}},
		"items":             {few, "name: x\nitems:\n- a\n- b\n- c\n- d\n", []string{"6:3: this list has 4 entries, and 3 are the most that can be read; remove some"}},
		"keys":              {few, "{a: b, c: d, e: f, g: h}", []string{"1:20: there are 4 keys here, and 3 are the most that can be read; remove some"}},
		"keys at depth":     {few, "name: x\ntexts: {a, b, c, d}", []string{"2:18: there are 4 keys here, and 3 are the most that can be read; remove some"}},
		"a text":            {few, "name: 会会会会会会会会会会x\n", []string{"1:7: this text has 11 characters, and 10 are the most that can be read; shorten it, or write it into the prose"}},
		"a key":             {few, "nameofathing: x\n", []string{"1:1: this text has 12 characters, and 10 are the most that can be read; shorten it, or write it into the prose"}},
		"two texts":         {few, "name: 0123456789a\nsize: 0123456789a\n", []string{"1:7: this text has 11 characters, and 10 are the most that can be read; shorten it, or write it into the prose", "2:7: this text has 11 characters, and 10 are the most that can be read; shorten it, or write it into the prose"}},
		"as nobody writes":  {strictyaml.Limits{}, "name: " + strings.Repeat("x", 2_000) + "\nitems: [" + strings.Repeat("x,", 999) + "x]\n", nil},
		"more than anybody": {strictyaml.Limits{}, "name: " + strings.Repeat("x", 2_001), []string{"1:7: this text has 2001 characters, and 2000 are the most that can be read; shorten it, or write it into the prose"}},
		"more items":        {strictyaml.Limits{}, "items: [" + strings.Repeat("x,", 1_000) + "x]\n", []string{"1:2009: this list has 1001 entries, and 1000 are the most that can be read; remove some"}},
		"more lines":        {strictyaml.Limits{}, strings.Repeat("\n", 10_001), []string{"10001:1: this file has more than 10000 lines, commas and opening brackets, which are the most that can be read; remove some"}},
		"half a megabyte":   {strictyaml.Limits{}, "name: x #" + strings.Repeat("x", 499_991), nil},
		"more than that":    {strictyaml.Limits{}, "name: x #" + strings.Repeat("x", 499_992), []string{"1:500001: this file has 500001 bytes, and 500000 are the most that can be read; something else than what people write was saved here"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, diags := parseWithin(c.limits, c.src)
			if d := cmp.Diff(c.want, messages(diags)); d != "" {
				t.Errorf("diagnostics (-want +got):\n%s", d)
			}
		})
	}
	r := strictyaml.Reader{File: "f.yaml", FirstLine: 3, Diags: &diag.List{}, Limits: few}
	if _, ok := r.Parse([]byte(strings.Repeat("\n", 20))); ok || (*r.Diags)[0].Line != 14 {
		t.Errorf("below other lines: %v", *r.Diags)
	}
}

// Of many errors only the number is kept; what stands beside them is read.
func TestManyErrors(t *testing.T) {
	got, diags := parseWithin(strictyaml.Limits{Values: 100_000, Entries: 100_000}, "name: x\nitems: ["+strings.Repeat("1,", 5_000)+"x]\n")
	if len(diags) != 1_000 || diags[999].More != 4_000 || diags[998].More != 0 {
		t.Errorf("%d diagnostics, the last with %d more", len(diags), diags[len(diags)-1].More)
	}
	if d := cmp.Diff(thing{Name: "x", Items: []string{"x"}}, got); d != "" {
		t.Errorf("read (-want +got):\n%s", d)
	}
}

// A place in a long line is found without counting the line anew: with ten times as
// many keys that have no value, it takes nothing like a hundred times as long.
func TestOneLongLine(t *testing.T) {
	took := func(n int) time.Duration {
		src := []byte("{" + strings.Repeat("会,", n) + "x}")
		best := time.Hour
		for range 5 {
			start := time.Now()
			r := strictyaml.Reader{File: "f.yaml", Diags: &diag.List{}, Limits: strictyaml.Limits{Values: n + 2, Entries: n + 2}}
			root, ok := r.Parse(src)
			if !ok {
				t.Fatal(*r.Diags)
			}
			r.Map(root, "x", func(_, _ *yaml.Node) {})
			for _, n := range root.Content {
				r.PosIn(n, len(n.Value))
			}
			best = min(best, time.Since(start))
		}
		return best
	}
	if few, many := took(2_000), took(20_000); many > 40*few {
		t.Errorf("2,000 keys take %s, and 20,000 take %s", few, many)
	}
}

// An escape may stand for a character that has no place in a key either.
func TestEscapedKeys(t *testing.T) {
	for c, want := range map[string]string{
		`\u202e`: "1:9: this text has the control character U+202E, which changes the direction of the text around it; remove it",
		`\0`:     "1:9: this text has the control character U+0000, which no page can show; remove it",
	} {
		_, diags := parse(fmt.Sprintf("texts: {\"x%s\": y}\nname: x\n", c))
		if d := cmp.Diff([]string{want}, messages(diags)); d != "" {
			t.Errorf("%s (-want +got):\n%s", c, d)
		}
	}
}
