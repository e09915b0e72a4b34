package sample

import (
	"fmt"
	"strconv"
	"strings"
)

// org is the made-up organization, as it is called in short.
const org = "WCTS"

// kind is a kind of group, and what it is called on the group's page.
type kind text

var (
	studyGroup    = kind{"研究组", "Study group"}
	advisoryGroup = kind{"顾问组", "Advisory group"}
	workingParty  = kind{"工作组", "Working party"}
	focusGroup    = kind{"焦点组", "Focus group"}
	regionalGroup = kind{"区域组", "Regional group"}
)

// group is a group that meets.
type group struct {
	kind   kind
	number int    // of the study group, or of the one that a working party or regional group belongs to
	part   int    // of a working party within its study group
	code   string // of a focus group or region, "QNET" or "AFR"
	region string // of which a regional group meets in the cities
	field  field
	leads  []text // what a study group leads on, as inside a sentence
}

// groups are all groups, in the order in which they are founded.
var groups = [60]group{
	{kind: advisoryGroup, code: "TAG", field: methods},
	{kind: studyGroup, number: 3, field: timing, leads: []text{{"网络定时", "network timing"}, {"时间分配", "time distribution"}}},
	{kind: studyGroup, number: 5, field: environment, leads: []text{{"电磁兼容", "electromagnetic compatibility"}, {"防雷", "protection against lightning"}, {"循环经济", "the circular economy"}}},
	{kind: focusGroup, code: "QNET", field: quantum},
	{kind: studyGroup, number: 2, field: numbering, leads: []text{{"编号", "numbering"}}},
	{kind: regionalGroup, number: 3, code: "AFR", region: "africa", field: timing},
	{kind: workingParty, number: 5, part: 1, field: environment},
	{kind: studyGroup, number: 7, field: security, leads: []text{{"安全", "security"}, {"身份管理", "identity management"}}},
	{kind: studyGroup, number: 11, field: optical, leads: []text{{"光技术", "optical technology"}}},
	{kind: focusGroup, code: "CITY", field: urban},
	{kind: regionalGroup, number: 2, code: "AME", region: "americas", field: numbering},
	{kind: workingParty, number: 7, part: 2, field: security},
	{kind: studyGroup, number: 9, field: cable, leads: []text{{"有线电视", "cable television"}}},
	{kind: studyGroup, number: 12, field: quality, leads: []text{{"服务质量", "quality of service"}, {"体验质量", "quality of experience"}}},
	{kind: focusGroup, code: "RELIEF", field: relief},
	{kind: regionalGroup, number: 5, code: "ARB", region: "arab", field: environment},
	{kind: workingParty, number: 3, part: 1, field: timing},
	{kind: studyGroup, number: 16, field: media, leads: []text{{"多媒体", "multimedia"}, {"无障碍", "accessibility"}}},
	{kind: studyGroup, number: 20, field: things, leads: []text{{"物联网", "the Internet of things"}, {"智慧城市", "smart cities"}}},
	{kind: focusGroup, code: "ID", field: identity},
	{kind: regionalGroup, number: 7, code: "ASP", region: "asia", field: security},
	{kind: workingParty, number: 11, part: 3, field: plant},
	{kind: studyGroup, number: 13, field: cloud, leads: []text{{"云计算", "cloud computing"}}},
	{kind: studyGroup, number: 4, field: tariffs, leads: []text{{"资费", "tariffs"}}},
	{kind: focusGroup, code: "HEALTH", field: health},
	{kind: regionalGroup, number: 11, code: "EUR", region: "europe", field: optical},
	{kind: workingParty, number: 16, part: 1, field: media},
	{kind: studyGroup, number: 17, field: languages, leads: []text{{"形式语言", "formal languages"}}},
	{kind: studyGroup, number: 8, field: energy, leads: []text{{"能效", "energy efficiency"}, {"气候变化", "climate change"}}},
	{kind: focusGroup, code: "ML", field: learning},
	{kind: regionalGroup, number: 4, code: "AFR", region: "africa", field: tariffs},
	{kind: workingParty, number: 20, part: 2, field: urban},
	{kind: studyGroup, number: 15, field: transport, leads: []text{{"智能交通", "intelligent transport"}}},
	{kind: studyGroup, number: 6, field: relief, leads: []text{{"救灾通信", "disaster relief communications"}}},
	{kind: focusGroup, code: "RAIL", field: transport},
	{kind: regionalGroup, number: 20, code: "ASP", region: "asia", field: things},
	{kind: workingParty, number: 12, part: 2, field: quality},
	{kind: studyGroup, number: 10, field: plant, leads: []text{{"外线设施", "outside plant"}}},
	{kind: studyGroup, number: 14, field: identity, leads: []text{{"数字身份", "digital identity"}}},
	{kind: focusGroup, code: "CLIMATE", field: energy},
	{kind: regionalGroup, number: 2, code: "ARB", region: "arab", field: numbering},
	{kind: workingParty, number: 13, part: 1, field: cloud},
	{kind: studyGroup, number: 18, field: health, leads: []text{{"数字健康", "digital health"}}},
	{kind: studyGroup, number: 19, field: learning, leads: []text{{"人工智能", "artificial intelligence"}}},
	{kind: focusGroup, code: "ACCESS", field: access},
	{kind: regionalGroup, number: 12, code: "AFR", region: "africa", field: quality},
	{kind: workingParty, number: 2, part: 1, field: numbering},
	{kind: studyGroup, number: 21, field: quantum, leads: []text{{"量子技术", "quantum technology"}}},
	{kind: studyGroup, number: 1, field: access, leads: []text{{"人的因素", "human factors"}}},
	{kind: focusGroup, code: "TWIN", field: urban},
	{kind: regionalGroup, number: 5, code: "AME", region: "americas", field: environment},
	{kind: workingParty, number: 17, part: 1, field: languages},
	{kind: studyGroup, number: 22, field: urban, leads: []text{{"城市和社区", "cities and communities"}}},
	{kind: focusGroup, code: "SEA", field: optical},
	{kind: regionalGroup, number: 13, code: "EUR", region: "europe", field: cloud},
	{kind: workingParty, number: 9, part: 2, field: cable},
	{kind: focusGroup, code: "SUPPLY", field: security},
	{kind: regionalGroup, number: 20, code: "AFR", region: "africa", field: things},
	{kind: workingParty, number: 3, part: 2, field: timing},
	{kind: regionalGroup, number: 16, code: "AME", region: "americas", field: media},
}

