package check

import (
	"maps"
	"slices"

	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/prose"
	"plenary/generator/strictyaml"
)

// shortcode says how a shortcode is used.
type shortcode struct {
	paired bool
	block  bool // a table or a list, of which a page needs one
	// fact lists the IDs that the first argument may name; nil for none.
	fact func(*run) []string
	// forms are the words that the last argument may be, if it is there.
	forms []string
	// has says whether the meeting has the fact of a shortcode without a name.
	has func(*meeting.Meeting) bool
	// page has the facts when meeting.yaml does not.
	page string
}

// shortcodes is every shortcode that layouts/_shortcodes holds.
var shortcodes = map[string]shortcode{
	"days":         {forms: []string{"from"}, has: func(m *meeting.Meeting) bool { return !m.Days.IsZero() }},
	"city":         {has: func(m *meeting.Meeting) bool { return !m.City.IsZero() }},
	"host":         {has: func(m *meeting.Meeting) bool { return !m.Host.IsZero() }},
	"opening":      {forms: []string{"date", "time"}, has: func(m *meeting.Meeting) bool { return !m.Opening.IsZero() }},
	"registration": {forms: []string{"date", "time"}, has: func(m *meeting.Meeting) bool { return !m.Registration.IsZero() }},
	"venue":        {page: "venue", forms: []string{"name", "address", "addresses"}, has: func(m *meeting.Meeting) bool { return m.Venue != nil }},
	"lead-roles":   {has: func(m *meeting.Meeting) bool { return len(m.Group.LeadRoles) > 0 }},
	"deadlines":    {block: true, page: "deadlines", has: func(m *meeting.Meeting) bool { return len(m.Deadlines) > 0 }},
	"deadline": {page: "deadlines", forms: []string{"date"}, fact: func(r *run) []string {
		return ids(r.m.Deadlines, func(d meeting.Deadline) string { return d.ID })
	}},
	"event": {page: "annex", forms: []string{"date", "title"}, fact: func(r *run) []string {
		return ids(r.m.AllEvents(), func(e meeting.Event) string { return e.ID })
	}},
	"lead": {fact: func(r *run) []string {
		return ids(r.m.Leads, func(l meeting.Lead) string { return l.ID })
	}},
	"link": {fact: func(r *run) []string {
		return ids(r.m.Links, func(l meeting.Link) string { return l.ID })
	}},
	"document": {fact: documentIDs},
	"texts":    {block: true, fact: documentIDs},
	"contact": {page: "venue", forms: []string{"name", "person", "email", "cc", "tel", "fax"}, fact: func(r *run) []string {
		return ids(r.m.Contacts, func(c meeting.Contact) string { return c.ID })
	}},
	"officer": {fact: func(r *run) []string {
		return ids(r.m.Officers, func(o meeting.Officer) string { return o.Role })
	}},
	"annex": {fact: func(r *run) []string {
		return ids(r.m.Annexes, func(a *meeting.Annex) string { return a.Letter })
	}},
	"lang": {paired: true, fact: func(*run) []string { return nil }},
}

func documentIDs(r *run) []string {
	return ids(r.m.Documents, func(d meeting.Document) string { return d.ID })
}

// shortcodes reports unknown shortcodes and unknown facts in prose.
func (r *run) shortcodes() {
	known := slices.Sorted(maps.Keys(shortcodes))
	for _, doc := range r.documents() {
		var open []prose.Call
		printed := map[string]prose.Call{}
		for _, c := range doc.Calls {
			before := len(*r.diags)
			s, ok := shortcodes[c.Name]
			first, again := printed[c.String()]
			if s.block {
				printed[c.String()] = c
			}
			switch {
			case again:
				r.errorf(c.Pos, "%s is on this page already, on line %d; refer to it instead", c, first.Pos.Line)
			case !ok:
				r.errorf(c.Pos, "there is no shortcode %q%s", c.Name, orList(c.Name, known))
			case !s.paired && c.Closing:
				r.errorf(c.Pos, "the shortcode %q has no closing tag; remove %s", c.Name, c)
			case c.Closing:
				if len(open) == 0 || open[len(open)-1].Name != c.Name {
					r.errorf(c.Pos, "%s closes nothing that is open", c)
					break
				}
				open = open[:len(open)-1]
			default:
				r.arguments(c, s)
				if s.block && !c.Alone && len(*r.diags) == before {
					r.errorf(c.Pos, "%s makes a table or a list; write it on a line of its own, with an empty line before and after it", c)
				}
				if s.paired {
					open = append(open, c)
				}
			}
			if len(*r.diags) > before {
				r.wrong[doc.File] = append(r.wrong[doc.File], c)
			}
		}
		for _, c := range open {
			r.errorf(c.Pos, "%s is never closed; write {{< /%s >}} after what belongs to it", c, c.Name)
		}
	}
}

