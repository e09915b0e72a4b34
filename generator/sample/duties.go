package sample

import (
	"cmp"
	"slices"
	"strings"
)

// duty is a deadline that meetings may have.
type duty struct {
	id          string
	needs       string // facts, as for a [sentence]; "always" for a deadline that no meeting lacks
	early, late int    // days before the meeting; after its end if negative
	hours       []string
	short       text
	action
}

// fullDay are the hours of deadlines that last until the end of the day.
var fullDay = []string{"", "", "", " 23:59 UTC"}

// dutyKinds are all kinds of deadlines. Where more is said of one, a topic of annex A
// or of the letter speaks of it whenever the meeting has it. The times of [plan.leadTimes]
// go by these.
var dutyKinds = []duty{
	{
		id: "contributions", needs: "always", early: 12, late: 12, hours: fullDay, short: text{"文稿", "Contributions"},
		action: action{Do: text{"提交成员文稿", "Submission of member contributions"}, Who: []string{"members"}, How: text{"通过文件直传提交", "By direct document posting"}, See: "annex-a#documents"},
	},
	{
		id: "translation", needs: "interpreted", early: 60, late: 60, hours: fullDay[:1], short: text{"需翻译的文稿", "Contributions for translation"},
		action: action{Do: text{"提交需翻译的成员文稿", "Submission of member contributions that require translation"}, Who: []string{"members"}, How: text{"通过文件直传提交", "By direct document posting"}, See: "annex-a#documents"},
	},
	{
		id: "registration-form", needs: "always", early: 28, late: 21, hours: fullDay[:1], short: text{"注册", "Registration"},
		action: action{Do: text{"在线注册", "Online registration"}, Who: []string{"participants"}, How: text{"填写[$abbr主页]($home)上的表格", "By the form on the [$abbr home page]($home)"}, See: "annex-a#pre-registration"},
	},
	{
		id: "visa", needs: "host", early: 42, late: 30, hours: fullDay[:1], short: text{"签证协办函", "Visa support letters"},
		action: action{Do: text{"向东道国提交签证协办函申请", "Requests to the host for visa support letters"}, Who: []string{"visa-applicants"}, How: text{"直接向东道国提出", "Directly to the host"}, See: "annex-a#visa"},
	},
	{
		id: "fellowships", needs: "place", early: 65, late: 56, hours: fullDay[:1], short: text{"与会补贴", "Fellowships"},
		action: action{Do: text{"提交与会补贴申请", "Submission of fellowship requests"}, Who: []string{"fellowship-applicants"}, How: text{"通过电子邮件发至<fellowships@example.org>", "By e-mail to <fellowships@example.org>"}, See: "annex-a#fellowships"},
	},
	{
		id: "hotel", needs: "place", early: 40, late: 20, hours: fullDay[:1], short: text{"酒店预订", "Hotel reservations"},
		action: action{Do: text{"按优惠价预订酒店", "Hotel reservations at reduced rates"}, Who: []string{"participants"}, See: "annex-a#hotels"},
	},
	{
		id: "remote-access", needs: "!on-site", early: 9, late: 5, hours: []string{"", " 17:00", " 23:59 UTC"}, short: text{"远程参会登记", "Remote participation"},
		action: action{Do: text{"登记远程参会", "Registration for remote participation"}, Who: []string{"remote-participants"}, How: text{"登录**会议平台**后登记", "After signing in to the **meeting platform**"}, See: "annex-a#remote"},
	},
	{
		id: "consultation", needs: "document consultation", early: 14, late: 12, hours: []string{" 23:59 UTC"}, short: text{"第$circular号通函", "Circular $circular"},
		action: action{Do: text{"答复第$circular号通函的磋商", "Replies to the consultation in Circular $circular"}, Who: []string{"member-states"}, How: text{"填写该通函所附的表格", "By the form attached to that circular"}, See: "letter#consultation", URL: "https://www.example.org/circulars/form"},
	},
	{
		id: "workshop-registration", needs: "event workshop", early: 12, late: 7, hours: []string{"", " 18:00"}, short: text{"讲习班注册", "Registration for the workshop"},
		action: action{Do: text{"注册参加讲习班", "Registration for the workshop"}, Who: []string{"participants"}, See: "letter#workshop"},
	},
	{
		id: "nominations", needs: "!remote", early: 45, late: 25, hours: fullDay, short: text{"候选人提名", "Nominations"},
		action: action{Do: text{"提名副主席候选人", "Nominations for vice-chairs"}, Who: []string{"member-states", "members"}, How: text{"发函至<$box>", "By letter to <$box>"}},
	},
	{
		id: "new-work", early: 20, late: 14, hours: fullDay, short: text{"新工作项目", "New work items"},
		action: action{Do: text{"提出新工作项目", "Proposals for new work items"}, Who: []string{"members"}, How: text{"采用$series系列的模板", "By the template for the $series series"}, See: "annex-a#documents"},
	},
	{
		id: "reports", early: 10, late: 7, hours: []string{"", " 18:00"}, short: text{"报告", "Reports"},
		action: action{Do: text{"提交报告人的进展报告", "Submission of the rapporteurs’ progress reports"}, Who: []string{"rapporteurs"}},
	},
	{
		id: "questionnaire", early: 50, late: 30, hours: fullDay, short: text{"问卷", "Questionnaire"},
		action: action{Do: text{"答复关于$term1的问卷", "Replies to the questionnaire on $term1"}, Who: []string{"member-states", "members"}, URL: "https://www.example.org/survey"},
	},
	{
		id: "side-events", needs: "place", early: 35, late: 21, hours: fullDay[:1], short: text{"会场预约", "Rooms for side events"},
		action: action{Do: text{"预约边会会议室", "Requests for rooms for side events"}, Who: []string{"members"}, How: text{"发邮件至<$box>，注明人数", "By e-mail to <$box>, with the number of seats"}, See: "venue#north"},
	},
	{
		id: "exhibits", needs: "event exhibition", early: 32, late: 20, hours: fullDay[:1], short: text{"展品", "Exhibits"},
		action: action{Do: text{"申报展品和电源需求", "Announcement of exhibits and of power needed"}, Who: []string{"members"}, See: "annex-a#exhibition"},
	},
	{
		id: "speakers", needs: "event workshop", early: 40, late: 28, hours: []string{"", " 17:00 America/New_York", " 17:00 Asia/Singapore"}, short: text{"讲习班发言", "Talks at the workshop"},
		action: action{Do: text{"提交讲习班发言摘要", "Abstracts of talks at the workshop"}, Who: []string{"members"}, See: "letter#workshop"},
	},
	{
		id: "experts", early: 60, late: 40, hours: fullDay[:1], short: text{"受邀专家", "Invited experts"},
		action: action{Do: text{"推荐受邀专家", "Suggestions of experts to be invited"}, Who: []string{"members", "rapporteurs"}},
	},
	{
		id: "liaison-statements", needs: "long", early: -1, late: -1, hours: []string{" 18:00", " 12:00"}, short: text{"联络声明", "Liaison statements"},
		action: action{Do: text{"提交联络声明草案", "Submission of draft liaison statements"}, Who: []string{"editors", "rapporteurs"}},
	},
	{
		id: "comments", early: -14, late: -28, hours: fullDay, short: text{"对报告的意见", "Comments on the report"},
		action: action{Do: text{"对会议报告草案提出意见", "Comments on the draft report of the meeting"}, Who: []string{"participants"}, How: text{"发邮件至<$box>", "By e-mail to <$box>"}},
	},
	{
		id: "expenses", needs: "place", early: -20, late: -28, hours: fullDay[:1], short: text{"费用报销", "Claims for expenses"},
		action: action{Do: text{"提交差旅费用报销单", "Submission of travel expense claims"}, Who: []string{"fellowship-applicants"}},
	},
}

