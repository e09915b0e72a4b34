package check_test

import (
	"slices"
	"testing"

	"plenary/generator/check"
	"plenary/generator/diag"
	"plenary/generator/meeting"
)

func TestNames(t *testing.T) {
	run(t, []row{
		one("role of an officer", edit("meeting.yaml", "role: chair", "role: chairman"),
			`meeting.yaml:23:11: there is no role "chairman" in content/site.yaml under roles; did you mean "chair"?`),
		one("role in a deadline", edit("deadlines.yaml", "who: members", "who: member"),
			`deadlines.yaml:4:8: there is no role "member" in content/site.yaml under roles; did you mean "members"?`),
		one("role in a list", edit("deadlines.yaml", "who: [members, chair]", "who: [members, secretariat]"),
			`deadlines.yaml:10:22: there is no role "secretariat" in content/site.yaml under roles`),
		one("role in a time plan", edit("annex-c.yaml", "who: [members]", "who: [delegates]"),
			`annex-c.yaml:13:15: there is no role "delegates" in content/site.yaml under roles`),
		one("joint meeting with an unknown group", edit("meeting.yaml", "joint_with: [tsag]", "joint_with: [tsga]"),
			`meeting.yaml:21:14: the meeting is held jointly with "tsga", but there is no such folder of a group; did you mean "tsag"?`),
		one("joint meeting with its own group", edit("meeting.yaml", "joint_with: [tsag]", "joint_with: [sg1]"),
			`meeting.yaml:21:14: the meeting is held jointly with its own group, "sg1"; name others only`),
		one("room of an event", edit("meeting.yaml", "room: plenary-hall", "room: plenary-hal"),
			`meeting.yaml:30:11: there is no room "plenary-hal" in venue.yaml under buildings; did you mean "plenary-hall"?`),
		one("room in a time plan", edit("annex-c.yaml", "room: plenary-hall", "room: popov"),
			`annex-c.yaml:10:63: there is no room "popov" in venue.yaml under buildings`),
		one("deadline for asking", edit("meeting.yaml", "on_request: interpretation", "on_request: interpreter"),
			`meeting.yaml:12:17: interpretation is to be asked for by the deadline "interpreter", which does not exist`),
		one("captioning on request", edit("meeting.yaml", "captioning: false", "captioning: {on_request: captions}"),
			`meeting.yaml:13:13: captioning is to be asked for by the deadline "captions", which does not exist`),
		one("event that a lead time is before", edit("meeting.yaml", "before: opening", "before: workshops"),
			`meeting.yaml:61:13: the lead time "registration" is before "workshops", which is neither "opening" nor an event; did you mean "workshop"?`),
		one("deadline that a lead time serves", edit("meeting.yaml", "serves: registration-form", "serves: registration"),
			`meeting.yaml:63:13: the lead time "registration" serves the deadline "registration", which does not exist; did you mean "registration-form"?`),
	})
}

