package revision

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/prose"
)

// Subjects returns what a meeting's files say, in the order in which readers meet it.
// It leaves out what states no fact: the descriptions of annexes, where an item of an
// agenda leads to, and the language of the card for a driver.
func Subjects(m *meeting.Meeting) []meeting.Subject {
	c := collector{names: map[string]bool{}, copies: map[string]int{}}
	c.meeting(m)
	c.letter(m)
	for _, d := range m.Deadlines {
		c.deadline(d)
	}
	for _, e := range m.AllEvents() {
		c.event(m.Venue, e)
	}
	c.venue(m.Venue)
	for _, a := range m.Annexes {
		c.annex(a)
	}
	c.people(m)
	c.papers(m)
	return c.subjects
}

// collector gathers subjects.
type collector struct {
	subjects []meeting.Subject
	names    map[string]bool
	copies   map[string]int // of names of items that came several times: the last number that was given
}

// subject begins a subject; what follows is added to it.
func (c *collector) subject(pos diag.Pos, name string) *item {
	c.names[name] = true
	c.subjects = append(c.subjects, meeting.Subject{Pos: pos, ID: meeting.SubjectID(name)})
	return &item{&c.subjects[len(c.subjects)-1]}
}

// item is a subject to which facts are added. Those without a value are left out.
type item struct{ *meeting.Subject }

func (t *item) text(name string, value meeting.Text) {
	if !value.IsZero() {
		t.Facts = append(t.Facts, meeting.Fact{Name: name, Value: plainest(value)})
	}
}

// plainest returns a text without languages if it is the same in all: how it is
// written is no matter.
func plainest(t meeting.Text) meeting.Text {
	langs := t.Languages()
	for _, lang := range langs {
		if t.By[lang] != t.By[langs[0]] {
			return t
		}
	}
	if len(langs) > 0 {
		return meeting.Text{Pos: t.Pos, Same: t.By[langs[0]]}
	}
	return t
}

// both joins two texts, in all languages that one of them has.
func both(a, b meeting.Text) meeting.Text {
	if a.By == nil && b.By == nil {
		return meeting.Text{Pos: a.Pos, Same: a.Same + ", " + b.Same}
	}
	t := meeting.Text{Pos: a.Pos, By: map[string]string{}}
	for _, lang := range append(a.Languages(), b.Languages()...) {
		t.By[lang] = a.In(lang) + ", " + b.In(lang)
	}
	return t
}

// see adds where details are: a page and a place on it.
func (t *item) see(name string, r meeting.Ref) {
	to := r.Page
	if r.Anchor != "" {
		to += "#" + r.Anchor
	}
	t.word(name, to, r.Pos)
}

func (t *item) word(name, value string, pos diag.Pos) {
	t.text(name, meeting.Text{Pos: pos, Same: value})
}

func (t *item) when(name string, w meeting.When, pos diag.Pos) { t.word(name, w.String(), pos) }

func (t *item) condition(s meeting.Source, c meeting.Condition) {
	t.word("status", string(c.Status), s.At("status"))
	t.text("reason", c.Reason)
}

// texts adds several texts as one, a line each.
func (t *item) texts(name string, list []meeting.Text) {
	all := meeting.Text{By: map[string]string{}}
	for _, text := range list {
		for _, lang := range text.Languages() {
			all.By[lang] = ""
		}
	}
	if len(all.By) == 0 {
		all.By = nil
	}
	lines := func(in func(meeting.Text) string) string {
		var lines []string
		for _, text := range list {
			lines = append(lines, in(text))
		}
		return strings.Join(lines, "\n")
	}
	if all.By == nil {
		all.Same = lines(func(t meeting.Text) string { return t.Same })
	}
	for lang := range all.By {
		all.By[lang] = lines(func(t meeting.Text) string { return t.In(lang) })
	}
	if len(list) > 0 {
		all.Pos = list[0].Pos
	}
	t.text(name, all)
}

