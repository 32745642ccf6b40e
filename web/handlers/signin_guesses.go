package handlers

import (
	"context"
	"time"

	"github.com/labstack/echo/v4"
)

// guess is one try to sign in with a password.
type guess struct {
	own    string
	limits map[string]int
}

// guessOf says what a try counts for. A browser in which the person has signed
// in before is counted by itself alone, so that guesses from elsewhere never
// keep them out; an address that they have a session from is not subject to the
// count over all addresses.
func (p *panel) guessOf(ctx context.Context, c echo.Context, name string) (guess, error) {
	known, err := p.Store.SignedInFrom(ctx, name, c.RealIP()) // the same work for whoever does not exist
	if err != nil {
		return guess{}, err
	}
	if device := p.deviceOf(c, name); device != "" {
		key := "name " + name + " with " + device
		return guess{key, map[string]int{key: wrongPerName}}, nil
	}
	g := guess{pairKey(name, c.RealIP()), limits(name, c.RealIP())}
	if !known {
		g.limits["name "+name] = wrongEverywhere
	}
	return g, nil
}

func (p *panel) takeGuess(g guess) time.Duration { return p.throttle.takeOf(g.limits) }

func (p *panel) guessesLeft(g guess) int {
	tries, _ := p.throttle.leftOf(g.limits)
	return tries
}

func (p *panel) guessedRight(g guess) { p.throttle.clearedOf(g.own, g.limits) }
