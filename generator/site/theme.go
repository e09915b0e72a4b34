package site

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"plenary/generator/diag"
	"plenary/generator/source"
	"plenary/generator/strictyaml"
	"plenary/generator/words"
)

// Theme is what pages are made with. [ReadTheme] reads it; the words of each language are
// added by the caller.
type Theme struct {
	Words map[string]*words.Language

	base   map[string][]byte // layouts and words for Hugo, by path
	assets map[string][]byte // files that are published as they are, by path on the site
}

// StaticDir is the folder of files that are published as they are.
const StaticDir = "static"

// ReadTheme reads the folders layouts, i18n and static of the given file systems.
// A file in an earlier one overrides that of the same name in later ones. Diagnostics
// report what cannot be part of a theme, and what is left out of static although somebody
// may have meant to publish it. ReadTheme returns an I/O error.
func ReadTheme(layers ...fs.FS) (Theme, diag.List, error) {
	r := themeReader{files: map[string][]byte{}, layer: map[string]int{}}
	for i, fsys := range layers {
		for _, dir := range []string{"layouts", "i18n", StaticDir} {
			if err := r.top(fsys, i, dir); err != nil {
				return Theme{}, nil, err
			}
		}
	}
	r.collisions()
	t := Theme{base: map[string][]byte{}, assets: map[string][]byte{}}
	for name, data := range r.files {
		if asset, ok := strings.CutPrefix(name, StaticDir+"/"); ok {
			t.assets[asset] = data
		} else {
			t.base[name] = data
		}
	}
	return t, r.diags, nil
}

type themeReader struct {
	files map[string][]byte // by path, "layouts/home.html"
	layer map[string]int    // which file system each comes from
	diags diag.List
}

// top reads one of the folders, which need not exist.
func (r *themeReader) top(fsys fs.FS, layer int, dir string) error {
	info, err := fs.Stat(fsys, dir)
	switch {
	case err == nil && info.IsDir():
		return r.folder(fsys, layer, dir)
	case err == nil || errors.Is(err, source.ErrIrregular) || isLink(fsys, dir):
		r.diags.Errorf(diag.Pos{File: dir}, "this is not a folder of the project; put a folder here, or remove it")
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return nil
	}
	return err
}

func isLink(fsys fs.FS, name string) bool {
	info, err := fs.Lstat(fsys, name)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

// folder reads everything in a folder.
func (r *themeReader) folder(fsys fs.FS, layer int, dir string) error {
	list, err := fs.ReadDir(fsys, dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // removed a moment ago
	}
	if err != nil {
		return err
	}
	for _, e := range list {
		name := path.Join(dir, e.Name())
		switch {
		case r.leftOut(name, e.IsDir()):
		case !utf8.ValidString(e.Name()) || strings.ContainsFunc(e.Name(), unicode.IsControl):
			r.diags.Errorf(diag.Pos{File: name}, "this name is not UTF-8 or has a control character; choose another")
		case e.IsDir():
			err = r.folder(fsys, layer, name)
		default:
			err = r.file(fsys, layer, name, e.Type())
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *themeReader) file(fsys fs.FS, layer int, name string, kind fs.FileMode) error {
	if _, hidden := r.files[name]; hidden {
		return nil
	}
	if kind&^fs.ModeSymlink != 0 {
		r.diags.Errorf(diag.Pos{File: name}, "this is not a regular file; put one here, or remove it")
		return nil
	}
	data, err := fs.ReadFile(fsys, name)
	switch {
	case err != nil && kind != 0:
		r.diags.Errorf(diag.Pos{File: name}, "this symbolic link does not lead to a file of the project; put the file itself here")
	case errors.Is(err, source.ErrIrregular): // since a moment ago
		r.diags.Errorf(diag.Pos{File: name}, "this is not a regular file; put one here, or remove it")
	case errors.Is(err, fs.ErrNotExist): // removed a moment ago
	case err != nil:
		return err
	default:
		if strings.HasPrefix(name, "i18n/") {
			data = bytes.TrimPrefix(data, []byte(strictyaml.BOM)) // which Hugo does not recognize
		}
		r.files[name], r.layer[name] = data, layer
	}
	return nil
}

// collisions reports files that have the name of a folder in another file system.
func (r *themeReader) collisions() {
	for name, layer := range r.layer {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			other, isFile := r.layer[dir]
			switch {
			case isFile && other < layer:
				r.diags.Errorf(diag.Pos{File: dir}, "this is a file, and the program has a folder of this name; give the file another name")
			case isFile:
				r.diags.Errorf(diag.Pos{File: name}, "the program has a file %s, where this needs a folder; give the folder another name", dir)
			}
		}
	}
}

// leftOut reports whether a name keeps a file or folder out of the theme. Names in static
// that begin with a dot can be those of secrets, such as passwords; only a few of them are
// published.
func (r *themeReader) leftOut(name string, isDir bool) bool {
	base, inStatic := path.Base(name), strings.HasPrefix(name, StaticDir+"/")
	switch {
	case !inStatic:
		return base[0] == '.' || !isDir && source.Leftover(base)
	case base[0] != '.':
		return !isDir && source.Leftover(base)
	case name == StaticDir+"/.well-known", base == ".nojekyll", base == ".htaccess":
		return false
	case !source.Leftover(base):
		r.diags.Warnf(diag.Pos{File: name}, "this is not published, because its name begins with a dot; of such names only .well-known, .htaccess and .nojekyll are")
	}
	return true
}
