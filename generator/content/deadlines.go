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
		d := meeting.Deadline{Source: f.source(item)}
		a := meeting.Action{Source: d.Source}
		fields := append([]strictyaml.Field{
			{Key: "id", Required: true, Read: f.ident(&d.ID, "the item", r.items)},
			{Key: "due", Required: true, Read: f.when(&d.Due, "a deadline is", dueForms)},
			{Key: "short", Read: f.text(&d.Short)},
			{Key: "actions", Read: f.actions(&d.Actions)},
		}, f.action(&a)...)
		f.Object(item, "a deadline", append(fields, f.condition(&d.Condition)...))
		switch {
		case strictyaml.Has(item, "actions"):
			for _, own := range f.action(&a) {
				if strictyaml.Has(item, own.Key) {
					r.diags.Errorf(d.At(own.Key), "a deadline with several actions has the key %q in each of them, not beside them", own.Key)
				}
			}
		case !a.Do.IsZero():
			d.Actions = []meeting.Action{a}
		case item.Kind == yaml.MappingNode && !strictyaml.Has(item, "action"):
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
			a := meeting.Action{Source: f.source(item)}
			if f.Object(item, "an action", f.action(&a)) && a.Do.IsZero() && !strictyaml.Has(item, "action") {
				f.Errorf(item, "an action needs the key \"action\"")
			}
			*to = append(*to, a)
		})
	}
}
