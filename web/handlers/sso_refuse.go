package handlers

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/sso"
)

// ssoProblem keeps the sentence that the panel of single sign-on shows.
const ssoProblem = "sso problem"

// failSSO tells why the issuer's answer lets nobody in.
func (p *panel) failSSO(c echo.Context, a models.SSOAttempt, err error) error {
	var failure *sso.Failure
	if !errors.As(err, &failure) {
		return err
	}
	status := http.StatusUnprocessableEntity
	switch failure.Word {
	case sso.Unreachable, sso.Failing, sso.Disagreed:
		status = http.StatusBadGateway
	case sso.Denied:
		status = http.StatusForbidden
	}
	p.Log.Warn("single sign-on failed", "id", c.Get(requestID), "kind", string(failure.Word), "cause", failure.Cause)
	return p.refuseSSO(c, a, status, string(failure.Word), failure.Sentence())
}

// refuseSSO records an attempt that ended in nothing and tells why.
func (p *panel) refuseSSO(c echo.Context, a models.SSOAttempt, status int, outcome, sentence string) error {
	entry := models.Audit{Action: "sso.refuse", UserID: a.UserID, Outcome: outcome, Address: c.RealIP(),
		Details: form.Values{"for": string(a.Purpose), "issuer": p.SSO.Issuer()}}
	if err := p.Store.Record(c.Request().Context(), entry); err != nil {
		return err
	}
	return p.showRefusedSSO(c, a, status, sentence)
}

// showRefusedSSO shows the sentence where the attempt began.
func (p *panel) showRefusedSSO(c echo.Context, a models.SSOAttempt, status int, sentence string) error {
	switch a.Purpose {
	case models.SSOProve:
		return echo.NewHTTPError(status, sentence)
	case models.SSOLink:
		return p.signedIn(func(c echo.Context) error {
			c.Set(ssoProblem, sentence)
			return p.showSecurity(c, status)
		})(c)
	}
	if r := c.Request(); r.ParseForm() == nil {
		r.Form.Set("next", a.Next) // So that another way of signing in leads there.
	}
	return p.showSignIn(c, status, form.Values{}, form.Errors{"": sentence})
}

// strayAnswer answers what belongs to no attempt of this browser: an old
// answer, one that was used, or one that somebody else began. Recording is
// bounded, since anybody can send it.
func (p *panel) strayAnswer(c echo.Context) error {
	a := models.SSOAttempt{Purpose: models.SSOEnter}
	const sentence = "This sign-in was not begun in this browser, or more than ten minutes ago. Begin again."
	if p.throttle.take("sso", c.RealIP()) > 0 {
		return p.showRefusedSSO(c, a, http.StatusForbidden, sentence)
	}
	return p.refuseSSO(c, a, http.StatusForbidden, "no such attempt", sentence)
}
