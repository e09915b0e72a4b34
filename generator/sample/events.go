package sample

import (
	"slices"
	"strings"
	"time"
)

// eventKind is an event that meetings may have.
type eventKind struct {
	id      string
	percent int    // of the meetings that can have it
	needs   string // facts, as for a [sentence]
	day     int    // in working days from the first day of the meeting; none after the last if from 0 on
	hours   []string
	title   []text
	event   // what else it may have; a room "*" is any
}

// eventKinds are all kinds of events. Where more is said of one, a topic of an
// annex or of the letter speaks of it whenever the meeting has it.
var eventKinds = []eventKind{
	{
		id: "workshop", percent: 55, needs: "place", day: -1, hours: []string{"", "09:30 .. 17:00", "10:00 .. 16:30"},
		title: []text{
			{"“$term1”讲习班", "Workshop on $term1"},
			{"$org“$term1与$term2”讲习班", "$org workshop on $term1 and $term2"},
			{"“$field的前景”讲习班", "Workshop on the future of $field"},
		},
		event: event{
			Register: text{"在$abbr主页注册", "Register on the $abbr home page"}, URL: "https://www.example.org/workshop",
			See: "letter#workshop",
		},
	},
	{
		id: "webinar", percent: 45, needs: "remote", day: -3, hours: []string{"13:00 .. 14:30 UTC", "15:00 .. 16:30 UTC"},
		title: []text{{"“$term1”网络研讨会", "Webinar on $term1"}, {"“$term2”网络研讨会", "Webinar on $term2"}},
		event: event{Register: text{"在$abbr主页注册", "Register on the $abbr home page"}},
	},
	{
		id: "sound-check", percent: 75, needs: "!on-site", day: -2, hours: []string{"12:00 .. 12:45 UTC", "13:00 .. 13:30 UTC", "07:30 .. 08:00 UTC"},
		title: []text{{"音频测试", "Sound check"}, {"连接测试", "Connection test"}},
		event: event{Note: text{"请使用会议当天的设备", "Please use the equipment that you will use at the meeting"}, See: "annex-a#remote"},
	},
	{
		id: "newcomers", percent: 85, day: 0, hours: []string{"afternoon", "", "13:00 .. 14:00", "12:45 .. 13:45"},
		title: []text{
			{"新代表情况介绍会", "Briefing for new delegates"},
			{"$abbr新代表辅导讲座", "Tutorial for new delegates to $abbr"},
		},
		event: event{Room: "*", See: "annex-a#new-delegates"},
	},
	{
		id: "management", percent: 75, needs: "place", day: -1, hours: []string{"17:30 .. 18:30", "19:00 .. 21:00", "16:00 .. 18:00", "evening"},
		title: []text{{"$abbr管理班子会议", "Meeting of the $abbr management team"}, {"$abbr管理班子扩大会议", "Extended meeting of the $abbr management team"}},
		event: event{Note: text{"限受邀者参加", "By invitation"}},
	},
	{
		id: "reception", percent: 75, needs: "host", day: 0, hours: []string{"18:30 ..", "19:00 ..", "18:30 .. 21:00"},
		title: []text{{"欢迎招待会", "Welcome reception"}, {"东道国晚宴", "Dinner given by the host"}},
		event: event{Place: text{"会场一层大厅", "Lobby of the venue"}, See: "annex-a#social"},
	},
	{
		id: "coordination", percent: 55, needs: "long", day: 2, hours: []string{"13:30 .. 14:15", "14:30 .. 16:00"},
		title: []text{{"“$term1”联合协调活动会议", "Meeting of the Joint Coordination Activity on $term1"}},
		event: event{Room: "*", Register: text{"无须另行注册", "No separate registration"}, See: "letter#coordination"},
	},
	{
		id: "liaison", percent: 40, day: 1, hours: []string{"13:00 .. 14:00 Europe/Lisbon", "09:00 .. 10:00 America/New_York", "20:00 .. 21:00 Asia/Tokyo", "15:00 .. 16:00 Africa/Nairobi"},
		title: []text{{"与合作组织的视频会议", "Video conference with partner organizations"}, {"与区域联络处的视频会议", "Video conference with the regional liaison offices"}},
		event: event{Room: "*"},
	},
	{
		id: "exhibition", percent: 45, needs: "place, long", day: 0, hours: []string{"two days"},
		title: []text{{"“$term1”演示", "Demonstrations of $term1"}, {"$field展览", "Exhibition on $field"}},
		event: event{Place: text{"会场门厅", "Foyer of the venue"}, See: "annex-a#exhibition"},
	},
	{
		id: "visit", percent: 45, needs: "place, long", day: 3, hours: []string{"afternoon", "14:00 .. 17:30"},
		title: []text{{"参观$city测试中心", "Visit to the test centre in $city"}, {"参观$city港口", "Visit to the port of $city"}},
		event: event{Register: text{"在注册台报名", "Sign up at the registration desk"}, Note: text{"名额有限", "Places are limited"}, See: "annex-a#social"},
	},
	{
		id: "drafting", percent: 50, needs: "long", day: 2, hours: []string{"08:30 .. 09:15", "18:00 .. 19:30", "morning"},
		title: []text{{"“$term2”特设组会议", "Ad hoc group on $term2"}, {"“$term1”起草组会议", "Drafting group on $term1"}},
		event: event{Room: "*"},
	},
	{
		id: "hackathon", percent: 20, needs: "place, long", day: -3, hours: []string{"three days"},
		title: []text{{"“$term3”互通测试", "Interoperability event on $term3"}},
		event: event{Register: text{"在$abbr主页注册", "Register on the $abbr home page"}, URL: "https://www.example.org/interop"},
	},
	{
		id: "press", percent: 20, needs: "place", day: 9, hours: []string{"12:45", "17:45"},
		title: []text{{"新闻发布会", "Press conference"}},
		event: event{Room: "*"},
	},
}

