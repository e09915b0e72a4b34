package archive

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"regexp"
	"strings"
	"time"

	"plenary/generator/content"
)

const (
	shipped = "content/sg17"
	madeUp  = "generator/pipeline/testdata/made-up/content/"
)

// groups are the folders of the groups that are copied.
var groups = []string{shipped, madeUp + "advisory", madeUp + "sg99", madeUp + "sg99rg-isl"}

// original is a meeting that is copied: its folder, its first day, and where it is.
type original struct {
	folder, first string
	city, country text
}

// text is a text in both languages.
type text struct{ zh, en string }

var originals = []*original{
	{shipped + "/2023-08-goyang", "2023-08-29", text{"高阳", "Goyang"}, text{"大韩民国", "Republic of Korea"}},
	{madeUp + "advisory/2024-10-geneva", "2024-10-21", text{"日内瓦", "Geneva"}, text{"瑞士", "Switzerland"}},
	{madeUp + "sg99/2024-04-joint", "2024-04-16", text{"日内瓦", "Geneva"}, text{"瑞士", "Switzerland"}},
	{madeUp + "sg99/2025-06-apia", "2025-06-03", text{"阿皮亚", "Apia"}, text{"萨摩亚", "Samoa"}},
	{folder: madeUp + "sg99/2025-02-remote", first: "2025-02-10"},
}

// place is where a copy is held. A remote meeting has its time zone only.
type place struct {
	zone          string
	city, country text
}

// places have summer time in the north, in the south, of half an hour, around
// Ramadan, in winter, or not at all, or have changed their law.
var places = []place{
	{"Europe/Zurich", text{"日内瓦", "Geneva"}, text{"瑞士", "Switzerland"}},
	{"America/Santiago", text{"圣地亚哥", "Santiago"}, text{"智利", "Chile"}},
	{"Africa/Nairobi", text{"内罗毕", "Nairobi"}, text{"肯尼亚", "Kenya"}},
	{"Australia/Lord_Howe", text{"豪勋爵岛", "Lord Howe Island"}, text{"澳大利亚", "Australia"}},
	{"Africa/Casablanca", text{"卡萨布兰卡", "Casablanca"}, text{"摩洛哥", "Morocco"}},
	{"Europe/Istanbul", text{"伊斯坦布尔", "Istanbul"}, text{"土耳其", "Türkiye"}},
	{"Asia/Kathmandu", text{"加德满都", "Kathmandu"}, text{"尼泊尔", "Nepal"}},
	{"America/Caracas", text{"加拉加斯", "Caracas"}, text{"委内瑞拉", "Venezuela"}},
	{"America/New_York", text{"纽约", "New York"}, text{"美国", "United States"}},
	{"Asia/Tehran", text{"德黑兰", "Tehran"}, text{"伊朗", "Iran"}},
	{"Pacific/Auckland", text{"奥克兰", "Auckland"}, text{"新西兰", "New Zealand"}},
	{"Europe/Dublin", text{"都柏林", "Dublin"}, text{"爱尔兰", "Ireland"}},
	{"America/Sao_Paulo", text{"圣保罗", "São Paulo"}, text{"巴西", "Brazil"}},
	{"Africa/Cairo", text{"开罗", "Cairo"}, text{"埃及", "Egypt"}},
	{"Europe/Moscow", text{"莫斯科", "Moscow"}, text{"俄罗斯", "Russia"}},
	{"America/St_Johns", text{"圣约翰斯", "St John’s"}, text{"加拿大", "Canada"}},
}

// roles act in any meeting; those of the shipped one are added to the made-up site.
var roles = []string{"members", "member-states", "participants", "fellowship-applicants", "visa-applicants", "applicants", "editors"}

const moreRoles = `  fellowship-applicants: {zh: 与会补贴申请人, en: fellowship applicants}
  visa-applicants: {zh: 需要签证协办的与会者, en: participants who need visa support}
`

// Two Fibonacci numbers in a row: with the smaller one as the stride, no week is used
// twice, and any number of meetings is spread evenly.
const weeks, stride = 2584, 1597

var start = time.Date(1990, time.January, 1, 0, 0, 0, 0, time.UTC) // a Monday

// stamp says how the copy of a meeting differs from the original.
type stamp struct {
	*rand.Rand
	*original
	set    int // which copy of the study groups
	place  place
	first  time.Time // the first day of the meeting
	suffix string    // of its names, when the weeks are used again
}

// newStamp returns the stamp of meeting i. Half of all are the shipped meeting.
func newStamp(seed uint64, i int) *stamp {
	week := (i*stride + int(seed%weeks)) % weeks
	s := &stamp{Rand: rand.New(rand.NewPCG(seed, uint64(i))), original: originals[0], place: places[week%len(places)]}
	s.set = s.IntN(sets(i + 1))
	if s.IntN(2) == 0 {
		s.original = originals[1+s.IntN(len(originals)-1)]
	}
	weekday := (int(s.firstDay().Weekday()) + 6) % 7
	s.first = start.AddDate(0, 0, 7*week+weekday)
	if round := i / weeks; round > 0 {
		s.suffix = fmt.Sprintf("-%d", round+1)
	}
	return s
}

