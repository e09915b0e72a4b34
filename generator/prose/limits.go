package prose

import (
	"bytes"
	"fmt"
	"regexp"
)

// Limits that no letter reaches. Below them a text is read in linear time: what
// CommonMark asks of a parser grows with the square of markers in one paragraph, of
// containers in one line and of cells in one table.
const (
	maxSize    = 512 << 10 // bytes of a file
	maxLine    = 20_000    // bytes of a line, some 6,600 Han characters
	maxIndent  = 100       // columns before a line
	maxDepth   = 8         // lists and quotations in one another
	maxMarkers = 2_000     // in a paragraph
	maxColumns = 50        // of a table
	maxCells   = 20_000    // of all tables together
	maxNotes   = 500       // marks of footnotes, [^1], of a file
	maxEmpty   = 100       // empty lines in a row
	maxCalls   = 1_000     // shortcodes of a file
	maxAddress = 2_000     // bytes of a link's address or title
)

// beyondLimits returns what is too much in a body and where, or "".
func beyondLimits(body []byte) (at int, problem string) {
	if len(body) > maxSize {
		return 0, fmt.Sprintf("this page has more than %d KB; put a part of it into another annex", maxSize>>10)
	}
	if n := bytes.Count(body, []byte("{{<")) + bytes.Count(body, []byte("{{%")); n > maxCalls {
		return 0, fmt.Sprintf("this page has %d shortcodes; %d are the most", n, maxCalls)
	}
	if n := bytes.Count(body, []byte("[^")); n > maxNotes {
		return 0, fmt.Sprintf("this page has %d marks of footnotes; %d are the most", n, maxNotes)
	}
	var c counter
	for line := range bytes.Lines(body) {
		if problem := c.line(line); problem != "" {
			return at, problem
		}
		at += len(line)
	}
	return 0, ""
}

// counter counts what grows over several lines.
type counter struct {
	markers int // in the paragraph so far
	columns int // of the table that the line may belong to
	cells   int // of all tables so far
	empty   int // lines in a row
}

// line counts a line and returns what is too much in it, or "".
func (c *counter) line(line []byte) string {
	line = bytes.TrimRight(line, "\r\n")
	indent := 0
	for _, b := range line {
		if b == '\t' {
			indent += 4
		} else if b == ' ' {
			indent++
		} else {
			break
		}
	}
	if endsParagraph(line) {
		c.markers, c.columns = 0, 0
	}
	if c.empty++; !isEmpty(line) {
		c.empty = 0
	}
	opened, rest := containers(line)
	pipes := bytes.Count(line, []byte("|"))
	if len(rest) > 0 && len(bytes.Trim(rest, "|:- \t")) == 0 { // perhaps the line below a table's head
		c.columns = pipes + 1
	}
	c.cells += c.columns
	text := line
	if bytes.Contains(line, []byte("{{<")) {
		text = callAnywhere.ReplaceAll(line, nil) // Markdown sees nothing of them
	}
	for _, m := range markers {
		c.markers += bytes.Count(text, m)
	}
	switch {
	case len(line) > maxLine:
		return fmt.Sprintf("this line is longer than %d bytes; begin a new paragraph in it", maxLine)
	case indent > maxIndent:
		return fmt.Sprintf("this line is indented by more than %d columns; remove the indentation", maxIndent)
	case c.empty > maxEmpty:
		return fmt.Sprintf("there are more than %d empty lines here; remove some", maxEmpty)
	case opened > maxDepth && !isRule(line):
		return fmt.Sprintf("this line opens more lists and quotations than the %d that can be nested; remove them", maxDepth)
	case c.markers > maxMarkers:
		return fmt.Sprintf("this paragraph has more than %d marks such as *, _ and [; begin a new paragraph", maxMarkers)
	case pipes > maxColumns:
		return fmt.Sprintf("a table has %d columns at most; split this one", maxColumns)
	case c.cells > maxCells:
		return fmt.Sprintf("the tables of this page have more than %d cells; put them into a file and link to it", maxCells)
	}
	return ""
}

// markers are what a parser may have to look for partners of.
var markers = [][]byte{[]byte("*"), []byte("_"), []byte("["), []byte("`"), []byte("~"), []byte("<"), []byte("&")}

// container matches the mark of a quotation, an item of a list, a definition or a
// footnote at the beginning of a line.
var container = regexp.MustCompile(`^[ \t]*(?:>|(?:[-+*:]|[0-9]+[.)])(?:[ \t]|$)|\[\^[^\]]*\]:)`)

// containers returns how many of them a line may open, and what is in them.
func containers(line []byte) (opened int, rest []byte) {
	for n := len(container.Find(line)); n > 0; n = len(container.Find(line)) {
		line = line[n:]
		opened++
	}
	return opened, bytes.TrimLeft(line, " \t")
}

// isRule reports whether a line is a rule across the page, however long: * * *.
func isRule(line []byte) bool {
	line = bytes.Trim(line, " \t")
	return len(line) > 0 && len(bytes.Trim(line, string(line[0])+" \t")) == 0 && (line[0] == '*' || line[0] == '-')
}

// itemWithText matches an item of a list that may follow a paragraph without an empty
// line.
var itemWithText = regexp.MustCompile(`^[-+*][ \t]+[^ \t]`)

// endsParagraph reports whether no paragraph before a line can go on in it: there is
// nothing in the line, or the item of a list. An item without text, and one that is
// indented, may be a part of the paragraph (CommonMark 0.31.2, 5.2).
func endsParagraph(line []byte) bool {
	const indented = "    "
	for !isEmpty(line) {
		if bytes.HasPrefix(line, []byte(indented)) {
			return false
		}
		line = bytes.TrimLeft(line, " ")
		if line[0] != '>' {
			return itemWithText.Match(line)
		}
		line = bytes.TrimPrefix(line[1:], []byte(" "))
	}
	return true
}

// isEmpty reports whether a line is empty to Markdown, which takes neither no-break nor
// ideographic spaces for nothing (CommonMark 0.31.2, 2.1).
func isEmpty(line []byte) bool { return len(bytes.Trim(line, " \t")) == 0 }
