package verify

import (
	"fmt"
	"slices"
	"strings"
)

// The schemes of addresses that a reader follows. Those in followedHosts name a host.
var (
	followedHosts = []string{"https", "http", "webcal"}
	followedNames = []string{"mailto", "tel"}
)

// scheme returns the scheme of an address, in small letters, "" if it is relative. It
// takes for a scheme whatever a browser might.
func scheme(address string) string {
	s, _ := splitScheme(address)
	return s
}

// splitScheme returns the scheme of an address and what is after the colon.
func splitScheme(address string) (scheme, rest string) {
	if i := strings.IndexAny(address, ":/?#"); i >= 0 && address[i] == ':' {
		return strings.ToLower(address[:i]), address[i+1:]
	}
	return "", address
}

// unclean says what browsers drop from an address before they read it, or read as
// something else.
func unclean(address string) string {
	if strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r == 0x7f || r == '\\' }) {
		return "an address has no spaces, control characters or backslashes; write %20 for a space"
	}
	return ""
}

// toFollow returns what is wrong with an address that a reader follows, "" if nothing.
func toFollow(address string) string {
	if wrong := unclean(address); wrong != "" {
		return wrong
	}
	s, rest := splitScheme(address)
	switch {
	case s == "" && !strings.HasPrefix(address, "//") && !strings.HasPrefix(address, ":"), slices.Contains(followedNames, s):
		return ""
	case slices.Contains(followedHosts, s) && len(rest) > 2 && strings.HasPrefix(rest, "//") && rest[2] != '/':
		return ""
	}
	return "write an address that is relative to the page, or one that begins with https://, http://, mailto:, tel: or webcal://"
}

// ownFile returns what is wrong with the address of a file that a browser loads with
// the page, "" if nothing. The file's name ends in one of the endings, if there are any.
func ownFile(address string, endings ...string) string {
	if wrong := unclean(address); wrong != "" {
		return wrong
	}
	if address == "" || scheme(address) != "" || strings.HasPrefix(address, "//") || strings.HasPrefix(address, ":") {
		return "a page loads files of its own site only; put the file into static/ and write its address relative to the page, as in {{ .Params.root }}img/mark.svg"
	}
	file, _, _ := strings.Cut(address, "#")
	file, _, _ = strings.Cut(file, "?")
	if len(endings) > 0 && !slices.ContainsFunc(endings, func(end string) bool { return strings.HasSuffix(file, end) }) {
		return fmt.Sprintf("the name of such a file ends in %s", strings.Join(endings, " or "))
	}
	return ""
}

// candidates returns what is wrong with the value of srcset, "" if nothing.
func candidates(value string) string {
	for candidate := range strings.SplitSeq(value, ",") {
		parts := strings.Fields(candidate)
		if len(parts) == 0 || len(parts) > 2 {
			return `write files and their sizes, as in "small.png 1x, large.png 2x"`
		}
		if wrong := ownFile(parts[0]); wrong != "" {
			return wrong
		}
	}
	return ""
}

// customProperties returns what is wrong with a style attribute, "" if nothing.
func customProperties(style string) string {
	for declaration := range strings.SplitSeq(style, ";") {
		name, value, ok := strings.Cut(declaration, ":")
		switch name = strings.TrimSpace(name); {
		case name == "" && !ok:
		case !ok || !strings.HasPrefix(name, "--") || !plain(name) || !plain(value) || hasURL(value):
			return "a style attribute sets custom properties only, as in --at:12%; write the rest into a style sheet"
		}
	}
	return ""
}

// plain reports whether a text of CSS has neither quotes nor escapes nor anything else
// by which one text can be hidden in another.
func plain(css string) bool {
	return !strings.ContainsFunc(css, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune(" .,%#+*/()_-", r))
	})
}

// hasURL reports whether a plain text of CSS names a file.
func hasURL(css string) bool { return strings.Contains(strings.ToLower(css), "url(") }

// inDrawing returns what is wrong with a value in a drawing, "" if nothing.
func inDrawing(value string) string {
	rest := strings.ToLower(value)
	for {
		_, after, found := strings.Cut(rest, "url(")
		if !found {
			break
		}
		if after = strings.TrimLeft(after, `"' `); !strings.HasPrefix(after, "#") {
			return `a drawing may refer to its own parts only; write, for example, "url(#part)"`
		}
		rest = after
	}
	if strings.Contains(value, `\`) {
		return "a value in a drawing has no backslash"
	}
	wrong := ""
	if strings.Contains(value, "(") {
		checkCSS([]byte(value), func(message, _ string) { wrong = message })
	}
	return wrong
}
