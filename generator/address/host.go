package address

import (
	"errors"
	"fmt"
	"net/netip"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// The lengths of names of hosts, in octets (RFC 1035, 2.3.4).
const (
	maxHost  = 253
	maxLabel = 63
)

var (
	labelPattern = regexp.MustCompile(`^[a-zA-Z0-9_]([a-zA-Z0-9_-]*[a-zA-Z0-9_])?$`)
	// numberPattern matches what browsers take for the last part of an IPv4 address.
	numberPattern = regexp.MustCompile(`^([0-9]+|0[xX][0-9a-fA-F]*)$`)
	domainPattern = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])?$`)
)

// checkHost reports whether the name of a host cannot be one. It may be in any
// script (RFC 5891); an underscore is allowed because some hosts have one.
func checkHost(host string) error {
	name, err := hostASCII(host)
	ok := err == nil && len(name) <= maxHost
	labels := strings.Split(name, ".")
	for _, label := range labels {
		ok = ok && len(label) <= maxLabel && labelPattern.MatchString(label)
	}
	if ok && numberPattern.MatchString(labels[len(labels)-1]) {
		addr, err := netip.ParseAddr(name)
		ok = err == nil && addr.Is4()
	}
	if !ok {
		return fmt.Errorf("%.300q cannot be the name of a host; write parts of letters, digits and hyphens with single full stops between them, as in www.example.org", host)
	}
	return nil
}

// hostASCII returns the name of a host as it is looked up: with the parts in other
// scripts in the form xn--….
func hostASCII(host string) (string, error) {
	if len(host) > 4*maxHost { // no name is that long in any script
		return "", errors.New("too long")
	}
	if isASCII(host) && !strings.Contains(strings.ToLower(host), "xn--") {
		return host, nil
	}
	return idna.Lookup.ToASCII(host)
}

func isASCII(s string) bool { return strings.IndexFunc(s, func(c rune) bool { return c > '~' }) < 0 }

// checkAuthority checks a host with its port, if any (RFC 3986, 3.2).
func checkAuthority(s string) error {
	host, port, hasPort := strings.Cut(s, ":")
	if inner, ok := strings.CutPrefix(s, "["); ok { // IPv6
		var rest string
		host, rest, ok = strings.Cut(inner, "]")
		port, hasPort = strings.CutPrefix(rest, ":")
		addr, err := netip.ParseAddr(host)
		if !ok || err != nil || !addr.Is6() || addr.Zone() != "" || rest != "" && !hasPort {
			return fmt.Errorf("%.300q is not an IPv6 address; write, for example, [2001:db8::1]", s)
		}
	} else if err := checkHost(host); err != nil {
		return err
	}
	if n, err := strconv.ParseUint(port, 10, 16); hasPort && (err != nil || n == 0 || strconv.FormatUint(n, 10) != port) {
		return fmt.Errorf("%.300q cannot be a port; write a number from 1 to 65535 after the colon, or remove the colon", port)
	}
	return nil
}

// CheckDomain reports what is wrong with a domain name as calendar identities
// have it: in small letters, with a full stop at least.
func CheckDomain(s string) error {
	if err := checkVisible(s); err != nil {
		return err
	}
	if !domainPattern.MatchString(s) || checkHost(s) != nil {
		return errors.New("this is not a domain name; write one like meetings.example.org")
	}
	return nil
}