// regions are what regional groups are for, by their codes.
var regions = map[string]text{
	"AFR": {"非洲", "Africa"},
	"AME": {"美洲", "the Americas"},
	"ARB": {"阿拉伯国家", "the Arab States"},
	"ASP": {"亚太", "Asia and the Pacific"},
	"EUR": {"欧洲", "Europe"},
}

// id returns the name of the group's folder, "sg03".
func (g group) id() string {
	switch g.kind {
	case workingParty:
		return fmt.Sprintf("sg%02dwp%d", g.number, g.part)
	case regionalGroup:
		return fmt.Sprintf("sg%02drg-%s", g.number, strings.ToLower(g.code))
	case focusGroup:
		return "fg-" + strings.ToLower(g.code)
	case advisoryGroup:
		return strings.ToLower(g.code)
	}
	return fmt.Sprintf("sg%02d", g.number)
}

// abbreviation returns what the group is called in short, "SG3".
func (g group) abbreviation() string {
	sg := "SG" + strconv.Itoa(g.number)
	switch g.kind {
	case workingParty:
		return fmt.Sprintf("WP%d/%d", g.part, g.number)
	case regionalGroup:
		return sg + "RG-" + g.code
	case focusGroup:
		return "FG-" + g.code
	case advisoryGroup:
		return g.code
	}
	return sg
}

// short returns the group's short name, "Study Group 3".
func (g group) short() text {
	switch g.kind {
	case workingParty:
		return text{fmt.Sprintf("第%d/%d工作组", g.part, g.number), fmt.Sprintf("Working Party %d/%d", g.part, g.number)}
	case regionalGroup:
		r := regions[g.code]
		return text{fmt.Sprintf("第%d研究组%s区域组", g.number, r.zh), fmt.Sprintf("SG%d Regional Group for %s", g.number, r.en)}
	case focusGroup:
		return text{g.field.name.zh + "焦点组" + g.code, "Focus Group " + g.code + " on " + g.field.name.en}
	case advisoryGroup:
		return text{"技术顾问组", "Technical Advisory Group"}
	}
	return text{fmt.Sprintf("第%d研究组", g.number), fmt.Sprintf("Study Group %d", g.number)}
}

// called returns the group's short name as inside a sentence, with an article
// where English has one.
func (g group) called() text {
	t := g.short()
	if g.kind != studyGroup && g.kind != workingParty {
		t.en = "the " + t.en
	}
	return t
}

// name returns the group's full name.
func (g group) name() text {
	t := g.short()
	switch g.kind {
	case studyGroup, workingParty:
		return text{org + t.zh + "（" + g.field.name.zh + "）", org + " " + t.en + " (" + title(g.field.name.en) + ")"}
	case focusGroup, advisoryGroup:
		return text{org + t.zh + "（" + g.abbreviation() + "）", org + " " + t.en + " (" + g.abbreviation() + ")"}
	}
	return t
}

// subgroup returns the name of the n-th working party of a study group, or of the
// n-th subgroup of another group.
func (g group) subgroup(n int) text {
	if g.kind == studyGroup {
		return text{fmt.Sprintf("第%d/%d工作组", n, g.number), fmt.Sprintf("Working Party %d/%d", n, g.number)}
	}
	return text{fmt.Sprintf("第%d分组", n), fmt.Sprintf("Subgroup %d", n)}
}

// title returns English words of a sentence as a title: without the article, and
// with a capital letter.
func title(s string) string {
	s = strings.TrimPrefix(s, "the ")
	return strings.ToUpper(s[:1]) + s[1:]
}
