package address

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

var errWeb = errors.New("this is not the address of a web page; write it in full, as in https://www.example.org/page")

// escapePattern matches the sign % of a percent-encoded octet (RFC 3986, 2.1) or of
// none.
var escapePattern = regexp.MustCompile(`%(?:[0-9a-fA-F]{2})?`)

// schemePattern matches the scheme of an address (RFC 3986, 3.1).
var schemePattern = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9+.-]*:`)

// CheckWeb reports what is wrong with a full address of the web (RFC 3986).
// It may contain letters of any script, as editors copy it from their browsers.
func CheckWeb(s string) error {
	_, err := parseWeb(s)
	return err
}

func parseWeb(s string) (*url.URL, error) {
	scheme, rest, _ := strings.Cut(s, "://")
	if scheme = strings.ToLower(scheme); scheme != "https" && scheme != "http" || rest == "" {
		if wrong := schemePattern.FindString(s); wrong != "" && !strings.HasPrefix(strings.ToLower(wrong), "http") {
			return nil, fmt.Errorf("a web address begins with https:// or http://, not with %s; write it in full, as in https://www.example.org/page", wrong)
		}
		return nil, errWeb
	}
	if err := checkVisible(s); err != nil {
		return nil, err
	}
	if i := strings.IndexAny(s, " \"<>\\^`{|}"); i >= 0 {
		return nil, fmt.Errorf("an address cannot contain the %s; write %%%02X for it, or remove it", name(s[i]), s[i])
	}
	authority := rest
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		authority = rest[:i]
	}
	switch {
	case authority == "":
		return nil, errWeb
	case strings.Contains(authority, "@"):
		return nil, errors.New("an address with a user name or password must not be published")
	}
	if err := checkAuthority(authority); err != nil {
		return nil, err
	}
	for _, escape := range escapePattern.FindAllString(s, -1) {
		if escape == "%" {
			return nil, errors.New("the sign % in an address needs two hexadecimal digits after it, as in %20; write %25 for the sign itself")
		}
	}
	u, err := url.Parse(s)
	if err != nil {
		return nil, errWeb
	}
	return u, nil
}

var errSite = errors.New("this is not the address of a site; write it in full, in letters a to z, digits and - . _ ~ between single slashes, as in https://www.example.org/meetings/")

// sitePath matches the path of a whole site. Nothing in it has to be escaped, in
// whichever place it is written.
var sitePath = regexp.MustCompile(`^(/[a-zA-Z0-9._~-]+)*/?$`)

// ParseSite parses the full address of a whole site, which is a folder. The path
// of the returned address ends with a slash.
func ParseSite(s string) (*url.URL, error) {
	u, err := parseWeb(s)
	if err != nil {
		return nil, err
	}
	if strings.ContainsAny(s, "?#") {
		return nil, errors.New("the address of a site has no ? and no #")
	}
	if !isASCII(u.Host) {
		name, _ := hostASCII(u.Hostname()) // it was parsed
		return nil, fmt.Errorf("the address of a site is written in ASCII; write its host as %s", name)
	}
	if !sitePath.MatchString(u.EscapedPath()) || strings.Contains(u.Path+"/", "/./") || strings.Contains(u.Path+"/", "/../") {
		return nil, errSite
	}
	if !strings.HasSuffix(u.Path, "/") {
		u.Path += "/"
	}
	return u, nil
}

// Webcal returns the address at which a calendar program subscribes to a calendar
// on the web.
func Webcal(web string) string {
	_, rest, _ := strings.Cut(web, ":")
	return "webcal:" + rest
}