func TestShortcodes(t *testing.T) {
	run(t, []row{
		one("unknown shortcode", edit("letter.en.md", `{{< link "home" >}}`, `{{< lnk "home" >}}`),
			`letter.en.md:10:60: there is no shortcode "lnk"; did you mean "link"?`),
		one("unknown shortcode, nothing like it", edit("letter.en.md", `{{< link "home" >}}`, `{{< link "home" >}} {{< weather >}}`),
			`letter.en.md:10:80: there is no shortcode "weather"; there are annex, city, contact, days, deadline, deadlines, document, event, host, lang, lead, lead-roles, link, officer, opening, registration, texts or venue`),
		one("unknown fact", edit("letter.en.md", `{{< link "home" >}}`, `{{< link "homme" >}}`),
			`letter.en.md:10:70: the meeting has no link "homme"; did you mean "home"?`),
		one("unknown deadline, both languages", edit("letter.zh.md", `{{< deadline "registration-form" >}}`, `{{< deadline "registration" >}}`),
			`letter.zh.md:10:73: the meeting has no deadline "registration"; did you mean "registration-form"?`),
		{"two mistakes, in two languages", []change{
			edit("letter.en.md", `{{< link "home" >}}`, `{{< link "homme" >}} {{< city >}}`),
			edit("letter.zh.md", `{{< deadline "registration-form" >}}`, `{{< dedline "registration-form" >}}`),
		}, []string{`letter.en.md:10:70: the meeting has no link "homme"; did you mean "home"?`, `letter.zh.md:10:59: there is no shortcode "dedline"; did you mean "deadline"?`}},
		one("no name", edit("letter.en.md", `{{< link "home" >}}`, "{{< link >}}"),
			`letter.en.md:10:60: {{< link >}} must name something, as in {{< link "home" >}}`),
		one("name too much", edit("letter.en.md", `{{< link "home" >}}`, `{{< link "home" "page" >}}`),
			`letter.en.md:10:77: {{< link "home" "page" >}} takes no further arguments; remove "page"`),
		one("unknown form", edit("letter.en.md", `{{< deadline "registration-form" >}}`, `{{< deadline "registration-form" "day" >}}`),
			`letter.en.md:10:127: "day" is not a form of "deadline"; write date`),
		one("form too much", edit("letter.en.md", `{{< deadline "registration-form" >}}`, `{{< deadline "registration-form" "date" "time" >}}`),
			`letter.en.md:10:134: {{< deadline "registration-form" "date" "time" >}} takes no further arguments; remove "time"`),
		one("contact without a fax", edit("annex-a.en.md", `{{< contact "secretariat" >}}`, `{{< contact "secretariat" "fax" >}}`),
			`annex-a.en.md:9:18: the contact "secretariat" has no fax`),
		one("fact that is not given", edit("letter.en.md", "on 4 days", "{{< host >}} on 4 days {{< lead-roles >}}"),
			"letter.en.md:6:39: finding: {{< host >}} appears here but not in content/sg1/2024-04-bern/letter.zh.md; the languages must state the same facts",
			"letter.en.md:6:62: finding: {{< lead-roles >}} appears here but not in content/sg1/2024-04-bern/letter.zh.md; the languages must state the same facts"),
		{"fact that is not given, host", []change{
			edit("meeting.yaml", "host: {zh: 瑞士政府, en: Government of Switzerland}\n", ""),
			edit("letter.en.md", "on 4 days", "{{< host >}} on 4 days"),
			edit("letter.zh.md", "共4天", "{{< host >}}共4天"),
		}, []string{"letter.en.md:6:39: {{< host >}} has nothing to say; the meeting's files do not give it", "letter.zh.md:6:20: {{< host >}} has nothing to say; the meeting's files do not give it"}},
		one("pair that does not close", edit("letter.en.md", "on 4 days", `{{< lang "de" >}}on 4 days`),
			`letter.en.md:6:39: {{< lang "de" >}} is never closed; write {{< /lang >}} after what belongs to it`),
		one("pair that does not open", edit("letter.en.md", "on 4 days", "on 4 days{{< /lang >}}"),
			"letter.en.md:6:48: {{< /lang >}} closes nothing that is open"),
		one("closing what stands alone", edit("letter.en.md", `{{< link "home" >}}`, `{{< link "home" >}}{{< /link >}}`),
			`letter.en.md:10:79: the shortcode "link" has no closing tag; remove {{< /link >}}`),
		one("language of a part", edit("letter.en.md", "on 4 days", `{{< lang "german" >}}on 4 days{{< /lang >}}`),
			`letter.en.md:6:49: "german" is not a language tag; write, for example, en, zh or ko`),
		{"tables in lines", []change{
			edit("letter.en.md", "on 4 days", "on 4 days\n\n~~a {{< deadlines >}}~~\n\n- b {{< texts \"circular-7\" >}}"),
			edit("letter.zh.md", "共4天", "共4天\n\n{{< deadlines >}}。\n\n- {{< texts \"circular-7\" >}}"),
		}, []string{
			"letter.en.md:8:5: {{< deadlines >}} makes a table or a list; write it on a line of its own, with an empty line before and after it",
			"letter.zh.md:8:1: {{< deadlines >}} makes a table or a list; write it on a line of its own, with an empty line before and after it",
		}},
		{"links in links", []change{
			edit("letter.en.md", "on 4 days", `[{{< link "home" >}}](venue) [a {{< contact "secretariat" >}}](venue) [{{< deadline "registration-form" "date" >}}](venue) [{{< contact "secretariat" "name" >}}](venue) on 4 days`),
			edit("letter.zh.md", "共4天", `[{{< link "home" >}}](venue) [a {{< contact "secretariat" >}}](venue) [{{< deadline "registration-form" "date" >}}](venue) [{{< contact "secretariat" "name" >}}](venue) 共4天`),
		}, []string{
			`letter.en.md:6:40: {{< link "home" >}} is a link itself, and a link cannot have another one in it; remove one of the two`,
			`letter.en.md:6:71: {{< contact "secretariat" >}} is a link itself, and a link cannot have another one in it; remove one of the two`,
			`letter.en.md:6:110: {{< deadline "registration-form" "date" >}} is a link itself, and a link cannot have another one in it; remove one of the two`,
			`letter.zh.md:6:21: {{< link "home" >}} is a link itself, and a link cannot have another one in it; remove one of the two`,
			`letter.zh.md:6:52: {{< contact "secretariat" >}} is a link itself, and a link cannot have another one in it; remove one of the two`,
			`letter.zh.md:6:91: {{< deadline "registration-form" "date" >}} is a link itself, and a link cannot have another one in it; remove one of the two`,
		}},
		{"table twice", []change{
			edit("letter.en.md", "on 4 days", "on 4 days\n\n{{< deadlines >}}\n\n{{< deadlines >}}\n"),
			edit("letter.zh.md", "共4天", "共4天\n\n{{< deadlines >}}\n\n"),
		}, []string{"letter.en.md:10:1: {{< deadlines >}} is on this page already, on line 8; refer to it instead"}},
		one("event of the time plan is a fact", edit("letter.en.md", "on 4 days", `{{< event "opening-plenery" >}} on 4 days`),
			`letter.en.md:6:50: the meeting has no event "opening-plenery"; did you mean "opening-plenary"?`),
	})
}

