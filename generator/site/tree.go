// Package site turns an archive of meetings into pages.
//
// It works in two steps with a plain Hugo site between them. A [Composer] makes an
// ordinary Hugo source tree, in memory: configuration, content files with all
// facts of a page ready to print in their front matter, the editors' own
// Markdown files as they are, layouts and words. [Render] gives such a tree to
// Hugo and returns the pages. Nothing reaches Hugo that the hugo command could
// not read from disk, so [Tree.Eject] can write the tree out and the stock
// command of the same version makes the same pages.
//
// This is the only package that imports Hugo.
package site

import (
	"bytes"
	"fmt"
	"path"
	"runtime"
	"sync"

	"go.yaml.in/yaml/v4"
	"golang.org/x/sync/errgroup"
)

// Tree is a Hugo source tree in memory: file contents by slash-separated path.
type Tree struct {
	Source map[string][]byte // configuration, content, layouts, i18n
	Static map[string][]byte // what is published as it is
	Pages  []string          // the pages that must come out, as "zh/sg17/index.html"
}

// ConfigFile is the tree's configuration.
const ConfigFile = "hugo.json"

// Eject returns the files of a Hugo project that the stock hugo command builds
// into the same site. Front matter and configuration are YAML there, which
// people prefer to read; in memory they are JSON, which Hugo reads faster.
func (t *Tree) Eject() (map[string][]byte, error) {
	files := map[string][]byte{}
	var mu sync.Mutex // protects files
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for name, data := range t.Source {
		group.Go(func() error {
			name, data, err := eject(name, data)
			mu.Lock()
			defer mu.Unlock()
			files[name] = data
			return err
		})
	}
	err := group.Wait()
	for name, data := range t.Static {
		files["static/"+name] = data
	}
	return files, err
}

// eject returns a source file as people have it.
func eject(name string, data []byte) (string, []byte, error) {
	isConfig := name == ConfigFile
	if !isConfig && !(path.Ext(name) == ".md" && bytes.HasPrefix(data, []byte("{"))) {
		return name, data, nil
	}
	text, err := toYAML(data)
	if err != nil {
		return name, nil, fmt.Errorf("%s: %w", name, err)
	}
	if isConfig {
		return "hugo.yaml", text, nil
	}
	return name, []byte("---\n" + string(text) + "---\n"), nil
}

// toYAML rewrites JSON as YAML in block style.
func toYAML(data []byte) ([]byte, error) {
	var n yaml.Node
	if err := yaml.Unmarshal(data, &n); err != nil {
		return nil, err
	}
	blockStyle(&n)
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(&n); err != nil {
		return nil, err
	}
	return b.Bytes(), e.Close()
}

func blockStyle(n *yaml.Node) {
	if n.Kind == yaml.ScalarNode || len(n.Content) > 0 {
		n.Style = 0 // quotes only where they are needed
	}
	for _, c := range n.Content {
		blockStyle(c)
	}
}
