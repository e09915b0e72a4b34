package revision

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"plenary/generator/meeting"
)

// DateFormat is how a record writes a date, in UTC.
const DateFormat = "2006-01-02 15:04 UTC"

// Next returns the revision that would be recorded of the meeting as it is now.
// With the kind "" it chooses one: the first issue, a cancellation when the
// meeting was cancelled, an addendum when subjects were added only, or else a
// revision.
func (c *Comparison) Next(date time.Time, kind meeting.RevisionKind, message meeting.Text) meeting.Revision {
	m, n := c.m, len(c.m.Record.Revisions)
	if kind == "" {
		kind = likely(n, differences(c.old, c.now), m)
	}
	next := meeting.Revision{Number: n, Date: date, Kind: kind, Message: message, Items: c.itemRecords(date)}
	was, is := index(c.old), index(c.now)
	for _, t := range c.now {
		if before := was[t.ID]; before == nil || len(facts(before, &t)) > 0 {
			next.Subjects = append(next.Subjects, t)
		}
	}
	for _, t := range c.old {
		if is[t.ID] == nil {
			next.Gone = append(next.Gone, t.ID)
		}
	}
	next.Sum = sum(m.Record.Last(), next)
	return next
}

// likely returns the kind of revision that differences suggest.
func likely(n int, list []Difference, m *meeting.Meeting) meeting.RevisionKind {
	isCancelled := func(d Difference) bool { return d.Subject == theMeeting && d.Fact == "status" }
	switch {
	case n == 0:
		return meeting.FirstIssue
	case m.Status == meeting.Cancelled && slices.ContainsFunc(list, isCancelled):
		return meeting.Cancellation
	case !slices.ContainsFunc(list, func(d Difference) bool { return !d.Came }):
		return meeting.Addendum
	}
	return meeting.Revised
}

// head is the beginning of a record.
const head = `# What was published of this meeting, and when. "plenary revise" adds to it; commit
# it with the content. Calendars live on it: do not edit it by hand, messages apart.
`

// Append returns the text of a record, which may be empty, with a revision added. It
// fails if the text was laid out anew.
func Append(record []byte, r meeting.Revision) ([]byte, error) {
	if len(bytes.TrimSpace(record)) == 0 {
		record = []byte(head)
	}
	root := &yaml.Node{Kind: yaml.SequenceNode, Content: []*yaml.Node{revisionNode(r)}}
	var b bytes.Buffer
	b.Write(bytes.TrimRight(record, "\n"))
	b.WriteString("\n\n")
	d, err := yaml.NewDumper(&b, yaml.WithLineWidth(-1), yaml.WithIndent(2))
	if err != nil {
		return nil, err
	}
	if err := errors.Join(d.Dump(root), d.Close()); err != nil {
		return nil, err
	}
	var all []yaml.Node
	if err := yaml.Unmarshal(b.Bytes(), &all); err != nil || len(all) != r.Number+1 {
		return nil, errors.New("the record is not laid out as it was written, and nothing can be added to it; restore the file from its history")
	}
	return b.Bytes(), nil
}

func revisionNode(r meeting.Revision) *yaml.Node {
	n := mapping(
		"revision", number(r.Number), "date", scalar(r.Date.Format(DateFormat)), "kind", scalar(string(r.Kind)),
	)
	if !r.Message.IsZero() {
		add(n, "message", textNode(r.Message))
	}
	items := &yaml.Node{Kind: yaml.SequenceNode}
	for _, it := range r.Items {
		node := mapping(
			"id", scalar(it.ID), "sequence", number(it.Sequence), "modified", scalar(it.Modified.Format(DateFormat)),
			"status", scalar(it.Status), "fingerprint", text(it.Fingerprint),
		)
		node.Style = yaml.FlowStyle
		items.Content = append(items.Content, node)
	}
	add(n, "items", items)
	if len(r.Subjects) > 0 {
		subjects := mapping()
		for _, t := range r.Subjects {
			node := mapping()
			for _, f := range t.Facts {
				add(node, f.Name, textNode(f.Value))
			}
			add(subjects, string(t.ID), node)
		}
		add(n, "facts", subjects)
	}
	if len(r.Gone) > 0 {
		gone := &yaml.Node{Kind: yaml.SequenceNode}
		for _, id := range r.Gone {
			gone.Content = append(gone.Content, text(string(id)))
		}
		add(n, "gone", gone)
	}
	add(n, "sum", text(r.Sum))
	return n
}

// mapping returns a node of keys, which are strings, and their values, nodes.
func mapping(pairs ...any) *yaml.Node {
	n := &yaml.Node{Kind: yaml.MappingNode}
	for i := 0; i+1 < len(pairs); i += 2 {
		add(n, pairs[i].(string), pairs[i+1].(*yaml.Node))
	}
	return n
}

func add(n *yaml.Node, key string, value *yaml.Node) { n.Content = append(n.Content, text(key), value) }

// scalar returns a value that is written as it is.
func scalar(s string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Value: s} }

func number(n int) *yaml.Node { return scalar(strconv.Itoa(n)) }

// text returns a text, which is quoted where YAML would take it for something
// else.
func text(s string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
	if strings.ContainsFunc(s, func(c rune) bool { return c == '\n' || c == '\t' }) {
		n.Style = yaml.DoubleQuotedStyle // in one line
	}
	return n
}

func textNode(t meeting.Text) *yaml.Node {
	if t.By == nil {
		return text(t.Same)
	}
	n := mapping()
	for _, lang := range t.Languages() {
		add(n, lang, text(t.By[lang]))
	}
	return n
}
