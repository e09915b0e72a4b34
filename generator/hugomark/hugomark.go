// Package hugomark knows the marks that Hugo, the page engine, writes into a text
// between its steps and looks for in it again. A text that has one before Hugo reads it
// would be cut there, or have something else put in its place; one that has it
// afterwards was not finished.
package hugomark

import (
	"bytes"
	"strings"
)

// Shortcode is how the mark begins that stands for a shortcode: HAHAHUGOSHORTCODE0s0HBHB.
const Shortcode = "HAHAHUGOSHORTCODE"

// all are the marks of Hugo 0.165.
var all = []string{
	"<!--more-->", "__hugo_ctx", Shortcode, "HUGOMORE42", "__hdeferred/", "__h_pp_l1",
	"___hugonl_", "__field_not_supported", "_h__isBlock", "_h__ordinal",
}

// Find returns the first mark in a text and its offset in bytes, or "".
func Find(text []byte) (at int, mark string) {
	return first(func(mark string) int { return bytes.Index(text, []byte(mark)) })
}

// FindString is like [Find].
func FindString(text string) (at int, mark string) {
	return first(func(mark string) int { return strings.Index(text, mark) })
}

func first(index func(mark string) int) (at int, mark string) {
	for _, m := range all {
		if i := index(m); i >= 0 && (mark == "" || i < at) {
			at, mark = i, m
		}
	}
	return at, mark
}
