package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"plenary/generator/publish"
)

// place is a file or folder that a run of the program writes to.
type place struct {
	flag string // how the user named it: "--cache", or the command "eject"
	name string // as the user wrote it
	site bool   // whether it is the folder of the site
	path string // absolute, without symbolic links
}

func (l place) String() string { return l.flag + " " + l.name }

// claim returns the absolute path of a place, without symbolic links. Whoever writes
// there must use that path, because it is the one that was checked, or package publish,
// which resolves a name in the same way. It is an error if
// writing there could touch the project's own files, a published site, or another
// place that this run writes to.
func (p *program) claim(l place) (string, error) {
	l, err := resolve(l)
	if err != nil {
		return "", err
	}
	source, err := publish.Resolve(p.source)
	if err != nil {
		return "", err
	}
	if within(source, l.path) {
		return "", fmt.Errorf("%s holds the project itself; choose a folder for this alone", l)
	}
	if err := l.outsideProject(source); err != nil {
		return "", err
	}
	if publish.InStage(l.path) {
		return "", fmt.Errorf("%s is in a folder in which a site is prepared; choose a place outside of it", l)
	}
	if site := siteAround(l.path); site != "" && !l.site {
		return "", fmt.Errorf("%s is in the published site %s; choose a place outside of it", l, site)
	}
	if err := p.apart(l); err != nil {
		return "", err
	}
	p.places = append(p.places, l)
	return l.path, nil
}

// resolve fills in the path of a place.
func resolve(l place) (place, error) {
	scheme, _, isURL := strings.Cut(l.name, ":")
	switch {
	case l.name == "":
		return l, fmt.Errorf("%s names nothing; write a path", l.flag)
	case isURL && strings.EqualFold(scheme, "file"), strings.Contains(l.name, "://"):
		return l, fmt.Errorf("%s is an address; write a path", l)
	}
	var err error
	if l.path, err = publish.Resolve(l.name); err != nil {
		return l, fmt.Errorf("%s: %w", l, err)
	}
	return l, nil
}

// outsideProject returns an error if a place is in, or holds, a folder of the project
// in source, or is in the files of Git, whichever project's they are.
func (l place) outsideProject(source string) error {
	own := []string{"content", "layouts", "i18n", "static", "generator", ".git"}
	if !l.site {
		own = append(own, "public")
	}
	for _, folder := range own {
		path, err := publish.Resolve(filepath.Join(source, folder))
		if err != nil {
			return err
		}
		if within(l.path, path) || within(path, l.path) {
			return fmt.Errorf("%s: %s is a folder of the project's own; choose another place", l, folder)
		}
	}
	for at := l.path; at != filepath.Dir(at); at = filepath.Dir(at) {
		for _, folder := range own {
			inside := folder == ".git" || same(filepath.Dir(at), source)
			if inside && strings.EqualFold(filepath.Base(at), folder) { // some systems take them for one name
				return fmt.Errorf("%s: %s is a folder of the project's own; choose another place", l, folder)
			}
		}
	}
	return nil
}

// apart returns an error if a place is in, or holds, another one of this run.
func (p *program) apart(l place) error {
	for _, other := range p.places {
		if within(l.path, other.path) || within(other.path, l.path) {
			return fmt.Errorf("%s and %s are in the way of each other; choose separate places", other, l)
		}
	}
	return nil
}

// within reports whether a path is a folder's or of something in it, under whatever
// name the file system knows the folder.
func within(path, folder string) bool {
	if rel, err := filepath.Rel(folder, path); err == nil && filepath.IsLocal(rel) {
		return true
	}
	for !same(path, folder) {
		parent := filepath.Dir(path)
		if parent == path {
			return false
		}
		path = parent
	}
	return true
}

// same reports whether two paths lead to one file or folder.
func same(a, b string) bool {
	there, err := os.Stat(a)
	if err != nil {
		return false
	}
	other, err := os.Stat(b)
	return err == nil && os.SameFile(there, other)
}

// isSite reports whether a folder is a published site.
func isSite(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, publish.ListName))
	return err == nil
}

// siteAround returns the published site that a path is or lies in, or "".
func siteAround(path string) string {
	for !isSite(path) {
		parent := filepath.Dir(path)
		if parent == path {
			return ""
		}
		path = parent
	}
	return path
}
