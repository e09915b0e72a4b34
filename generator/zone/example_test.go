package zone_test

import (
	"fmt"
	"time"

	"plenary/generator/zone"
)

func ExampleLoad() {
	_, err := zone.Load("KST")
	fmt.Println(err)
	_, err = zone.Load("CST")
	fmt.Println(err)
	// Output:
	// "KST" does not name the time zone of a place; did you mean "Asia/Seoul"?
	// "CST" does not name the time zone of a place; write an IANA name such as "Asia/Seoul", or "UTC"
}

func ExampleAt() {
	zurich, err := zone.Load("Europe/Zurich")
	if err != nil {
		panic(err)
	}
	fmt.Println(zone.At(2024, time.March, 29, 14, 30, zurich))
	_, err = zone.At(2024, time.March, 31, 2, 30, zurich)
	fmt.Println(err)
	// Output:
	// 2024-03-29 14:30:00 +0100 CET <nil>
	// 2024-03-31 02:30 does not exist in Europe/Zurich: clocks go from 02:00 to 03:00; write a time before or after
}

func ExampleObservances() {
	zurich, err := zone.Load("Europe/Zurich")
	if err != nil {
		panic(err)
	}
	first := time.Date(2024, time.April, 15, 0, 0, 0, 0, zurich)
	last := time.Date(2024, time.April, 26, 0, 0, 0, 0, zurich)
	for _, o := range zone.Observances(zurich, first, last) {
		fmt.Println("DTSTART:" + o.Start.Format("20060102T150405"))
		fmt.Println("RRULE:" + o.Rule)
	}
	// Output:
	// DTSTART:19810329T020000
	// RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
	// DTSTART:19961027T030000
	// RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
}