func (c *collector) meeting(m *meeting.Meeting) {
	t := c.subject(m.Pos, theMeeting)
	t.word("id", m.ID, m.At("id"))
	t.word("folder", m.Path(), m.Pos)
	t.word("calendar_domain", m.Domain, m.Pos)
	t.text("title", m.Title)
	t.when("days", m.Days, m.At("days"))
	if m.Zone != nil {
		t.word("zone", m.Zone.String(), m.At("zone"))
	}
	t.text("city", m.City)
	t.text("country", m.Country)
	t.text("host", m.Host)
	t.when("opening", m.Opening, m.At("opening"))
	t.when("registration", m.Registration, m.At("registration"))
	t.word("participation", string(m.Participation), m.At("participation"))
	t.word("working_languages", strings.Join(m.WorkingLanguages, " "), m.At("working_languages"))
	t.word("interpretation", service(m.Interpretation), m.At("interpretation"))
	t.word("captioning", service(m.Captioning), m.At("captioning"))
	t.texts("bodies", m.Bodies)
	t.word("joint_with", strings.Join(m.JointWith, " "), m.At("joint_with"))
	t.condition(m.Source, m.Condition)
}

// service returns what a meeting offers as a word: "provided", "none", or the ID
// of the deadline for asking.
func service(s meeting.Service) string {
	switch {
	case !s.Known:
		return ""
	case s.RequestBy != "":
		return "on request, " + s.RequestBy
	case s.Provided:
		return "provided"
	}
	return "none"
}

func (c *collector) letter(m *meeting.Meeting) {
	t := c.subject(m.At("letter"), theLetter)
	t.word("number", m.Letter.Number, t.Pos)
	if !m.Letter.Date.IsZero() {
		t.word("date", m.Letter.Date.String(), t.Pos)
	}
	t.word("signatory", m.Letter.Signatory, t.Pos)
	t.text("office", m.Letter.Office)
	t.text("wording", digests(m.Letter.Prose))
}

func (c *collector) deadline(d meeting.Deadline) {
	t := c.subject(d.Pos, aDeadline+" "+d.ID)
	t.when("due", d.Due, d.At("due"))
	t.text("short", d.Short)
	for i, a := range d.Actions {
		name := func(key string) string {
			if i > 0 {
				key += "-" + strconv.Itoa(i+1)
			}
			return key
		}
		t.text(name("action"), a.Do)
		t.word(name("who"), strings.Join(a.Who, " "), a.At("who"))
		t.text(name("how"), a.How)
		t.word(name("url"), a.URL, a.At("url"))
		t.see(name("see"), a.See)
	}
	t.condition(d.Source, d.Condition)
}

func (c *collector) event(v *meeting.Venue, e meeting.Event) {
	t := c.subject(e.Pos, anEvent+" "+e.ID)
	t.text("title", e.Title)
	t.when("when", e.When, e.At("when"))
	t.text("place", e.Place)
	if room, building := v.Room(e.Room); room != nil {
		t.text("room", both(room.Name, building.Name))
	}
	t.text("register", e.Register)
	t.word("url", e.URL, e.At("url"))
	t.text("note", e.Note)
	t.see("see", e.See)
	t.condition(e.Source, e.Condition)
}

func (c *collector) venue(v *meeting.Venue) {
	if v == nil {
		return
	}
	t := c.subject(v.Pos, theVenue)
	t.text("name", v.Name)
	t.text("hall", v.Hall)
	t.text("address", v.Address)
	t.word("map", v.Map, v.Pos)
	if p := v.Position; p != nil {
		t.word("position", fmt.Sprintf("%g, %g", p.Latitude, p.Longitude), v.Pos)
	}
	for _, b := range v.Buildings {
		t := c.subject(b.Pos, aBuilding+" "+b.ID)
		t.text("name", b.Name)
		t.text("address", b.Address)
		t.text("for", b.For)
		var rooms []meeting.Text
		for _, r := range b.Rooms {
			rooms = append(rooms, r.Name)
		}
		t.texts("rooms", rooms)
	}
}

func (c *collector) annex(a *meeting.Annex) {
	t := c.subject(a.Pos, a.Page())
	t.text("title", a.Title)
	t.text("wording", digests(a.Prose))
	switch {
	case a.Agenda != nil:
		t.text("subtitle", a.Agenda.Subtitle)
		t.text("note", a.Agenda.Note)
		c.items(a.Page()+"/", a.Agenda.Items)
	case a.TimePlan != nil:
		t.word("wording", digest(printed(a.TimePlan)), a.Pos)
	}
}

// items collects the items of an agenda, named by their labels.
func (c *collector) items(under string, items []meeting.Item) {
	for i, it := range items {
		label := strings.ToLower(strings.Trim(it.Label, "().: "))
		if label == "" || strings.ContainsFunc(label, unicode.IsSpace) {
			label = "no-" + strconv.Itoa(i+1)
		}
		name := c.free(under + label)
		t := c.subject(it.Pos, anItem+" "+name)
		t.word("label", it.Label, it.Pos)
		t.text("text", it.Text)
		c.items(name+"/", it.Items)
	}
}

