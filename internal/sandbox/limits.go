package sandbox

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// Units of a Limit.
const (
	PerMinute = "MINUTE"
	PerHour   = "HOUR"
	PerDay    = "DAY"
)

// Limit allows Value calls per Unit to those calls whose method is Verb and
// whose path on the provider's host matches Regex.
type Limit struct {
	Verb  string `json:"verb"`
	URI   string `json:"uri"`   // the pattern as the provider shows it
	Regex string `json:"regex"` // the pattern that decides
	Value int    `json:"value"`
	Unit  string `json:"unit"` // PerMinute, PerHour or PerDay
}

func (l Limit) compile() (*regexp.Regexp, error) {
	switch {
	case l.Unit != PerMinute && l.Unit != PerHour && l.Unit != PerDay:
		return nil, fmt.Errorf("limit has unknown unit %q", l.Unit)
	case l.Value < 0:
		return nil, fmt.Errorf("limit has negative value %d", l.Value)
	}
	re, err := regexp.Compile(l.Regex)
	if err != nil {
		return nil, fmt.Errorf("limit has bad pattern: %w", err)
	}
	return re, nil
}

// end returns when the window that holds now ends. Windows are aligned to the
// calendar of the zone, as the reset times in Clodo's document are.
func (l Limit) end(now time.Time, zone *time.Location) time.Time {
	t := now.In(zone)
	switch l.Unit {
	case PerMinute:
		return t.Truncate(time.Minute).Add(time.Minute)
	case PerHour:
		return t.Truncate(time.Hour).Add(time.Hour)
	}
	return time.Date(t.Year(), t.Month(), t.Day()+1, 0, 0, 0, 0, zone)
}

// SetLimits replaces the limits of one account ("" for the default one) and
// starts their counting anew. No limits at all lifts them.
func (s *Sandbox) SetLimits(provider, account string, limits []Limit) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, a, err := s.lookUp(provider, account)
	if err != nil {
		return err
	}
	m, err := newMeter(a.meter.zone, limits)
	if err != nil {
		return err
	}
	a.meter = m
	return nil
}

func (s *Sandbox) lookUp(providerName, accountName string) (provider, *account, error) {
	p, ok := s.providers[providerName]
	if !ok {
		return nil, nil, fmt.Errorf("no provider %q", providerName)
	}
	a, ok := p.find(accountName)
	if !ok {
		return nil, nil, fmt.Errorf("no account %q at %s", accountName, providerName)
	}
	return p, a, nil
}

func (l Limit) covers(re *regexp.Regexp, verb, path string) bool {
	return strings.EqualFold(l.Verb, verb) && re.MatchString(path)
}
