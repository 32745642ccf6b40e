package zone

import (
	"fmt"
	"strconv"
	"strings"
)

// DefaultTTL is what a new record begins with, in seconds.
const DefaultTTL = 3600

// The bounds within which a TTL raises no question, in seconds.
const (
	usualLeastTTL = 60
	usualMostTTL  = 7 * 24 * 3600
)

// highestTTL is what DNS can say (RFC 2181).
const highestTTL = 1<<31 - 1

var ttlUnits = map[byte]int{'s': 1, 'm': 60, 'h': 3600, 'd': 24 * 3600, 'w': 7 * 24 * 3600}

// ttl reads a TTL as a person types it: seconds, or "1h", "1d12h".
func (z Zone) ttl(typed string) (seconds int, problem string) {
	typed = strings.ToLower(strings.Join(strings.Fields(typed), ""))
	if typed == "" {
		return DefaultTTL, ""
	}
	seconds, ok := duration(typed)
	switch {
	case !ok:
		return 0, "TTL is in seconds, such as 3600, or with a unit: 30m, 1h, 1d."
	case seconds > highestTTL:
		return 0, fmt.Sprintf("TTL is %d seconds or less.", highestTTL)
	case z.LeastTTL > 0 && seconds < z.LeastTTL:
		return 0, fmt.Sprintf("The provider takes a TTL of %d seconds or more.", z.LeastTTL)
	case z.MostTTL > 0 && seconds > z.MostTTL:
		return 0, fmt.Sprintf("The provider takes a TTL of %d seconds or less.", z.MostTTL)
	}
	return seconds, ""
}

// duration reads digits with units; too many digits are more than any bound.
func duration(s string) (seconds int, ok bool) {
	for s != "" {
		digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
		if digits == 0 {
			return 0, false
		}
		n, err := strconv.Atoi(s[:digits])
		if err != nil || n > highestTTL {
			n = highestTTL + 1
		}
		unit := 1
		if s = s[digits:]; s != "" {
			if unit = ttlUnits[s[0]]; unit == 0 {
				return 0, false
			}
			s = s[1:]
		}
		if seconds += n * unit; seconds > highestTTL {
			seconds = highestTTL + 1
		}
	}
	return seconds, true
}

// usualTTL says what a TTL does that hardly anybody wants, "" for a usual one.
func (z Zone) usualTTL(seconds int) string {
	switch {
	case seconds < usualLeastTTL && z.LeastTTL == 0:
		return fmt.Sprintf("A TTL of %d s is under a minute: the zone is asked for it again and again.", seconds)
	case seconds > usualMostTTL && z.MostTTL == 0:
		return fmt.Sprintf("A TTL of %d days: after a change the old content is seen that long.", seconds/(24*3600))
	}
	return ""
}
