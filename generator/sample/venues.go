package sample

import (
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// localText is a text that may be in the host country's language too.
type localText struct {
	text
	language string // "" for none beside the two
	local    string
}

// MarshalYAML writes the text with its languages.
func (t localText) MarshalYAML() (any, error) {
	pairs := []string{"zh", t.zh, "en", t.en}
	if t.language != "" {
		pairs = append(pairs, t.language, t.local)
	}
	n := mapping(pairs...)
	if len(t.zh)+len(t.en)+len(t.local) < wide {
		n.Style = yaml.FlowStyle
	}
	return n, nil
}

// venueNames are kinds of venues; "$city" stands for the city's name.
var venueNames = []text{
	{"$city国际会议中心", "$city International Convention Centre"},
	{"$city会议宫", "Palace of Congresses, $city"},
	{"标准之家", "House of Standards"},
}

// localVenueNames are the venueNames in the languages of the host countries, in
// the same order.
var localVenueNames = map[string][3]string{
	"am": {"$city ዓለም አቀፍ የስብሰባ ማዕከል", "$city የጉባኤ አዳራሽ", "የደረጃዎች ቤት"},
	"ar": {"مركز المؤتمرات الدولي، $city", "قصر المؤتمرات، $city", "بيت المعايير"},
	"bg": {"Международен конгресен център, $city", "Дворец на конгресите, $city", "Дом на стандартите"},
	"cs": {"Mezinárodní kongresové centrum $city", "Kongresový palác $city", "Dům norem"},
	"de": {"Internationales Konferenzzentrum $city", "Kongresshaus $city", "Haus der Normen"},
	"el": {"Διεθνές Συνεδριακό Κέντρο, $city", "Μέγαρο Συνεδρίων, $city", "Οίκος Προτύπων"},
	"es": {"Centro Internacional de Convenciones de $city", "Palacio de Congresos de $city", "Casa de las Normas"},
	"fa": {"مرکز بین\u200cالمللی همایش، $city", "کاخ همایش، $city", "خانه استاندارد"},
	"fi": {"Kansainvälinen kongressikeskus, $city", "Kongressitalo, $city", "Standarditalo"},
	"fr": {"Centre international de conférences de $city", "Palais des congrès de $city", "Maison des normes"},
	"hi": {"$city अंतर्राष्ट्रीय सम्मेलन केंद्र", "$city सम्मेलन भवन", "मानक भवन"},
	"id": {"Pusat Konvensi Internasional $city", "Balai Sidang $city", "Gedung Standar"},
	"is": {"Alþjóðlega ráðstefnumiðstöðin, $city", "Ráðstefnuhöllin, $city", "Staðlahúsið"},
	"it": {"Centro congressi internazionale di $city", "Palazzo dei congressi di $city", "Casa delle norme"},
	"ja": {"$city国際会議場", "$city会議宮", "標準会館"},
	"ka": {"საერთაშორისო საკონფერენციო ცენტრი, $city", "კონგრესების სასახლე, $city", "სტანდარტების სახლი"},
	"ko": {"$city국제회의장", "$city회의궁", "표준회관"},
	"mn": {"$city олон улсын хурлын төв", "$city хурлын ордон", "Стандартын өргөө"},
	"nb": {"Det internasjonale konferansesenteret, $city", "Kongresspalasset, $city", "Standardenes hus"},
	"ne": {"$city अन्तर्राष्ट्रिय सम्मेलन केन्द्र", "$city सम्मेलन भवन", "मानक भवन"},
	"pl": {"Międzynarodowe Centrum Kongresowe, $city", "Pałac Kongresów, $city", "Dom Norm"},
	"pt": {"Centro Internacional de Convenções, $city", "Palácio dos Congressos, $city", "Casa das Normas"},
	"ru": {"Международный конгресс-центр, $city", "Дворец конгрессов, $city", "Дом стандартов"},
	"sw": {"Kituo cha Kimataifa cha Mikutano, $city", "Ukumbi wa Mikutano, $city", "Nyumba ya Viwango"},
	"th": {"ศูนย์การประชุมนานาชาติ$city", "หอประชุม$city", "อาคารมาตรฐาน"},
	"tr": {"$city Uluslararası Kongre Merkezi", "$city Kongre Sarayı", "Standartlar Evi"},
	"uz": {"$city xalqaro kongress markazi", "$city kongresslar saroyi", "Standartlar uyi"},
	"vi": {"Trung tâm Hội nghị Quốc tế $city", "Cung Hội nghị $city", "Nhà Tiêu chuẩn"},
}

// rooms are halls and rooms, by what their ids are made of.
var rooms = []struct {
	id   string
	name text
}{
	{"main", text{"主会议厅", "Main Hall"}},
	{"river", text{"河厅", "River Room"}},
	{"garden", text{"花园厅", "Garden Room"}},
	{"compass", text{"罗盘厅", "Compass Room"}},
	{"harbour", text{"港口厅", "Harbour Room"}},
	{"library", text{"图书室", "Library"}},
	{"meridian", text{"子午线厅", "Meridian Room"}},
}

// place decides on the venue and its rooms. The number of buildings and rooms
// goes with the length of the meeting.
func (p *plan) place() {
	c := p.city
	if c == nil {
		return
	}
	k, number := p.r.IntN(len(venueNames)), p.between(1, 240)
	name, local := venueNames[k], ""
	p.words["city"] = c.name
	if c.language != "zh" && c.language != "en" {
		local = strings.ReplaceAll(localVenueNames[c.language][k], "$city", c.local)
	}
	p.venue = &venueFile{
		Name:     c.inAll(p.say(name), local),
		Address:  c.address(number),
		Map:      "https://www.example.org/maps/" + c.slug,
		Language: c.language,
	}
	if p.chance(60) {
		p.venue.Hall = p.say(text{"${1-9}层", "Level ${1-9}"})
	}
	if p.chance(75) {
		p.venue.Position = &position{plain(c.lat), plain(c.lon)}
	}
	p.buildings()
	p.venue.Contacts = []contact{p.hostContact()}
}

// inAll returns a text in the site's languages and, if it has it, that of the host
// country.
func (c *city) inAll(t text, local string) localText {
	if local == "" {
		return localText{text: t}
	}
	return localText{t, c.language, local}
}

// address returns the address of a house in the city's street.
func (c *city) address(number int) localText {
	n := strconv.Itoa(number)
	t := text{
		zh: c.country.zh + c.name.zh + c.street.zh + n + "号",
		en: c.street.en + " " + n + ", " + c.name.en + ", " + c.country.en,
	}
	switch c.language {
	case "en", "zh":
		t.en = n + " " + c.street.en + ", " + c.name.en + ", " + c.country.en
		return c.inAll(t, "")
	case "ja":
		return c.inAll(t, c.local+"市"+c.road+n)
	case "ko":
		return c.inAll(t, c.local+" "+c.road+" "+n)
	case "vi":
		return c.inAll(t, n+" "+c.road+", "+c.local)
	case "ar", "fa":
		return c.inAll(t, c.road+" "+n+"، "+c.local)
	}
	return c.inAll(t, c.road+" "+n+", "+c.local)
}

// buildings adds one or two buildings and their rooms.
func (p *plan) buildings() {
	n := min(2+p.days()/3, len(rooms))
	first := building{ID: "north", Name: text{"北楼", "North Building"}, For: text{"注册和全体会议", "Registration and plenaries"}}
	second := building{ID: "south", Name: text{"南楼", "South Building"}, For: text{"工作组和起草组", "Working parties and drafting groups"}}
	for i, r := range rooms[:n] {
		to := &first
		if i >= 3 {
			to = &second
		}
		to.Rooms = append(to.Rooms, room{r.id, r.name})
		p.rooms = append(p.rooms, r.id)
	}
	p.venue.Buildings = []building{first}
	if len(second.Rooms) > 0 {
		p.venue.Buildings = append(p.venue.Buildings, second)
	}
}
