// Package strictyaml reads YAML into typed values and reports everything that
// is wrong with it in one go, with positions.
//
// It is stricter than YAML: one document a file, no anchors and aliases, no
// tags, no repeated or unknown keys, no empty values, and a text is a text: a
// bare 12, yes or 2023-06-29 where words are wanted is a mistake, not a guess.
//
// A caller parses a file and then describes what it expects, from the outside in:
//
//	r := strictyaml.Reader{File: name, Diags: &diags}
//	if root, ok := r.Parse(src); ok {
//		r.Object(root, "a link", []strictyaml.Field{
//			{Key: "title", Required: true, Read: func(n *yaml.Node) { title, _ = r.String(n) }},
//			{Key: "url", Read: …},
//		})
//	}
package strictyaml

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"plenary/generator/diag"
)

// Reader reads one file, or the part of one that is YAML.
type Reader struct {
	File      string // as diagnostics name it
	FirstLine int    // lines of the file before the YAML
	Diags     *diag.List
}

// Field is a key of an object and what reads its value.
type Field struct {
	Key      string
	Required bool
	Read     func(*yaml.Node)
}

// Pos returns the position of a node.
func (r *Reader) Pos(n *yaml.Node) diag.Pos {
	return diag.Pos{File: r.File, Line: n.Line + r.FirstLine, Column: n.Column}
}

// Errorf reports an error at a node.
func (r *Reader) Errorf(n *yaml.Node, format string, args ...any) {
	r.Diags.Errorf(r.Pos(n), format, args...)
}

// Parse reads the one document of src. It returns false, with the reason
// reported, when there is nothing that could be read further.
func (r *Reader) Parse(src []byte) (*yaml.Node, bool) {
	if !r.CheckUTF8(src) {
		return nil, false
	}
	loader, err := yaml.NewLoader(bytes.NewReader(bytes.TrimPrefix(src, []byte("\ufeff"))))
	if err != nil {
		r.syntax(err)
		return nil, false
	}
	var doc, second yaml.Node
	if err := loader.Load(&doc); err != nil && !errors.Is(err, io.EOF) {
		r.syntax(err)
		return nil, false
	}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) == 0 {
		r.Diags.Errorf(diag.Pos{File: r.File, Line: 1 + r.FirstLine, Column: 1}, "the file is empty")
		return nil, false
	}
	if err := loader.Load(&second); err == nil && second.Kind == yaml.DocumentNode && len(second.Content) > 0 {
		r.Errorf(second.Content[0], "a second document begins here; a file holds one")
	}
	root := doc.Content[0]
	return root, r.plain(root)
}

// CheckUTF8 reports the first byte that is not UTF-8.
func (r *Reader) CheckUTF8(src []byte) bool {
	if utf8.Valid(src) {
		return true
	}
	line, column := 1, 1
	for rest := src; len(rest) > 0; {
		c, n := utf8.DecodeRune(rest)
		if c == utf8.RuneError && n == 1 {
			break
		}
		column++
		if c == '\n' {
			line, column = line+1, 1
		}
		rest = rest[n:]
	}
	r.Diags.Errorf(diag.Pos{File: r.File, Line: line + r.FirstLine, Column: column},
		"this is not UTF-8; save the file in the encoding UTF-8")
	return false
}

// syntax reports what the YAML parser says.
func (r *Reader) syntax(err error) {
	pos := diag.Pos{File: r.File, Line: 1 + r.FirstLine, Column: 1}
	message := err.Error()
	var at *yaml.LoadError
	if errors.As(err, &at) {
		message = at.Message
		if at.Mark.Line > 0 {
			pos.Line, pos.Column = at.Mark.Line+r.FirstLine, max(at.Mark.Column, 1)
		}
		if at.ContextMsg != "" {
			message += " " + at.ContextMsg
			if at.ContextMark.Line > 0 {
				message += fmt.Sprintf(" that begins in line %d", at.ContextMark.Line+r.FirstLine)
			}
		}
	}
	r.Diags.Errorf(pos, "this is not YAML: %s", message)
}

// plain reports anchors, aliases and tags, and returns false when there are any:
// an alias would make one mistake appear in many places, or a small file huge.
func (r *Reader) plain(n *yaml.Node) bool {
	ok := true
	switch {
	case n.Kind == yaml.AliasNode:
		r.Errorf(n, "aliases are not used here; write the value out")
		return false // following it would read the anchored part again
	case n.Anchor != "":
		r.Errorf(n, "anchors are not used here; write the value out where it is needed")
		ok = false
	case n.Style&yaml.TaggedStyle != 0:
		r.Errorf(n, "tags such as %s are not used here; put a text in quotes instead", n.Tag)
		ok = false
	}
	for _, c := range n.Content {
		ok = r.plain(c) && ok
	}
	return ok
}

