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

// eject returns a source file and its name as people write them.
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