// sets returns how many copies of the study groups an archive of n meetings has: one
// for every 40 meetings, but not more than can be numbered to 98.
func sets(n int) int { return min(49, 1+max(0, n-1)/40) }

// firstDay returns the first day of the original.
func (o *original) firstDay() time.Time {
	day, _ := time.Parse(time.DateOnly, o.first) // a constant
	return day
}

// group returns the folder of the group that meets.
func (s *stamp) group() string { return numbered(path.Base(path.Dir(s.original.folder)), s.set) }

// folder returns the folder of the meeting.
func (s *stamp) folder() string {
	city := strings.ToLower(strings.ReplaceAll(path.Base(s.place.zone), "_", "-"))
	return path.Join(content.Dir, s.group(), s.first.Format("2006-01-")+city+s.suffix)
}

var (
	groupNumber = regexp.MustCompile(`(SG|sg|Group |第|/)(17|99)`)
	idLine      = regexp.MustCompile(`(?m)^id: \S+`)
	zoneLine    = regexp.MustCompile(`(?m)^zone: .*`)
	whoLine     = regexp.MustCompile(`(?m)^  who: [a-z-]+$`)
)

// numbered returns a text with the numbers that the study groups have in a set.
func numbered(s string, set int) string {
	return groupNumber.ReplaceAllStringFunc(s, func(found string) string {
		before, n := found[:len(found)-2], 2*set+1
		if strings.HasSuffix(found, "99") {
			n++
		}
		if before == "sg" {
			return fmt.Sprintf("%s%02d", before, n) // folders are sorted by name
		}
		return fmt.Sprint(before, n)
	})
}

// read returns the files of an original as they are in the copy, without its record.
func (s *stamp) read(root *os.Root, o *original) (map[string]string, error) {
	entries, err := fs.ReadDir(root.FS(), o.folder)
	files := map[string]string{}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), "revision") {
			continue
		}
		data, err := root.ReadFile(o.folder + "/" + e.Name())
		if err != nil {
			return nil, err
		}
		t := string(data)
		for _, r := range [][2]text{{o.city, s.place.city}, {o.country, s.place.country}} {
			if r[0] != (text{}) {
				t = strings.NewReplacer(r[0].zh, r[1].zh, r[0].en, r[1].en).Replace(t)
			}
		}
		days := int(s.first.Sub(o.firstDay()).Hours()) / 24
		files[e.Name()] = shifted(numbered(t, s.set), days, o.firstDay().Year())
	}
	return files, err
}

// files returns the files of the meeting, by name.
func (s *stamp) files(root *os.Root) (map[string]string, error) {
	files, err := s.read(root, s.original)
	if err != nil {
		return nil, err
	}
	m := idLine.ReplaceAllString(files["meeting.yaml"], "id: "+s.group()+s.first.Format("-2006-01-02")+s.suffix)
	files["meeting.yaml"] = zoneLine.ReplaceAllString(m, "zone: "+s.place.zone)
	files["deadlines.yaml"] = whoLine.ReplaceAllStringFunc(files["deadlines.yaml"], func(line string) string {
		if s.IntN(2) == 0 {
			return line
		}
		return "  who: " + roles[s.IntN(len(roles))]
	})
	if s.IntN(2) == 0 {
		return files, nil
	}
	others, err := s.read(root, originals[0])
	if err != nil {
		return nil, err
	}
	// Add up to nine items of the shipped agenda as the last annex, and mention it.
	const item = "\n  - label:"
	items := strings.Split(others["annex-b.yaml"], item)
	for letter := 'a'; ; letter++ {
		name := fmt.Sprintf("annex-%c", letter)
		if files[name+".yaml"] == "" && files[name+".en.md"] == "" {
			files[name+".yaml"] = strings.Join(items[:2+s.IntN(9)], item) + "\n"
			files["letter.zh.md"] += fmt.Sprintf("\n另见{{< annex \"%c\" >}}。\n", letter)
			files["letter.en.md"] += fmt.Sprintf("\nSee {{< annex \"%c\" >}} as well.\n", letter)
			return files, nil
		}
	}
}

// dates are the ways in which content writes a date, with and without a year.
var dates = []struct {
	pattern      *regexp.Regexp
	layout, year string
}{
	{regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}\b`), time.DateOnly, ""},
	{regexp.MustCompile(`(\d{4}年)?\d{1,2}月\d{1,2}日`), "2006年1月2日", "%d年%s"},
	{regexp.MustCompile(`\b\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December)( \d{4})?`), "2 January 2006", "%[2]s %[1]d"},
}

// shifted returns a text with all dates so many days later. Those without a year are
// in the given year; afterwards they have one, in every language.
func shifted(s string, days, year int) string {
	for _, d := range dates {
		s = d.pattern.ReplaceAllStringFunc(s, func(found string) string {
			date, err := time.Parse(d.layout, found)
			if err != nil {
				if date, err = time.Parse(d.layout, fmt.Sprintf(d.year, year, found)); err != nil {
					return found // not a date
				}
			}
			return date.AddDate(0, 0, days).Format(d.layout)
		})
	}
	return s
}
