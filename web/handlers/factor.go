package handlers

import (
	"net/http"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/web/templates/settings"
	"pinfold/web/templates/ui"
)

const (
	appURL      = securityURL + "/app"
	appStartURL = appURL + "/start"
	appOffURL   = appURL + "/off"
	codesURL    = securityURL + "/codes"
	codesFile   = codesURL + "/file"
)

// factorPanel shows what is asked after the password.
func (p *panel) factorPanel(c echo.Context) (templ.Component, error) {
	factors, err := p.Store.Factors(c.Request().Context(), scopeOf(c).User.ID)
	if err != nil {
		return nil, err
	}
	view := settings.Factor{App: factors.TOTP, Any: factors.Any(), Codes: factors.Codes, Most: models.RecoveryCodes,
		StartURL: appStartURL, OffURL: appOffURL, CodesURL: codesURL}
	if factors.TOTPAt != nil {
		view.Since = *factors.TOTPAt
	}
	return settings.FactorPanel(view), nil
}

// factorNote says why no other page opens, to whom that happens.
func (p *panel) factorNote(c echo.Context) (templ.Component, error) {
	lacks, err := p.lacksFactor(c, scopeOf(c))
	if err != nil || !lacks {
		return nil, err
	}
	return settings.FactorNote(scopeOf(c).Team.Name), nil
}

// appOffPage asks before the authenticator app is turned off.
func (p *panel) appOffPage(c echo.Context) error {
	loses, err := p.appOffLoses(c)
	if err != nil {
		return err
	}
	asking := ui.Asking{Title: "Turn off the authenticator app", Action: appOffURL, Cancel: securityURL, Submit: "Turn off", Danger: true}
	if inDialog(c) {
		return p.render(c, http.StatusOK, settings.FactorOffFragment(asking, loses))
	}
	s, err := p.shell(c, asking.Title, "settings")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = securityURL, "Signing in"
	return p.render(c, http.StatusOK, settings.FactorOffPage(s, asking, loses))
}

// appOffLoses is what turning the app off leads to.
func (p *panel) appOffLoses(c echo.Context) ([]ui.Consequence, error) {
	scope := scopeOf(c)
	factors, err := p.Store.Factors(c.Request().Context(), scope.User.ID)
	if err != nil {
		return nil, err
	}
	if !factors.TOTP {
		return nil, models.ErrNotFound
	}
	loses := []ui.Consequence{{Kind: ui.Error, Text: "Your password alone lets you in, and your recovery codes are forgotten."}}
	if factors.Passkeys > 0 {
		loses[0] = ui.Consequence{Kind: ui.Waiting, Text: "After the password, a passkey or a recovery code is asked."}
	} else if scope.Team.RequireFactor {
		loses = append(loses, ui.Consequence{Kind: ui.Error, Text: scope.Team.Name + " requires a second factor: its pages stay closed to you until you set one up."})
	}
	return append(loses, ui.Consequence{Kind: ui.Waiting, Text: "All your other sessions end."}), nil
}

// appOff turns the authenticator app off.
func (p *panel) appOff(c echo.Context) error {
	entry := models.Audit{Action: "factor.turn_off", Outcome: "authenticator app turned off", Address: c.RealIP(),
		Before: appIs("on"), After: appIs("off")}
	err := scopeOf(c).DropTOTP(c.Request().Context(), digestOf(sessionOf(c).ID), entry)
	if err == models.ErrChanged {
		return p.doneThere(c, securityURL, ui.Notice{Kind: ui.OK, Title: "The authenticator app was off already"})
	}
	if err != nil {
		return err
	}
	return p.doneThere(c, securityURL, ui.Notice{Kind: ui.OK, Title: "The authenticator app is turned off", Text: "All your other sessions ended."})
}
