package address

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

var (
	errEmail = errors.New("this is not an e-mail address; write one name before the @ and a host with a dot after it, as in tsb@example.org")
	errTel   = errors.New("this is not a telephone number in international notation; write it like +41 22 730 57 78 (ITU-T E.123), 7 to 15 digits")
)

// localPattern matches the part of an e-mail address before the @: what people use
// of all that RFC 5322 (3.4.1) would allow, and nothing that means something in a
// mailto link (RFC 6068).
var localPattern = regexp.MustCompile(`^[a-zA-Z0-9_+'-]+(\.[a-zA-Z0-9_+'-]+)*$`)

// maxLocal is the length of that part, in octets (RFC 5321, 4.5.3.1.1).
const maxLocal = 64

// CheckEmail reports what is wrong with an e-mail address.
func CheckEmail(s string) error {
	if err := checkVisible(s); err != nil {
		return err
	}
	if i := strings.IndexAny(s, ` !"#$%&()*,/:;<=>?[\]^{|}~`+"`"); i >= 0 {
		return fmt.Errorf("an e-mail address cannot contain the %s; write the address alone, as in tsb@example.org", name(s[i]))
	}
	local, domain, _ := strings.Cut(s, "@")
	if len(local) > maxLocal || !localPattern.MatchString(local) || !strings.Contains(domain, ".") {
		return errEmail
	}
	if err := checkHost(domain); err != nil || numberPattern.MatchString(domain[strings.LastIndex(domain, ".")+1:]) {
		return errEmail
	}
	return nil
}

// Mailto returns the address that opens a message to an e-mail address.
func Mailto(email string) string { return "mailto:" + email }

// telPattern is a telephone number in international notation (ITU-T E.123).
var telPattern = regexp.MustCompile(`^\+[1-9][0-9]{0,2}( [0-9]+)+$`)

// CheckTel reports what is wrong with a telephone or fax number.
func CheckTel(s string) error {
	if err := checkVisible(s); err != nil {
		return fmt.Errorf("%w, and put ordinary spaces between the groups of digits", err)
	}
	digits := len(s) - strings.Count(s, " ") - strings.Count(s, "+")
	if !telPattern.MatchString(s) || digits < 7 || digits > 15 {
		return errTel
	}
	return nil
}

// Tel returns the address that calls a telephone number (RFC 3966).
func Tel(number string) string { return "tel:" + strings.ReplaceAll(number, " ", "") }
