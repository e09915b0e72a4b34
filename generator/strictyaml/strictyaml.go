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
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"plenary/generator/diag"
	"plenary/generator/hugomark"
)

// Reader reads one file, or the part of one that is YAML.
type Reader struct {
	File      string // as diagnostics name it
	FirstLine int    // lines of the file before the YAML
	Diags     *diag.List
	Limits    Limits // instead of the usual ones
	Conflict  string // what to do with versions that git could not merge, instead of the usual

	lines []string // of the YAML
	line  line     // the one that was looked at last

	errors int // that were reported
	last   int // the index of the last of them in Diags
}

// Field is a key of an object and what reads its value.
type Field struct {
	Key      string
	Required bool
	Read     func(*yaml.Node)
}

// Pos returns the position of a node.
func (r *Reader) Pos(n *yaml.Node) diag.Pos {
	return r.at(n.Line, n.Column)
}

// PosIn returns the position of a byte offset in the text of a scalar, or that
// of the scalar when its text is written otherwise in the file: in quotes, in a block
// or over several lines.
func (r *Reader) PosIn(n *yaml.Node, offset int) diag.Pos {
	pos := r.Pos(n)
	before := n.Value[:offset]
	if before != "" && isPlain(n) && strings.HasPrefix(r.lines[n.Line-1][r.byteOf(n):], before) {
		pos.Column += utf8.RuneCountInString(before)
	}
	return pos
}

// at returns a position by the YAML parser's count. To the parser, the end of a
// file without a last line feed is a line of its own.
func (r *Reader) at(line, column int) diag.Pos {
	if last := len(r.lines); line > last {
		line, column = last, utf8.RuneCountInString(r.lines[last-1])+1
	}
	return diag.Pos{File: r.File, Line: max(line, 1) + r.FirstLine, Column: max(column, 1)}
}

// Errorf reports an error at a node.
func (r *Reader) Errorf(n *yaml.Node, format string, args ...any) {
	r.ErrorfAt(r.Pos(n), format, args...)
}

// ErrorfAt reports an error at a position in the file.
func (r *Reader) ErrorfAt(pos diag.Pos, format string, args ...any) {
	if r.full() {
		(*r.Diags)[r.last].More++
		return
	}
	r.Diags.Errorf(pos, format, args...)
	r.errors++
	r.last = len(*r.Diags) - 1
}

// maxErrors is how many errors of a file are kept. Of more, only the number is reported.
const maxErrors = 1_000

// full reports whether as many errors were reported as are kept.
func (r *Reader) full() bool { return r.errors >= maxErrors }

// Parse reads the one document of src. It returns false, with the reason
// reported, when there is nothing that could be read further.
func (r *Reader) Parse(src []byte) (*yaml.Node, bool) {
	src = bytes.TrimPrefix(src, []byte(BOM))
	if !r.small(src) || !r.CheckText(src) {
		return nil, false
	}
	r.lines, r.line = strings.Split(string(src), "\n"), line{}
	loader, err := yaml.NewLoader(bytes.NewReader(src))
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
		r.Diags.Errorf(r.at(1, 1), "the file is empty")
		return nil, false
	}
	switch err := loader.Load(&second); {
	case err == nil && len(second.Content) > 0:
		r.Errorf(second.Content[0], "a second document begins here; a file has one")
	case err != nil && !errors.Is(err, io.EOF):
		r.syntax(err)
	}
	root := doc.Content[0]
	return root, r.plain(root)
}

// plain reports what exceeds the limits, and anchors, aliases and tags; it returns
// false when there are any: an alias would make one mistake appear in many places,
// or a small file huge.
func (r *Reader) plain(n *yaml.Node) bool {
	ok := true
	switch {
	case !r.within(n):
		return false
	case n.Kind == yaml.AliasNode:
		r.Errorf(n, "aliases are not used here; write the value out")
		return false // following it would read the anchored part again
	case n.Anchor != "":
		r.Errorf(n, "anchors are not used here; write the value out where it is needed")
		ok = false
	case n.Style&yaml.TaggedStyle != 0:
		r.Errorf(n, "tags such as %q are not used here; put a text in quotes instead", n.Tag)
		ok = false
	}
	for _, c := range n.Content {
		ok = r.plain(c) && ok
	}
	return ok
}

// Object reads a mapping with the given keys, in the order of the file. It
// reports unknown, repeated and missing keys, and returns false when n is no
// mapping at all. A key that was misspelt is not reported as missing too. what
// is said in messages: "a deadline".
func (r *Reader) Object(n *yaml.Node, what string, fields []Field) bool {
	var keys, misspelt []string
	for _, f := range fields {
		keys = append(keys, f.Key)
	}
	ok := r.Map(n, what, func(key, value *yaml.Node) {
		i := slices.IndexFunc(fields, func(f Field) bool { return f.Key == key.Value })
		if i < 0 {
			likely := ""
			if !r.full() { // else nobody reads it
				likely = diag.Likely(key.Value, keys)
				misspelt = append(misspelt, likely)
			}
			help := "; it may have " + Or(keys)
			if likely != "" {
				help = fmt.Sprintf("; did you mean %q?", likely)
			}
			r.Errorf(key, "%s has no key %q%s", what, key.Value, help)
			return
		}
		fields[i].Read(value)
	})
	for _, f := range fields {
		if ok && f.Required && !Has(n, f.Key) && !slices.Contains(misspelt, f.Key) {
			r.Errorf(n, "%s needs the key %q", what, f.Key)
		}
	}
	return ok
}

