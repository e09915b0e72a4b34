// Package address parses, checks and writes the addresses that pages and feeds
// hold: of the web, of a whole site, for e-mail, for the telephone and for
// calendar programs.
//
// Each kind of address has one function that checks it and, where a link is not
// what readers see, one that writes the link. An error says in one line what is
// wrong and what to write instead. Whatever is accepted can be put into a page or
// a calendar as it is: it holds no quotation marks, no spaces, nothing that is
// invisible and no command to the program that opens it.
package address

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// CheckLink reports what is wrong with a full address in prose: of the web, or
// for e-mail with "mailto:" before it.
func CheckLink(s string) error {
	if email, ok := strings.CutPrefix(s, "mailto:"); ok {
		return CheckEmail(email)
	}
	return CheckWeb(s)
}

// checkVisible reports the first character of an address that readers do not see,
// other than a space.
func checkVisible(s string) error {
	if !utf8.ValidString(s) {
		return errors.New("this address is not in UTF-8; write it anew")
	}
	for _, c := range s {
		if isInvisible(c) && c != ' ' {
			return fmt.Errorf("this address holds the invisible character %U; remove it", c)
		}
	}
	return nil
}

// name says which sign of ASCII a character is.
func name(c byte) string {
	if c == ' ' {
		return "space"
	}
	return "sign " + string(rune(c))
}

// isInvisible reports whether a character shows as nothing or as white space. Beside
// those that Unicode calls not graphic or ignorable by default (Unicode Standard,
// 5.21), this is the blank Braille pattern.
func isInvisible(c rune) bool {
	return !unicode.IsGraphic(c) || unicode.IsSpace(c) || c == '\u2800' ||
		unicode.In(c, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}
