package cloudatcost

import (
	"time"

	"pinfold/internal/providers/wire"
)

// zone is that of all times of CloudAtCost. The document names none.
var zone = time.UTC

// layouts are dates with the time of day. Only the date alone is documented.
var layouts = []string{"01/02/2006 15:04:05", "01/02/2006 15:04"}

// timeOf reads a time, month first. It is zero for what cannot be read.
func timeOf(text wire.String) time.Time {
	for _, layout := range layouts {
		if at, err := time.ParseInLocation(layout, text.Trim(), zone); err == nil && at.Year() > 0 {
			return at
		}
	}
	at, _ := wire.Time(text.Trim(), zone)
	return at
}
