package handlers

import (
	"errors"
	"fmt"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/internal/secrets"
	"pinfold/internal/totp"
	"pinfold/web/templates/i18n"
	"pinfold/web/templates/ui"
)

// secondName names a person in the throttle of codes. It counts by person and
// address like that of passwords, and over all addresses by person instead of
// over all persons by address: whoever gets this far knows the password.
func secondName(user models.User) string { return fmt.Sprint("second factor of ", user.ID) }

// takeTry counts a try of a second factor before it is made.
func (p *panel) takeTry(c echo.Context, user models.User) time.Duration {
	return p.throttle.take(c.RealIP(), secondName(user))
}

// takeCode takes a code of the person's authenticator app. It returns a
// sentence if the code is refused.
func (p *panel) takeCode(c echo.Context, scope models.Scope, code string) (sentence string, err error) {
	if len(scope.User.TOTP) == 0 {
		return "There is no authenticator app any more.", nil
	}
	secret, err := p.Keys.Open(totpOf(scope.User.ID), scope.User.TOTP)
	if err != nil {
		return "", err
	}
	step, ok, err := totp.Match(secrets.NewText(string(secret)), code, p.Store.Now())
	if err != nil {
		return "", err
	}
	if !ok {
		return p.refusedFactor(c, scope, "app", "This code does not match. ")
	}
	err = scope.TakeStep(c.Request().Context(), step, acceptedFactor(c, "app"))
	if errors.Is(err, models.ErrChanged) {
		return p.refusedFactor(c, scope, "app", "This code was used already. Wait for the next one. ")
	}
	if err == nil {
		p.throttle.cleared(c.RealIP(), secondName(scope.User))
	}
	return "", err
}

// takeRecovery takes a recovery code. It returns a sentence if it is refused.
func (p *panel) takeRecovery(c echo.Context, scope models.Scope, code string) (sentence string, err error) {
	ctx := c.Request().Context()
	left, err := scope.TakeRecoveryCode(ctx, code, acceptedFactor(c, "recovery code"))
	if errors.Is(err, models.ErrNotFound) {
		return p.refusedFactor(c, scope, "recovery code", "This is none of your unused recovery codes. ")
	}
	if err != nil {
		return "", err
	}
	p.throttle.cleared(c.RealIP(), secondName(scope.User))
	text, err := keptText(ui.Notice{Kind: ui.OK, Href: securityURL, Title: "A recovery code was used",
		Text: i18n.N(ctx, int(left), "One is left.", "{count} are left.", "count", ui.NumberText(left))})
	c.Set(contextWelcome, text)
	return "", err
}

// contextWelcome is the notice that meets who has just signed in.
const contextWelcome = "welcome"

func acceptedFactor(c echo.Context, means string) models.Audit {
	return models.Audit{Action: "session.factor", Outcome: "accepted: " + means, Address: c.RealIP()}
}

// refusedFactor records that a factor was refused and says how many tries are
// left.
func (p *panel) refusedFactor(c echo.Context, scope models.Scope, means, why string) (string, error) {
	p.Log.Info("second factor refused", "address", c.RealIP())
	err := scope.Record(c.Request().Context(), models.Audit{Action: "session.factor", Outcome: "refused: " + means, Address: c.RealIP()})
	tries, _ := p.throttle.left(c.RealIP(), secondName(scope.User))
	return why + triesText(tries), err
}

// totpOf is where the secret of a person's app is stored.
func totpOf(user models.ID) secrets.Binding {
	return secrets.Binding{Table: "users", Row: int64(user), Column: "totp"}
}
