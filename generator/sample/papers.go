package sample

import (
	"fmt"
	"strings"
)

// papers decides on the documents that the letter names and on the pages that
// the prose refers to.
func (p *plan) papers() {
	m := &p.meeting
	number := p.between(20, 380)
	if p.group.kind == studyGroup && p.chance(65) {
		d := document{
			ID:   "consultation",
			Name: text{fmt.Sprintf("标准局第%d号通函", number), fmt.Sprintf("Bureau Circular %d", number)},
			URL:  fmt.Sprintf("https://www.example.org/circulars/%d", number),
		}
		for range p.between(1, 12) {
			d.Texts = append(d.Texts, p.draft())
		}
		m.Documents = append(m.Documents, d)
		p.words["circular"] = same(fmt.Sprint(number))
		p.know("document consultation", "texts consultation")
	}
	earlier := number - p.between(3, 15)
	m.Documents = append(m.Documents, document{ID: "registration-circular", Name: text{fmt.Sprintf("标准局第%d号通函", earlier), fmt.Sprintf("Bureau Circular %d", earlier)}})
	n := p.between(2, 90)
	m.Documents = append(m.Documents, document{ID: "resolution", Name: text{fmt.Sprintf("第%d号决议", n), fmt.Sprintf("Resolution %d", n)}, URL: fmt.Sprintf("https://www.example.org/resolutions/%d", n)})
	p.know("document registration-circular", "document resolution")
	p.pagesToSee()
}

// draft returns a draft text for approval.
func (p *plan) draft() draftText {
	t := draftText{Name: fmt.Sprintf("%s %s.%d", org, p.group.field.series, p.between(100, 1999)), Kind: pick(p.dice, []text{
		{"新建议书草案", "draft new Recommendation"},
		{"新建议书草案", "draft new Recommendation"},
		{"经修订的建议书草案", "draft revised Recommendation"},
		{"建议书修正1草案", "draft Amendment 1 to a Recommendation"},
		{"新增补草案", "draft new Supplement"},
	})}
	if p.chance(60) {
		t.Former = p.workItem()
	}
	return t
}

// workItem returns the name of a work item, "T.holdover".
func (p *plan) workItem() string {
	return p.group.field.series + "." + longest(pick(p.dice, p.group.field.terms).en)
}

// longest returns the longest word of a text, in small letters.
func longest(s string) string {
	word := ""
	for w := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return r < 'a' || r > 'z' }) {
		if len(w) > len(word) {
			word = w
		}
	}
	return word
}

// pagesToSee decides on the links.
func (p *plan) pagesToSee() {
	home := "https://www.example.org/" + p.group.id()
	list := []link{
		{ID: "home", Title: text{p.group.short().zh + "主页", p.group.short().en + " home page"}, URL: home},
		{ID: "guide", Title: text{"代表指南", "Guide for delegates"}},
	}
	if p.city != nil {
		list = append(list,
			link{ID: "practical", Title: p.say(text{"$city实用信息", "Practical information on $city"}), URL: home + "/" + p.city.slug},
			link{ID: "visa-check", Title: p.say(text{"$country签证要求", "Visa requirements of ${the-country}"}), URL: "https://www.example.org/visas/" + p.city.slug})
	}
	if p.participation != "on-site" {
		list = append(list, link{ID: "remote", Title: text{"远程参会说明", "Instructions for remote participation"}, URL: "https://www.example.org/remote"})
	}
	if p.facts["on request"] {
		list = append(list, link{ID: "form", Title: text{"口译申请表", "Interpretation request form"}, File: "interpretation-form.txt"})
	}
	for _, l := range list {
		p.know("link " + l.ID)
	}
	p.meeting.Links = list
}

// form returns the form to ask for interpretation.
func (p *plan) form() []byte {
	return fmt.Appendf(nil, "INTERPRETATION REQUEST / 口译申请表\n\nMeeting / 会议:  %s\nMember / 成员:\nLanguage / 语文:\nDays / 日期:\n", p.meeting.Letter.Number)
}

// contacts decides whom to ask.
func (p *plan) contacts() {
	seat := "+41 22 555 "
	list := []contact{{
		ID:    "secretariat",
		Name:  text{p.group.short().zh + "秘书处", p.group.short().en + " secretariat"},
		For:   text{"文件和会议安排", "Documents and arrangements of the meeting"},
		Email: p.mailbox(),
		Tel:   seat + fmt.Sprintf("%02d %02d", p.between(1, 60), p.between(0, 99)),
	}}
	if p.city != nil {
		list = append(list, contact{
			ID: "fellowships", Name: text{"与会补贴服务", "Fellowship service"}, For: text{"与会补贴申请", "Fellowship requests"},
			Email: "fellowships@example.org", Fax: seat + "77 78",
		})
	}
	if p.participation != "on-site" {
		list = append(list, contact{
			ID: "help", Name: text{"远程会议服务台", "Remote meeting helpdesk"}, For: text{"连接和音频", "Connection and sound"},
			Email: "help@example.org", Tel: seat + "02 00",
		})
	}
	p.meeting.Contacts = list
	if p.venue != nil {
		list = append(list, p.venue.Contacts...)
	}
	for _, c := range list {
		p.know("contact "+c.ID+" name", "contact "+c.ID+" email")
		for form, value := range map[string]string{"cc": c.Copy, "tel": c.Tel, "fax": c.Fax, "person": c.Person} {
			if value != "" {
				p.know("contact " + c.ID + " " + form)
			}
		}
	}
}

// hostContact returns whom to ask at the place.
func (p *plan) hostContact() contact {
	c := contact{
		ID: "host", Name: p.say(text{"$city会议筹备处", "Conference office, $city"}),
		For:   text{"签证协办和当地安排", "Visa support and local arrangements"},
		Email: p.city.slug + "@example.org",
	}
	if p.chance(70) {
		c.Person, c.Title = p.person(p.city)
	}
	if p.chance(50) {
		c.Copy = "protocol." + p.city.slug + "@example.org"
	}
	if p.chance(60) {
		c.Tel = p.city.code + fmt.Sprintf(" 555 %02d %02d", p.between(1, 99), p.between(0, 99))
	}
	return c
}
