package sample

// namePool is names that are usual together; they belong to nobody in particular.
type namePool struct{ women, men, families []string }

// namePools are the names usual in the regions of the cities.
var namePools = map[string]namePool{
	"africa": {
		[]string{"Amina", "Grace", "Wanjiru", "Thandi", "Abena", "Fatou"},
		[]string{"Kofi", "Tendai", "Samuel", "Moussa", "Daniel", "Juma"},
		[]string{"Mensah", "Okafor", "Diallo", "Mwangi", "Ndlovu", "Tesfaye", "Kamara"},
	},
	"americas": {
		[]string{"Camila", "Elena", "Rosa", "Mary", "Lucía", "Joan"},
		[]string{"Diego", "Andrés", "Paul", "Mateo", "Henry", "Luis"},
		[]string{"Campos", "Rivera", "Fields", "Moreno", "Lake", "Fuentes", "Silveira"},
	},
	"arab": {
		[]string{"Layla", "Salma", "Huda", "Nour", "Rania"},
		[]string{"Omar", "Karim", "Yusuf", "Tariq", "Sami"},
		[]string{"Haddad", "Mansour", "Al-Amri", "Nasser", "Benali", "Qasim"},
	},
	"asia": {
		[]string{"Mei", "Hana", "Priya", "Linh", "Aiko", "Dana"},
		[]string{"Wei", "Jun", "Ravi", "Minh", "Bayar", "Arif"},
		[]string{"Tan", "Mori", "Sharma", "Lim", "Han", "Perera", "Wong"},
	},
	"europe": {
		[]string{"Anna", "Ingrid", "Sofia", "Claire", "Maria", "Eva"},
		[]string{"Jan", "Marco", "Erik", "Thomas", "Nikos", "Hugo"},
		[]string{"Berg", "Novak", "Rossi", "Weber", "Martin", "Laine", "Dimitrov"},
	},
}

var (
	ms = text{"女士", "Ms"}
	mr = text{"先生", "Mr"}
	dr = text{"博士", "Dr"}
)

// person returns the name of somebody of a country, and the form of address.
func (p *plan) person(from *city) (name string, form text) {
	of := namePools[from.region]
	first, form := pick(p.dice, of.women), ms
	if p.chance(50) {
		first, form = pick(p.dice, of.men), mr
	}
	if p.chance(15) {
		form = dr
	}
	return first + " " + pick(p.dice, of.families), form
}

// officer returns somebody with an office, from anywhere.
func (p *plan) officer(role string) officer {
	from := &cities[p.r.IntN(len(cities))]
	o := officer{Role: role, Country: from.country}
	o.Name, o.Title = p.person(from)
	return o
}
