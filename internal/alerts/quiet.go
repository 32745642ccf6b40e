package alerts

import (
	"time"
	_ "time/tzdata" // Zones by name also where the system has none.

	"pinfold/internal/models"
)

// QuietUntil returns when the quiet hours end that the moment is in, and
// whether it is in any. They are times of day in the team's zone, so that the
// night in which clocks change is an hour shorter or longer.
func QuietUntil(s models.AlertSettings, now time.Time) (time.Time, bool) {
	from, okFrom := clockTime(s.QuietFrom)
	to, okTo := clockTime(s.QuietTo)
	zone, err := time.LoadLocation(s.QuietZone)
	if !s.Quiet || !okFrom || !okTo || err != nil || from == to {
		return time.Time{}, false
	}
	year, month, day := now.In(zone).Date()
	at := func(day, minutes int) time.Time {
		moment := time.Date(year, month, day, minutes/60, minutes%60, 0, 0, zone)
		// A time that clocks skip may be given as one before the gap.
		if short := minutes - moment.Hour()*60 - moment.Minute(); short > 0 {
			moment = moment.Add(time.Duration(short) * time.Minute)
		}
		return moment
	}
	over := 0
	if to < from {
		over = 1
	}
	for _, begins := range []int{day - 1, day} {
		start, end := at(begins, from), at(begins+over, to)
		if !now.Before(start) && now.Before(end) {
			return end, true
		}
	}
	return time.Time{}, false
}

// clockTime reads a time of day such as "22:00" as minutes since midnight.
func clockTime(text string) (int, bool) {
	at, err := time.Parse("15:04", text)
	return at.Hour()*60 + at.Minute(), err == nil
}

// passes reports whether quiet hours let the severity through.
func passes(s models.AlertSettings, severity string) bool {
	for _, pass := range s.QuietPass {
		if pass == severity {
			return true
		}
	}
	return false
}