// dutyReasons say why a deadline does not hold as announced.
var dutyReasons = []condition{
	{"moved", text{"该日为秘书处休息日。", "that day is a holiday of the secretariat."}},
	{"moved", text{"应若干成员的要求延期。", "several members asked for more time."}},
	{"postponed", text{"新日期将另行通知。", "A new date will be announced."}},
	{"cancelled", text{"此项要求已取消。", "This is no longer required."}},
}

// duties decides on the deadlines: 3 at least, and more for a longer meeting.
func (p *plan) duties() {
	wanted := p.between(3, 10)
	if p.days() > 1 {
		wanted = p.between(5, 14)
	}
	var certain, possible []duty
	for _, k := range dutyKinds {
		switch {
		case k.needs == "always":
			certain = append(certain, k)
		case p.meets(k.needs):
			possible = append(possible, k)
		}
	}
	if p.meeting.Interpretation == "interpretation" {
		certain = append(certain, request("interpretation", text{"申请口译服务", "Requests for interpretation"}, text{"口译", "Interpretation"}))
	}
	if p.meeting.Captioning == "captioning" {
		certain = append(certain, request("captioning", text{"申请字幕服务", "Requests for captioning"}, text{"字幕", "Captioning"}))
	}
	for _, k := range append(certain, shuffled(p.dice, possible)...) {
		if len(p.deadlines) < max(wanted, len(certain)) {
			p.deadlines = append(p.deadlines, p.deadline(k))
			p.know("deadline " + k.id)
		}
	}
	slices.SortStableFunc(p.deadlines, func(a, b deadline) int {
		return cmp.Or(strings.Compare(string(a.Due)[:10], string(b.Due)[:10]), strings.Compare(a.ID, b.ID))
	})
	p.know("deadlines")
}

