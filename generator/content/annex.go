package content

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/prose"
	"plenary/generator/strictyaml"
	"plenary/generator/zone"
)

// annex reads an annex of whichever kind its files are, one of which is at pos.
func (r *meetingReader) annex(letter string, pos diag.Pos) {
	a := &meeting.Annex{Letter: letter, Pos: diag.Pos{File: r.dir}}
	name := a.Page() + ".yaml"
	if r.exists(name) {
		for _, lang := range r.archive.Site.Languages {
			if page := a.Page() + "." + lang + ".md"; r.exists(page) {
				r.diags.Errorf(diag.Pos{File: path.Join(r.dir, page)}, "annex %s is written in %s; remove one of the two", strings.ToUpper(letter), name)
			}
		}
		r.structured(a, name)
	} else {
		if r.proseOf(a.Page(), &a.Prose); a.Prose == nil {
			r.diags.Errorf(pos, "this file is missing") // since a moment ago
		}
		a.Title, a.Description = meeting.Text{By: map[string]string{}}, meeting.Text{By: map[string]string{}}
		for _, lang := range r.archive.Site.Languages {
			if doc := a.Prose[lang]; doc != nil {
				a.Pos = diag.Pos{File: doc.File, Line: 1}
				a.Title.By[lang], a.Description.By[lang] = doc.Title, doc.Description
			}
		}
	}
	r.m.Annexes = append(r.m.Annexes, a)
}

// structured reads an agenda or a time plan.
func (r *meetingReader) structured(a *meeting.Annex, name string) {
	f, root, ok := r.open(name)
	if !ok {
		return
	}
	a.Pos = f.Pos(root)
	kind := ""
	n := strictyaml.Value(root, "kind") // it decides on the other keys
	if n != nil {
		f.choice(&kind, "agenda", "timeplan")(n)
	}
	fields := []strictyaml.Field{
		{Key: "kind", Required: true, Read: func(*yaml.Node) {}}, // read above
		{Key: "title", Required: true, Read: f.text(&a.Title)},
		{Key: "description", Required: true, Read: f.text(&a.Description)},
	}
	switch kind {
	case "agenda":
		a.Agenda = &meeting.Agenda{}
		f.Object(root, "an agenda", append(fields, f.agenda(a.Agenda)...))
	case "timeplan":
		a.TimePlan = &meeting.TimePlan{}
		f.Object(root, "a time plan", append(fields, r.timePlan(f, a.TimePlan)...))
		r.placeSlots(f, a.TimePlan)
	default:
		if n == nil {
			f.Errorf(root, "an annex in YAML needs the key \"kind\", which is agenda or timeplan")
		}
	}
}

func (f *file) agenda(a *meeting.Agenda) []strictyaml.Field {
	return []strictyaml.Field{
		{Key: "language", Required: true, Read: f.tag(&a.Language)},
		{Key: "subtitle", Read: f.text(&a.Subtitle)},
		{Key: "note", Read: f.text(&a.Note)},
		{Key: "items", Required: true, Read: f.items(&a.Items, 1)},
	}
}

// maxLevels is how deep an agenda may be: pages indent each level, and paper has
// no room for more.
const maxLevels = 8

// items reads items of an agenda on a level, with those below them.
func (f *file) items(to *[]meeting.Item, level int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if level > maxLevels {
			f.Errorf(n, "an agenda has %d levels at most; put these items one level higher", maxLevels)
			return
		}
		f.List(n, "items", func(item *yaml.Node) {
			it := meeting.Item{Pos: f.Pos(item)}
			f.Object(item, "an item", []strictyaml.Field{
				{Key: "label", Read: f.str(&it.Label)},
				{Key: "text", Required: true, Read: f.text(&it.Text)},
				{Key: "see", Read: f.ref(&it.See)},
				{Key: "items", Read: f.items(&it.Items, level+1)},
			})
			*to = append(*to, it)
		})
	}
}

func (r *meetingReader) timePlan(f *file, p *meeting.TimePlan) []strictyaml.Field {
	return []strictyaml.Field{
		{Key: "sessions", Required: true, Read: f.sessions(&p.Sessions)},
		{Key: "days", Required: true, Read: func(n *yaml.Node) {
			f.List(n, "days", func(item *yaml.Node) {
				d := meeting.PlanDay{Pos: f.Pos(item)}
				f.Object(item, "a day", []strictyaml.Field{
					{Key: "date", Required: true, Read: f.date(&d.Date)},
					{Key: "slots", Required: true, Read: r.slots(f, &d.Slots)},
				})
				p.Days = append(p.Days, d)
			})
		}},
	}
}

