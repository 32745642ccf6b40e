package handlers

import (
	"strconv"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
	"pinfold/internal/models"
)

// refusedEvery bounds how often the refused use of a token is recorded: a
// program that goes on with a dead token would fill the trail.
const refusedEvery = 10 * time.Minute

// tokenRefusals counts refused uses between two records. Token 0 stands for all that
// are not known.
type tokenRefusals struct {
	mu   sync.Mutex
	each map[models.ID]*tokenRefusal
}

type tokenRefusal struct {
	at    time.Time
	count int
}

func newTokenRefusals() *tokenRefusals { return &tokenRefusals{each: map[models.ID]*tokenRefusal{}} }

// count counts a use. It returns how many there were since the last record when
// it is time for the next, else 0.
func (r *tokenRefusals) count(token models.ID, now time.Time) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	one := r.each[token]
	if one == nil {
		one = &tokenRefusal{}
		r.each[token] = one
	}
	one.count++
	if !one.at.IsZero() && now.Sub(one.at) < refusedEvery {
		return 0
	}
	n := one.count
	one.at, one.count = now, 0
	return n
}

// refusedToken records that a token which does not work was used: for its team,
// or for the installation if it is not known.
func (p *panel) refusedToken(c echo.Context, row models.APIToken) {
	n := p.apiRefusals.count(row.ID, p.Store.Now())
	if n == 0 {
		return
	}
	entry := models.Audit{TeamID: row.TeamID, UserID: row.UserID, Action: "api_token.refuse", Outcome: "refused", Address: c.RealIP(),
		Details: form.Values{"uses": strconv.Itoa(n)}}
	if row.ID != 0 {
		entry.TargetID, entry.TargetName = row.ID, row.Label()
	}
	if err := p.Store.Record(c.Request().Context(), entry); err != nil {
		p.Log.Error("refused API token not recorded", "error", err)
	}
}
