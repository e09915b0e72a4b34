package sample

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// plan is a meeting while it is arranged.
type plan struct {
	dice
	setting
	words    map[string]text // for the variables in texts
	facts    map[string]bool // what prose can speak of; see know
	terms    []text          // what the meeting is about, those of its group first
	annexes  string          // their letters, "abc"
	rooms    []string        // their ids
	sessions []session       // the hours of a day

	meeting   meetingFile
	deadlines []deadline
	venue     *venueFile
	agenda    *agendaFile
	timePlan  *timePlanFile
	second    *agendaFile // the short agenda of annex d
}

// newPlan returns meeting i with all its facts.
func newPlan(seed uint64, i int) *plan {
	p := &plan{dice: newDice(seed, i), facts: map[string]bool{}}
	p.setting = settle(p.dice, i)
	p.terms = shuffled(p.dice, p.group.field.terms)
	for _, f := range some(p.dice, fieldsBut(p.group.field), 2) {
		p.terms = append(p.terms, shuffled(p.dice, f.terms)...)
	}
	p.annexes = pick(p.dice, []string{"a", "ab", "ab", "ab", "abc", "abc", "abcd", "abcd"})
	p.words = p.vocabulary()
	p.sessions = pick(p.dice, sessionHours)
	if p.city == nil {
		p.sessions = remoteHours
	}
	p.arrange()
	return p
}

// vocabulary returns the words of the meeting, by the names of their variables.
func (p *plan) vocabulary() map[string]text {
	g := p.group
	words := map[string]text{
		"group": g.called(), "Group": capital(g.called()), "abbr": same(g.abbreviation()),
		"field": g.field.name, "Field": capital(g.field.name), "series": same(org + " " + g.field.series),
		"wp1": g.subgroup(1), "wp2": g.subgroup(2), "wp3": g.subgroup(3),
		"org": same(org), "home": same("https://www.example.org/" + g.id()), "box": same(p.mailbox()),
	}
	for i, t := range p.terms {
		words[fmt.Sprintf("term%d", i+1)] = t
		words[fmt.Sprintf("Term%d", i+1)] = capital(t)
	}
	if p.joint != nil {
		words["joint"] = p.joint.called()
	}
	if c := p.city; c != nil {
		words["city"], words["country"] = c.name, c.country
		words["the-country"] = text{c.country.zh, withArticle(c.country.en)}
		words["lang"], words["local"] = same(c.language), same(c.local)
	}
	return words
}

// capital returns a text with which a sentence can begin.
func capital(t text) text { return text{t.zh, strings.ToUpper(t.en[:1]) + t.en[1:]} }

// withArticle returns the English name of a country as inside a sentence.
func withArticle(country string) string {
	if strings.HasPrefix(country, "United ") || strings.HasPrefix(country, "Republic ") {
		return "the " + country
	}
	return country
}

// mailbox returns the group's e-mail address.
func (p *plan) mailbox() string { return p.group.id() + "@example.org" }

// know notes facts that prose and tables may need. There are those that
// shortcodes name, as [factOf] gives them ("deadline visa", "contact host tel",
// "host"), and what the meeting is like: its participation ("hybrid"); "place"
// for all but remote meetings; "long" from five days on; "joint"; "workshop" in
// its title; "on request" for interpretation; and the kinds of annexes
// ("agenda", "time plan").
func (p *plan) know(facts ...string) {
	for _, f := range facts {
		p.facts[f] = true
	}
}

// arrange decides on all facts of the meeting.
func (p *plan) arrange() {
	p.know("days", "opening", p.participation)
	if p.days() >= 5 {
		p.know("long")
	}
	if len(p.group.leads) > 0 {
		p.know("lead-roles")
	}
	for _, letter := range p.annexes {
		p.know("annex " + string(letter))
	}
	p.place()
	p.head()
	p.services()
	p.papers()
	p.contacts()
	p.events()
	if strings.Contains(p.annexes, "c") {
		p.planTime()
	}
	p.duties()
	p.leadTimes()
	if strings.Contains(p.annexes, "b") {
		p.agenda = p.mainAgenda()
	}
	if strings.Contains(p.annexes, "d") && p.chance(50) {
		p.second = p.shortAgenda()
	}
	p.fate()
}

// head decides on what stands at the top of meeting.yaml.
func (p *plan) head() {
	m := &p.meeting
	m.ID, m.Participation = p.id, p.participation
	m.Title = p.title()
	m.Days = plain(iso(p.first))
	if p.days() > 1 {
		m.Days += plain(" .. " + iso(p.last))
	}
	m.Opening = plain(iso(p.first) + " " + p.firstHour())
	if c := p.city; c != nil {
		m.Zone, m.City, m.Country = c.zone, c.name, c.country
		p.know("place", "city", "venue")
		if c.local != "" {
			p.know("lang $lang")
		}
		m.Registration = plain(iso(p.first) + " 08:15")
		if p.chance(25) {
			m.Registration = plain(iso(p.workday(-1)) + " 15:00")
		}
		p.know("registration")
		p.hosts()
	} else {
		m.Zone = pick(p.dice, farZones)
		if !strings.Contains(p.annexes, "c") && p.chance(50) {
			m.Opening = plain(iso(p.first) + " 13:00 UTC")
		}
	}
	if p.joint != nil {
		p.know("joint")
		m.JointWith = []string{p.joint.id()}
	}
	if p.group.kind == studyGroup && p.days() < 3 {
		m.Bodies = []text{p.group.subgroup(1), p.group.subgroup(2)}
	}
	p.letterhead()
	for _, role := range []string{"chair", "vice-chair", "secretary"}[:p.between(1, 3)] {
		m.Officers = append(m.Officers, p.officer(role))
		p.know("officer " + role)
	}
}

