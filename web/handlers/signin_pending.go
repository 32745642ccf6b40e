package handlers

import (
	"crypto/subtle"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
)

// The values of a session between the right password and the second factor.
// Such a session is nobody's: sessionUser is not set.
const (
	pendingUser  = "pending"
	pendingSince = "pending-since"
	pendingNext  = "pending-next"
	// pendingProof is bound to the password that was given and to the round of
	// the person, so that a change of either ends what was begun before.
	pendingProof = "pending-proof"
)

// pendingFor is how long the second factor may take.
const pendingFor = 10 * time.Minute

const secondURL = "/sign-in/second"

// pending is someone who gave the right password and no second factor yet.
type pending struct {
	// scope is the person's view of the first team, for the audit trail only.
	scope   models.Scope
	factors models.Factors
	next    string
}

// passed goes on with who gave the right password: to the second factor, if
// there is one.
func (p *panel) passed(c echo.Context, user models.User, next string) error {
	factors, err := p.Store.Factors(c.Request().Context(), user.ID)
	if err != nil {
		return err
	}
	if !factors.Any() {
		return p.enter(c, user, next)
	}
	if next, err = p.sealNext(next); err != nil {
		return err
	}
	values := map[string]string{
		pendingUser:  strconv.FormatInt(int64(user.ID), 10),
		pendingSince: strconv.FormatInt(p.Store.Now().Unix(), 10),
		pendingNext:  next, pendingProof: proofOf(user),
	}
	if err := p.renew(c, values); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, secondURL)
}

// pendingOf is whoever the session waits for, or ErrNotFound if that is nobody
// (any more).
func (p *panel) pendingOf(c echo.Context) (pending, error) {
	ctx := c.Request().Context()
	user := idOf(sessionValue(c, pendingUser))
	since, err := strconv.ParseInt(sessionValue(c, pendingSince), 10, 64)
	if age := p.Store.Now().Sub(time.Unix(since, 0)); user == 0 || err != nil || age < -time.Minute || age >= pendingFor {
		return pending{}, models.ErrNotFound
	}
	scope, err := p.Store.EntryScope(ctx, user)
	if err != nil {
		return pending{}, err
	}
	if subtle.ConstantTimeCompare([]byte(proofOf(scope.User)), []byte(sessionValue(c, pendingProof))) != 1 {
		return pending{}, models.ErrNotFound
	}
	factors, err := p.Store.Factors(ctx, user)
	if err == nil && !factors.Any() {
		// The last one was turned off meanwhile: the password is asked again.
		err = models.ErrNotFound
	}
	return pending{scope: scope, factors: factors, next: p.openNext(sessionValue(c, pendingNext))}, err
}

func proofOf(user models.User) string {
	return digestOf(strconv.FormatInt(user.MeansRound, 10) + " " + user.PasswordHash)
}