func TestLinks(t *testing.T) {
	run(t, []row{
		one("anchor", edit("letter.en.md", "annex-a#registration", "annex-a#registrations"),
			`letter.en.md:10:20: finding: the page "annex-a" has nothing named "registrations"; did you mean "registration"?`),
		one("page", edit("letter.en.md", "annex-a#registration", "annex-d#registration"),
			`letter.en.md:10:20: finding: the meeting has no page "annex-d"; did you mean "annex-a"?`),
		one("page like the letter of an annex", edit("letter.en.md", "annex-a#registration", "a#registration"),
			`letter.en.md:10:20: finding: the meeting has no page "a"`),
		one("anchor on the same page", edit("letter.en.md", "annex-a#registration", "#workshops"),
			`letter.en.md:10:20: finding: the page "letter" has nothing named "workshops"; did you mean "workshop"?`),
		one("link to nowhere", edit("letter.en.md", "(annex-a#registration)", "()"),
			"letter.en.md:10:20: finding: this link leads nowhere; write the name of a page and an anchor as in annex-a#visa, or a full address as in https://www.example.org/"),
		one("path", edit("letter.en.md", "annex-a#registration", "/zh/sg1/"),
			"letter.en.md:10:20: finding: this link leads nowhere; write the name of a page and an anchor as in annex-a#visa, or a full address as in https://www.example.org/"),
		one("relative path", edit("letter.en.md", "annex-a#registration", "../annex-a/"),
			"letter.en.md:10:20: finding: this link leads nowhere; write the name of a page and an anchor as in annex-a#visa, or a full address as in https://www.example.org/"),
		one("address without its scheme", edit("letter.en.md", "annex-a#registration", "www.example.org"),
			"letter.en.md:10:20: finding: this link leads nowhere; write the name of a page and an anchor as in annex-a#visa, or a full address as in https://www.example.org/"),
		one("another scheme", edit("letter.en.md", "annex-a#registration", "javascript:alert(1)"),
			"letter.en.md:10:20: a web address begins with https:// or http://, not with javascript:; write it in full, as in https://www.example.org/page"),
		one("e-mail in prose", edit("letter.en.md", "annex-a#registration", "mailto:sg1@example"),
			"letter.en.md:10:20: this is not an e-mail address; write one name before the @ and a host with a dot after it, as in tsb@example.org"),
		one("e-mail in prose with a copy to another", edit("letter.en.md", "annex-a#registration", "mailto:sg1@example.org?bcc=all.example.org"),
			"letter.en.md:10:20: an e-mail address cannot contain the sign ?; write the address alone, as in tsb@example.org"),
		one("e-mail in angle brackets that no header may follow", edit("letter.en.md", "[Annex A](annex-a#registration)", "<a&b@example.org>"),
			"letter.en.md:10:20: an e-mail address cannot contain the sign &; write the address alone, as in tsb@example.org"),
		one("address that stands as it is", edit("letter.en.md", "[Annex A](annex-a#registration)", "https://www..example.org/"),
			`letter.en.md:10:20: "www..example.org" cannot be the name of a host; write parts of letters, digits and hyphens with single full stops between them, as in www.example.org`),
		one("something invisible in an address", edit("letter.en.md", "annex-a#registration", "https://www.example.org/\u200b"),
			"letter.en.md:10:20: this address holds the invisible character U+200B; remove it"),
		one("link with a user in a deadline", edit("deadlines.yaml", "[home page](https://www.example.org/)", "[home page](https://me@www.example.org/)"),
			"deadlines.yaml:11:12: an address with a user name or password must not be published"),
		one("e-mail in a deadline with a subject", edit("deadlines.yaml", "[home page](https://www.example.org/)", "[home page](mailto:tsb@example.org?subject=x)"),
			"deadlines.yaml:11:12: an e-mail address cannot contain the sign ?; write the address alone, as in tsb@example.org"),
		one("reference of an event", edit("meeting.yaml", "see: letter#workshop", "see: letter#workshops"),
			`meeting.yaml:32:10: finding: the page "letter" has nothing named "workshops"; did you mean "workshop"?`),
		one("reference of a deadline", edit("deadlines.yaml", "see: annex-a#registration", "see: annex-e#registration"),
			`deadlines.yaml:12:12: finding: the meeting has no page "annex-e"; did you mean "annex-a"?`),
		one("reference of an agenda item", edit("annex-b.yaml", "see: letter#workshop", "see: venue#towers"),
			`annex-b.yaml:8:10: finding: the page "venue" has nothing named "towers"; did you mean "tower"?`),
		one("link in a deadline", edit("deadlines.yaml", "[home page](https://www.example.org/)", "[home page](home)"),
			`deadlines.yaml:11:12: finding: the meeting has no page "home"`),
		{"venue that is not there", append(remote(),
			remove("venue.yaml"),
			edit("meeting.yaml", "    room: plenary-hall\n", ""),
			edit("annex-c.yaml", ", room: plenary-hall", ""),
			edit("meeting.yaml", "contacts:\n  - id: secretariat\n    name: {zh: 秘书处, en: Secretariat}\n    email: sg1@example.org\n    tel: \"+41 22 730 51 11\"\n", ""),
			edit("annex-a.zh.md", `{{< contact "secretariat" >}}`, "[x](venue)"),
			edit("annex-a.en.md", `{{< contact "secretariat" >}}`, "[x](venue)"),
		), []string{`annex-a.en.md:9:18: finding: the meeting has no page "venue"`, `annex-a.zh.md:9:6: finding: the meeting has no page "venue"`}},
		{"deadlines that are not there", []change{
			remove("deadlines.yaml"),
			edit("meeting.yaml", "interpretation: {on_request: interpretation}", "interpretation: true"),
			edit("meeting.yaml", "    serves: registration-form\n", ""),
			edit("letter.zh.md", `{{< deadline "registration-form" >}}`, "[x](deadlines)"),
			edit("letter.en.md", `{{< deadline "registration-form" >}}`, "[x](deadlines)"),
		}, []string{`letter.en.md:10:93: finding: the meeting has no page "deadlines"`, `letter.zh.md:10:59: finding: the meeting has no page "deadlines"`}},
	})
}

