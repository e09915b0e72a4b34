// Package plenary holds what pages are made with: layouts, words and static
// files, so that the program alone can build a folder that has only content.
package plenary

import "embed"

// Theme has the folders layouts, i18n and static.
//
//go:embed all:layouts i18n static
var Theme embed.FS
