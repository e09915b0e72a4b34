package main

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

// kinds are the licences under which others' software may be part of the program, by
// words that only they have. A program that holds software under another kind must be
// thought about first.
var kinds = []struct{ name, words string }{
	{"Apache-2.0", "apache license version 2.0"},
	{"MIT", "permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files"},
	{"BSD", "redistribution and use in source and binary forms, with or without modification, are permitted provided that the following conditions are met"},
	{"ISC", "permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted"},
	{"MPL-2.0", "mozilla public license version 2.0"},
	{"Unlicense", "this is free and unencumbered software released into the public domain"},
}

// refused are words of licences that ask for more. The Mozilla Public License names
// some of these without being one.
var refused = []string{
	"gnu general public license", "gnu lesser general public license", "gnu affero general public license", "server side public license",
	"business source license", "commons clause", "elastic license", "all advertising materials mentioning", "noncommercial license",
}

// notice matches the names of files that are no licences, but must be passed on.
var notice = regexp.MustCompile(`(?i)^(?:notice|patents|copyright)`)

// spaces matches what may part two words of a licence.
var spaces = regexp.MustCompile(`[\s*#/]+`)

// kindsOf returns the kinds of licences in a text, and what is refused in it, "" if
// nothing is.
func kindsOf(text string) (found []string, wrong string) {
	text = strings.ToLower(spaces.ReplaceAllString(text, " "))
	text = strings.ReplaceAll(text, "license, version", "license version")
	for _, k := range kinds {
		if strings.Contains(text, k.words) {
			found = append(found, k.name)
		}
	}
	for _, words := range refused {
		if strings.Contains(text, words) && !slices.Contains(found, "MPL-2.0") {
			return found, words
		}
	}
	return found, ""
}

// classify finds out the kinds of the module's licences, and returns what is wrong
// with them.
func (m *module) classify() []error {
	var wrong []error
	all := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(m.texts)) {
		if notice.MatchString(path.Base(name)) {
			continue
		}
		found, no := kindsOf(m.texts[name])
		switch {
		case no != "":
			wrong = append(wrong, fmt.Errorf("%s %s: %s has %q, which is not accepted", m.name, m.version, name, no))
		case len(found) == 0:
			wrong = append(wrong, fmt.Errorf("%s %s: %s is not a licence of an accepted kind", m.name, m.version, name))
		}
		for _, kind := range found {
			all[kind] = true
		}
	}
	m.kinds = slices.Sorted(maps.Keys(all))
	if len(m.kinds) == 0 && len(wrong) == 0 {
		wrong = append(wrong, fmt.Errorf("%s %s has no licence", m.name, m.version))
	}
	return wrong
}
