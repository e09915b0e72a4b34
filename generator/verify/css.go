package verify

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// StyleFiles returns the addresses of the files that a style sheet names, as they are
// written there, without quotation marks.
func StyleFiles(sheet []byte) []string {
	var files []string
	readCSS(sheet, func(address string) { files = append(files, address) }, func(string, string) {})
	return files
}

// checkCSS calls report with what is wrong with a style sheet or a value of CSS, and a
// text by which it can be found there.
func checkCSS(sheet []byte, report func(message, trace string)) {
	readCSS(sheet, func(address string) {
		if strings.HasPrefix(address, "#") {
			return
		}
		if scheme(address) != "" || strings.HasPrefix(address, "//") || strings.ContainsFunc(address, func(c rune) bool { return c == '\\' || c < ' ' }) {
			report(fmt.Sprintf("%q: a style sheet loads files of its own site only; put the file into static/ and write its address relative to the style sheet", short(address)), address)
		}
	}, report)
}

// readCSS calls file for each address that a style sheet names, and report for what
// browsers could read in another way. A string may be an address in a function, such as
// image-set, after @import and in a custom property; within brackets it is the value of
// an attribute.
func readCSS(sheet []byte, file func(address string), report func(message, trace string)) {
	name := func(name string) {
		if strings.Contains(name, `\`) {
			report(fmt.Sprintf("%q: write this name without a backslash", short(name)), name)
		}
	}
	lexer := css.NewLexer(parse.NewInputBytes(bytes.Clone(sheet))) // which writes into its input
	depth, bracket, named := 0, false, false                       // of parentheses, which only ) ends; in [ ]; in @import or a custom property
	charset := false                                               // whether @charset came last
	for {
		kind, token := lexer.Next()
		value := string(token)
		switch kind {
		case css.ErrorToken:
			return
		case css.FunctionToken:
			name(value)
			depth++
		case css.LeftParenthesisToken:
			depth++
		case css.RightParenthesisToken:
			depth = max(0, depth-1)
		case css.LeftBracketToken, css.RightBracketToken:
			bracket = kind == css.LeftBracketToken
		case css.AtKeywordToken:
			name(value)
			named = strings.EqualFold(value, "@import")
			charset = strings.EqualFold(value, "@charset")
		case css.CustomPropertyNameToken:
			named = true
		case css.SemicolonToken, css.LeftBraceToken, css.RightBraceToken:
			charset = false
			if depth == 0 {
				bracket, named = false, false
			}
		case css.URLToken:
			_, address, _ := strings.Cut(strings.TrimSuffix(value, ")"), "(")
			file(unquote(address))
		case css.StringToken:
			if charset && !strings.EqualFold(unquote(value), "utf-8") {
				report("a style sheet is in UTF-8; leave @charset out", value)
			}
			if (depth > 0 || named) && !bracket {
				file(unquote(value))
			}
		case css.BadStringToken, css.BadURLToken:
			report(fmt.Sprintf("%q: a quotation mark or a parenthesis is missing here", short(value)), value)
		}
	}
}

// unquote returns an address without the spaces and the quotation marks around it.
func unquote(s string) string { return strings.TrimSpace(strings.Trim(strings.TrimSpace(s), `"'`)) }