// Object reads a mapping with the given keys, in the order of the file. It
// reports unknown, repeated and missing keys, and returns false when n is no
// mapping at all. what is said in messages: "a deadline".
func (r *Reader) Object(n *yaml.Node, what string, fields []Field) bool {
	ok := r.Map(n, what, func(key, value *yaml.Node) {
		i := slices.IndexFunc(fields, func(f Field) bool { return f.Key == key.Value })
		if i < 0 {
			r.Errorf(key, "%s has no key %q%s", what, key.Value, r.likely(key.Value, fields))
			return
		}
		fields[i].Read(value)
	})
	for _, f := range fields {
		if ok && f.Required && !hasKey(n, f.Key) {
			r.Errorf(n, "%s needs the key %q", what, f.Key)
		}
	}
	return ok
}

// hasKey reports whether a mapping names a key, with or without a value.
func hasKey(n *yaml.Node, key string) bool {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return true
		}
	}
	return false
}

func (r *Reader) likely(key string, fields []Field) string {
	var keys []string
	for _, f := range fields {
		keys = append(keys, f.Key)
	}
	if s := diag.DidYouMean(key, keys); s != "" {
		return s
	}
	return fmt.Sprintf("; it may have %s", Or(keys))
}

// Map reads a mapping whose keys are the editor's own.
func (r *Reader) Map(n *yaml.Node, what string, read func(key, value *yaml.Node)) bool {
	if n.Kind != yaml.MappingNode {
		r.Errorf(n, "%s is wanted here, made of keys and values, not %s", what, describe(n))
		return false
	}
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if line, twice := seen[key.Value]; twice {
			r.Errorf(key, "the key %q stands twice; the first is in line %d", key.Value, line)
			continue
		}
		seen[key.Value] = key.Line + r.FirstLine
		if isNull(value) {
			r.Errorf(key, "the key %q has no value; write one, or leave the key out", key.Value)
			continue
		}
		read(key, value)
	}
	return true
}

// List reads a sequence.
func (r *Reader) List(n *yaml.Node, what string, read func(*yaml.Node)) bool {
	if n.Kind != yaml.SequenceNode {
		r.Errorf(n, "a list of %s is wanted here, each item after a hyphen, not %s", what, describe(n))
		return false
	}
	for _, item := range n.Content {
		if isNull(item) {
			r.Errorf(item, "this item is empty; write it, or take its hyphen away")
			continue
		}
		read(item)
	}
	return true
}

// String reads a text. It is trimmed by YAML's own rules only.
func (r *Reader) String(n *yaml.Node) (string, bool) {
	switch {
	case n.Kind != yaml.ScalarNode:
		r.Errorf(n, "a text is wanted here, not %s", describe(n))
	case n.ShortTag() != "!!str":
		r.Errorf(n, "a text is wanted here; put %s in quotes: %q", n.Value, n.Value)
	case len(bytes.TrimSpace([]byte(n.Value))) == 0:
		r.Errorf(n, "this text is empty; write one, or leave the key out")
	default:
		return n.Value, true
	}
	return "", false
}

// Scalar reads a value as it was written, whatever YAML takes it for: a date,
// a number.
func (r *Reader) Scalar(n *yaml.Node, what string) (string, bool) {
	if n.Kind != yaml.ScalarNode {
		r.Errorf(n, "%s is wanted here, not %s", what, describe(n))
		return "", false
	}
	return n.Value, true
}

// Bool reads true or false.
func (r *Reader) Bool(n *yaml.Node) (value, ok bool) {
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!bool" {
		r.Errorf(n, "true or false is wanted here, not %s", describe(n))
		return false, false
	}
	return n.Value == "true", true
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }

// describe says what a node is.
func describe(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "keys and values"
	case yaml.SequenceNode:
		return "a list"
	}
	switch n.ShortTag() {
	case "!!int", "!!float":
		return "the number " + n.Value
	case "!!bool":
		return n.Value
	case "!!timestamp":
		return "the date " + n.Value
	}
	return fmt.Sprintf("the text %q", n.Value)
}

// Or joins words as in "a, b or c".
func Or(words []string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		var b bytes.Buffer
		for i, w := range words[:n-1] {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(w)
		}
		return b.String() + " or " + words[n-1]
	}
}