// A lead time may lead to a day that cannot be written.
func TestLeadDay(t *testing.T) {
	fsys := base(t)
	edit("meeting.yaml", "at_least: 4 weeks", "at_least: 999 months").apply(t, fsys)
	a := load(t, fsys)
	m := a.Groups[0].Meetings[0]
	m.Opening = meeting.When{Form: meeting.Day, First: meeting.Date{Year: 1980, Month: 4, Day: 2}, Last: meeting.Date{Year: 1980, Month: 4, Day: 2}}
	const want = `meeting.yaml:62:15: the lead time "registration" ends in the year 1897, and days from 1900 on can be written; write a shorter one`
	if diags := check.Run(a); !slices.ContainsFunc(diags, func(d diag.Diagnostic) bool { return d.String() == full(want) }) {
		t.Errorf("%v\nhave not %s", diags, want)
	}
}

func TestTimes(t *testing.T) {
	run(t, []row{
		one("event long before the meeting", edit("meeting.yaml", "when: 2024-04-01 afternoon", "when: 2024-03-01"),
			`meeting.yaml:35:11: finding: the event "tutorial" on 2024-03-01 lies outside the meeting's surroundings, 2024-03-02 to 2024-05-06 (31 days around the meeting)`),
		one("event long after the meeting", edit("meeting.yaml", "2024-04-03 17:00 .. 18:00 Asia/Tokyo", "2024-05-07 17:00 .. 18:00"),
			`meeting.yaml:41:11: finding: the event "tokyo-call" on 2024-05-07 lies outside the meeting's surroundings, 2024-03-02 to 2024-05-06 (31 days around the meeting)`),
		one("event in another year", edit("meeting.yaml", "2024-04-02 19:00 ..", "2023-04-02 19:00 .."),
			`meeting.yaml:38:11: finding: the event "reception" on 2023-04-02 lies outside the meeting's surroundings, 2024-03-02 to 2024-05-06 (31 days around the meeting)`),
		one("event on the last day that may be", edit("meeting.yaml", "when: 2024-04-01 afternoon", "when: 2024-05-06")),
		one("opening before the first day", edit("meeting.yaml", "opening: 2024-04-02 09:30", "opening: 2024-04-01 09:30"),
			"meeting.yaml:8:10: finding: the opening on 2024-04-01 is not on a day of the meeting, 2024-04-02 to 2024-04-05",
			"meeting.yaml:9:15: finding: registration begins after the opening, 2024-04-01 09:30"),
		one("opening after the last day", edit("meeting.yaml", "opening: 2024-04-02 09:30", "opening: 2024-04-06 09:30"),
			"meeting.yaml:8:10: finding: the opening on 2024-04-06 is not on a day of the meeting, 2024-04-02 to 2024-04-05",
			`meeting.yaml:60:5: warning: the lead time "registration" ends on 2024-03-09, after the deadline "registration-form" that it serves, 2024-03-05; tell readers which counts, in a note`),
		one("registration after the opening", edit("meeting.yaml", "registration: 2024-04-02 08:00", "registration: 2024-04-02 10:00"),
			"meeting.yaml:9:15: finding: registration begins after the opening, 2024-04-02 09:30"),
		one("registration in another year", edit("meeting.yaml", "registration: 2024-04-02 08:00", "registration: 2023-04-02 08:00"),
			"meeting.yaml:9:15: finding: the start of registration on 2023-04-02 lies outside the meeting's surroundings, 2024-03-02 to 2024-05-06 (31 days around the meeting)"),
		one("deadline a year too early", edit("deadlines.yaml", "due: 2024-02-20", "due: 2023-02-20"),
			`deadlines.yaml:2:8: finding: the deadline "interpretation" on 2023-02-20 lies more than 12 months before the meeting, which begins on 2024-04-02`),
		one("deadline after the meeting", edit("deadlines.yaml", "due: 2024-02-20", "due: 2024-05-20"),
			`deadlines.yaml:2:8: finding: the deadline "interpretation" on 2024-05-20 lies after the meeting's surroundings, which end on 2024-05-06`),
		one("time plan on another day", edit("annex-c.yaml", "date: 2024-04-02", "date: 2025-04-02"),
			"annex-c.yaml:8:5: finding: the day of the time plan on 2025-04-02 lies outside the meeting's surroundings, 2024-03-02 to 2024-05-06 (31 days around the meeting)"),
		one("lead time longer than its deadline", edit("meeting.yaml", "at_least: 4 weeks", "at_least: 3 weeks"),
			`meeting.yaml:60:5: warning: the lead time "registration" ends on 2024-03-12, after the deadline "registration-form" that it serves, 2024-03-05; tell readers which counts, in a note`),
		one("zone without a name", edit("meeting.yaml", "Asia/Tokyo", "Asia/Seoul"),
			"meeting.yaml:41:11: the zone Asia/Seoul has no name that readers know; give it one in content/site.yaml under zones, as in {zh: 日内瓦, en: Geneva}"),
		one("zone of the deadline without a name", edit("deadlines.yaml", "23:59 UTC", "23:59 Asia/Seoul"),
			"deadlines.yaml:6:8: the zone Asia/Seoul has no name that readers know; give it one in content/site.yaml under zones, as in {zh: 日内瓦, en: Geneva}"),
		one("zone of the opening without a name", edit("meeting.yaml", "opening: 2024-04-02 09:30", "opening: 2024-04-02 15:30 Asia/Seoul"),
			"meeting.yaml:8:10: the zone Asia/Seoul has no name that readers know; give it one in content/site.yaml under zones, as in {zh: 日内瓦, en: Geneva}"),
	})
}

