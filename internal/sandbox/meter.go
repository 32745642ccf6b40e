package sandbox

import (
	"math"
	"regexp"
	"time"
)

// meter counts one account's calls against its limits.
type meter struct {
	zone     *time.Location
	counters []*counter
}

type counter struct {
	Limit
	re    *regexp.Regexp
	used  int
	reset time.Time
}

func newMeter(zone *time.Location, limits []Limit) (*meter, error) {
	m := &meter{zone: zone}
	for _, l := range limits {
		re, err := l.compile()
		if err != nil {
			return nil, err
		}
		m.counters = append(m.counters, &counter{Limit: l, re: re})
	}
	return m, nil
}

// take counts a call against every limit that covers it, or against none if
// one of them is used up; then it returns the seconds to wait.
func (m *meter) take(verb, path string, now time.Time) (wait int, ok bool) {
	m.turn(now)
	var hit []*counter
	for _, c := range m.counters {
		if !c.covers(c.re, verb, path) {
			continue
		}
		if c.used >= c.Value {
			wait = max(wait, int(math.Ceil(c.reset.Sub(now).Seconds())))
		}
		hit = append(hit, c)
	}
	if wait > 0 {
		return wait, false
	}
	for _, c := range hit {
		c.used++
	}
	return 0, true
}

// turn opens new windows for counters whose window is over.
func (m *meter) turn(now time.Time) {
	for _, c := range m.counters {
		if !now.Before(c.reset) {
			c.used, c.reset = 0, c.end(now, m.zone)
		}
	}
}
