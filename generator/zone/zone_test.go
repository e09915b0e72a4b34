package zone_test

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"plenary/generator/zone"
)

func load(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := zone.Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// A renewed archive has another sum: then Version is due for a change, too.
func TestVersion(t *testing.T) {
	sums := map[string]string{
		"2025c": "8f55634d05f8bca1f7bc7c69c5933428c69357e0bdf565e5ba224e3f88ff12e8",
	}
	data, err := os.ReadFile("zoneinfo.zip")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(data)
	if got := hex.EncodeToString(sum[:]); got != sums[zone.Version] {
		t.Errorf("zoneinfo.zip has SHA-256 %s, which is not that of release %s", got, zone.Version)
	}
}

func TestNames(t *testing.T) {
	names := zone.Names()
	if !slices.IsSorted(names) {
		t.Error("names are not sorted")
	}
	for _, name := range names {
		if loc := load(t, name); loc.String() != name {
			t.Errorf("Load(%q) is called %q", name, loc)
		}
	}
	for _, name := range []string{"UTC", "Asia/Seoul", "America/Argentina/Ushuaia", "Arctic/Longyearbyen", "Asia/Calcutta"} {
		if !slices.Contains(names, name) {
			t.Errorf("no %s among the names", name)
		}
	}
}

func TestLoadUTC(t *testing.T) {
	if loc := load(t, "UTC"); loc != time.UTC {
		t.Errorf("UTC is %p, not time.UTC", loc)
	}
}

func TestLoadUnknown(t *testing.T) {
	tests := []struct{ name, near string }{
		// Not for a meeting.
		{"", ""}, {"Local", ""}, {"EST", ""}, {"MST7MDT", ""}, {"CET", ""}, {"Factory", ""},
		{"Etc/GMT+9", ""}, {"UTC+8", ""}, {"GMT+8", ""}, {"+09", ""}, {"UTC+09:00", ""},
		// Abbreviations of several zones.
		{"CST", ""}, {"IST", ""}, {"BST", ""}, {"AST", ""}, {"CEST", ""},
		// Abbreviations and old names of one.
		{"KST", "Asia/Seoul"}, {"JST", "Asia/Tokyo"}, {"ROK", "Asia/Seoul"}, {"PRC", "Asia/Shanghai"},
		{"GMT", "UTC"}, {"Z", "UTC"}, {"Etc/UTC", "UTC"}, {"GMT-0", "UTC"},
		{"US/Eastern", "America/New_York"}, {"GB", "Europe/London"}, {"W-SU", "Europe/Moscow"},
		// Case, separators, areas.
		{"utc", "UTC"}, {"asia/seoul", "Asia/Seoul"}, {"ASIA/SEOUL", "Asia/Seoul"}, {" Asia/Seoul", "Asia/Seoul"},
		{"America/New York", "America/New_York"}, {"America/Port_au_Prince", "America/Port-au-Prince"},
		{"Seoul", "Asia/Seoul"}, {"Europe/Seoul", "Asia/Seoul"}, {"New York", "America/New_York"},
		{"Istanbul", ""}, // in two areas
		// Cities that have no zone of their own.
		{"Geneva", "Europe/Zurich"}, {"Europe/Geneva", "Europe/Zurich"}, {"Asia/Beijing", "Asia/Shanghai"},
		// Slips.
		{"Asia/Soul", "Asia/Seoul"}, {"Asia/Seuol", "Asia/Seoul"}, {"Europe/Zürich", "Europe/Zurich"},
		{"Asia/Singapur", "Asia/Singapore"}, {"Aisa/Tokyo", "Asia/Tokyo"},
		{"Africa/Asmora", ""}, // Asmara and Asmera
		{"Asia/Xyzzy", ""}, {"Asia/", ""}, {"/", ""}, {"Africa/../Asia/Seoul", "Asia/Seoul"},
		{strings.Repeat("Asia/Seoul", 1000), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name[:min(len(tt.name), 40)], func(t *testing.T) {
			loc, err := zone.Load(tt.name)
			var unknown *zone.UnknownError
			if !errors.As(err, &unknown) {
				t.Fatalf("Load = %v, %v; want an UnknownError", loc, err)
			}
			if diff := cmp.Diff(&zone.UnknownError{Name: tt.name, Near: tt.near}, unknown); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Every name that is suggested is accepted.
func TestLoadNear(t *testing.T) {
	r := openArchive(t)
	for _, f := range r.File {
		_, err := zone.Load(f.Name)
		var unknown *zone.UnknownError
		if errors.As(err, &unknown) && unknown.Near != "" {
			load(t, unknown.Near)
		}
	}
}

func TestUnknownErrorMessage(t *testing.T) {
	tests := []struct {
		name string
		err  zone.UnknownError
		want string
	}{
		{"near", zone.UnknownError{Name: "Asia/Soul", Near: "Asia/Seoul"},
			`"Asia/Soul" does not name the time zone of a place; did you mean "Asia/Seoul"?`},
		{"nothing near", zone.UnknownError{Name: "CST"},
			`"CST" does not name the time zone of a place; write an IANA name such as "Asia/Seoul", or "UTC"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.err.Error(); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// The test runs itself again on a machine that has another idea of Seoul: its
// TZ makes no sense, and its ZONEINFO has New York under that name.
func TestOtherMachine(t *testing.T) {
	const child = "ZONE_TEST_CHILD" // where the second run writes what it found
	if out := os.Getenv(child); out != "" {
		misled, err := time.LoadLocation("Asia/Seoul")
		if err != nil {
			t.Fatal(err)
		}
		if _, offset := time.Unix(0, 0).In(misled).Zone(); offset != -5*60*60 {
			t.Fatalf("time.LoadLocation gives %d: ZONEINFO is not read, so that this test tests nothing", offset)
		}
		if err := os.WriteFile(out, []byte(everything(t)), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}

	dir := t.TempDir()
	newYork := readArchive(t, "America/New_York")
	if err := os.Mkdir(filepath.Join(dir, "Asia"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "Asia", "Seoul"), newYork, 0o666); err != nil {
		t.Fatal(err)
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "-test.run=^TestOtherMachine$")
	outFile := filepath.Join(dir, "everything")
	cmd.Env = append(os.Environ(), child+"="+outFile, "TZ=Mars/Olympus_Mons", "ZONEINFO="+dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	got, err := os.ReadFile(outFile)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(everything(t), string(got)); diff != "" {
		t.Error(diff)
	}
}

// everything describes some zones in text, to be compared.
func everything(t *testing.T) string {
	var b strings.Builder
	for _, name := range []string{"Asia/Seoul", "Europe/Zurich", "Africa/Casablanca", "UTC"} {
		loc := load(t, name)
		fmt.Fprintln(&b, time.Unix(1700000000, 0).In(loc))
		noon, err := zone.At(2024, time.March, 31, 12, 0, loc)
		fmt.Fprintln(&b, noon.UTC(), err)
		for _, line := range describe(loc, 2024, 2025) {
			fmt.Fprintln(&b, line)
		}
	}
	return b.String()
}

func openArchive(t *testing.T) *zip.ReadCloser {
	t.Helper()
	r, err := zip.OpenReader("zoneinfo.zip")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

func readArchive(t *testing.T, name string) []byte {
	t.Helper()
	f, err := openArchive(t).Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func FuzzLoad(f *testing.F) {
	for _, s := range []string{"", "UTC", "Asia/Seoul", "asia/soul", "CST", "Etc/GMT+9", "../etc/passwd", "Asia/\xff", "a/b/c"} {
		f.Add(s)
	}
	names := zone.Names()
	f.Fuzz(func(t *testing.T, name string) {
		_, err := zone.Load(name)
		if known := slices.Contains(names, name); known != (err == nil) {
			t.Fatalf("Load(%q) = %v, though among the names: %t", name, err, known)
		}
		var unknown *zone.UnknownError
		if err != nil && !errors.As(err, &unknown) {
			t.Fatalf("Load(%q) = %v", name, err)
		}
		if unknown != nil && unknown.Near != "" && !slices.Contains(names, unknown.Near) {
			t.Fatalf("Load(%q) suggests %q", name, unknown.Near)
		}
	})
}