var hoursPattern = regexp.MustCompile(`^(\S+) \.\. (\S+)$`)

func (f *file) sessions(to *[]meeting.Session) func(*yaml.Node) {
	taken := map[string]diag.Pos{}
	return func(n *yaml.Node) {
		f.List(n, "sessions", func(item *yaml.Node) {
			s := meeting.Session{Pos: f.Pos(item)}
			f.Object(item, "a session", []strictyaml.Field{
				{Key: "id", Required: true, Read: f.ident(&s.ID, "the session", taken)},
				{Key: "time", Required: true, Read: func(n *yaml.Node) {
					hours, ok := f.Scalar(n, "a pair of hours")
					if !ok {
						return
					}
					m := hoursPattern.FindStringSubmatch(hours)
					if m == nil {
						f.Errorf(n, "%q are not hours; write, for example, 09:30 .. 10:45", hours)
						return
					}
					if f.clock(&s.From, m[1], n) && f.clock(&s.To, m[2], n) && !s.From.Less(s.To) {
						f.Errorf(n, "the end, %s, does not lie after the start, %s", m[2], m[1])
					}
				}},
			})
			*to = append(*to, s)
		})
	}
}

func (r *meetingReader) slots(f *file, to *[]meeting.Slot) func(*yaml.Node) {
	return func(n *yaml.Node) {
		f.List(n, "slots", func(item *yaml.Node) {
			s := meeting.Slot{Source: f.source(item)}
			f.Object(item, "a slot", append([]strictyaml.Field{
				{Key: "at", Required: true, Read: func(n *yaml.Node) {
					at, ok := f.String(n)
					if !ok {
						return
					}
					s.First, s.Last = at, at
					if m := hoursPattern.FindStringSubmatch(at); m != nil {
						s.First, s.Last = m[1], m[2]
					}
				}},
				{Key: "what", Required: true, Read: f.text(&s.What)},
				{Key: "room", Read: f.slug(&s.Room)},
				{Key: "who", Read: f.slugs(&s.Who)},
				{Key: "id", Read: f.ident(&s.ID, "the item", r.items)},
			}, f.condition(&s.Condition)...))
			*to = append(*to, s)
		})
	}
}

// placeSlots gives every slot its start and end, and reports slots that name no
// session, and sessions and days out of order.
func (r *meetingReader) placeSlots(f *file, p *meeting.TimePlan) {
	for i, s := range p.Sessions[min(1, len(p.Sessions)):] {
		if before := p.Sessions[i]; s.From.Less(s.To) && s.From.Less(before.To) { // else it was reported already
			r.diags.Errorf(s.Pos, "the session %q begins at %s, before %q ends at %s; list sessions in order of time", s.ID, s.From, before.ID, before.To)
		}
	}
	for i, d := range p.Days[min(1, len(p.Days)):] {
		if before := p.Days[i]; !d.Date.IsZero() && d.Date.Compare(before.Date) <= 0 {
			r.diags.Errorf(d.Pos, "%s does not follow %s; list days in order, each once", d.Date, before.Date)
		}
	}
	index := func(id string) int {
		return slices.IndexFunc(p.Sessions, func(s meeting.Session) bool { return s.ID == id })
	}
	for i := range p.Days {
		day := &p.Days[i]
		for j := range day.Slots {
			s := &day.Slots[j]
			if s.First == "" {
				continue // reported already
			}
			first, last := index(s.First), index(s.Last)
			if first < 0 || last < 0 {
				name := s.First
				if first >= 0 {
					name = s.Last
				}
				r.diags.Errorf(s.At("at"), "there is no session %q%s", name, sessionHelp(name, p.Sessions))
				continue
			}
			if last < first {
				r.diags.Errorf(s.At("at"), "the session %q comes before %q; write the earlier one first", s.Last, s.First)
				continue
			}
			if day.Date.IsZero() {
				continue // reported already
			}
			from, to := p.Sessions[first].From, p.Sessions[last].To
			var err1, err2 error
			s.Start, err1 = zone.At(day.Date.Year, day.Date.Month, day.Date.Day, from.Hour, from.Minute, f.home)
			s.End, err2 = zone.At(day.Date.Year, day.Date.Month, day.Date.Day, to.Hour, to.Minute, f.home)
			for _, err := range []error{err1, err2} {
				if err != nil {
					r.diags.Errorf(s.At("at"), "%s", err)
				}
			}
		}
	}
}

