package handlers

import (
	"fmt"
	"strings"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"

	"pinfold/web/templates/settings"
)

// quiet is the light border that cameras need, in squares.
const quiet = 4

// qrOf draws a text as a QR code.
func qrOf(text string) (settings.Picture, error) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return settings.Picture{}, err
	}
	size := code.Bounds().Dx()
	var path strings.Builder
	for y := range size {
		for x := 0; x < size; {
			n := darkRun(code, x, y, size)
			if n > 0 {
				_, _ = fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", x+quiet, y+quiet, n, n)
			}
			x += max(n, 1)
		}
	}
	return settings.Picture{Size: size + 2*quiet, Path: path.String()}, nil
}

// darkRun is how many squares from x on are dark.
func darkRun(code barcode.Barcode, x, y, size int) int {
	n := 0
	for x+n < size {
		if r, _, _, _ := code.At(x+n, y).RGBA(); r != 0 {
			break
		}
		n++
	}
	return n
}
