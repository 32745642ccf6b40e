package config

import (
	"strconv"
	"strings"
	"time"
)

// The bounds of how long a sign-in lasts.
const (
	sessionLeast = 5 * time.Minute
	sessionMost  = 365 * 24 * time.Hour
)

func (c *Config) readSessions(s Settings) (err error) {
	if c.SessionIdle, err = days("PANEL_SESSION_IDLE", or(s.SessionIdle, defaultIdle)); err != nil {
		return err
	}
	if c.SessionMax, err = days("PANEL_SESSION_MAX", or(s.SessionMax, defaultMax)); err != nil {
		return err
	}
	if c.SessionMax < c.SessionIdle {
		return Wrong{"PANEL_SESSION_MAX", "is shorter than PANEL_SESSION_IDLE; must be as long or longer."}
	}
	return nil
}

// days reads a time that may be given in days.
func days(name, value string) (time.Duration, error) {
	value = strings.TrimSpace(value)
	d, err := time.ParseDuration(value)
	if number, ok := strings.CutSuffix(value, "d"); ok {
		var n int
		n, err = strconv.Atoi(number)
		d = time.Duration(min(n, 1000)) * 24 * time.Hour
	}
	if err != nil || d < sessionLeast || d > sessionMost {
		return 0, Wrong{name, "must be a time between 5m and 365d, such as 12h or 7d."}
	}
	return d, nil
}
