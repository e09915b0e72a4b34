package sample

// siteOf returns what holds for all groups.
func siteOf() siteFile {
	return siteFile{
		Title:          text{"世界技术标准会议：会议信息", "Meetings of the World Conference on Technical Standards"},
		Description:    text{"世界技术标准会议各组会议的集体函、截止日期和日历", "Collective letters, deadlines and calendars of meetings of the World Conference on Technical Standards"},
		Organization:   text{"世界技术标准会议（" + org + "）", "World Conference on Technical Standards (" + org + ")"},
		Languages:      []string{"zh", "en"},
		BaseURL:        "https://meetings.example.org/",
		CalendarDomain: "meetings.example.org",
		Roles: map[string]text{
			"members":               {"成员", "members"},
			"member-states":         {"成员国", "Member States"},
			"participants":          {"所有与会者", "all participants"},
			"remote-participants":   {"远程与会者", "remote participants"},
			"fellowship-applicants": {"与会补贴申请人", "fellowship applicants"},
			"visa-applicants":       {"需要签证协办的与会者", "participants who need visa support"},
			"rapporteurs":           {"报告人", "rapporteurs"},
			"editors":               {"编辑", "editors"},
			"chair":                 {"主席", "chair"},
			"vice-chair":            {"副主席", "vice-chair"},
			"secretary":             {"秘书", "secretary"},
			"wp1":                   {"第1工作组", "Working Party 1"},
			"wp2":                   {"第2工作组", "Working Party 2"},
			"wp3":                   {"第3工作组", "Working Party 3"},
		},
		Zones: map[string]text{
			"Africa/Nairobi":    {"内罗毕", "Nairobi"},
			"America/New_York":  {"纽约", "New York"},
			"America/Sao_Paulo": {"圣保罗", "São Paulo"},
			"Asia/Kolkata":      {"新德里", "New Delhi"},
			"Asia/Singapore":    {"新加坡", "Singapore"},
			"Asia/Tokyo":        {"东京", "Tokyo"},
			"Australia/Sydney":  {"悉尼", "Sydney"},
			"Europe/Lisbon":     {"里斯本", "Lisbon"},
			"Europe/Zurich":     {"日内瓦", "Geneva"},
		},
	}
}

// farZones are the zones of siteOf, in which remote meetings are held and hours
// are given that are not in a meeting's own.
var farZones = []string{
	"Africa/Nairobi", "America/New_York", "America/Sao_Paulo", "Asia/Kolkata", "Asia/Singapore", "Asia/Tokyo",
	"Australia/Sydney", "Europe/Lisbon", "Europe/Zurich",
}

// file returns the group's file.
func (g group) file() groupFile {
	f := groupFile{
		Kind:         text(g.kind),
		Abbreviation: g.abbreviation(),
		Short:        g.short(),
		Name:         g.name(),
		Home:         "https://www.example.org/" + g.id(),
	}
	for _, of := range g.leads {
		f.LeadRoles = append(f.LeadRoles, text{of.zh + "问题牵头研究组", "lead study group on " + of.en})
	}
	return f
}
