package words

import (
	"strings"
	"text/template"
	"text/template/parse"
)

// pattern is words that are filled in: {{ .Name }} stands for a value.
type pattern struct {
	tmpl  *template.Template
	parts []part // when it is nothing but words and names of values, which is much faster
}

// part is words, or the name of a value.
type part struct{ text, name string }

func newPattern(name, text string) (pattern, error) {
	t, err := template.New(name).Option("missingkey=error").Parse(text)
	if err == nil {
		err = bounded(t)
	}
	if err != nil {
		return pattern{}, err
	}
	return pattern{t, simple(t)}, nil
}

// simple returns the parts of a template that consists of words and names only.
func simple(t *template.Template) []part {
	if t.Tree == nil { // it is empty
		return nil
	}
	var parts []part
	for _, n := range t.Root.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			parts = append(parts, part{text: string(n.Text)})
		case *parse.ActionNode:
			if len(n.Pipe.Decl) > 0 || len(n.Pipe.Cmds) != 1 || len(n.Pipe.Cmds[0].Args) != 1 {
				return nil
			}
			field, ok := n.Pipe.Cmds[0].Args[0].(*parse.FieldNode)
			if !ok || len(field.Ident) != 1 {
				return nil
			}
			parts = append(parts, part{name: field.Ident[0]})
		default:
			return nil
		}
	}
	return parts
}

// fill returns the words with the values in them.
func (p pattern) fill(data any) (string, error) {
	var b strings.Builder
	values, plain := data.(map[string]string)
	if !plain && data != nil || p.parts == nil {
		err := p.tmpl.Execute(&b, data)
		return b.String(), err
	}
	for _, part := range p.parts {
		value, ok := values[part.name]
		if part.name != "" && !ok {
			b.Reset()
			err := p.tmpl.Execute(&b, data) // it knows what to say
			return b.String(), err
		}
		b.WriteString(part.text)
		b.WriteString(value)
	}
	return b.String(), nil
}
