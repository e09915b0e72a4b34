package sample

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// heading is an item at the top of an agenda and what may stand below it. A text
// with "$each" stands for as many as the meeting has terms.
type heading struct {
	text
	core  bool // no agenda lacks it
	see   string
	needs string // facts, for see
	below []text
}

// mainAgenda returns the agenda of annex b: 5 to 80 items.
func (p *plan) mainAgenda() *agendaFile {
	wanted := p.between(5, 40)
	if p.days() > 1 {
		wanted = p.between(30, 80)
	}
	a := &agendaFile{
		Kind: "agenda", Language: p.meeting.WorkingLanguages[0],
		Title:       text{"议程草案", "Draft agenda"},
		Description: p.say(text{"$group会议议程草案，含各项议题。", "Draft agenda of the meeting of $group, with all items."}),
		Subtitle:    p.subtitle(),
	}
	if a.Language != "zh" {
		a.Language = "en" // the other languages of meetings are none of the site's
	}
	if p.chance(60) {
		a.Note = p.say(text{"议程的更新见临时文件TD${100-999}。", "Updates to the agenda are given in TD${100-999}."})
	}
	a.Items = p.items(wanted)
	p.know("agenda")
	return a
}

// subtitle returns where and when the meeting is, as on printed agendas.
func (p *plan) subtitle() text {
	when := daysWords(p.first, p.last)
	if p.city == nil {
		return text{"远程会议，" + when.zh, "Online, " + when.en}
	}
	return text{p.city.country.zh + p.city.name.zh + "，" + when.zh, p.city.name.en + ", " + when.en}
}

// headings returns those of an agenda of so many items, in their order.
func (p *plan) headings(wanted int) []heading {
	var optional []string
	for _, h := range agendaHeadings {
		if !h.core {
			optional = append(optional, h.en)
		}
	}
	chosen := some(p.dice, optional, (wanted-5)/4)
	var list []heading
	for _, h := range agendaHeadings {
		if h.core || slices.Contains(chosen, h.en) {
			list = append(list, h)
		}
	}
	return list
}

// items returns about so many items, counting those below others.
func (p *plan) items(wanted int) []item {
	chosen := p.headings(wanted)
	left := wanted - len(chosen)
	var list []item
	label := 0
	for i, h := range chosen {
		label++
		if i > 0 && p.chance(4) {
			label++ // labels are never renumbered
		}
		it := item{Label: strconv.Itoa(label) + ".", Text: p.say(h.text)}
		if h.see != "" && p.meets(h.needs) {
			it.See = h.see
		}
		share := 2 * left / (len(chosen) - i)
		if len(h.below) > 0 && left > 0 {
			it.Items = p.itemsBelow(h, p.between(0, min(share+1, left)))
			left -= count(it.Items)
		}
		list = append(list, it)
	}
	return list
}

// count returns how many items there are, with those below them.
func count(items []item) int {
	n := len(items)
	for _, it := range items {
		n += count(it.Items)
	}
	return n
}

// itemsBelow returns at most n items below one at the top, with letters for
// labels. Some have bullets below them in turn.
func (p *plan) itemsBelow(h heading, n int) []item {
	var pool []text
	for _, t := range h.below {
		if !strings.Contains(t.zh, "$each") {
			pool = append(pool, t)
			continue
		}
		for i := range p.terms {
			term := fmt.Sprintf("${term%d}", i+1)
			pool = append(pool, text{strings.ReplaceAll(t.zh, "$each", term), strings.ReplaceAll(t.en, "$each", term)})
		}
	}
	var list []item
	for i, t := range some(p.dice, pool, min(n, 26)) {
		it := item{Label: string(rune('a'+i)) + ")", Text: p.say(t)}
		if more := p.bullets(); p.chance(25) && count(list)+len(more) < n {
			it.Items = more
		}
		if list = append(list, it); count(list) >= n {
			break
		}
	}
	return list
}

// bullets returns one to three items without labels.
func (p *plan) bullets() []item {
	var list []item
	for range p.between(1, 3) {
		switch p.between(1, 3) {
		case 1:
			list = append(list, item{Text: same("CG-" + p.group.abbreviation() + "-" + longest(pick(p.dice, p.terms).en))})
		case 2:
			list = append(list, item{Text: same(fmt.Sprintf("%s %s.%d (%s)", org, p.group.field.series, p.between(100, 1999), p.workItem()))})
		default:
			list = append(list, item{Text: capital(pick(p.dice, p.terms))})
		}
	}
	return list
}

// shortAgenda returns the agenda of annex d, that of the management team.
func (p *plan) shortAgenda() *agendaFile {
	a := &agendaFile{
		Kind: "agenda", Language: "en",
		Title:       text{"管理班子会议议程", "Agenda of the management team"},
		Description: p.say(text{"$group管理班子会议议程。", "Agenda of the meeting of the management team of $group."}),
	}
	for i, t := range some(p.dice, managementItems, p.between(5, 8)) {
		a.Items = append(a.Items, item{Label: strconv.Itoa(i+1) + ".", Text: p.say(t)})
	}
	return a
}
