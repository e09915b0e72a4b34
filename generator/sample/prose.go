package sample

import (
	"fmt"
	"slices"
	"strings"
)

// topic is a heading and what is said below it.
type topic struct {
	id      string // of the heading; "" for a text without one
	heading text
	needs   string // facts, as for a [sentence]
	percent int    // of the meetings with the facts that have the topic; 0 for all
	key     choice // the key fact, in a box
	body    []paragraph
}

// part is a heading with topics below it, and stands where one of them does.
type part struct {
	id      string
	heading text
	topics  []topic
}

// page is a file of an annex or of the letter.
type page struct {
	name string
	data []byte
}

// pages returns the letter and the annexes.
func (p *plan) pages() []page {
	list := p.write(letterTopics...).files("letter", text{"集体函", "Collective letter"},
		text{"$group会议集体函：邀请、重要截止日期和附件。", "Collective letter for the meeting of $group: invitation, key deadlines, annexes."})
	info := &prose{plan: p}
	for _, pt := range annexParts {
		info.part(pt)
	}
	list = append(list, info.files("annex-a", text{"会议实用信息", "Practical information"},
		text{"$group会议实用信息：文件、注册和各项安排。", "Practical information for the meeting of $group: documents, registration and arrangements."})...)
	if p.agenda != nil {
		list = append(list, page{"annex-b.yaml", encode(p.agenda)})
	}
	if p.timePlan != nil {
		list = append(list, page{"annex-c.yaml", encode(p.timePlan)})
	}
	switch {
	case p.second != nil:
		list = append(list, page{"annex-d.yaml", encode(p.second)})
	case strings.Contains(p.annexes, "d"):
		list = append(list, p.write(guideTopics...).files("annex-d", text{"文稿撰写指南", "Guide to writing contributions"},
			text{"$group文稿的结构、用语和提交。", "Structure, wording and submission of contributions to $group."})...)
	}
	return list
}

// write returns a text of those of the topics that the meeting has.
func (p *plan) write(topics ...topic) *prose {
	words := &prose{plan: p}
	for _, t := range topics {
		words.topic(t, "## ")
	}
	return words
}

// prose is a text that grows in both languages.
type prose struct {
	*plan
	blocks []text // headings, paragraphs, boxes, lists and tables
}

// part adds a part with those of its topics that the meeting has.
func (p *prose) part(pt part) {
	before := len(p.blocks)
	for _, t := range pt.topics {
		p.topic(t, "### ")
	}
	if len(p.blocks) > before {
		p.blocks = slices.Insert(p.blocks, before, p.headline("## ", pt.heading, pt.id))
	}
}

// topic adds a topic if the meeting has it.
func (p *prose) topic(t topic, mark string) {
	if !p.meets(t.needs) || t.percent > 0 && !p.chance(t.percent) {
		return
	}
	if t.id != "" {
		p.blocks = append(p.blocks, p.headline(mark, t.heading, t.id))
	}
	if key := p.wording(t.key); !key.IsZero() {
		p.blocks = append(p.blocks, text{"> [!KEY]\n> " + key.zh, "> [!KEY]\n> " + key.en})
	}
	for _, par := range t.body {
		if words := p.paragraph(par); !words.IsZero() {
			p.blocks = append(p.blocks, words)
		}
	}
}

// headline returns a heading with its name.
func (p *prose) headline(mark string, t text, id string) text {
	t = p.say(t)
	return text{fmt.Sprintf("%s%s {#%s}", mark, t.zh, id), fmt.Sprintf("%s%s {#%s}", mark, t.en, id)}
}

// wording returns the words of one of the sentences that can stand, or nothing.
func (p *prose) wording(c choice) text {
	var possible []sentence
	for _, s := range c {
		if p.stands(s) {
			possible = append(possible, s)
		}
	}
	if len(possible) == 0 {
		return text{}
	}
	s := pick(p.dice, possible)
	return p.say(text{s.zh, s.en})
}

// paragraph returns sentences one after the other. Items of lists begin a line.
func (p *prose) paragraph(par paragraph) text {
	var all text
	for _, c := range par {
		t := p.wording(c)
		switch {
		case t.IsZero():
		case all.IsZero():
			all = t
		case strings.HasPrefix(t.zh, "- "):
			all = text{all.zh + "\n" + t.zh, all.en + "\n" + t.en}
		default:
			all = text{all.zh + t.zh, all.en + " " + t.en}
		}
	}
	return all
}

// files returns the files of the text, one for each language.
func (p *prose) files(name string, title, description text) []page {
	type front struct {
		Title       string `yaml:"title"`
		Description string `yaml:"description"`
	}
	description = p.say(description)
	var zh, en strings.Builder
	fmt.Fprintf(&zh, "---\n%s---\n", encode(front{title.zh, description.zh}))
	fmt.Fprintf(&en, "---\n%s---\n", encode(front{title.en, description.en}))
	for _, b := range p.blocks {
		fmt.Fprintf(&zh, "\n%s\n", b.zh)
		fmt.Fprintf(&en, "\n%s\n", b.en)
	}
	return []page{{name + ".zh.md", []byte(zh.String())}, {name + ".en.md", []byte(en.String())}}
}
