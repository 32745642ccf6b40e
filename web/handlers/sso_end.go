package handlers

import (
	"errors"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/sso"
)

// endSSO takes the issuer's answer. It is a GET that changes something, as the
// protocol wants it; without the state of an attempt that this browser began
// it changes nothing.
func (p *panel) endSSO(c echo.Context) error {
	if p.SSO == nil {
		return models.ErrNotFound
	}
	ctx, state, browser := c.Request().Context(), c.QueryParam("state"), p.ssoSecret(c)
	attempt, err := p.Store.TakeSSO(ctx, digestOf(state), digestOf(browser))
	if errors.Is(err, models.ErrNotFound) {
		return p.strayAnswer(c)
	}
	if err != nil {
		return err
	}
	attempt.Next = p.openNext(attempt.Next)
	who, err := p.SSO.Finish(ctx, sso.AttemptOf(browser, state), c.QueryParams())
	if err != nil {
		return p.failSSO(c, attempt, err)
	}
	arrival := p.arrival(c, who)
	switch attempt.Purpose {
	case models.SSOEnter:
		return p.enterBySSO(c, attempt, arrival)
	case models.SSOJoin:
		return p.acceptBySSO(c, attempt, arrival)
	}
	return p.sameSSO(c, attempt, func() error {
		if attempt.Purpose == models.SSOLink {
			return p.linkBySSO(c, attempt, who)
		}
		return p.proveBySSO(c, attempt, who)
	})
}

func (p *panel) arrival(c echo.Context, who sso.Identity) models.Arrival {
	a := models.Arrival{Issuer: who.Issuer, Subject: who.Subject, Name: who.Name, Address: c.RealIP(),
		Mapped: p.SSO.Maps(), Roles: map[string]access.Role{}}
	if !who.Unconfirmed {
		a.Email = who.Email
	}
	if a.Mapped {
		a.Roles = p.SSO.Roles(who.Groups)
	}
	return a
}

func (p *panel) enterBySSO(c echo.Context, attempt models.SSOAttempt, a models.Arrival) error {
	user, err := p.Store.Arrive(c.Request().Context(), a)
	if err != nil {
		return p.turnedAway(c, attempt, a, err)
	}
	return p.enterBy(c, user, attempt.Next, bySSO)
}

// acceptBySSO accepts an invitation for whoever signed in at the issuer.
func (p *panel) acceptBySSO(c echo.Context, attempt models.SSOAttempt, a models.Arrival) error {
	user, _, err := p.Store.JoinByIdentity(c.Request().Context(), attempt.Invitation, a)
	switch {
	case errors.Is(err, models.ErrNotFound):
		return p.refuseSSO(c, attempt, http.StatusForbidden, "no such invitation", "This invitation was used or taken back, or its time is over. Ask for a new one.")
	case errors.Is(err, models.ErrMember):
		return p.refuseSSO(c, attempt, http.StatusForbidden, "a member already", "You are in this team already. Sign in.")
	case err != nil:
		return p.turnedAway(c, attempt, a, err)
	}
	return p.enterBy(c, user, attempt.Next, bySSO)
}

// turnedAway tells somebody whom the issuer knows and the panel does not.
func (p *panel) turnedAway(c echo.Context, attempt models.SSOAttempt, a models.Arrival, err error) error {
	switch {
	case errors.Is(err, models.ErrNotFound), errors.Is(err, models.ErrDisabled):
		return p.refuseSSO(c, attempt, http.StatusForbidden, "unknown", "This identity belongs to nobody here. Ask an owner for an invitation.")
	case errors.Is(err, models.ErrEmailTaken):
		return p.refuseSSO(c, attempt, http.StatusForbidden, "the address is taken",
			"Somebody here has the address "+a.Email+" already. If it is you, sign in with your password and link this identity under Settings, Signing in.")
	case errors.Is(err, models.ErrNoEmail):
		return p.refuseSSO(c, attempt, http.StatusForbidden, "no address",
			"The sign-in service told no e-mail address that it vouches for. The panel needs one to let you in.")
	}
	return err
}

// sameSSO goes on only for the person who began the attempt.
func (p *panel) sameSSO(c echo.Context, attempt models.SSOAttempt, next func() error) error {
	scope, err := p.personOf(c)
	if errors.Is(err, models.ErrNotFound) || err == nil && scope.User.ID != attempt.UserID {
		attempt.Purpose = models.SSOEnter
		return p.refuseSSO(c, attempt, http.StatusForbidden, "another session", "You are not signed in any more as who you were. Nothing was changed.")
	}
	if err != nil {
		return err
	}
	return p.signedIn(func(echo.Context) error { return next() })(c)
}

func (p *panel) linkBySSO(c echo.Context, attempt models.SSOAttempt, who sso.Identity) error {
	row := models.Identity{Issuer: who.Issuer, Subject: who.Subject, Email: who.Email}
	err := scopeOf(c).LinkIdentity(c.Request().Context(), &row, digestOf(sessionOf(c).ID), c.RealIP())
	if errors.Is(err, models.ErrTaken) {
		own, err := scopeOf(c).HasIdentity(c.Request().Context(), who.Issuer, who.Subject)
		if err != nil || own {
			return p.refuseSSO(c, attempt, http.StatusUnprocessableEntity, "linked already", "This identity is linked to you already. Nothing was changed.")
		}
		return p.refuseSSO(c, attempt, http.StatusUnprocessableEntity, "linked to another user", "This identity is linked to another user. Nothing was changed.")
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, securityURL)
}

// proofSlack is how far the issuer's clock may be behind.
const proofSlack = time.Minute

// proveBySSO takes a sign-in at the issuer as a proof of who the person is, if
// it is the same person and they just signed in there.
func (p *panel) proveBySSO(c echo.Context, attempt models.SSOAttempt, who sso.Identity) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	own, err := scope.HasIdentity(ctx, who.Issuer, who.Subject)
	switch {
	case err != nil:
		return err
	case !own:
		return p.refuseSSO(c, attempt, http.StatusForbidden, "another person", "You signed in there as somebody else. That does not prove who you are here.")
	case who.SignedInAt.Before(attempt.CreatedAt.Add(-proofSlack)):
		return p.refuseSSO(c, attempt, http.StatusForbidden, "not signed in again", "The sign-in service did not have you sign in again. That proves nothing.")
	}
	err = scope.Record(ctx, models.Audit{Action: "session.prove", Outcome: "proved", Details: form.Values{"by": bySSO}, Address: c.RealIP()})
	if err != nil {
		return err
	}
	if err := p.noteProof(c); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, local(attempt.Next))
}
