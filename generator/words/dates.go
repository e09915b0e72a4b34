package words

import (
	"fmt"
	"strconv"
	"time"

	"plenary/generator/meeting"
)

// parts returns what the words about a day are given: [dayParts].
func (l *Language) parts(d meeting.Date) map[string]string {
	return map[string]string{
		"Year": strconv.Itoa(d.Year), "Day": strconv.Itoa(d.Day), "MonthNumber": strconv.Itoa(int(d.Month)),
		"Month": l.cldr.MonthsWide()[d.Month-1], "MonthShort": l.cldr.MonthsAbbreviated()[d.Month-1],
		"Weekday": l.cldr.WeekdaysWide()[d.Weekday()], "WeekdayShort": l.cldr.WeekdaysAbbreviated()[d.Weekday()],
	}
}

// span returns what the words about the days from one to another are given:
// {{ .From.Day }}, {{ .To.Day }} and so on.
func (l *Language) span(first, last meeting.Date) map[string]string {
	values := map[string]string{}
	for day, d := range map[string]meeting.Date{"From.": first, "To.": last} {
		for part, value := range l.parts(d) {
			values[day+part] = value
		}
	}
	return values
}

// Date says a day: "29 June 2023", "2023年6月29日".
func (l *Language) Date(d meeting.Date) string { return l.Say("date", l.parts(d)) }

// FullDate says a day with its weekday: "Thursday 29 June 2023",
// "2023年6月29日（星期四）".
func (l *Language) FullDate(d meeting.Date) string { return l.Say("date_full", l.parts(d)) }

// ShortDate says a day without its year: "29 Jun", "6月29日".
func (l *Language) ShortDate(d meeting.Date) string { return l.Say("date_short", l.parts(d)) }

// WeekdayDate says a day with its weekday in a tight place: "Thu 29 Jun",
// "6月29日 周四".
func (l *Language) WeekdayDate(d meeting.Date) string { return l.Say("date_day", l.parts(d)) }

// Month says a month and its year: "June 2023", "2023年6月".
func (l *Language) Month(d meeting.Date) string { return l.Say("month", l.parts(d)) }

// MonthName says a month: "June", "6月".
func (l *Language) MonthName(d meeting.Date) string { return l.Say("month_name", l.parts(d)) }

// ShortMonth says a month in a tight place: "Jun 2023", "2023年6月".
func (l *Language) ShortMonth(d meeting.Date) string { return l.Say("month_short", l.parts(d)) }

// Weekday says a day of the week: "Thursday", "星期四".
func (l *Language) Weekday(d meeting.Date) string { return l.cldr.WeekdaysWide()[d.Weekday()] }

// Days says the days from first to last and what they share once:
// "3–12 May 2023", "29 August – 8 September 2023".
func (l *Language) Days(first, last meeting.Date) string {
	return l.days("days", first, last, l.Date)
}

// ShortDays says the days from first to last without a year: "29 Aug – 8 Sep".
func (l *Language) ShortDays(first, last meeting.Date) string {
	return l.days("days_short", first, last, l.ShortDate)
}

// FromTo says the days from first to last as part of a sentence:
// "from 29 August to 8 September 2023", "on 8 May 2023".
func (l *Language) FromTo(first, last meeting.Date) string {
	return l.days("days_from", first, last, func(d meeting.Date) string { return l.Say("days_on", map[string]string{"Date": l.Date(d)}) })
}

func (l *Language) days(key string, first, last meeting.Date, one func(meeting.Date) string) string {
	switch {
	case first == last:
		return one(first)
	case first.Year != last.Year:
		return l.Say(key+"_years", l.span(first, last))
	case first.Month != last.Month:
		return l.Say(key+"_months", l.span(first, last))
	}
	return l.Say(key+"_month", l.span(first, last))
}

// Clock says an hour of the day: "09:30".
func Clock(t time.Time) string { return t.Format("15:04") }

