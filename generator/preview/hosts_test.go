package preview

import (
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
)

func TestHosts(t *testing.T) {
	own := ""
	addrs, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range addrs {
		if ip, _, err := net.ParseCIDR(a.String()); err == nil && ip.To4() != nil && !ip.IsLoopback() {
			own = ip.String()
		}
	}
	machine, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	at := func(ip string) net.Addr { return &net.TCPAddr{IP: net.ParseIP(ip), Port: 1313} }
	for _, c := range []struct {
		name    string
		addr    net.Addr
		named   []string
		allowed []string
		refused []string
	}{
		{
			"loopback", at("127.0.0.1"), nil,
			[]string{"localhost:1313", "LocalHost:1313", "127.0.0.1:1313", "[::1]:1313"},
			[]string{
				"", ":1313", "localhost", "localhost:1314", "localhost:", "localhost.:1313", "evil.example", "evil.example:1313",
				"localhost.evil.example:1313", "127.0.0.1.evil.example:1313", "127.0.0.1:1313:80", "127.0.0.1:1313@evil.example",
				"127.0.0.1", "127.0.0.2:1313", "0.0.0.0:1313", "[::]:1313", "192.168.1.5:1313", machine + ":1313", "2130706433:1313", "[::1", "::1:1313",
			},
		},
		{
			"port 80", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80}, nil,
			[]string{"localhost", "localhost:80", "[::1]"},
			[]string{"localhost:1313", "evil.example"},
		},
		{
			"one address", at("192.168.1.5"), nil,
			[]string{"192.168.1.5:1313", "localhost:1313"},
			[]string{"192.168.1.5", "192.168.1.6:1313", "evil.example:1313", machine + ":1313"},
		},
		{
			"all addresses", at("0.0.0.0"), nil,
			[]string{"localhost:1313", machine + ":1313", strings.ToUpper(machine) + ":1313"},
			[]string{"evil.example:1313", machine + ".evil.example:1313", machine, "198.51.100.7:1313"},
		},
		{
			"named", at("127.0.0.1"), []string{"Preview.Example", "other.example:8443"},
			[]string{"preview.example", "preview.example:9", "other.example:8443", "localhost:1313"},
			[]string{"other.example", "other.example:1313", "evil.example"},
		},
		{
			"no address", nil, nil,
			[]string{"localhost", "localhost:1", "127.0.0.1:65535", "[::1]"},
			[]string{"", "evil.example", "192.168.1.5"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := New(newSite(t), Options{Addr: c.addr, Hosts: c.named})
			if own != "" && c.name == "all addresses" {
				c.allowed = append(c.allowed, own+":1313")
			}
			for _, host := range c.allowed {
				if r := ask(s, "/en/", "Host: "+host); r.StatusCode != http.StatusOK {
					t.Errorf("%q: got %d, want 200", host, r.StatusCode)
				}
			}
			for _, host := range c.refused {
				for _, path := range []string{"/en/", "/", "/no", "/_plenary/preview.js", "/_plenary/events?page=/en/"} {
					r := ask(s, path, "Host: "+host)
					text := body(t, r)
					if r.StatusCode != http.StatusMisdirectedRequest || !strings.Contains(text, "Open "+s.url+" instead") {
						t.Errorf("%q, %s: got %d %s", host, path, r.StatusCode, text)
					}
				}
			}
		})
	}
}

func TestOrigins(t *testing.T) {
	s := newServer(newSite(t))
	fetch := func(site, mode, dest string) []string {
		return []string{"Sec-Fetch-Site: " + site, "Sec-Fetch-Mode: " + mode, "Sec-Fetch-Dest: " + dest}
	}
	for _, c := range []struct {
		headers []string
		page    int // status of a page
		script  int // status of a file of the preview's own
	}{
		{nil, 200, 200},
		{[]string{"Origin: http://localhost:1313"}, 200, 200},
		{[]string{"Origin: http://127.0.0.1:1313"}, 200, 200},
		{[]string{"Origin: http://[::1]:1313"}, 200, 200},
		{[]string{"Origin: http://evil.example"}, 403, 403},
		{[]string{"Origin: http://localhost:3000"}, 403, 403},
		{[]string{"Origin: http://localhost"}, 403, 403},
		{[]string{"Origin: file://localhost:1313"}, 403, 403},
		{[]string{"Origin: null"}, 403, 403},
		{[]string{"Origin: "}, 403, 403},
		{[]string{"Origin: http://localhost:1313", "Origin: http://evil.example"}, 403, 403},
		{[]string{"Sec-Fetch-Site: same-origin"}, 200, 200},
		{[]string{"Sec-Fetch-Site: none"}, 200, 200},
		{fetch("cross-site", "navigate", "document"), 200, 403}, // a link from elsewhere leads to a page
		{fetch("same-site", "navigate", "document"), 200, 403},  // another port of this machine
		{fetch("cross-site", "navigate", "iframe"), 200, 403},   // an editing program shows it beside the files
		{fetch("same-site", "navigate", "iframe"), 200, 403},
		{fetch("cross-site", "navigate", "object"), 403, 403},
		{fetch("cross-site", "no-cors", "image"), 403, 403},
		{fetch("same-site", "no-cors", "script"), 403, 403},
		{fetch("cross-site", "no-cors", "empty"), 403, 403},
		{fetch("same-origin", "no-cors", "image"), 200, 200},
		{fetch("same-origin", "navigate", "iframe"), 200, 200},
		{[]string{"Sec-Fetch-Site: cross-site"}, 403, 403},
		{[]string{"Sec-Fetch-Site: something-new"}, 403, 403},
	} {
		for _, path := range []string{"/en/", "/en/calendar.ics", "/en/a/"} {
			if r := ask(s, path, c.headers...); r.StatusCode != c.page {
				t.Errorf("%s, %q: got %d, want %d", path, c.headers, r.StatusCode, c.page)
			}
		}
		if r := ask(s, "/_plenary/preview.js", c.headers...); r.StatusCode != c.script {
			t.Errorf("script, %q: got %d, want %d", c.headers, r.StatusCode, c.script)
		}
		if c.script == 403 {
			if r := ask(s, "/_plenary/events?page=/en/", c.headers...); r.StatusCode != 403 {
				t.Errorf("events, %q: got %d, want 403", c.headers, r.StatusCode)
			}
		}
	}
	wantHeaders(t, ask(s, "/en/calendar.ics"), map[string]string{
		"Access-Control-Allow-Origin": "", "Cross-Origin-Resource-Policy": "same-origin",
	})
}
