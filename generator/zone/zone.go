// Package zone gives the IANA time zones, the same on every machine: it loads
// them by name, turns a wall clock into an instant, and describes a zone the
// way an iCalendar file has to.
//
//	seoul, err := zone.Load("Asia/Seoul")
//	opening, err := zone.At(2023, time.August, 29, 9, 30, seoul)
//	parts := zone.Observances(seoul, opening, closing)
//
// [Load] knows the names of places ("Asia/Seoul") and UTC, and says which name
// was probably meant when it is given another. [At] refuses a wall clock that
// the zone skips or shows twice, where [time.Date] would pick an instant in
// silence. [Observances] gives the STANDARD and DAYLIGHT parts of a VTIMEZONE
// (RFC 5545, 3.6.5); writing them is the business of the calendar package.
//
// # Data
//
// The site must come out the same, byte for byte, wherever it is built. The
// zones are therefore part of the program; the TZ and ZONEINFO environment
// variables and the zone files of the machine are never read, as they would be
// by [time.LoadLocation]. zoneinfo.zip is the copy of the IANA database that
// comes with Go, as of release [Version]. To renew it, run
//
//	go generate ./generator/zone
//
// with a newer Go (on a system without cp, copy lib/time/zoneinfo.zip of the
// Go installation by hand), set Version to the release named in
// lib/time/update.bash there, and set the checksum in the test of Version.
package zone

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

// Version is the release of the IANA Time Zone Database in the program.
const Version = "2025c"

//go:generate cp $GOROOT/lib/time/zoneinfo.zip zoneinfo.zip

//go:embed zoneinfo.zip
var archive []byte

// utc is the one accepted name that is not a place.
const utc = "UTC"

// Load returns the location of an IANA zone name, which is case-sensitive.
// Accepted are "UTC", for which the result is [time.UTC], and the names of
// places, which begin with one of the database's geographic areas: "Asia/Seoul",
// "America/Argentina/Ushuaia", and older spellings such as "Asia/Calcutta",
// which calendar clients know too.
//
// Everything else in the database is refused, because it would be wrong as the
// zone of a meeting: EST and MST keep one offset while the clocks of the people
// who write them change; EST5EDT, CET and the like have no place, so no client
// can name one; in "Etc/GMT+9" the sign is the opposite of what a reader
// expects (it is UTC-09:00); PRC, ROK, GB, US/Eastern and the like are left
// over from before places were named, and clients do not all know them. The
// empty name and "Local", which have a meaning for [time.LoadLocation], are
// refused as well.
//
// The error for a refused name is an [*UnknownError]. Each call decodes the
// zone anew: a caller with many dates keeps the result.
func Load(name string) (*time.Location, error) {
	if name == utc {
		return time.UTC, nil
	}
	file, ok := index()[name]
	if !ok {
		return nil, &UnknownError{Name: name, Near: near(name)}
	}
	data, err := read(file)
	if err != nil {
		return nil, fmt.Errorf("zone data of %s: %w", name, err)
	}
	loc, err := time.LoadLocationFromTZData(name, data)
	if err != nil {
		return nil, fmt.Errorf("zone data of %s: %w", name, err)
	}
	return loc, nil
}

// Names returns the names that [Load] accepts, sorted.
func Names() []string {
	names := append(slices.Collect(maps.Keys(index())), utc)
	slices.Sort(names)
	return names
}

// index maps the names of places to their files in the archive. It panics if
// the archive cannot be read: then the program was built wrongly.
var index = sync.OnceValue(func() map[string]*zip.File {
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		panic("zoneinfo.zip: " + err.Error())
	}
	files := make(map[string]*zip.File, len(r.File))
	for _, f := range r.File {
		if isPlace(f.Name) {
			files[f.Name] = f
		}
	}
	return files
})

// isPlace reports whether a name of the database begins with a geographic
// area. The areas are those of the database's file "theory.html", section
// "Timezone identifiers", and "Arctic", which has one name, Longyearbyen.
func isPlace(name string) bool {
	area, place, _ := strings.Cut(name, "/")
	switch area {
	case "Africa", "America", "Antarctica", "Arctic", "Asia",
		"Atlantic", "Australia", "Europe", "Indian", "Pacific":
		return place != ""
	}
	return false
}

func read(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}
