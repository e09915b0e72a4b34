package calendar

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"

	"plenary/generator/meeting"
	"plenary/generator/strictyaml"
	"plenary/generator/zone"
)

const (
	// product identifies the program that made a feed. It has no version: a new
	// one must not change the bytes that people subscribed to.
	product = "-//Plenary//Meeting calendars//EN"
	// refresh is how often clients may ask for news, an RFC 5545 duration.
	refresh = "PT12H"
	// colour is the vermilion of the site, by the nearest name that RFC 7986 (5.9)
	// allows: one of CSS.
	colour = "firebrick"
	// notice is how long before its instant a deadline with an hour begins to
	// show. It ends at the instant.
	notice = 30 * time.Minute
	// usual is how many octets an item has, about.
	usual = 1 << 10
)

// feed is a calendar before it is encoded.
type feed struct {
	name, description, source, page, lang string

	items []item
	zones described
}

// encode returns the feed's bytes: CRLF, folded lines, properties in a fixed
// order.
func (f feed) encode() []byte {
	head := plain(f.lang)
	head.words("NAME", f.name) // RFC 7986, 5.1
	head.words("X-WR-CALNAME", f.name)
	head.words("DESCRIPTION", f.description)
	head.words("X-WR-CALDESC", f.description)
	if updated := f.updated(); !updated.IsZero() {
		head.add("LAST-MODIFIED", utc(updated))
	}
	head.add("URL", f.page)
	head.add("REFRESH-INTERVAL", refresh, "VALUE", "DURATION") // RFC 7986, 5.7
	head.add("X-PUBLISHED-TTL", refresh)                       // what Outlook reads instead
	head.add("SOURCE", f.source, "VALUE", "URI")
	head.add("COLOR", colour)
	first, last := extent(f.items)
	zones := f.zones.of(f.items, first, last)
	if len(f.items) == 0 { // a calendar has a component (RFC 5545, 3.6)
		zones = octets(timezone(time.UTC, first, last))
	}
	return calendar(head, zones, f.items...)
}

// plain begins the head of a calendar with what every one must say. A calendar to
// import has no more: by a name, a source or an interval some programs take it for
// one to subscribe to, and make a new calendar for a single date.
func plain(lang string) properties {
	head := properties{lang: lang}
	head.add("PRODID", product)
	head.add("VERSION", "2.0")
	head.add("CALSCALE", "GREGORIAN")
	head.add("METHOD", "PUBLISH")
	return head
}

// calendar puts a calendar together.
func calendar(head properties, zones []byte, items ...item) []byte {
	size := len(zones) + usual
	for _, it := range items {
		size += len(it.bytes)
	}
	var b bytes.Buffer
	b.Grow(size)
	b.WriteString("BEGIN:VCALENDAR" + lineEnd)
	for _, p := range head.list {
		b.Write(folded(p.SerializeTo))
	}
	b.Write(zones)
	for _, it := range items {
		b.Write(it.bytes)
	}
	b.WriteString("END:VCALENDAR" + lineEnd)
	return b.Bytes()
}

const (
	lineEnd  = "\r\n"
	endEvent = "END:VEVENT" + lineEnd
)

// octets returns the bytes of a part of a calendar.
func octets(c ics.Component) []byte { return folded(c.SerializeTo) }

// folded returns what a part of a calendar writes, with long lines folded. The
// encoder's own folding may cut between a backslash and what it escapes.
func folded(write func(io.Writer, *ics.SerializationConfiguration) error) []byte {
	var b bytes.Buffer
	b.Grow(usual)
	_ = write(&b, &ics.SerializationConfiguration{MaxLength: math.MaxInt, NewLine: lineEnd}) // a buffer takes everything
	return fold(b.Bytes())
}

// updated returns when the newest item changed.
func (f feed) updated() time.Time {
	var last time.Time
	for _, it := range f.items {
		if it.stamp.Modified.After(last) {
			last = it.stamp.Modified
		}
	}
	return last
}

// described are zones that were described: the calendars of a page in all its
// languages need the same.
type described map[span][]byte

type span struct {
	zone        string
	first, last time.Time
}

// of describes every zone that an item's hours are in, in order of use, as it is
// from one instant to another.
func (d described) of(items []item, first, last time.Time) []byte {
	var all []byte
	seen := map[string]bool{}
	for _, it := range items {
		loc := it.when.Zone()
		if loc == nil || loc == time.UTC || seen[loc.String()] {
			continue
		}
		seen[loc.String()] = true
		of := span{loc.String(), first, last}
		if d[of] == nil {
			d[of] = octets(timezone(loc, first, last))
		}
		all = append(all, d[of]...)
	}
	return all
}

// extent returns the first and the last instant of items.
func extent(items []item) (first, last time.Time) {
	for _, it := range items {
		from := it.when.First.In(time.UTC)
		to := it.when.Last.In(time.UTC)
		if first.IsZero() || from.Before(first) {
			first = from
		}
		if to.After(last) {
			last = to
		}
	}
	return first, last
}

// timezone describes a zone (RFC 5545, 3.6.5).
func timezone(loc *time.Location, first, last time.Time) *ics.VTimezone {
	z := ics.NewTimezone(loc.String())
	for _, o := range zone.Observances(loc, first, last) {
		var p properties
		p.add("DTSTART", o.Start.Format("20060102T150405"))
		p.add("TZOFFSETFROM", utcOffset(o.From))
		p.add("TZOFFSETTO", utcOffset(o.To))
		p.add("TZNAME", o.Name)
		if o.Rule != "" {
			p.add("RRULE", o.Rule)
		}
		base := ics.ComponentBase{Properties: p.list}
		if o.Daylight {
			z.Components = append(z.Components, &ics.Daylight{ComponentBase: base})
		} else {
			z.Components = append(z.Components, &ics.Standard{ComponentBase: base})
		}
	}
	return z
}

