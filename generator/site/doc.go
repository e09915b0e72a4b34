// Package site composes pages from an archive of meetings.
//
// A [Composer] makes an ordinary Hugo source tree, in memory: configuration, content
// files with all facts of a page ready to print in their front matter, the editors' own
// Markdown files as they are, layouts and words. Package hugo renders such a tree.
// Nothing reaches Hugo that the hugo command could not read from disk, so [Tree.Eject]
// can write the tree out, and the stock command of the same version makes the same
// pages.
//
// The file of a kind of page composes its front matter, and the layout of the same name
// prints it: overview.go and overview.html. pages.go lists the pages of a meeting, and
// lists.go those over many meetings.
package site
