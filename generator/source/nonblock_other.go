//go:build !unix

package source

const nonblock = 0 // folders hold no pipes and devices