// utcOffset writes an offset in seconds as RFC 5545, 3.3.14 does.
func utcOffset(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	s := fmt.Sprintf("%c%02d%02d", sign, seconds/3600, seconds/60%60)
	if seconds%60 != 0 {
		s += fmt.Sprintf("%02d", seconds%60)
	}
	return s
}

// float writes a FLOAT (RFC 5545, 3.3.7), which has no exponent.
func float(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func utc(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

// properties returns the item's properties, in a fixed order.
func (it item) properties(lang string) []ics.IANAProperty {
	p := properties{lang: lang, list: make([]ics.IANAProperty, 0, 20)}
	p.add("UID", it.uid)
	p.add("DTSTAMP", utc(it.stamp.Modified))
	p.add("CREATED", utc(it.stamp.Created))
	p.add("LAST-MODIFIED", utc(it.stamp.Modified))
	p.add("SEQUENCE", strconv.Itoa(it.stamp.Sequence))
	status := "CONFIRMED"
	if it.cancelled {
		status = "CANCELLED"
	}
	p.add("STATUS", status)
	p.words("SUMMARY", it.summary)
	it.span(&p)
	p.words("DESCRIPTION", it.description)
	if it.location != "" {
		p.words("LOCATION", it.location)
	}
	if g := it.position; g != nil {
		p.add("GEO", float(g.Latitude)+";"+float(g.Longitude))
	}
	p.add("URL", it.url)
	p.words("CATEGORIES", it.category)
	if it.deadline || !it.when.Timed() {
		p.add("TRANSP", "TRANSPARENT")
		p.add("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
	} else {
		p.add("TRANSP", "OPAQUE")
	}
	return p.list
}

// span writes when the item is. An end that was not given is not invented.
func (it item) span(p *properties) {
	w := it.when
	switch w.Form {
	case meeting.Span:
		p.time("DTSTART", w.Start)
		p.time("DTEND", w.End)
	case meeting.Instant, meeting.Open:
		if it.deadline {
			start, end := w.Start.Add(-notice), w.Start
			if !certain(start) {
				start, end = start.UTC(), end.UTC()
			}
			p.time("DTSTART", start)
			p.time("DTEND", end)
			return
		}
		p.time("DTSTART", w.Start)
	default:
		p.add("DTSTART", compact(w.First), "VALUE", "DATE")
		p.add("DTEND", compact(w.Last.AddDays(1)), "VALUE", "DATE") // exclusive
	}
}

// certain reports whether the clock of a time's zone shows it once only.
func certain(t time.Time) bool {
	_, err := zone.At(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Location())
	return err == nil
}

func compact(d meeting.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

// properties collects properties in order.
type properties struct {
	lang string
	list []ics.IANAProperty
	in   map[string][]string // the parameters of a text in lang
}

// add adds a property with parameters, given as names and values.
func (p *properties) add(name, value string, params ...string) {
	var with map[string][]string
	if len(params) > 0 {
		with = make(map[string][]string, len(params)/2)
	}
	for i := 0; i+1 < len(params); i += 2 {
		with[params[i]] = []string{params[i+1]}
	}
	p.append(name, value, with)
}

func (p *properties) append(name, value string, params map[string][]string) {
	p.list = append(p.list, ics.IANAProperty{BaseProperty: ics.BaseProperty{IANAToken: name, Value: value, ICalParameters: params}})
}

// words adds a text and says in which language it is. A text must not have control
// characters (RFC 5545, 3.3.11). Reading content refuses them, but templates of
// words could make some, and one carriage return would break the feed.
func (p *properties) words(name, text string) {
	if p.in == nil {
		p.in = map[string][]string{"LANGUAGE": {p.lang}}
	}
	p.append(name, strings.Map(proper, text), p.in)
}

// proper returns c, or -1 if it has no place in a text.
func proper(c rune) rune {
	if ' ' <= c && c <= '~' || !strictyaml.IsMisplaced(c) { // the first for speed
		return c
	}
	return -1
}

// time adds an instant: in UTC, or on the clock of its zone.
func (p *properties) time(name string, t time.Time) {
	if t.Location() == time.UTC {
		p.add(name, utc(t))
		return
	}
	p.add(name, t.Format("20060102T150405"), "TZID", t.Location().String())
}

// maxLine is the longest line, in octets without its end
// (RFC 5545, 3.1).
const maxLine = 75

// fold breaks long lines. A fold falls between characters, and not between a
// backslash and what it escapes, which the RFC would allow and parsers stumble
// over.
func fold(data []byte) []byte {
	var b bytes.Buffer
	b.Grow(len(data) + len(data)/16) // three octets for each fold
	for line := range bytes.SplitAfterSeq(data, []byte("\r\n")) {
		line, ended := bytes.CutSuffix(line, []byte("\r\n"))
		room := maxLine
		for len(line) > room {
			n := foldAt(line, room)
			b.Write(line[:n])
			b.WriteString("\r\n ")
			line, room = line[n:], maxLine-1
		}
		b.Write(line)
		if ended {
			b.WriteString("\r\n")
		}
	}
	return b.Bytes()
}

// foldAt returns how many octets of a line stay before a fold.
func foldAt(line []byte, room int) int {
	n := 0
	for n < len(line) {
		_, size := utf8.DecodeRune(line[n:])
		if line[n] == '\\' && n+1 < len(line) {
			_, escaped := utf8.DecodeRune(line[n+1:])
			size += escaped
		}
		if n+size > room {
			break
		}
		n += size
	}
	return n
}
