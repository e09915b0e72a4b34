// Package hugomark knows the marks that Hugo, the page engine, writes into a text
// between its steps and looks for in it again. A text that has one before Hugo reads it
// would be cut there, or have something else put in its place; one that has it
// afterwards was not finished.
package hugomark

import "bytes"

// Shortcode is how the mark begins that stands for a shortcode: HAHAHUGOSHORTCODE0s0HBHB.
const Shortcode = "HAHAHUGOSHORTCODE"

// all are the marks of Hugo 0.165.
var all = []string{
	"<!--more-->", "__hugo_ctx", Shortcode, "HUGOMORE42", "__hdeferred/", "__h_pp_l1",
	"___hugonl_", "__field_not_supported", "_h__isBlock", "_h__ordinal",
}

// Find returns the first mark in a text and its offset in bytes, or "".
func Find[T string | []byte](text T) (at int, mark string) {
	b := []byte(text)
	for _, m := range all {
		if i := bytes.Index(b, []byte(m)); i >= 0 && (mark == "" || i < at) {
			at, mark = i, m
		}
	}
	return at, mark
}