// request returns the deadline by which to ask for a service.
func request(id string, do, short text) duty {
	return duty{
		id: id, early: 44, late: 42, hours: fullDay[:1], short: short,
		action: action{Do: do, Who: []string{"member-states", "members"}, How: text{"发邮件至<$box>", "By e-mail to <$box>"}, See: "annex-a#languages"},
	}
}

// deadline returns a deadline of a kind. Those of fellowships have two actions.
func (p *plan) deadline(k duty) deadline {
	day := p.first.AddDate(0, 0, -p.between(k.late, k.early))
	if k.early < 0 {
		day = p.last.AddDate(0, 0, p.between(-k.early, -k.late))
	}
	d := deadline{ID: k.id, Due: plain(iso(day) + pick(p.dice, k.hours)), Short: p.say(k.short), condition: p.spoiled(day, dutyReasons)}
	a := k.action
	a.Do, a.How = p.say(a.Do), p.say(a.How)
	if k.id == "fellowships" && p.chance(50) {
		d.Actions = []action{a, {Do: text{"为补贴候选人注册", "Registration of candidates for fellowships"}, Who: []string{"members", "member-states"}, See: "annex-a#pre-registration"}}
		return d
	}
	d.action = a
	return d
}

// leadTimes decides on lead times for deadlines and events that the meeting has.
func (p *plan) leadTimes() {
	for _, l := range []lead{
		{ID: "visa", Before: "opening", AtLeast: "6 weeks", Serves: "visa", Note: text{"使馆受理签证申请可能需要更多时间。", "Embassies may take longer to handle a request."}},
		{ID: "registration", Before: "opening", AtLeast: "1 month", Serves: "registration-form"},
		{ID: "interpretation", Before: "opening", AtLeast: "7 weeks", Serves: "interpretation"},
		{ID: "fellowships", Before: "opening", AtLeast: "7 weeks", Serves: "fellowships", Note: text{"上述日期晚于此项截止日期，请以截止日期为准。", "That day is after this deadline; please go by the deadline."}},
		{ID: "hotel", Before: "opening", AtLeast: "45 days", Serves: "hotel"},
	} {
		if p.facts["deadline "+l.Serves] {
			p.meeting.Leads = append(p.meeting.Leads, l)
			p.know("lead " + l.ID)
		}
	}
	if p.has("workshop") {
		p.meeting.Leads = append(p.meeting.Leads, lead{ID: "workshop", Before: "workshop", AtLeast: "10 days"})
		p.know("lead workshop")
	}
}
