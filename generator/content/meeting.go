package content

import (
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/source"
	"plenary/generator/strictyaml"
)

// meeting reads a meeting's folder; nil when its main file cannot be read.
func (l *loader) meeting(dir string, g *meeting.Group) *meeting.Meeting {
	m := &meeting.Meeting{Group: g, Folder: path.Base(dir), Participation: meeting.OnSite, Domain: l.archive.Site.UIDDomain}
	r := &meetingReader{loader: l, dir: dir, m: m, contacts: map[string]diag.Pos{}}
	// Deadlines, events and sessions share one name space: calendar UIDs grow from
	// their ids. Items without a position are those that the program makes itself.
	r.items = map[string]diag.Pos{"meeting": {}, "opening": {}, "registration": {}}
	f, root, ok := l.open(path.Join(dir, "meeting.yaml"))
	if !ok {
		return nil
	}
	r.main(f, root)
	r.folder()
	r.proseOf("letter", &m.Letter.Prose)
	if m.Letter.Prose == nil {
		m.Unread = append(m.Unread, "letter")
		l.diags.Errorf(diag.Pos{File: dir}, "the letter is missing; write letter.%s.md", strings.Join(l.archive.Site.Languages, ".md and letter."))
	}
	slices.SortFunc(m.Annexes, func(a, b *meeting.Annex) int { return strings.Compare(a.Letter, b.Letter) })
	return m
}

// meetingReader reads the files of one meeting.
type meetingReader struct {
	*loader
	dir      string
	m        *meeting.Meeting
	home     homeZone
	items    map[string]diag.Pos // ids of deadlines, events and sessions
	contacts map[string]diag.Pos // ids of contacts and buildings, which share a page
}

// open reads a file of the meeting, whose hours are in the meeting's zone.
func (r *meetingReader) open(name string) (*file, *yaml.Node, bool) {
	f, root, ok := r.loader.open(path.Join(r.dir, name))
	if f != nil {
		f.home = r.home
	}
	if !ok {
		r.m.Unread = append(r.m.Unread, strings.TrimSuffix(name, ".yaml"))
	}
	return f, root, ok
}

var (
	prosePattern = regexp.MustCompile(`^(?:letter|annex-[a-z]|revision-[0-9]+)\.([a-zA-Z-]+)\.md$`)
	notePattern  = regexp.MustCompile(`^revision-([1-9][0-9]*)\.[a-zA-Z-]+\.md$`)
	annexPattern = regexp.MustCompile(`^annex-([a-z])\.(?:[a-zA-Z-]+\.md|yaml)$`)
)

// folder reads the other files of the meeting by their names.
func (r *meetingReader) folder() {
	seen := map[string]bool{}
	for _, e := range r.entries(r.dir) {
		name := e.Name()
		pos := diag.Pos{File: path.Join(r.dir, name)}
		annex := annexPattern.FindStringSubmatch(name)
		note := notePattern.FindStringSubmatch(name)
		lang := prosePattern.FindStringSubmatch(name)
		switch {
		case e.IsDir() && path.Ext(name) != "":
			r.irregular(pos.File, e.Type())
		case e.IsDir():
			r.diags.Errorf(pos, "a meeting has no folders; put the files beside meeting.yaml")
		case name == "meeting.yaml" || r.isProse(name, "letter"):
		case name == "deadlines.yaml":
			r.deadlines()
		case name == "venue.yaml":
			r.venue()
		case name == RecordFile:
			r.record()
		case lang != nil && !slices.Contains(r.archive.Site.Languages, lang[1]):
			r.diags.Errorf(pos, "this file is in the language %q, and the site has %s", lang[1], strictyaml.Or(r.archive.Site.Languages))
		case annex != nil:
			if !seen[annex[1]] {
				seen[annex[1]] = true
				r.annex(annex[1], pos)
			}
		case note != nil:
			r.note(note[1], pos)
		case slices.ContainsFunc(r.m.Links, func(l meeting.Link) bool { return l.File == name }):
		default:
			annex := "annex-a"
			if rest, ok := strings.CutPrefix(name, "annex-"); ok && rest != "" && 'a' <= rest[0] && rest[0] <= 'z' {
				annex = "annex-" + rest[:1]
			}
			known := []string{"deadlines.yaml", "venue.yaml", annex + ".yaml"}
			for _, lang := range r.archive.Site.Languages {
				known = append(known, "letter."+lang+".md", annex+"."+lang+".md")
			}
			r.diags.Errorf(pos, "this file has no use here%s", diag.DidYouMean(name, known))
		}
	}
}

