package pipeline_test

import (
	"bytes"
	"encoding/gob"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"plenary"
	"plenary/generator/cache"
	"plenary/generator/pipeline"
	"plenary/generator/publish"
)

// spoilt is a store of which every entry is something else than what was put there.
type spoilt struct {
	lasting
	spoil func(data []byte) []byte
}

func (s *spoilt) Get(key cache.Key) ([]byte, bool) {
	data, ok := s.lasting.Get(key)
	if !ok {
		return nil, false
	}
	return s.spoil(bytes.Clone(data)), true
}

func isFacts(data []byte) bool { return bytes.HasPrefix(data, []byte("{")) }

// fact replaces something in the facts of meetings.
func fact(t *testing.T, old, new string) func([]byte) []byte {
	done := 0
	t.Cleanup(func() {
		if done == 0 {
			t.Errorf("no facts have %s", old)
		}
	})
	return func(data []byte) []byte {
		if isFacts(data) && bytes.Contains(data, []byte(old)) {
			done++
			return bytes.ReplaceAll(data, []byte(old), []byte(new))
		}
		return data
	}
}

// known is the entry of a file.
type known struct {
	Path string
	Sum  publish.Sum
}

func encode(t *testing.T, value any) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(value); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// list changes the lists of files.
func list(t *testing.T, change func([]known) []known) func([]byte) []byte {
	return func(data []byte) []byte {
		var files []known
		if isFacts(data) || gob.NewDecoder(bytes.NewReader(data)).Decode(&files) != nil || len(files) == 0 || files[0].Sum == (publish.Sum{}) {
			return data
		}
		return encode(t, change(files))
	}
}

// pack changes the files themselves.
func pack(t *testing.T, change func([]publish.File) []publish.File) func([]byte) []byte {
	return func(data []byte) []byte {
		var files []publish.File
		if isFacts(data) || gob.NewDecoder(bytes.NewReader(data)).Decode(&files) != nil || len(files) == 0 || files[0].Data == nil {
			return data
		}
		return encode(t, change(files))
	}
}

func same(as string) func([]byte) []byte { return func([]byte) []byte { return []byte(as) } }

// TestNothingMadeAgain proves that a second build finds everything in the cache.
func TestNothingMadeAgain(t *testing.T) {
	store := &lasting{data: map[cache.Key][]byte{}}
	for range 2 {
		before := len(store.puts)
		opt := options(os.DirFS(madeUpDir))
		opt.Cache = store
		p, err := pipeline.Open(opt)
		if err != nil {
			t.Fatal(err)
		}
		report, err := p.Build(t.Context(), newMemory(), pipeline.BuildOptions{})
		if err != nil || report.Diags.Blocks() {
			t.Fatal(report.Diags, err)
		}
		if before > 0 && len(store.puts) > before {
			t.Errorf("%d entries were made a second time", len(store.puts)-before)
		}
	}
}