// remote makes the meeting a remote one, which has no city to name its zone.
func remote() []change {
	return []change{
		edit("meeting.yaml", "participation: hybrid", "participation: remote"),
		edit("meeting.yaml", "city: {zh: 伯尔尼, en: Bern}\n", ""),
		edit("content/site.yaml", "  Asia/Tokyo:", "  Europe/Zurich: {zh: 日内瓦, en: Geneva}\n  Asia/Tokyo:"),
	}
}

func TestPlaces(t *testing.T) {
	run(t, []row{
		one("no venue", remove("venue.yaml"),
			"meeting.yaml:1:1: the meeting has no venue; write venue.yaml, or set participation to remote"),
		{"venue of a remote meeting", remote(), []string{
			"venue.yaml:1:1: finding: the meeting is fully remote and has a venue all the same; change participation in meeting.yaml or remove this file",
		}},
		{"room of a remote meeting", append(remote(), remove("venue.yaml")), []string{
			`annex-c.yaml:10:63: there is no room "plenary-hall" in venue.yaml under buildings`,
			`meeting.yaml:29:11: there is no room "plenary-hall" in venue.yaml under buildings`,
		}},
		{"city of a remote meeting", []change{
			remove("venue.yaml"),
			edit("meeting.yaml", "    room: plenary-hall\n", ""),
			edit("annex-c.yaml", ", room: plenary-hall", ""),
			edit("meeting.yaml", "participation: hybrid", "participation: remote"),
			edit("content/site.yaml", "  Asia/Tokyo:", "  Europe/Zurich: {zh: 日内瓦, en: Geneva}\n  Asia/Tokyo:"),
		}, []string{"meeting.yaml:5:7: finding: the meeting is fully remote and has a city all the same; leave the city out, and name the zone in content/site.yaml under zones"}},
		one("card for the taxi", edit("venue.yaml", ", de: Bern}", "}"),
			`venue.yaml:2:10: the language "de" of the venue's country is missing in this text; the card for the taxi is made from it`),
		one("status without a reason", edit("meeting.yaml", "when: 2024-04-01 afternoon", "when: 2024-04-01 afternoon\n    status: moved"),
			`meeting.yaml:36:13: finding: the status "moved" needs a reason in each language`),
		one("reason without a status", edit("deadlines.yaml", "  due: 2024-02-20", "  due: 2024-02-20\n  reason: {zh: 原因, en: Why}"),
			"deadlines.yaml:3:11: finding: there is a reason but no status; write moved, postponed or cancelled"),
		one("meeting moved without a reason", edit("meeting.yaml", "participation: hybrid", "participation: hybrid\nstatus: moved"),
			`meeting.yaml:11:9: finding: the status "moved" needs a reason in each language`),
		one("session cancelled without a reason", edit("annex-c.yaml", "id: opening-plenary", "id: opening-plenary, status: cancelled"),
			`annex-c.yaml:10:106: finding: the status "cancelled" needs a reason in each language`),
		one("session without an id cancelled", edit("annex-c.yaml", "        who: [members]", "        who: [members]\n        status: cancelled"),
			`annex-c.yaml:14:17: finding: the status "cancelled" needs a reason in each language`),
	})
}

