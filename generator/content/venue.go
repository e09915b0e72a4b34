package content

import (
	"strconv"

	"go.yaml.in/yaml/v4"

	"plenary/generator/diag"
	"plenary/generator/meeting"
	"plenary/generator/strictyaml"
)

// venue reads venue.yaml.
func (r *meetingReader) venue() {
	f, root, ok := r.open("venue.yaml")
	if !ok {
		return
	}
	v := &meeting.Venue{Pos: f.Pos(root)}
	r.m.Venue = v
	f.Object(root, "a venue", []strictyaml.Field{
		{Key: "name", Required: true, Read: f.anyText(&v.Name)},
		{Key: "hall", Read: f.anyText(&v.Hall)},
		{Key: "address", Required: true, Read: f.anyText(&v.Address)},
		{Key: "local_language", Read: f.tag(&v.LocalLanguage)},
		{Key: "map", Read: f.url(&v.Map)},
		{Key: "position", Read: func(n *yaml.Node) {
			p := &meeting.Position{}
			f.Object(n, "a position", []strictyaml.Field{
				{Key: "latitude", Required: true, Read: f.degrees(&p.Latitude, 90)},
				{Key: "longitude", Required: true, Read: f.degrees(&p.Longitude, 180)},
			})
			v.Position = p
		}},
		{Key: "buildings", Read: f.buildings(&v.Buildings, r.contacts)},
		{Key: "contacts", Read: r.contactList(f)},
	})
}

// degrees reads a latitude or longitude.
func (f *file) degrees(to *float64, limit float64) func(*yaml.Node) {
	return func(n *yaml.Node) {
		s, ok := f.Scalar(n, "a number of degrees")
		if !ok {
			return
		}
		d, err := strconv.ParseFloat(s, 64)
		if err != nil || d < -limit || d > limit || d != d {
			f.Errorf(n, "%q is not a number of degrees; write one from -%g to %g, as in 37.6689", s, limit, limit)
			return
		}
		*to = d
	}
}

func (f *file) buildings(to *[]meeting.Building, taken map[string]diag.Pos) func(*yaml.Node) {
	rooms := map[string]diag.Pos{}
	return func(n *yaml.Node) {
		f.List(n, "buildings", func(item *yaml.Node) {
			b := meeting.Building{Pos: f.Pos(item)}
			f.Object(item, "a building", []strictyaml.Field{
				{Key: "id", Required: true, Read: f.ident(&b.ID, "the contact or building", taken)},
				{Key: "name", Required: true, Read: f.anyText(&b.Name)},
				{Key: "address", Read: f.anyText(&b.Address)},
				{Key: "for", Read: f.text(&b.For)},
				{Key: "rooms", Read: func(n *yaml.Node) {
					f.List(n, "rooms", func(item *yaml.Node) {
						r := meeting.Room{Pos: f.Pos(item)}
						f.Object(item, "a room", []strictyaml.Field{
							{Key: "id", Required: true, Read: f.ident(&r.ID, "the room", rooms)},
							{Key: "name", Required: true, Read: f.anyText(&r.Name)},
						})
						b.Rooms = append(b.Rooms, r)
					})
				}},
			})
			*to = append(*to, b)
		})
	}
}