// Has reports whether n is a mapping that names a key, with or without a value.
func Has(n *yaml.Node, key string) bool { return lookUp(n, key) != nil }

// Value returns the value of a key, for a caller that needs it before the
// others; nil when n is not a mapping, or has no such key, or one without a value.
// [Reader.Map] reports the last.
func Value(n *yaml.Node, key string) *yaml.Node {
	if v := lookUp(n, key); v != nil && !isNull(v) {
		return v
	}
	return nil
}

func lookUp(n *yaml.Node, key string) *yaml.Node {
	if n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// Map reads a mapping whose keys are the editor's own.
func (r *Reader) Map(n *yaml.Node, what string, read func(key, value *yaml.Node)) bool {
	if n.Kind != yaml.MappingNode {
		r.Errorf(n, "this must be %s, made of keys and values, not %s", what, describe(n))
		return false
	}
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind != yaml.ScalarNode {
			r.Errorf(key, "a key is a word, not %s; put a text that begins with { or [ in quotes", describe(key))
			continue
		}
		if !r.proper(key) {
			continue
		}
		if line, twice := seen[key.Value]; twice {
			r.Errorf(key, "the key %q appears twice; first on line %d", key.Value, line)
			continue
		}
		seen[key.Value] = key.Line + r.FirstLine
		if isNull(value) {
			advice := "write one, or leave the key out"
			if n.Style&yaml.FlowStyle != 0 && i > 0 && isPlain(n.Content[i-1]) && !r.followsColon(value) {
				advice = "if it belongs to the text before the comma, put that text in quotes" // {en: Beach Road 3, Apia}
			}
			if strings.Contains(key.Value, "：") {
				advice = "write the colon half-width, with a space after it"
			}
			r.Errorf(key, "the key %q has no value; %s", key.Value, advice)
			continue
		}
		read(key, value)
	}
	return true
}

// isPlain reports whether n is a text that is not in quotes.
func isPlain(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Style == 0 }

// followsColon reports whether the last character before a node is a colon.
func (r *Reader) followsColon(n *yaml.Node) bool {
	before := strings.TrimRightFunc(r.lines[n.Line-1][:r.byteOf(n)], unicode.IsSpace)
	for i := n.Line - 2; i >= 0 && before == ""; i-- {
		before = strings.TrimRightFunc(r.lines[i], unicode.IsSpace)
	}
	return strings.HasSuffix(before, ":")
}

// line remembers a place in a line, so that not all of it is counted for each of
// its nodes.
type line struct{ number, column, offset int }

// byteOf returns the offset in bytes at which a node begins in its line.
func (r *Reader) byteOf(n *yaml.Node) int {
	at := &r.line
	if at.number != n.Line || at.column > n.Column {
		*at = line{number: n.Line, column: 1}
	}
	text := r.lines[n.Line-1]
	for at.column < n.Column && at.offset < len(text) {
		_, size := utf8.DecodeRuneInString(text[at.offset:])
		at.column++
		at.offset += size
	}
	return at.offset
}

// List reads a sequence.
func (r *Reader) List(n *yaml.Node, what string, read func(*yaml.Node)) bool {
	if n.Kind != yaml.SequenceNode {
		r.Errorf(n, "this must be a list of %s, each item after a hyphen, not %s", what, describe(n))
		return false
	}
	for _, item := range n.Content {
		if isNull(item) {
			r.Errorf(item, "this item is empty; write it, or remove its hyphen")
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
		r.Errorf(n, "this must be a text, not %s", describe(n))
	case isNull(n):
		r.Errorf(n, "a text is missing here; write one")
	case n.ShortTag() != "!!str":
		r.Errorf(n, "this must be a text; put %s in quotes: %q", n.Value, n.Value)
	case len(bytes.TrimSpace([]byte(n.Value))) == 0:
		r.Errorf(n, "this text is empty; write one, or leave the key out")
	case r.proper(n):
		return n.Value, true
	}
	return "", false
}

// proper reports a scalar that has, by an escape, a character or a mark that has no place
// in a text.
func (r *Reader) proper(n *yaml.Node) bool {
	if i := strings.IndexFunc(n.Value, IsMisplaced); i >= 0 {
		c, _ := utf8.DecodeRuneInString(n.Value[i:])
		name, why := Misplaced(c)
		r.Errorf(n, "this text has the %s, %s; remove it", name, why)
		return false
	}
	if _, mark := hugomark.FindString(n.Value); mark != "" { // written with escapes
		r.Errorf(n, "%s", ReservedMessage(mark))
		return false
	}
	return true
}

// Scalar reads a value as it was written, whatever YAML takes it for: a date,
// a number.
func (r *Reader) Scalar(n *yaml.Node, what string) (string, bool) {
	if n.Kind != yaml.ScalarNode {
		r.Errorf(n, "this must be %s, not %s", what, describe(n))
		return "", false
	}
	if !r.proper(n) {
		return "", false
	}
	return n.Value, true
}

// Bool reads true or false.
func (r *Reader) Bool(n *yaml.Node) (value, ok bool) {
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!bool" || (n.Value != "true" && n.Value != "false") {
		r.Errorf(n, "write true or false here, not %s", describe(n))
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
	case "!!null":
		return "an empty value"
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