func TestAgreement(t *testing.T) {
	run(t, []row{
		one("number in prose", edit("letter.en.md", "on 4 days", "on 5 days"),
			"letter.en.md:6:42: finding: the number 5 appears here but not in content/sg1/2024-04-bern/letter.zh.md; make them agree, or spell the number out in both",
			"letter.zh.md:6:21: finding: the number 4 appears here but not in content/sg1/2024-04-bern/letter.en.md; make them agree, or spell the number out in both"),
		one("number behind a link", edit("letter.en.md", "Register by", "In 2025, register by"),
			"letter.en.md:10:84: finding: the number 2025 appears here but not in content/sg1/2024-04-bern/letter.zh.md; make them agree, or spell the number out in both"),
		one("number after an escape", edit("letter.en.md", "Register by", "R&amp;D \\# 7: register by"),
			"letter.en.md:10:92: finding: the number 7 appears here but not in content/sg1/2024-04-bern/letter.zh.md; make them agree, or spell the number out in both"),
		one("number in a heading", edit("letter.en.md", "## Workshop", "## Workshop 3"),
			"letter.en.md:8:13: finding: the number 3 appears here but not in content/sg1/2024-04-bern/letter.zh.md; make them agree, or spell the number out in both"),
		one("number in a box", edit("annex-a.zh.md", "请联系", "请在30天内联系"),
			"annex-a.zh.md:9:5: finding: the number 30 appears here but not in content/sg1/2024-04-bern/annex-a.en.md; make them agree, or spell the number out in both"),
		one("month in words agrees", edit("letter.en.md", "on 4 days", "on 4 days, until 5 April"),
			"letter.en.md:6:56: finding: the number 5 appears here but not in content/sg1/2024-04-bern/letter.zh.md; make them agree, or spell the number out in both"),
		one("month in words", edit("letter.zh.md", "共4天", "共4天，5月"),
			"letter.zh.md:6:24: finding: the number 5 appears here but not in content/sg1/2024-04-bern/letter.en.md; make them agree, or spell the number out in both"),
		{"month in words and in digits", []change{
			edit("letter.zh.md", "共4天", "共4天，5月6日"),
			edit("letter.en.md", "on 4 days", "on 4 days, 6 May"),
		}, []string{}},
		{"month in words and another in digits", []change{
			edit("letter.zh.md", "共4天", "共4天，5月6日"),
			edit("letter.en.md", "on 4 days", "on 4 days, 6 June"),
		}, []string{"letter.zh.md:6:24: finding: the number 5 appears here but not in content/sg1/2024-04-bern/letter.en.md; make them agree, or spell the number out in both"}},
		one("zeros", edit("letter.en.md", "on 4 days", "on 4 days, fee 00"),
			"letter.en.md:6:54: finding: the number 0 appears here but not in content/sg1/2024-04-bern/letter.zh.md; make them agree, or spell the number out in both"),
		one("leading zeros agree", edit("letter.en.md", "on 4 days", "on 04 days")),
		one("number in a text", edit("meeting.yaml", "en: Circular 7}", "en: Circular 8}"),
			"meeting.yaml:44:11: finding: en says 8 and zh does not; make them agree, or spell the number out in both",
			"meeting.yaml:44:11: finding: zh says 7 and en does not; make them agree, or spell the number out in both"),
		one("number in a text of the site", edit("content/site.yaml", "description: {zh: 会议信息, en: About meetings}", "description: {zh: 会议信息, en: About 2 meetings}"),
			"content/site.yaml:2:14: finding: en says 2 and zh does not; make them agree, or spell the number out in both"),
		one("number in a text of the group", edit("content/sg1/group.yaml", "en: Study Group 1}", "en: Study Group 2}"),
			"content/sg1/group.yaml:3:8: finding: en says 2 and zh does not; make them agree, or spell the number out in both",
			"content/sg1/group.yaml:3:8: finding: zh says 1 and en does not; make them agree, or spell the number out in both"),
		one("number in an agenda", edit("annex-b.yaml", "en: Closing}", "en: Closing at 17}"),
			"annex-b.yaml:12:11: finding: en says 17 and zh does not; make them agree, or spell the number out in both"),
		one("number in the venue", edit("venue.yaml", "zh: 瑞士伯尔尼", "zh: 瑞士伯尔尼3000"),
			"venue.yaml:2:10: finding: zh says 3000 and en does not; make them agree, or spell the number out in both"),
		one("heading in one language", edit("letter.en.md", "**Important**", "### Details {#details}\n\n**Important**"),
			"letter.en.md:10:1: finding: this heading is missing in content/sg1/2024-04-bern/letter.zh.md"),
		one("headings in another order", edit("annex-a.en.md", "{#registration}", "{#registering}"),
			`deadlines.yaml:12:12: finding: the page "annex-a" has nothing named "registration"`,
			"annex-a.en.md:6:1: finding: this heading is where content/sg1/2024-04-bern/annex-a.zh.md:6:1 has the heading {#registration} of level 2; the languages need the same headings in the same order",
			`letter.en.md:10:20: finding: the page "annex-a" has nothing named "registration"`),
		one("heading of another level", edit("annex-a.zh.md", "> [!KEY]", "### 细节 {#details}\n\n> [!KEY]"),
			"annex-a.zh.md:8:1: finding: this heading is missing in content/sg1/2024-04-bern/annex-a.en.md"),
		one("fact in one language", edit("letter.en.md", "on 4 days", "on 4 days in {{< city >}}"),
			"letter.en.md:6:52: finding: {{< city >}} appears here but not in content/sg1/2024-04-bern/letter.zh.md; the languages must state the same facts"),
		one("another form of a fact", edit("letter.en.md", `{{< deadline "registration-form" >}}`, `{{< deadline "registration-form" "date" >}}`),
			`letter.en.md:10:93: finding: {{< deadline "registration-form" "date" >}} appears here but not in content/sg1/2024-04-bern/letter.zh.md; the languages must state the same facts`,
			`letter.zh.md:10:59: finding: {{< deadline "registration-form" >}} appears here but not in content/sg1/2024-04-bern/letter.en.md; the languages must state the same facts`),
		one("Han letters for all languages", edit("meeting.yaml", "name: {zh: 秘书处, en: Secretariat}", "name: 秘书处"),
			"meeting.yaml:56:11: finding: this text would appear in this script on the pages of every language; write it for each, as in {zh: …, en: …}"),
		one("Han letters for all languages, site", edit("content/site.yaml", "organization: {zh: 某组织, en: An organization}", "organization: 某组织"),
			"content/site.yaml:3:15: finding: this text would appear in this script on the pages of every language; write it for each, as in {zh: …, en: …}"),
		one("other letters for all languages", edit("annex-b.yaml", "text: X.509", "text: Х.509"),
			"annex-b.yaml:10:15: finding: this text would appear in this script on the pages of every language; write it for each, as in {zh: …, en: …}"),
		one("one name for all languages", edit("meeting.yaml", "name: {zh: 秘书处, en: Secretariat}", "name: TSB 2")),
	})
}

