package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestProgram proves that everything in the program has a licence of an accepted kind,
// and that nothing compiled is in it of which nobody knows what it holds.
func TestProgram(t *testing.T) {
	list, err := packages(program)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := write(&b, list); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"  the Go standard library go1.", "  github.com/gohugoio/hugo v", " (MPL-2.0)\n", "\nthe Go standard library go1.",
		": LICENSE\n", ": NOTICE\n", ": PATENTS\n", ": internal/snapref/LICENSE\n",
		"IANA Time Zone Database", "\nUnicode License\n", "END OF TERMS AND CONDITIONS\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the notices have no %q", want)
		}
	}
}

const (
	mit    = "MIT License\n\nCopyright (c) 2020 A\n\nPermission is hereby granted, free of charge, to any person obtaining a copy\nof this software and associated documentation files (the \"Software\"), to deal\n"
	bsd    = "Copyright (c) 2020 B\nRedistribution and use in source and binary forms, with or without\nmodification, are permitted provided that the following conditions are\nmet:\n"
	apache = "                 Apache License\n           Version 2.0, January 2004\n"
	mpl    = "Mozilla Public License Version 2.0\n1.12. \"Secondary License\" means either the GNU General Public License, Version 2.0,\n"
	gpl    = "GNU GENERAL PUBLIC LICENSE\nVersion 2, June 1991\n"
)

