package preview

import (
	"net"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
)

// hosts knows which Host and Origin headers are those of this server. Another web site
// can make its own name point to 127.0.0.1 and then ask "its" server for anything (DNS
// rebinding), but the header still has that name.
type hosts struct {
	port  string     // "" means any
	bound netip.Addr // invalid when unknown
	named []string   // in lower case, with or without a port
}

func newHosts(addr net.Addr, named []string) hosts {
	var h hosts
	if tcp, ok := addr.(*net.TCPAddr); ok {
		h.bound = tcp.AddrPort().Addr().Unmap().WithZone("")
		h.port = strconv.Itoa(tcp.Port)
	}
	for _, name := range named {
		h.named = append(h.named, strings.ToLower(name))
	}
	return h
}

// allow reports whether a Host header is one of this server.
func (h hosts) allow(header string) bool {
	header = strings.ToLower(header)
	name, port, err := net.SplitHostPort(header)
	if err != nil {
		name, port = strings.TrimSuffix(strings.TrimPrefix(header, "["), "]"), "80"
	}
	if slices.Contains(h.named, name) || slices.Contains(h.named, net.JoinHostPort(name, port)) {
		return true
	}
	return (h.port == "" || h.port == port) && h.own(name)
}

// own reports whether a name without its port is one of this machine.
func (h hosts) own(name string) bool {
	if name == "localhost" {
		return true
	}
	all := h.bound.IsValid() && h.bound.IsUnspecified()
	ip, err := netip.ParseAddr(name)
	if err != nil {
		machine, err := os.Hostname()
		return all && err == nil && strings.EqualFold(name, machine)
	}
	ip = ip.Unmap().WithZone("")
	switch ip {
	case netip.AddrFrom4([4]byte{127, 0, 0, 1}), netip.IPv6Loopback(), h.bound:
		return true
	}
	return all && isOfMachine(ip)
}

// isOfMachine reports whether a network interface has an address now: a laptop has other
// addresses when it moves.
func isOfMachine(ip netip.Addr) bool {
	addrs, err := net.InterfaceAddrs()
	return err == nil && slices.ContainsFunc(addrs, func(a net.Addr) bool {
		prefix, err := netip.ParsePrefix(a.String())
		return err == nil && prefix.Addr().Unmap().WithZone("") == ip
	})
}

// allowOrigin reports whether Origin headers are absent or of this server.
func (h hosts) allowOrigin(headers []string) bool {
	return !slices.ContainsFunc(headers, func(origin string) bool {
		u, err := url.Parse(origin)
		return err != nil || u.Scheme != "http" && u.Scheme != "https" || !h.allow(u.Host)
	})
}
