package wire

import (
	"strconv"
	"strings"
	"time"
)

// layouts are the ways in which the four providers write times.
var layouts = []string{
	"2006-01-02 15:04:05",
	"02.01.2006 15:04:05",
	"02.01.2006 15:04",
	"02.01.2006",
	"2006-01-02 15:04",
	"2006-01-02",
	"2006-01-02T15:04:05.999999999",
	"01/02/2006",
}

// Time parses a time as one of the providers writes it: seconds since 1970,
// RFC 3339, or one of several layouts without a zone, which are read in the
// zone given. It reports false for an empty, zero or unreadable time.
func Time(text string, zone *time.Location) (time.Time, bool) {
	text = strings.TrimSpace(text)
	if seconds, err := strconv.ParseInt(text, 10, 64); err == nil {
		if seconds <= 0 || seconds > maxUnix {
			return time.Time{}, false
		}
		return time.Unix(seconds, 0).In(zone), true
	}
	if at, err := time.Parse(time.RFC3339Nano, text); err == nil {
		return at, at.Year() > 0
	}
	for _, layout := range layouts {
		if at, err := time.ParseInLocation(layout, text, zone); err == nil {
			return at, at.Year() > 0
		}
	}
	return time.Time{}, false
}

// maxUnix is the end of the year 9999, the last that JSON can hold.
const maxUnix = 253402300799
