package pipeline

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"plenary/generator/content"
	"plenary/generator/diag"
	"plenary/generator/minify"
	"plenary/generator/publish"
	"plenary/generator/verify"
)

// origin is where the files of an output come from.
type origin int

const (
	rendered origin = iota // out of layouts: they are minified and verified
	asIs                   // out of static/: so are they, but pages are their authors' own
	complete               // they were composed without white space: they are verified
)

// fault is why a finished file must not be published.
type fault struct {
	file    string
	problem verify.Problem
}

// raw is a file before it is finished.
type raw struct {
	*publish.File
	origin origin
}

// minifyAll minifies files on all cores. What a minifier cannot read is a fault of
// whoever wrote it.
func minifyAll(ctx context.Context, files []raw) ([]fault, error) {
	problems := make([]error, len(files))
	err := each(ctx, len(files), runtime.GOMAXPROCS(0), func(i int) error {
		if f := files[i]; f.origin != complete {
			f.Data, problems[i] = minify.File(f.Path, f.Data)
		}
		return nil
	})
	var faults []fault
	for i, problem := range problems {
		if problem == nil {
			continue
		}
		message, _, _ := strings.Cut(problem.Error(), " on line ") // of a page that nobody sees
		faults = append(faults, fault{files[i].Path, verify.Problem{
			Message: fmt.Sprintf("a script, style sheet, drawing or other data cannot be read: %s", message),
			Hints:   []string{"<script", "<style", "<svg"},
		}})
	}
	return faults, err
}

// verifyAll verifies files on all cores.
func verifyAll(ctx context.Context, files []raw) ([]fault, error) {
	var mu sync.Mutex // protects faults
	var faults []fault
	cores := runtime.GOMAXPROCS(0)
	chunks := slices.Collect(slices.Chunk(files, len(files)/cores+1))
	err := each(ctx, len(chunks), cores, func(i int) error {
		var v verify.Verifier
		for _, f := range chunks[i] {
			for _, problem := range problemsOf(f, &v) {
				mu.Lock()
				faults = append(faults, fault{f.Path, problem})
				mu.Unlock()
			}
		}
		return ctx.Err()
	})
	slices.SortStableFunc(faults, func(a, b fault) int { return strings.Compare(a.file, b.file) })
	return faults, err
}

// problemsOf returns what must not be published of a finished file.
func problemsOf(f raw, v *verify.Verifier) []verify.Problem {
	switch strings.ToLower(path.Ext(f.Path)) {
	case ".html", ".htm", ".xhtml":
		if f.origin == rendered {
			return v.Page(f.Data)
		}
	case ".svg":
		return verify.SVG(f.Data)
	case ".css":
		return verify.CSS(f.Data)
	case ".atom":
		return verify.Atom(f.Data)
	}
	return nil
}

// report is a problem as it is reported, once for all files that have it.
type report struct {
	pos          diag.Pos
	tag, message string
}

// located returns problems at their places. One layout makes many pages, so what has the
// same place and message is reported once.
func (p *Project) located(all []fault) diag.List {
	layouts := p.ownLayouts()
	at := make([]diag.Pos, len(all))
	best := map[report]diag.Pos{} // the first place in a text or in one layout
	for i, f := range all {
		at[i] = p.place(f, layouts)
		what := report{tag: f.problem.Tag, message: f.problem.Message}
		if _, ok := best[what]; !ok && at[i] != anyLayout {
			best[what] = at[i]
		}
	}
	in := map[report][]fault{}
	for i, f := range all {
		one := report{at[i], f.problem.Tag, f.problem.Message}
		if pos, ok := best[report{tag: one.tag, message: one.message}]; ok && one.pos == anyLayout {
			one.pos = pos // a page may have the text of another
		}
		if strings.HasPrefix(one.pos.File, "layouts/") {
			one.tag = "" // the layout may make many that are wrong in the same way
		}
		if same := in[one]; len(same) == 0 || same[len(same)-1].file != f.file {
			in[one] = append(same, f)
		}
	}
	var diags diag.List
	for one, files := range in {
		diags.Errorf(one.pos, "%s", describe(files))
	}
	return diags
}

// describe returns the message of a problem with the first file that has it and how many
// others do.
func describe(files []fault) string {
	problem := files[0].problem
	message := problem.Message + " (found in " + files[0].file
	if problem.Tag != "" {
		message = problem.Tag + ": " + message
	}
	switch n := len(files) - 1; {
	case n == 1:
		message += " and one more file"
	case n > 1:
		message += fmt.Sprintf(" and %d more files", n)
	}
	return message + ")"
}

// anyLayout is the place of what comes from the layouts, or through them from facts.
var anyLayout = diag.Pos{File: "layouts"}

// original is a file that a page may come from.
type original struct {
	name string
	data []byte
}

// ownLayouts returns the project's own layouts. Those of the program make right pages.
func (p *Project) ownLayouts() []original {
	var own []original
	_ = fs.WalkDir(p.opt.Source, "layouts", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return nil
		}
		if data, err := fs.ReadFile(p.opt.Source, name); err == nil { // leftovers of editing programs may be no files
			own = append(own, original{name, data})
		}
		return nil
	})
	return own
}

// place returns where the traces of a problem are found first: in a text that the page
// shows, or in a layout. Without a trace it is the text, if the page shows one only, or
// the layouts as a whole.
func (p *Project) place(f fault, layouts []original) diag.Pos {
	texts := p.texts(f.file)
	files := slices.DeleteFunc(slices.Concat(texts, layouts), func(o original) bool {
		return f.problem.Unless != "" && bytes.Contains(o.data, []byte(f.problem.Unless))
	})
	for _, trace := range f.problem.Traces {
		if all := places(files, trace); len(all) > 0 {
			return all[0]
		}
	}
	for _, hint := range f.problem.Hints {
		if all := places(files, hint); len(all) == 1 {
			return all[0]
		}
	}
	if len(texts) == 1 {
		return diag.Pos{File: texts[0].name}
	}
	return anyLayout
}

// places returns where a text is found first in each of the files that have it.
func places(files []original, text string) []diag.Pos {
	var all []diag.Pos
	for _, o := range files {
		if i := bytes.Index(o.data, []byte(text)); i >= 0 {
			all = append(all, diag.PosAt(o.name, o.data, i))
		}
	}
	return all
}

// texts returns the project's own files that a file of the site shows: an editor's text,
// all of those of a meeting for the page to print, a static file.
func (p *Project) texts(file string) []original {
	names := []string{"static/" + file}
	lang, rest, ok := strings.Cut(path.Dir(file), "/")
	if ok && slices.Contains(p.Languages(), lang) {
		names = []string{path.Join(content.Dir, rest) + "." + lang + ".md"}
		if path.Base(rest) == "print" {
			names, _ = fs.Glob(p.opt.Source, path.Join(content.Dir, path.Dir(rest), "*."+lang+".md")) // the pattern is right
		}
	}
	var all []original
	for _, name := range names {
		if data, err := fs.ReadFile(p.opt.Source, name); err == nil { // most are not there
			all = append(all, original{name, data})
		}
	}
	return all
}