// TestSpoiltCache proves that whatever is wrong with a cache reads as missing.
func TestSpoiltCache(t *testing.T) {
	files := smallProject(t, plenary.Theme)
	p := &project{t: t}
	want, problems := p.fromNothing(options(files))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	good := &lasting{data: map[cache.Key][]byte{}}
	build := func(store pipeline.Store) (pipeline.Report, site) {
		t.Helper()
		opt := options(files)
		opt.Cache = store
		project, err := pipeline.Open(opt)
		if err != nil {
			t.Fatal(err)
		}
		to := newMemory()
		report, err := project.Build(t.Context(), to, pipeline.BuildOptions{})
		if err != nil {
			t.Fatal(err)
		}
		return report, to.files
	}
	build(good)
	if report, _ := build(good); report.Rendered != 0 {
		t.Fatalf("%d meetings were rendered again", report.Rendered)
	}
	first := func(f []known) known { return f[0] }
	for name, spoil := range map[string]func([]byte) []byte{
		"nothing":        same(""),
		"empty object":   same("{}"),
		"null":           same("null"),
		"list":           same("[]"),
		"text":           same(`"x"`),
		"draft":          same(`{"draft":true,"identity":{"ID":"x","Pos":{},"File":""}}`),
		"unknown":        same(`{"facts":1}`),
		"cut off":        func(data []byte) []byte { return data[:len(data)/2] },
		"more behind":    func(data []byte) []byte { return append(data, data...) },
		"other gob":      same(string(encode(t, map[string]int{"x": 1}))),
		"gob of nothing": same(string(encode(t, []known{}))),
		"files for list": same(string(encode(t, []publish.File{{Path: "en/index.html", Data: []byte("x")}}))),

		"another meeting":  fact(t, "sg1/2024-05-geneva", "sg2/2024-06-online"),
		"another id":       fact(t, `"ID":"sg1-2024-05"`, `"ID":"sg2-2024-06"`),
		"no id":            fact(t, `"id":"sg1-2024-05"`, `"id":""`),
		"no groups":        fact(t, `"groups":["sg1"]`, `"groups":[]`),
		"groups are null":  fact(t, `"groups":["sg1"]`, `"groups":null`),
		"unknown group":    fact(t, `"groups":["sg2","sg1"]`, `"groups":["sg2","sg3"]`),
		"groups exchanged": fact(t, `"groups":["sg2","sg1"]`, `"groups":["sg1","sg2"]`),
		"unknown role":     fact(t, `"roles":["members"]`, `"roles":["../x"]`),
		"no languages":     fact(t, `"in":{"en":`, `"in":{"fr":`),
		"no pages":         fact(t, `"pages":["","letter"`, `"pages":["..","letter"`),
		"no such month":    fact(t, `"Month":5`, `"Month":15`),
		"no date":          fact(t, `"Year":2024`, `"Year":0`),
		"days exchanged":   fact(t, `"Day":7`, `"Day":1`),
		"key twice over":   fact(t, `{"identity"`, `{"extra":0,"identity"`),
		"another file":     fact(t, `geneva/meeting.yaml`, `geneva/other.yaml`),
		"an error":         fact(t, `"summary":`, `"warnings":[{"file":"x","severity":"error","message":"x"}],"summary":`),

		"path outside":       list(t, func(f []known) []known { return append(f, known{"../x", first(f).Sum}) }),
		"path not clean":     list(t, func(f []known) []known { return append(f, known{"en/sg1/2024-05-geneva/../x", first(f).Sum}) }),
		"path of another":    list(t, func(f []known) []known { return append(f, known{"en/sg3/x/index.html", first(f).Sum}) }),
		"path at the top":    list(t, func(f []known) []known { return append(f, known{".htaccess", first(f).Sum}) }),
		"path twice":         list(t, func(f []known) []known { return append(f, first(f)) }),
		"file in a file":     list(t, func(f []known) []known { return append(f, known{first(f).Path + "/x", first(f).Sum}) }),
		"page missing":       list(t, func(f []known) []known { return slices.DeleteFunc(f, isPage) }),
		"calendar missing":   list(t, func(f []known) []known { return slices.DeleteFunc(f, isCalendar) }),
		"sum of another":     list(t, func(f []known) []known { f[0].Sum[0]++; return f }),
		"other bytes":        pack(t, func(f []publish.File) []publish.File { f[0].Data = []byte("x"); return f }),
		"another path":       pack(t, func(f []publish.File) []publish.File { f[0].Path = "x"; return f }),
		"fewer files":        pack(t, func(f []publish.File) []publish.File { return f[1:] }),
		"more files":         pack(t, func(f []publish.File) []publish.File { return append(f, publish.File{Path: "x"}) }),
		"files out of order": pack(t, func(f []publish.File) []publish.File { slices.Reverse(f); return append(f, f[0]) }),
	} {
		store := &spoilt{lasting: lasting{data: maps.Clone(good.data)}, spoil: spoil}
		report, got := build(store)
		if diff := cmp.Diff(string(want.digests()), string(got.digests())); diff != "" {
			t.Errorf("%s: the site (-from nothing +with the cache):\n%s", name, diff)
		}
		if len(report.Diags.Problems()) > 0 {
			t.Errorf("%s: %v", name, report.Diags.Problems())
		}
	}
}

func isPage(f known) bool     { return strings.HasSuffix(f.Path, "letter/index.html") }
func isCalendar(f known) bool { return strings.HasSuffix(f.Path, "/events.ics") }

// torn returns data that something has happened to, such as that a part of another
// entry stands in it.
func torn(dice *rand.Rand, data, other []byte) []byte {
	from := dice.IntN(len(data) + 1)
	to := from + dice.IntN(len(data)-from+1)
	var put []byte
	switch dice.IntN(4) {
	case 0: // nothing
	case 1:
		put = []byte{byte(dice.IntN(256))}
	case 2:
		put = data[to:]
	case 3:
		put = other[dice.IntN(len(other)+1):]
	}
	return slices.Concat(data[:from], put, data[to:])
}

// FuzzCache proves that no entry of a cache makes the program panic, or publish what
// cannot be the meeting's.
func FuzzCache(f *testing.F) {
	files := smallProject(f, plenary.Theme)
	store := &lasting{data: map[cache.Key][]byte{}}
	opt := options(files)
	opt.Cache = store
	project, err := pipeline.Open(opt)
	if err != nil {
		f.Fatal(err)
	}
	if _, err := project.Build(f.Context(), newMemory(), pipeline.BuildOptions{}); err != nil {
		f.Fatal(err)
	}
	seeds := [][]byte{nil, []byte("{}"), []byte("null"), []byte("[]"), []byte(`{"draft":true}`)}
	for _, key := range slices.SortedFunc(maps.Keys(store.data), func(a, b cache.Key) int { return bytes.Compare(a[:], b[:]) }) {
		if data := store.data[key]; len(data) < 10_000 {
			seeds = append(seeds, data)
		}
	}
	for seed, data := range seeds {
		f.Add(data)
		dice := rand.New(rand.NewPCG(uint64(seed), 0)) // the same in every run
		for range 100 {
			f.Add(torn(dice, data, seeds[dice.IntN(len(seeds))]))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, path := range project.Take(data) {
			if !fs.ValidPath(path) || !strings.HasPrefix(path, "en/") && !strings.HasPrefix(path, "sg1/") {
				t.Errorf("%q is published", path)
			}
		}
	})
}
