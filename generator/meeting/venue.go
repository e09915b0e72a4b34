package meeting

import "plenary/generator/diag"

// Venue is where a meeting takes place. Its texts may have the host country's
// language beside those of the site.
type Venue struct {
	Pos           diag.Pos
	Name          Text
	Hall          Text // hall and floor
	Address       Text
	LocalLanguage string // BCP 47; of the card to show a driver; "" for no card
	Map           string // URL
	Position      *Position
	Buildings     []Building
}

// Position is a point on the globe, WGS 84, in degrees.
type Position struct{ Latitude, Longitude float64 }

// Building is one of several buildings of a venue.
type Building struct {
	Pos     diag.Pos
	ID      string
	Name    Text
	Address Text
	For     Text // what happens there: registration, sessions
	Rooms   []Room
}

// Room is a room in a building.
type Room struct {
	Pos  diag.Pos
	ID   string
	Name Text
}

// Room returns the room with an ID and its building, or nils.
func (v *Venue) Room(id string) (*Room, *Building) {
	if v == nil {
		return nil, nil
	}
	for i := range v.Buildings {
		b := &v.Buildings[i]
		if r := find(b.Rooms, func(r *Room) bool { return r.ID == id }); r != nil {
			return r, b
		}
	}
	return nil, nil
}