// main reads meeting.yaml.
func (r *meetingReader) main(f *file, root *yaml.Node) {
	m := r.m
	m.Source = f.source(root)
	if n := strictyaml.Value(root, "zone"); n != nil { // the hours below are in this zone
		m.Zone = f.location(n)
	}
	r.home = m.Zone
	if r.home == nil {
		r.home = time.UTC // a zone that is wrong is one mistake, not one for every hour
	}
	f.home = r.home
	fields := []strictyaml.Field{
		{Key: "id", Required: true, Read: f.slug(&m.ID)},
		{Key: "draft", Read: f.bool(&m.Draft)},
		{Key: "title", Required: true, Read: f.text(&m.Title)},
		{Key: "days", Required: true, Read: f.when(&m.Days, "a meeting takes place on", dayForms)},
		{Key: "zone", Required: true, Read: func(*yaml.Node) {}}, // read above
		{Key: "city", Read: f.text(&m.City)},
		{Key: "country", Read: f.text(&m.Country)},
		{Key: "host", Read: f.text(&m.Host)},
		{Key: "opening", Read: f.when(&m.Opening, "the opening is", instantForms)},
		{Key: "registration", Read: f.when(&m.Registration, "the start of registration is", instantForms)},
		{Key: "participation", Read: f.participation(&m.Participation)},
		{Key: "working_languages", Required: true, Read: f.tags(&m.WorkingLanguages)},
		{Key: "interpretation", Read: f.service(&m.Interpretation)},
		{Key: "captioning", Read: f.service(&m.Captioning)},
		{Key: "letter", Read: f.letter(&m.Letter)},
		{Key: "bodies", Read: f.texts(&m.Bodies)},
		{Key: "joint_with", Read: f.slugs(&m.JointWith)},
		{Key: "officers", Read: f.officers(&m.Officers)},
		{Key: "events", Read: r.events(f)},
		{Key: "documents", Read: f.documents(&m.Documents)},
		{Key: "links", Read: r.links(f)},
		{Key: "contacts", Read: r.contactList(f)},
		{Key: "leads", Read: f.leads(&m.Leads)},
	}
	f.Object(root, "a meeting", append(fields, f.condition(&m.Condition)...))
}

func (f *file) participation(to *meeting.Participation) func(*yaml.Node) {
	return f.choice((*string)(to), string(meeting.OnSite), string(meeting.Hybrid), string(meeting.Remote))
}

// choice reads one of several words.
func (f *file) choice(to *string, words ...string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		s, ok := f.String(n)
		switch {
		case !ok:
		case !slices.Contains(words, s):
			f.Errorf(n, "%q is not one of the words allowed here: %s%s", s, strictyaml.Or(words), diag.DidYouMean(s, words))
		default:
			*to = s
		}
	}
}

// condition returns the fields that say what became of something announced.
func (f *file) condition(to *meeting.Condition) []strictyaml.Field {
	return []strictyaml.Field{
		{Key: "status", Read: f.choice((*string)(&to.Status), string(meeting.Moved), string(meeting.Postponed), string(meeting.Cancelled))},
		{Key: "reason", Read: f.text(&to.Reason)},
	}
}