// free returns a name for an item that no item has yet: the one that is wanted, or
// that with the next free number.
func (c *collector) free(wanted string) string {
	name := wanted
	for n := max(2, c.copies[wanted]+1); c.names[anItem+" "+name]; n++ {
		name = wanted + "-" + strconv.Itoa(n)
		c.copies[wanted] = n
	}
	return name
}

// printed returns what a time plan prints beside its events, which are subjects of
// their own.
func printed(p *meeting.TimePlan) string {
	var b strings.Builder
	for _, s := range p.Sessions {
		fmt.Fprintf(&b, "%q %q %q\n", s.ID, s.From, s.To)
	}
	for _, d := range p.Days {
		for _, s := range d.Slots {
			if s.ID == "" {
				fmt.Fprintf(&b, "%q %q %q %q %q %q %q %q %q %q\n", d.Date, s.First, s.Last, s.What.Same, s.What.By, s.Room, s.Who, s.Status, s.Reason.Same, s.Reason.By)
			}
		}
	}
	return b.String()
}

func (c *collector) people(m *meeting.Meeting) {
	for _, o := range m.Officers {
		name := anOfficer + " " + o.Role + " " + o.Name
		if c.names[name] {
			continue
		}
		t := c.subject(o.Pos, name)
		t.word("role", o.Role, o.At("role"))
		t.word("name", o.Name, o.At("name"))
		t.text("title", o.Title)
		t.text("country", o.Country)
	}
	for _, k := range m.Contacts {
		t := c.subject(k.Pos, aContact+" "+k.ID)
		t.text("name", k.Name)
		t.word("person", k.Person, k.Pos)
		t.text("title", k.Title)
		t.text("for", k.For)
		t.word("email", k.Email, k.Pos)
		t.word("cc", k.Copy, k.Pos)
		t.word("tel", k.Tel, k.Pos)
		t.word("fax", k.Fax, k.Pos)
	}
}

func (c *collector) papers(m *meeting.Meeting) {
	for _, d := range m.Documents {
		t := c.subject(d.Pos, aDocument+" "+d.ID)
		t.text("name", d.Name)
		t.word("url", d.URL, d.Pos)
		var texts []meeting.Text
		for _, x := range d.Texts {
			texts = append(texts, draftText(x))
		}
		t.texts("texts", texts)
	}
	for _, k := range m.Links {
		t := c.subject(k.Pos, aLink+" "+k.ID)
		t.text("title", k.Title)
		t.word("url", k.URL, k.Pos)
		t.word("file", k.File, k.Pos)
		if k.Data != nil {
			sum := sha256.Sum256(k.Data)
			t.word("wording", hex.EncodeToString(sum[:8]), k.Pos)
		}
	}
	for _, l := range m.Leads {
		t := c.subject(l.Pos, aLead+" "+l.ID)
		t.word("before", l.Before, l.At("before"))
		t.word("at_least", strconv.Itoa(l.AtLeast.N)+" "+string(l.AtLeast.Unit), l.At("at_least"))
		t.word("serves", l.Serves, l.At("serves"))
		t.text("note", l.Note)
	}
}

// draftText returns a draft text on one line: "ITU-T X.1353 (X.ztd-iot): draft new
// Recommendation".
func draftText(x meeting.DraftText) meeting.Text {
	name := x.Name
	if x.Former != "" {
		name += " (" + x.Former + ")"
	}
	if x.Kind.By == nil {
		return meeting.Text{Same: name + ": " + x.Kind.Same}
	}
	t := meeting.Text{By: map[string]string{}}
	for _, lang := range x.Kind.Languages() {
		t.By[lang] = name + ": " + x.Kind.In(lang)
	}
	return t
}

// digests returns the digests of a page's prose by language.
func digests(docs map[string]*prose.Document) meeting.Text {
	if len(docs) == 0 {
		return meeting.Text{}
	}
	t := meeting.Text{By: map[string]string{}}
	for lang, doc := range docs {
		t.By[lang] = digest(string(doc.Source))
	}
	return t
}

// digest identifies a text whatever its lines and spaces: setting it anew changes
// no word.
func digest(text string) string {
	text = strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) {
			return -1
		}
		return c
	}, text)
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:8])
}