// eventReasons say why an event does not take place as announced.
var eventReasons = []condition{
	{"moved", text{"因与全体会议时间冲突而改期。", "it clashed with the plenary."}},
	{"moved", text{"应主讲人的要求改期。", "the speakers asked for the change."}},
	{"cancelled", text{"报名人数不足。", "Too few participants registered."}},
	{"postponed", text{"主讲人不能到会，新日期将另行通知。", "The speakers cannot come; a new date will be announced."}},
}

// events decides on the events.
func (p *plan) events() {
	for _, k := range eventKinds {
		if !p.meets(k.needs) || !p.chance(k.percent) {
			continue
		}
		e := k.event
		e.ID, e.Title = k.id, p.say(pick(p.dice, k.title))
		e.Register, e.Note, e.Place = p.say(e.Register), p.say(e.Note), p.say(e.Place)
		day := p.workday(k.day)
		if k.day >= 0 {
			days := p.workdays()
			day = days[min(k.day, len(days)-1)]
		}
		e.When = p.when(day, pick(p.dice, k.hours))
		if e.Room == "*" {
			e.Room = ""
			if len(p.rooms) > 0 {
				e.Room = pick(p.dice, p.rooms)
			}
		}
		e.condition = p.spoiled(day, eventReasons)
		p.meeting.Events = append(p.meeting.Events, e)
		p.know("event " + k.id)
	}
	slices.SortStableFunc(p.meeting.Events, func(a, b event) int { return strings.Compare(string(a.When)[:10], string(b.When)[:10]) })
}

// when returns a time on a day: hours, a part of the day, the day itself, or
// days from it on.
func (p *plan) when(day time.Time, hours string) plain {
	switch hours {
	case "":
		return plain(iso(day))
	case "two days":
		return plain(iso(day) + " .. " + iso(day.AddDate(0, 0, 1)))
	case "three days":
		return plain(iso(day) + " .. " + iso(day.AddDate(0, 0, 2)))
	}
	return plain(iso(day) + " " + hours)
}