func orList(word string, known []string) string {
	if s := diag.DidYouMean(word, known); s != "" {
		return s
	}
	return "; there are " + strictyaml.Or(known)
}

// arguments checks what a shortcode was given.
func (r *run) arguments(c prose.Call, s shortcode) {
	if s.page != "" && r.unread(s.page) {
		return
	}
	args := c.Args
	if s.fact != nil {
		if len(args) == 0 {
			r.errorf(c.Pos, "%s must name something, as in {{< %s \"%s\" >}}", c, c.Name, example(s.fact(r)))
			return
		}
		r.fact(c, args[0], s.fact(r))
		args = args[1:]
	}
	if c.InLink && r.isLink(c) {
		r.errorf(c.Pos, "%s is a link itself, and a link cannot have another one in it; remove one of the two", c)
	}
	if s.has != nil && !s.has(r.m) {
		r.errorf(c.Pos, "%s has nothing to say; the meeting's files do not give it", c)
	}
	for i, a := range args {
		if i > 0 || !slices.Contains(s.forms, a.Value) {
			if len(s.forms) == 0 || i > 0 {
				r.errorf(a.Pos, "%s takes no further arguments; remove %q", c, a.Value)
				continue
			}
			r.errorf(a.Pos, "%q is not a form of %q; write %s%s", a.Value, c.Name, strictyaml.Or(s.forms), diag.DidYouMean(a.Value, s.forms))
		}
	}
}

func example(names []string) string {
	if len(names) == 0 {
		return "name"
	}
	return names[0]
}

// fact reports a name that no fact has, or a part that a contact lacks.
func (r *run) fact(c prose.Call, a prose.Arg, names []string) {
	if c.Name == "lang" {
		if !meeting.IsLanguage(a.Value) {
			r.errorf(a.Pos, "%q is not a language tag; write, for example, en, zh or ko", a.Value)
		}
		return
	}
	if !slices.Contains(names, a.Value) {
		r.errorf(a.Pos, "the meeting has no %s %q%s", c.Name, a.Value, diag.DidYouMean(a.Value, names))
		return
	}
	if c.Name == "contact" {
		form := "email"
		if len(c.Args) > 1 {
			form = c.Args[1].Value
		}
		who := r.m.Contact(a.Value)
		parts := map[string]string{"email": who.Email, "cc": who.Copy, "tel": who.Tel, "fax": who.Fax, "person": who.Person}
		if value, ok := parts[form]; ok && value == "" {
			r.errorf(c.Pos, "the contact %q has no %s", a.Value, form)
		}
	}
}

// isLink reports whether a shortcode makes a link.
func (r *run) isLink(c prose.Call) bool {
	arg := func(i int) string {
		if i < len(c.Args) {
			return c.Args[i].Value
		}
		return ""
	}
	switch c.Name {
	case "annex", "deadline", "link":
		return true
	case "event":
		return arg(1) == "title"
	case "contact":
		return slices.Contains([]string{"", "email", "cc", "tel"}, arg(1))
	case "document":
		return slices.ContainsFunc(r.m.Documents, func(d meeting.Document) bool { return d.ID == arg(0) && d.URL != "" })
	}
	return false
}

// documents returns the meeting's prose in all languages.
func (r *run) documents() []*prose.Document {
	var list []*prose.Document
	for _, lang := range r.languages() {
		for _, p := range r.m.Prose() {
			if doc := p.In[lang]; doc != nil {
				list = append(list, doc)
			}
		}
	}
	return list
}
