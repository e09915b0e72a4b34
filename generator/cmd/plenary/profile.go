package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime/pprof"
)

// profile starts a CPU profile into a file, if one is named, and returns what ends
// it.
func (p *program) profile(name string) (stop func(), err error) {
	if name == "" {
		return func() {}, nil
	}
	at := place{flag: "--profile-cpu", name: name}
	path, err := p.claim(at)
	if err != nil {
		return nil, err
	}
	if err := replaceable(path); err != nil {
		return nil, fmt.Errorf("%s: %w", at, err)
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", at.flag, err)
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return func() {
		pprof.StopCPUProfile()
		_ = f.Close() // a profile that is cut off is seen when it is read
	}, nil
}

// replaceable returns an error if there is something else with this path than a
// profile.
func replaceable(path string) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.Mode().IsRegular() && info.Size() == 0: // of a build that was killed
		return nil
	case info.Mode().IsRegular() && isProfile(path):
		return nil
	}
	return errors.New("this exists and is not a profile; name another file")
}

// isProfile reports whether a file is a CPU profile as package pprof writes it. It
// finds the beginning of its table of strings, each with the tag of field 6 and its
// length.
func isProfile(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return false
	}
	const most = 64 << 20 // a profile of an hour has some 100 kB
	data, err := io.ReadAll(io.LimitReader(z, most))
	return err == nil && bytes.Contains(data, []byte("\x32\x07samples\x32\x05count\x32\x03cpu\x32\x0bnanoseconds"))
}
