package diag

import (
	"fmt"
	"strings"
)

// maxWord is the longest word that is compared, in bytes. A whole file may be where
// a word should, and the time grows with the square of the length.
const maxWord = 200

// Likely returns the candidate that word was probably meant to be, or "" when
// none is close: at most a third of the letters are wrong, left out, doubled or
// swapped with their neighbour, or the one is the beginning of the other, as
// "home" is of "homepage". Of equally close candidates the first is taken.
func Likely(word string, candidates []string) string {
	if len(word) > maxWord {
		return ""
	}
	a := []rune(word)
	best, found := len(a)/3+1, ""
	for _, c := range candidates {
		if strings.EqualFold(word, c) {
			return c
		}
		if len(c) > maxWord {
			continue
		}
		b := []rune(c)
		if max(len(a)-len(b), len(b)-len(a)) >= best {
			continue
		}
		if d := distance(a, b); d < best {
			best, found = d, c
		}
	}
	if found != "" {
		return found
	}
	for _, c := range candidates {
		if min(len(word), len(c)) >= 4 && (strings.HasPrefix(word, c) || strings.HasPrefix(c, word)) {
			return c
		}
	}
	return ""
}

// DidYouMean returns a question to end a message with, or "" when no candidate
// is close to word.
func DidYouMean(word string, candidates []string) string {
	if c := Likely(word, candidates); c != "" {
		return fmt.Sprintf("; did you mean %q?", c)
	}
	return ""
}

// distance is the restricted Damerau–Levenshtein distance of a and b.
func distance(a, b []rune) int {
	var before, last []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		before, last, row = last, row, make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(b)]
}
