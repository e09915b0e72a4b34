package calendar

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"plenary/generator/meeting"
	"plenary/generator/zone"
)

func BenchmarkFeeds(b *testing.B) {
	a, w := shipped(b)
	for b.Loop() {
		feeds(a, w)
	}
}

// many returns the items of a large feed: deadlines by day, and sessions at hours of
// Zurich, in turns, with texts in English and in Chinese as long as the shipped ones.
func many(b *testing.B, n int) []item {
	zurich, err := zone.Load("Europe/Zurich")
	if err != nil {
		b.Fatal(err)
	}
	const english = "Submission of contributions, in the languages of the meeting\nWho: members; associates\nHow: By the form of direct posting\n" +
		"When: Wednesday 16 August 2023\nMeeting: Meeting of Study Group 17, Goyang, 29 August – 8 September 2023\nDetails: https://meetings.example.org/en/sg17/"
	const chinese = "提交文稿（以会议的工作语言，不晚于截止日期）\n谁：成员；部门准成员\n如何办理：直接张贴\n时间：2023年8月16日，星期三\n" +
		"会议：第17研究组会议，高阳，2023年8月29日至9月8日\n详情：https://meetings.example.org/zh/sg17/"
	items := make([]item, n)
	for i := range items {
		start := time.Date(2024, 1, 1+i%700, 9+i%8, 30, 0, 0, zurich)
		day := meeting.DateOf(start)
		it := item{
			uid: fmt.Sprintf("item-%d.sg17-2023-08@meetings.example.org", i), stamp: meeting.Stamp{Created: start.AddDate(0, -3, 0), Modified: start.AddDate(0, -3, 0), Sequence: i % 3},
			summary: "SG17: Deadline: Contributions, liaison statements and comments", description: english, category: "Deadlines",
			url: fmt.Sprintf("https://meetings.example.org/en/sg17/2023-08-goyang/deadlines/#item-%d", i), deadline: true,
			when: meeting.When{Form: meeting.Day, First: day, Last: day},
		}
		if i%2 == 1 {
			it.summary, it.description, it.category = "SG17：第3工作组全体会议；联合协调活动", chinese, "活动"
			it.location = "Korea International Exhibition Center (KINTEX), Exhibition Hall 1, 217-60, Kintex-ro, Ilsanseo-gu, Goyang-si"
			it.deadline = false
			it.when = meeting.When{Form: meeting.Span, First: day, Last: day, Start: start, End: start.Add(75 * time.Minute)}
		}
		items[i] = it
	}
	return items
}

// BenchmarkEncode makes one feed of 10,000 items, beside the plain use of the library
// that the encoder stands on, with the same content.
func BenchmarkEncode(b *testing.B) {
	const n = 10_000
	items := many(b, n)
	ours := func() []byte {
		return made(feed{
			name: "SG17", description: "Deadlines and events.", source: "https://meetings.example.org/en/sg17/calendar.ics",
			page: "https://meetings.example.org/en/sg17/", lang: "en", items: items, zones: described{},
		})
	}
	for _, way := range []struct {
		name string
		make func() []byte
	}{{"ours", ours}, {"library", func() []byte { return plainUse(items) }}} {
		if got := bytes.Count(way.make(), []byte("BEGIN:VEVENT\r\n")); got != n {
			b.Fatalf("%s: %d items", way.name, got)
		}
		b.Run(way.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				b.SetBytes(int64(len(way.make())))
			}
			b.ReportMetric(n*float64(b.N)/b.Elapsed().Seconds(), "items/s")
		})
	}
}

// plainUse makes a feed as the manual of the library does.
func plainUse(items []item) []byte {
	in := &ics.KeyValues{Key: "LANGUAGE", Value: []string{"en"}}
	cal := ics.NewCalendarFor("Plenary")
	cal.SetMethod(ics.MethodPublish)
	cal.SetCalscale("GREGORIAN")
	cal.SetName("SG17", in)
	cal.SetXWRCalName("SG17", in)
	cal.SetDescription("Deadlines and events.", in)
	cal.SetXWRCalDesc("Deadlines and events.", in)
	cal.SetUrl("https://meetings.example.org/en/sg17/")
	cal.SetRefreshInterval("PT12H", ics.WithValue("DURATION"))
	cal.SetXPublishedTTL("PT12H")
	cal.SetColor("firebrick")
	zurich := cal.AddTimezone("Europe/Zurich").AddStandard()
	zurich.AddProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), "+0100")
	zurich.AddProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), "+0100")
	for _, it := range items {
		e := cal.AddEvent(it.uid)
		e.SetDtStampTime(it.stamp.Modified)
		e.SetModifiedAt(it.stamp.Modified)
		e.SetSequence(it.stamp.Sequence)
		e.SetStatus(ics.ObjectStatusConfirmed)
		e.SetSummary(it.summary, in)
		if it.when.Timed() {
			tzid := ics.WithTZID(it.when.Zone().String())
			e.SetProperty(ics.ComponentPropertyDtStart, it.when.Start.Format("20060102T150405"), tzid)
			e.SetProperty(ics.ComponentPropertyDtEnd, it.when.End.Format("20060102T150405"), tzid)
		} else {
			e.SetAllDayStartAt(it.when.First.In(time.UTC))
			e.SetAllDayEndAt(it.when.Last.AddDays(1).In(time.UTC))
		}
		e.SetDescription(it.description, in)
		if it.location != "" {
			e.SetLocation(it.location, in)
		}
		e.SetURL(it.url)
		e.AddCategory(it.category, in)
		if it.deadline {
			e.SetTimeTransparency(ics.TransparencyTransparent)
			e.AddProperty("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
		} else {
			e.SetTimeTransparency(ics.TransparencyOpaque)
		}
	}
	return []byte(cal.Serialize(ics.WithNewLineWindows))
}
