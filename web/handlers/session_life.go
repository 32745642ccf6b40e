package handlers

import (
	"time"

	"pinfold/internal/models"
)

// How long a session lasts by default: idle without a request, and in all.
const (
	sessionIdle = 7 * 24 * time.Hour
	sessionMost = 30 * 24 * time.Hour
)

// lifetime is how long sessions last.
type lifetime struct{ idle, most time.Duration }

func lifetimeOf(o Options) lifetime {
	l := lifetime{o.SessionIdle, o.SessionMax}
	if l.idle == 0 {
		l.idle = sessionIdle
	}
	if l.most == 0 {
		l.most = max(sessionMost, l.idle)
	}
	return l
}

// end is when a session that began and is in use now ends.
func (l lifetime) end(began, now time.Time) time.Time {
	idle, most := now.Add(l.idle), began.Add(l.most)
	if idle.Before(most) {
		return idle
	}
	return most
}

// over reports whether a session has ended by what is set now, which may be
// less than what was set when it was used last.
func (l lifetime) over(row models.WebSession, now time.Time) bool {
	return !l.end(row.CreatedAt, row.SeenAt).After(now)
}

// seenEvery bounds how often a session's row is written.
func (l lifetime) seenEvery() time.Duration { return min(5*time.Minute, l.idle/20) }