// sessionHelp ends a message about a name that no session has.
func sessionHelp(name string, sessions []meeting.Session) string {
	var ids []string
	for _, s := range sessions {
		ids = append(ids, s.ID)
	}
	if s := diag.DidYouMean(name, ids); s != "" {
		return s
	}
	return "; name one of those under sessions, as in s1, or several as in s1 .. s2"
}

// isProse reports whether a file is the prose of a page in a language of the
// site.
func (r *meetingReader) isProse(name, page string) bool {
	rest, ok := strings.CutPrefix(name, page+".")
	lang, md := strings.CutSuffix(rest, ".md")
	return ok && md && slices.Contains(r.archive.Site.Languages, lang)
}

// proseOf reads the prose of a page in every language. It leaves to nil when
// there is none at all, and reports languages that lack it when there is some.
func (r *meetingReader) proseOf(page string, to *map[string]*prose.Document) {
	var missing []string
	for _, lang := range r.archive.Site.Languages {
		name := path.Join(r.dir, page+"."+lang+".md")
		if !r.exists(page + "." + lang + ".md") {
			missing = append(missing, name)
			continue
		}
		if *to == nil {
			*to = map[string]*prose.Document{}
		}
		if doc := r.document(name); doc != nil {
			(*to)[lang] = doc
		} else {
			r.m.Unread = append(r.m.Unread, page)
		}
	}
	if *to == nil {
		return
	}
	for _, name := range missing {
		r.m.Unread = append(r.m.Unread, page)
		r.diags.Errorf(diag.Pos{File: name}, "this file is missing; the page has it in another language")
	}
}

// exists reports whether the meeting's folder holds a name.
func (r *meetingReader) exists(name string) bool {
	_, err := fs.Lstat(r.fsys, path.Join(r.dir, name))
	return !errors.Is(err, fs.ErrNotExist)
}

// document reads a Markdown file: front matter between two lines of three
// hyphens, then prose.
func (r *meetingReader) document(name string) *prose.Document {
	src, ok := r.read(name)
	if !ok {
		return nil
	}
	f := &file{Reader: strictyaml.Reader{File: name, Diags: &r.diags}, loader: r.loader}
	if !f.CheckText(src) {
		return nil
	}
	front, body, line := split(src)
	switch {
	case line > 0:
		r.diags.Errorf(diag.Pos{File: name, Line: line, Column: 1}, "a line that begins with --- ends title and description; write --- alone, or other words")
		return nil
	case body == 0 && bytes.HasPrefix(src, []byte("---")):
		r.diags.Errorf(diag.Pos{File: name, Line: 1, Column: 1}, "the second line of --- is missing; write it below title and description")
		return nil
	case len(bytes.TrimSpace(front)) == 0:
		r.diags.Errorf(diag.Pos{File: name, Line: 1, Column: 1}, "the file begins without title and description; write them between two lines of --- first")
		return nil
	}
	f.FirstLine = 1
	doc, diags := prose.Parse(name, src, body)
	r.diags = append(r.diags, diags...)
	if doc == nil {
		return nil
	}
	if len(doc.Calls) == 0 && strings.TrimSpace(doc.Words) == "" {
		r.diags.Errorf(diag.PosAt(name, src, body), "this page has no text; write it below the second ---")
	}
	if root, ok := f.Parse(front); ok {
		f.Object(root, "a page", []strictyaml.Field{
			{Key: "title", Required: true, Read: f.str(&doc.Title)},
			{Key: "description", Required: true, Read: f.str(&doc.Description)},
		})
	}
	return doc
}

// split returns the front matter of a file and the offset of what follows it, which
// is 0 when there is none. To Hugo, whatever begins with three hyphens ends it: a line
// that has more than them is returned by its number.
func split(src []byte) (front []byte, body, odd int) {
	at, number, start := 0, 0, 0
	for line := range bytes.Lines(src) {
		number++
		begins, alone := bytes.HasPrefix(line, []byte("---")), string(bytes.TrimRight(line, " \t\r\n")) == "---"
		at += len(line)
		switch {
		case begins && !alone:
			return nil, 0, number
		case number == 1 && !alone:
			return nil, 0, 0
		case number == 1:
			start = at
		case begins:
			return src[start : at-len(line)], at, 0
		}
	}
	return nil, 0, 0
}
