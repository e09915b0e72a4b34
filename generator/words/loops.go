package words

import (
	"fmt"
	"text/template"
	"text/template/parse"
)

// bounded reports what in a template could run for ever, or make a text of any
// length: a loop, another template, a format.
func bounded(t *template.Template) error {
	if t.Tree == nil { // it is empty
		return nil
	}
	if len(t.Templates()) > 1 {
		return fmt.Errorf("another template is defined here; write the words themselves")
	}
	return boundedList(t.Root)
}

func boundedList(list *parse.ListNode) error {
	if list == nil {
		return nil
	}
	for _, n := range list.Nodes {
		if err := boundedNode(n); err != nil {
			return err
		}
	}
	return nil
}

func boundedNode(n parse.Node) error {
	var branch *parse.BranchNode
	switch n := n.(type) {
	case *parse.TextNode, *parse.CommentNode:
		return nil
	case *parse.ActionNode:
		return boundedPipe(n.Pipe)
	case *parse.IfNode:
		branch = &n.BranchNode
	case *parse.WithNode:
		branch = &n.BranchNode
	default:
		return fmt.Errorf("%s has no place in words; write a value, as in {{ .Name }}", n)
	}
	if err := boundedPipe(branch.Pipe); err != nil {
		return err
	}
	if err := boundedList(branch.List); err != nil {
		return err
	}
	return boundedList(branch.ElseList)
}

// boundedPipe reports a function that makes a text of any length.
func boundedPipe(p *parse.PipeNode) error {
	for _, c := range p.Cmds {
		for _, arg := range c.Args {
			switch arg := arg.(type) {
			case *parse.IdentifierNode:
				if arg.Ident == "printf" {
					return fmt.Errorf("printf has no place in words; write a value, as in {{ .Name }}")
				}
			case *parse.PipeNode:
				if err := boundedPipe(arg); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
