package address_test

import (
	"strings"
	"testing"

	"plenary/generator/address"
)

// TestCheck proves which addresses of each kind are accepted; of the others, what
// the message says.
func TestCheck(t *testing.T) {
	long := strings.Repeat("a", 64)
	for kind, group := range map[string]struct {
		check func(string) error
		good  []string
		bad   map[string]string // a part of the message
	}{
		"web": {address.CheckWeb, []string{
			"https://www.example.org/", "https://www.example.org", "HTTPS://www.Example.ORG/", "http://example.org:8080/a?b=c&d='e'#f",
			"https://例え.example.org/页", "https://xn--r8jz45g.jp/", "https://e.org:65535/", "https://e.org:1?a", "https://intranet/", "https://my_host.e.org/",
			"https://192.0.2.1/", "https://[2001:db8::1]:8080/", "https://e.org/a%20b%2F", "https://e.org/@user/(x);y,z!*+$", "https://bücher.example/", "https://e.org/?u=https://f.org:99999/",
			"https://" + long[:63] + ".org/", "https://a--b.org/", "https://2024.example.org/",
		}, map[string]string{
			"": "write it in full", "https://": "write it in full", "https:///path": "write it in full", "//example.org": "write it in full", "example.org": "write it in full", "https:example.org": "write it in full",
			"javascript:alert(1)": "write it in full", "mailto:tsb@example.org": "write it in full", "javascript://e.org/%0Aalert(1)": "write it in full", "ftp://example.org/": "write it in full", " https://e.org/": "write it in full",
			"https://?a": "write it in full", "https://#a": "write it in full",
			"https://user@example.org/": "user name or password", "https://user:secret@example.org/": "user name or password", "https://@example.org/": "user name or password", "https://e.org:@f.org/": "user name or password",
			"https://example.org/a b": "cannot contain the space", "https://example.org/<b>": "write %3C", "https://example.org/\"": "write %22", `https://example.org\@f.org/`: "write %5C", "https://e.org/`": "write %60", "https://e.org/{": "write %7B",
			"https://e.org/100%": "write %25", "https://e.org/?a=%zz": "write %25", "https://e.org/#%4": "write %25",
			"https://e.org:99999/": `"99999" cannot be a port`, "https://e.org:65536/": "cannot be a port", "https://e.org:0/": "cannot be a port", "https://e.org:/": `"" cannot be a port`, "https://e.org:080/": "cannot be a port", "https://e.org:+80/": "cannot be a port", "https://e.org:80:90/": "cannot be a port", "https://e.org:８０/": "cannot be a port", "https://[::1]:/": "cannot be a port",
			"https://e..org/": `"e..org" cannot be the name of a host`, "https://.e.org/": "name of a host", "https://e.org./": "name of a host", "https://./": "name of a host", "https://-e.org": "name of a host", "https://e-.org": "name of a host", "https://:80/": "name of a host",
			"https://e%2eorg/": "name of a host", "https://%e4%be%8b.org/": "name of a host", "https://e.org';alert(1)//": "name of a host", "https://e,f.org/": "name of a host", "https://e~.org/": "name of a host", "https://e.org;f/": "name of a host", "https://*.e.org/": "name of a host",
			"https://" + long + ".org/": "name of a host", "https://" + strings.Repeat("a.", 127) + "org/": "name of a host", "https://" + strings.Repeat("例.", 1_000) + "org/": "name of a host",
			"https://1.2.3.256/": "name of a host", "https://1.2.3/": "name of a host", "https://2023/": "name of a host", "https://0x7f.1/": "name of a host", "https://e.org.0x1f/": "name of a host",
			"https://xn--0.org/": "name of a host", "https://xn--a.org/": "name of a host", "https://-例.org/": "name of a host", "https://例..org/": "name of a host", "https://☃例_.org/": "name of a host", "https://\u0301.org/": "name of a host",
			"https://[::1": "IPv6", "https://[::1]x/": "IPv6", "https://[[::1]]/": "IPv6", "https://[fe80::1%25en0]/": "IPv6", "https://[1.2.3.4]/": "IPv6", "https://[]/": "IPv6", "https://::1/": "name of a host",
			"https://e.org/\u200b": "U+200B", "https://e.\u200borg/": "U+200B", "https://e.org/\u00a0": "U+00A0", "https://e.org/\u3000": "U+3000", "https://e.org/\u00ad": "U+00AD", "https://e.org/\u2060x": "U+2060", "https://e.org/\t": "U+0009", "https://e.org/\n": "U+000A", "https://e.org/\x7f": "U+007F",
			"https://e.org/\u202ex": "U+202E", "https://e.org/\u3164": "U+3164", "https://e.org/\u115f": "U+115F", "https://e.org/\ufe0f": "U+FE0F", "https://e.org/\U000e0041": "U+E0041", "https://e.org/\u2800": "U+2800", "https://e.org/\ue000": "U+E000", "https://e.org/\u200d": "U+200D", "https://e.org/\u180e": "U+180E",
			"https://e.org/\xff": "UTF-8",
		}},
		"site": {func(s string) error { _, err := address.ParseSite(s); return err }, []string{
			"https://example.org", "https://example.org/", "https://example.org/meetings", "https://example.org/~tsb/meetings-2024_a.b/", "http://localhost:1313/", "http://127.0.0.1:1313/", "http://[::1]:1313/a/", "https://xn--r8jz45g.example.org/", "https://example.org/.../",
		}, map[string]string{
			"": "write it in full", "/meetings/": "write it in full", "https://e.org/?": "no ? and no #", "https://e.org/#": "no ? and no #", "https://e.org/?a=b": "no ? and no #", "https://e.org#a": "no ? and no #",
			"https://e.org//": "single slashes", "https://e.org//a/": "single slashes", "https://e.org/a//": "single slashes", "https://e.org/a//b": "single slashes", "https://e.org/./": "single slashes", "https://e.org/a/..": "single slashes", "https://e.org/../a": "single slashes", "https://e.org/.": "single slashes",
			"https://e.org/a%20b/": "single slashes", "https://e.org/a%2F%2Fb/": "single slashes", "https://e.org/';alert(1)": "single slashes", "https://e.org/a&b/": "single slashes", "https://e.org/会议/": "single slashes", "https://e.org/$x/": "single slashes",
			"https://例え.example.org/": "write its host as xn--r8jz45g.example.org", "https://e.org';alert(1)//": "name of a host", "https://a:b@e.org/": "user name or password", "https://e.org:99999/": "port", "https://e.org/\u200b": "U+200B",
		}},
		"link": {address.CheckLink, []string{
			"https://example.org/", "mailto:tsb@example.org",
		}, map[string]string{
			"mailto:": "e-mail", "MAILTO:tsb@example.org": "write it in full", "tel:+41227305778": "write it in full", "data:text/html,x": "write it in full", "mailto:tsb@example.org?bcc=x.org": "cannot contain the sign ?", "mailto://tsb@example.org": "cannot contain the sign /",
			"webcal://example.org/": "write it in full",
		}},
		"email": {address.CheckEmail, []string{
			"tsb@example.org", "first.last+tag@mail.example.org", "o'neill_x-y@e-x.org", "help@例え.jp", "1@2.org", "a@123.com",
		}, map[string]string{
			"": "e-mail", "tsb": "e-mail", "tsb@": "e-mail", "@example.org": "e-mail", "tsb@example": "e-mail", "a@b@example.org": "e-mail", "tsb@example..org": "e-mail", "tsb@example.org.": "e-mail", ".tsb@example.org": "e-mail", "t..b@example.org": "e-mail", "tsb.@example.org": "e-mail",
			"tsb@-e.org": "e-mail", "tsb@192.0.2.1": "e-mail", "tsb@e.org'": "e-mail", "tsb@e+f.org": "e-mail", "用户@example.org": "e-mail", long + "a@example.org": "e-mail", "tsb@" + strings.Repeat("a.", 200) + "org": "e-mail",
			"tsb @example.org": "cannot contain the space", "tsb@example.org ": "cannot contain the space", "tsb@example.org, x@example.org": "the sign ,", "<tsb@example.org>": "the sign <", `"t b"@example.org`: `the sign "`, `"tsb"@example.org`: `the sign "`, "tsb(x)@example.org": "the sign (",
			"help@example.org?bcc=x@example.com": "the sign ?", "help@example.org?bcc=x.example.com": "the sign ?", "help%0Abcc:x@example.org": "the sign %", "help@example.org&cc=x.org": "the sign &", "a&b@example.org": "the sign &", "a/b@example.org": "the sign /", "tsb@[192.0.2.1]": "the sign [", "a;b@example.org": "the sign ;", "mailto:tsb@example.org": "the sign :",
			"tsb@example.org\n": "U+000A", "tsb\u200b@example.org": "U+200B", "tsb@example\u00ad.org": "U+00AD", "\ufefftsb@example.org": "U+FEFF", "tsb@\u3000example.org": "U+3000",
		}},
		"tel": {address.CheckTel, []string{
			"+41 22 730 57 78", "+1 2025550123", "+82 31 8048 1234",
		}, map[string]string{
			"": "E.123", "+0 22 730 57 78": "E.123", "+41 22": "E.123", "+41 22 730 57 78 ": "E.123", "+41  22 730 57 78": "E.123", "+41-22-730-57-78": "E.123", "+41 22 730 57 78 ext 3": "E.123", "+41 1234567890123456": "E.123", "0041 22 730 57 78": "E.123",
			"+41 22 730 57 78;ext=3": "E.123", "+４１ 22 730 57 78": "E.123", "+41\u00a022 730 57 78": "U+00A0; remove it, and put ordinary spaces", "+41 22 730 57 78\u200e": "U+200E",
		}},
		"domain": {address.CheckDomain, []string{
			"meetings.example.org", "example.org", "a-b.xn--p1ai", "1.example.org",
		}, map[string]string{
			"": "not a domain name", "meetings": "not a domain name", "Example.org": "not a domain name", "example.org.": "not a domain name", ".example.org": "not a domain name", "e..org": "not a domain name", "-e.org": "not a domain name", "e.org-": "not a domain name", "e_f.org": "not a domain name", "例え.jp": "not a domain name", "e.org:80": "not a domain name", "e.org/": "not a domain name", "1.2.3.4": "not a domain name", "a@e.org": "not a domain name", "e.0x1": "not a domain name",
			long + ".org": "not a domain name", strings.Repeat("a.", 127) + "org": "not a domain name", "xn--0.org": "not a domain name", "e.\u200borg": "U+200B", "e.o rg": "not a domain name",
		}},
	} {
		for _, s := range group.good {
			if err := group.check(s); err != nil {
				t.Errorf("%s: %q: %v", kind, s, err)
			}
		}
		for s, part := range group.bad {
			if err := group.check(s); err == nil || !strings.Contains(err.Error(), part) {
				t.Errorf("%s: %q: %v, want …%s…", kind, s, err, part)
			}
		}
	}
}