// service reads true, false or {on_request: deadline}.
func (f *file) service(to *meeting.Service) func(*yaml.Node) {
	return func(n *yaml.Node) {
		to.Known = true
		if n.Kind == yaml.MappingNode {
			f.Object(n, "a service", []strictyaml.Field{{Key: "on_request", Required: true, Read: f.slug(&to.RequestBy)}})
			return
		}
		f.bool(&to.Provided)(n)
	}
}

func (f *file) letter(to *meeting.Letter) func(*yaml.Node) {
	return func(n *yaml.Node) {
		f.Object(n, "the letter", []strictyaml.Field{
			{Key: "number", Read: f.str(&to.Number)},
			{Key: "date", Read: f.date(&to.Date)},
			{Key: "signatory", Read: f.str(&to.Signatory)},
			{Key: "office", Read: f.text(&to.Office)},
		})
	}
}

func (f *file) officers(to *[]meeting.Officer) func(*yaml.Node) {
	return func(n *yaml.Node) {
		f.List(n, "officers", func(item *yaml.Node) {
			o := meeting.Officer{Source: f.source(item)}
			f.Object(item, "an officer", []strictyaml.Field{
				{Key: "role", Required: true, Read: f.slug(&o.Role)},
				{Key: "name", Required: true, Read: f.str(&o.Name)},
				{Key: "title", Read: f.text(&o.Title)},
				{Key: "country", Read: f.text(&o.Country)},
			})
			*to = append(*to, o)
		})
	}
}

func (r *meetingReader) events(f *file) func(*yaml.Node) {
	return func(n *yaml.Node) {
		f.List(n, "events", func(item *yaml.Node) {
			e := meeting.Event{Source: f.source(item)}
			f.Object(item, "an event", append([]strictyaml.Field{
				{Key: "id", Required: true, Read: f.ident(&e.ID, "the item", r.items)},
				{Key: "title", Required: true, Read: f.text(&e.Title)},
				{Key: "when", Required: true, Read: f.when(&e.When, "an event takes place on", eventForms)},
				{Key: "place", Read: f.text(&e.Place)},
				{Key: "room", Read: f.slug(&e.Room)},
				{Key: "register", Read: f.text(&e.Register)},
				{Key: "url", Read: f.url(&e.URL)},
				{Key: "note", Read: f.text(&e.Note)},
				{Key: "see", Read: f.ref(&e.See)},
			}, f.condition(&e.Condition)...))
			r.m.Events = append(r.m.Events, e)
		})
	}
}

func (f *file) documents(to *[]meeting.Document) func(*yaml.Node) {
	taken := map[string]diag.Pos{}
	return func(n *yaml.Node) {
		f.List(n, "documents", func(item *yaml.Node) {
			d := meeting.Document{Pos: f.Pos(item)}
			f.Object(item, "a document", []strictyaml.Field{
				{Key: "id", Required: true, Read: f.ident(&d.ID, "the document", taken)},
				{Key: "name", Required: true, Read: f.text(&d.Name)},
				{Key: "url", Read: f.url(&d.URL)},
				{Key: "texts", Read: func(n *yaml.Node) {
					f.List(n, "draft texts", func(item *yaml.Node) {
						var t meeting.DraftText
						f.Object(item, "a draft text", []strictyaml.Field{
							{Key: "name", Required: true, Read: f.str(&t.Name)},
							{Key: "former", Read: f.str(&t.Former)},
							{Key: "kind", Required: true, Read: f.text(&t.Kind)},
						})
						d.Texts = append(d.Texts, t)
					})
				}},
			})
			*to = append(*to, d)
		})
	}
}

func (r *meetingReader) links(f *file) func(*yaml.Node) {
	taken := map[string]diag.Pos{}
	return func(n *yaml.Node) {
		f.List(n, "links", func(item *yaml.Node) {
			k := meeting.Link{Pos: f.Pos(item)}
			f.Object(item, "a link", []strictyaml.Field{
				{Key: "id", Required: true, Read: f.ident(&k.ID, "the link", taken)},
				{Key: "title", Required: true, Read: f.text(&k.Title)},
				{Key: "url", Read: f.url(&k.URL)},
				{Key: "file", Read: r.attachment(f, &k)},
			})
			if k.URL != "" && k.File != "" {
				f.Errorf(item, "a link has a url or a file, not both")
			}
			r.m.Links = append(r.m.Links, k)
		})
	}
}

