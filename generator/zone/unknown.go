package zone

import (
	"fmt"
	"strings"
)

// UnknownError reports a name that [Load] does not accept.
type UnknownError struct {
	Name string // as given
	Near string // the name that was probably meant, "" if none or more than one comes to mind
}

func (e *UnknownError) Error() string {
	if e.Near != "" {
		return fmt.Sprintf("%q does not name the time zone of a place; did you mean %q?", e.Name, e.Near)
	}
	return fmt.Sprintf("%q does not name the time zone of a place; write an IANA name such as \"Asia/Seoul\", or \"UTC\"", e.Name)
}

// near returns the accepted name that was most likely meant by name, or "".
// In this order: a well-known other name; the right name in the wrong case or
// with the wrong separator; a city without its area or in the wrong area; a
// slip of the finger.
func near(name string) string {
	const longest = 64 // more than twice the longest name: nobody's slip
	if len(name) > longest {
		return ""
	}
	name = fold(name)
	if zone, ok := otherNames[name]; ok {
		return zone
	}
	names := Names()
	if zone := only(names, func(n string) bool { return fold(n) == name }); zone != "" {
		return zone
	}
	if zone := only(names, func(n string) bool { return city(fold(n)) == city(name) }); zone != "" {
		return zone
	}
	return nearest(names, name)
}

// fold makes names comparable that differ in case and separators only.
func fold(name string) string {
	return strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(strings.TrimSpace(name)))
}

// city is the last part of a name: "seoul" in "asia/seoul".
func city(name string) string {
	return name[strings.LastIndexByte(name, '/')+1:]
}

// only returns the one name for which is holds, or "" if there is another.
func only(names []string, is func(string) bool) string {
	found := ""
	for _, n := range names {
		if !is(n) {
			continue
		}
		if found != "" {
			return ""
		}
		found = n
	}
	return found
}

// nearest returns the one name that takes the fewest slips to become the given
// folded name: one, or two in a longer name. Names without an area are left
// out: every abbreviation is near to some other.
func nearest(names []string, name string) string {
	if !strings.Contains(name, "/") {
		return ""
	}
	limit := 1
	if len(city(name)) >= 8 {
		limit = 2
	}
	best := ""
	for _, n := range names {
		switch d := slips(fold(n), name); {
		case d < limit || d == limit && best == "":
			best, limit = n, d
		case d == limit:
			best = ""
			limit-- // a tie: only a nearer name can still win
		}
	}
	return best
}

// slips counts the slips between two names: letters left out, put in, replaced,
// or swapped with the next (the optimal string alignment distance).
func slips(nameA, nameB string) int {
	a, b := []rune(nameA), []rune(nameB)
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, last, row = last, row, before
		row[0] = i
		for j := 1; j <= len(b); j++ {
			replaced := last[j-1]
			if a[i-1] != b[j-1] {
				replaced++
			}
			row[j] = min(replaced, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return row[len(b)]
}

// otherNames gives the zone for names that are often written in its place and
// can only mean this one, in the form that fold gives. Abbreviations used by
// several zones (CST, IST, BST, EST, CET, …) are left out on purpose, and so
// are names for a whole country with several zones.
var otherNames = map[string]string{
	"gmt": utc, "z": utc, "zulu": utc, "uct": utc, "universal": utc, "greenwich": utc,
	"etc/utc": utc, "etc/uct": utc, "etc/gmt": utc, "etc/zulu": utc, "etc/universal": utc, "etc/greenwich": utc,
	"utc+0": utc, "gmt+0": utc, "gmt_0": utc, "gmt0": utc,

	"kst": "Asia/Seoul", "rok": "Asia/Seoul", "korea": "Asia/Seoul",
	"jst": "Asia/Tokyo", "japan": "Asia/Tokyo",
	"hkt": "Asia/Hong_Kong", "hongkong": "Asia/Hong_Kong",
	"sgt": "Asia/Singapore", "pht": "Asia/Manila", "npt": "Asia/Kathmandu", "pkt": "Asia/Karachi",
	"wib": "Asia/Jakarta", "wita": "Asia/Makassar",
	"msk": "Europe/Moscow", "trt": "Europe/Istanbul",
	"nzst": "Pacific/Auckland", "nzdt": "Pacific/Auckland",
	"sast": "Africa/Johannesburg", "nst": "America/St_Johns", "ndt": "America/St_Johns",

	"prc": "Asia/Shanghai", "china": "Asia/Shanghai", "beijing": "Asia/Shanghai", "asia/beijing": "Asia/Shanghai",
	"roc": "Asia/Taipei", "asia/new_delhi": "Asia/Kolkata", "new_delhi": "Asia/Kolkata",
	"asia/delhi": "Asia/Kolkata", "india": "Asia/Kolkata",
	"geneva": "Europe/Zurich", "europe/geneva": "Europe/Zurich", "europe/bern": "Europe/Zurich",
	"switzerland": "Europe/Zurich",

	"cuba": "America/Havana", "egypt": "Africa/Cairo", "eire": "Europe/Dublin",
	"gb": "Europe/London", "gb_eire": "Europe/London", "iceland": "Atlantic/Reykjavik",
	"iran": "Asia/Tehran", "israel": "Asia/Jerusalem", "jamaica": "America/Jamaica",
	"kwajalein": "Pacific/Kwajalein", "libya": "Africa/Tripoli", "navajo": "America/Denver",
	"nz": "Pacific/Auckland", "nz_chat": "Pacific/Chatham", "poland": "Europe/Warsaw",
	"portugal": "Europe/Lisbon", "singapore": "Asia/Singapore", "turkey": "Europe/Istanbul",
	"w_su": "Europe/Moscow",

	"us/alaska": "America/Anchorage", "us/aleutian": "America/Adak", "us/arizona": "America/Phoenix",
	"us/central": "America/Chicago", "us/eastern": "America/New_York", "us/hawaii": "Pacific/Honolulu",
	"us/michigan": "America/Detroit", "us/mountain": "America/Denver", "us/pacific": "America/Los_Angeles",
	"us/samoa": "Pacific/Pago_Pago", "us/east_indiana": "America/Indiana/Indianapolis",
	"us/indiana_starke": "America/Indiana/Knox",
	"canada/atlantic":   "America/Halifax", "canada/central": "America/Winnipeg",
	"canada/eastern": "America/Toronto", "canada/mountain": "America/Edmonton",
	"canada/newfoundland": "America/St_Johns", "canada/pacific": "America/Vancouver",
	"canada/saskatchewan": "America/Regina", "canada/yukon": "America/Whitehorse",
	"brazil/acre": "America/Rio_Branco", "brazil/denoronha": "America/Noronha",
	"brazil/east": "America/Sao_Paulo", "brazil/west": "America/Manaus",
	"chile/continental": "America/Santiago", "chile/easterisland": "Pacific/Easter",
	"mexico/bajanorte": "America/Tijuana", "mexico/bajasur": "America/Mazatlan",
	"mexico/general": "America/Mexico_City",
}
