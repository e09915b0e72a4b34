package prose

import (
	"bytes"
	"fmt"
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
	maxCalls   = 1_000     // shortcodes of a file
	maxAddress = 2_000     // bytes of a link's address or title
)

// beyondLimits returns what is too much in a body and where, or "".
func beyondLimits(body []byte) (at int, problem string) {
	if len(body) > maxSize {
		return 0, fmt.Sprintf("this page holds more than %d KB, which no letter does; put a part of it into another annex", maxSize>>10)
	}
	if n := bytes.Count(body, []byte("{{<")) + bytes.Count(body, []byte("{{%")); n > maxCalls {
		return 0, fmt.Sprintf("this page has %d shortcodes; %d are the most", n, maxCalls)
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
	opened, rest := containers(line)
	pipes := bytes.Count(line, []byte("|"))
	if len(rest) > 0 && len(bytes.Trim(rest, "|:- \t")) == 0 { // perhaps the line below a table's head
		c.columns = pipes + 1
	}
	c.cells += c.columns
	for _, m := range markers {
		c.markers += bytes.Count(line, m)
	}
	switch {
	case len(line) > maxLine:
		return fmt.Sprintf("this line is longer than %d bytes; begin a new paragraph in it", maxLine)
	case indent > maxIndent:
		return fmt.Sprintf("this line is indented by more than %d columns; take the indentation away", maxIndent)
	case opened >= 4*maxDepth:
		return fmt.Sprintf("this line opens more lists and quotations than the %d that can be nested; take them away", maxDepth)
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

// containers returns how many quotations and items of lists a line may open, and what
// is in them.
func containers(line []byte) (opened int, rest []byte) {
	rest = bytes.TrimLeft(line, " \t")
	for {
		n := 0
		if bytes.HasPrefix(rest, []byte(">")) {
			n = 1
		} else if n = bullet(rest); n == 0 {
			n = number(rest)
		}
		if n == 0 {
			return opened, rest
		}
		opened++
		rest = bytes.TrimLeft(rest[n:], " \t")
	}
}

// endsParagraph reports whether no paragraph before a line can go on in it: there is
// nothing in the line, or the item of a list. An item without text, and one that is
// indented, may be a part of the paragraph (CommonMark 0.31.2, 5.2).
func endsParagraph(line []byte) bool {
	const indented = "    "
	for {
		if len(bytes.TrimSpace(line)) == 0 {
			return true
		}
		if bytes.HasPrefix(line, []byte(indented)) {
			return false
		}
		line = bytes.TrimLeft(line, " ")
		if line[0] != '>' {
			n := bullet(line)
			return n > 0 && len(bytes.TrimSpace(line[n:])) > 0
		}
		line = bytes.TrimPrefix(line[1:], []byte(" "))
	}
}

// bullet returns the length of the mark of an item of a list at the beginning of a
// line, or 0.
func bullet(line []byte) int {
	if len(line) > 0 && bytes.IndexByte([]byte("-+*"), line[0]) >= 0 && endsMark(line[1:]) {
		return 1
	}
	return 0
}

// number returns the same for an item of a numbered list.
func number(line []byte) int {
	n := len(line) - len(bytes.TrimLeft(line, "0123456789"))
	if n > 0 && n < len(line) && (line[n] == '.' || line[n] == ')') && endsMark(line[n+1:]) {
		return n + 1
	}
	return 0
}

func endsMark(rest []byte) bool { return len(rest) == 0 || rest[0] == ' ' || rest[0] == '\t' }
