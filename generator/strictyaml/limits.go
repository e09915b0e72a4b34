package strictyaml

import (
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"plenary/generator/diag"
)

// Limits are the most that a file may have. Zero values stand for what no file
// reaches that people write.
type Limits struct {
	Bytes   int // of the whole; 500,000
	Values  int // about: lines, commas and opening brackets; 10,000
	Entries int // of a list, and keys of a mapping; 1,000
	Text    int // characters of a key or a value; 2,000
}

func (l Limits) filled() Limits {
	fill := func(to *int, most int) {
		if *to == 0 {
			*to = most
		}
	}
	fill(&l.Bytes, 500_000)
	fill(&l.Values, 10_000)
	fill(&l.Entries, 1_000)
	fill(&l.Text, 2_000)
	return l
}

// small reports a file that is too large to be parsed, at the first byte too much.
func (r *Reader) small(src []byte) bool {
	most := r.Limits.filled()
	if len(src) > most.Bytes {
		r.Diags.Errorf(r.posOf(src, most.Bytes), "this file has %d bytes, and %d are the most that can be read; something else than what people write was saved here", len(src), most.Bytes)
		return false
	}
	values := 0
	for i, c := range src {
		switch c {
		case '\n', ',', '{', '[':
			if values++; values > most.Values {
				r.Diags.Errorf(r.posOf(src, i), "this file has more than %d lines, commas and opening brackets, which are the most that can be read; remove some", most.Values)
				return false
			}
		}
	}
	return true
}

// posOf returns the position of an offset in bytes.
func (r *Reader) posOf(src []byte, offset int) diag.Pos {
	pos := diag.PosAt(r.File, src, offset)
	pos.Line += r.FirstLine
	return pos
}

// within reports a node that is too long, or has too many entries.
func (r *Reader) within(n *yaml.Node) bool {
	most := r.Limits.filled()
	switch n.Kind {
	case yaml.ScalarNode:
		if len(n.Value) > most.Text && utf8.RuneCountInString(n.Value) > most.Text {
			r.Errorf(n, "this text has %d characters, and %d are the most that can be read; shorten it, or write it into the prose", utf8.RuneCountInString(n.Value), most.Text)
			return false
		}
	case yaml.SequenceNode:
		if len(n.Content) > most.Entries {
			r.Errorf(n.Content[most.Entries], "this list has %d entries, and %d are the most that can be read; remove some", len(n.Content), most.Entries)
			return false
		}
	case yaml.MappingNode:
		if len(n.Content)/2 > most.Entries {
			r.Errorf(n.Content[2*most.Entries], "there are %d keys here, and %d are the most that can be read; remove some", len(n.Content)/2, most.Entries)
			return false
		}
	}
	return true
}