// TestCollect proves which files of a module are taken, and what is wrong with it.
func TestCollect(t *testing.T) {
	const m = "example.org/m v1.2.3"
	for name, c := range map[string]struct {
		files map[string]string
		pkgs  []pkg // of the module, with Dir relative to it; nil is the one at its root
		texts []string
		kinds []string
		wrong string
	}{
		"MIT":                 {files: map[string]string{"LICENSE": mit}, texts: []string{"LICENSE"}, kinds: []string{"MIT"}},
		"other names":         {files: map[string]string{"Licence.md": mit, "COPYING.BSD": bsd, "LICENSE-APACHE": apache, "LICENSES.txt": mpl, "license.go": "package m", "licensed": "x"}, texts: []string{"COPYING.BSD", "LICENSE-APACHE", "LICENSES.txt", "Licence.md"}, kinds: []string{"Apache-2.0", "BSD", "MIT", "MPL-2.0"}},
		"two in a file":       {files: map[string]string{"LICENSE": mit + bsd}, texts: []string{"LICENSE"}, kinds: []string{"BSD", "MIT"}},
		"in a comment":        {files: map[string]string{"LICENSE": "// " + strings.ReplaceAll(mit, "\n", "\r\n// ")}, texts: []string{"LICENSE"}, kinds: []string{"MIT"}},
		"with notices":        {files: map[string]string{"LICENSE": apache, "NOTICE": "M, by A", "PATENTS": "granted"}, texts: []string{"LICENSE", "NOTICE", "PATENTS"}, kinds: []string{"Apache-2.0"}},
		"none":                {files: map[string]string{"README.md": mit}, wrong: m + " has no licence"},
		"a notice only":       {files: map[string]string{"NOTICE": "M, by A"}, wrong: m + " has no licence"},
		"GPL":                 {files: map[string]string{"LICENSE": gpl}, wrong: m + `: LICENSE has "gnu general public license", which is not accepted`},
		"MIT or GPL":          {files: map[string]string{"LICENSE": mit + gpl}, wrong: m + `: LICENSE has "gnu general public license", which is not accepted`},
		"BSD, advertising":    {files: map[string]string{"LICENSE": bsd + "3. All advertising\n * materials mentioning features"}, wrong: m + `: LICENSE has "all advertising materials mentioning", which is not accepted`},
		"nobody's":            {files: map[string]string{"LICENSE": "All rights reserved."}, wrong: m + ": LICENSE is not a licence of an accepted kind"},
		"nested":              {files: map[string]string{"LICENSE": mit, "a/LICENSE": bsd, "a/b/NOTICE": "B"}, pkgs: []pkg{{Dir: "a/b"}}, texts: []string{"LICENSE", "a/LICENSE", "a/b/NOTICE"}, kinds: []string{"BSD", "MIT"}},
		"nested, not used":    {files: map[string]string{"LICENSE": mit, "a/LICENSE": gpl, "ab/x.go": ""}, pkgs: []pkg{{Dir: "ab"}}, texts: []string{"LICENSE"}, kinds: []string{"MIT"}},
		"nested GPL":          {files: map[string]string{"LICENSE": mit, "a/COPYING": gpl}, pkgs: []pkg{{Dir: "."}, {Dir: "a"}}, wrong: m + `: a/COPYING has "gnu general public license", which is not accepted`},
		"nested only":         {files: map[string]string{"a/LICENSE": mit}, pkgs: []pkg{{Dir: "a"}}, texts: []string{"a/LICENSE"}, kinds: []string{"MIT"}},
		"with embedded files": {files: map[string]string{"LICENSE": mit, "data/x.txt": "", "data/LICENSE": bsd}, pkgs: []pkg{{Dir: ".", EmbedFiles: []string{"data/x.txt"}}}, texts: []string{"LICENSE", "data/LICENSE"}, kinds: []string{"BSD", "MIT"}},
		"a compiled program":  {files: map[string]string{"LICENSE": mit, "new.wasm": ""}, pkgs: []pkg{{Dir: ".", EmbedFiles: []string{"new.wasm"}}}, wrong: "example.org/m has the compiled program new.wasm; find out what is in it and add that to embedded.txt"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			for file, text := range c.files {
				write := filepath.Join(dir, filepath.FromSlash(file))
				if err := os.MkdirAll(filepath.Dir(write), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(write, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if c.pkgs == nil {
				c.pkgs = []pkg{{Dir: "."}}
			}
			list := []pkg{described(t, `{"Dir": "/nowhere", "Standard": true}`), described(t, `{"Dir": "/nowhere", "Module": {"Path": "plenary", "Main": true}}`)}
			for _, p := range c.pkgs {
				of := described(t, `{"Module": {"Path": "example.org/m", "Version": "v1.2.3"}}`)
				of.Dir, of.EmbedFiles, of.Module.Dir = filepath.Join(dir, p.Dir), p.EmbedFiles, dir
				list = append(list, of)
			}
			modules, err := collect(list)
			if c.wrong != "" {
				if err == nil || err.Error() != c.wrong {
					t.Errorf("error %v, want %s", err, c.wrong)
				}
				return
			}
			if err != nil || len(modules) != 1 {
				t.Fatalf("%d modules, error %v", len(modules), err)
			}
			if diff := cmp.Diff(c.texts, slices.Sorted(maps.Keys(modules[0].texts))); diff != "" {
				t.Errorf("texts (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.kinds, modules[0].kinds); diff != "" {
				t.Errorf("kinds (-want +got):\n%s", diff)
			}
		})
	}
}

// described returns a package as the go command describes it.
func described(t *testing.T, text string) pkg {
	t.Helper()
	var p pkg
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		t.Fatal(err)
	}
	return p
}

// TestFormat proves that a text is written once, under the names of all that have it.
func TestFormat(t *testing.T) {
	got := string(format([]module{
		{name: "a", version: "v1", texts: map[string]string{"LICENSE": mit, "NOTICE": "A\n"}, kinds: []string{"MIT"}},
		{name: "b", version: "v2", texts: map[string]string{"b/LICENSE": mit}, kinds: []string{"MIT"}},
	}))
	rule := "\n" + strings.Repeat("=", 80) + "\n"
	for _, want := range []string{
		"\n  a v1 (MIT)\n  b v2 (MIT)\n", rule + "a v1: LICENSE\nb v2: b/LICENSE" + rule + "\n" + mit, rule + "a v1: NOTICE" + rule + "\nA\n",
	} {
		if strings.Count(got, want) != 1 {
			t.Errorf("%q is not there once:\n%s", want, got)
		}
	}
	if strings.Count(got, mit) != 1 {
		t.Error("a text is there twice")
	}
}
