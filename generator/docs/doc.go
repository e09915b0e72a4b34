// Package docs is the documentation of Plenary: the handbook for editors in two
// languages, and the architecture. There is no code in it; its tests hold the
// handbooks against the program.
package docs
