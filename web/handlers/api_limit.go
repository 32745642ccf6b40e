package handlers

import (
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
	"golang.org/x/time/rate"

	"pinfold/internal/models"
)

// How many requests a token may make: some at once, and then so many a second.
const (
	apiBurst     = 60
	apiPerSecond = 5
	// apiLimitersMost bounds how many tokens are counted before those at rest
	// are forgotten.
	apiLimitersMost = 1000
)

// apiLimits counts the requests of each token.
type apiLimits struct {
	mu   sync.Mutex
	each map[models.ID]*rate.Limiter
}

func newAPILimits() *apiLimits { return &apiLimits{each: map[models.ID]*rate.Limiter{}} }

// wait counts a request of the token, or returns how long to wait before the
// next one is taken.
func (l *apiLimits) wait(token models.ID, now time.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	limiter, ok := l.each[token]
	if !ok {
		l.forget(now)
		limiter = rate.NewLimiter(apiPerSecond, apiBurst)
		l.each[token] = limiter
	}
	if limiter.AllowN(now, 1) {
		return 0
	}
	short := 1 - limiter.TokensAt(now)
	return time.Duration(math.Ceil(short/apiPerSecond*1000)) * time.Millisecond
}

// forget drops what counts nothing any more.
func (l *apiLimits) forget(now time.Time) {
	if len(l.each) < apiLimitersMost {
		return
	}
	for id, limiter := range l.each {
		if limiter.TokensAt(now) >= apiBurst {
			delete(l.each, id)
		}
	}
}

func tooMany(c echo.Context, wait time.Duration) error {
	seconds := max(1, int(math.Ceil(wait.Seconds())))
	c.Response().Header().Set("Retry-After", strconv.Itoa(seconds))
	return echo.NewHTTPError(http.StatusTooManyRequests,
		"This token sends more than "+strconv.Itoa(apiPerSecond)+" requests a second. Nothing was done. The header Retry-After says when to come again.")
}
