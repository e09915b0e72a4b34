package calendar

import (
	"os"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"plenary"
	"plenary/generator/content"
	"plenary/generator/words"
	"plenary/generator/zone"
)

// sources are the folders of content whose feeds are looked at: what is shipped, and
// what is made up to have every kind of item.
var sources = []string{"../..", "../pipeline/testdata/made-up"}

// read makes all feeds of a project from its files, by path.
func read(t *testing.T, dir string) map[string]string {
	t.Helper()
	a, diags, err := content.Load(os.DirFS(dir))
	if err != nil || diags.Blocks() {
		t.Fatal(err, diags)
	}
	stamp(a)
	in, diags := words.Load(plenary.Theme, a.Site.Languages, nil)
	if diags.Blocks() {
		t.Fatal(diags)
	}
	all := map[string]string{}
	for _, f := range feeds(a, in) {
		all[f.Path] = string(f.Data)
	}
	if len(all) < 12 {
		t.Fatalf("%s has %d feeds", dir, len(all))
	}
	return all
}

// TestAnyYear proves that feeds do not depend on when they are made: now, in 2000,
// where the clock of a bubble begins, or decades later.
func TestAnyYear(t *testing.T) {
	for _, dir := range sources {
		want := read(t, dir)
		synctest.Test(t, func(t *testing.T) {
			for range 3 {
				if diff := cmp.Diff(want, read(t, dir)); diff != "" {
					t.Errorf("%s, in %d: %s", dir, time.Now().Year(), diff)
				}
				time.Sleep(25 * 365 * 24 * time.Hour)
			}
			if year := time.Now().Year(); year < 2070 {
				t.Errorf("the clock of the bubble stands at %d", year)
			}
		})
	}
}

// TestAnyPlace proves that feeds do not depend on the zone of the machine.
func TestAnyPlace(t *testing.T) {
	local := time.Local
	defer func() { time.Local = local }()
	for _, dir := range sources {
		time.Local = local
		want := read(t, dir)
		for _, name := range []string{"UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "America/St_Johns"} {
			loc, err := zone.Load(name)
			if err != nil {
				t.Fatal(err)
			}
			time.Local = loc
			if diff := cmp.Diff(want, read(t, dir)); diff != "" {
				t.Errorf("%s, in %s: %s", dir, name, diff)
			}
		}
	}
}
