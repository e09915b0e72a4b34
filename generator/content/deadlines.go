package content

import (
	"go.yaml.in/yaml/v4"

	"plenary/generator/meeting"
	"plenary/generator/strictyaml"
)

// deadlines reads deadlines.yaml.
func (r *meetingReader) deadlines() {
	f, root, ok := r.open("deadlines.yaml")
	if !ok {
		return
	}
	f.List(root, "deadlines", func(item *yaml.Node) {
		d := meeting.Deadline{Pos: f.Pos(item)}
		a := meeting.Action{Pos: d.Pos}
		fields := append([]strictyaml.Field{
			{Key: "id", Required: true, Read: f.ident(&d.ID, "the item", r.items)},
			{Key: "due", Required: true, Read: f.when(&d.Due, "a deadline is", dueForms)},
			{Key: "short", Read: f.text(&d.Short)},
			{Key: "actions", Read: f.actions(&d.Actions)},
		}, f.action(&a)...)
		f.Object(item, "a deadline", append(fields, f.condition(&d.Condition)...))
		switch {
		case len(d.Actions) > 0 && !a.Do.IsZero():
			f.Errorf(item, "a deadline has one action, or several under the key \"actions\", not both")
		case !a.Do.IsZero():
			d.Actions = []meeting.Action{a}
		case len(d.Actions) == 0 && !mentions(item, "action") && !mentions(item, "actions"):
			f.Errorf(item, "a deadline needs the key \"action\"")
		}
		r.m.Deadlines = append(r.m.Deadlines, d)
	})
}

// action returns the fields of what must be done by a deadline.
func (f *file) action(a *meeting.Action) []strictyaml.Field {
	return []strictyaml.Field{
		{Key: "action", Read: f.text(&a.Do)},
		{Key: "who", Read: f.slugs(&a.Who)},
		{Key: "how", Read: f.text(&a.How)},
		{Key: "see", Read: f.ref(&a.See)},
		{Key: "url", Read: f.url(&a.URL)},
	}
}

func (f *file) actions(to *[]meeting.Action) func(*yaml.Node) {
	return func(n *yaml.Node) {
		f.List(n, "actions", func(item *yaml.Node) {
			a := meeting.Action{Pos: f.Pos(item)}
			if f.Object(item, "an action", f.action(&a)) && a.Do.IsZero() && !mentions(item, "action") {
				f.Errorf(item, "an action needs the key \"action\"")
			}
			*to = append(*to, a)
		})
	}
}
