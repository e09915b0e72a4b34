package meeting

import "plenary/generator/diag"

// Source says where an item was written, so that what is wrong with one of its
// values can be shown at that value.
type Source struct {
	Pos  diag.Pos            // where the item begins
	Keys map[string]diag.Pos // where the value of each key begins, and "key: name" for each name of a list
}

// At returns the position of the value of a key, or that of the item when the
// key was left out.
func (s Source) At(key string) diag.Pos {
	if pos, ok := s.Keys[key]; ok {
		return pos
	}
	return s.Pos
}

// AtName returns the position of a name that is the value of a key or in a list
// that is.
func (s Source) AtName(key, name string) diag.Pos {
	if pos, ok := s.Keys[key+": "+name]; ok {
		return pos
	}
	return s.At(key)
}
