package main

import (
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// embedded says what modules have in them that is neither Go nor of their own making,
// and gives the licences. It is kept by hand: what is compiled already does not say.
//
//go:embed embedded.txt
var embedded string

// module is a part of the program that has a version, with its licences and notices.
type module struct {
	name, version string
	dir           string
	texts         map[string]string // by the file's path in the module
	kinds         []string          // of licences, sorted
}

// legal matches the names of files that hold licences and notices, with what may
// follow a point or a hyphen.
var legal = regexp.MustCompile(`(?i)^(?:(?:un)?licen[cs]e|copying|copyright|notice|patents)s?(?:[._-].*)?$`)

// add adds the licences and notices in a folder of the module.
func (m *module) add(dir string) error {
	list, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range list {
		if !e.Type().IsRegular() || !legal.MatchString(e.Name()) || filepath.Ext(e.Name()) == ".go" {
			continue
		}
		file := filepath.Join(dir, e.Name())
		name, err := filepath.Rel(m.dir, file)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if m.texts == nil {
			m.texts = map[string]string{}
		}
		m.texts[filepath.ToSlash(name)] = tidy(string(data))
	}
	return nil
}

// tidy makes texts that differ in line ends and outer space only the same.
func tidy(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t\f")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n") + "\n"
}

// collect returns the modules of packages, apart from Go and the program itself,
// sorted. The error says all that is wrong with their licences.
func collect(list []pkg) ([]module, error) {
	all := map[string]*module{}
	folders := map[string]bool{} // that were looked into
	var wrong []error
	for _, p := range list {
		if p.Standard || p.Module == nil || p.Module.Main {
			continue
		}
		m := all[p.Module.Path]
		if m == nil {
			m = &module{name: p.Module.Path, version: p.Module.Version, dir: p.Module.Dir}
			if r := p.Module.Replace; r != nil {
				m.name, m.version, m.dir = r.Path, r.Version, r.Dir
			}
			all[p.Module.Path] = m
		}
		dirs := []string{p.Dir}
		for _, name := range p.EmbedFiles {
			dirs = append(dirs, filepath.Dir(filepath.Join(p.Dir, filepath.FromSlash(name))))
			if filepath.Ext(name) == ".wasm" && !strings.Contains(embedded, filepath.Base(name)) {
				wrong = append(wrong, fmt.Errorf("%s has the compiled program %s; find out what is in it and add that to embedded.txt", m.name, name))
			}
		}
		for _, dir := range dirs {
			for ; !folders[dir] && within(dir, m.dir); dir = filepath.Dir(dir) {
				folders[dir] = true
				if err := m.add(dir); err != nil {
					return nil, err
				}
			}
		}
	}
	var modules []module
	for _, name := range slices.Sorted(maps.Keys(all)) {
		m := all[name]
		wrong = append(wrong, m.classify()...)
		modules = append(modules, *m)
	}
	slices.SortFunc(modules, func(a, b module) int { return cmp.Compare(a.name, b.name) })
	return modules, errors.Join(wrong...)
}

// within reports whether a folder is another one, or inside it.
func within(dir, outer string) bool {
	return dir == outer || strings.HasPrefix(dir, outer+string(filepath.Separator))
}

// format writes modules and their texts. A text that several have is written once.
func format(modules []module) []byte {
	var b strings.Builder
	b.WriteString(head)
	owners := map[string][]string{} // text → whose it is
	var order []string
	for _, m := range modules {
		fmt.Fprintf(&b, "  %s %s", m.name, m.version)
		if len(m.kinds) > 0 {
			fmt.Fprintf(&b, " (%s)", strings.Join(m.kinds, ", "))
		}
		b.WriteString("\n")
		for _, name := range slices.Sorted(maps.Keys(m.texts)) {
			text := m.texts[name]
			if owners[text] == nil {
				order = append(order, text)
			}
			owners[text] = append(owners[text], fmt.Sprintf("%s %s: %s", m.name, m.version, name))
		}
	}
	rule := strings.Repeat("=", 80) + "\n"
	b.WriteString("\n" + rule + embedded)
	for _, text := range order {
		b.WriteString("\n" + rule + strings.Join(owners[text], "\n") + "\n" + rule + "\n" + text)
	}
	return []byte(b.String())
}

const head = `Plenary is licensed under the Apache License, version 2.0, which is among the texts
below. The program holds software of others, which is listed here with its licences and
notices. Whoever passes the program on passes this file on with it.

The source code of a module is what "go mod download NAME@VERSION" gets.

`