func TestMarkdown(t *testing.T) {
	run(t, []row{
		one("raw HTML in a deadline", edit("deadlines.yaml", "See the [home page]", "See <b>the</b> [home page]"),
			"deadlines.yaml:11:12: raw HTML is not shown; write Markdown or a shortcode instead"),
		one("shortcode in a deadline", edit("deadlines.yaml", "See the [home page]", "See {{< city >}} [home page]"),
			"deadlines.yaml:11:12: shortcodes such as {{< city >}} work in Markdown files only; write the words, or a link"),
		one("emphasis in a deadline", edit("deadlines.yaml", "See the [home page]", "See** the [home page]"),
			"deadlines.yaml:11:12: this ** does not open or close an emphasis, so readers would see it; put it directly beside a letter, with the punctuation outside: **重要**。"),
		one("paragraphs in a deadline", edit("deadlines.yaml", "See the [home page]", "See\\n\\nthe [home page]"),
			"deadlines.yaml:11:12: this text is one paragraph; remove headings, lists and empty lines"),
		one("list in a deadline", edit("deadlines.yaml", "See the [home page]", "- See the [home page]"),
			"deadlines.yaml:11:12: this text is one paragraph; remove headings, lists and empty lines"),
		one("e-mail in a deadline", edit("deadlines.yaml", "See the [home page]", "See <me@example.org> and the [home page]")),
	})
}