var filePattern = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*\.(pdf|docx?|xlsx?|odt|ods|zip|csv|txt)$`)

// attachment reads the name of a file in the meeting's folder that is published
// with it, and the file.
func (r *meetingReader) attachment(f *file, k *meeting.Link) func(*yaml.Node) {
	return func(n *yaml.Node) {
		s, ok := f.String(n)
		if !ok {
			return
		}
		if !filePattern.MatchString(s) {
			f.Errorf(n, "%q cannot be published; name a file beside this one with small letters, digits and hyphens that ends in .pdf, .doc, .docx, .xls, .xlsx, .odt, .ods, .csv, .txt or .zip", s)
			return
		}
		k.File = s
		name := path.Join(r.dir, s)
		info, err := fs.Lstat(r.fsys, name)
		if err == nil && r.irregular(name, info.Mode()) {
			return
		}
		if err == nil {
			k.Data, err = fs.ReadFile(r.fsys, name)
		}
		switch {
		case errors.Is(err, fs.ErrNotExist):
			f.Errorf(n, "there is no file %q beside this one", s)
		case errors.Is(err, source.ErrIrregular): // since a moment ago
			r.irregular(name, fs.ModeIrregular)
		case err != nil:
			r.fail(err)
		}
	}
}

func (r *meetingReader) contactList(f *file) func(*yaml.Node) {
	return func(n *yaml.Node) {
		f.List(n, "contacts", func(item *yaml.Node) {
			c := meeting.Contact{Pos: f.Pos(item)}
			f.Object(item, "a contact", []strictyaml.Field{
				{Key: "id", Required: true, Read: f.ident(&c.ID, "the contact or building", r.contacts)},
				{Key: "name", Required: true, Read: f.text(&c.Name)},
				{Key: "person", Read: f.str(&c.Person)},
				{Key: "title", Read: f.text(&c.Title)},
				{Key: "for", Read: f.text(&c.For)},
				{Key: "email", Read: f.email(&c.Email)},
				{Key: "cc", Read: f.email(&c.Copy)},
				{Key: "tel", Read: f.tel(&c.Tel)},
				{Key: "fax", Read: f.tel(&c.Fax)},
			})
			r.m.Contacts = append(r.m.Contacts, c)
		})
	}
}

var lapsePattern = regexp.MustCompile(`^([1-9][0-9]{0,2}) (day|week|month)s?$`)

func (f *file) leads(to *[]meeting.Lead) func(*yaml.Node) {
	taken := map[string]diag.Pos{}
	return func(n *yaml.Node) {
		f.List(n, "lead times", func(item *yaml.Node) {
			d := meeting.Lead{Source: f.source(item)}
			f.Object(item, "a lead time", []strictyaml.Field{
				{Key: "id", Required: true, Read: f.ident(&d.ID, "the lead time", taken)},
				{Key: "before", Required: true, Read: f.slug(&d.Before)},
				{Key: "at_least", Required: true, Read: f.lapse(&d.AtLeast)},
				{Key: "serves", Read: f.slug(&d.Serves)},
				{Key: "note", Read: f.text(&d.Note)},
			})
			*to = append(*to, d)
		})
	}
}

func (f *file) lapse(to *meeting.Lapse) func(*yaml.Node) {
	return func(n *yaml.Node) {
		s, ok := f.Scalar(n, "a stretch of time")
		if !ok {
			return
		}
		m := lapsePattern.FindStringSubmatch(s)
		if m == nil {
			f.Errorf(n, "%q is not a duration; write, for example, 7 weeks, 1 month or 10 days", s)
			return
		}
		to.N, _ = strconv.Atoi(m[1]) // the pattern has digits only
		to.Unit = meeting.Unit(m[2])
	}
}
