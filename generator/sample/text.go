package sample

import (
	"os"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// text is a text in both languages of the archive. In the tables it may hold
// variables; see [plan.say].
type text struct{ zh, en string }

// same returns a text that both languages share.
func same(s string) text { return text{s, s} }

// IsZero reports whether the text is left out.
func (t text) IsZero() bool { return t == text{} }

// wide is the length in bytes from which a text is written on two lines.
const wide = 64

// MarshalYAML writes the text with its languages, on one line if it is short, or
// alone if it is the same in both.
func (t text) MarshalYAML() (any, error) {
	if t.zh == t.en {
		return t.zh, nil
	}
	n := mapping("zh", t.zh, "en", t.en)
	if len(t.zh)+len(t.en) < wide {
		n.Style = yaml.FlowStyle
	}
	return n, nil
}

// mapping returns a YAML mapping of keys and texts, given in turns.
func mapping(pairs ...string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.MappingNode}
	for _, s := range pairs {
		n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s})
	}
	return n
}

// sentence is a sentence of prose, or a whole list or table, in both languages.
// It can stand where the meeting has the facts that its shortcodes name, and
// whatever else it needs.
type sentence struct {
	zh, en string
	// needs lists further facts, separated by commas; one after ! must be missing.
	// What facts there are is said at [plan.know].
	needs string
}

// choice is several wordings, of which one is used: any one that can stand.
type choice []sentence

// paragraph is sentences in their order. A list or table is a paragraph too.
type paragraph []choice

// call matches the opening of a shortcode, with its arguments.
var call = regexp.MustCompile(`\{\{< ([a-z-]+)(?: "([^"]*)")?(?: "([^"]*)")? >\}\}`)

// stands reports whether a sentence can stand in this meeting's prose.
func (p *plan) stands(s sentence) bool {
	if !p.meets(s.needs) {
		return false
	}
	for _, m := range call.FindAllStringSubmatch(s.en, -1) {
		if !p.facts[factOf(m[1], m[2], m[3])] {
			return false
		}
	}
	return true
}

// factOf returns the fact that a shortcode needs.
func factOf(name, id, form string) string {
	switch name {
	case "deadline", "event", "lead", "link", "document", "texts", "annex", "officer", "lang":
		return name + " " + id
	case "contact":
		if form == "" {
			form = "email"
		}
		return name + " " + id + " " + form
	}
	return name
}

// meets reports whether all of the needs are met.
func (p *plan) meets(needs string) bool {
	if needs == "" {
		return true
	}
	for need := range strings.SplitSeq(needs, ", ") {
		fact, without := strings.CutPrefix(need, "!")
		if p.facts[fact] == without {
			return false
		}
	}
	return true
}

// say puts the words of this meeting for the variables in a text. "$field" is one
// of [plan.words]; "${3-9}" is a number from 3 to 9, the same in both languages.
func (p *plan) say(t text) text {
	numbers := map[string]string{}
	word := func(name string) text {
		if w, ok := p.words[name]; ok {
			return w
		}
		if numbers[name] == "" {
			numbers[name] = strconv.Itoa(p.number(name))
		}
		return same(numbers[name])
	}
	return text{
		zh: os.Expand(t.zh, func(name string) string { return word(name).zh }),
		en: os.Expand(t.en, func(name string) string { return word(name).en }),
	}
}

// number returns a number of a range such as "3-9". It panics if the name is
// none: then a table has a variable that does not exist.
func (p *plan) number(name string) int {
	low, high, _ := strings.Cut(name, "-")
	from, err1 := strconv.Atoi(low)
	to, err2 := strconv.Atoi(high)
	if err1 != nil || err2 != nil {
		panic("sample: no variable " + name)
	}
	return p.between(from, to)
}