// When says a time with its weekday, as exactly as it is known and without its
// zone: "Monday 28 August 2023, 19:00–21:00".
func (l *Language) When(w meeting.When) string {
	switch w.Form {
	case meeting.Never:
		return ""
	case meeting.Days:
		return l.Days(w.First, w.Last)
	case meeting.Day:
		return l.FullDate(w.First)
	}
	if w.First != w.Last {
		return l.Say("over_midnight", map[string]string{
			"From": l.FullDate(w.First), "FromHour": Clock(w.Start),
			"To": l.FullDate(w.Last), "ToHour": Clock(w.End),
		})
	}
	return l.Say("date_hours", map[string]string{"Date": l.FullDate(w.First), "Hours": l.Hours(w)})
}

// Hours says the hours of a time on one day: "19:00–21:00", "from 19:00",
// "afternoon"; "" when there are none.
func (l *Language) Hours(w meeting.When) string {
	switch w.Form {
	case meeting.Part:
		return l.Say("part_"+w.Part, nil)
	case meeting.Instant:
		return Clock(w.Start)
	case meeting.Open:
		return l.Say("hours_open", map[string]string{"From": Clock(w.Start)})
	case meeting.Span:
		return l.Say("hours", map[string]string{"From": Clock(w.Start), "To": Clock(w.End)})
	}
	return ""
}

// WhenZoned says a time with its zone: "Wednesday 16 August 2023, 23:59 UTC",
// "Friday 1 September 2023, 14:30–16:00 (Goyang time, UTC+9)". place is what
// people call the zone in the language. Days have no zone.
func (l *Language) WhenZoned(w meeting.When, place string) string {
	return l.When(w) + l.Zone(w, place)
}

// Zone says the zone of a time as it follows the time, with the space or
// parenthesis that separates them: " UTC", " (Goyang time, UTC+9)".
func (l *Language) Zone(w meeting.When, place string) string {
	if !w.Timed() {
		return ""
	}
	if w.Zone() == time.UTC {
		return l.Say("zone_utc", nil)
	}
	offset := Offset(w.Start)
	if w.Form == meeting.Span && Offset(w.End) != offset { // over a change of summer time
		offset = l.Say("offset_change", map[string]string{"From": offset, "To": Offset(w.End)})
	}
	return l.Say("zone_place", map[string]string{"Place": place, "Offset": offset})
}

// ZoneOf says what the hours of a meeting are in: "Goyang time (UTC+9)", and
// where the clocks change during the meeting, when.
func (l *Language) ZoneOf(site meeting.Site, m *meeting.Meeting) string {
	if m.Zone == time.UTC { // it is not a place's time
		return l.Say("zone_all_utc", nil)
	}
	place, first := l.Place(site, m, m.Zone), Offset(m.Days.First.In(m.Zone))
	for d := m.Days.First; d.Compare(m.Days.Last) <= 0; d = d.AddDays(1) {
		if then := Offset(d.In(m.Zone)); then != first {
			return l.Say("zone_all_change", map[string]string{"Place": place, "Offset": first, "Then": then, "Date": l.Date(d)})
		}
	}
	return l.Say("zone_all", map[string]string{"Place": place, "Offset": first})
}

// Place says what people call a zone: the name that the site gives it, or the
// meeting's city for the meeting's own. UTC and no zone have no place.
func (l *Language) Place(site meeting.Site, m *meeting.Meeting, loc *time.Location) string {
	switch {
	case loc == nil || loc == time.UTC:
		return ""
	case !site.Zones[loc.String()].IsZero():
		return site.Zones[loc.String()].In(l.Tag)
	}
	return m.City.In(l.Tag)
}

// City says where a meeting is, in a word: a remote one is online.
func (l *Language) City(m *meeting.Meeting) string {
	if m.Participation == meeting.Remote {
		return l.Say("online", nil)
	}
	return m.City.In(l.Tag)
}

// Offset says how far a time's zone is from UTC then: "UTC+9", "UTC−3:30".
func Offset(t time.Time) string {
	_, seconds := t.Zone()
	sign := "+"
	if seconds < 0 {
		sign, seconds = "−", -seconds
	}
	if minutes := seconds / 60 % 60; minutes != 0 {
		return fmt.Sprintf("UTC%s%d:%02d", sign, seconds/3600, minutes)
	}
	return fmt.Sprintf("UTC%s%d", sign, seconds/3600)
}

// Lapse says a stretch of time: "7 weeks", "7周".
func (l *Language) Lapse(p meeting.Lapse) string { return l.Count("lapse_"+string(p.Unit), p.N) }
