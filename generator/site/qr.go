package site

import (
	"fmt"
	"strings"

	go_qr "github.com/piglig/go-qr"
)

// quietZone is the margin of a QR code, in modules (ISO/IEC 18004, 6.3.8).
const quietZone = 4

// qr is a QR code ready to draw: dark modules on a light square.
type qr struct {
	Size int    `json:"size"` // of the square with its margin, in modules
	Dark string `json:"dark"` // the rows of dark modules, as the path of an SVG whose strokes are one module wide
}

// newQR encodes a text. It returns nil if the text is too long for a QR code, which has
// some 2,300 octets.
func newQR(text string) *qr {
	code, err := go_qr.EncodeText(text, go_qr.Medium)
	if err != nil {
		return nil
	}
	n := code.Size()
	var path strings.Builder
	for y := range n {
		end := 0 // of the last stroke in this row
		for x := 0; x < n; x++ {
			from := x
			for x < n && code.Module(x, y) {
				x++
			}
			switch {
			case x == from:
				continue
			case end == 0:
				fmt.Fprintf(&path, "M%d %d.5h%d", quietZone+from, quietZone+y, x-from)
			default:
				fmt.Fprintf(&path, "m%d 0h%d", from-end, x-from)
			}
			end = x
		}
	}
	return &qr{Size: n + 2*quietZone, Dark: path.String()}
}
