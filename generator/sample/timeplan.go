package sample

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// remoteHours are the sessions of a day of a remote meeting.
var remoteHours = []session{{"s1", "12:00 .. 13:15"}, {"s2", "13:30 .. 14:45"}, {"s3", "15:00 .. 16:15"}, {"s4", "16:30 .. 17:30"}}

// sessionHours are the sessions that a day of another meeting may have.
var sessionHours = [][]session{
	{{"s1", "09:30 .. 10:45"}, {"s2", "11:15 .. 12:30"}, {"s3", "14:30 .. 15:45"}, {"s4", "16:15 .. 17:30"}},
	{{"s1", "09:00 .. 10:30"}, {"s2", "11:00 .. 12:30"}, {"s3", "14:00 .. 15:30"}, {"s4", "16:00 .. 17:30"}},
	{{"s1", "10:00 .. 11:15"}, {"s2", "11:45 .. 13:00"}, {"s3", "14:30 .. 16:00"}, {"s4", "16:30 .. 18:00"}},
	{{"early", "08:00 .. 08:45"}, {"s1", "09:30 .. 11:00"}, {"s2", "11:30 .. 13:00"}, {"s3", "14:30 .. 16:00"}, {"s4", "16:30 .. 18:00"}, {"late", "18:30 .. 20:00"}},
}

// sittings are what fills the days between the first and the last plenary.
var sittings = []struct {
	what text
	who  []string
}{
	{text{"$wp1全会", "$wp1 plenary"}, []string{"wp1"}},
	{text{"$wp2全会", "$wp2 plenary"}, []string{"wp2"}},
	{text{"$wp3全会", "$wp3 plenary"}, []string{"wp3"}},
	{text{"课题${1-9}：$term1", "Question ${1-9}: $term1"}, []string{"rapporteurs"}},
	{text{"课题${10-19}：$term2", "Question ${10-19}: $term2"}, []string{"rapporteurs"}},
	{text{"课题${20-29}：$term3", "Question ${20-29}: $term3"}, nil},
	{text{"$term1起草组", "Drafting group on $term1"}, []string{"editors"}},
	{text{"$term4特设组", "Ad hoc group on $term4"}, nil},
	{text{"$wp1与$wp2联席会议", "Joint session of $wp1 and $wp2"}, []string{"wp1", "wp2"}},
	{text{"联络声明起草", "Drafting of liaison statements"}, []string{"editors", "rapporteurs"}},
	{text{"报告人会议", "Meeting of the rapporteurs"}, []string{"rapporteurs"}},
	{text{"信函通信组CG-$abbr", "Correspondence group CG-$abbr"}, nil},
	{text{"案文定稿", "Finalization of texts"}, []string{"editors"}},
}

// slotReasons say why a slot does not take place as announced.
var slotReasons = []condition{
	{"cancelled", text{"没有收到文稿。", "No contributions were received."}},
	{"cancelled", text{"议题已在全会讨论。", "The plenary dealt with the subject."}},
	{"postponed", text{"等待磋商结果。", "The outcome of consultations is awaited."}},
}

// planTime makes the time plan of annex c, with the working days of the meeting.
func (p *plan) planTime() {
	p.timePlan = &timePlanFile{
		Kind:        "timeplan",
		Title:       text{"时间安排草案", "Draft time plan"},
		Description: p.say(text{"$group会议时间安排草案。", "Draft time plan of the meeting of $group."}),
		Sessions:    p.sessions,
	}
	days := p.workdays()
	for i, day := range days {
		d := planDay{Date: plain(iso(day))}
		if i == 0 {
			d.Slots = append(d.Slots, p.plenary("opening-plenary", "s1", text{"开幕全会", "Opening plenary"}))
		}
		d.Slots = append(d.Slots, p.sittingsOf(i, len(days), day)...)
		if i == len(days)-1 {
			d.Slots = append(d.Slots, p.plenary("closing-plenary", "s4", text{"闭幕全会", "Closing plenary"}))
		}
		p.timePlan.Days = append(p.timePlan.Days, d)
	}
	p.know("time plan")
}

// plenary returns a slot in the largest hall.
func (p *plan) plenary(id, at string, what text) slot {
	p.know("event " + id)
	s := slot{At: at, What: what, ID: id}
	if len(p.rooms) > 0 {
		s.Room = p.rooms[0]
	}
	return s
}

// sittingsOf returns what happens beside the plenaries on the i-th of n days: in
// up to three rooms, each with gaps.
func (p *plan) sittingsOf(i, n int, day time.Time) []slot {
	free := []string{"s1", "s2", "s3", "s4"}
	if i == 0 {
		free = free[1:] // the opening plenary
	}
	if i == n-1 {
		free = free[:len(free)-1]
	}
	var slots []slot
	for track := range max(1, min(3, len(p.rooms))) {
		for at := 0; at < len(free); at++ {
			if p.chance(35) {
				continue
			}
			sit := pick(p.dice, sittings)
			s := slot{At: free[at], What: p.say(sit.what), Who: sit.who}
			if at+1 < len(free) && p.chance(30) {
				at++
				s.At += " .. " + free[at]
			}
			if len(p.rooms) > 0 {
				s.Room = p.rooms[track]
			}
			if p.chance(30) {
				s.ID = fmt.Sprintf("day%d-room%d-%s", i+1, track+1, s.At[:2])
				s.condition = p.spoiled(day, slotReasons)
			}
			slots = append(slots, s)
		}
	}
	slices.SortStableFunc(slots, func(a, b slot) int { return strings.Compare(a.At[:2], b.At[:2]) })
	return slots
}
