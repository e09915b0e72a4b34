package docs

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// handbook is a handbook taken apart.
type handbook struct {
	lang       string
	headings   []heading
	paragraphs []string // and headings; with an x for what stands in backticks
	blocks     []block
	tables     []table
	spans      map[string]bool // what stands in backticks
	links      []string
}

type heading struct {
	level int
	text  string
}

// block is a block of code.
type block struct {
	language string // "yaml"
	title    string // the file that it is a part of, "" for none
	text     string
}

// table is a table. The comment before it, which no reader sees, says what it
// is held against; most have none.
type table struct {
	mark string
	rows [][]cell // without the head
}

// cell is a cell: its words, and those of them that stand in backticks.
type cell struct {
	text     string
	sentence string // with an x for what stands in backticks
	code     []string
	emph     bool // begins with an emphasis: a description instead of a quotation
}

// first returns the first words in backticks, "" if there are none.
func (c cell) first() string {
	if len(c.code) == 0 {
		return ""
	}
	return c.code[0]
}

// handbooks reads both handbooks.
func handbooks(t *testing.T) []*handbook {
	t.Helper()
	return []*handbook{read(t, "en"), read(t, "zh")}
}

func read(t *testing.T, lang string) *handbook {
	t.Helper()
	src, err := os.ReadFile("handbook." + lang + ".md")
	if err != nil {
		t.Fatal(err)
	}
	h := &handbook{lang: lang, spans: map[string]bool{}}
	root := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser().Parse(text.NewReader(src))
	mark := ""
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // cannot fail
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Paragraph, *ast.TextBlock:
			h.paragraphs = append(h.paragraphs, sentence(n, src))
		case *ast.Heading:
			h.paragraphs = append(h.paragraphs, sentence(n, src))
			h.headings = append(h.headings, heading{n.Level, wordsOf(n, src).text})
		case *ast.FencedCodeBlock:
			h.blocks = append(h.blocks, fenced(n, src))
		case *ast.HTMLBlock:
			comment := strings.TrimSpace(string(n.Lines().Value(src)))
			mark = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(comment, "<!--"), "-->"))
		case *east.Table:
			h.tables = append(h.tables, table{mark: mark, rows: rows(n, src)})
			mark = ""
		case *ast.CodeSpan:
			h.spans[wordsOf(n, src).text] = true
		case *ast.Link:
			h.links = append(h.links, string(n.Destination))
		}
		return ast.WalkContinue, nil
	})
	return h
}

func fenced(n *ast.FencedCodeBlock, src []byte) block {
	b := block{text: string(n.Lines().Value(src))}
	if n.Info != nil {
		for i, word := range strings.Fields(string(n.Info.Segment.Value(src))) {
			if i == 0 {
				b.language = word
			}
			if title, ok := strings.CutPrefix(word, "title="); ok {
				b.title = title
			}
		}
	}
	return b
}

func rows(n *east.Table, src []byte) [][]cell {
	var list [][]cell
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if _, ok := row.(*east.TableRow); !ok {
			continue
		}
		var cells []cell
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			words := wordsOf(c, src)
			words.sentence = sentence(c, src)
			cells = append(cells, words)
		}
		list = append(list, cells)
	}
	return list
}

// wordsOf returns the words of a node and of those below it.
func wordsOf(n ast.Node, src []byte) cell {
	var c cell
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // cannot fail
		switch n := n.(type) {
		case *ast.Emphasis:
			c.emph = c.emph || b.Len() == 0
		case *ast.Text:
			if entering {
				b.Write(n.Segment.Value(src))
				if code, ok := n.Parent().(*ast.CodeSpan); ok && n == code.FirstChild() {
					c.code = append(c.code, string(n.Segment.Value(src)))
				}
			}
		}
		return ast.WalkContinue, nil
	})
	c.text = strings.TrimSpace(b.String())
	return c
}

// sentence returns the words of a node, with an x for what stands in backticks.
func sentence(n ast.Node, src []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // cannot fail
		switch n := n.(type) {
		case *ast.CodeSpan:
			if entering {
				b.WriteByte('x')
			}
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			if entering {
				b.Write(n.Segment.Value(src))
				if n.SoftLineBreak() {
					b.WriteByte(' ')
				}
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// marked returns the tables whose mark begins with a word, which is taken away.
func (h *handbook) marked(word string) []table {
	var list []table
	for _, t := range h.tables {
		if rest, ok := strings.CutPrefix(t.mark, word); ok {
			list = append(list, table{mark: strings.TrimSpace(rest), rows: t.rows})
		}
	}
	return list
}

// anchors returns the names by which GitHub links to the headings.
func (h *handbook) anchors() []string {
	var list []string
	for _, head := range h.headings {
		name := strings.Map(func(c rune) rune {
			switch {
			case c == ' ':
				return '-'
			case unicode.IsLetter(c) || unicode.IsDigit(c) || c == '-' || c == '_':
				return unicode.ToLower(c)
			}
			return -1
		}, head.text)
		list = append(list, name)
	}
	return list
}

// TestHeadings: both handbooks have the same headings, and links lead to them.
func TestHeadings(t *testing.T) {
	both := handbooks(t)
	en, zh := both[0], both[1]
	for i := range max(len(en.headings), len(zh.headings)) {
		if i >= len(en.headings) || i >= len(zh.headings) || en.headings[i].level != zh.headings[i].level {
			t.Fatalf("from heading %d on the handbooks differ: %v, %v", i+1, tail(en.headings, i), tail(zh.headings, i))
		}
	}
	for _, h := range both {
		anchors := h.anchors()
		for _, link := range h.links {
			if name, ok := strings.CutPrefix(link, "#"); ok && !slices.Contains(anchors, name) {
				t.Errorf("handbook.%s.md: no heading is linked to by %q", h.lang, link)
			}
		}
		for i, name := range anchors {
			if slices.Contains(anchors[:i], name) && slices.Contains(h.links, "#"+name) {
				t.Errorf("handbook.%s.md: the link #%s has two headings", h.lang, name)
			}
		}
	}
}

func tail(list []heading, i int) []heading {
	if i >= len(list) {
		return nil
	}
	return list[i:min(i+2, len(list))]
}