// firstHour returns when the session "s1" begins.
func (p *plan) firstHour() string {
	i := slices.IndexFunc(p.sessions, func(s session) bool { return s.ID == "s1" })
	hour, _, _ := strings.Cut(string(p.sessions[i].Time), " ")
	return hour
}

// title returns what the meeting is called.
func (p *plan) title() text {
	switch {
	case p.joint != nil:
		return text{p.group.called().zh + "与" + p.joint.called().zh + "联席会议", "Joint meeting of " + p.group.called().en + " and " + p.joint.called().en}
	case p.city == nil:
		return p.say(text{"$group电子会议", "Electronic meeting of $group"})
	case p.group.kind == studyGroup && p.days() < 3:
		return p.say(text{"$group各工作组会议", "Meeting of the working parties of $group"})
	case p.group.kind != studyGroup && p.chance(50):
		return p.say(text{"$group第${2-40}次会议", "Meeting ${2-40} of $group"})
	}
	return p.say(text{"$group会议", "Meeting of $group"})
}

// hosts decides who invites, if anybody does.
func (p *plan) hosts() {
	if p.chance(15) {
		return
	}
	p.know("host")
	p.meeting.Host = p.say(pick(p.dice, []text{
		{"$country通信部", "Ministry of Communications of ${the-country}"},
		{"$country标准化局", "Standards Authority of ${the-country}"},
		{"$country电信管理局", "Telecommunication Regulatory Authority of ${the-country}"},
		{"$city理工大学", "University of Technology of $city"},
		{"$country数字经济部", "Ministry of the Digital Economy of ${the-country}"},
	}))
}

// letterhead decides on the letter and on when the meeting was last changed.
func (p *plan) letterhead() {
	day := p.first.AddDate(0, 0, -p.between(90, 130))
	for !isWorkday(day) {
		day = day.AddDate(0, 0, 1)
	}
	p.meeting.Letter = letter{
		Number: fmt.Sprintf("%s-%d", p.group.abbreviation(), p.between(1, 40)),
		Date:   plain(iso(day)),
		Office: text{"标准局局长", "Director of the Standards Bureau"},
	}
	p.meeting.Letter.Signatory, _ = p.person(&cities[p.r.IntN(len(cities))])
}

// services decides on languages, interpretation and captioning.
func (p *plan) services() {
	m := &p.meeting
	m.WorkingLanguages = pick(p.dice, [][]string{{"en"}, {"en"}, {"en", "fr"}, {"en", "es"}, {"en", "zh"}, {"ar", "en", "fr"}})
	switch {
	case len(m.WorkingLanguages) == 1:
		m.Interpretation = "false"
	case p.chance(70):
		m.Interpretation = "interpretation" // the deadline by which to ask
		p.know("on request")
	default:
		m.Interpretation = "true"
		p.know("interpreted")
	}
	if p.chance(60) {
		m.Captioning = pick(p.dice, []service{"true", "false", "captioning"})
		p.know("captioning " + string(m.Captioning))
	}
}

// fate decides whether the meeting takes place as announced.
func (p *plan) fate() {
	if !p.chance(6) {
		return
	}
	former := p.first.AddDate(0, 0, -7*p.between(2, 5))
	p.meeting.condition = pick(p.dice, []condition{
		{"cancelled", text{"收到的文稿太少，会议不再举行。", "Too few contributions were received; the meeting will not take place."}},
		{"postponed", text{"文件尚未备齐，新日期将另行通知。", "The documents are not ready; new dates will be announced."}},
		{"moved", text{"原定于" + dayWords(former).zh + "开始，因与其他会议冲突而改期。", "Moved from " + dayWords(former).en + " because it clashed with other meetings."}},
	})
}

// spoiled returns what became of something that was due on a day, which is
// nothing in most cases.
func (p *plan) spoiled(day time.Time, reasons []condition) condition {
	if !p.chance(7) {
		return condition{}
	}
	c := pick(p.dice, reasons)
	if c.Status == "moved" {
		former := dayWords(day.AddDate(0, 0, -p.between(1, 9)))
		c.Reason = text{"原定" + former.zh + "，" + c.Reason.zh, "Was " + former.en + "; " + c.Reason.en}
	}
	return c
}

// has reports whether the meeting has an event.
func (p *plan) has(id string) bool {
	return slices.ContainsFunc(p.meeting.Events, func(e event) bool { return e.ID == id })
}