// TestParseSite proves that the address of a site ends with a slash, and is
// otherwise the one that was written.
func TestParseSite(t *testing.T) {
	for written, want := range map[string][3]string{
		"https://meetings.example.org":     {"https://meetings.example.org/", "meetings.example.org", "/"},
		"https://meetings.example.org/":    {"https://meetings.example.org/", "meetings.example.org", "/"},
		"https://Example.org:8080/~a/b_c":  {"https://Example.org:8080/~a/b_c/", "Example.org:8080", "/~a/b_c/"},
		"http://[2001:db8::1]:8080/a-b.c/": {"http://[2001:db8::1]:8080/a-b.c/", "[2001:db8::1]:8080", "/a-b.c/"},
	} {
		u, err := address.ParseSite(written)
		if err != nil {
			t.Errorf("%s: %v", written, err)
		} else if got := [3]string{u.String(), u.Host, u.Path}; got != want {
			t.Errorf("%s: got %q, want %q", written, got, want)
		}
	}
}

func TestWrite(t *testing.T) {
	for got, want := range map[string]string{
		address.Mailto("o'neill+x@example.org"):           "mailto:o'neill+x@example.org",
		address.Tel("+41 22 730 57 78"):                   "tel:+41227305778",
		address.Webcal("https://e.org/zh/a:b/events.ics"): "webcal://e.org/zh/a:b/events.ics",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// FuzzCheck proves that an address that is accepted can be written into a page and
// a calendar, as a link and as a text, and that a message is one line.
func FuzzCheck(f *testing.F) {
	for _, s := range []string{"https://www.example.org/a?b#c", "tsb@example.org", "+41 22 730 57 78", "meetings.example.org", "https://[::1]:80/", "mailto:a@b.org?bcc=c", "https://例え.jp/%", "https://e.org:0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for kind, check := range map[string]func(string) error{
			"web": address.CheckWeb, "email": address.CheckEmail, "tel": address.CheckTel, "domain": address.CheckDomain, "link": address.CheckLink,
			"site": func(s string) error { _, err := address.ParseSite(s); return err },
		} {
			switch err := check(s); {
			case err != nil:
				if strings.ContainsAny(err.Error(), "\n\r\x00") {
					t.Errorf("%s: %q: the message %q is not one line", kind, s, err)
				}
			case strings.ContainsAny(s, "\"<>\\`\n\r\t\u200b\u00a0"), kind != "tel" && strings.Contains(s, " "), kind != "web" && kind != "link" && strings.ContainsAny(s, "?&%#;()"):
				t.Errorf("%s: %q is accepted", kind, s)
			}
		}
	})
}
